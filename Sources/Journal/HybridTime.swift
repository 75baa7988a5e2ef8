import Domain

/// Milliseconds since 1970 in the upper 48 bits, a counter in the lower 16.
///
/// Presses are stamped with the whole second: nothing a desk counts needs more, and a visit's times would otherwise weigh
/// twice as much on the line. Events of one second count up. The 65,537th goes on to the second's next millisecond, so
/// that order holds whatever happens.
///
/// Never runs backwards on a node, so the journal can be read in the order it was lived. For display and service
/// levels only: order inside a subject comes from what each author had seen.
public struct HybridTime: Hashable, Comparable, Sendable {
  public var bits: UInt64

  public init(bits: UInt64) { self.bits = bits }
  public init(_ moment: Moment, counter: UInt16 = 0) {
    bits = UInt64(min(max(0, moment.milliseconds), 1 << 48 - 1)) << 16 | UInt64(counter)
  }

  public static func < (a: Self, b: Self) -> Bool { a.bits < b.bits }
  public var moment: Moment { Moment(milliseconds: Int64(bits >> 16)) }

  /// The next reading after this one when the clock shows `now`: its second, and at least one tick later.
  public func next(_ now: Moment) -> HybridTime { max(HybridTime(now.second), HybridTime(bits: bits + 1)) }

  /// The same of the first event after a start, which counts from a number of chance: of two copies of one disk, each started
  /// in a PC, no two write the very same event in the same second.
  public func next(_ now: Moment, from counter: UInt16) -> HybridTime {
    HybridTime(bits: next(now).bits + UInt64(counter))
  }
}
