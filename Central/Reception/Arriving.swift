import Domain
import Engine
import Journal
import SQL
import Seal
import Store
import Wire

// A call comes in: who is it, and what becomes of its frames.
extension Books {
  struct SeatRow {
    var seat: Int
    var node: UInt32
    var publicKey: [UInt8]
    var linkKey: [UInt8]
    var counter: Int
    var spare: UInt32
    var isRevoked: Bool
  }

  func seat(_ office: OfficeCode, _ seat: Int, locked: Bool = false) throws -> SeatRow? {
    try statement(
      """
      SELECT node, public_key, link_key, counter, spare, revoked_at FROM seat WHERE office = $1 AND seat = $2\
      \(locked ? lock : "")
      """
    ).first([.integer(office.number), .integer(seat)]) { row in
      SeatRow(
        seat: seat, node: UInt32(clamping: row.integer(0)), publicKey: row.blob(1),
        linkKey: keys.reveal(row.blob(2), about: "\(office)/\(seat)") ?? [], counter: Int(row.integer(3)),
        spare: UInt32(clamping: row.integer(4)), isRevoked: row.integer(5) > 0)
    }
  }

  /// A call whose signature is right: what the centre makes of it, with what that changes written down.
  func begin(_ call: Call, _ crypto: Crypto, at now: Moment) throws -> Begun {
    try writing {
      guard var office = try office(call.office, locked: true) else { return Begun() }
      guard var row = try seat(call.office, call.seat, locked: true) else { return Begun() }
      let isSpent = try row.spare == 0 || UInt32(clamping: call.node) == row.spare || isAuthor(call.office, row.spare)
      if isSpent { row.spare = try freeNode(call.office) ?? 0 }
      let mark = call.linkMark.bytes
      let known = SeatRecord(
        office: call.office, seat: call.seat, counter: row.counter, isRevoked: row.isRevoked,
        hasOtherKey: !mark.isEmpty && mark != Parcel.mark(ofLink: row.linkKey, crypto))
      let reception = Reception(
        call, seat: known, ledger: try ledger(office, spare: row.spare, at: now), receivedAt: now)
      if reception.standing == .newKey {
        return Begun(
          reception: reception, sealed: try renewKey(call, row), codes: try codes(call, row, at: now))
      }
      guard reception.standing == .welcome else { return Begun(reception: reception) }
      if reception.hasForgotten { try renew(&office, heard: call.incarnation, at: now) }
      for author in reception.claims { try claim(call.office, author, seat: call.seat) }
      try statement(
        """
        UPDATE seat SET counter = $3, spare = $4, node = $5, version = $6, seen_at = $7
        WHERE office = $1 AND seat = $2
        """
      ).run([
        .integer(call.office.number), .integer(call.seat),
        .integer(call.isCarried ? row.counter : max(row.counter, call.counter)), .integer(Int64(row.spare)),
        .integer(call.node), .text(String(call.version.prefix(40))), .integer(now.milliseconds),
      ])
      return Begun(reception: reception, linkKey: row.linkKey, codes: try codes(call, row, at: now))
    }
  }

  private func codes(_ call: Call, _ row: SeatRow, at now: Moment) throws -> [UInt8] {
    try codes(for: call.codes, seat: call.seat, of: call.office, row.publicKey, at: now)
  }

  /// A call that has begun; without a reception its seat is not known any more.
  struct Begun: Sendable {
    var reception: Reception?
    var linkKey: [UInt8] = []
    /// A link key made for the caller, sealed to its own.
    var sealed: [UInt8] = []
    /// The office's code keys, sealed to the caller, if it should hold others than it does.
    var codes: [UInt8] = []
  }

  /// The seat tags under a key that is not the one kept here: one of the two came back from a copy. The caller has signed
  /// with the key pair it was enrolled with, and nobody else can open what is sealed to that. A key that once was the
  /// seat's is not believed again, so it is a fresh one; the counter goes up with it, so that the call played again is old.
  private func renewKey(_ call: Call, _ row: SeatRow) throws -> [UInt8] {
    let link = Seal.randomBytes(32)
    guard let sealed = Seal.seal(link, to: row.publicKey) else { throw Gone() }
    try statement("UPDATE seat SET link_key = $3, counter = $4 WHERE office = $1 AND seat = $2").run([
      .integer(call.office.number), .integer(call.seat),
      .blob(keys.hide(link, about: "\(call.office)/\(call.seat)")), .integer(max(row.counter, call.counter)),
    ])
    return sealed
  }

  /// The centre has forgotten something it had told this office: a new incarnation, and another number to write under.
  func renew(_ office: inout OfficeRow, heard: Int = 0, at now: Moment) throws {
    office.incarnation = Self.incarnation(after: max(office.incarnation, heard), at: now)
    office.recoveringUntil = now.milliseconds + 30 * 86_400_000
    office.own = 0
    try statement(
      "UPDATE central_office SET incarnation = $2, recovering_until = $3, own = 0 WHERE office = $1"
    ).run([.integer(office.code.number), .integer(office.incarnation), .integer(office.recoveringUntil)])
  }

  /// Later than all that is known, whatever the clock says; by chance another one in each of two lives of one backup. Never 0,
  /// which means none.
  static func incarnation(after known: Int, at now: Moment) -> Int {
    let chance = 1 + Int(Seal.randomNumber() & 0xFFFF)
    // A clock in the far future does not overflow it.
    return max(known, Int(max(0, min(now.milliseconds, 1 << 45))) << 16) + chance
  }

  /// What became of a frame.
  struct Taking: Sendable {
    var entered = 0
    var parked = 0
    var feedEnd: UInt64 = 0
  }

  /// Judges a frame and enters it, with feed positions and marks, in one transaction: durable when this returns.
  func take(_ frame: Frame, _ reception: inout Reception, at now: Moment) throws -> Taking {
    let call = reception.call
    var judged = reception
    let taking = try writing {
      judged = reception
      guard try office(call.office, locked: true) != nil, let seat = try seat(call.office, call.seat), !seat.isRevoked
      else { throw Gone() }
      var trouble: (any Error)?
      func look<T>(_ blank: T, _ work: () throws -> T) -> T {
        do { return try work() } catch {
          trouble = trouble ?? error
          return blank
        }
      }
      let taken = judged.take(
        frame, held: { author in look(Standpoint()) { try self.standpoint(call.office, author) } },
        linkAt: { author, sequence in look(nil) { try self.linkAt(call.office, author, sequence) } }, digester)
      let offered = judged.offered(
        frame, linkAt: { author, sequence in look(nil) { try self.linkAt(call.office, author, sequence) } }, digester)
      if let trouble { throw trouble }
      var taking = try enter(taken, of: call.office, at: now)
      if !offered.isEmpty { try enterOffered(offered, of: call.office, &taking) }
      return taking
    }
    reception = judged
    if taking.entered > 0 { tell(call.office) }
    return taking
  }

  /// The office or the seat was taken away while the call was under way.
  struct Gone: Error {}

  /// The store holds another event under this name than the author's mark says.
  struct Contradiction: Error {
    var first: EventID
  }

  /// Enters what was judged sound, in order. Inside a transaction that holds the office's lock.
  func enter(_ taken: [Taken], of office: OfficeCode, at now: Moment) throws -> Taking {
    var taking = Taking()
    guard !taken.isEmpty else { return taking }
    let refused = try keep(taken, of: office)
    var feed = FeedRuns()
    for event in taken {
      let id = event.entry.header.id
      if let reason = event.parked ?? refused[id] {
        try park(event, reason, of: office, at: now)
        taking.parked += 1
      } else {
        feed.add(id)
        taking.entered += 1
      }
    }
    var reached: [UInt32: Standpoint] = [:]
    for event in taken {
      let id = event.entry.header.id
      reached[id.node] = Standpoint(sequence: id.sequence, link: event.link)
    }
    for (author, standpoint) in reached.sorted(by: { $0.key < $1.key }) { try setMark(office, author, standpoint) }
    taking.feedEnd = try publish(feed, of: office)
    if taken.contains(where: { $0.entry.header.kind == FactKind.wordsErased.rawValue }) { try noteErasure() }
    return taking
  }

  /// Gives events their positions. `tell` follows the commit.
  func publish(_ feed: FeedRuns, of office: OfficeCode) throws -> UInt64 {
    guard feed.count > 0 else { return 0 }
    let positions = try counter.take(feed.count, of: office)
    var position = positions.lowerBound - 1
    let rows = feed.runs.map { run -> [SQLValue] in
      position += Int64(run.count)
      return [
        .integer(office.number), .integer(position), .integer(run.count), .integer(Int64(run.node)),
        .integer(Int64(clamping: run.sequence)),
      ]
    }
    try bulk(Self.feedInsertion).run(rows)
    return UInt64(positions.upperBound)
  }

  private static let feedInsertion = BulkInsertion(
    into: "feed",
    [
      .init("office", .integer), .init("last", .integer), .init("count", .integer), .init("node", .integer),
      .init("sequence", .integer),
    ], skipsKnown: false)

  /// Into the log; one that the database will not hold is set aside, and those around it are kept.
  private func keep(_ taken: [Taken], of office: OfficeCode) throws -> [EventID: ParkReason] {
    let store = try store(of: office)
    let entries = taken.compactMap { event in
      event.parked == nil ? event.entry.event.map { (event: $0, link: event.link) } : nil
    }
    do {
      let added = try connection.attempt { try store.take(entries) }
      guard added == entries.count else { throw Contradiction(first: taken[0].entry.header.id) }
      return [:]
    } catch let fault as SQLFault where fault.kind == .value || fault.kind == .constraint || fault.kind == .other {
      var refused: [EventID: ParkReason] = [:]
      for entry in entries {
        do { _ = try connection.attempt { try store.take([entry]) } } catch let fault as SQLFault
          where fault.kind == .value || fault.kind == .constraint || fault.kind == .other
        {
          refused[entry.event.id] = .refused
        }
      }
      return refused
    }
  }
}

/// Consecutive events of one author at consecutive positions: one row of the feed.
struct FeedRuns {
  struct Run {
    var node: UInt32
    var sequence: UInt64
    var count: Int
  }

  private(set) var runs: [Run] = []
  private(set) var count = 0

  mutating func add(_ id: EventID) {
    count += 1
    if let last = runs.last, last.node == id.node, last.sequence + UInt64(last.count) == id.sequence {
      runs[runs.count - 1].count += 1
    } else {
      runs.append(Run(node: id.node, sequence: id.sequence, count: 1))
    }
  }
}
