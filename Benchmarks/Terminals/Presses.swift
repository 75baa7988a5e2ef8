import Desk
import DeskSocket
import Domain
import Machine
import Node

/// From a press at one terminal to what is seen at it, or at another.
enum Presses {
  static let rows = [
    Row(
      name: "press-ticket",
      what:
        "tap on the kiosk to the ticket on its screen, p50, board, two desks and front office open, against the bare "
        + "SQLite transaction",
      toReach: "≤ 3×", measure: pressTicket),
    Row(
      name: "call-board", what: "call at a desk to the number on the board, p99", toReach: "≤ 20 ms", measure: callBoard
    ),
    Row(
      name: "terminal-memory",
      what: "resident memory of a terminal, the largest of kiosk, board, desk and front office",
      toReach: "≤ 20 MiB", measure: memory),
    Row(
      name: "idle-cpu", what: "processor time of kiosk and board while nothing happens, over 60 s", toReach: "≤ 0.2 %",
      measure: idle),
  ]

  /// The bare transaction comes after a pause as long as the press's own, so that both find the same cold processor and disk.
  private static func pressTicket(_ bench: Bench) throws -> Row.Outcome {
    let office = try BusyOffice(bench, "press-ticket")
    let bare = try BareTransaction(bench.folder + "/bare-press.sqlite")
    var (presses, transactions, bytes) = (Samples(), Samples(), 0)
    for index in 0..<38 {
      try office.tap(office.kiosk, "Bahasa Indonesia")
      try office.kiosk.see("Layanan A")
      office.lookRound()
      office.kiosk.forget()
      let begun = try office.tap(office.kiosk, "Layanan A")
      let moment = try office.kiosk.moment("the ticket") { $0.text.contains("Nomor antrean Anda") }
      bytes = max(bytes, office.kiosk.terminal.received.count)
      office.lookRound()
      office.rest()
      let transaction = try Bench.time { try bare.run(index) }
      try office.tap(office.kiosk, "Selesai")
      try office.kiosk.see("Bahasa Indonesia")
      guard index >= 8 else { continue }
      transactions.add(transaction)
      presses.add(moment - begun)
    }
    let ratio = presses.p50 / transactions.p50
    return Row.Outcome(
      measured: "\(decimal(ratio))× (\(decimal(presses.p50, 0)) µs, p99 \(decimal(presses.p99, 0)) / "
        + "\(decimal(transactions.p50, 0)) µs; \(bytes) bytes)",
      holds: ratio <= 3)
  }

  private static func callBoard(_ bench: Bench) throws -> Row.Outcome {
    let office = try BusyOffice(bench, "call-board")
    let kiosk = try SocketDesk(path: office.store.socket)
    var calls = Samples()
    for index in 0..<24 {
      let call = try office.call(from: kiosk)
      if index >= 4 { calls.add(call.microseconds) }
    }
    return Row.Outcome(
      measured: "\(decimal(calls.p99 / 1000, 1)) ms (p50 \(decimal(calls.p50 / 1000, 1)) ms)",
      holds: calls.p99 <= 20_000)
  }

  private static func memory(_ bench: Bench) throws -> Row.Outcome {
    let office = try BusyOffice(bench, "terminal-memory")
    office.lookRound()
    let largest = ([office.kiosk, office.board, office.desk] + office.others).map(\.terminal.resident_KiB).max() ?? 0
    let mebibytes = Double(largest) / 1024
    return Row.Outcome(measured: "\(decimal(mebibytes, 1)) MiB", holds: largest > 0 && mebibytes <= 20)
  }

  private static func idle(_ bench: Bench) throws -> Row.Outcome {
    let office = try BusyOffice(bench, "idle-cpu")
    let terminals = [office.kiosk, office.board]
    let before = terminals.map(\.terminal.cpu_s)
    let begun = Bench.microseconds()
    // Only so often that nobody has to wait for their reader.
    while Bench.microseconds() - begun < 60_000_000 {
      Thread.pause(milliseconds: 500)
      office.lookRound()
    }
    let seconds = (Bench.microseconds() - begun) / 1e6
    let shares = zip(terminals, before).map { ($0.terminal.cpu_s - $1) / seconds * 100 }
    return Row.Outcome(
      measured: "kiosk \(decimal(shares[0], 3)) %, board \(decimal(shares[1], 3)) %",
      holds: shares.allSatisfy { $0 <= 0.2 })
  }
}
