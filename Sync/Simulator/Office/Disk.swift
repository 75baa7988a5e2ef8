import Domain
import Engine
import Journal
import Wire

/// Everything an office PC has stored.
struct OfficeFiles {
  var copy = Copy()
  var memory = Memory()
  var node: UInt32
  var earlier: [UInt32] = []
  /// Which events each press has led to.
  var answers: [Int: [EventID]] = [:]
  /// The office's keys for codes on paper, as the centre last gave them.
  var codes = CodeKeyRing()

  init(node: UInt32) { self.node = node }
}

/// What became of a transaction.
enum DiskFault: Error {
  /// Nothing was written, and the program was told.
  case full, failing
  /// The power went while it was written. It may be there after the restart, or not.
  case powerCut
}

/// A store on a disk that may be full, fail, or lose its power in the middle of a transaction. Transactions are whole or
/// absent, as the real store's are shown to be on a real file system; what was not synced is lost in a power cut.
struct Disk {
  private(set) var files: OfficeFiles
  /// What survives a power cut, where that is not `files`.
  private var synced: OfficeFiles?
  /// Decides what becomes of the next transaction.
  var next: Next = .sound

  enum Next { case sound, full, failing, cutBefore, cutAfter }

  init(_ files: OfficeFiles) { self.files = files }

  mutating func write(_ change: (inout OfficeFiles) -> Void) throws(DiskFault) {
    defer { next = .sound }
    switch next {
    case .full: throw .full
    case .failing: throw .failing
    case .cutBefore: throw .powerCut
    case .cutAfter:
      change(&files)
      throw .powerCut
    case .sound: change(&files)
    }
  }

  /// As `write`, but nobody waits for the disk: a planted fault.
  mutating func writeUnsynced(_ change: (inout OfficeFiles) -> Void) {
    if synced == nil { synced = files }
    change(&files)
  }

  mutating func losePower() {
    if let synced { files = synced }
    synced = nil
  }

  mutating func sync() { synced = nil }

  mutating func replace(_ older: OfficeFiles) {
    files = older
    synced = nil
  }
}

/// A PC's two clocks: the wall clock may drift and be set to anything, the uptime only counts.
struct ClockFace {
  /// Against the true time, in milliseconds.
  var offset: Int64 = 0
  /// Milliseconds gained or lost in a million.
  var drift: Int64 = 0
  var bootedAt: Int64 = 0

  func read(_ now: Int64) -> OfficeClock.Reading {
    OfficeClock.Reading(
      wall: Moment(milliseconds: World.epoch + now + offset + now * drift / 1_000_000),
      uptime: Span(milliseconds: now - bootedAt))
  }
}
