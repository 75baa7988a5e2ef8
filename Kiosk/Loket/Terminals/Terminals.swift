import Canvas
import Desk
import DeskSocket
import Devices
import Domain
import Glibc
import Machine
import Node
import Screens
import Seats
import Terminal

/// Opens full-screen terminals: finds or starts the node, takes the screen, runs the room, gives the screen back.
enum Terminals {
  /// A seat to open: its name in the showroom, and the station made from what every terminal begins with.
  struct Place {
    var name: Bilingual
    /// Wished for as soon as the node answers: the showroom logs its officer in.
    var opening: [Wish] = []
    var station: (Bearings) -> any Station
  }

  /// A full-screen terminal was asked for where there is none.
  struct NoScreen: Error {
    var text: Bilingual { Terminals.isDumb ? Self.dumb : Self.missing }

    private static let dumb = Bilingual(
      "Terminal ini tidak mengenal layar penuh (TERM=dumb). Pakai terminal lain, atau setel TERM, misalnya TERM=xterm-256color. Untuk skrip: loket --help",
      "This terminal knows no full screen (TERM=dumb). Use another, or set TERM, for example TERM=xterm-256color. For scripts: loket --help"
    )
    private static let missing = Bilingual(
      "Layar penuh memerlukan terminal: jalankan langsung di terminal, tidak melalui pipa. Untuk skrip: loket --help",
      "A full-screen terminal needs a terminal: run it in one, not through a pipe. For scripts: loket --help")
  }

  /// Whether a full-screen program can run here at all.
  static var canRun: Bool { isatty(0) == 1 && isatty(1) == 1 && !isDumb }

  /// It says of itself that it can move no cursor: pictures would come out as a heap of codes.
  private static var isDumb: Bool { Environment.value("TERM") == "dumb" }

  static func open(
    _ places: [Place], _ global: GlobalOptions, guide: Guide? = nil,
    centre: ((StoreFolder) throws -> SampleCentre)? = nil
  ) throws -> Int32 {
    code(try run(places, global, guide: guide, centre: centre))
  }

  static func code(_ ending: Room.Ending) -> Int32 {
    if case .stopped(let signal) = ending { 128 + signal } else { 0 }
  }

  /// `centre` is begun when there is a picture: the showroom's, which adds a seat and a plug to the room.
  static func run(
    _ places: [Place], _ global: GlobalOptions, guide: Guide? = nil,
    centre: ((StoreFolder) throws -> SampleCentre)? = nil
  ) throws -> Room.Ending {
    guard canRun else { throw NoScreen() }
    let folder = StoreFolder(global.home)
    // Whether a node answers is found out by the line that the first seat then keeps.
    var line = try? NodeLine(path: folder.socket)
    let search = try NodeSearch(folder, global, isAnswered: line != nil)
    defer { search.stop() }
    let capability = Capability(
      term: Environment.value("TERM") ?? "", colourTerm: Environment.value("COLORTERM") ?? "",
      xterm: Environment.value("XTERM_VERSION") ?? "", font: Environment.value("LOKET_FONT") ?? "")
    let bearings = Bearings(
      language: global.languageIsAsked ? global.language : nil, look: Look(halfBlocks: capability.halfBlocks),
      hasVoice: ReadingAloud.isPossible,
      encode: Terminals.encode)
    var seats: [any Seat] = places.map { place in
      defer { line = nil }
      return OfficeSeat(
        place.name, place.station(bearings), socket: folder.socket, line: line, opening: place.opening,
        missing: search.isMissed, trouble: { search.trouble }
      ) { PressID.make(.real) }
    }
    let plug = try centre?(folder)
    defer { plug?.end() }
    if let plug { seats.append(CentreSeat(Showroom.centreName, plug, bearings)) }
    let screen = try Screen(capability)
    // Asked to stop before there was a screen to stop.
    if Signals.stopWanted {
      screen.close()
      return .stopped(signal: SIGTERM)
    }
    let ending: Room.Ending
    do {
      let voice = ReadingAloud()
      ending = try Room(
        seats, on: screen, capability, codes: ScanGrammar(begins: PrintedCode.begins, isCode: PrintedCode.fits),
        plug: plug, guide: guide, voice: voice.say
      ).run()
    } catch {
      screen.close()
      throw error
    }
    screen.close()
    return ending
  }

  @Sendable static func encode(_ text: String) -> BitMatrix? {
    ScreenCode.modules(of: text).flatMap { BitMatrix(size: $0.side, $0.dark) }
  }
}
