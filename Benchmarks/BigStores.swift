import Desk
import DeskSocket
import Domain
import Glibc
import Journal
import Machine
import Node
import SQLite
import Seal
import Store

/// Rows that need a store with years of visits in it.
enum BigStores {
  static let rows = [
    Row(
      name: "big-store", what: "issue latency p50 with 1,000,000 visits in the store against an empty one",
      toReach: "≤ 1.2×", measure: bigStore),
    Row(
      name: "node-start", what: "node start with 1,000,000 events, clean stop before", toReach: "≤ 150 ms",
      measure: nodeStart),
    Row(name: "rebuild", what: "rebuild of projections, events per second", toReach: "≥ 200,000/s", measure: rebuild),
  ]

  static func million(_ bench: Bench) throws -> StoreFolder {
    try bench.kept("million") { try fill($0, visits: 125_000, eventsPerVisit: 8) }
  }

  private static func bigStore(_ bench: Bench) throws -> Row.Outcome {
    let big = try bench.kept("visits") { try fill($0, visits: 1_000_000, eventsPerVisit: 2) }
    let small = try bench.freshStore("empty")
    let nodes = [try bench.startNode(big), try bench.startNode(small)]
    defer { for node in nodes { node.stop() } }
    let desks = [try SocketDesk(path: big.socket), try SocketDesk(path: small.socket)]
    var samples = [Samples(), Samples()]
    for index in 0..<6_000 {
      let command = Command.issueTicket(
        IssueTicket { $0.service = "layanan-" + Series(number: Int64(index % 26 + 1))!.word.lowercased() })
      for side in [0, 1] {
        let id = PressID.make(.real)
        let time = try Bench.time { _ = try desks[side].perform(command, id: id) }
        if index >= 500 { samples[side].add(time) }
      }
    }
    let ratio = samples[0].p50 / samples[1].p50
    return Row.Outcome(
      measured: "\(decimal(ratio))× (\(decimal(samples[0].p50, 0)) µs / \(decimal(samples[1].p50, 0)) µs)",
      holds: ratio <= 1.2)
  }

  private static func nodeStart(_ bench: Bench) throws -> Row.Outcome {
    let store = try million(bench)
    try bench.startNode(store).stop()
    var samples = Samples()
    for _ in 0..<7 {
      let begun = Bench.microseconds()
      let node = try bench.startNode(store)
      samples.add((Bench.microseconds() - begun) / 1000)
      node.stop()
    }
    return Row.Outcome(measured: "\(decimal(samples.p50, 1)) ms", holds: samples.p50 <= 150)
  }

  private static func rebuild(_ bench: Bench) throws -> Row.Outcome {
    let store = try million(bench).open()
    var events = 0
    let time = try Bench.time { events = try store.rebuild() }
    let rate = Double(events) / time * 1e6
    return Row.Outcome(measured: "\(decimal(rate, 0))/s (\(events) events)", holds: rate >= 200_000)
  }

  /// As many visits a day as a busy office has.
  private static let visitsPerDay = 500

  /// Finished visits of earlier days, written as the node writes them but thousands to a transaction.
  static func fill(_ folder: StoreFolder, visits: Int, eventsPerVisit: Int) throws {
    let store = try folder.open()
    var pen = try store.pen()
    let days = (visits + visitsPerDay - 1) / visitsPerDay
    for first in stride(from: 0, to: days, by: 10) {
      try store.writing {
        for index in first..<min(first + 10, days) {
          let day = Bench.day.advanced(by: index - days)
          try store.append(Story.opening(&pen, day))
          for place in 0..<visitsPerDay {
            let number = QueueNumber(Series(number: Int64(place % 26 + 1))!, place / 26 + 1)
            let now = Zone.wit.moment(day, TimeOfDay(8, 0)).advanced(by: .seconds(place * 40))
            try store.append(Story.visit(&pen, day, number, now, eventsPerVisit))
          }
        }
      }
      if let connection = store.connection as? SQLiteConnection { try connection.checkpoint() }
    }
    try store.rebuild()
    try store.setMeta("clean", "yes")
    if let connection = store.connection as? SQLiteConnection { try connection.checkpoint(truncating: true) }
  }
}

/// A visit's facts in order.
enum Story {
  static func opening(_ pen: inout Pen, _ day: Day) -> [(event: Event, link: Digest)] {
    let draft = Draft(opening: .dayOpened(DayOpened { $0.day = day }), at: pen.next)
    let now = Zone.wit.moment(day, TimeOfDay(7, 55))
    return pen.write([draft], actor: .node, now: now, heads: { _, _ in [] }, salt: { 0 })
  }

  static func visit(
    _ pen: inout Pen, _ day: Day, _ number: QueueNumber, _ now: Moment, _ count: Int
  ) -> [(event: Event, link: Digest)] {
    let opened = VisitOpened {
      $0.day = day
      $0.number = number
      $0.service = "layanan-" + number.series.word.lowercased()
    }
    let first = pen.next
    var facts: [Fact] = [
      .visitCalled(VisitCalled { $0.desk = 1 }), .serviceStarted(ServiceStarted { $0.desk = 1 }),
      .identityShown(IdentityShown { $0.kind = .ktp }),
      .guestBookSigned(GuestBookSigned { $0.entry.purpose = .study }),
      .noteTaken(
        NoteTaken {
          $0.note.question = "Saya membutuhkan PDRB menurut lapangan usaha 2019-2022 untuk penulisan skripsi"
          $0.note.answer = "Data tersedia di publikasi Dalam Angka 2022 halaman 118"
        }),
      .visitFinished(VisitFinished()),
      .visitRated(
        VisitRated {
          $0.rating.instrument = .review
          $0.rating.scores = [RatingScore(.officer, 9)]
        }),
    ]
    if count == 2 { facts = [.visitCancelled(VisitCancelled())] }
    let drafts =
      [Draft(opening: .visitOpened(opened), at: first)]
      + facts.prefix(count - 1).map { Draft($0, about: first, .visit) }
    return pen.write(drafts, actor: .visitor, now: now, heads: { _, _ in [] }, salt: { Seal.randomNumber() })
  }
}
