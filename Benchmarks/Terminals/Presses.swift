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
      name: "idle-cpu", what: "processor time of kiosk and board while nothing happens, over 30 s", toReach: "≤ 0.2 %",
      measure: idle),
  ]

  private static func pressTicket(_ bench: Bench) throws -> Row.Outcome {
    let office = try BusyOffice(bench, "press-ticket")
    let bare = try BareTransaction(bench.folder + "/bare-press.sqlite")
    var (presses, transactions) = (Samples(), Samples())
    for index in 0..<38 {
      try office.tap(office.kiosk, "Bahasa Indonesia")
      try office.kiosk.see("Layanan A")
      office.lookRound()
      try office.tap(office.kiosk, "Layanan A")
      let begun = Bench.microseconds()
      try office.kiosk.see("Nomor antrean Anda")
      let press = Bench.microseconds() - begun
      for round in 0..<8 {
        let transaction = try Bench.time { try bare.run(index * 8 + round) }
        if index >= 8 { transactions.add(transaction) }
      }
      if index >= 8 { presses.add(press) }
      office.lookRound()
      try office.tap(office.kiosk, "Selesai")
      try office.kiosk.see("Bahasa Indonesia")
    }
    let ratio = presses.p50 / transactions.p50
    return Row.Outcome(
      measured: "\(decimal(ratio))× (\(decimal(presses.p50, 0)) µs / \(decimal(transactions.p50, 0)) µs)",
      holds: ratio <= 3)
  }

  private static func callBoard(_ bench: Bench) throws -> Row.Outcome {
    let office = try BusyOffice(bench, "call-board")
    let kiosk = try SocketDesk(path: office.store.socket)
    var (calls, bytes) = (Samples(), 0)
    for index in 0..<24 {
      let call = try office.call(from: kiosk)
      if index >= 4 { calls.add(call.microseconds) }
      bytes = max(bytes, call.bytes)
    }
    return Row.Outcome(
      measured: "\(decimal(calls.p99 / 1000, 1)) ms (p50 \(decimal(calls.p50 / 1000, 1)) ms, \(bytes) bytes)",
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
    while Bench.microseconds() - begun < 30_000_000 {
      office.lookRound()
      office.board.look(wait_ms: 100)
    }
    let seconds = (Bench.microseconds() - begun) / 1e6
    let shares = zip(terminals, before).map { ($0.terminal.cpu_s - $1) / seconds * 100 }
    return Row.Outcome(
      measured: "kiosk \(decimal(shares[0])) %, board \(decimal(shares[1])) %", holds: shares.allSatisfy { $0 <= 0.2 })
  }
}
