/// Everything that can have happened, in the past tense. What is not a fact did not happen.
///
/// The state of a subject is the fold of its facts, so facts carry what was decided, never what was meant.
public enum Fact: Equatable, Sendable {
  // The office
  case officeOpened(OfficeSettled)
  case officeChanged(OfficeSettled)
  // A service day
  case dayOpened(DayOpened)
  case dayClosed(DayClosed)
  case dayReopened(DayReopened)
  case dayConfirmed(DayConfirmed)
  case clockCompared(ClockCompared)
  // An officer
  case officerAdded(OfficerSettled)
  case officerChanged(OfficerSettled)
  case officerLeft(OfficerLeft)
  case officerPinSet(OfficerPinSet)
  // A visit on its way
  case visitOpened(VisitOpened)
  case visitCalled(VisitCalled)
  case visitRecalled(VisitRecalled)
  case visitMissed(VisitMissed)
  case visitRequeued(VisitRequeued)
  case visitTransferred(VisitTransferred)
  case serviceStarted(ServiceStarted)
  case visitParked(VisitParked)
  case serviceResumed(ServiceResumed)
  case visitFinished(VisitFinished)
  case visitCancelled(VisitCancelled)
  case visitLapsed(VisitLapsed)
  case stepUndone(StepUndone)
  // What a visit gathers
  case guestLinked(GuestLinked)
  case guestBookSigned(GuestBookSigned)
  case guestBookWorded(GuestBookWorded)
  case identityShown(IdentityShown)
  case lockerGiven(LockerGiven)
  case lockerReturned(LockerReturned)
  case dataNeeded(DataNeeded)
  case noteTaken(NoteTaken)
  case onlineLinked(OnlineLinked)
  case visitRated(VisitRated)
  case commentLeft(CommentLeft)
  // A guest
  case guestRegistered(GuestProfiled)
  case guestAmended(GuestProfiled)
  case consentGiven(ConsentGiven)
  case consentWithdrawn(ConsentWithdrawn)
  // A reservation
  case reservationBooked(ReservationBooked)
  case reservationApproved(ReservationApproved)
  case reservationMoved(ReservationMoved)
  case reservationCancelled(ReservationCancelled)
  case reservationCheckedIn(ReservationCheckedIn)
  case reservationMarkedAbsent(ReservationMarkedAbsent)
  case reservationFinished(ReservationFinished)
  case reservationTopicGiven(ReservationTopicGiven)
  // A complaint
  case complaintFiled(ComplaintFiled)
  case complaintWorded(ComplaintWorded)
  case complaintAnswered(ComplaintAnswered)
  case complaintClosed(ComplaintClosed)
  // Any subject that holds somebody's words
  case wordsErased(WordsErased)
  // A node
  case nodeRestored(NodeRestored)
}

/// The kind of a fact as it is written. Numbers are part of the journal's format: append, never reuse.
public enum FactKind: UInt8, CaseIterable, Sendable {
  case officeOpened = 1
  case officeChanged = 2
  case dayOpened = 5
  case dayClosed = 6
  case dayReopened = 7
  case dayConfirmed = 8
  case clockCompared = 9
  case officerAdded = 10
  case officerChanged = 11
  case officerLeft = 12
  case officerPinSet = 13
  case visitOpened = 20
  case visitCalled = 21
  case visitRecalled = 22
  case visitMissed = 23
  case visitRequeued = 24
  case visitTransferred = 25
  case serviceStarted = 26
  case visitParked = 27
  case serviceResumed = 28
  case visitFinished = 29
  case visitCancelled = 30
  case visitLapsed = 31
  case stepUndone = 32
  case guestLinked = 40
  case guestBookSigned = 41
  case guestBookWorded = 42
  case identityShown = 43
  case lockerGiven = 44
  case lockerReturned = 45
  case dataNeeded = 46
  case noteTaken = 47
  case onlineLinked = 48
  case visitRated = 49
  case commentLeft = 50
  case guestRegistered = 60
  case guestAmended = 61
  case consentGiven = 62
  case consentWithdrawn = 63
  case reservationBooked = 80
  case reservationApproved = 81
  case reservationMoved = 82
  case reservationCancelled = 83
  case reservationCheckedIn = 84
  case reservationMarkedAbsent = 85
  case reservationFinished = 86
  case reservationTopicGiven = 87
  case complaintFiled = 100
  case complaintAnswered = 101
  case complaintClosed = 102
  case complaintWorded = 103
  case wordsErased = 110
  case nodeRestored = 120

  /// Somebody's own data: the body carries a salt and can be emptied.
  public var isPersonal: Bool {
    switch self {
    case .guestRegistered, .guestAmended, .guestBookWorded, .dataNeeded, .noteTaken, .onlineLinked, .commentLeft,
      .reservationTopicGiven, .complaintWorded, .complaintAnswered:
      true
    default: false
    }
  }

  /// The kinds that begin a subject, and of which sort it then is.
  public var opens: SubjectKind? {
    switch self {
    case .officeOpened: .office
    case .dayOpened: .day
    case .officerAdded: .officer
    case .visitOpened: .visit
    case .guestRegistered: .guest
    case .reservationBooked: .reservation
    case .complaintFiled: .complaint
    case .nodeRestored: .node
    default: nil
    }
  }
}

/// What an event can be about.
public enum SubjectKind: UInt8, Category {
  case office = 1
  case day, officer, visit, guest, reservation, complaint, node

  public static let terms = [
    Term("office", "kantor", "office"), Term("day", "hari layanan", "service day"),
    Term("officer", "petugas", "officer"), Term("visit", "kunjungan", "visit"), Term("guest", "tamu", "guest"),
    Term("reservation", "reservasi", "reservation"), Term("complaint", "pengaduan", "complaint"),
    Term("node", "komputer kantor", "office node"),
  ]
}

/// Where and when a fact came to be.
public struct Occurrence: Equatable, Sendable {
  public var id: EventID
  public var at: Moment
  public var actor: Actor

  public init(id: EventID, at: Moment, actor: Actor) {
    self.id = id
    self.at = at
    self.actor = actor
  }
}
