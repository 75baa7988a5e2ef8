/// The three instruments. Raw values are stored with instrument and version and never converted into one another.
public enum Instrument: UInt8, Category {
  case review = 1
  case skm, skd

  public static let terms = [
    Term("review", "Ulasan HaloPST", "HaloPST review"),
    Term("skm", "Survei Kepuasan Masyarakat", "Public satisfaction survey"),
    Term("skd", "Survei Kebutuhan Data Blok II", "Data needs survey, block II"),
  ]

  /// Edition in use; stored with every rating.
  public var version: Int {
    switch self {
    case .review: 1
    case .skm: 2017
    case .skd: 1
    }
  }

  public var items: [RatingItem] {
    switch self {
    case .review: [.officer]
    case .skm: RatingItem.skm
    case .skd: RatingItem.skd
    }
  }

  public var scale: ClosedRange<Int> { self == .skm ? 1...4 : 1...10 }
}

/// What is rated, by name: two elements swap places between editions.
public enum RatingItem: UInt8, Category {
  case officer = 1
  case requirements, procedure, time, cost, product, competence, behaviour, facilities, complaints
  case dataAvailable, dataAccess, officerResponds, clearInformation, complaintFacilities
  case noDiscrimination, noFraud, noGratuity, noIllegalLevies, noBrokers

  public static let terms = [
    Term("petugas", "Petugas", "Officer"), Term("persyaratan", "Persyaratan", "Requirements"),
    Term("prosedur", "Sistem, mekanisme dan prosedur", "System, mechanism and procedure"),
    Term("waktu", "Waktu penyelesaian", "Time taken"), Term("biaya", "Biaya/tarif", "Cost"),
    Term("produk", "Produk", "Product"), Term("kompetensi", "Kompetensi pelaksana", "Competence of staff"),
    Term("perilaku", "Perilaku pelaksana", "Behaviour of staff"), Term("sarana", "Sarana dan prasarana", "Facilities"),
    Term("pengaduan", "Penanganan pengaduan, saran dan masukan", "Handling of complaints and suggestions"),
    Term("informasi-tersedia", "Informasi tersedia", "Information available"),
    Term("akses-data", "Akses data", "Access to data"),
    Term("petugas-merespon", "Petugas merespon", "Officer responds"),
    Term("informasi-jelas", "Informasi jelas", "Clear information"),
    Term("fasilitas-pengaduan", "Fasilitas pengaduan", "Complaint facilities"),
    Term("tanpa-diskriminasi", "Tanpa diskriminasi", "No discrimination"),
    Term("tanpa-kecurangan", "Tanpa kecurangan", "No fraud"),
    Term("tanpa-gratifikasi", "Tanpa gratifikasi", "No gratuities"),
    Term("tanpa-pungli", "Tanpa pungli", "No illegal levies"), Term("tanpa-percaloan", "Tanpa percaloan", "No brokers"),
  ]

  static let skm: [RatingItem] = [
    .requirements, .procedure, .time, .cost, .product, .competence, .behaviour, .facilities, .complaints,
  ]
  static let skd: [RatingItem] = [
    .dataAvailable, .requirements, .procedure, .time, .cost, .product, .facilities, .dataAccess, .officerResponds,
    .clearInformation, .complaintFacilities, .noDiscrimination, .noFraud, .noGratuity, .noIllegalLevies, .noBrokers,
  ]
}

/// One answer, written `persyaratan=4`.
public struct RatingScore: Hashable, Sendable {
  public var item: RatingItem
  public var value: Int

  public init(_ item: RatingItem, _ value: Int) {
    self.item = item
    self.value = value
  }
}

extension RatingScore: Scalar {
  public static var blank: RatingScore { RatingScore(.officer, 1) }
  public var number: Int64 { item.number << 4 | Int64(value) }
  public init?(number: Int64) {
    guard number > 0, let item = RatingItem(number: number >> 4) else { return nil }
    self.init(item, Int(number & 15))
  }
  public var word: String { "\(item.key)=\(value)" }
  public init?(word: String) {
    let parts = word.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, let item = RatingItem(key: String(parts[0])), let value = unsigned(parts[1]),
      (0...15).contains(value)
    else { return nil }
    self.init(item, value)
  }
  public static var expected: String { "persyaratan=4" }
}

/// One visitor's answers to one instrument, bound to a finished visit.
public struct Rating: Record {
  public var instrument = Instrument.review
  public var version = 0
  public var scores: [RatingScore] = []

  public init() {}
  init(instrument: Instrument, version: Int, scores: [RatingScore]) {
    self.instrument = instrument
    self.version = version
    self.scores = scores
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("instrument", &instrument)
    try visitor.field("version", &version)
    try visitor.field("scores", &scores)
  }

  /// Every item of the instrument answered once and on its scale, or the refusal that names the first that is not.
  static func checked(_ instrument: Instrument, _ scores: [RatingScore]) throws(Refusal) -> Rating {
    for item in instrument.items {
      let answers = scores.filter { $0.item == item }
      guard answers.count == 1 else { throw .ratingIncomplete(item) }
      guard instrument.scale.contains(answers[0].value) else { throw .ratingOffScale(item, instrument.scale) }
    }
    guard scores.count == instrument.items.count else { throw .ratingIncomplete(instrument.items[0]) }
    let ordered = instrument.items.compactMap { item in scores.first { $0.item == item } }
    return Rating(instrument: instrument, version: instrument.version, scores: ordered)
  }
}

/// The satisfaction index of PermenPANRB 14/2017.
public enum SatisfactionIndex {
  public enum Band: String, Sendable { case a = "A", b = "B", c = "C", d = "D" }

  /// In hundredths, so that banding compares exactly what is printed. Weight is exactly 1/9: with 0.11 a perfect
  /// score would be 99. `nil` without answers.
  public static func hundredths(_ ratings: [Rating]) -> Int? {
    let skm = ratings.filter { $0.instrument == .skm }
    guard !skm.isEmpty else { return nil }
    let total = skm.reduce(0) { $0 + $1.scores.reduce(0) { $0 + $1.value } }
    // Σ NRR/9 × 25 × 100, rounded half up in integers.
    let numerator = total * 2500
    let denominator = skm.count * RatingItem.skm.count
    return (2 * numerator + denominator) / (2 * denominator)
  }

  public static func band(hundredths: Int) -> Band {
    switch hundredths {
    case 8831...: .a
    case 7661...: .b
    case 6500...: .c
    default: .d
    }
  }

  /// Krejcie–Morgan: how many answers stand for `population` visitors (χ² 3.841, p 0.5, d 0.05).
  public static func sampleSize(population: Int) -> Int {
    guard population > 0 else { return 0 }
    let n = Double(population)
    let spread = 3.841 * 0.25
    return Int((spread * n / (0.0025 * (n - 1) + spread)).rounded())
  }
}
