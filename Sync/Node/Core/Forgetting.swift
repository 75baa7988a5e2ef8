import Domain
import Seal
import Store

/// Erases classes of personal fields whose retention period is over, a few guests at a time so that the desk does not
/// wait. One pass over the guests a service day.
final class Forgetting {
  /// Guests looked at in one step.
  static let guestsPerStep = 20

  let day: Day
  private let node: Node
  private let zone: Zone
  /// Classes by their period; a class with period zero is kept until somebody asks.
  private var periods: ArraySlice<(days: Int, fields: FieldClass)>
  private var position = GuestID(.none)

  init(_ node: Node, _ profile: OfficeProfile, day: Day) {
    self.node = node
    self.day = day
    zone = profile.zone
    let retention = profile.retention
    periods =
      [
        (retention.contactDays, FieldClass.contact), (retention.sensitiveDays, .sensitive),
        (retention.wordsDays, .words), (retention.profileDays, .profile),
      ].filter { $0.0 > 0 }[...]
  }

  /// Returns whether there is more to do.
  func step() throws -> Bool {
    guard let (days, fields) = periods.first else { return false }
    let before = day.advanced(by: -days)
    let guests = try node.store.guests(
      lastSeenBefore: before, registeredBefore: zone.moment(before, TimeOfDay(0, 0)), after: position,
      limit: Forgetting.guestsPerStep)
    for id in guests where try holds(id, fields) {
      let erase = Command.eraseGuest(
        EraseGuest {
          $0.guest = id
          $0.classes = [fields]
          $0.reason = .retention
        })
      try carryOut(erase)
    }
    node.hall.tidy()
    if guests.isEmpty, fields == .words, try forgetWithoutGuest(before) { return true }
    if let last = guests.last {
      position = last
    } else {
      periods = periods.dropFirst()
      position = GuestID(.none)
    }
    return !periods.isEmpty
  }

  /// Words of visits and complaints by people who were never registered. Returns whether there are more.
  private func forgetWithoutGuest(_ before: Day) throws -> Bool {
    let limit = Forgetting.guestsPerStep
    let visits = try node.store.visitsWithWords(before: before, limit: limit)
    for id in visits {
      try carryOut(
        .eraseWords(
          EraseWords {
            $0.visit = .id(id)
            $0.reason = .retention
          }))
    }
    let complaints = try node.store.complaintsWithWords(before: zone.moment(before, TimeOfDay(0, 0)), limit: limit)
    for id in complaints {
      try carryOut(
        .eraseWords(
          EraseWords {
            $0.complaint = id
            $0.reason = .retention
          }))
    }
    node.hall.tidy()
    return visits.count == limit || complaints.count == limit
  }

  private func carryOut(_ command: Command) throws {
    guard let press = CommandID(Seal.randomBytes(16)) else { return }
    if case .failure(let refusal) = node.carryOut([Node.Press(id: press, command: command, actor: .node)])[0] {
      throw refusal
    }
  }

  /// Whether anything of the class is left to erase.
  private func holds(_ id: GuestID, _ fields: FieldClass) throws -> Bool {
    guard let guest = try node.store.guest(id) else { return false }
    switch fields {
    case .contact: return !guest.profile.email.isEmpty || !guest.profile.phone.isEmpty
    case .sensitive: return !guest.profile.disability.isEmpty
    case .profile: return !guest.isErased
    case .words:
      try node.bringEverything(of: id)
      return node.hall.hasWords(of: id)
    }
  }
}
