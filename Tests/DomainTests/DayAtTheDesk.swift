@testable import Domain

/// An office on one ordinary Thursday: decides commands, stamps their facts and folds them in, as a node does, with a
/// clock that moves only when told to.
struct DayAtTheDesk {
  var hall = Hall()
  var now: Moment
  var today: Day
  var clockTrusted = true
  /// Who acts when a test does not say: the consultant.
  var actor = Actor.node
  private(set) var head = OfficerID.blank
  private(set) var frontOffice = OfficerID.blank
  private(set) var consultant = OfficerID.blank
  private(set) var sequence: UInt64 = 0
  /// A node's stamps never run backwards, whatever its clock does.
  private var latest = Moment(milliseconds: 0)
  private(set) var reservationFacts: [ReservationID: [SeenFact]] = [:]

  static let thursday = Day(year: 2026, month: 11, day: 19)!

  init(_ profile: OfficeProfile = Offices.halmaheraUtara, isSetUp: Bool = true) {
    today = Self.thursday
    now = profile.zone.moment(Self.thursday, TimeOfDay(9, 0))
    do {
      try perform(.openOffice(OpenOffice { $0.profile = profile }))
      head = try hire("kepala", .head)
      frontOffice = try hire("ana", .frontOffice)
      consultant = try hire("budi", .consultant)
      guard isSetUp else { return }
      let pin = SetPin {
        $0.login = "kepala"
        $0.pin = "194508"
      }
      try perform(.setPin(pin), by: .visitor)
    } catch {
      fatalError("The fixture's own office was refused: \(error)")
    }
    actor = .officer(consultant)
  }

  private mutating func hire(_ login: String, _ role: Role) throws(Refusal) -> OfficerID {
    let drafts = try perform(
      .addOfficer(
        AddOfficer {
          $0.profile = OfficerProfile {
            $0.login = login
            $0.name = login
            $0.roles = [role]
          }
        }))
    return OfficerID(drafts[0].subject)
  }

  func setting(by who: Actor? = nil) -> Setting {
    Setting(
      actor: who ?? actor, now: now, today: today, clockTrusted: clockTrusted,
      next: EventID(node: 1, sequence: sequence + 1))
  }

  @discardableResult
  mutating func perform(_ command: Command, by who: Actor? = nil) throws(Refusal) -> [Draft] {
    let who = asking(command, who)
    let drafts = try decide(command, setting(by: who), hall)
    write(drafts, by: who)
    return drafts
  }

  /// Visitors rate; everything else is the officer's unless said otherwise.
  private func asking(_ command: Command, _ who: Actor?) -> Actor {
    who ?? (command.kind == .rate ? .visitor : actor)
  }

  /// Why a command would not be carried out now, or `nil` if it would be.
  func refusal(_ command: Command, by who: Actor? = nil) -> Refusal? {
    do {
      _ = try decide(command, setting(by: asking(command, who)), hall)
      return nil
    } catch {
      return error
    }
  }

  mutating func write(_ drafts: [Draft], by who: Actor) {
    latest = max(latest, now)
    for draft in drafts {
      sequence += 1
      let occurrence = Occurrence(id: EventID(node: 1, sequence: sequence), at: latest, actor: who)
      hall.apply(.fact(draft.fact), to: draft.subject, of: draft.kind, occurrence)
      if draft.kind == .reservation { remember(draft, occurrence) }
    }
  }

  /// The hall leaves reservations to the node, which folds their whole history.
  private mutating func remember(_ draft: Draft, _ occurrence: Occurrence) {
    let id = ReservationID(draft.subject)
    let past = Set((reservationFacts[id] ?? []).map(\.occurrence.id))
    reservationFacts[id, default: []].append(SeenFact(.fact(draft.fact), occurrence, past: past))
    hall.reservations[id] = Reservation(reservationFacts[id]!)
    hall.awaited[id] = AwaitedReservation(id, reservationFacts[id]!)
  }

  mutating func wait(_ span: Span) { now = now.advanced(by: span) }

  mutating func turnOver() {
    today = today.advanced(by: 1)
    now = hall.profile!.zone.moment(today, TimeOfDay(9, 0))
    write(decideTurnover(setting(by: .node), hall), by: .node)
  }

  /// A number of `service`, taken at the kiosk.
  @discardableResult
  mutating func arrive(_ service: String = "konsultasi", _ priority: Priority = .none) throws(Refusal) -> VisitID {
    let drafts = try perform(.ticket(service, priority), by: .visitor)
    return VisitID(drafts.last { $0.fact.kind == .visitOpened }!.subject)
  }

  mutating func takeNumber(_ service: String = "konsultasi") throws(Refusal) -> String {
    let visit = try arrive(service)
    return label(visit)
  }

  func visit(_ id: VisitID) -> Visit { hall.visits[id]! }
  func label(_ id: VisitID) -> String { visit(id).label }
}

extension Command {
  static func ticket(_ service: String, _ priority: Priority = .none) -> Command {
    .issueTicket(
      IssueTicket {
        $0.service = service
        $0.priority = priority
      })
  }
  static func register() -> Command { .registerVisit(RegisterVisit { $0.service = "konsultasi" }) }
  static func callNext(desk: Int, _ service: String? = nil) -> Command {
    .callNext(
      CallNext {
        $0.desk = desk
        $0.service = service
      })
  }
  static func call(_ visit: VisitID, desk: Int) -> Command {
    .callVisit(
      CallVisit {
        $0.visit = .id(visit)
        $0.desk = desk
      })
  }
  static func recall(desk: Int, _ visit: VisitID? = nil) -> Command {
    .recall(
      Recall {
        $0.desk = desk
        $0.visit = visit.map(VisitKey.id)
      })
  }
  static func skip(desk: Int, _ visit: VisitID? = nil) -> Command {
    .skip(
      Skip {
        $0.desk = desk
        $0.visit = visit.map(VisitKey.id)
      })
  }
  static func serve(desk: Int, _ visit: VisitID? = nil) -> Command {
    .serve(
      Serve {
        $0.desk = desk
        $0.visit = visit.map(VisitKey.id)
      })
  }
  static func park(desk: Int, _ visit: VisitID? = nil) -> Command {
    .park(
      Park {
        $0.desk = desk
        $0.visit = visit.map(VisitKey.id)
      })
  }
  static func resume(_ visit: VisitID, desk: Int) -> Command {
    .resume(
      Resume {
        $0.visit = .id(visit)
        $0.desk = desk
      })
  }
  static func transfer(_ visit: VisitID, to service: String) -> Command {
    .transfer(
      Transfer {
        $0.visit = .id(visit)
        $0.service = service
      })
  }
  static func finish(desk: Int, _ visit: VisitID? = nil) -> Command {
    .finish(
      Finish {
        $0.desk = desk
        $0.visit = visit.map(VisitKey.id)
      })
  }
  static func undo(_ visit: VisitID) -> Command { .undo(Undo { $0.visit = .id(visit) }) }
  static func requeue(_ visit: VisitID) -> Command { .requeue(Requeue { $0.visit = .id(visit) }) }
  static func cancel(_ visit: VisitID) -> Command { .cancelVisit(CancelVisit { $0.visit = .id(visit) }) }
  static var closeDay: Command { .closeDay(CloseDay()) }
  static var reopenDay: Command { .reopenDay(ReopenDay { $0.reason = "salah tutup" }) }
}
