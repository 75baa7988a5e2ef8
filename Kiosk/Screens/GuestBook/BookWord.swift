/// The words of the guest book; the two tables stand in files of their own.
public enum BookWord: String, Vocabulary {
  case title
  // Short names, whole questions and hints, by `Question`
  case name, nameAsk, nameHint, consent, phone, phoneAsk, phoneHint, email, emailAsk, emailHint
  case gender, genderAsk, genderHint, birthYear, birthYearAsk, birthYearHint
  case education, educationAsk, educationHint, occupation, occupationAsk, occupationHint
  case occupationOther, occupationOtherAsk, occupationOtherHint
  case institutionKind, institutionKindAsk, institutionKindHint
  case institutionOther, institutionOtherAsk, institutionOtherHint
  case institution, institutionAsk, institutionHint
  case purpose, purposeAsk, purposeHint, purposeOther, purposeOtherAsk, purposeOtherHint
  case services, servicesAsk, servicesHint, means, meansAsk, meansHint
  case meansOther, meansOtherAsk, meansOtherHint
  case disability, disabilityAsk, disabilityHint, identity, identityHint, locker, lockerHint
  // Answers
  case agree, disagree, agreeDetail, disagreeDetail, codeDetail, haveCode, lockerYes, lockerNo, unanswered
  // What is wrong
  case tooLong, unfit, birthYearFault, emailWarning, phoneWarning, consentMissing, onceMore
  // Ways
  case next, previous, leave, pause, save, skip, again, finish, find
  // Consent
  case consentTitle, consentWhy, consentAsk
  // Returning guests
  case codeAsk, codeHint, codeField, checking, codeWrongKind, greetingTitle, greetingText, yes, no
  // Review
  case reviewTitle, reviewText, reviewAnonymous, reviewKnown, keptPart, saving, correct
  // Call and pause
  case called, served, servedThanks, pauseTitle, pauseText, pauseKeeps, pauseDrops, pauseStay, pauseGo, pausedTitle,
    pausedKept
  case closedToday, closedKept, closedNothing
  case pausedNothing, pausedDesk, pausedWait
  // Help
  case helpTitle, helpWrite, helpChoose, helpBack, helpStop, helpStaff, helpPrivacy
  // The end
  case thanksTitle, thanksText, thanksAnonymous, codeTitle, codeText
  // Staff
  case suggestions, suggestionsNone, suggestionsSearching, known, newGuest, anonymousGuest, saved, savedCode
  case savedLocker, release, pickHint, step

  public static let place = "guest-book"
}
