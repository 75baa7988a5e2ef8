import Domain
import Journal

/// What really happened, known to nobody inside the world: every event ever written has a number from birth, which it
/// keeps when its node takes another name.
struct Oracle {
  /// By link, which says all that came before it too.
  var births: [Digest: Int] = [:]
  private(set) var bornCount = 0
  /// When and where somebody really came, by the birth of their visit.
  var arrivals: [Int: Came] = [:]
  /// Until when a PC could say of what it wrote in a run and on a day how far its clock was off.
  var measured: [Run: Int64] = [:]

  struct Came: Equatable {
    var at: Int64
    var pc: Int
    var start: Int
    var seat: Int
  }

  struct Run: Hashable {
    var pc: Int
    var start: Int
    var day: Day
  }
  /// Whose office each birth is; the centre's own are its office's.
  private(set) var placeOf: [Int] = []
  /// Which events each press has led to, by press.
  var effects: [Int: [[Int]]] = [:]
  /// What was promised to somebody: answered presses, and what the centre's own author did.
  var promised: Set<Int> = []
  /// The only copies of these were lost with a disk: nobody can be asked to have them.
  var lost: Set<Int> = []
  /// On two disks when neither had sent them: they may come to the centre under two names.
  var shared: Set<Int> = []
  var answered = 0

  mutating func bear(_ link: Digest, place: Int) -> Int {
    births[link] = bornCount
    placeOf.append(place)
    bornCount += 1
    return bornCount - 1
  }

  mutating func rename(_ old: Digest, to new: Digest) {
    if let birth = births[old] { births[new] = birth }
  }

  func births(in copy: Copy) -> Set<Int> {
    Set(copy.events.values.compactMap { births[$0.link] })
  }
}

/// A promise that was broken.
public struct Violation: Equatable, Sendable {
  /// Which promise, in words that stay the same for every seed.
  public var promise: String
  public var detail: String
  public var at: Int64
}
