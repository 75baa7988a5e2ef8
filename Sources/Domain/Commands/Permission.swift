/// Who may ask for a command. Visitors need no PIN for what a visitor does; everything else needs a session.
public enum Permission: Equatable, Sendable {
  /// Anybody at the office's terminals.
  case visitor
  /// Any officer with one of the roles; the head may do everything.
  case roles([Role])
  /// Only while the office has no head yet: setting up.
  case setup
}

extension CommandKind {
  public var permission: Permission {
    switch self {
    case .openOffice: .setup
    case .issueTicket, .registerVisit, .rate, .registerGuest, .fileComplaint: .visitor
    case .linkGuest, .signGuestBook, .giveLocker, .checkIn: .visitor
    case .changeOffice, .reopenDay, .addOfficer, .changeOfficer, .removeOfficer, .setPin: .roles([.head])
    case .confirmDay, .closeDay, .callNext, .callVisit, .recall, .skip, .serve, .park, .resume, .transfer,
      .finish, .undo, .requeue, .cancelVisit, .showIdentity, .returnLocker, .recordNeed, .takeNote, .linkOnline,
      .amendGuest, .eraseGuest, .eraseWords, .giveConsent,
      .withdrawConsent, .bookReservation, .approveReservation, .moveReservation, .cancelReservation,
      .markAbsent, .finishReservation, .undoReservation, .decideReservation, .answerComplaint, .closeComplaint:
      .roles([.frontOffice, .consultant])
    }
  }
}
