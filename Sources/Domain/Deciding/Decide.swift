/// A fact that was decided but not yet written.
public struct Draft: Equatable, Sendable {
  public var subject: EventID
  public var kind: SubjectKind
  public var fact: Fact

  init(subject: EventID, kind: SubjectKind, fact: Fact) {
    self.subject = subject
    self.kind = kind
    self.fact = fact
  }

  /// A fact about a subject that is there.
  public init(_ fact: Fact, about subject: EventID, _ kind: SubjectKind) {
    self.init(subject: subject, kind: kind, fact: fact)
  }

  /// A fact that begins a subject of its own.
  public init(opening fact: Fact, at id: EventID) {
    precondition(fact.kind.opens != nil, "this fact begins nothing")
    self.init(subject: id, kind: fact.kind.opens ?? .node, fact: fact)
  }
}

/// The circumstances of a decision that are not state: who asks, and what time the office believes it is.
public struct Setting: Sendable {
  public var actor: Actor
  public var now: Moment
  /// The service day that it is, as the office's clock-keeping has settled it.
  public var today: Day
  /// False while the clock cannot be believed: opening hours are then not enforced.
  public var clockTrusted: Bool
  /// The id the first fact of this decision will have.
  public var next: EventID
  /// The numbers this computer gives; all of them where it is the office's only one.
  public var share: NumberShare?

  public init(
    actor: Actor, now: Moment, today: Day, clockTrusted: Bool, next: EventID, share: NumberShare? = nil
  ) {
    self.actor = actor
    self.now = now
    self.today = today
    self.clockTrusted = clockTrusted
    self.next = next
    self.share = share
  }
}

/// Decides one command: the facts that follow from it, or the refusal that says why none do.
///
/// Pure: the same command, setting and hall give the same facts, in production, in tests and in the simulator.
public func decide(_ command: Command, _ setting: Setting, _ hall: Hall) throws(Refusal) -> [Draft] {
  var decision = Decision(setting, hall)
  try decision.permit(command.kind)
  try decision.take(command)
  return decision.drafts
}

/// One decision in the making. The extensions in this folder hold the rules, by topic.
struct Decision {
  let setting: Setting
  let hall: Hall
  private(set) var drafts: [Draft] = []

  init(_ setting: Setting, _ hall: Hall) {
    self.setting = setting
    self.hall = hall
  }

  /// Begins a subject with its first fact and returns the identity it will have.
  @discardableResult
  mutating func open(_ kind: SubjectKind, _ fact: Fact) -> EventID {
    let id = EventID(node: setting.next.node, sequence: setting.next.sequence + UInt64(drafts.count))
    drafts.append(Draft(subject: id, kind: kind, fact: fact))
    return id
  }

  mutating func add(_ fact: Fact, to subject: EventID, _ kind: SubjectKind) {
    drafts.append(Draft(subject: subject, kind: kind, fact: fact))
  }

  mutating func add(_ fact: Fact, to visit: Visit) { add(fact, to: visit.id.first, .visit) }

  func permit(_ kind: CommandKind) throws(Refusal) {
    if setting.actor == .node || setting.actor == .centre { return }
    switch kind.permission {
    case .visitor, .setup: return
    case .roles(let roles):
      guard case .officer(let id) = setting.actor else {
        if !hall.isSetUp, [.addOfficer, .setPin, .changeOfficer].contains(kind) { return }
        throw .needsPin
      }
      guard let officer = hall.officers[id], !officer.hasLeft else { throw .sessionOver }
      if kind == .setPin { return }  // Own PIN or the head's business: decided with the login at hand.
      guard roles.contains(where: officer.may) else { throw .notAllowed(roles) }
    }
  }

  /// The officer who asks, if one does.
  var officer: OfficerID? {
    if case .officer(let id) = setting.actor { id } else { nil }
  }

  func profile() throws(Refusal) -> OfficeProfile {
    guard let profile = hall.profile else { throw .officeNotOpened }
    return profile
  }

  mutating func take(_ command: Command) throws(Refusal) {
    switch command {
    case .openOffice(let command): try openOffice(command)
    case .changeOffice(let command): try changeOffice(command)
    case .confirmDay(let command): try confirmDay(command)
    case .closeDay(let command): try closeDay(command)
    case .reopenDay(let command): try reopenDay(command)
    case .addOfficer(let command): try addOfficer(command)
    case .changeOfficer(let command): try changeOfficer(command)
    case .removeOfficer(let command): try removeOfficer(command)
    case .setPin(let command): try setPin(command)
    case .issueTicket(let command): try issueTicket(command)
    case .registerVisit(let command): try registerVisit(command)
    case .callNext(let command): try callNext(command)
    case .callVisit(let command): try callVisit(command)
    case .recall(let command): try recall(command)
    case .skip(let command): try skip(command)
    case .serve(let command): try serve(command)
    case .park(let command): try park(command)
    case .resume(let command): try resume(command)
    case .transfer(let command): try transfer(command)
    case .finish(let command): try finish(command)
    case .undo(let command): try undo(command)
    case .requeue(let command): try requeue(command)
    case .cancelVisit(let command): try cancelVisit(command)
    case .linkGuest(let command): try linkGuest(command)
    case .signGuestBook(let command): try signGuestBook(command)
    case .showIdentity(let command): try showIdentity(command)
    case .giveLocker(let command): try giveLocker(command)
    case .returnLocker(let command): try returnLocker(command)
    case .recordNeed(let command): try recordNeed(command)
    case .takeNote(let command): try takeNote(command)
    case .linkOnline(let command): try linkOnline(command)
    case .rate(let command): try rate(command)
    case .registerGuest(let command): try registerGuest(command)
    case .amendGuest(let command): try amendGuest(command)
    case .eraseGuest(let command): try eraseGuest(command)
    case .eraseWords(let command): try eraseWords(command)
    case .giveConsent(let command): try giveConsent(command)
    case .withdrawConsent(let command): try withdrawConsent(command)
    case .bookReservation(let command): try bookReservation(command)
    case .approveReservation(let command): try approveReservation(command)
    case .moveReservation(let command): try moveReservation(command)
    case .cancelReservation(let command): try cancelReservation(command)
    case .checkIn(let command): try checkIn(command)
    case .markAbsent(let command): try markAbsent(command)
    case .finishReservation(let command): try finishReservation(command)
    case .undoReservation(let command): try undoReservation(command)
    case .decideReservation(let command): try decideReservation(command)
    case .fileComplaint(let command): try fileComplaint(command)
    case .answerComplaint(let command): try answerComplaint(command)
    case .closeComplaint(let command): try closeComplaint(command)
    }
  }
}
