import Domain

/// How this terminal goes over to practice and comes back, as whoever opened it can do it. A node never changes what its store is for, so
/// that no figure of the office is ever one of practice: the terminal goes to another folder, as `--home` and `--practice` do.
public enum PracticeWay: Sendable, Equatable {
  /// It cannot be done from here: what to type is said instead.
  case byCommand
  /// To a folder of its own.
  case begin(folder: String)
  /// Back to the office it came from.
  case end
}

/// With what a practice begins.
public struct PracticeStart: Sendable, Equatable {
  /// The office as it is set up: offered first where nothing has been practised yet.
  public var profile: OfficeProfile
  /// Where the practice clock begins, as the command is told it.
  public var clock: String

  /// The first opening of the day, or of the next day with one: whoever practises in the evening finds an open desk.
  init(_ profile: OfficeProfile, _ holidays: [Holiday], today: Day?) {
    self.profile = profile
    let calendar = Calendar(hours: profile.deskHours, holidays: holidays + profile.closures)
    let today = today ?? PracticeStart.unknown
    let day = calendar.isWorkingDay(today) ? today : calendar.workingDay(after: today) ?? today
    let time = profile.deskHours.openings(on: day).map(\.from).min() ?? TimeOfDay(8, 0)
    clock = "\(day.word)T\(time)\(profile.zone.word)"
  }

  /// The day of `PracticeTime.expected`, for an office that knows none.
  private static let unknown = Day(word: String(PracticeTime.expected.prefix(10))) ?? .blank
}
