/// The words of the front office; the two tables stand in files of their own.
public enum FrontWord: String, Vocabulary {
  case title, loading, dayClosed
  case tabQueue, tabReservations, tabGuests, tabComplaints
  case lineState, lineUnsent, lineUnsentSince, lineAge
  // Keys
  case open, arrival, find, showAll, lock, leave, back, cancel, choose, save, no, checkIn, absent, cancelIt, otherDay
  case linkIt, awaited
  // The queue
  case number, service, stage, wait, desk, guest, signed, late, inTime
  case figures, figuresLockers, figuresWait, figuresPromise, all, only, finding, filterStage, filterService, queueEmpty,
    queueNoMatch
  case queueClosed
  // A visit
  case day, times, book, promise, priority, institution, visits, identity, locker, officer, pending, overruled, notYet,
    atDesk
  case yesSigned, promiseRunning, promiseLate, promiseKept, promiseMissed, promiseNone
  case doBook, doBookAgain, doLink, doPerson, doIdentity, doLocker, doLockerBack, doCall, doTransfer, doRequeue
  case doComplaint, doPaper, doUndo, doCancel
  case askServiceOtherDay
  case askIdentity, askLocker, askDesk, askService, askReason, lockerNumber, lockerHint, lockerBackText, returned
  case digitsOnly, complaintWords, complaintHint
  case didRequeue, didPrint, didUndo, didCall, didTransfer, didCancel, didCancelFreed, didCancelKept, didIdentity,
    didLocker, didLockerBack
  case didComplaint, didLink
  // An arrival
  case arrivalNumber, arrivalVisit, language, afterHours, afterHoursHint, afterHoursYes, afterHoursNo, didTicket
  case didRegister
  // Reservations
  case time, status, topic, reservationsEmpty, nobody, code, isHere, hasCome, undecided, overruledBy
  case approve, move, refuseIt, reserve, reserveFor, doReserve, doApprove, doMove, didReserve, didApprove, didMove
  case topicHint, date, dateHint, dateFault, timeHint, timeFault, officerHint, link, linkHint, absentEarly
  case takeBack, didTakeBack, canTakeBack
  case decide, askDecision, didDecide, toDecide, toDecideCount, toDecideKey, nothingToDecide
  case yesterday, lockerLeft, lockersMore, notReturned, writeOff, lockerLost, didWriteOff
  case doAbsent, absentText, didNotCome, didCheckIn, didAbsent, didCancelReservation
  // Guests
  case findGuest, linkGuest, findGuestHint, guestsNone, name, phone, lastVisit, erased, consent, guestCode, history
  case consentNone, consentGiven, consentWithdrawn
  case doAmend, doConsent, doWithdraw, doErase, consentYes, withdrawText, withdrawYes, eraseText, eraseYes
  case didAmend, didConsent, didWithdraw, didErase
  // Complaints
  case complaintsEmpty, filedAt, channel, answer, answerHint, doAnswer, doClose, newComplaint, doNewComplaint,
    closeText, closeUnanswered, closeYes
  case didAnswer, didClose
  // Help
  case helpTitle, helpPriority, helpTabs, helpOpen, helpFind, helpFilter, helpArrival, helpScan, helpBook, helpForm,
    helpMove
  case helpUndo, helpBack, helpLock, helpLook

  public static let place = "front-office"
}
