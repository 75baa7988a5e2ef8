import Desk
import Domain
import Engine
import Journal
import LineDoubles
import Machine
import Profiles
import Store
import TestSupport
import Testing
import Transport
import Wire

@testable import Node

/// An office with its line, turned by hand: time passes when nothing else happens, so no test waits for it.
final class LineOffice {
  let office: TemporaryOffice
  let centre: FakeCentre
  private(set) var bell: Bell
  private(set) var line: OfficeLine
  /// What happened, in order, for tests about turns.
  var turns: [String] = []
  private var presses = 0

  struct Stuck: Error, CustomStringConvertible { var description: String }

  /// Set up and enrolled.
  init(_ centre: FakeCentre? = nil, isEmpty: Bool = false, clock: Clockwork? = nil) throws {
    Signals.ignoreBrokenPipes()
    office = try TemporaryOffice(Self.alwaysOpen(), on: OfficeStart.day, at: OfficeStart.time)
    try office.open()
    if !isEmpty { try office.setUp() }
    let clock = office.clock
    self.centre = try centre ?? FakeCentre(office.profile.code) { clock.wall }
    bell = try Bell()
    line = OfficeLine(office.node, folder: office.folder, bell: bell)
  }

  deinit { line.close() }

  /// Tests let hours of backoff pass; no break and no evening may get in their way.
  private static func alwaysOpen() throws -> OfficeProfile {
    var profile = try ShippedOffice.profile("halmahera-utara")
    let allDay = [Opening(TimeOfDay(0, 0), TimeOfDay(23, 59))]
    profile.deskHours = Hours { $0.week = (1...7).compactMap { Weekday(rawValue: $0) }.map { DayHours($0, allDay) } }
    return profile
  }

  /// Events without a limit a day.
  func complain(_ count: Int) throws {
    for _ in 0..<count {
      presses += 1
      let complaint = FileComplaint { $0.words = "Ruang tunggu panas, mohon kipas." }
      _ = try office.press(.fileComplaint(complaint), "press-\(presses)", as: .visitor).get()
    }
  }

  var node: Node { office.node }

  @discardableResult
  func enrol(_ url: String? = nil) throws -> MaintenanceReport {
    var request = EnrolRequest()
    request.centre = url ?? centre.url
    request.code = centre.with { $0.code.text }
    request.office = office.profile.code
    let report = line.enrolled(try line.enrolling(request).get().run(), request)
    let bell = bell
    centre.onHolding { bell.ring() }
    return report
  }

  func issue(_ count: Int = 1) throws {
    for _ in 0..<count {
      presses += 1
      _ = try office.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }), "press-\(presses)", as: .visitor)
        .get()
    }
  }

  /// Whether this exchange waits at the centre, where only time can end it.
  private func isHeld(_ exchange: Int) -> Bool {
    guard let number = centre.holding else { return false }
    if held?.number != number { held = (number, exchange) }
    return held?.exchange == exchange
  }

  private var held: (number: Int, exchange: Int)?

  /// One round as the server does it.
  func round() throws {
    _ = line.service()
    guard line.dueIn != 0 else { return }
    if let exchange = line.engine?.exchange, !isHeld(exchange) {
      let ready = try Waiting.wait(for: [.init(bell.descriptor, reading: true)], milliseconds: Patience.milliseconds)
      guard ready[0].canRead else { throw Stuck(description: "nothing happened") }
      return bell.silence()
    }
    guard let due = line.dueIn else { return }
    office.pass(Span(milliseconds: Int64(max(due, 1))))
  }

  func run(_ what: String = "", rounds: Int = 5_000, until isDone: () throws -> Bool) throws {
    for _ in 0..<rounds {
      if try isDone() { return }
      try round()
    }
    throw Stuck(description: "not reached: \(what) · \(line.notices.status)")
  }

  /// Everything said is signed for, and everything there is is read.
  func settle() throws {
    try run("settled") {
      centre.isClear && line.engine?.unsent == 0
        && Marks(line.record.memory.marks)[UInt32(line.record.node)] == node.lastSequence
        && line.notices.status.condition == .good
        && line.notices.status.failures == 0
        && centre.with { $0.ledger.feedEnd } == UInt64(line.record.memory.cursor.news)
        && !line.record.memory.cursor.isReadingPast
    }
  }

  /// The process is killed and started again from what is on the disk.
  func restart() throws {
    line.close()
    office.drop()
    try start()
  }

  func start() throws {
    try office.open()
    bell = try Bell()
    line = OfficeLine(office.node, folder: office.folder, bell: bell)
    let bell = bell
    centre.onHolding { bell.ring() }
  }

  /// Both copies hold the same events with the same links.
  func checkAgreement() throws {
    let store = try office.openForReading()
    var mine: [String] = []
    for author in try store.nodes() {
      mine += try store.events(node: author, from: 1, limit: .max).map { "\($0.event.id) \($0.link)" }
    }
    let theirs = centre.with { books in books.kept.map { "\($0.key) \($0.value.link)" } }
    #expect(Set(mine) == Set(theirs), "\(mine.count) here, \(theirs.count) there")
    #expect(mine.count == theirs.count)
    #expect(try store.verifyChain().lines == [])
    #expect(try store.verifyProjections().lines == [])
  }

  /// Nothing the office takes for acknowledged is missing at the centre.
  func checkSafety(_ when: String) {
    for mark in line.record.memory.marks {
      let there = centre.with { $0.ledger.marks[UInt32(mark.node)] }
      #expect(there >= UInt64(mark.sequence), "\(when): signed and not durable")
    }
  }
}
