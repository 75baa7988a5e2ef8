import CFaultDisk
import Testing

/// The same small work once for every file call it makes, that call failing.
struct FailingCallTests {
  /// Enough for any n of the work below; a sweep that gets here does not end by itself.
  private static let callsMax: Int64 = 5_000

  @Test(arguments: [FaultDiskKind.ioError, .diskFull, .outOfMemory], [false, true])
  func `whichever call fails, the database stays sound and keeps every committed ticket`(
    kind: FaultDiskKind, persistent: Bool
  ) throws {
    var places: Set<String> = []
    for n in 1...Self.callsMax {
      let disk = try Disk()
      var counter = Counter()
      faultdisk_fail_at(disk.pointer, n, kind, persistent)
      counter.work(on: disk)
      let (reached, fired, place) = (disk.calls >= n, disk.fired, disk.firedAt)
      faultdisk_clear(disk.pointer)
      #expect(counter.complaints(disk) == [], "call \(n), \(kind), persistent \(persistent), \(place)")
      if fired { places.insert(place) }
      // A full disk troubles only the calls that need room.
      if kind != .diskFull { #expect(fired == reached) }
      guard reached else {
        #expect(counter.committed == Array(1...8), "without a fault all is issued")
        expectThorough(places, kind)
        return
      }
    }
    Issue.record("the work did not end after \(Self.callsMax) calls")
  }

  private func expectThorough(_ places: Set<String>, _ kind: FaultDiskKind) {
    var expected: Set = ["xWrite of -wal", "xWrite of database", "xSync of -wal", "xSync of database"]
    expected.insert("xShmMap of database")
    if kind != .diskFull {
      expected.formUnion(["xOpen of database", "xOpen of -wal", "xRead of database"])
      expected.formUnion(["xAccess", "xDelete", "xFullPathname"])
      expected.formUnion(["xLock of database", "xShmLock of database", "xFileSize of -wal"])
    }
    #expect(expected.subtracting(places) == [], "places not reached")
  }

  @Test(arguments: [0, 512, 2048])
  func `whichever write tears, the database stays sound and keeps every committed ticket`(bytes: Int64) throws {
    for n in 1...Self.callsMax {
      let disk = try Disk()
      var counter = Counter()
      faultdisk_tear_write(disk.pointer, n, bytes)
      counter.work(on: disk)
      let (reached, fired, place) = (disk.writes >= n, disk.fired, disk.firedAt)
      #expect(fired == reached)
      faultdisk_clear(disk.pointer)
      #expect(counter.complaints(disk) == [], "write \(n) torn after \(bytes) bytes, \(place)")
      if !reached { return }
    }
    Issue.record("the work did not end after \(Self.callsMax) writes")
  }

  @Test func `a failing call answers with the code that belongs to it`() throws {
    let disk = try Disk()
    let connection = try Connection(disk)
    try connection.run(Counter.schema)
    func answer(_ n: Int64, _ kind: FaultDiskKind) -> SQLiteError? {
      faultdisk_fail_at(disk.pointer, n, kind, true)
      defer { faultdisk_clear(disk.pointer) }
      var counter = Counter()
      do { try counter.issue(1, on: connection) } catch { return error as? SQLiteError }
      return nil
    }
    #expect(answer(1, .diskFull) == SQLiteError(code: 13), "SQLITE_FULL")
    #expect(answer(1, .ioError) == SQLiteError(code: 10 | 20 << 8), "SQLITE_IOERR_SHMLOCK")
    #expect(answer(1, .outOfMemory) == SQLiteError(code: 7), "SQLITE_NOMEM, which SQLite makes of SQLITE_IOERR_NOMEM")
    #expect(answer(Self.callsMax, .ioError) == nil)
  }
}
