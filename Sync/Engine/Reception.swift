import Domain
import Journal
import Wire

/// What the centre knows of a seat when its call comes.
public struct SeatRecord: Equatable, Sendable {
  public var office: OfficeCode
  public var seat: Int
  /// The highest counter seen.
  public var counter: Int
  public var isRevoked: Bool
  /// The caller tags its frames under another link key than the one kept here.
  public var hasOtherKey: Bool

  public init(
    office: OfficeCode, seat: Int, counter: Int = 0, isRevoked: Bool = false, hasOtherKey: Bool = false
  ) {
    self.hasOtherKey = hasOtherKey
    self.office = office
    self.seat = seat
    self.counter = counter
    self.isRevoked = isRevoked
  }
}

/// What the centre knows of an office, as far as it is durable.
public struct OfficeLedger: Equatable, Sendable {
  public var incarnation: Int
  /// It was restored lately: any seat may bring back what it held.
  public var isRecovering: Bool
  public var marks: Marks
  /// Whose each author is; the centre's own are seat 0's.
  public var seats: [UInt32: Int]
  public var feedEnd: UInt64
  public var parkedCount: Int
  /// The newest, up to the limit.
  public var parked: [Parked]
  /// A node number nobody has had, kept for the seat that calls until it has used it: one a seat, not one a reply, since
  /// an office has 1,023 in its life.
  public var spare: UInt32

  public init(
    incarnation: Int, isRecovering: Bool = false, marks: Marks = Marks(), seats: [UInt32: Int] = [:],
    feedEnd: UInt64 = 0, parkedCount: Int = 0, parked: [Parked] = [], spare: UInt32
  ) {
    self.incarnation = incarnation
    self.isRecovering = isRecovering
    self.marks = marks
    self.seats = seats
    self.feedEnd = feedEnd
    self.parkedCount = parkedCount
    self.parked = parked
    self.spare = spare
  }
}

/// The centre's end of one exchange: may this seat speak, what becomes of each frame, what is answered.
///
/// Made when a call's head has come and its signature is right; the host then hands in each frame as it arrives and
/// makes durable what `take` gives back **before** it hands in the next.
public struct Reception: Sendable {
  public let call: Call
  public let standing: Standing
  /// The centre has lost something it had told this seat: a new incarnation has to be made before anything else.
  public let hasForgotten: Bool
  /// Authors to be noted as this seat's.
  public let claims: [UInt32]
  private let seat: SeatRecord
  private let ledger: OfficeLedger
  private let receivedAt: Moment
  private var stopped: Set<UInt32> = []
  private var fork = Mark()
  private var unreadable = EventID.none
  private var entered: [EventID] = []

  /// `seat` as the call names it, if there is such a one; `ledger` of its office.
  public init(_ call: Call, seat: SeatRecord?, ledger: OfficeLedger, receivedAt: Moment) {
    self.call = call
    self.ledger = ledger
    self.receivedAt = receivedAt
    self.seat = seat ?? SeatRecord(office: call.office, seat: call.seat)
    standing = Self.standing(call, seat)
    let isWelcome = standing == .welcome
    hasForgotten = isWelcome && Self.hasForgotten(call, ledger)
    claims = isWelcome ? Self.claims(call, ledger) : []
  }

  private static func standing(_ call: Call, _ seat: SeatRecord?) -> Standing {
    guard call.format >= WireLimits.oldestFormat, call.format <= WireLimits.format else { return .unsupported }
    guard let seat, seat.office == call.office else { return .unknown }
    if seat.isRevoked { return .revoked }
    guard call.counter > seat.counter || call.isCarried else { return .stale }
    return seat.hasOtherKey ? .newKey : .welcome
  }

  /// The caller holds something of another author that is missing here, was signed for more of its own, or has read
  /// further than the feed goes. An author it holds and nobody has heard of, which is neither its own name nor one it had
  /// before, was somebody's before this was forgotten: another seat's, or the centre's own.
  ///
  /// Incarnations only grow: a caller with a later one has it from this centre, before that came back from a backup. Then
  /// others may have read on in the one that holds now, at positions that have been given to something else since.
  static func hasForgotten(_ call: Call, _ ledger: OfficeLedger) -> Bool {
    guard call.incarnation == ledger.incarnation else {
      return call.incarnation > ledger.incarnation && call.incarnation < WireLimits.incarnationMax
    }
    let read = max(call.cursor.news, call.cursor.stateAt, call.cursor.pastEnd)
    if UInt64(clamping: read) > ledger.feedEnd { return true }
    if let own = UInt32(exactly: call.node), UInt64(clamping: call.signed) > ledger.marks[own] { return true }
    let have = Marks(call.have)
    return have.nodes.contains { node in
      guard have[node] > ledger.marks[node] else { return false }
      return ledger.seats[node].map { $0 != call.seat } ?? !isOwn(node, call)
    }
  }

  private static func isOwn(_ node: UInt32, _ call: Call) -> Bool {
    Int(node) == call.node || call.earlier.contains(Int(node))
  }

  /// Node numbers nobody has yet are the caller's if it says so: the one it writes under, and those it wrote under before.
  /// What else it holds is somebody else's to claim.
  private static func claims(_ call: Call, _ ledger: OfficeLedger) -> [UInt32] {
    Marks(call.have).nodes.filter { node in
      ledger.seats[node] == nil && isOwn(node, call) && node < WireLimits.centreNodeFirst
    }
  }

  /// Whether this call may bring an author's events.
  func mayCarry(_ author: UInt32) -> Bool {
    if ledger.isRecovering || hasForgotten { return true }
    return ledger.seats[author] == call.seat || claims.contains(author)
  }

  /// What to enter of a frame, in one transaction with new feed positions and the author's mark. Nothing for frames of a
  /// caller who is not welcome, and nothing behind a gap or a fork.
  public mutating func take(
    _ frame: Frame, held: (UInt32) -> Standpoint, linkAt: (UInt32, UInt64) -> Digest?, _ digester: Digester
  ) -> [Taken] {
    guard standing == .welcome, frame.stream == .up, unreadable == .none else { return [] }
    var new: [Taken] = []
    var reached: [UInt32: Standpoint] = [:]
    for run in frame.runs where !stopped.contains(run.author) && run.before == nil {
      guard mayCarry(run.author) else {
        part(run.author, at: 0)
        continue
      }
      let standpoint = reached[run.author] ?? held(run.author)
      switch Intake.judge(run, held: standpoint, linkAt: { linkAt(run.author, $0) }, digester) {
      case .commit(let taken):
        new += taken
        reached[run.author] = taken.last.map { Standpoint(sequence: $0.entry.header.id.sequence, link: $0.link) }
      case .alreadyHave: break
      case .gap: stopped.insert(run.author)
      case .fork(let place): part(run.author, at: place)
      }
    }
    return new
  }

  /// Bodies that went without before and are offered again: loose runs going up. Of each the event is held here, parked or
  /// entered, and only the very event whose chain that is counts; anything else says nothing and changes nothing. So it may
  /// come from any seat, whoever wrote it: one that brought back what a restored centre had forgotten, and met a proxy. Returns
  /// what to enter if it is parked still, in one transaction with new feed positions, or to keep whole beside the log.
  public mutating func offered(
    _ frame: Frame, linkAt: (UInt32, UInt64) -> Digest?, _ digester: Digester
  ) -> [Taken] {
    guard standing == .welcome, frame.stream == .up else { return [] }
    var sound: [Taken] = []
    for run in frame.runs {
      guard var link = run.before else { continue }
      for entry in run.entries {
        link = entry.link(after: link, digester)
        let id = entry.header.id
        if case .withheld = entry.body { break }
        guard linkAt(id.node, id.sequence) == link, entered.count < WireLimits.offersMax else { break }
        sound.append(Taken(entry: entry, link: link, parked: Intake.reason(of: entry)))
        entered.append(id)
      }
    }
    return sound
  }

  private mutating func part(_ author: UInt32, at sequence: UInt64) {
    stopped.insert(author)
    if fork.node == 0 { fork = Mark(author, sequence) }
  }

  /// A frame whose tag is right did not unfold or did not read. What comes behind it is not looked at.
  public mutating func couldNotRead(after marks: Marks) {
    guard standing == .welcome, unreadable == .none else { return }
    let have = Marks(call.have)
    let author = have.nodes.first { have[$0] > marks[$0] && !stopped.contains($0) }
    if let author { unreadable = EventID(node: author, sequence: marks[author] + 1) }
  }

  /// Which of the call's probes the centre's own links agree with.
  private func agreed(_ linkAt: (UInt32, UInt64) -> Digest?) -> Mark {
    let agreeing = call.probes.prefix(WireLimits.probesMax).last { probe in
      guard let node = UInt32(exactly: probe.node), probe.sequence > 0,
        let link = linkAt(node, UInt64(probe.sequence))
      else { return false }
      return Probe(node, UInt64(probe.sequence), check: link.check) == probe
    }
    return agreeing.map { Mark(UInt32($0.node), UInt64($0.sequence)) } ?? Mark()
  }

  /// The answer. `ledger` as it is now that everything taken is durable.
  public func reply(
    _ ledger: OfficeLedger, linkAt: (UInt32, UInt64) -> Digest?, at now: Moment
  ) -> Reply {
    var reply = Reply()
    reply.exchange = call.exchange
    reply.standing = standing
    reply.receivedAt = receivedAt
    reply.answeredAt = now
    reply.counter = max(seat.counter, standing == .welcome && !call.isCarried ? call.counter : 0)
    guard standing == .welcome else { return reply }
    reply.incarnation = ledger.incarnation
    reply.marks = ledger.marks.list
    reply.fork = fork
    reply.agreed = agreed(linkAt)
    reply.spare = Int(ledger.spare)
    reply.unreadable = unreadable
    reply.parkedCount = ledger.parkedCount
    if ledger.parkedCount != call.parkedKnown { reply.parked = Array(ledger.parked.prefix(WireLimits.parkedListMax)) }
    reply.feedEnd = Int(clamping: ledger.feedEnd)
    reply.entered = entered
    return reply
  }
}
