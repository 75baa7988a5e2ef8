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

  /// A visitor takes a number and desk 1 calls it: how long until the board shows it, in how many bytes. The visit is finished afterwards.
  func call(from kiosk: SocketDesk) throws -> (microseconds: Double, bytes: Int) {
    let command = Command.issueTicket(IssueTicket { $0.service = "layanan-a" })
    guard let number = try kiosk.perform(command, id: PressID.make(.real)).number else {
      throw DeskUnreachable("no number")
    }
    lookRound()
    board.settle()
    board.forget()
    desk.press("n")
    let begun = Bench.microseconds()
    try board.seeGiant("\(number)")
    let call = (Bench.microseconds() - begun, board.terminal.received.count)
    for key in ["v", "f", "1"] {
      desk.press(key)
      desk.settle()
    }
    // A call stands alone on the board for five seconds; the next must not wait for this one.
    let announced = Bench.microseconds()
    while Bench.microseconds() - announced < 5_500_000 {
      lookRound()
      board.look(wait_ms: 50)
    }
    return call
  }
}
