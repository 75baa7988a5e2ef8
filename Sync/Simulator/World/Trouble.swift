/// What may go wrong in a world. A seed draws some of them; `minimise` takes away what a failure does not need.
public enum Trouble: Int, CaseIterable, Sendable {
  case loss, cuts, stalls, silence, lostReplies, portal, refusals, smallBodies, slowLine, replays, forgeries
  case pcCrash, diskFull, diskError, restoredDisk, clonedDisk
  case clockDrift, clockJumps
  case centreCrash, restoredCentre, revocation
  case newerVersion, hugeBodies, erasure, stick, newPC, stolenCode, pause, doublePress

  /// As a story names it.
  public var words: String {
    switch self {
    case .loss: "calls that never arrive"
    case .cuts: "parcels cut at any byte"
    case .stalls: "a line that stalls"
    case .silence: "days without a line"
    case .lostReplies: "replies that get lost"
    case .portal: "a captive portal"
    case .refusals: "HTTP refusals"
    case .smallBodies: "a proxy that refuses large requests"
    case .slowLine: "a slow line"
    case .replays: "old requests delivered again"
    case .forgeries: "forged and old replies"
    case .pcCrash: "power cuts at the office"
    case .diskFull: "full disks"
    case .diskError: "disk errors"
    case .restoredDisk: "a disk set back to an older copy"
    case .clonedDisk: "a disk cloned into a second PC"
    case .clockDrift: "clocks that drift"
    case .clockJumps: "clocks that jump up to ten years"
    case .centreCrash: "crashes at the centre"
    case .restoredCentre: "a centre restored from an old backup"
    case .revocation: "a revoked seat"
    case .newerVersion: "facts of a newer version"
    case .hugeBodies: "bodies no request can carry"
    case .erasure: "erased words"
    case .stick: "parcels carried by USB stick"
    case .newPC: "a new PC in the office"
    case .stolenCode: "a stolen enrolment code"
    case .pause: "a line paused by hand"
    case .doublePress: "keys pressed twice"
    }
  }
}

/// A safeguard switched off, to see whether the simulator notices. These live in the hosts here and in what they tell the
/// pure engine and reception: no program of ours can be built with one of them.
public enum Sabotage: String, CaseIterable, Sendable {
  // At the centre
  case repliesBeforeSync, ignoresCounter, ignoresFork, entersOverGaps, entersTwice, refusesParking, commitsLate
  case mixesOffices, ignoresRevocation, codeWorksTwice, forgetsSilently, keepsItsAuthor, hidesParked, dropsUnknown
  // At the office
  case answersBeforeSync, forgetsPresses, cursorBeforeFrame, believesAnySeal, believesOldReplies, noWatchdog
  case neverRetries, keepsItsName, renamesHeadersOnly, erasesOnlyOnce, prunesUnsigned, neverWithholds
  case neverHalves, ignoresIncarnation, clockRunsBack, neverOffers, keepsItsKey
  case keepsClockQuiet, sharesNoNumbers
}
