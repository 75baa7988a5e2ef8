import CFaultDisk
import Testing

/// What a cut does to connections, names and neighbours.
struct AfterTheCutTests {
  @Test func `an old connection can neither read nor write after a cut, and the new one is not disturbed`() throws {
    let disk = try Disk()
    var counter = Counter()
    var old: Connection? = try Connection(disk)
    try old?.run(Counter.schema)
    try old.map { try counter.issue(1, on: $0) }
    try old?.run("BEGIN IMMEDIATE; UPDATE counter SET last = 99")
    disk.cut(seed: 1, .dropsAll)

    #expect(throws: SQLiteError.self) { try old?.run("COMMIT") }
    #expect(throws: SQLiteError.self) { try old?.numbers("SELECT number FROM ticket") }
    let new = try Connection(disk)
    try counter.issue(2, on: new)
    old = nil
    try counter.issue(3, on: new)
    #expect(try new.numbers("SELECT number FROM ticket") == [1, 2, 3])
    #expect(disk.exists("office.db-shm"), "closing the old connection left the new one's shared memory alone")
  }

  @Test func `a dark disk refuses everything until the power is back`() throws {
    let disk = try Disk()
    faultdisk_cut_at(disk.pointer, 1, 1, .dropsAll)
    #expect(throws: SQLiteError.self) { try Connection(disk) }
    faultdisk_clear(disk.pointer)
    #expect(throws: SQLiteError.self) { try Connection(disk) }
    faultdisk_power_up(disk.pointer)
    #expect(throws: Never.self) { try Connection(disk) }
  }

  @Test func `a -wal whose removal was not synced comes back and does no harm`() throws {
    let disk = try Disk()
    var counter = Counter()
    counter.work(on: disk)
    #expect(!disk.exists("office.db-wal"), "the last connection removes it")
    disk.cut(seed: 1, .dropsAll)
    #expect(disk.exists("office.db-wal"))
    #expect(counter.complaints(disk) == [])
  }

  @Test func `a database made but never synced is gone with its name`() throws {
    let disk = try Disk()
    faultdisk_lie(disk.pointer, true)
    let connection = try Connection(disk)
    try connection.run(Counter.schema)
    disk.cut(seed: 1, .dropsAll)
    #expect(!disk.exists("office.db") && !disk.exists("office.db-wal") && !disk.exists("office.db-shm"))
  }

  @Test func `what was there before the disk was made survives every cut`() throws {
    let disk = try Disk()
    var counter = Counter()
    counter.work(on: disk)
    let later = faultdisk_create()
    defer { faultdisk_destroy(later) }
    let reopened = try Connection(disk, vfs: String(cString: faultdisk_name(later)))
    faultdisk_power_cut(later, 1, .dropsAll)
    #expect(throws: SQLiteError.self) { try reopened.numbers("SELECT number FROM ticket") }
    #expect(counter.complaints(disk) == [])
  }

  /// SQLite asks for the directory's sync after removing a journal only with `extra`; until then the
  /// journal may come back and undo the commit. This is why the store uses a -wal.
  @Test func `with a rollback journal only extra synchronisation keeps every commit`() throws {
    func lostOrWorse(_ synchronous: Connection.Synchronous) throws -> [String] {
      try (1...80 as ClosedRange<UInt64>).flatMap { seed in
        let disk = try Disk()
        let connection = try Connection(disk, synchronous: synchronous)
        try connection.run("PRAGMA journal_mode = DELETE; \(Counter.schema)")
        var counter = Counter()
        for number in 1...3 { try counter.issue(number, on: connection) }
        faultdisk_cut_at(disk.pointer, Int64(seed), seed, .keepsSome)
        try? counter.issue(4, on: connection)
        try? counter.issue(5, on: connection)
        faultdisk_clear(disk.pointer)
        faultdisk_power_up(disk.pointer)
        return counter.complaints(disk)
      }
    }
    #expect(try lostOrWorse(.extra) == [])
    let harm = try lostOrWorse(.full)
    #expect(!harm.isEmpty && harm.allSatisfy { $0.hasPrefix("lost") })
  }

  @Test(.timeLimit(.minutes(10)))
  func `a cut from another thread finds the desk at work and the database sound afterwards`() async throws {
    for seed in 1...10 as ClosedRange<UInt64> {
      let disk = try Disk()
      async let working = Task.detached {
        var counter = Counter()
        counter.work(on: disk, tickets: 40)
        return counter
      }.value
      while disk.writes < 20 + 10 * Int64(seed) { await Task.yield() }
      disk.cut(seed: seed, .keepsSome)
      let counter = await working
      #expect(counter.complaints(disk) == [], "seed \(seed), but the moment is the scheduler's")
    }
  }

  @Test func `one disk's faults are not felt on another`() throws {
    let (broken, sound) = (try Disk(), try Disk())
    faultdisk_fail_at(broken.pointer, 1, .ioError, true)
    var counter = Counter()
    counter.work(on: sound)
    #expect(counter.committed == Array(1...8))
    #expect(broken.calls == 0)
  }
}
