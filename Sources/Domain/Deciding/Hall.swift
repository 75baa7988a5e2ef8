/// The office as the desk knows it at this moment: what decisions are made from.
///
/// Holds the current service day whole. Guests, reservations, complaints and visits of other days are brought in by
/// the node before a command that mentions them is decided.
public struct Hall: Sendable {
  public var office: Office?
  /// The last service day that was opened, closed or not.
  public var day: ServiceDay?
  public var officers: [OfficerID: Officer] = [:]
  public var guests: [GuestID: Guest] = [:]
  public var reservations: [ReservationID: Reservation] = [:]
  /// Those whose visitors came before their bookings did.
  public var awaited: [ReservationID: AwaitedReservation] = [:]
  public var complaints: [ComplaintID: Complaint] = [:]
  /// National holidays; local closures are in the profile.
  public var holidays: [Holiday] = []

  /// Visits of the current day and any brought in.
  public private(set) var visits: [VisitID: Visit] = [:]
  /// Whoever holds a number today: one visit, unless two computers have given it.
  private var numbers: [QueueNumber: [VisitID]] = [:]
  private var doubles: Set<QueueNumber> = []
  private var lastNumber: [Lane: Int] = [:]
  private var arrivals: [QueueNumber: Arrival] = [:]
  private var reserved: (day: Day, numbers: [Lane: Int])?
  /// How far the clocks of the office's computers are off today. Those of the day itself and of others that were opened for
  /// the same date.
  public private(set) var clocks = ClockReadings()
  /// How far this computer's clock is ahead of the centre's now: others' times are shown as it would have shown them.
  public var ahead = Span.zero
  /// From this event of its own on, this computer's clock has not been held against the centre's yet: those are shown as
  /// stamped, by the clock that shows the time now.
  public var unmeasured: EventID?
  /// One visit, unless two computers have called to one desk, or handed out one key, without knowing of each other.
  private var atDesk: [Int: Set<VisitID>] = [:]
  private var lockers: [Int: Set<VisitID>] = [:]
  private(set) var waiting: Set<VisitID> = []
  /// Visits of other days, brought in for single commands.
  private var foreign: Set<VisitID> = []
  /// Of the latest calls, whether each was out of turn; the pace of priority calls is taken from here.
  public private(set) var latelyOutOfTurn: [Bool] = []
  private static let latelyMax = 32
  /// How often a waiting visitor was passed at the head of a line, by the event with which they joined it: who is
  /// called and put back by undo keeps the count, who joins anew begins anew.
  private var passed: [EventID: Int] = [:]

  public init() {}

  public var profile: OfficeProfile? { office?.profile }

  /// A head has set a PIN; until then setting up needs no session. By the journal, not by what is left of the PINs: a
  /// damaged disk must not open the door again.
  public var isSetUp: Bool {
    officers.values.contains { !$0.hasLeft && $0.hasPin && $0.profile.roles.contains(.head) }
  }

  public func visit(_ key: VisitKey) -> Visit? {
    switch key {
    case .number(let number): holder(of: number)
    case .id(let id): visits[id]
    }
  }

  /// Of two at one desk whoever came there last, as far as clocks tell: by what the visits are, whatever became known first.
  public func visit(atDesk desk: Int) -> Visit? {
    guard let there = atDesk[desk] else { return nil }
    if there.count == 1 { return there.first.flatMap { visits[$0] } }
    func came(_ visit: Visit) -> (Moment, EventID) {
      let event = visit.lastCall ?? visit.started ?? visit.id.first
      return (clocks.common(visit.calledAt ?? visit.startedAt ?? visit.openedAt, event), event)
    }
    return there.compactMap { visits[$0] }.max { came($0) < came($1) }
  }

  /// Of two who were given one key a visitor of today, and then whoever's visit has the highest id.
  public func holder(ofLocker locker: Int) -> VisitID? {
    guard let holders = lockers[locker] else { return nil }
    if holders.count == 1 { return holders.first }
    return holders.max { (visits[$0]?.day == day?.day ? 1 : 0, $0) < (visits[$1]?.day == day?.day ? 1 : 0, $1) }
  }
  /// Those whose keys have not come back, whatever became of the visit.
  public var lockersOut: [Int] { lockers.keys.sorted() }

  /// Lowest first, of the office's first `count`.
  public func freeLockers(of count: Int) -> [Int] {
    count > 0 ? (1...count).filter { lockers[$0] == nil } : []
  }

  /// The highest number of a series given in a share today, or in any; 0 if none was.
  public func lastNumber(_ series: Series, _ share: NumberShare? = nil) -> Int {
    (share.map { [$0] } ?? NumberShare.all).map { share in
      let lane = Lane(series: series, share: share)
      return max(lastNumber[lane] ?? 0, reserved?.day == day?.day ? reserved?.numbers[lane] ?? 0 : 0)
    }.max() ?? 0
  }

  /// The highest of each share of each series, as far as any was given today.
  public var lastNumbers: [QueueNumber] {
    var highest = lastNumber
    if let reserved, reserved.day == day?.day { highest.merge(reserved.numbers, uniquingKeysWith: max) }
    return highest.map { QueueNumber($0.key.series, $0.value) }.sorted()
  }

  /// Numbers that visitors may hold although their events were lost: never given again on that day.
  public mutating func reserve(_ numbers: [QueueNumber], on day: Day) {
    reserved = (day, Dictionary(numbers.map { (Lane($0), $0.value) }, uniquingKeysWith: max))
  }

  /// Numbers that more than one visitor of today holds, with these, in the order in which they came. Two computers gave
  /// them: one an old version, or one a copy of the other.
  public var doubleNumbers: [(number: QueueNumber, visits: [Visit])] {
    doubles.sorted().map { ($0, inOrderOfArrival(numbers[$0, default: []].compactMap { visits[$0] })) }
  }

  /// How many visitors of today hold a number, where it is more than one.
  public func holders(of number: QueueNumber) -> Int? {
    doubles.contains(number) ? numbers[number, default: []].count : nil
  }

  /// Of two who hold it, whoever still has to be dealt with, and of those who came first.
  private func holder(of number: QueueNumber) -> Visit? {
    guard let holders = numbers[number] else { return nil }
    if holders.count == 1 { return visits[holders[0]] }
    let visits = inOrderOfArrival(holders.compactMap { self.visits[$0] })
    return visits.first(where: \.stage.isOpen) ?? visits.first
  }

  private func inOrderOfArrival(_ visits: [Visit]) -> [Visit] {
    visits.map { (clocks.common($0.openedAt, $0.id.first), $0) }.sorted { ($0.0, $0.1.id) < ($1.0, $1.1.id) }.map(\.1)
  }
  public var waitingVisits: [Visit] { waiting.compactMap { visits[$0] } }
  func timesPassed(_ visit: Visit) -> Int { passed[visit.queued] ?? 0 }
  public var todaysVisits: [Visit] { visits.values.filter { $0.day == day?.day } }
  public func officer(login: String) -> Officer? {
    // Two nodes may have given one login twice: the elder holds it, on every node.
    officers.values.filter { $0.profile.login == login && !$0.hasLeft }.min { $0.id < $1.id }
  }

  public var calendar: Calendar? {
    profile.map { Calendar(hours: $0.deskHours, holidays: holidays + $0.closures) }
  }

  /// Whether the desk is open at a moment, in the office's zone.
  public func openState(at now: Moment) -> OpenState? {
    guard let profile, let calendar else { return nil }
    let local = profile.zone.local(now)
    return calendar.state(on: local.day, at: local.time)
  }
}

extension Hall {
  /// Takes a visit in, new or changed, and keeps the day's indexes true.
  public mutating func place(_ visit: Visit) {
    if let old = visits[visit.id] { forget(old) }
    visits[visit.id] = visit
    guard visit.day == day?.day else {
      foreign.insert(visit.id)
      keepKey(of: visit)
      return
    }
    if let number = visit.number {
      if !numbers[number, default: []].contains(visit.id) {
        numbers[number, default: []].append(visit.id)
        if numbers[number, default: []].count > 1 { doubles.insert(number) }
      }
      note(number, openedAt: clocks.common(visit.openedAt, visit.id.first))
      let lane = Lane(number)
      lastNumber[lane] = max(lastNumber(lane.series, lane.share), number.value)
    }
    if visit.stage.holdsDesk, let desk = visit.desk { atDesk[desk, default: []].insert(visit.id) }
    if visit.stage == .waiting { waiting.insert(visit.id) }
    if let locker = visit.locker { lockers[locker, default: []].insert(visit.id) }
  }

  /// A key does not come back because a new day begins: whoever took it home still has it.
  public mutating func keepKey(of visit: Visit) {
    for locker in lockers.keys where locker != visit.locker { giveBack(locker, visit.id) }
    if let locker = visit.locker { lockers[locker, default: []].insert(visit.id) }
  }

  private mutating func forget(_ old: Visit) {
    if let desk = old.desk {
      atDesk[desk]?.remove(old.id)
      if atDesk[desk]?.isEmpty == true { atDesk[desk] = nil }
    }
    if let locker = old.locker { giveBack(locker, old.id) }
    waiting.remove(old.id)
  }

  private mutating func giveBack(_ locker: Int, _ holder: VisitID) {
    lockers[locker]?.remove(holder)
    if lockers[locker]?.isEmpty == true { lockers[locker] = nil }
  }

  /// A new service day: yesterday's visits make room.
  public mutating func begin(_ day: ServiceDay) {
    self.day = day
    clocks = day.clocks
    visits = visits.filter { $0.value.day == day.day }
    clearLine()
    foreign = []
    for visit in visits.values.sorted(by: { $0.id < $1.id }) { place(visit) }
  }

  /// The same office on a service day to which nobody has come yet. What lasts longer than a day is still there, such as
  /// the keys that are out. For showing only: the day itself begins with the fact that opens it.
  public func beforeFirstVisitor() -> Hall {
    var hall = self
    hall.day = nil
    hall.clocks = ClockReadings()
    hall.clearLine()
    return hall
  }

  private mutating func clearLine() {
    numbers = [:]
    doubles = []
    lastNumber = [:]
    arrivals = [:]
    atDesk = [:]
    waiting = []
    latelyOutOfTurn = []
    passed = [:]
  }

  /// What was found about clocks; the line is put in order anew. Also what stands in another day of the same date, which two
  /// computers opened without knowing of each other.
  public mutating func learn(_ readings: ClockReadings) {
    let before = clocks
    clocks.add(readings)
    guard clocks != before else { return }
    arrivals = [:]
    for visit in todaysVisits.sorted(by: { $0.id < $1.id }) {
      guard let number = visit.number else { continue }
      note(number, openedAt: clocks.common(visit.openedAt, visit.id.first))
    }
  }

  /// Numbers are counted in lanes: a series, as one computer gives it.
  private struct Lane: Hashable {
    var series: Series
    var share: NumberShare

    init(series: Series, share: NumberShare) { (self.series, self.share) = (series, share) }
    init(_ number: QueueNumber) { self.init(series: number.series, share: NumberShare(of: number.value)) }
  }

  /// When the holder of a number came: by the clock of the computer that gave it, held against the centre's, and in the
  /// line's order.
  private struct Arrival {
    var byClock: Moment
    var inLine: Moment
  }

  /// When a visit joined the line, as far as its order goes; no time to show. Two computers of an office may have two
  /// clocks: each stamp is read through what its computer has found out about its own. And a computer gives the numbers of
  /// its share in order: nobody stands before a lower one, whatever a clock says, unless that one joined anew.
  public func joinedLine(_ visit: Visit) -> Moment {
    let queuedAt = clocks.common(visit.queuedAt, visit.queued)
    guard visit.day == day?.day, let number = visit.number, let arrival = arrivals[number]?.inLine else {
      return queuedAt
    }
    // Who joins anew comes after having come.
    return visit.queued == visit.id.first ? arrival : max(queuedAt, arrival)
  }

  /// A visit with every time as this computer's clock would have shown it, whichever computer stamped it. Differences
  /// between two of its times, and to now, are then true.
  public func inOwnTime(_ visit: Visit) -> Visit {
    guard !clocks.isEmpty, visit.day == day?.day else { return visit }
    var visit = visit
    func shown(_ at: Moment?, _ event: EventID?) -> Moment? {
      guard let at, let event else { return at }
      if let unmeasured, unmeasured.node == event.node, unmeasured <= event { return at }
      let shift = clocks.ahead(of: event).negated.milliseconds + ahead.milliseconds
      // What was measured is a few seconds off: an own clock that was never touched is not to wobble for that.
      return abs(shift) < Hall.leastShift.milliseconds ? at : at.advanced(by: Span(milliseconds: shift))
    }
    visit.openedAt = shown(visit.openedAt, visit.id.first) ?? visit.openedAt
    visit.queuedAt = shown(visit.queuedAt, visit.queued) ?? visit.queuedAt
    visit.calledAt = shown(visit.calledAt, visit.lastCall)
    visit.firstCalledAt = shown(visit.firstCalledAt, visit.firstCall)
    visit.startedAt = shown(visit.startedAt, visit.started)
    visit.finishedAt = shown(visit.finishedAt, visit.finished)
    if let step = visit.undoable { visit.undoable?.at = shown(step.at, step.event) ?? step.at }
    return visit
  }

  private static let leastShift = Span.seconds(30)

  /// Before `lastNumber` hears of it.
  private mutating func note(_ number: QueueNumber, openedAt: Moment) {
    let known = arrivals[number]?.byClock
    guard known.map({ openedAt < $0 }) ?? true else { return }
    arrivals[number] = Arrival(byClock: openedAt, inLine: openedAt)
    let lane = Lane(number)
    let last = lastNumber[lane] ?? 0
    // In the order in which they are given only the last one counts; one that comes late moves those after it. A last
    // number may be merely reserved, and nobody's.
    let isNext = number.value > last && (last == 0 || arrivals[QueueNumber(number.series, last)] != nil)
    var before = isNext ? last : 0
    for value in (isNext ? number.value : lane.share.values.lowerBound)...max(number.value, last) {
      let place = QueueNumber(number.series, value)
      guard let own = arrivals[place]?.byClock else { continue }
      let earlier = arrivals[QueueNumber(number.series, before)]?.inLine
      arrivals[place]?.inLine = earlier.map { own < $0 ? $0.advanced(by: Span(milliseconds: 1)) : own } ?? own
      before = value
    }
  }

  /// Who has waited longest of those a desk serves.
  func headOfLine(for desk: DeskPlan) -> Visit? {
    var head: (joined: Moment, visit: Visit)?
    for id in waiting {
      guard let visit = visits[id], desk.serves(visit.service) else { continue }
      let joined = joinedLine(visit)
      if let first = head, (first.joined, first.visit.queued) < (joined, visit.queued) { continue }
      head = (joined, visit)
    }
    return head?.visit
  }

  private mutating func remember(_ call: VisitCalled) {
    latelyOutOfTurn.append(call.outOfTurn)
    if latelyOutOfTurn.count > Hall.latelyMax { latelyOutOfTurn.removeFirst() }
    guard call.outOfTurn, let desk = profile?.desk(call.desk), let head = headOfLine(for: desk) else { return }
    passed[head.queued, default: 0] += 1
  }

  /// Drops what was brought in for single commands, so that the hall stays the size of a day.
  public mutating func tidy() {
    if guests.count > 256 { guests = [:] }
    if reservations.count > 256 {
      // Those of visitors who are here still decide whose turn it is.
      let present = Set(visits.values.filter(\.stage.isOpen).compactMap(\.reservation))
      reservations = reservations.filter { present.contains($0.key) }
    }
    if awaited.count > 256 { awaited = [:] }
    if complaints.count > 256 { complaints = [:] }
    if foreign.count > 256 {
      for id in foreign { visits[id] = nil }
      foreign = []
    }
  }

  /// One event of a day that is lived again, for what is remembered beside the visits themselves. Calls that others made
  /// shift nothing in this computer's pace, as they did not when they arrived.
  public mutating func relive(_ happening: Happening, of visit: EventID, _ occurrence: Occurrence, isOwn: Bool) {
    let remembered = (latelyOutOfTurn, passed)
    apply(happening, to: visit, of: .visit, occurrence)
    if !isOwn { (latelyOutOfTurn, passed) = remembered }
  }

  /// Takes in one event whose author had seen everything that is here, in the order of the journal. Events of another
  /// writer are folded by the journal, and the visit placed again.
  public mutating func apply(
    _ happening: Happening, to subject: EventID, of kind: SubjectKind, _ occurrence: Occurrence
  ) {
    let opens = subject == occurrence.id
    switch kind {
    case .visit:
      let id = VisitID(subject)
      if opens {
        if let visit = Visit(opening: happening, occurrence) { place(visit) }
      } else if var visit = visits[id] {
        visit.apply(happening, occurrence)
        place(visit)
      }
      if case .fact(.visitCalled(let call)) = happening { remember(call) }
    case .guest: Hall.fold(happening, GuestID(subject), occurrence, &guests)
    case .officer: Hall.fold(happening, OfficerID(subject), occurrence, &officers)
    case .complaint: Hall.fold(happening, ComplaintID(subject), occurrence, &complaints)
    case .reservation: break  // Needs the whole history: the node brings it in again.
    case .office:
      if opens { office = Office(opening: happening, occurrence) } else { office?.apply(happening, occurrence) }
    case .day:
      if opens {
        // An older day that another node opened comes late: it does not take today's place.
        guard let opened = ServiceDay(opening: happening, occurrence) else { return }
        if opened.day >= day?.day ?? opened.day { begin(opened) }
      } else if day?.id == subject {
        day?.apply(happening, occurrence)
        if let day { learn(day.clocks) }
      }
    case .node: break
    }
  }

  private static func fold<S: Subject>(
    _ happening: Happening, _ id: Reference<S>, _ occurrence: Occurrence, _ subjects: inout [Reference<S>: S]
  ) {
    if id.first == occurrence.id {
      subjects[id] = S(opening: happening, occurrence)
    } else {
      subjects[id]?.apply(happening, occurrence)
    }
  }
}
