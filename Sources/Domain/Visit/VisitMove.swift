/// What staff can do to move a visit through the line, besides what its desk does with whoever stands there. Decisions go by it, and so
/// do the keys that are offered.
public enum VisitMove: UInt8, Category {
  case call = 1
  case transfer, requeue, cancel

  public static let terms = [
    Term("call", "panggil", "call"), Term("transfer", "alihkan", "transfer"),
    Term("requeue", "antre kembali", "queue again"), Term("cancel", "batalkan", "cancel"),
  ]

  /// Where a visit must stand for it.
  var stages: [Stage] {
    switch self {
    case .call: [.waiting, .missed]
    case .transfer: [.waiting, .called, .serving, .parked]
    // A day closed too early and reopened: those who lapsed with it may join the line again.
    case .requeue: [.missed, .lapsed]
    case .cancel: [.waiting, .called, .missed]
    }
  }

  func fits(_ stage: Stage) -> Bool { stages.contains(stage) }
}

extension Hall {
  /// Desks and line know the visits of one service day. Those of another are looked up, completed and corrected; nobody moves them.
  public func isCurrent(_ visit: Visit) -> Bool { visit.day == day?.day }

  /// What can still be done with a visit as it stands.
  public func moves(of visit: Visit) -> [VisitMove] {
    guard isCurrent(visit) else { return [] }
    return VisitMove.allCases.filter { $0.fits(visit.stage) && !($0 == .requeue && day?.isClosed == true) }
  }
}
