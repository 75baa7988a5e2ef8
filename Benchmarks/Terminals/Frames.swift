import Desk
import DeskSocket
import Domain
import Machine
import Node

/// How quickly a terminal is there, and how quickly and cheaply it follows a key.
enum Frames {
  static let rows = [
    Row(
      name: "first-frame", what: "process start to first frame, against an empty C program that prints one frame",
      toReach: "≤ 10 ms, ≤ 2×", measure: firstFrame),
    Row(
      name: "key-frame", what: "key to frame, p99, form screen, node in the same process", toReach: "≤ 1 ms",
      measure: { try keys($0).time }),
    Row(
      name: "frame-bytes", what: "bytes per keystroke / per change of the board, 80×24", toReach: "≤ 100 / ≤ 300",
      measure: bytes),
  ]

  private static func firstFrame(_ bench: Bench) throws -> Row.Outcome {
    let store = try bench.freshStore("first-frame")
    let node = try bench.startNode(store)
    defer { node.stop() }
    var (ours, bare) = (Samples(), Samples())
    for index in 0..<210 {
      let mine = try time(bench.programs + "/loket", ["kiosk", "--home", store.path], until: "\u{1B}[?2026l")
      let empty = try time(bench.programs + "/bare-frame", [], until: String(repeating: "X", count: 80))
      guard index >= 10 else { continue }
      ours.add(mine)
      bare.add(empty)
    }
    let ratio = ours.p50 / bare.p50
    return Row.Outcome(
      measured: "\(decimal(ours.p50 / 1000, 1)) ms, bare \(decimal(bare.p50 / 1000, 1)) ms, \(decimal(ratio))×",
      holds: ours.p50 <= 10_000 && ratio <= 2)
  }

  private static func time(_ program: String, _ arguments: [String], until text: String) throws -> Double {
    let begun = Bench.microseconds()
    let terminal = try PseudoTerminal(program, arguments)
    try terminal.await(text)
    // Before the program is ended again: that is no part of a start.
    return withExtendedLifetime(terminal) { Bench.microseconds() - begun }
  }

  /// The login form of a terminal that hosts its node: a letter typed and taken back, a thousand times.
  private static func keys(_ bench: Bench) throws -> (time: Row.Outcome, bytes: Int) {
    let store = try bench.freshStore("keys")
    try BusyOffice.staff(store)
    let form = try Eyes(
      bench.programs + "/loket", ["frontoffice", "--home", store.path, "--practice", Bench.clockText])
    try form.see("PIN")
    form.settle()
    var samples = Samples()
    var bytes = 0
    let count = 1_000
    for index in 0..<count {
      form.terminal.forget()
      let begun = Bench.microseconds()
      form.press(index % 2 == 0 ? "m" : "\u{7F}")
      try form.terminal.await("\u{1B}[?2026l")
      samples.add(Bench.microseconds() - begun)
      bytes += form.terminal.received.count
    }
    let perKey = bytes / count
    return (
      Row.Outcome(
        measured: "\(decimal(samples.p99 / 1000, 2)) ms (p50 \(decimal(samples.p50 / 1000, 2)) ms)",
        holds: samples.p99 <= 1_000), perKey
    )
  }

  /// Calls of the next number, what follows while they are announced, recalls, and one more who waits. The first call of the day is
  /// another page and counts as none.
  private static func bytes(_ bench: Bench) throws -> Row.Outcome {
    let perKey = try keys(bench).bytes
    let office = try BusyOffice(bench, "frame-bytes")
    let kiosk = try SocketDesk(path: office.store.socket)
    _ = try office.call(from: kiosk)
    var (calls, announcing, recalls, arrivals): ([Int], [Int], [Int], [Int]) = ([], [], [], [])
    for _ in 0..<4 {
      let (number, arrival) = try office.arrive(at: kiosk)
      arrivals.append(arrival)
      calls.append(try office.press("n", until: number).bytes)
      announcing += office.watchBoard(seconds: 5.5)
      office.desk.press("r")
      recalls += office.watchBoard(seconds: 5.5)
      office.finish()
    }
    func most(_ bytes: [Int]) -> Int { bytes.max() ?? 0 }
    // Every ten seconds the words of a narrow board change their language: that is a page, not a change of the queue.
    let turns = (announcing + recalls).filter { $0 > 300 }
    let quiet = (announcing + recalls).filter { $0 <= 300 }
    return Row.Outcome(
      measured: "\(perKey) / call \(most(calls)), announcing \(most(quiet)), one more waits \(most(arrivals)), "
        + "turn of language \(most(turns))",
      holds: perKey <= 100 && most(calls + arrivals) <= 300)
  }
}
