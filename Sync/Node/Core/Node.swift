import Desk
import Domain
import Journal
import Machine
import SQL
import Seal
import Store

/// The office node: the only writer of an office's store.
///
/// Everything here happens on one thread, in turns. A turn takes every command that has arrived, decides them one
/// after the other, writes their facts in a single transaction, and only then answers. Nobody waits for anything but
/// that one disk sync, and while it runs the next turn's commands gather.
public final class Node {
  public let store: Store
  public internal(set) var hall: Hall
  let surroundings: Surroundings
  private(set) var pen: Pen?
  /// Where the high-water mark is written; none in tests on a disk of their own.
  var slate: Slate?
  var clock: OfficeClock?
  var doubtedSince: Int64?
  /// What this computer's own clock is worth, as far as the centre's tells.
  var watch = ClockWatch()
  /// What is kept of it for later runs, and where this run began.
  var measured: MeasuredClock?
  var firstOfRun: EventID?
  /// This computer's seat at the centre: which numbers are its own.
  var seat: Int?
  /// Grows with every committed turn; views carry it, so that nothing older is ever shown after something newer.
  public private(set) var turn: UInt64 = 0
  public let alarms = Alarms()
  /// A read or write hit damage: this node can only go on with a store made anew.
  public private(set) var metDamage = false
  /// What a salvage at some start did.
  var salvaged: Bilingual?
  private let startedAt: Int64
  /// For the devices, from turns that are kept; and from the turn that is being decided.
  var outbox = Outbox()
  /// Notes about papers since the last look: pictures of tickets are different now.
  var paperMarks = 0
  private var turnOutbox = Outbox()
  /// Erased words may still stand in the write-ahead log.
  var isScrubbingDue = false
  /// Under which keys codes are made and checked.
  var codeKeys = CodeKeys()
  var guesses = Guesses()
  private(set) var isPractice = false
  var bell = HelpBell()
  var remembered = Remembered()

  public init(store: Store, surroundings: Surroundings) throws {
    self.store = store
    self.surroundings = surroundings
    holidays = surroundings.holidays
    hall = Hall()
    startedAt = surroundings.clock.uptime()
    seat = try store.meta(Node.seatKey).flatMap { Int($0) }
    try reload()
    (isScrubbingDue, isPractice) = (try store.meta(Node.scrubKey) != nil, try store.meta(Practice.key) != nil)
  }

  /// National holidays as last installed; they live in a file and not in the log.
  private var holidays: [Holiday]

  /// A new file of holidays holds from now on, without a restart.
  func learn(_ holidays: [Holiday]) {
    self.holidays = holidays
    hall.holidays = holidays
  }

  /// Forgets what was not committed and reads the hall from the log again.
  func reload() throws {
    pen = try store.identity.map { _ in try store.pen() }
    pen?.begin(at: Node.chanceCounter())
    hall = try store.hall(until: lastDayAllowed)
    if clock == nil, let limit = lastDayAtStart {
      let limited = try store.hall(until: limit)
      // A clock that starts from nothing says of no day that it is still to come: numbers go on under the last one.
      if limited.day != nil || reading.wall >= .earliestBelieved { hall = limited }
    }
    hall.holidays = holidays
    recallClock()
    codeKeys.forget()
    remembered = Remembered()
    doubtedSince = try store.meta(Node.doubtKey).flatMap(Int64.init)
    if clock == nil { startClock() }
    noteDoubleNumbers()
  }

  /// Where the counter of a first stamp begins, so that no copy of this disk writes the same event.
  static func chanceCounter() -> UInt16 { Seal.randomBytes(2).reduce(0) { $0 << 8 | UInt16($1) } & 0x7FFF }

  var reading: OfficeClock.Reading {
    OfficeClock.Reading(
      wall: Moment(milliseconds: surroundings.clock.wall()), uptime: Span(milliseconds: surroundings.clock.uptime()))
  }

  /// The time as well as the office knows it.
  public var now: Moment {
    guard clock != nil else { return reading.wall }
    let was = clock?.alarm
    let now = clock?.read(reading) ?? reading.wall
    if clock?.alarm != was { judgeClock() }
    return now
  }

  public static let version = "0.1.0"

  public var lastSequence: UInt64 { pen?.lastSequence ?? 0 }
  public var today: Day? { clock?.today }
  public var isClockTrusted: Bool { clock?.isTrusted ?? false }

  public var uptimeSeconds: Int { Int((surroundings.clock.uptime() - startedAt) / 1000) }

  static let scrubKey = "scrub"

  /// The write-ahead log has been emptied after an erasure. Noted without haste: doing it twice is harmless.
  func scrubbed() {
    isScrubbingDue = false
    try? store.clearMeta(Node.scrubKey)
  }

  // MARK: Commands

  /// One press, with who pressed and, for a PIN, its hash: hashing takes too long for this thread.
  public struct Press: Sendable {
    public var id: CommandID
    public var command: Command
    public var actor: Actor
    public var pinHash: String?

    public init(id: CommandID, command: Command, actor: Actor, pinHash: String? = nil) {
      self.id = id
      self.command = command
      self.actor = actor
      self.pinHash = pinHash
    }
  }

  /// Carries out one turn: the answers, in order, are true once this returns.
  public func carryOut(_ presses: [Press]) -> [Result<Answer, Refusal>] {
    var isWriting = false
    let clockBefore = clock
    do {
      var results: [Result<Answer, Refusal>] = []
      results.reserveCapacity(presses.count)
      for press in presses {
        do {
          results.append(.success(try carryOut(press, &isWriting)))
        } catch let refusal as Refusal {
          results.append(.failure(refusal))
        }
      }
      if isWriting {
        try store.commitWriting()
        turn += 1
        outbox.add(turnOutbox)
        turnOutbox = Outbox()
        noteHighWater()
        noteDoubleNumbers()
        alarms.set(.store, nil, at: reading.wall)
      }
      hall.tidy()
      return results
    } catch {
      let refusal = abandon(error, clockBefore)
      return presses.map { _ in .failure(refusal) }
    }
  }

  /// The disk said no: nothing of this turn happened, and memory says so too.
  private func abandon(_ error: any Error, _ clockBefore: OfficeClock?) -> Refusal {
    store.rollBack()
    turnOutbox = Outbox()
    // A date confirmed in this turn was not confirmed.
    clock = clockBefore
    let kind = (error as? SQLFault)?.kind
    // No command breaks a rule of the schema: an index that says so is not what was written.
    if kind == .corrupt || kind == .constraint || Store.isDamage(error) {
      metDamage = true
      noteDamage()
    }
    alarms.set(.store, StoreTrouble.text(error), at: reading.wall)
    do {
      try reload()
    } catch {
      // Reading fails as well: what is in memory may hold facts that were not kept, so it must not be shown as true.
      needsReload = true
    }
    judgeClock()
    return kind == .full ? .storeFull : .storeFailing
  }

  /// Set when memory could not be brought back in line with the disk; nothing is decided until it is.
  private(set) var needsReload = false

  /// Brings memory back in line with the disk if a failure left it unsure.
  func settleMemory() throws {
    guard needsReload else { return }
    try reload()
    needsReload = false
  }

  private func carryOut(_ press: Press, _ isWriting: inout Bool) throws -> Answer {
    try settleMemory()
    if let entry = try store.answered(press.id) {
      guard entry.kind == press.command.kind.rawValue else { throw Refusal.commandIDReused }
      return try answer(entry)
    }
    if case .openOffice(let command) = press.command { return try open(command, press, &isWriting) }
    if case .changeOffice(let change) = press.command, hall.office == nil, store.identity != nil {
      // The office's own event was lost: what it is changed to is what it is.
      return try open(OpenOffice { $0.profile = change.profile }, press, &isWriting)
    }
    let now = self.now
    try turnOver(now, &isWriting)
    try permitLinking(press.command, press.actor)
    try bring(press.command)
    lookAtOwnClock()
    let drafts = try decide(press.command, setting(press.actor, now), hall)
    if case .setPin = press.command, press.pinHash == nil { throw Refusal.busy }
    guard !drafts.isEmpty else { return Answer() }
    try beginIfNeeded(&isWriting)
    let entries = try write(drafts, press.actor, now)
    if let job = try paper(for: press.command, drafts, now) { turnOutbox.jobs.append(job) }
    turnOutbox.calls += callsToSpeak(drafts)
    try finishSpecial(press, entries)
    try store.remember(press.id, press.command.kind, first: entries[0].event.id, events: entries.count)
    try noteClock(now)
    return answer(entries.map(\.event))
  }

  /// A turn that no press made, such as what came over the line: all of it is kept, or none.
  func takingIn(_ work: () throws -> Void) throws {
    let clockBefore = clock
    do {
      try settleMemory()
      try store.writing(work)
      turn += 1
      noteHighWater()
      noteDoubleNumbers()
      alarms.set(.store, nil, at: reading.wall)
    } catch { throw abandon(error, clockBefore) }
  }

  /// A note of the devices in a transaction of its own, between turns. A disk that does not take it is told of.
  func keepingWhatDevicesNote(_ work: (PrintJobs) throws -> Void) throws {
    let jobs = try store.printJobs()
    do {
      try store.writing { try work(jobs) }
      paperMarks += 1
      alarms.set(.store, nil, at: reading.wall)
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      if Store.isDamage(error) || (error as? SQLFault)?.kind == .corrupt {
        metDamage = true
        noteDamage()
      }
      alarms.set(.store, StoreTrouble.text(error), at: reading.wall)
      throw (error as? SQLFault)?.kind == .full ? Refusal.storeFull : Refusal.storeFailing
    }
  }

  /// Whether a command would be carried out now, without doing it.
  func check(_ command: Command, _ actor: Actor) throws {
    try bring(command)
    _ = try decide(command, setting(actor, now), hall)
  }

  private func setting(_ actor: Actor, _ now: Moment) throws(Refusal) -> Setting {
    guard let pen, let today else { throw noOffice }
    return Setting(actor: actor, now: now, today: today, clockTrusted: isClockTrusted, next: pen.next, share: share)
  }

  private func beginIfNeeded(_ isWriting: inout Bool) throws {
    guard !isWriting else { return }
    try store.beginWriting()
    isWriting = true
  }

  /// Events, projections and the hall, all for the same facts.
  func write(_ drafts: [Draft], _ actor: Actor, _ now: Moment) throws -> [(event: Event, link: Digest)] {
    guard var pen else { throw Refusal.officeNotOpened }
    try noteWorth(pen.next)
    watch.note(pen.next, stamp: max(now.second, pen.lastTime.moment), uptime: reading.uptime)
    // Through `self`: a copy of the hall would make the changes below copy the whole day.
    let entries = try pen.write(
      drafts, actor: actor, now: now, heads: { self.hall.heads(of: $0, $1) }, erasures: store.erasures,
      salt: surroundings.salt)
    try store.append(entries)
    self.pen = pen
    for entry in entries {
      remembered.forget(entry.event)
      hall.apply(entry.event.happening, to: entry.event.subject, of: entry.event.sort, entry.event.occurrence)
    }
    var projected: Set<EventID> = []
    if drafts.contains(where: { $0.fact.kind == .wordsErased }) {
      // Noted again although it may be due already: the note made before may have been undone with its turn.
      isScrubbingDue = true
      try store.setMeta(Node.scrubKey, "due")
    }
    for draft in drafts where projected.insert(draft.subject).inserted {
      if draft.kind == .reservation {
        let id = ReservationID(draft.subject)
        hall.reservations[id] = try store.reservation(id)
        hall.awaited[id] = try hall.reservations[id] == nil ? store.awaitedReservation(id) : nil
      }
      try store.project(draft.subject, draft.kind, from: hall)
    }
    return entries
  }

  /// Setting up is the one command that begins with no office, no pen and no day.
  private func open(_ command: OpenOffice, _ press: Press, _ isWriting: inout Bool) throws -> Answer {
    guard hall.office == nil else { throw Refusal.officeAlreadyOpened }
    try permitOpening(command, press.actor)
    let first = reading
    var clock = OfficeClock(
      zone: command.profile.zone, turnover: command.profile.turnover, lastEvent: lastStamp,
      lastDay: hall.day?.day, first: first)
    if let day = command.day { clock.confirm(day, first) }
    guard let today = clock.today else { throw Refusal.malformed(field: "day", expected: Day.expected) }
    let now = clock.read(first)
    let drafts = try decide(
      .openOffice(command),
      Setting(
        actor: press.actor, now: now, today: today, clockTrusted: clock.isTrusted,
        next: pen?.next ?? EventID(node: 1, sequence: 1)), hall)
    // From here on nothing refuses: what is settled below is kept with the office or not at all.
    try beginIfNeeded(&isWriting)
    if store.identity == nil {
      try store.settle(Store.Identity(office: command.profile.code, node: 1))
      pen = try store.pen()
      _ = codeKey()
    }
    self.clock = clock
    judgeClock()
    alarms.set(.check, salvaged, at: reading.wall)
    let entries = try write(drafts, press.actor, now)
    try store.remember(press.id, press.command.kind, first: entries[0].event.id, events: entries.count)
    return answer(entries.map(\.event))
  }

  /// Effects of a command that are the node's own: its clock, its credentials.
  private func finishSpecial(_ press: Press, _ entries: [(event: Event, link: Digest)]) throws {
    switch press.command {
    case .confirmDay(let command):
      clock?.confirm(command.day, reading)
      judgeClock()
    case .changeOffice: startClock()
    case .setPin(let command):
      guard let hash = press.pinHash, let officer = hall.officer(login: command.login) else { return }
      try store.setCredential(officer.id, hash: hash)
    default: break
    }
  }

  /// Ends yesterday when today has come.
  private func turnOver(_ now: Moment, _ isWriting: inout Bool) throws {
    guard pen != nil, let today, hall.day.map({ $0.day < today }) ?? false else { return }
    // A day that came early from another computer has begun here as well.
    if let last = try store.lastDay(), last <= today, last > hall.day?.day ?? today { try reload() }
    guard let day = hall.day, day.day < today, !day.isClosed else { return }
    let drafts = decideTurnover(try setting(.node, now), hall)
    guard !drafts.isEmpty else { return }
    try beginIfNeeded(&isWriting)
    _ = try write(drafts, .node, now)
  }

  /// What the node does by itself between presses: the turn-over. Cheap when there is nothing to do.
  public func tick() {
    var isWriting = false
    let clockBefore = clock
    do {
      try settleMemory()
      let now = self.now
      try turnOver(now, &isWriting)
      if isWriting {
        try store.commitWriting()
        turn += 1
        noteHighWater()
        noteDoubleNumbers()
      }
    } catch {
      _ = abandon(error, clockBefore)
    }
  }
}
