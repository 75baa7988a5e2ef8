extension FactKind {
  /// What somebody did, for telling it afterwards: "dipanggil", "called". `nil` for facts that are never overruled.
  public var deed: Bilingual? {
    switch self {
    case .visitCalled: Bilingual("dipanggil", "called")
    case .visitRecalled: Bilingual("dipanggil ulang", "called again")
    case .visitMissed: Bilingual("dilewati", "skipped")
    case .visitRequeued: Bilingual("diantrekan lagi", "put into the queue again")
    case .visitTransferred: Bilingual("dipindahkan ke layanan lain", "transferred")
    case .serviceStarted: Bilingual("mulai dilayani", "begun to be served")
    case .visitParked: Bilingual("ditunda", "parked")
    case .serviceResumed: Bilingual("dilanjutkan", "resumed")
    case .visitFinished: Bilingual("diselesaikan", "finished")
    case .visitCancelled: Bilingual("dibatalkan", "cancelled")
    case .visitLapsed: Bilingual("dihanguskan", "ended")
    case .stepUndone: Bilingual("diurungkan", "undone")
    case .reservationApproved: Bilingual("disetujui", "approved")
    case .reservationMoved: Bilingual("dipindahkan", "moved")
    case .reservationCancelled: Bilingual("dibatalkan", "cancelled")
    case .reservationCheckedIn: Bilingual("dicatat hadir", "checked in")
    case .reservationMarkedAbsent: Bilingual("dicatat tidak hadir", "marked as absent")
    case .reservationFinished: Bilingual("diselesaikan", "finished")
    default: nil
    }
  }
}
