import Canvas
import Desk
import Domain
import Machine
import Node
import Profiles
import Screens
import Seats

/// Every terminal of a sample office in one window: what `make run` opens.
enum Showroom {
  /// In the order of a visit; the number of each is its seat.
  static func places() -> [Terminals.Place] {
    let officer: [Wish] = [.login(SampleOffice.login, pin: SampleOffice.pin, Gate.errand)]
    return [
      .init(name: Bilingual("Kiosk", "Kiosk")) { Kiosk($0) },
      .init(name: Bilingual("Tamu", "Book")) { GuestBookTerminal($0) },
      .init(name: Bilingual("Front", "Front"), opening: officer) { FrontOffice($0) },
      .init(name: Bilingual("Meja 1", "Desk 1"), opening: officer) { DeskTerminal($0, desk: 1) },
      .init(name: Bilingual("Meja 2", "Desk 2"), opening: officer) { DeskTerminal($0, desk: 2) },
      .init(name: Bilingual("Papan", "Board")) { Board($0) },
      .init(name: Bilingual("Nilai", "Rate")) { RatingTerminal($0, desk: 1) },
      .init(name: Bilingual("Admin", "Admin"), opening: officer) { Admin($0, check: SettingsCheck.faults) },
    ]
  }

  /// Stands last, where the visit is over.
  static let centreName = Bilingual("Pusat", "Centre")

  static func open(_ invocation: Invocation) throws -> Int32 { try run(invocation, SampleOffice(), guide: nil) }

  /// `--pace` is the time a sentence stands, in seconds.
  static func tour(_ invocation: Invocation) throws -> Int32 {
    let pace = try invocation.option("pace").map { text in
      guard let pace = Int(text), (0...60).contains(pace) else {
        throw UsageFault.wrong(option: "pace", expected: "0–60")
      }
      return pace
    }
    // The visitor of the tour is the day's first.
    let guide = Guide(Tour.steps, pace: .seconds(pace ?? 3))
    return try run(invocation, SampleOffice(hasVisitors: false), guide: guide)
  }

  private static func run(
    _ invocation: Invocation, _ sample: @autoclosure () throws -> SampleOffice, guide: Guide?
  ) throws -> Int32 {
    guard Terminals.canRun else { throw Terminals.NoScreen() }
    // Whoever closes the window asks to stop, sometimes twice: what was made is taken away first.
    let bell = try Bell()
    Signals.stopOn(bell)
    defer { withExtendedLifetime(bell) {} }
    let office = try sample()
    defer { office.remove() }
    var global = invocation.global
    global.home = office.folder.path
    global.practice = SampleOffice.clock
    return try Terminals.open(places(), global, guide: guide) {
      try SampleCentre($0, SampleOffice.profile, clock: SampleOffice.clock)
    }
  }
}
