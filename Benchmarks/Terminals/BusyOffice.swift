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

  /// Somebody who can log in.
  static func staff(_ store: StoreFolder) throws {
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

  /// At the pace of somebody who reads: what is quicker is taken for a trembling or held finger.
  func rest() {
    lastTap = Bench.microseconds()
    while Bench.microseconds() - lastTap < 800_000 { Thread.pause(milliseconds: 5) }
  }

  /// A finger on the words after such a pause; returns when it was lifted.
  @discardableResult
  func tap(_ terminal: Eyes, _ words: String) throws -> Double {
    while Bench.microseconds() - lastTap < 800_000 { terminal.look(wait_ms: 5) }
    try terminal.see(words)
    let place = try terminal.place(of: words)
    lastTap = Bench.microseconds()
    terminal.press("\u{1B}[<0;\(place.x + 1);\(place.y + 1)M\u{1B}[<0;\(place.x + 1);\(place.y + 1)m")
    return lastTap
  }

  /// A visitor takes a number at another kiosk: how many bytes the board gets for one more who waits.
  func arrive(at kiosk: SocketDesk) throws -> (number: String, bytes: Int) {
    board.settle()
    board.forget()
    let command = Command.issueTicket(IssueTicket { $0.service = "layanan-a" })
    guard let number = try kiosk.perform(command, id: PressID.make(.real)).number else {
      throw DeskUnreachable("no number")
    }
    board.settle()
    return ("\(number)", board.terminal.received.count)
  }

  /// What a key at desk 1 leads to on the board: how long until it shows the number in giant letters, in how many bytes.
  func press(_ key: String, until number: String) throws -> (microseconds: Double, bytes: Int) {
    lookRound()
    board.settle()
    board.forget()
    let begun = Bench.microseconds()
    desk.press(key)
    let moment = try board.moment(number) { $0.showsGiant(number) }
    return (moment - begun, board.terminal.received.count)
  }

  /// Bytes the board gets in so many seconds, change by change.
  func watchBoard(seconds: Double) -> [Int] {
    var changes: [Int] = []
    let begun = Bench.microseconds()
    board.forget()
    while Bench.microseconds() - begun < seconds * 1e6 {
      lookRound()
      guard board.look(wait_ms: 50) else { continue }
      board.settle(quiet_ms: 30)
      changes.append(board.terminal.received.count)
      board.forget()
    }
    return changes
  }

  /// The visit at desk 1 is served and finished.
  func finish() {
    for key in ["v", "f", "1"] {
      desk.press(key)
      desk.settle()
    }
  }

  /// A visitor takes a number and desk 1 calls it; the visit is finished and the call has stood alone when this returns: the
  /// next must not wait for it.
  func call(from kiosk: SocketDesk) throws -> (microseconds: Double, bytes: Int) {
    let number = try arrive(at: kiosk).number
    let call = try press("n", until: number)
    finish()
    _ = watchBoard(seconds: 5.5)
    return call
  }
}
