import Journal

/// The time between two events, as bits of the noise.
///
/// `0`: exactly one tick later, as within a press. `1`: whole units in Golomb-Rice form: so many ones as the gap has
/// whole 2ᵏ, a zero, and the k bits below. Fifteen ones: the 64 bits of the time itself.
enum Gap: Equatable {
  case tick
  case units(UInt64)
  case whole(HybridTime)

  /// How a frame writes its gaps: in units of so many milliseconds, with so many bits below. Presses are stamped to the
  /// second; a frame with finer times may count in milliseconds, and any time can be written in any unit.
  struct Scale: Equatable {
    var unit: UInt64
    var bits: Int
  }

  static let units: [UInt64] = [1_000, 1]
  static let unitMax: UInt64 = 1 << 20
  static let bitsMax = 32
  private static let onesMax: UInt64 = 15

  init(from before: HybridTime, to at: HybridTime, unit: UInt64) {
    let (now, then) = (at.bits >> 16, before.bits >> 16)
    if at.bits == before.bits &+ 1 {
      self = .tick
    } else if at.bits & 0xFFFF == 0, now > then, (now - then) % unit == 0 {
      self = .units((now - then) / unit)
    } else {
      self = .whole(at)
    }
  }

  /// The unit and the k that make these times shortest.
  static func scale(for times: [HybridTime]) -> Scale {
    var best = (scale: Scale(unit: units[0], bits: 0), length: Int.max)
    for unit in units {
      let gaps = zip([HybridTime(bits: 0)] + times, times).map { Gap(from: $0, to: $1, unit: unit) }
      for k in 0...bitsMax {
        let length = gaps.reduce(0) { $0 + $1.length(k) }
        if length < best.length { best = (Scale(unit: unit, bits: k), length) }
      }
    }
    return best.scale
  }

  private func length(_ k: Int) -> Int {
    switch self {
    case .tick: 1
    case .units(let gap) where gap >> UInt64(k) < Self.onesMax: 2 + Int(gap >> UInt64(k)) + k
    default: 80
    }
  }

  func write(to noise: inout BitWriter, _ k: Int, at time: HybridTime) {
    switch self {
    case .tick: noise.write(0, 1)
    case .units(let gap) where gap >> UInt64(k) < Self.onesMax:
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
      self = .units(ones << UInt64(k) | (try noise.read(k)))
    }
  }

  func after(_ before: HybridTime, unit: UInt64) throws(WireFault) -> HybridTime {
    switch self {
    case .tick: return HybridTime(bits: before.bits &+ 1)
    case .whole(let time): return time
    case .units(let gap):
      let (length, isTooLong) = gap.multipliedReportingOverflow(by: unit)
      guard !isTooLong, length < 1 << 48, before.bits >> 16 + length < 1 << 48 else { throw WireFault(.badNumber) }
      return HybridTime(bits: (before.bits >> 16 + length) << 16)
    }
  }
}
