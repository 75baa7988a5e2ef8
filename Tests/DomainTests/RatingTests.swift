import Testing

@testable import Domain

@Suite struct RatingTests {
  private func finished() throws -> (DayAtTheDesk, VisitID) {
    var day = DayAtTheDesk()
    let visit = try day.arrive()
    try day.perform(.callNext(desk: 1))
    try day.perform(.serve(desk: 1))
    try day.perform(.finish(desk: 1))
    return (day, visit)
  }

  private func rate(_ visit: VisitID, _ instrument: Instrument, _ scores: [RatingScore], _ comment: String = "")
    -> Command
  {
    .rate(
      Rate {
        $0.visit = .id(visit)
        $0.instrument = instrument
        $0.scores = scores
        $0.comment = comment
      })
  }

  private func full(_ instrument: Instrument, _ value: Int) -> [RatingScore] {
    instrument.items.map { RatingScore($0, value) }
  }

  @Test func `the instruments ask what their forms ask`() {
    #expect(Instrument.review.items.map(\.key) == ["petugas"])
    #expect(
      Instrument.skm.items.map(\.key) == [
        "persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "sarana", "pengaduan",
      ])
    #expect(
      Instrument.skd.items.map(\.key) == [
        "informasi-tersedia", "persyaratan", "prosedur", "waktu", "biaya", "produk", "sarana", "akses-data",
        "petugas-merespon", "informasi-jelas", "fasilitas-pengaduan", "tanpa-diskriminasi", "tanpa-kecurangan",
        "tanpa-gratifikasi", "tanpa-pungli", "tanpa-percaloan",
      ])
    #expect(Instrument.allCases.map(\.scale) == [1...10, 1...4, 1...10])
  }

  @Test(arguments: Instrument.allCases)
  func `every item is answered once and on its scale, in any order`(instrument: Instrument) throws {
    var (day, visit) = try finished()
    let scores = full(instrument, instrument.scale.upperBound)
    for index in scores.indices {
      var missing = scores
      let item = missing.remove(at: index).item
      #expect(day.refusal(rate(visit, instrument, missing)) == .ratingIncomplete(item))
      #expect(day.refusal(rate(visit, instrument, scores + [scores[index]])) == .ratingIncomplete(item))
      for value in [0, instrument.scale.upperBound + 1, -1] {
        var off = scores
        off[index].value = value
        #expect(day.refusal(rate(visit, instrument, off)) == .ratingOffScale(item, instrument.scale))
      }
    }
    let strange = RatingItem.allCases.first { !instrument.items.contains($0) }!
    #expect(day.refusal(rate(visit, instrument, scores + [RatingScore(strange, 1)]))?.code == "rating-incomplete")
    try day.perform(rate(visit, instrument, scores.reversed(), "Cepat\nramah"), by: .visitor)
    #expect(
      day.visit(visit).ratings == [Rating(instrument: instrument, version: instrument.version, scores: scores)])
    #expect(day.visit(visit).comment == "Cepat\nramah")
    #expect(day.refusal(rate(visit, instrument, scores)) == .alreadyRated)
  }

  @Test func `each instrument once, and one does not answer for another`() throws {
    var (day, visit) = try finished()
    for instrument in Instrument.allCases { try day.perform(rate(visit, instrument, full(instrument, 3))) }
    #expect(day.visit(visit).ratings.map(\.instrument) == Instrument.allCases)
    #expect(day.visit(visit).pending(Offices.halmaheraUtara.flow) == [.guestBook])
  }

  @Test func `only a finished visit is rated, on a closed day too`() throws {
    var day = DayAtTheDesk()
    let visit = try day.arrive()
    let review = rate(visit, .review, full(.review, 10))
    #expect(day.refusal(review) == .notFinished)
    try day.perform(.callNext(desk: 1))
    #expect(day.refusal(review) == .notFinished)
    try day.perform(.serve(desk: 1))
    #expect(day.refusal(review) == .notFinished)
    try day.perform(.park(desk: 1))
    #expect(day.refusal(review) == .notFinished)
    try day.perform(.resume(visit, desk: 1))
    try day.perform(.finish(desk: 1))
    try day.perform(.closeDay)
    #expect(day.refusal(review, by: .visitor) == nil)
  }

  @Test func `of two ratings that meet later the first stands and the other is seen`() throws {
    let (day, rated) = try finished()
    var visit = day.visit(rated)
    for (node, value) in [(2, 9), (3, 1)] as [(UInt32, Int)] {
      visit.apply(
        .fact(.visitRated(VisitRated(rating: Rating(instrument: .review, version: 1, scores: full(.review, value))))),
        Occurrence(id: EventID(node: node, sequence: 1), at: day.now, actor: .phone))
    }
    #expect(visit.ratings.map { $0.scores[0].value } == [9])
    #expect(visit.overruled == [EventID(node: 3, sequence: 1)])
  }

  @Test func `a perfect score is exactly 100,00 and an A`() {
    let perfect = Rating(instrument: .skm, version: 2017, scores: full(.skm, 4))
    #expect(SatisfactionIndex.hundredths([perfect]) == 10_000)
    #expect(SatisfactionIndex.band(hundredths: 10_000) == .a)
    let worst = Rating(instrument: .skm, version: 2017, scores: full(.skm, 1))
    #expect(SatisfactionIndex.hundredths([worst]) == 2_500)
    #expect(SatisfactionIndex.hundredths([perfect, worst]) == 6_250)
    #expect(SatisfactionIndex.hundredths([]) == nil)
  }

  @Test func `only the survey's own answers count into its index`() {
    let review = Rating(instrument: .review, version: 1, scores: full(.review, 10))
    let survey = Rating(instrument: .skm, version: 2017, scores: full(.skm, 3))
    #expect(SatisfactionIndex.hundredths([review]) == nil)
    #expect(SatisfactionIndex.hundredths([review, survey]) == 7_500)
  }

  @Test func `the index is rounded half up to hundredths before it is banded`() {
    // One answer of 28 points: 28/9 × 25 = 77,777… ; 31 points 86,111… ; 32 points 88,888…
    for (points, hundredths) in [(28, 7_778), (31, 8_611), (32, 8_889), (35, 9_722)] {
      var scores = full(.skm, 3)
      for index in 0..<(points - 27) { scores[index % 9].value += 1 }
      let rating = Rating(instrument: .skm, version: 2017, scores: scores)
      #expect(SatisfactionIndex.hundredths([rating]) == hundredths, "\(points)")
    }
    // Seven threes and a perfect one: 225 × 2500 / 72 = 7812,5.
    let threes = Rating(instrument: .skm, version: 2017, scores: full(.skm, 3))
    let fours = Rating(instrument: .skm, version: 2017, scores: full(.skm, 4))
    #expect(SatisfactionIndex.hundredths(Array(repeating: threes, count: 7) + [fours]) == 7_813)
  }

  @Test func `bands begin exactly at their edges`() {
    let edges: [(Int, SatisfactionIndex.Band)] = [
      (10_000, .a), (8_831, .a), (8_830, .b), (7_661, .b), (7_660, .c), (6_500, .c), (6_499, .d), (2_500, .d),
    ]
    for (hundredths, band) in edges { #expect(SatisfactionIndex.band(hundredths: hundredths) == band, "\(hundredths)") }
  }

  @Test func `sample sizes are those of Krejcie and Morgan's table`() {
    for (population, sample) in [(10, 10), (50, 44), (100, 80), (200, 132), (500, 217), (1000, 278), (5000, 357)] {
      #expect(SatisfactionIndex.sampleSize(population: population) == sample)
    }
    #expect(SatisfactionIndex.sampleSize(population: 0) == 0)
    #expect(SatisfactionIndex.sampleSize(population: 1) == 1)
  }

  @Test func `a score is written as people type it`() {
    let score = RatingScore(.requirements, 4)
    #expect(RatingScore(word: "persyaratan=4") == score)
    #expect(RatingScore(number: score.number) == score)
    for word in ["persyaratan", "persyaratan=", "persyaratan=-1", "persyaratan=16", "tarif=4", "persyaratan=4=4"] {
      #expect(RatingScore(word: word) == nil, "\(word)")
    }
  }
}
