/// What somebody at the office asks for, in the imperative. Deciding may refuse it.
public enum Command: Equatable, Sendable {
  case openOffice(OpenOffice)
  case changeOffice(ChangeOffice)
  case confirmDay(ConfirmDay)
  case closeDay(CloseDay)
  case reopenDay(ReopenDay)
  case addOfficer(AddOfficer)
  case changeOfficer(ChangeOfficer)
  case removeOfficer(RemoveOfficer)
  case setPin(SetPin)
  case issueTicket(IssueTicket)
  case registerVisit(RegisterVisit)
  case callNext(CallNext)
  case callVisit(CallVisit)
  case recall(Recall)
  case skip(Skip)
  case serve(Serve)
  case park(Park)
  case resume(Resume)
  case transfer(Transfer)
  case finish(Finish)
  case undo(Undo)
  case requeue(Requeue)
  case cancelVisit(CancelVisit)
  case linkGuest(LinkGuest)
  case signGuestBook(SignGuestBook)
  case showIdentity(ShowIdentity)
  case giveLocker(GiveLocker)
  case returnLocker(ReturnLocker)
  case recordNeed(RecordNeed)
  case takeNote(TakeNote)
  case linkOnline(LinkOnline)
  case rate(Rate)
  case registerGuest(RegisterGuest)
  case amendGuest(AmendGuest)
  case eraseGuest(EraseGuest)
  case eraseWords(EraseWords)
  case giveConsent(GiveConsent)
  case withdrawConsent(WithdrawConsent)
  case bookReservation(BookReservation)
  case approveReservation(ApproveReservation)
  case moveReservation(MoveReservation)
  case cancelReservation(CancelReservation)
  case checkIn(CheckIn)
  case markAbsent(MarkAbsent)
  case finishReservation(FinishReservation)
  case undoReservation(UndoReservation)
  case decideReservation(DecideReservation)
  case fileComplaint(FileComplaint)
  case answerComplaint(AnswerComplaint)
  case closeComplaint(CloseComplaint)
}

/// The commands by name, as the socket protocol and the command line use them.
public enum CommandKind: String, CaseIterable, Sendable {
  case openOffice
  case changeOffice
  case confirmDay
  case closeDay
  case reopenDay
  case addOfficer
  case changeOfficer
  case removeOfficer
  case setPin
  case issueTicket
  case registerVisit
  case callNext
  case callVisit
  case recall
  case skip
  case serve
  case park
  case resume
  case transfer
  case finish
  case undo
  case requeue
  case cancelVisit
  case linkGuest
  case signGuestBook
  case showIdentity
  case giveLocker
  case returnLocker
  case recordNeed
  case takeNote
  case linkOnline
  case rate
  case registerGuest
  case amendGuest
  case eraseGuest
  case eraseWords
  case giveConsent
  case withdrawConsent
  case bookReservation
  case approveReservation
  case moveReservation
  case cancelReservation
  case checkIn
  case markAbsent
  case finishReservation
  case undoReservation
  case decideReservation
  case fileComplaint
  case answerComplaint
  case closeComplaint
}

extension Command {
  public var kind: CommandKind {
    switch self {
    case .openOffice: .openOffice
    case .changeOffice: .changeOffice
    case .confirmDay: .confirmDay
    case .closeDay: .closeDay
    case .reopenDay: .reopenDay
    case .addOfficer: .addOfficer
    case .changeOfficer: .changeOfficer
    case .removeOfficer: .removeOfficer
    case .setPin: .setPin
    case .issueTicket: .issueTicket
    case .registerVisit: .registerVisit
    case .callNext: .callNext
    case .callVisit: .callVisit
    case .recall: .recall
    case .skip: .skip
    case .serve: .serve
    case .park: .park
    case .resume: .resume
    case .transfer: .transfer
    case .finish: .finish
    case .undo: .undo
    case .requeue: .requeue
    case .cancelVisit: .cancelVisit
    case .linkGuest: .linkGuest
    case .signGuestBook: .signGuestBook
    case .showIdentity: .showIdentity
    case .giveLocker: .giveLocker
    case .returnLocker: .returnLocker
    case .recordNeed: .recordNeed
    case .takeNote: .takeNote
    case .linkOnline: .linkOnline
    case .rate: .rate
    case .registerGuest: .registerGuest
    case .amendGuest: .amendGuest
    case .eraseGuest: .eraseGuest
    case .eraseWords: .eraseWords
    case .giveConsent: .giveConsent
    case .withdrawConsent: .withdrawConsent
    case .bookReservation: .bookReservation
    case .approveReservation: .approveReservation
    case .moveReservation: .moveReservation
    case .cancelReservation: .cancelReservation
    case .checkIn: .checkIn
    case .markAbsent: .markAbsent
    case .finishReservation: .finishReservation
    case .undoReservation: .undoReservation
    case .decideReservation: .decideReservation
    case .fileComplaint: .fileComplaint
    case .answerComplaint: .answerComplaint
    case .closeComplaint: .closeComplaint
    }
  }

  public func write<V: FieldVisitor>(to visitor: inout V) throws {
    switch self {
    case .openOffice(var body): try visitor.record(&body)
    case .changeOffice(var body): try visitor.record(&body)
    case .confirmDay(var body): try visitor.record(&body)
    case .closeDay(var body): try visitor.record(&body)
    case .reopenDay(var body): try visitor.record(&body)
    case .addOfficer(var body): try visitor.record(&body)
    case .changeOfficer(var body): try visitor.record(&body)
    case .removeOfficer(var body): try visitor.record(&body)
    case .setPin(var body): try visitor.record(&body)
    case .issueTicket(var body): try visitor.record(&body)
    case .registerVisit(var body): try visitor.record(&body)
    case .callNext(var body): try visitor.record(&body)
    case .callVisit(var body): try visitor.record(&body)
    case .recall(var body): try visitor.record(&body)
    case .skip(var body): try visitor.record(&body)
    case .serve(var body): try visitor.record(&body)
    case .park(var body): try visitor.record(&body)
    case .resume(var body): try visitor.record(&body)
    case .transfer(var body): try visitor.record(&body)
    case .finish(var body): try visitor.record(&body)
    case .undo(var body): try visitor.record(&body)
    case .requeue(var body): try visitor.record(&body)
    case .cancelVisit(var body): try visitor.record(&body)
    case .linkGuest(var body): try visitor.record(&body)
    case .signGuestBook(var body): try visitor.record(&body)
    case .showIdentity(var body): try visitor.record(&body)
    case .giveLocker(var body): try visitor.record(&body)
    case .returnLocker(var body): try visitor.record(&body)
    case .recordNeed(var body): try visitor.record(&body)
    case .takeNote(var body): try visitor.record(&body)
    case .linkOnline(var body): try visitor.record(&body)
    case .rate(var body): try visitor.record(&body)
    case .registerGuest(var body): try visitor.record(&body)
    case .amendGuest(var body): try visitor.record(&body)
    case .eraseGuest(var body): try visitor.record(&body)
    case .eraseWords(var body): try visitor.record(&body)
    case .giveConsent(var body): try visitor.record(&body)
    case .withdrawConsent(var body): try visitor.record(&body)
    case .bookReservation(var body): try visitor.record(&body)
    case .approveReservation(var body): try visitor.record(&body)
    case .moveReservation(var body): try visitor.record(&body)
    case .cancelReservation(var body): try visitor.record(&body)
    case .checkIn(var body): try visitor.record(&body)
    case .markAbsent(var body): try visitor.record(&body)
    case .finishReservation(var body): try visitor.record(&body)
    case .undoReservation(var body): try visitor.record(&body)
    case .decideReservation(var body): try visitor.record(&body)
    case .fileComplaint(var body): try visitor.record(&body)
    case .answerComplaint(var body): try visitor.record(&body)
    case .closeComplaint(var body): try visitor.record(&body)
    }
  }

  public init<V: FieldVisitor>(_ kind: CommandKind, from visitor: inout V) throws {
    func body<R: Record>(_: R.Type) throws -> R {
      var blank = R()
      try visitor.record(&blank)
      return blank
    }
    switch kind {
    case .openOffice: self = .openOffice(try body(OpenOffice.self))
    case .changeOffice: self = .changeOffice(try body(ChangeOffice.self))
    case .confirmDay: self = .confirmDay(try body(ConfirmDay.self))
    case .closeDay: self = .closeDay(try body(CloseDay.self))
    case .reopenDay: self = .reopenDay(try body(ReopenDay.self))
    case .addOfficer: self = .addOfficer(try body(AddOfficer.self))
    case .changeOfficer: self = .changeOfficer(try body(ChangeOfficer.self))
    case .removeOfficer: self = .removeOfficer(try body(RemoveOfficer.self))
    case .setPin: self = .setPin(try body(SetPin.self))
    case .issueTicket: self = .issueTicket(try body(IssueTicket.self))
    case .registerVisit: self = .registerVisit(try body(RegisterVisit.self))
    case .callNext: self = .callNext(try body(CallNext.self))
    case .callVisit: self = .callVisit(try body(CallVisit.self))
    case .recall: self = .recall(try body(Recall.self))
    case .skip: self = .skip(try body(Skip.self))
    case .serve: self = .serve(try body(Serve.self))
    case .park: self = .park(try body(Park.self))
    case .resume: self = .resume(try body(Resume.self))
    case .transfer: self = .transfer(try body(Transfer.self))
    case .finish: self = .finish(try body(Finish.self))
    case .undo: self = .undo(try body(Undo.self))
    case .requeue: self = .requeue(try body(Requeue.self))
    case .cancelVisit: self = .cancelVisit(try body(CancelVisit.self))
    case .linkGuest: self = .linkGuest(try body(LinkGuest.self))
    case .signGuestBook: self = .signGuestBook(try body(SignGuestBook.self))
    case .showIdentity: self = .showIdentity(try body(ShowIdentity.self))
    case .giveLocker: self = .giveLocker(try body(GiveLocker.self))
    case .returnLocker: self = .returnLocker(try body(ReturnLocker.self))
    case .recordNeed: self = .recordNeed(try body(RecordNeed.self))
    case .takeNote: self = .takeNote(try body(TakeNote.self))
    case .linkOnline: self = .linkOnline(try body(LinkOnline.self))
    case .rate: self = .rate(try body(Rate.self))
    case .registerGuest: self = .registerGuest(try body(RegisterGuest.self))
    case .amendGuest: self = .amendGuest(try body(AmendGuest.self))
    case .eraseGuest: self = .eraseGuest(try body(EraseGuest.self))
    case .eraseWords: self = .eraseWords(try body(EraseWords.self))
    case .giveConsent: self = .giveConsent(try body(GiveConsent.self))
    case .withdrawConsent: self = .withdrawConsent(try body(WithdrawConsent.self))
    case .bookReservation: self = .bookReservation(try body(BookReservation.self))
    case .approveReservation: self = .approveReservation(try body(ApproveReservation.self))
    case .moveReservation: self = .moveReservation(try body(MoveReservation.self))
    case .cancelReservation: self = .cancelReservation(try body(CancelReservation.self))
    case .checkIn: self = .checkIn(try body(CheckIn.self))
    case .markAbsent: self = .markAbsent(try body(MarkAbsent.self))
    case .finishReservation: self = .finishReservation(try body(FinishReservation.self))
    case .undoReservation: self = .undoReservation(try body(UndoReservation.self))
    case .decideReservation: self = .decideReservation(try body(DecideReservation.self))
    case .fileComplaint: self = .fileComplaint(try body(FileComplaint.self))
    case .answerComplaint: self = .answerComplaint(try body(AnswerComplaint.self))
    case .closeComplaint: self = .closeComplaint(try body(CloseComplaint.self))
    }
  }
}
