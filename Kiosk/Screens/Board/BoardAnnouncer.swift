import Desk
import Domain

/// Announces each new call once, in order, each for its full time. What the board showed before it was told of anything, and what it
/// has announced already, is not announced again: not after a restart of the node, not after midnight.
struct BoardAnnouncer: Sendable, Equatable {
  struct Flash: Sendable, Equatable {
    var label: String
    var desk: Int
    var call: Int

    /// A restored office writes under a new name, and counts from one again.
    var node: UInt32 { EventID(number: Int64(call))?.node ?? 0 }
  }

  static let time = Duration.seconds(5)
  /// Half a second dark, half a second light: one flash a second, far from the three that can harm.
  static let half = Duration.milliseconds(500)
  /// More calls than that in a row are announced late by a minute: the oldest of them give way.
  static let waitingMax = 12

  /// The latest call it knows of, by the node that wrote it; `nil` before the first picture. Calls count upwards, so a line that comes back from below, or
  /// whose skipping was undone, was announced in its time.
  private var latest: [UInt32: Int]?
  private(set) var waiting: [Flash] = []
  /// Taken back before their turn. If the step is undone they stand on the board again, and nobody has heard them yet.
  private var withdrawn: [Flash] = []
  private var current: Flash?
  private var since = Duration.zero

  /// The lines of the board, newest first.
  mutating func hear(_ called: [BoardLine], at now: Duration) -> [Wish] {
    let shown = called.map { Flash(label: $0.label, desk: $0.desk, call: $0.call) }
    let before = latest
    latest = (before ?? [:]).merging(shown.map { ($0.node, $0.call) }, uniquingKeysWith: max)
    guard let before else { return [] }
    // Taken back, or called again since: what is announced is what the board shows.
    withdrawn = (withdrawn + waiting.filter { !shown.contains($0) }).suffix(Self.waitingMax)
    waiting.removeAll { !shown.contains($0) }
    if let flash = current, !shown.contains(where: { $0.label == flash.label && $0.desk == flash.desk }) {
      current = nil
    }
    let fresh = shown.filter { $0.call > before[$0.node] ?? 0 || withdrawn.contains($0) }
    withdrawn.removeAll { fresh.contains($0) }
    waiting += fresh.sorted { $0.call < $1.call }
    if waiting.count > Self.waitingMax { waiting.removeFirst(waiting.count - Self.waitingMax) }
    return tick(at: now)
  }

  /// Goes on to the next when it is time.
  mutating func tick(at now: Duration) -> [Wish] {
    if now >= since + Self.time { current = nil }
    guard current == nil, !waiting.isEmpty else { return [] }
    (current, since) = (waiting.removeFirst(), now)
    return [.bell]
  }

  /// What is announced now, and how many half seconds it has been: in every other one it is lit.
  func flash(at now: Duration) -> (flash: Flash, halves: Int)? {
    guard let flash = current, now < since + Self.time else { return nil }
    return (flash, Int((now - since) / Self.half))
  }

  func deadline(at now: Duration) -> Duration? {
    guard current != nil else { return waiting.isEmpty ? nil : now }
    let passed = Int((now - since) / Self.half)
    return min(since + Self.time, since + Self.half * (passed + 1))
  }
}
