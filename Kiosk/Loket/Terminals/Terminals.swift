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
    var name: String
    /// Wished for as soon as the node answers: the showroom logs its officer in.
    var opening: [Wish] = []
    var station: (Bearings) -> any Station
  }

  /// A full-screen terminal was asked for where there is none.
  struct NoScreen: Error {
    static let text = Bilingual(
      "Layar penuh memerlukan terminal: jalankan langsung di terminal, tidak melalui pipa. Untuk skrip: loket --help",
      "A full-screen terminal needs a terminal: run it in one, not through a pipe. For scripts: loket --help")
  }

  /// Whether a full-screen program can run here at all.
  static var canRun: Bool { isatty(0) == 1 && isatty(1) == 1 }

  /// `centre` is begun when there is a picture: the showroom's, which adds a seat and a plug to the room.
  static func open(
    _ places: [Place], _ global: GlobalOptions, guide: Guide? = nil,
    centre: ((StoreFolder) throws -> SampleCentre)? = nil
  ) throws -> Int32 {
    guard canRun else { throw NoScreen() }
    let folder = StoreFolder(global.home)
    let hosted = try host(folder, global)
    defer { hosted?.stop() }
    let capability = Capability(
      term: Environment.value("TERM") ?? "", colourTerm: Environment.value("COLORTERM") ?? "",
      xterm: Environment.value("XTERM_VERSION") ?? "", font: Environment.value("LOKET_FONT") ?? "")
    let bearings = Bearings(
      language: global.languageIsAsked ? global.language : nil, look: Look(halfBlocks: capability.halfBlocks),
      hasVoice: ReadingAloud.isPossible,
      encode: Terminals.encode)
    let trouble = { hosted?.trouble ?? TroubleNote(folder).read() }
    var seats: [any Seat] = places.map {
      OfficeSeat(
        $0.name, $0.station(bearings), socket: folder.socket, opening: $0.opening, trouble: trouble
      ) { PressID.make(.real) }
    }
    let plug = try centre?(folder)
    defer { plug?.end() }
    if let plug { seats.append(CentreSeat(Showroom.centreName(global), plug, bearings)) }
    let screen = try Screen(capability)
    let ending: Room.Ending
    do {
      let voice = ReadingAloud()
      ending = try Room(
        seats, on: screen, capability, isCode: Terminals.isCode, plug: plug, guide: guide, voice: voice.say
      ).run()
    } catch {
      screen.close()
      throw error
    }
    screen.close()
    return if case .stopped(let signal) = ending { 128 + signal } else { 0 }
  }

  /// Nothing when a node answers already.
  private static func host(_ folder: StoreFolder, _ global: GlobalOptions) throws -> HostedNode? {
    if SocketDesk.answers(at: folder.socket) { return nil }
    let practice = global.practice
    do {
      return try HostedNode(folder, practising: practice != nil) {
        try Office.surroundings(folder, practice: practice)
      }
    } catch let taken as StoreFolder.StoreTaken {
      // loketd holds the store and is about to listen, or another command has it for a moment: the line will come up.
      _ = taken
      return nil
    }
  }

  /// What a scanner may read here: short codes, and the addresses in the QR codes of tickets.
  @Sendable static func isCode(_ text: String) -> Bool {
    !ShortCode.readings(of: text).isEmpty || PageToken(text) != nil
  }

  @Sendable static func encode(_ text: String) -> BitMatrix? {
    ScreenCode.modules(of: text).flatMap { BitMatrix(size: $0.side, $0.dark) }
  }
}
