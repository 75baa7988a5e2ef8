/// What becomes of two facts of one reservation of which neither author had seen the other's.
public enum PairOutcome: Equatable, Sendable {
  case firstStands
  case secondStands
  /// Both stand: they do not contradict each other.
  case bothStand
  /// No rule: both are shown to an officer and neither takes effect.
  case needsOfficer
}

/// The written rules for concurrent facts. Symmetric: swapping the two swaps the outcome.
///
/// | concurrent | outcome |
/// |---|---|
/// | check-in ∥ cancel, move, no-show | checked in: the visitor is here |
/// | check-in ∥ approve | checked in: what was approved has happened, so that nothing lost |
/// | cancel ∥ no-show, approve | cancelled |
/// | finished ∥ anything | finished; an approval has not lost there either |
/// | the same said twice (cancel ∥ cancel, check-in ∥ check-in …) | both stand |
/// | a topic or an erasure ∥ anything | both stand |
/// | a step taken back ∥ anything | both stand: it takes back that step only |
/// | any other pair | needs an officer |
public enum ConcurrentPairs {
  public static func settle(_ first: FactKind, _ second: FactKind) -> PairOutcome {
    if let outcome = ruled(first, second) { return outcome }
    switch ruled(second, first) {
    case .firstStands: return .secondStands
    case .secondStands: return .firstStands
    case .some(let symmetric): return symmetric
    case nil: return .needsOfficer
    }
  }

  /// The fact gives way to the other without having lost: who is approved and comes has come. Nobody is told of a conflict.
  static func isFulfilled(_ kind: FactKind, by winner: FactKind) -> Bool {
    kind == .reservationApproved && [.reservationCheckedIn, .reservationFinished].contains(winner)
  }

  private static func ruled(_ first: FactKind, _ second: FactKind) -> PairOutcome? {
    switch (first, second) {
    case (.reservationTopicGiven, _), (.wordsErased, _), (_, .reservationTopicGiven), (_, .wordsErased): .bothStand
    case (.stepUndone, _), (_, .stepUndone): .bothStand
    case (.reservationFinished, .reservationFinished), (.reservationCancelled, .reservationCancelled),
      (.reservationCheckedIn, .reservationCheckedIn), (.reservationMarkedAbsent, .reservationMarkedAbsent):
      .bothStand
    case (.reservationFinished, _): .firstStands
    case (.reservationCheckedIn, .reservationCancelled), (.reservationCheckedIn, .reservationMoved),
      (.reservationCheckedIn, .reservationMarkedAbsent), (.reservationCheckedIn, .reservationApproved):
      .firstStands
    case (.reservationCancelled, .reservationMarkedAbsent), (.reservationCancelled, .reservationApproved):
      .firstStands
    default: nil
    }
  }

  /// Facts that cannot be beaten come first, so that a beaten fact beats nothing itself.
  static func rank(_ kind: FactKind) -> Int {
    switch kind {
    case .reservationFinished: 3
    case .reservationCheckedIn: 2
    case .reservationCancelled: 1
    default: 0
    }
  }
}
