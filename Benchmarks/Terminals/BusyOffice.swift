import Desk
import DeskSocket
import Domain
import Machine
import Node

/// A busy morning: the node as loketd, and on it the kiosk, the board, the front office and two desks, each as a terminal of its own.
final class BusyOffice {
  static let pin = "294817"
  private let node: Child
  let store: StoreFolder
  let kiosk: Eyes
  let board: Eyes
  let desk: Eyes
  let others: [Eyes]
  private var lastTap = 0.0

  init(_ bench: Bench, _ name: String) throws {
    let store = try bench.freshStore(name)
    self.store = store
    try BusyOffice.staff(store)
    node = try bench.startNode(store)
    func open(_ words: String...) throws -> Eyes {
      try Eyes(bench.programs + "/loket", words + ["--home", store.path])
    }
    kiosk = try open("kiosk")
    board = try open("board")
    desk = try open("desk", "1")
    others = [try open("desk", "2"), try open("frontoffice")]
    try kiosk.see("Bahasa Indonesia")
    try board.see("08.0")
    for (terminal, sign) in [(desk, "Rahmawati"), (others[0], "Rahmawati"), (others[1], "F5")] {
      try terminal.see("PIN")
      // As slowly as a person: what comes quicker is taken for a scanner.
      for key in "rahma\t\(BusyOffice.pin)\r" {
        terminal.press(String(key))
        terminal.settle(quiet_ms: 30)
      }
      try terminal.see(sign)
    }
  }

  deinit { node.stop() }

  private static func staff(_ store: StoreFolder) throws {
    let opened = try store.open(Bench.surroundings(), practising: true)
    let desk = LocalDesk(opened.node, folder: store)
    let officer = Command.addOfficer(
      AddOfficer {
        ($0.profile.login, $0.profile.name) = ("rahma", "Rahmawati Lubis")
        $0.profile.roles = [.head]
      })
    _ = try desk.perform(officer, id: "officer")
    _ = try desk.perform(.setPin(SetPin { ($0.login, $0.pin) = ("rahma", pin) }), id: "pin")
    desk.close()
    withExtendedLifetime(opened.lock) {}
  }

  /// What the others have drawn meanwhile must be taken in, or they would wait for their reader.
  func lookRound() { for terminal in [kiosk, board, desk] + others { while terminal.look() {} } }

  /// A finger on the words, at the pace of somebody who reads: what is quicker is taken for a trembling or held one.
  func tap(_ terminal: Eyes, _ words: String) throws {
    while Bench.microseconds() - lastTap < 800_000 { terminal.look(wait_ms: 5) }
    try terminal.see(words)
    let place = try terminal.place(of: words)
    terminal.press("\u{1B}[<0;\(place.x + 1);\(place.y + 1)M\u{1B}[<0;\(place.x + 1);\(place.y + 1)m")
    lastTap = Bench.microseconds()
  }
}
