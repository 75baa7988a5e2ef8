import Domain
import Engine
import Journal
import PostgreSQL
import SQL
import SQLPool
import Seal
import Synchronization
import TemporaryPostgres
import TestSupport
import Testing
import Wire

@testable import CentralReception

/// Something that has happened, for two tasks to agree on.
private final class Flag: Sendable {
  private let value = Mutex(false)
  var isSet: Bool { value.withLock { $0 } }
  func set() { value.withLock { $0 = true } }
}

/// Several offices, several processes, and a server that goes away.
struct ManyTests {
  @Test func `eight offices at once on PostgreSQL: each has its own, whole and once`() async throws {
    let folder = try CentreFolder(.postgresql)
    let centre = try await folder.open(connections: 8)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...8 {
        group.addTask {
          let office = OfficeCode(UInt16(1_100 + number))
          try await centre.addOffice(office, name: "BPS \(number)")
          var seat = EnrolledSeat(office)
          try await seat.enrol(centre, node: 1)
          var journal = JournalOfTests(office, node: 1)
          for round in 0..<6 {
            journal.write(20 + number)
            let frames = journal.frames(from: max(1, journal.entries.count - 3 * (20 + number)))
            let heard = try #require(try await seat.exchange(centre, frames), "office \(number), round \(round)")
            #expect(heard.reply.marks == [Mark(1, UInt64(journal.entries.count))])
          }
          var reader = EnrolledSeat(office)
          try await reader.enrol(centre)
          let read = try #require(try await reader.exchange(centre) { $0.room = 900_000 })
          let got = read.frames.flatMap(\.runs).flatMap(\.entries)
          #expect(got.map(\.header.id) == journal.entries.map(\.event.id))
          #expect(got.allSatisfy { $0.header.office == office })
        }
      }
      try await group.waitForAll()
    }
    await centre.close()
  }

  @Test func `two processes on one database: eight writers of one office, and a reader whose cursor passes nothing`()
    async throws
  {
    let folder = try CentreFolder(.postgresql)
    let centres = [try await folder.open(), try await folder.open()]
    let office = OfficeCode(8205)
    try await centres[0].addOffice(office, name: "BPS Halmahera Utara")
    var seats: [EnrolledSeat] = []
    for number in 1...8 {
      var seat = EnrolledSeat(office)
      try await seat.enrol(centres[number % 2], node: UInt32(number))
      #expect(seat.node == UInt32(number))
      seats.append(seat)
    }
    var reader = EnrolledSeat(office)
    try await reader.enrol(centres[0])
    let (writing, begun) = (seats, reader)
    async let written: Void = withThrowingTaskGroup(of: Void.self) { group in
      for seat in writing {
        group.addTask {
          var seat = seat
          var journal = JournalOfTests(office, node: seat.node)
          for round in 0..<12 {
            journal.write(4)
            _ = try await seat.exchange(centres[(round + seat.seat) % 2], journal.frames(from: 8 * round + 1))
          }
        }
      }
      try await group.waitForAll()
    }
    var (got, marks, position): ([EventID], Marks, Int) = ([], Marks(), 0)
    var seat = begun
    for round in 0..<3_000 where got.count < 768 {
      let (have, from) = (marks.list, position)
      let read = try #require(
        try await seat.exchange(centres[round % 2]) {
          ($0.room, $0.have) = (60_000, have)
          $0.cursor.news = from
        })
      for run in read.frames.flatMap(\.runs) {
        #expect(run.first == marks[run.author] + 1, "a gap before \(run.author)-\(run.first)")
        marks[run.author] = run.last
        got += run.entries.map(\.header.id)
      }
      position = max(position, Int(read.frames.last?.position ?? 0))
    }
    try await written
    #expect(got.count == 768)
    #expect(Set(got).count == 768)
    for centre in centres { await centre.close() }
  }

  @Test func `a slow transaction holds its office's feed back, and no other's`() async throws {
    let folder = try CentreFolder(.postgresql)
    guard case .database(let server) = folder.place else { throw Unexpected() }
    let centre = try await folder.open()
    let (slow, free) = (OfficeCode(8205), OfficeCode(6207))
    var seats: [EnrolledSeat] = []
    for office in [slow, free] {
      try await centre.addOffice(office, name: "BPS")
      var seat = EnrolledSeat(office)
      try await seat.enrol(centre, node: 1)
      seats.append(seat)
    }
    let pool = try Pool(PoolLimits(connections: 1)) { try PostgreSQLConnection(server) }
    let begun = seats[0]
    let (holds, mayCommit) = (Flag(), Flag())
    async let holding: Void = pool.use { connection in
      try connection.execute("BEGIN")
      try connection.execute("UPDATE feed_counter SET last = last WHERE office = 8205")
      holds.set()
      for _ in 0..<Patience.milliseconds / 5 where !mayCommit.isSet { try connection.execute("SELECT pg_sleep(0.005)") }
      try connection.execute("COMMIT")
    }
    try #require(try await comesTrue { holds.isSet })
    let isThrough = Flag()
    async let waiting: Void = {
      var seat = begun
      var journal = JournalOfTests(slow, node: 1)
      journal.write(3)
      let heard = try await seat.exchange(centre, journal.frames())
      isThrough.set()
      #expect(heard?.reply.feedEnd == 6)
    }()
    var journal = JournalOfTests(free, node: 1)
    journal.write(3)
    #expect(try await seats[1].exchange(centre, journal.frames())?.reply.feedEnd == 6)
    #expect(!isThrough.isSet)
    mayCommit.set()
    try await waiting
    try await holding
    await pool.close()
    await centre.close()
  }

  @Test func `a call held in one process is answered when another takes in something`() async throws {
    let folder = try CentreFolder(.postgresql)
    guard case .database(let server) = folder.place else { throw Unexpected() }
    let (one, other) = (try await folder.open(), try await folder.open())
    let attending = Task { await one.attend() }
    let office = OfficeCode(8205)
    try await one.addOffice(office, name: "BPS Halmahera Utara")
    var (writer, reader) = (EnrolledSeat(office), EnrolledSeat(office))
    try await writer.enrol(one, node: 1)
    try await reader.enrol(one)
    let begun = try #require(try await reader.exchange(one) { $0.room = 1_000 })
    let held = reader.call { ($0.room, $0.wait, $0.incarnation) = (50_000, 30_000, begun.reply.incarnation) }
    let seat = reader
    let waiting = Task { await EnrolledSeat.send(seat.parcel(held), to: one) }
    #expect(try await comesTrue { try await one.status().held > 0 })
    let stranger = try PostgreSQLConnection(server)
    let ears = try stranger.prepare(
      "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'")
    #expect(try await comesTrue { try ears.first { $0.integer(0) } == 1 }, "one has begun to listen")
    let before = await one.bells.ticket(office)
    var journal = JournalOfTests(office, node: 1)
    journal.write(2)
    _ = try await writer.exchange(other, journal.frames())
    // Rung in the one process by what the other took in; the end of the call's own time rings nothing.
    #expect(try await comesTrue { await one.bells.ticket(office) != before })
    let answer = await waiting.value
    #expect(try reader.read(answer.body, to: held)?.frames.flatMap(\.runs).flatMap(\.entries).count == 4)
    attending.cancel()
    await attending.value
    await one.close()
    await other.close()
  }

  @Test func `what was set aside is entered after an upgrade, at a new position, once`() async throws {
    let begun = try await CentreWithOffice(.postgresql)
    let (centre, office) = (begun.centre, CentreWithOffice.office)
    var seat = begun.seat
    guard case .database(let server) = begun.folder.place else { throw Unexpected() }
    var journal = JournalOfTests(office, node: 1)
    journal.write(3)
    let (event, link) = journal.entries[1]
    _ = try await seat.exchange(
      centre, journal.frames { $0.header.id == event.id ? $0.emptied : $0 })
    #expect(try await centre.quarantine(nil).map(\.id) == [event.id])
    // As if this version had a word for it now.
    let run = Run(author: 1, first: 2, entries: [Entry(event)], before: .zero, check: link.check)
    let box = Box.pack(Frame(stream: .state, runs: [run]), .none, dictionaries: [], Seal.digester)
    let pool = try Pool(PoolLimits(connections: 1)) { try PostgreSQLConnection(server) }
    _ = try await pool.use { try $0.prepare("UPDATE parked SET entry = $1").run([.blob(box)]) }
    #expect(try await centre.retry(nil) == 1)
    #expect(try await centre.retry(nil) == 0)
    #expect(try await centre.quarantine(nil).isEmpty)
    let last = try await centre.feed(office, above: 5, limit: 10)
    #expect(last == [FeedLine(first: 6, last: 6, from: event.id, through: event.id)])
    let heard = try #require(try await seat.exchange(centre, journal.frames()))
    #expect(heard.reply.marks == [Mark(1, 6)])
    #expect(heard.reply.fork == Mark())
    await pool.close()
    await centre.close()
  }

  @Test func `PostgreSQL restarted in the middle: 503, and afterwards exactly one copy`() async throws {
    let server = try TemporaryPostgres(isDurable: true)
    let begun = try await CentreWithOffice(CentreFolder(at: try server.database()))
    let centre = begun.centre
    var seat = begun.seat
    var journal = JournalOfTests(CentreWithOffice.office, node: 1)
    journal.write(200)
    let call = seat.call()
    let parts = seat.parts(call, journal.frames())
    let conversation = Conversation(centre)
    for (index, part) in parts.enumerated() {
      if index == parts.count / 2 { try server.restart() }
      await conversation.feed(part)
    }
    let broken = await conversation.finish()
    #expect([200, 503].contains(broken.status))
    var marks: [Mark] = []
    for _ in 0..<50 where marks != [Mark(1, 400)] {
      marks = try await seat.exchange(centre, journal.frames())?.reply.marks ?? []
    }
    #expect(marks == [Mark(1, 400)])
    #expect(try await centre.status().offices[0].feedEnd == 400)
    await centre.close()
    withExtendedLifetime(server) {}
  }
}
