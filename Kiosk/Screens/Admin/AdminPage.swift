import Canvas
import Desk
import Domain

/// One page behind the menu: what it shows, what its keys do. Pages lie on one another; Esc takes the uppermost away.
protocol AdminPage: Sendable {
  /// Its place in the path above the page.
  func title(_ scene: Scene) -> String
  func hints(_ scene: Scene) -> [Frame.Hint]
  /// Whether digits choose here rather than being written.
  var digitsChoose: Bool { get }
  /// Views it needs beyond those every page has.
  var watching: [Query] { get }

  mutating func press(_ key: Key, _ scene: Scene) -> [Step]
  mutating func touch(_ touch: Touch, _ scene: Scene) -> [Step]
  /// What came back, and what a scanner read.
  mutating func hear(_ input: Input, _ scene: Scene) -> [Step]
  func draw(_ region: Region, _ scene: Scene, on canvas: inout Canvas) -> [Target<Touch>]
}

extension AdminPage {
  func hints(_ scene: Scene) -> [Frame.Hint] { [] }
  var digitsChoose: Bool { true }
  var watching: [Query] { [] }
  mutating func touch(_ touch: Touch, _ scene: Scene) -> [Step] { [] }
  /// A proposal that was refused is said in words where no field can be marked.
  mutating func hear(_ input: Input, _ scene: Scene) -> [Step] {
    if case .refused(Proposal.errand, let refused) = input { return [.say(refused.text, .warning)] }
    return []
  }
}

/// What a page wants done by whoever holds the pages.
enum Step: Sendable {
  case open(any AdminPage)
  case back
  case perform(Command, Errand)
  case maintain(Maintenance, Errand)
  case say(Bilingual, Banner.Kind)
  /// It is stored: the review goes away, and what it says goes with it.
  case settled(Proposal)
  /// It was refused: the review goes away and the page below marks what is meant.
  case refused(Refused)
  case logout
  /// This terminal goes over to practice, or back.
  case practise(PracticeStart)
  case endPractice
}

/// A view as far as it has come. Nothing yet, not allowed and nothing there are different pictures.
enum Seen<V: Sendable>: Sendable {
  case awaited
  case shown(V)
  case refused(Refused)

  var value: V? { if case .shown(let view) = self { view } else { nil } }
}

/// A fault of the settings as a whole, by the field's name in the office's file.
public struct SettingFault: Hashable, Sendable {
  public var field: String
  public var message: Bilingual

  /// As the reader of office files reports it, without the line.
  public init(field: String, message: Bilingual) {
    self.field = field
    self.message = message
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(field)
    hasher.combine(message.indonesian)
  }
}

/// What a piece of work on the store came to, and when.
struct StoreResult: Sendable {
  var report: MaintenanceReport?
  var refused: Refused?
  /// The office's time then.
  var time: String
}

/// What pages know of the office.
struct Scene: Sendable {
  var profile: OfficeProfile
  var holidays: [Holiday]
  var officers: Seen<OfficersView>
  var status: Seen<StatusView>
  var day: Seen<DayView>
  var queue: Seen<QueueView>
  var session: Session
  var speech: Speech
  var underWay: Set<Errand>
  var results: [Errand: StoreResult]
  var progress: [Errand: String]
  var check: @Sendable (OfficeProfile) -> [SettingFault]
  var encode: @Sendable (String) -> BitMatrix?
  /// This is practice.
  var isPractice: Bool
  var practiceWay: PracticeWay

  /// Whether who is in may change the settings.
  var isHead: Bool {
    officers.value?.officers.first { $0.officer == session.officer }?.profile.roles.contains(.head) ?? false
  }

  /// Whether the node has said yet who is in.
  var knowsRoles: Bool { officers.value != nil }

  /// What is new and wrong in a profile, compared with how the office stands.
  func faults(_ changed: OfficeProfile) -> [SettingFault] {
    let old = Set(check(profile))
    return check(changed).filter { !old.contains($0) }
  }

  func words(_ weekday: Weekday) -> String { speech(weekday.label) }
}
