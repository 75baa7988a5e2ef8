/// Why a command was not carried out. A refused command changed nothing; the text says so and what to do next.
public enum Refusal: Error, Equatable, Sendable {
  // What was typed
  case missing(Field)
  case tooLong(Field, limit: Int)
  case tooMany(Field, limit: Int)
  case controlCharacter(Field)
  case outOfRange(Field, String)
  case loginMalformed
  case loginTaken
  case pinTooSimple
  case ratingIncomplete(RatingItem)
  case ratingOffScale(RatingItem, ClosedRange<Int>)
  case noSuchService(known: [String])
  case noSuchDesk(known: [Int])
  case noSuchVisit
  case noSuchGuest
  case noSuchOfficer
  case noSuchReservation
  case noSuchComplaint
  // Where the desk stands
  case officeNotOpened
  /// A new PC that still reads its office from the centre.
  case officeArriving
  case officeAlreadyOpened
  case officeGivesNoNumbers
  case officeGivesNumbers
  case closed(OpenState)
  case dayIsClosed
  case dayNotOpen
  case dayAlreadyOpen
  case dayBehind(current: Day)
  case dayFarAhead(current: Day)
  /// With the numbers that this computer gives.
  case seriesFull(Series)
  case queueEmpty
  case deskBusy(label: String, Stage)
  case deskFree
  case wrongStage(label: String, Stage, desk: Int?)
  case alreadyCalled(label: String, desk: Int)
  case deskDoesNotServe(service: String)
  case recallLimit(Int)
  case tooLateToUndo
  case nothingToUndo
  case alreadyRated
  case notFinished
  case visitorsRate
  case sameService
  case lockerInUse
  case noLocker
  case noLockerFree
  /// At the kiosk nothing that stands is written over; staff can.
  case alreadySigned
  case alreadyHasLocker
  case alreadyErased
  case noConsentToWithdraw
  case reservationStatus(ReservationStatus)
  case reservationUndecided
  /// Of an undecided reservation, something was chosen that is not to be chosen from, or not any more.
  case noSuchSide
  case reservationActedOn(ReservationStatus)
  case tooLateToUndoReservation
  case recalledJustNow(wait: Span)
  case slotInPast
  case slotOutsideHours
  case slotTaken
  case lastHead
  case complaintIsClosed
  case codeUnknown
  /// Somebody else goes, or nobody is waited for there any more.
  case helpNotWanted
  // Devices
  case noPrinter
  case copyLimit(Int)
  // Who asks
  case tooManyTries(wait: Span)
  case needsPin
  case notAllowed([Role])
  case wrongPin(wait: Span?)
  /// PINs never leave the PC they were set at.
  case noPinHere
  case sessionOver
  case busy
  // What stands below
  case storeFull
  case storeFailing
  case commandIDReused
  case malformed(field: String, expected: String)
  case versionUnknown
  case notWhileRunning
}

extension Refusal {
  /// Stable name for scripts.
  public var code: String {
    let text = String(describing: self)
    let name = text.prefix { $0 != "(" }
    var code = ""
    var afterCapital = false
    for (character, next) in zip(name, name.dropFirst() + "-") {
      // A run of capitals is one word: commandIDReused is command-id-reused.
      if character.isUppercase, !afterCapital || next.isLowercase { code += "-" }
      code += character.lowercased()
      afterCapital = character.isUppercase
    }
    return code
  }

  /// Whether the same command may succeed later without being changed.
  public var isPassing: Bool {
    switch self {
    case .storeFull, .storeFailing, .busy, .queueEmpty, .closed, .dayIsClosed, .noLockerFree, .tooManyTries,
      .recalledJustNow:
      true
    default: false
    }
  }

  /// What scripts see: 1 refused by the rules, 3 the store or node cannot, 4 not permitted.
  public var exitCode: Int32 {
    switch self {
    case .storeFull, .storeFailing, .busy, .tooManyTries, .notWhileRunning, .versionUnknown: 3
    case .needsPin, .notAllowed, .wrongPin, .noPinHere, .sessionOver: 4
    default: 1
    }
  }
}

/// Something about an accepted command that somebody should look at.
public enum Notice: UInt8, Category {
  case phoneLooksWrong = 1
  case emailLooksWrong
  case consentMissing

  public static let terms = [
    Term(
      "phone-looks-wrong", "Nomor HP/WA tidak lazim. Tersimpan seperti diketik; mohon periksa kembali.",
      "The phone number looks unusual. It was kept as typed; please check it."),
    Term(
      "email-looks-wrong", "Alamat email tidak lazim. Tersimpan seperti diketik; mohon periksa kembali.",
      "The email address looks unusual. It was kept as typed; please check it."),
    Term(
      "consent-missing", "Persetujuan tamu belum dicatat. Data tersimpan; mintalah persetujuan.",
      "The guest's consent is not recorded yet. The data was kept; please ask for consent."),
  ]
}
