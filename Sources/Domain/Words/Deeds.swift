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

extension Reservation.Side {
  /// What was decided, without by whom: "dipindahkan ke 2026-11-24 10.00 (Rahma)". `name`: of an officer.
  public func deed(_ name: (OfficerID) -> String?) -> Bilingual {
    let deed = happening.kind?.deed ?? Bilingual("diubah", "changed")
    let who = officer.flatMap(name).map { " (\($0))" } ?? ""
    switch happening {
    case .fact(.reservationApproved(let approved)):
      return Bilingual(
        "\(deed.indonesian) untuk \(approved.slot)\(who)", "\(deed.english) for \(approved.slot)\(who)")
    case .fact(.reservationMoved(let moved)):
      return Bilingual("\(deed.indonesian) ke \(moved.slot)\(who)", "\(deed.english) to \(moved.slot)\(who)")
    case .fact(.reservationCancelled(let cancelled)):
      let why = cancelled.reason.label
      return Bilingual("\(deed.indonesian) (\(why.indonesian))", "\(deed.english) (\(why.english))")
    default: return deed
    }
  }
}
