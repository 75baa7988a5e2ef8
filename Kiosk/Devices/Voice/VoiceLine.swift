/// Calls that wait to be spoken, in order. What comes too late is not said at all: the board shows it already.
public struct VoiceLine: Equatable, Sendable {
  /// A call older than this, in milliseconds, would only confuse.
  public static let ageMax: Int64 = 60_000
  /// More than a hall hears in a minute.
  public static let lineMax = 20

  private struct Waiting: Equatable, Sendable {
    var announcement: Announcement
    var at: Int64
  }

  private var line: [Waiting] = []
  /// Calls that were never spoken, since the start.
  public private(set) var dropped = 0

  public init() {}

  /// Those that are late are counted until their turn comes.
  public var count: Int { line.count }

  /// When the line is full the oldest goes: it would be too late first.
  public mutating func add(_ announcement: Announcement, at now: Int64) {
    if line.count >= Self.lineMax {
      line.removeFirst()
      dropped += 1
    }
    line.append(Waiting(announcement: announcement, at: now))
  }

  /// Whose turn it is; those before it that come too late are dropped.
  public mutating func next(at now: Int64) -> Announcement? {
    let isLate = line.prefix { now - $0.at > Self.ageMax }.count
    line.removeFirst(isLate)
    dropped += isLate
    return line.isEmpty ? nil : line.removeFirst().announcement
  }

  /// Somebody asked for silence.
  public mutating func clear() { line.removeAll() }
}
