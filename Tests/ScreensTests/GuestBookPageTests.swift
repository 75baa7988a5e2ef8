import Canvas
import Desk
import Domain
import Profiles
import Screens
import TestSupport
import Testing

/// How the guest book looks. Its node is played here, so that codes and ids are the same in every run.
@Suite struct GuestBookPageTests {
  /// Time goes by between two presses, as it does for a person.
  private final class Clock { var now = Duration.seconds(1) }
  private let clock = Clock()

  private func terminal() throws -> GuestBookTerminal {
    var station = GuestBookTerminal(Bearings(encode: { _ in nil }))
    station.bearings.settle(try ShippedOffice.profile("halmahera-utara"))
    give(
      &station,
      .view(
        .day(DayQuery()),
        .day(
          DayView {
            $0.day = OfficeStart.day
            $0.localTime = "08.05"
          })))
    return station
  }

  /// Hands an input in and answers what the station asks for; refusals by the kind of the command.
  private func give(_ station: inout GuestBookTerminal, _ input: Input, refusing: CommandKind? = nil) {
    var inputs = [input]
    while !inputs.isEmpty {
      for wish in station.take(inputs.removeFirst(), at: clock.now) {
        switch wish {
        case .perform(let command, let errand) where command.kind == refusing:
          inputs.append(.refused(errand, Refused(.storeFull)))
        case .perform(_, let errand):
          inputs.append(.answered(errand, Answer { $0.code = "T1-9-7KQ2" }))
        case .read(.code(let query), let errand): inputs.append(.read(errand, .code(code(query.text))))
        default: break
        }
      }
    }
  }

  private func code(_ text: String) -> CodeView {
    CodeView {
      $0.kind = text.hasPrefix("T") ? .guest : .ticket
      $0.visit = VisitID(EventID(node: 1, sequence: 5))
      $0.guest = GuestID(EventID(node: 1, sequence: 9))
      $0.greeting = "S*** N***"
    }
  }

  private func press(_ station: inout GuestBookTerminal, _ names: String...) {
    for name in names {
      clock.now += .seconds(1)
      give(&station, .key(Actor.key(name)))
    }
  }

  private func type(_ station: inout GuestBookTerminal, _ text: String) {
    for scalar in text.unicodeScalars { give(&station, .key(.character(scalar))) }
  }

  private func ticket(_ station: inout GuestBookTerminal, _ stage: Stage) {
    let key = VisitKey.id(VisitID(EventID(node: 1, sequence: 5)))
    give(
      &station,
      .view(
        .ticket(VisitQuery { $0.visit = key }),
        .ticket(
          TicketView {
            $0.number = QueueNumber("A007")
            $0.service = "Konsultasi Statistik"
            $0.stage = stage
            $0.desk = stage == .called ? 2 : nil
          })))
  }

  private func begun() throws -> GuestBookTerminal {
    var station = try terminal()
    type(&station, "A007-7KQ2")
    press(&station, "Enter")
    ticket(&station, .waiting)
    return station
  }

  @Test func `the start, consent, and the code of who comes again`() throws {
    try Snapshot.check("guest-book-start", try terminal())
    var station = try begun()
    try Snapshot.check("guest-book-consent", station)
    press(&station, "3")
    type(&station, "A007-7KQ2")
    press(&station, "Enter")
    try Snapshot.check("guest-book-code", station)
    press(&station, "^u")
    type(&station, "T1-9-7KQ2")
    press(&station, "Enter")
    try Snapshot.check("guest-book-greeting", station)
  }

  @Test func `questions: one to write, two to write with a finger, choices, several`() throws {
    var station = try begun()
    press(&station, "1", "Enter")
    try Snapshot.check("guest-book-name", station)
    type(&station, "Siti Nurbaya")
    press(&station, "Enter")
    type(&station, "12")
    press(&station, "Enter", "Enter")
    give(&station, .touch(.focus(1)))
    try Snapshot.check("guest-book-contact", station)
    press(&station, "Enter", "2", "Enter", "3", "3")
    try Snapshot.check("guest-book-institutions", station)
    press(&station, "6", "Enter", "4")
    try Snapshot.check("guest-book-services", station)
    press(&station, "Enter", "Enter")
    try Snapshot.check("guest-book-disability", station)
    press(&station, "Enter")
    try Snapshot.check("guest-book-review", station)
    clock.now += .seconds(1)
    give(&station, .key(Key(.enter)), refusing: .signGuestBook)
    try Snapshot.check("guest-book-refused", station)
    press(&station, "Enter")
    try Snapshot.check("guest-book-thanks", station)
  }

  @Test func `called, and whether to stop`() throws {
    var station = try begun()
    press(&station, "1")
    type(&station, "Siti")
    ticket(&station, .called)
    try Snapshot.check("guest-book-called", station)
    press(&station, "F4")
    try Snapshot.check("guest-book-stop", station)
  }

  @Test func `every page fits in the showroom, large and without half blocks`() throws {
    var station = try begun()
    let steps: [[String]] = [
      [], ["1"], ["Enter"], ["x", "Enter"], ["Enter", "Enter"], ["1"], ["Enter"], ["1"], ["7"], ["x", "Enter"], ["9"],
      ["x", "Enter"], ["Enter"], ["5"], ["x", "Enter"], ["Enter"], ["6", "Enter"], ["x", "Enter"], ["Enter"], ["Enter"],
    ]
    for step in steps {
      for name in step { press(&station, name) }
      for language in Language.allCases {
        station.bearings.speech.language = language
        for look in [
          Look(), Look(large: true), Look(halfBlocks: false),
          Look(theme: .highContrast, large: true, halfBlocks: false),
        ] {
          var canvas = Canvas(width: 80, height: 23, look: look)
          let targets = station.draw(on: &canvas)
          let text = (0..<23).map { canvas.text(row: $0) }.joined(separator: "\n")
          #expect(!text.dropFirst(81).contains("…\n") && !text.contains("… "), "\(text)")
          for target in targets where target.region.isEmpty { Issue.record("an empty target: \(target)\n\(text)") }
        }
      }
    }
  }
}
