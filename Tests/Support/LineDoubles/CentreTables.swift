import Domain
import Engine
import Journal
import Wire

/// A centre's tables, in memory and durable at once, filled and read by the engine's own rules.
open class CentreTables {
  public let office: OfficeCode
  public var ledger = OfficeLedger(incarnation: 1, spare: 100)
  public var kept: [EventID: Kept] = [:]
  public var feed: [FeedRow] = []
  public var parked: [Parked] = []

  public init(_ office: OfficeCode) { self.office = office }

  public func held(_ author: UInt32) -> Standpoint {
    let mark = ledger.marks[author]
    return Standpoint(sequence: mark, link: kept.linkAt(author, mark) ?? .zero)
  }

  public func linkAt(_ author: UInt32, _ sequence: UInt64) -> Digest? { kept.linkAt(author, sequence) }

  /// Stops the test where an event would be entered twice or leave a gap.
  public func enter(_ taken: [Taken]) {
    for event in taken {
      let id = event.entry.header.id
      precondition(kept[id] == nil, "\(id) entered twice")
      precondition(ledger.marks[id.node] + 1 == id.sequence, "\(id) leaves a gap")
      let before = held(id.node).link
      kept[id] = Kept(entry: event.entry, before: before, link: event.link)
      ledger.marks[id.node] = id.sequence
      if let reason = event.parked {
        parked.insert(Parked(id, reason), at: 0)
        countParked()
      } else {
        give(event.entry, before: before, link: event.link)
      }
    }
  }

  /// Enters what was parked, now that its body is there.
  public func unpark(_ offered: [Taken]) {
    for event in offered where event.parked == nil {
      let id = event.entry.header.id
      guard parked.contains(where: { $0.id == id }) else { continue }
      parked.removeAll { $0.id == id }
      countParked()
      kept[id]?.entry = event.entry
      give(event.entry, before: kept[id]?.before ?? .zero, link: event.link)
    }
  }

  private func countParked() { (ledger.parkedCount, ledger.parked) = (parked.count, parked) }

  /// Appends to the feed.
  private func give(_ entry: Entry, before: Digest, link: Digest) {
    ledger.feedEnd += 1
    feed.append(FeedRow(position: ledger.feedEnd, entry: entry, before: before, link: link))
  }

  /// What a call tells of itself: that it knows more than a centre set back, and which authors are its own.
  public func note(_ reception: Reception) {
    if reception.hasForgotten {
      ledger.incarnation += 1
      ledger.isRecovering = true
    }
    for author in reception.claims { ledger.seats[author] = reception.call.seat }
  }

  /// How much of the feed one reply brings.
  public struct Portion {
    public var state: Int
    public var news: Int
    public var textMax: Int

    public init(state: Int, news: Int, textMax: Int) {
      self.state = state
      self.news = news
      self.textMax = textMax
    }
  }

  /// The frames of the reply to a call: the state first, then news, then the past.
  public func frames(for call: Call, _ reply: inout Reply, _ portion: Portion) -> [Frame] {
    guard reply.standing == .welcome, call.room > 0 else { return [] }
    let cursor = Feed.cursor(call, incarnation: ledger.incarnation)
    let have = Marks(call.have)
    func frames(_ rows: some Sequence<FeedRow>, _ stream: Wire.Stream) -> [Frame] {
      Feed.frames(rows, stream, office: office, have: have, textMax: portion.textMax)
    }
    if cursor.isReadingState {
      let stateAt = cursor.stateAt == 0 ? ledger.feedEnd : UInt64(cursor.stateAt)
      let rows = feed.filter { $0.position <= stateAt && $0.entry.header.id > cursor.stateLast }
        .sorted { $0.entry.header.id < $1.entry.header.id }
      let part = rows.prefix(portion.state).map { row in
        var row = row
        row.position = stateAt
        return row
      }
      (reply.isStateWhole, reply.stateAt, reply.hasMore) = (part.count == rows.count, Int(stateAt), true)
      return frames(part, .state)
    }
    let news = feed.filter { $0.position > UInt64(cursor.news) }
    reply.hasMore = news.count > portion.news
    let newest = frames(news.prefix(portion.news), .news)
    guard newest.isEmpty, cursor.isReadingPast else { return newest }
    let past = feed.filter { $0.position > UInt64(cursor.past) && $0.position <= UInt64(cursor.pastEnd) }
    return frames(past.prefix(portion.news), .history)
  }
}
