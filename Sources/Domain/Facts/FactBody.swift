extension Fact {
  public var kind: FactKind {
    switch self {
    case .officeOpened: .officeOpened
    case .officeChanged: .officeChanged
    case .dayOpened: .dayOpened
    case .dayClosed: .dayClosed
    case .dayReopened: .dayReopened
    case .dayConfirmed: .dayConfirmed
    case .clockCompared: .clockCompared
    case .officerAdded: .officerAdded
    case .officerChanged: .officerChanged
    case .officerLeft: .officerLeft
    case .officerPinSet: .officerPinSet
    case .visitOpened: .visitOpened
    case .visitCalled: .visitCalled
    case .visitRecalled: .visitRecalled
    case .visitMissed: .visitMissed
    case .visitRequeued: .visitRequeued
    case .visitTransferred: .visitTransferred
    case .serviceStarted: .serviceStarted
    case .visitParked: .visitParked
    case .serviceResumed: .serviceResumed
    case .visitFinished: .visitFinished
    case .visitCancelled: .visitCancelled
    case .visitLapsed: .visitLapsed
    case .stepUndone: .stepUndone
    case .guestLinked: .guestLinked
    case .guestBookSigned: .guestBookSigned
    case .guestBookWorded: .guestBookWorded
    case .identityShown: .identityShown
    case .lockerGiven: .lockerGiven
    case .lockerReturned: .lockerReturned
    case .dataNeeded: .dataNeeded
    case .noteTaken: .noteTaken
    case .onlineLinked: .onlineLinked
    case .visitRated: .visitRated
    case .commentLeft: .commentLeft
    case .guestRegistered: .guestRegistered
    case .guestAmended: .guestAmended
    case .consentGiven: .consentGiven
    case .consentWithdrawn: .consentWithdrawn
    case .reservationBooked: .reservationBooked
    case .reservationApproved: .reservationApproved
    case .reservationMoved: .reservationMoved
    case .reservationCancelled: .reservationCancelled
    case .reservationCheckedIn: .reservationCheckedIn
    case .reservationMarkedAbsent: .reservationMarkedAbsent
    case .reservationFinished: .reservationFinished
    case .reservationTopicGiven: .reservationTopicGiven
    case .complaintFiled: .complaintFiled
    case .complaintWorded: .complaintWorded
    case .complaintAnswered: .complaintAnswered
    case .complaintClosed: .complaintClosed
    case .wordsErased: .wordsErased
    case .nodeRestored: .nodeRestored
    }
  }

  /// Walks the body. The kind itself is written by whoever frames the fact.
  public func write<V: FieldVisitor>(to visitor: inout V) throws {
    switch self {
    case .officeOpened(var body): try visitor.record(&body)
    case .officeChanged(var body): try visitor.record(&body)
    case .dayOpened(var body): try visitor.record(&body)
    case .dayClosed(var body): try visitor.record(&body)
    case .dayReopened(var body): try visitor.record(&body)
    case .dayConfirmed(var body): try visitor.record(&body)
    case .clockCompared(var body): try visitor.record(&body)
    case .officerAdded(var body): try visitor.record(&body)
    case .officerChanged(var body): try visitor.record(&body)
    case .officerLeft(var body): try visitor.record(&body)
    case .officerPinSet(var body): try visitor.record(&body)
    case .visitOpened(var body): try visitor.record(&body)
    case .visitCalled(var body): try visitor.record(&body)
    case .visitRecalled(var body): try visitor.record(&body)
    case .visitMissed(var body): try visitor.record(&body)
    case .visitRequeued(var body): try visitor.record(&body)
    case .visitTransferred(var body): try visitor.record(&body)
    case .serviceStarted(var body): try visitor.record(&body)
    case .visitParked(var body): try visitor.record(&body)
    case .serviceResumed(var body): try visitor.record(&body)
    case .visitFinished(var body): try visitor.record(&body)
    case .visitCancelled(var body): try visitor.record(&body)
    case .visitLapsed(var body): try visitor.record(&body)
    case .stepUndone(var body): try visitor.record(&body)
    case .guestLinked(var body): try visitor.record(&body)
    case .guestBookSigned(var body): try visitor.record(&body)
    case .guestBookWorded(var body): try visitor.record(&body)
    case .identityShown(var body): try visitor.record(&body)
    case .lockerGiven(var body): try visitor.record(&body)
    case .lockerReturned(var body): try visitor.record(&body)
    case .dataNeeded(var body): try visitor.record(&body)
    case .noteTaken(var body): try visitor.record(&body)
    case .onlineLinked(var body): try visitor.record(&body)
    case .visitRated(var body): try visitor.record(&body)
    case .commentLeft(var body): try visitor.record(&body)
    case .guestRegistered(var body): try visitor.record(&body)
    case .guestAmended(var body): try visitor.record(&body)
    case .consentGiven(var body): try visitor.record(&body)
    case .consentWithdrawn(var body): try visitor.record(&body)
    case .reservationBooked(var body): try visitor.record(&body)
    case .reservationApproved(var body): try visitor.record(&body)
    case .reservationMoved(var body): try visitor.record(&body)
    case .reservationCancelled(var body): try visitor.record(&body)
    case .reservationCheckedIn(var body): try visitor.record(&body)
    case .reservationMarkedAbsent(var body): try visitor.record(&body)
    case .reservationFinished(var body): try visitor.record(&body)
    case .reservationTopicGiven(var body): try visitor.record(&body)
    case .complaintFiled(var body): try visitor.record(&body)
    case .complaintWorded(var body): try visitor.record(&body)
    case .complaintAnswered(var body): try visitor.record(&body)
    case .complaintClosed(var body): try visitor.record(&body)
    case .wordsErased(var body): try visitor.record(&body)
    case .nodeRestored(var body): try visitor.record(&body)
    }
  }

  /// Reads the body of a fact of a known kind.
  public init<V: FieldVisitor>(_ kind: FactKind, from visitor: inout V) throws {
    func body<R: Record>(_: R.Type) throws -> R {
      var blank = R()
      try visitor.record(&blank)
      return blank
    }
    switch kind {
    case .officeOpened: self = .officeOpened(try body(OfficeSettled.self))
    case .officeChanged: self = .officeChanged(try body(OfficeSettled.self))
    case .dayOpened: self = .dayOpened(try body(DayOpened.self))
    case .dayClosed: self = .dayClosed(try body(DayClosed.self))
    case .dayReopened: self = .dayReopened(try body(DayReopened.self))
    case .dayConfirmed: self = .dayConfirmed(try body(DayConfirmed.self))
    case .clockCompared: self = .clockCompared(try body(ClockCompared.self))
    case .officerAdded: self = .officerAdded(try body(OfficerSettled.self))
    case .officerChanged: self = .officerChanged(try body(OfficerSettled.self))
    case .officerLeft: self = .officerLeft(try body(OfficerLeft.self))
    case .officerPinSet: self = .officerPinSet(try body(OfficerPinSet.self))
    case .visitOpened: self = .visitOpened(try body(VisitOpened.self))
    case .visitCalled: self = .visitCalled(try body(VisitCalled.self))
    case .visitRecalled: self = .visitRecalled(try body(VisitRecalled.self))
    case .visitMissed: self = .visitMissed(try body(VisitMissed.self))
    case .visitRequeued: self = .visitRequeued(try body(VisitRequeued.self))
    case .visitTransferred: self = .visitTransferred(try body(VisitTransferred.self))
    case .serviceStarted: self = .serviceStarted(try body(ServiceStarted.self))
    case .visitParked: self = .visitParked(try body(VisitParked.self))
    case .serviceResumed: self = .serviceResumed(try body(ServiceResumed.self))
    case .visitFinished: self = .visitFinished(try body(VisitFinished.self))
    case .visitCancelled: self = .visitCancelled(try body(VisitCancelled.self))
    case .visitLapsed: self = .visitLapsed(try body(VisitLapsed.self))
    case .stepUndone: self = .stepUndone(try body(StepUndone.self))
    case .guestLinked: self = .guestLinked(try body(GuestLinked.self))
    case .guestBookSigned: self = .guestBookSigned(try body(GuestBookSigned.self))
    case .guestBookWorded: self = .guestBookWorded(try body(GuestBookWorded.self))
    case .identityShown: self = .identityShown(try body(IdentityShown.self))
    case .lockerGiven: self = .lockerGiven(try body(LockerGiven.self))
    case .lockerReturned: self = .lockerReturned(try body(LockerReturned.self))
    case .dataNeeded: self = .dataNeeded(try body(DataNeeded.self))
    case .noteTaken: self = .noteTaken(try body(NoteTaken.self))
    case .onlineLinked: self = .onlineLinked(try body(OnlineLinked.self))
    case .visitRated: self = .visitRated(try body(VisitRated.self))
    case .commentLeft: self = .commentLeft(try body(CommentLeft.self))
    case .guestRegistered: self = .guestRegistered(try body(GuestProfiled.self))
    case .guestAmended: self = .guestAmended(try body(GuestProfiled.self))
    case .consentGiven: self = .consentGiven(try body(ConsentGiven.self))
    case .consentWithdrawn: self = .consentWithdrawn(try body(ConsentWithdrawn.self))
    case .reservationBooked: self = .reservationBooked(try body(ReservationBooked.self))
    case .reservationApproved: self = .reservationApproved(try body(ReservationApproved.self))
    case .reservationMoved: self = .reservationMoved(try body(ReservationMoved.self))
    case .reservationCancelled: self = .reservationCancelled(try body(ReservationCancelled.self))
    case .reservationCheckedIn: self = .reservationCheckedIn(try body(ReservationCheckedIn.self))
    case .reservationMarkedAbsent: self = .reservationMarkedAbsent(try body(ReservationMarkedAbsent.self))
    case .reservationFinished: self = .reservationFinished(try body(ReservationFinished.self))
    case .reservationTopicGiven: self = .reservationTopicGiven(try body(ReservationTopicGiven.self))
    case .complaintFiled: self = .complaintFiled(try body(ComplaintFiled.self))
    case .complaintWorded: self = .complaintWorded(try body(ComplaintWorded.self))
    case .complaintAnswered: self = .complaintAnswered(try body(ComplaintAnswered.self))
    case .complaintClosed: self = .complaintClosed(try body(ComplaintClosed.self))
    case .wordsErased: self = .wordsErased(try body(WordsErased.self))
    case .nodeRestored: self = .nodeRestored(try body(NodeRestored.self))
    }
  }
}
