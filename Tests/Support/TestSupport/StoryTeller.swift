import Desk
import Domain

/// Tells an office's day by chance: each command is one that somebody at the desk might press next, sensible or not.
public struct StoryTeller {
  public var dice: Dice
  private let profile: OfficeProfile
  private var visits: [VisitID] = []
  private var guests: [GuestID] = []
  private var reservations: [ReservationID] = []
  private var complaints: [ComplaintID] = []

  public init(_ profile: OfficeProfile, seed: UInt64) {
    self.profile = profile
    dice = Dice(seed: seed)
  }

  /// What came of a command; later ones may mention it.
  public mutating func hear(_ answer: Answer) {
    if let visit = answer.visit, visits.last != visit { visits.append(visit) }
    if let guest = answer.guest, guests.last != guest { guests.append(guest) }
    if let reservation = answer.reservation, reservations.last != reservation { reservations.append(reservation) }
    if let complaint = answer.complaint, complaints.last != complaint { complaints.append(complaint) }
  }

  /// Mostly somebody who came lately.
  private mutating func recent<T>(_ list: [T]) -> T? {
    guard !list.isEmpty else { return nil }
    return list[max(0, list.count - 1 - dice.below(dice.one(in: 8) ? list.count : min(12, list.count)))]
  }

  private mutating func desk() -> Int { dice.pick(profile.desks).number }
  private mutating func service() -> String { dice.pick(profile.services).key }

  public mutating func guestProfile() -> GuestProfile {
    var guest = GuestProfile()
    guest.name = StoryWords.name(&dice)
    guest.institution = StoryWords.institution(&dice)
    guest.phone = dice.one(in: 8) ? "12" : StoryWords.phone(&dice)
    guest.email = dice.one(in: 3) ? "" : dice.word(6) + "@contoh.go.id"
    guest.gender = dice.pick(Gender.allCases)
    guest.birthYear = 1950 + dice.below(60)
    guest.education = dice.pick(Education.allCases)
    if dice.one(in: 10) { guest.disability = [.sensory] }
    return guest
  }

  /// The next command. `today` is the office's date.
  public mutating func next(_ today: Day) -> Command {
    let roll = dice.below(100)
    if roll < 24 || visits.isEmpty { return arrive() }
    if roll < 58 { return deskWork() }
    if roll < 82, let visit = recent(visits) { return gather(.id(visit)) }
    if roll < 92 { return guestWork() }
    if roll < 97 { return reservationWork(today) }
    return complaintWork()
  }

  private mutating func arrive() -> Command {
    let service = service()
    let priority = dice.one(in: 6) ? Priority.elderly : .none
    let after = dice.one(in: 20)
    if profile.givesNumbers {
      return .issueTicket(IssueTicket { ($0.service, $0.priority, $0.afterHours) = (service, priority, after) })
    }
    let guest = dice.one(in: 2) ? recent(guests) : nil
    return .registerVisit(
      RegisterVisit { ($0.service, $0.priority, $0.guest, $0.afterHours) = (service, priority, guest, after) })
  }

  private mutating func deskWork() -> Command {
    let desk = desk()
    let visit = recent(visits).map { VisitKey.id($0) } ?? .blank
    let service = service()
    switch dice.below(17) {
    case 0...3: return .callNext(CallNext { $0.desk = desk })
    case 4...6: return .serve(Serve { $0.desk = desk })
    case 7...9: return .finish(Finish { $0.desk = desk })
    case 10: return .recall(Recall { $0.desk = desk })
    case 11: return .skip(Skip { $0.desk = desk })
    case 12: return .park(Park { $0.desk = desk })
    case 13: return .resume(Resume { ($0.desk, $0.visit) = (desk, visit) })
    case 14: return .transfer(Transfer { ($0.service, $0.visit) = (service, visit) })
    case 15: return dice.one(in: 2) ? .undo(Undo { $0.visit = visit }) : .requeue(Requeue { $0.visit = visit })
    default:
      return dice.one(in: 2)
        ? .cancelVisit(CancelVisit { $0.visit = visit }) : .callVisit(CallVisit { ($0.desk, $0.visit) = (desk, visit) })
    }
  }

  private mutating func gather(_ visit: VisitKey) -> Command {
    let question = StoryWords.question(&dice)
    let locker = 1 + dice.below(20)
    let score = 1 + dice.below(4)
    switch dice.below(9) {
    case 0: return .signGuestBook(SignGuestBook { ($0.visit, $0.purpose, $0.purposeOther) = (visit, .other, question) })
    case 1: return .recordNeed(RecordNeed { ($0.visit, $0.need.detail, $0.need.region) = (visit, question, "Tobelo") })
    case 2:
      let answer = String(repeating: question + ". ", count: 1 + dice.below(40))
      return .takeNote(TakeNote { ($0.visit, $0.note.question, $0.note.answer) = (visit, question, answer) })
    case 3: return .showIdentity(ShowIdentity { $0.visit = visit })
    case 4: return .giveLocker(GiveLocker { ($0.visit, $0.locker) = (visit, locker) })
    case 5: return .returnLocker(ReturnLocker { $0.visit = visit })
    case 6: return .linkOnline(LinkOnline { ($0.visit, $0.reference) = (visit, "PST-\(locker)") })
    case 7:
      return .rate(
        Rate {
          ($0.visit, $0.instrument, $0.comment) = (visit, .skm, question)
          $0.scores = Instrument.skm.items.map { RatingScore($0, score) }
        })
    default:
      let guest = recent(guests) ?? .blank
      return .linkGuest(LinkGuest { ($0.visit, $0.guest) = (visit, guest) })
    }
  }

  private mutating func guestWork() -> Command {
    let guest = recent(guests)
    let roll = dice.below(10)
    guard let guest, roll > 3 else {
      let profile = guestProfile()
      let visit = dice.one(in: 3) ? nil : recent(visits).map { VisitKey.id($0) }
      return .registerGuest(RegisterGuest { ($0.profile, $0.consent, $0.visit) = (profile, 1, visit) })
    }
    let name = StoryWords.name(&dice)
    switch roll {
    case 4...6: return .amendGuest(AmendGuest { ($0.guest, $0.changes.name) = (guest, name) })
    case 7: return .giveConsent(GiveConsent { $0.guest = guest })
    case 8: return .withdrawConsent(WithdrawConsent { $0.guest = guest })
    default:
      let classes = dice.one(in: 2) ? [] : [dice.pick(FieldClass.allCases)]
      return .eraseGuest(EraseGuest { ($0.guest, $0.classes) = (guest, classes) })
    }
  }

  private mutating func reservationWork(_ today: Day) -> Command {
    let slot = Slot(day: today.advanced(by: dice.below(4)), time: TimeOfDay(8 + dice.below(7), 0))
    let guest = recent(guests)
    let topic = StoryWords.question(&dice)
    guard let reservation = recent(reservations), !dice.one(in: 3) else {
      return .bookReservation(BookReservation { ($0.slot, $0.topic, $0.guest) = (slot, topic, guest) })
    }
    switch dice.below(6) {
    case 0, 1: return .approveReservation(ApproveReservation { ($0.reservation, $0.officer) = (reservation, "yusuf") })
    case 2: return .moveReservation(MoveReservation { ($0.reservation, $0.slot) = (reservation, slot) })
    case 3: return .cancelReservation(CancelReservation { $0.reservation = reservation })
    case 4: return .checkIn(CheckIn { $0.reservation = reservation })
    default: return .markAbsent(MarkAbsent { $0.reservation = reservation })
    }
  }

  private mutating func complaintWork() -> Command {
    let words = StoryWords.question(&dice)
    guard let complaint = recent(complaints), dice.one(in: 2) else {
      let visit = dice.one(in: 2) ? nil : recent(visits).map { VisitKey.id($0) }
      let guest = visit == nil ? recent(guests) : nil
      return .fileComplaint(
        FileComplaint { ($0.words, $0.visit, $0.guest) = ("Menunggu lama: " + words, visit, guest) })
    }
    return dice.one(in: 3)
      ? .closeComplaint(CloseComplaint { $0.complaint = complaint })
      : .answerComplaint(AnswerComplaint { ($0.complaint, $0.answer) = (complaint, "Terima kasih. " + words) })
  }
}
