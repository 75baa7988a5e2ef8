import Chance
import Testing

@testable import Domain

@Suite struct NumberTests {
  /// Any command about somebody, sensible or not: the rules must hold whatever the desk presses.
  private func anything(_ visits: [VisitID], _ random: inout Seeded) -> Command {
    let services = ["konsultasi", "perpustakaan", "publikasi"]
    let desk = Int.random(in: 1...4, using: &random)
    let priority = Priority.allCases.randomElement(using: &random)!
    guard let visit = visits.randomElement(using: &random), !random.chance(3) else {
      return .ticket(services.randomElement(using: &random)!, priority)
    }
    switch Int.random(in: 0..<14, using: &random) {
    case 0, 1: return .callNext(desk: desk)
    case 2: return .call(visit, desk: desk)
    case 3: return .recall(desk: desk)
    case 4: return .skip(desk: desk)
    case 5, 6: return .serve(desk: desk)
    case 7: return .park(desk: desk)
    case 8: return .resume(visit, desk: desk)
    case 9: return .transfer(visit, to: services.randomElement(using: &random)!)
    case 10: return .finish(desk: desk)
    case 11: return .undo(visit)
    case 12: return .requeue(visit)
    default: return .cancel(visit)
    }
  }

  @Test(arguments: 0..<24 as Range<UInt64>)
  func `numbers are unique, gapless and never change, and no desk holds two, whatever is pressed`(seed: UInt64) throws {
    var random = Seeded(seed)
    var day = DayAtTheDesk()
    for _ in 0..<3 {
      var given: [VisitID: QueueNumber] = [:]
      for _ in 0..<300 {
        let command = anything(Array(given.keys.sorted()), &random)
        if let drafts = try? day.perform(command) {
          for draft in drafts {
            guard case .visitOpened(let opened) = draft.fact else { continue }
            let number = try #require(opened.number, "seed \(seed)")
            given[VisitID(draft.subject)] = number
          }
        }
        if random.chance(60) {
          _ = try? day.perform(.closeDay)
          _ = try? day.perform(.reopenDay, by: .officer(day.head))
        }
        day.wait(.seconds(Int.random(in: 0...15, using: &random)))
        let held = day.hall.visits.values.filter(\.stage.holdsDesk)
        #expect(Set(held.map(\.desk)).count == held.count, "a desk holds two, seed \(seed)")
        for visit in held { #expect(day.hall.visit(atDesk: visit.desk!)?.id == visit.id, "seed \(seed)") }
      }
      for (visit, number) in given { #expect(day.visit(visit).number == number, "seed \(seed)") }
      for (series, numbers) in Dictionary(grouping: given.values, by: \.series) {
        #expect(numbers.map(\.value).sorted() == Array(1...numbers.count), "series \(series.word), seed \(seed)")
      }
      day.turnOver()
    }
  }

  @Test func `a series ends at 999, is refused in plain words, and the others go on`() throws {
    var day = DayAtTheDesk()
    for _ in 1...999 { try day.arrive("konsultasi") }
    #expect(day.hall.lastNumber(Series(letter: "A")!) == 999)
    #expect(day.refusal(.ticket("konsultasi")) == .seriesFull(Series(letter: "A")!))
    #expect(try day.takeNumber("perpustakaan") == "B001")
    day.turnOver()
    #expect(try day.takeNumber("konsultasi") == "A001")
  }

  @Test func `each series counts by itself and starts again every service day`() throws {
    var day = DayAtTheDesk()
    let first = try [day.arrive("konsultasi"), day.arrive("perpustakaan"), day.arrive("konsultasi")].map(day.label)
    #expect(first == ["A001", "B001", "A002"])
    day.turnOver()
    #expect(try day.takeNumber("konsultasi") == "A001")
  }

  @Test func `services that share a letter share its numbers`() throws {
    var profile = Offices.halmaheraUtara
    profile.services[1].series = profile.services[0].series
    var day = DayAtTheDesk(profile)
    #expect(try [day.arrive("konsultasi"), day.arrive("perpustakaan")].map(day.label) == ["A001", "A002"])
  }

  @Test func `a number taken back or cancelled is not given again`() throws {
    var day = DayAtTheDesk()
    try day.perform(.cancel(try day.arrive()))
    #expect(try day.takeNumber() == "A002")
  }

  @Test func `yesterday's number does not find today's visitor`() throws {
    var day = DayAtTheDesk()
    try day.arrive()
    day.turnOver()
    try day.arrive("perpustakaan")
    #expect(day.hall.visit(.number(QueueNumber("A001")!)) == nil)
    #expect(day.hall.visit(.number(QueueNumber("B001")!)) != nil)
  }

  @Test func `numbers are read as people write them and spoken digit by digit`() {
    let number = QueueNumber(Series(letter: "A")!, 7)
    for text in ["A007", "a7", "A-007", "A 07"] { #expect(QueueNumber(text) == number, "\(text)") }
    for text in ["", "A", "A000", "A1000", "7", "AA7", "Ä7", "A7x", "A+07"] {
      #expect(QueueNumber(text) == nil, "\(text)")
    }
    #expect(number.description == "A007")
    #expect(number.spoken(.indonesian) == "A, nol, nol, tujuh")
    #expect(QueueNumber(Series(letter: "Z")!, 999).spoken(.english) == "Z, nine, nine, nine")
    #expect(QueueNumber(number: number.number) == number)
    #expect(VisitKey(word: "1-42") == .id(VisitID(EventID(node: 1, sequence: 42))))
    #expect(VisitKey(number: VisitKey.number(number).number) == .number(number))
  }
}
