import Desk
import DeskSocket
import Domain
import Glibc
import Machine
import Node
import SQL
import SQLite

/// One ticket, against the disk and against the bare database.
enum Tickets {
  static let rows = [
    Row(
      name: "ticket-p50",
      what: "one ticket through the socket, 1 client, p50, against the bare SQLite transaction of the same rows",
      toReach: "≤ 1.6×", measure: { try compare($0).p50 }),
    Row(
      name: "ticket-p99", what: "the same, p99, against raw 4 KiB write + fdatasync p99", toReach: "≤ 4×",
      measure: { try compare($0).p99 }),
  ]

  private static let count = 4_000
  private static let warmUp = 200

  /// Ticket, bare transaction and raw write take turns, so that all three see the same disk.
  private static func compare(_ bench: Bench) throws -> (p50: Row.Outcome, p99: Row.Outcome) {
    let store = try bench.freshStore("ticket")
    let node = try bench.startNode(store)
    defer { node.stop() }
    let desk = try SocketDesk(path: store.socket)
    let bare = try BareTransaction(bench.folder + "/bare.sqlite")
    let raw = try RawWrite(bench.folder + "/raw")
    var (tickets, transactions, writes) = (Samples(), Samples(), Samples())
    for index in 0..<(count + warmUp) {
      let service = "layanan-" + Series(number: Int64(index % 26 + 1))!.word.lowercased()
      let command = Command.issueTicket(IssueTicket { $0.service = service })
      let id = PressID.make(.real)
      let ticket = try Bench.time { _ = try desk.perform(command, id: id) }
      let transaction = try Bench.time { try bare.run(index) }
      let write = try Bench.time { try raw.run() }
      guard index >= warmUp else { continue }
      tickets.add(ticket)
      transactions.add(transaction)
      writes.add(write)
    }
    let (p50, p99) = (tickets.p50 / transactions.p50, tickets.p99 / writes.p99)
    return (
      Row.Outcome(
        measured: "\(decimal(p50))× (\(decimal(tickets.p50, 0)) µs / \(decimal(transactions.p50, 0)) µs)",
        holds: p50 <= 1.6),
      Row.Outcome(
        measured: "\(decimal(p99))× (\(decimal(tickets.p99, 0)) µs / \(decimal(writes.p99, 0)) µs)", holds: p99 <= 4)
    )
  }
}

/// The rows of one ticket written with the same tables and settings, and nothing around it.
final class BareTransaction {
  private let connection: SQLiteConnection
  private let statements: [any SQLStatement]
  private let columns: [[SQLValue]]
  private let begin: any SQLStatement
  private let commit: any SQLStatement

  init(_ path: String) throws {
    for suffix in ["", "-wal", "-shm"] { Files.remove(path + suffix) }
    let connection = try SQLiteConnection(path: path, access: .writing)
    self.connection = connection
    try connection.execute(TicketRows.schema)
    statements = try TicketRows.inserts.map { try connection.prepare($0) }
    columns = TicketRows.values
    begin = try connection.prepare("BEGIN IMMEDIATE")
    commit = try connection.prepare("COMMIT")
  }

  func run(_ index: Int) throws {
    try begin.run([])
    for (statement, values) in zip(statements, columns) {
      try statement.run(TicketRows.numbered(values, index + 1))
    }
    try commit.run([])
    // As often as the node does it.
    if connection.pagesSinceCheckpoint >= 2_048 { try connection.checkpoint() }
  }
}

/// Four kilobytes and a sync: what the disk itself costs.
final class RawWrite {
  private let file: Int32
  private let page = [UInt8](repeating: 7, count: 4096)
  private var offset = 0

  init(_ path: String) throws {
    Files.remove(path)
    let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard opened >= 0 else { throw SystemFault("open") }
    file = opened
    // Written before, as SQLite's log is: a write then does not also allocate.
    let page = page
    for index in 0..<1_024 { _ = pwrite(opened, page, 4096, off_t(index * 4096)) }
    fsync(opened)
  }

  deinit { close(file) }

  func run() throws {
    guard pwrite(file, page, 4096, off_t(offset % 1_024 * 4096)) == 4096, fdatasync(file) == 0 else {
      throw SystemFault("pwrite")
    }
    offset += 1
  }
}
