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
  static func places(_ global: GlobalOptions) -> [Terminals.Place] {
    let officer: [Wish] = [.login(SampleOffice.login, pin: SampleOffice.pin, Gate.errand)]
    return [
      .init(name: label("Anjungan", "Kiosk", global)) { Kiosk($0) },
      .init(name: label("Buku tamu", "Guest book", global)) { GuestBookTerminal($0) },
      .init(name: label("Front office", "Front office", global), opening: officer) { FrontOffice($0) },
      .init(name: label("Meja 1", "Desk 1", global), opening: officer) { DeskTerminal($0, desk: 1) },
      .init(name: label("Meja 2", "Desk 2", global), opening: officer) { DeskTerminal($0, desk: 2) },
      .init(name: label("Papan", "Board", global)) { Board($0) },
      .init(name: label("Penilaian", "Rating", global)) { RatingTerminal($0, desk: 1) },
    ]
  }

  private static func label(_ indonesian: String, _ english: String, _ global: GlobalOptions) -> String {
    Bilingual(indonesian, english)[global.language]
  }

  static func open(_ invocation: Invocation) throws -> Int32 { try run(invocation, guide: nil) }

  static func tour(_ invocation: Invocation) throws -> Int32 { try run(invocation, guide: nil) }

  private static func run(_ invocation: Invocation, guide: Guide?) throws -> Int32 {
    guard Terminals.canRun else { throw Terminals.NoScreen() }
    let office = try SampleOffice()
    defer { office.remove() }
    var global = invocation.global
    global.home = office.folder.path
    global.practice = SampleOffice.clock
    return try Terminals.open(places(global), global, guide: guide)
  }
}
