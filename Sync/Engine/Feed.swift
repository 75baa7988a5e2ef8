import Domain
import Journal
import Wire

/// An event at its place in an office's feed, with the links around it.
public struct FeedRow: Equatable, Sendable {
  public var position: UInt64
  public var entry: Entry
  public var before: Digest
  public var link: Digest

  public init(position: UInt64, entry: Entry, before: Digest, link: Digest) {
    self.position = position
    self.entry = entry
    self.before = before
    self.link = link
  }
}

/// What a reader is given of its office's feed. Positions are the host's to allocate, under a lock on the office's row
/// and in the transaction that enters the events: none may appear behind one already read.
public enum Feed {
  /// Where a call wants to read from in a centre of this incarnation.
  public static func cursor(_ call: Call, incarnation: Int) -> Cursor {
    if call.incarnation == incarnation || call.incarnation == 0 { return call.cursor }
    return call.cursor.isReadingState || call.cursor.isReadingPast ? .fresh : .again
  }

  /// Whether there is anything a held call should be answered for.
  public static func hasNews(_ cursor: Cursor, ledger: OfficeLedger) -> Bool {
    cursor.isReadingState || cursor.isReadingPast || UInt64(clamping: cursor.news) < ledger.feedEnd
  }

  /// Cuts rows, which stand in the order of their positions, into frames. Rows of any other office end it at once: they
  /// are a fault of the host's, and not shown to anybody. The last frame's position covers the rows that were skipped.
  public static func frames(
    _ rows: some Sequence<FeedRow>, _ stream: Stream, office: OfficeCode, have: Marks,
    textMax: Int = WireLimits.textPerFrame
  ) -> [Frame] {
    var held = have
    var builder = FrameBuilder(stream, textMax: textMax)
    var frames: [Frame] = []
    var position: UInt64 = 0
    for row in rows {
      guard row.entry.header.office == office else { break }
      let id = row.entry.header.id
      position = max(position, row.position)
      if stream != .state, held[id.node] >= id.sequence { continue }
      let follows = stream != .state && held[id.node] + 1 == id.sequence
      if follows { held[id.node] = id.sequence }
      let full = builder.add(
        row.entry, link: row.link, before: follows ? nil : row.before, position: row.position)
      if let full { frames.append(full) }
    }
    if let last = builder.close() { frames.append(last) }
    guard position > 0, stream != .state else { return frames }
    if frames.isEmpty { return [Frame(stream: stream, position: position, runs: [])] }
    frames[frames.count - 1].position = position
    return frames
  }
}
