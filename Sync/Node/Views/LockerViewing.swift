import Desk
import Domain
import Store

extension Node {
  /// Keys that went out on an earlier day. None at almost every moment of every office.
  func lockersLeft() throws -> [LockerLine] {
    let shownDay = shownDay
    return try hall.lockersOut.compactMap { locker -> LockerLine? in
      guard let id = hall.holder(ofLocker: locker), let visit = try hall.visits[id] ?? store.visit(id),
        let shownDay, visit.day < shownDay
      else { return nil }
      return LockerLine { ($0.locker, $0.visit, $0.since) = (locker, id, visit.day) }
    }
    .sorted { ($0.since, $0.locker) < ($1.since, $1.locker) }
  }
}
