import Journal

/// The time between two events, as bits of the noise.
///
/// `0`: exactly one tick later, as within a press. `1`: whole milliseconds in Golomb-Rice form: so many ones as the
/// gap has whole 2ᵏ, a zero, and the k bits below. Fifteen ones: the 64 bits of the time itself.
enum Gap: Equatable {
  case tick
  case milliseconds(UInt64)
  case whole(HybridTime)

  static let bitsMax = 32
  private static let onesMax: UInt64 = 15

  init(from before: HybridTime, to at: HybridTime) {
    let (now, then) = (at.bits >> 16, before.bits >> 16)
    if at.bits == before.bits &+ 1 {
      self = .tick
    } else if at.bits & 0xFFFF == 0, now > then {
      self = .milliseconds(now - then)
    } else {
      self = .whole(at)
    }
  }

  /// The k that makes these times shortest.
  static func bits(for times: [HybridTime]) -> Int {
    let gaps = zip([HybridTime(bits: 0)] + times, times).map { Gap(from: $0, to: $1) }
    let lengths = (0...bitsMax).map { k in gaps.reduce(0) { $0 + $1.length(k) } }
    return lengths.indices.min { lengths[$0] < lengths[$1] } ?? 0
  }

  private func length(_ k: Int) -> Int {
    switch self {
    case .tick: 1
    case .milliseconds(let gap) where gap >> UInt64(k) < Self.onesMax: 2 + Int(gap >> UInt64(k)) + k
    default: 80
    }
  }

  func write(to noise: inout BitWriter, _ k: Int, at time: HybridTime) {
    switch self {
    case .tick: noise.write(0, 1)
    case .milliseconds(let gap) where gap >> UInt64(k) < Self.onesMax:
      let ones = Int(gap >> UInt64(k))
      noise.write(1 << UInt64(ones + 2) - 2, ones + 2)
      noise.write(gap, k)
    default:
      noise.write(0xFFFF, 16)
      noise.write(time.bits, 64)
    }
  }

  init(from noise: inout BitReader, _ k: Int) throws(WireFault) {
    guard try noise.read(1) == 1 else {
      self = .tick
      return
    }
    var ones: UInt64 = 0
    while ones < Self.onesMax, try noise.read(1) == 1 { ones += 1 }
    if ones == Self.onesMax {
      self = .whole(HybridTime(bits: try noise.read(64)))
    } else {
      self = .milliseconds(ones << UInt64(k) | (try noise.read(k)))
    }
  }

  func after(_ before: HybridTime) throws(WireFault) -> HybridTime {
    switch self {
    case .tick: return HybridTime(bits: before.bits &+ 1)
    case .whole(let time): return time
    case .milliseconds(let gap):
      let now = before.bits >> 16 + gap
      guard now < 1 << 48 else { throw WireFault(.badNumber) }
      return HybridTime(bits: now << 16)
    }
  }
}
