import Domain
import Engine
import Journal
import SQL
import Store
import Wire

/// What a reader is given after its call: frames not yet folded, and what the reply says of them.
struct Given: Sendable {
  var frames: [Frame] = []
  var hasMore = false
  var isStateWhole = false
  var stateAt = 0

  /// Whether there is an event in it, and not only a cursor that moves on.
  var hasEvents: Bool { frames.contains { !$0.runs.isEmpty } }
}

// An office reads its own feed, and nothing else.
extension Books {
  /// Events looked at in one go.
  private static let slice = 1_024
  /// Rows of the feed walked past in one reply because the reader holds them already.
  private static let walkMax = 20_000
  /// What a frame's text may weigh against the same folded, at the most.
  private static let foldMax = 6

  /// The answer to a call whose frames are all durable, and what it brings.
  func answer(_ reception: Reception, at now: Moment) throws -> (reply: Reply, given: Given) {
    let call = reception.call
    guard reception.standing == .welcome, let office = try office(call.office),
      let seat = try seat(call.office, call.seat), !seat.isRevoked
    else {
      var reply = reception.reply(OfficeLedger(incarnation: 0, spare: 0), linkAt: { _, _ in nil }, at: now)
      if reception.standing == .welcome { reply = Self.revoked(reply) }
      return (reply, Given())
    }
    var trouble: (any Error)?
    let ledger = try ledger(office, spare: seat.spare, at: now)
    var reply = reception.reply(
      ledger,
      linkAt: { author, sequence in
        do { return try self.linkAt(call.office, author, sequence) } catch {
          trouble = error
          return nil
        }
      }, at: now)
    if let trouble { throw trouble }
    let given = call.room > 0 ? try give(call, office, ledger, at: now) : Given()
    (reply.hasMore, reply.isStateWhole, reply.stateAt) = (given.hasMore, given.isStateWhole, given.stateAt)
    return (reply, given)
  }

  /// Locked out while its call was under way.
  private static func revoked(_ reply: Reply) -> Reply {
    var plain = Reply()
    plain.exchange = reply.exchange
    plain.standing = .revoked
    plain.receivedAt = reply.receivedAt
    plain.answeredAt = reply.answeredAt
    plain.counter = reply.counter
    return plain
  }

  private func give(_ call: Call, _ office: OfficeRow, _ ledger: OfficeLedger, at now: Moment) throws -> Given {
    let cursor = Feed.cursor(call, incarnation: office.incarnation)
    let have = Marks(call.have)
    let textMax = min(call.room, WireLimits.parcelBytesMax / 2) * Self.foldMax
    if cursor.isReadingState { return try giveState(cursor, of: office.code, ledger, textMax, at: now) }
    var given = try walk(
      office.code, .news, from: UInt64(clamping: cursor.news), through: .max, have: have, textMax: textMax)
    if !given.hasMore, cursor.isReadingPast, given.frames.count <= 1 {
      let past = try walk(
        office.code, .history, from: UInt64(clamping: cursor.past), through: UInt64(clamping: cursor.pastEnd),
        have: have, textMax: textMax)
      given.frames += past.frames
      given.hasMore = past.hasMore
    }
    return given
  }

  private struct FeedRange {
    var first: UInt64
    var node: UInt32
    var sequence: UInt64
    var count: UInt64
  }

  private func ranges(_ office: OfficeCode, above position: UInt64) throws -> [FeedRange] {
    try statement(
      "SELECT last, count, node, sequence FROM feed WHERE office = $1 AND last > $2 ORDER BY last LIMIT 256"
    ).map([.integer(office.number), .integer(Int64(clamping: position))]) { row in
      let count = UInt64(clamping: row.integer(1))
      return FeedRange(
        first: UInt64(clamping: row.integer(0)) - count + 1, node: UInt32(clamping: row.integer(2)),
        sequence: UInt64(clamping: row.integer(3)), count: count)
    }
  }

  /// Reads the feed above a position, as far as the text allows.
  private func walk(
    _ office: OfficeCode, _ stream: Stream, from start: UInt64, through end: UInt64, have: Marks, textMax: Int
  ) throws -> Given {
    var given = Given()
    var (held, position, text, walked) = (have, start, 0, 0)
    while position < end {
      let ranges = try ranges(office, above: position)
      guard !ranges.isEmpty else { break }
      for range in ranges {
        guard text < textMax, walked < Self.walkMax else {
          given.hasMore = true
          return finish(given, stream, position, start)
        }
        let rows = try rows(office, range, after: position, through: end, held: held)
        let new = Feed.frames(rows.rows, stream, office: office, have: held)
        given.frames += new.filter { !$0.runs.isEmpty }
        for row in rows.rows where held[row.entry.header.id.node] + 1 == row.entry.header.id.sequence {
          held[row.entry.header.id.node] += 1
        }
        text += new.reduce(0) { $0 + Self.weight($1) }
        walked += Int(range.count) / 16 + 1
        position = rows.reached
        if position >= end { break }
        if rows.isCut { break }
      }
    }
    return finish(given, stream, position, start)
  }

  /// The last frame's position says how far was read, also past what the reader holds.
  private func finish(_ given: Given, _ stream: Stream, _ position: UInt64, _ start: UInt64) -> Given {
    var given = given
    if given.frames.isEmpty {
      if position > start { given.frames = [Frame(stream: stream, position: position, runs: [])] }
    } else {
      given.frames[given.frames.count - 1].position = position
    }
    return given
  }

  static func weight(_ frame: Frame) -> Int {
    frame.runs.reduce(0) { sum, run in
      sum
        + run.entries.reduce(0) { sum, entry in
          if case .kept(let bytes) = entry.body { sum + bytes.count + 12 } else { sum + 44 }
        }
    }
  }

  /// The events of one row of the feed that the reader may lack.
  private func rows(
    _ office: OfficeCode, _ range: FeedRange, after position: UInt64, through end: UInt64, held: Marks
  ) throws -> (rows: [FeedRow], reached: UInt64, isCut: Bool) {
    let last = min(range.first + range.count - 1, end)
    let passed = position >= range.first ? position - range.first + 1 : 0
    var from = range.sequence + passed
    let through = range.sequence + (last - range.first)
    if held[range.node] >= through { return ([], last, false) }
    from = max(from, held[range.node] + 1 > range.sequence ? min(held[range.node] + 1, through) : from)
    let limit = min(Int(clamping: through - from + 1), Self.slice)
    let events = try store(of: office).events(node: range.node, from: from, limit: limit)
    var before = try linkAt(office, range.node, from - 1) ?? .zero
    var rows: [FeedRow] = []
    for (event, link) in events {
      let place = range.first + (event.id.sequence - range.sequence)
      rows.append(FeedRow(position: place, entry: Entry(event), before: before, link: link))
      before = link
    }
    let reached = rows.last?.position ?? last
    return (rows, reached, reached < last)
  }

  // MARK: The state, for a node with nothing

  private func giveState(
    _ cursor: Cursor, of office: OfficeCode, _ ledger: OfficeLedger, _ textMax: Int, at now: Moment
  ) throws -> Given {
    try project(office)
    let stateAt = cursor.stateAt == 0 ? ledger.feedEnd : UInt64(clamping: cursor.stateAt)
    let (last, isAgain) = (cursor.stateLast, cursor.stateLast != .none)
    let today = (try store(of: office).hall().profile?.zone ?? .wib).local(now).day
    let rows = try statement(Self.stateSubjects).map([
      .integer(office.number), .integer(Int64(today.count) - 90), .integer(Int64(today.count)),
      .integer(now.milliseconds - 90 * 86_400_000), .integer(isAgain ? Int64(last.node) : 0),
      .integer(isAgain ? Int64(clamping: last.sequence) : 0),
    ]) { row in
      EventID(node: UInt32(clamping: row.integer(0)), sequence: UInt64(clamping: row.integer(1)))
    }
    var given = Given()
    given.stateAt = Int(clamping: stateAt)
    var (feed, text): ([FeedRow], Int) = ([], 0)
    for id in rows {
      guard text < textMax else { break }
      guard let (event, link) = try store(of: office).events(node: id.node, from: id.sequence, limit: 1).first else {
        continue
      }
      let before = try linkAt(office, id.node, id.sequence - 1) ?? .zero
      let row = FeedRow(position: max(1, stateAt), entry: Entry(event), before: before, link: link)
      if case .kept(let bytes) = row.entry.body { text += bytes.count + 12 } else { text += 44 }
      feed.append(row)
    }
    given.frames = Feed.frames(feed, .state, office: office, have: Marks())
    given.isStateWhole = feed.count == rows.count && rows.count < Self.stateMax
    given.hasMore = !given.isStateWhole || ledger.feedEnd > 0
    return given
  }

  private static let stateMax = 4_096

  /// Office, officers, the last two days and who was there, guests of 90 days, what is agreed and what is not closed.
  private static let stateSubjects = """
    SELECT node, sequence FROM event WHERE office = $1 AND (node, sequence) > ($5, $6) AND subject IN (
      SELECT id FROM office_profile WHERE office = $1
      UNION SELECT id FROM officer WHERE office = $1
      UNION SELECT id FROM service_day WHERE office = $1
        AND day >= (SELECT MAX(day) FROM service_day WHERE office = $1) - 1
      UNION SELECT id FROM visit WHERE office = $1
        AND day >= (SELECT MAX(day) FROM service_day WHERE office = $1) - 1
      UNION SELECT guest FROM visit WHERE office = $1 AND guest IS NOT NULL AND day >= $2
      UNION SELECT id FROM reservation WHERE office = $1 AND day >= $3
      UNION SELECT guest FROM reservation WHERE office = $1 AND guest IS NOT NULL AND day >= $3
      UNION SELECT id FROM complaint WHERE office = $1 AND status <> \(Complaint.Status.closed.rawValue)
      UNION SELECT id FROM guest WHERE office = $1 AND registered_at >= $4)
    ORDER BY node, sequence LIMIT \(stateMax)
    """
}
