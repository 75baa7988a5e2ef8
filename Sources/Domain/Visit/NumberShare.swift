/// The numbers of each series that one computer of an office gives.
///
/// ```
///  the office's first computer     1–499
///  the second                    500–599        the fourth     700–799
///  the third                     600–699        and so on to   900–999
/// ```
/// Computers of one office may be without a line for weeks, and no two may give one number on one day. So each has a share of
/// its own from the moment it is enrolled: the centre gives out seats whose number says which. A computer that was never
/// enrolled is alone and gives them all.
public struct NumberShare: Hashable, Sendable {
  /// From 0.
  public let place: Int

  /// How many computers of one office may give numbers. DESIGN's offices have one to three.
  public static let count = 6
  public static let all = (0..<count).map(NumberShare.init(place:))

  private init(place: Int) { self.place = place }

  /// The share of a seat at the centre.
  public init(seat: Int) { self.init(place: ((seat % Self.count) + Self.count) % Self.count) }

  /// The share a number is of, whoever gave it.
  public init(of number: Int) { self.init(place: max(0, min(Self.count - 1, number / 100 - 4))) }

  public var values: ClosedRange<Int> { place == 0 ? 1...499 : (place + 4) * 100...(place + 4) * 100 + 99 }
}
