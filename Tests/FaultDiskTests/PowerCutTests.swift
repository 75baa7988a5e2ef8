import CFaultDisk
import Testing

/// Cutting the power between statements and in the midst of them.
struct PowerCutTests {
  static let seeds: ClosedRange<UInt64> = 1...150

  /// Tickets, then one left open and large enough to spill into the -wal, then the cut.
  private func cutLife(
    seed: UInt64, _ cut: FaultDiskCut, synchronous: Connection.Synchronous, lying: Bool = false
  ) throws -> [String] {
    let disk = try Disk()
    faultdisk_lie(disk.pointer, lying)
    var counter = Counter()
    counter.work(on: disk, tickets: 4 + Int(seed % 8), synchronous: synchronous)
    let connection = try Connection(disk, synchronous: synchronous)
    try counter.issue(100, on: connection)
    try connection.run("BEGIN IMMEDIATE; UPDATE counter SET last = 101")
    for number in 101...109 { try connection.run("INSERT INTO ticket VALUES (\(number), randomblob(3000))") }
    disk.cut(seed: seed, cut)
    faultdisk_lie(disk.pointer, false)
    return counter.complaints(disk)
  }

  @Test(arguments: [FaultDiskCut.dropsAll, .keepsSome])
  func `with full synchronisation a power cut loses no committed ticket`(cut: FaultDiskCut) throws {
    for seed in Self.seeds {
      #expect(try cutLife(seed: seed, cut, synchronous: .full) == [], "seed \(seed), \(cut)")
    }
  }

  @Test(arguments: [FaultDiskCut.dropsAll, .keepsSome])
  func `whichever call the power fails at, no committed ticket is lost`(cut: FaultDiskCut) throws {
    for n in 1...5_000 as ClosedRange<Int64> {
      for seed in UInt64(n) * 4..<UInt64(n) * 4 + (cut == .keepsSome ? 4 : 1) {
        let disk = try Disk()
        var counter = Counter()
        faultdisk_cut_at(disk.pointer, n, seed, cut)
        counter.work(on: disk)
        let (fired, place) = (disk.fired, disk.firedAt)
        faultdisk_clear(disk.pointer)
        faultdisk_power_up(disk.pointer)
        #expect(counter.complaints(disk) == [], "call \(n), seed \(seed), \(cut), \(place)")
        if !fired { return }
      }
    }
    Issue.record("the work did not end")
  }

  @Test(arguments: [FaultDiskCut.dropsAll, .keepsSome])
  func `without synchronisation a power cut loses committed tickets`(cut: FaultDiskCut) throws {
    let harmed = try Self.seeds.filter { try !cutLife(seed: $0, cut, synchronous: .off).isEmpty }
    #expect(!harmed.isEmpty)
  }

  @Test(arguments: [FaultDiskCut.dropsAll, .keepsSome])
  func `with normal synchronisation a power cut loses committed tickets and nothing else`(cut: FaultDiskCut) throws {
    let harm = try Self.seeds.flatMap { try cutLife(seed: $0, cut, synchronous: .normal) }
    #expect(!harm.isEmpty)
    #expect(harm.filter { !$0.hasPrefix("lost") } == [])
  }

  @Test(arguments: [FaultDiskCut.dropsAll, .keepsSome])
  func `a disk that lies about syncing loses committed tickets despite full synchronisation`(cut: FaultDiskCut) throws {
    let harmed = try Self.seeds.filter { try !cutLife(seed: $0, cut, synchronous: .full, lying: true).isEmpty }
    #expect(!harmed.isEmpty)
  }

  @Test func `the same seed leaves the same rows behind`() throws {
    func survivors(_ seed: UInt64) throws -> [Int] {
      let disk = try Disk()
      let connection = try Connection(disk, synchronous: .normal)
      try connection.run("CREATE TABLE mark (value INTEGER PRIMARY KEY); PRAGMA wal_checkpoint = TRUNCATE")
      try connection.run("PRAGMA wal_autocheckpoint = 0")
      for value in 1...30 { try connection.run("INSERT INTO mark VALUES (\(value))") }
      disk.cut(seed: seed, .keepsSome)
      return try Connection(disk).numbers("SELECT value FROM mark ORDER BY value")
    }
    let rows = try Self.seeds.prefix(40).map(survivors)
    #expect(try Self.seeds.prefix(40).map(survivors) == rows)
    #expect(rows.allSatisfy { (1...30).starts(with: $0) }, "what is lost is the end, never the middle")
    #expect(Set(rows).count > 5, "seeds differ in what they leave")
  }
}
