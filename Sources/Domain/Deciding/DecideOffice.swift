// The office, its days and its officers.
extension Decision {
  mutating func openOffice(_ command: OpenOffice) throws(Refusal) {
    guard hall.office == nil else { throw .officeAlreadyOpened }
    open(.office, .officeOpened(OfficeSettled(profile: try command.profile.checked())))
  }

  mutating func changeOffice(_ command: ChangeOffice) throws(Refusal) {
    guard let office = hall.office else { throw .officeNotOpened }
    guard command.profile.code == office.profile.code else {
      throw .malformed(field: "code", expected: office.profile.code.word)
    }
    add(.officeChanged(OfficeSettled(profile: try command.profile.checked())), to: office.id, .office)
  }

  /// The service day somebody who comes now belongs to. A clock that falls back never reopens a past day: its numbers
  /// would be given twice.
  var today: Day { hall.day.map { max($0.day, setting.today) } ?? setting.today }

  /// Opens the service day when its first visitor comes.
  mutating func ensureDay() throws(Refusal) {
    guard let day = hall.day, day.day == today else {
      endDay(.stillOpenAtTurnover)
      open(.day, .dayOpened(DayOpened(day: today, basis: .clock)))
      return
    }
    guard !day.isClosed else { throw .dayIsClosed }
  }

  /// Further ahead than this, staff must say that they mean it.
  static let confirmedDaysMax = 31

  mutating func confirmDay(_ command: ConfirmDay) throws(Refusal) {
    _ = try profile()
    if let day = hall.day {
      guard command.day >= day.day else { throw .dayBehind(current: day.day) }
      if command.day == day.day {
        guard !setting.clockTrusted else { throw .dayAlreadyOpen }
        return add(.dayConfirmed(DayConfirmed()), to: day.id, .day)
      }
      // A service day never goes back, so a slip such as 2062 for 2026 could not be taken back either.
      guard command.sure || day.day.days(until: command.day) <= Decision.confirmedDaysMax else {
        throw .dayFarAhead(current: day.day)
      }
      endDay(.stillOpenAtTurnover)
    }
    open(.day, .dayOpened(DayOpened(day: command.day, basis: .staff)))
  }

  mutating func closeDay(_ command: CloseDay) throws(Refusal) {
    guard let day = hall.day else { throw .dayNotOpen }
    guard !day.isClosed else { throw .dayIsClosed }
    endDay(command.reason)
  }

  mutating func reopenDay(_ command: ReopenDay) throws(Refusal) {
    guard let day = hall.day else { throw .dayNotOpen }
    guard day.isClosed else { throw .dayAlreadyOpen }
    let reason = try Words.checked(command.reason, .reason, limit: Limits.line)
    add(.dayReopened(DayReopened(reason: reason)), to: day.id, .day)
  }

  /// The current day and everything still open of it end with an explicit reason, never silently.
  mutating func endDay(_ reason: CloseReason) {
    guard let day = hall.day, !day.isClosed else { return }
    let open = hall.todaysVisits.filter { $0.stage.isOpen }.sorted { $0.id < $1.id }
    for visit in open { add(.visitLapsed(VisitLapsed(reason: reason)), to: visit) }
    add(.dayClosed(DayClosed(reason: reason, lapsed: open.count)), to: day.id, .day)
  }

  mutating func addOfficer(_ command: AddOfficer) throws(Refusal) {
    _ = try profile()
    let officer = try command.profile.checked()
    guard hall.officer(login: officer.login) == nil else { throw .loginTaken }
    guard hall.officers.values.count(where: { !$0.hasLeft }) < Limits.officersMax else {
      throw .tooMany(.name, limit: Limits.officersMax)
    }
    open(.officer, .officerAdded(OfficerSettled(profile: officer)))
  }

  mutating func changeOfficer(_ command: ChangeOfficer) throws(Refusal) {
    guard let officer = hall.officer(login: command.login) else { throw .noSuchOfficer }
    var changed = officer.profile
    changed.name = command.name ?? changed.name
    changed.roles = command.roles ?? changed.roles
    changed.specialisations = command.specialisations ?? changed.specialisations
    changed.isShown = command.isShown ?? changed.isShown
    let checked = try changed.checked()
    if !checked.roles.contains(.head) { try keepOneHead(without: officer) }
    add(.officerChanged(OfficerSettled(profile: checked)), to: officer.id.first, .officer)
  }

  mutating func removeOfficer(_ command: RemoveOfficer) throws(Refusal) {
    guard let officer = hall.officer(login: command.login) else { throw .noSuchOfficer }
    try keepOneHead(without: officer)
    add(.officerLeft(OfficerLeft()), to: officer.id.first, .officer)
  }

  private func keepOneHead(without officer: Officer) throws(Refusal) {
    guard officer.profile.roles.contains(.head) else { return }
    let others = hall.officers.values.filter { $0.id != officer.id && !$0.hasLeft && $0.profile.roles.contains(.head) }
    guard !others.isEmpty else { throw .lastHead }
  }

  mutating func setPin(_ command: SetPin) throws(Refusal) {
    guard let officer = hall.officer(login: command.login) else { throw .noSuchOfficer }
    if case .officer(let asking) = setting.actor, asking != officer.id, hall.officers[asking]?.may(.head) != true {
      throw .notAllowed([.head])
    }
    guard Pin.isAcceptable(command.pin) else { throw .pinTooSimple }
    add(.officerPinSet(OfficerPinSet()), to: officer.id.first, .officer)
  }
}

/// The turn-over: what follows from a new service day having come, decided by the node itself.
public func decideTurnover(_ setting: Setting, _ hall: Hall) -> [Draft] {
  guard let day = hall.day, day.day < setting.today, !day.isClosed else { return [] }
  var decision = Decision(setting, hall)
  decision.endDay(.stillOpenAtTurnover)
  return decision.drafts
}

public enum Pin {
  /// Six to twelve digits, not all equal, not a run such as 123456.
  public static func isAcceptable(_ pin: String) -> Bool {
    let digits = Array(pin.utf8)
    guard (6...12).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }) else { return false }
    let steps = zip(digits, digits.dropFirst()).map { Int($1) - Int($0) }
    return !Set([0, 1, -1]).contains { step in steps.allSatisfy { $0 == step } }
  }
}
