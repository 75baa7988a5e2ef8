import CentralReception
import Domain
import Engine
import Journal
import Machine
import PostgreSQL
import SQL
import SQLPool
import TemporaryPostgres
import TestSupport
import Testing
import Wire

/// What is erased leaves the centre's files as well.
struct ScrubTests {
  private let office = CentreWithOffice.office
  private let words = "rahasia-yang-tidak-boleh-tinggal"

  /// Whether any file below holds the words.
  private func isIn(_ folder: String, besides: [String] = []) throws -> Bool {
    let sought = Array(words.utf8)
    for name in Files.list(folder) where !besides.contains(name) {
      let path = folder + "/" + name
      guard let bytes = try? Files.read(path, sizeMax: 256 << 20) else {
        if try isIn(path) { return true }
        continue
      }
      if bytes.firstRange(of: sought) != nil { return true }
    }
    return false
  }

  private func erase(_ centre: Centre, _ folder: CentreFolder, whenHeld: () async throws -> Bool) async throws {
    try await centre.addOffice(office, name: "BPS Halmahera Utara")
    var seat = EnrolledSeat(office)
    try await seat.enrol(centre, node: 1)
    var journal = JournalOfTests(office, node: 1)
    journal.write(1, words)
    journal.write(200)
    // Kept, not folded: this is about the tables.
    _ = try await seat.exchange(centre, journal.frames(textMax: 20_000))
    try await centre.project()
    #expect(try await whenHeld())
    let count = journal.entries.count
    journal.write([Draft(.wordsErased(WordsErased()), about: EventID(node: 1, sequence: 1), .visit)], at: folder.now)
    _ = try await seat.exchange(centre, journal.frames(from: count + 1))
    try await centre.project()
  }

  @Test func `an embedded store holds no byte of erased words, without anybody's doing`() async throws {
    let folder = try CentreFolder(.sqlite)
    let centre = try await folder.open()
    try await erase(centre, folder) { try isIn(folder.folder.path) }
    #expect(try !isIn(folder.folder.path))
    await centre.close()
  }

  @Test func `an embedded file holds no byte of an erased guest, also where the tables follow only after a restart`()
    async throws
  {
    for isStopped in [false, true] {
      let begun = try await CentreWithOffice(.sqlite)
      let folder = begun.folder
      var (centre, seat) = (begun.centre, begun.seat)
      var journal = JournalOfTests(office, node: 1)
      let guest = journal.next
      var named = GuestProfiled()
      named.profile.name = words
      journal.write([Draft(.guestRegistered(named), about: guest, .guest)], at: folder.now)
      _ = try await seat.exchange(centre, journal.frames())
      try await centre.project()
      // As after a while: the row with the name is in the file itself.
      try await centre.scrub()
      #expect(try holds("centre.sqlite", in: folder))
      journal.write([Draft(.wordsErased(WordsErased()), about: guest, .guest)], at: folder.now)
      _ = try await seat.exchange(centre, journal.frames(from: 2))
      if isStopped {
        await centre.close()
        centre = try await folder.open()
      }
      try await centre.project()
      for name in ["centre.sqlite", "centre.sqlite-wal"] { #expect(try !holds(name, in: folder), "\(name)") }
      #expect(try await !centre.isScrubbingDue())
      await centre.close()
    }
  }

  private func holds(_ name: String, in folder: CentreFolder) throws -> Bool {
    try Files.read(folder.folder.path + "/" + name, sizeMax: 256 << 20).firstRange(of: Array(words.utf8)) != nil
  }

  @Test func `a server's tables hold none once they were scrubbed, and until then it says that it is due`() async throws
  {
    let server = try TemporaryPostgres(isDurable: true)
    let place = try server.database()
    let folder = try CentreFolder(at: place)
    let centre = try await folder.open()
    let pool = try Pool(PoolLimits(connections: 1)) { try PostgreSQLConnection(place) }
    func data() async throws -> String {
      try await pool.use { connection in
        try connection.execute("CHECKPOINT")
        return try connection.prepare("SELECT current_setting('data_directory')").first([]) { $0.text(0) } ?? ""
      }
    }
    try await erase(centre, folder) { try isIn(try await data() + "/base") }
    #expect(try await centre.isScrubbingDue())
    try await centre.scrub()
    #expect(try await !centre.isScrubbingDue())
    let base = try await data() + "/base"
    #expect(try !isIn(base))
    await pool.close()
    await centre.close()
    withExtendedLifetime(server) {}
  }
}
