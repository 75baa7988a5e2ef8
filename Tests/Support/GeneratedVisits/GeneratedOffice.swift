import Domain
import Journal

/// An office's journal made of visits as they are: arrivals every two to twenty-five minutes, a guest, a consultation and
/// a rating each, to the millisecond, several visits open at once.
public struct GeneratedOffice: Sendable {
  public let office: OfficeCode
  public private(set) var entries: [(event: Event, link: Digest)] = []
  /// How many visits were finished with each entry.
  public let visits: Int
  private var pen: Pen
  private var draw: Draw
  private var heads: [EventID: EventID] = [:]
  private let officers: [OfficerID]

  static let epoch = Day(year: 2026, month: 1, day: 5)!

  /// The same numbers, the same journal. `noise` is drawn from the seed too: only for tests is a salt anything but secret.
  public init(visits: Int, seed: UInt64, office: OfficeCode = OfficeCode(9471), node: UInt32 = 1, digester: Digester) {
    self.office = office
    self.visits = visits
    draw = Draw(seed: seed)
    pen = Pen(
      office: office, node: node, lastSequence: 0, lastTime: HybridTime(bits: 0), lastLink: .zero, digester: digester)
    officers = (0..<5).map { OfficerID(EventID(node: node, sequence: UInt64(2 + $0))) }
    settle()
    for scene in scenes(visits) { play(scene) }
  }

  /// The same visits behind what an office has written already.
  public init(visits: Int, seed: UInt64, continuing pen: Pen) {
    office = pen.office
    self.visits = visits
    self.pen = pen
    draw = Draw(seed: seed)
    officers = (0..<5).map { OfficerID(EventID(node: pen.node, sequence: UInt64(2 + $0))) }
    for scene in scenes(visits) { play(scene) }
  }

  /// One press: its time and what it says of a visit.
  struct Scene {
    var at: Int64
    var visit: Int
    var act: Act
  }

  enum Act { case open(Int), guest, book, call, start, need, note, finish, rate, openDay(Day), closeDay }

  private var people: [Int: VisitStory] = [:]
  private var opened: [Int: EventID] = [:]
  private var today: EventID?

  private mutating func settle() {
    var profile = OfficeProfile()
    profile.code = office
    profile.name = "BPS Kota Jayapura"
    profile.zone = .wit
    write(at: Self.epochMilliseconds, .officeOpened(OfficeSettled { $0.profile = profile }), actor: .node)
    for name in VisitWords.officers {
      var settled = OfficerProfile()
      settled.name = name
      settled.login = String(name.lowercased().prefix(3))
      write(at: Self.epochMilliseconds, .officerAdded(OfficerSettled { $0.profile = settled }), actor: .node)
    }
  }

  static var epochMilliseconds: Int64 { Zone.wit.moment(epoch, TimeOfDay(8, 0)).milliseconds }

  /// All presses of all visits, in the order of their times.
  private mutating func scenes(_ count: Int) -> [Scene] {
    var scenes: [Scene] = []
    var (time, day, number) = (Self.epochMilliseconds, Self.epoch, 0)
    scenes.append(Scene(at: time, visit: -1, act: .openDay(day)))
    for index in 0..<count {
      time += draw.milliseconds(120...1_500)
      if Zone.wit.local(Moment(milliseconds: time)).time >= TimeOfDay(15, 0) {
        scenes.append(Scene(at: Zone.wit.moment(day, TimeOfDay(17, 0)).milliseconds, visit: -1, act: .closeDay))
        (day, number) = (day.advanced(by: 1), 0)
        time = Zone.wit.moment(day, TimeOfDay(8, draw.roll(0...20))).milliseconds + draw.milliseconds(0...60)
        scenes.append(Scene(at: time - 1_000, visit: -1, act: .openDay(day)))
      }
      number += 1
      let call = time + draw.milliseconds(20...1_800)
      let end = call + draw.milliseconds(180...3_600)
      let guest = time + draw.milliseconds(30...90)
      let start = call + draw.milliseconds(5...60)
      let presses: [(Int64, Act)] = [
        (time, .open(number)), (guest, .guest), (guest + draw.milliseconds(5...30), .book),
        (max(call, guest + 31_000), .call),
        (max(start, guest + 32_000), .start), (end - draw.milliseconds(60...120), .need),
        (end - draw.milliseconds(1...50), .note), (end, .finish), (end + draw.milliseconds(10...60), .rate),
      ]
      // A short visit's presses keep their order.
      var last: Int64 = 0
      for (at, act) in presses {
        last = max(at, last + 500)
        scenes.append(Scene(at: last, visit: index, act: act))
      }
    }
    return scenes.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }

  private mutating func play(_ scene: Scene) {
    switch scene.act {
    case .openDay(let day):
      today = write(at: scene.at, .dayOpened(DayOpened { ($0.day, $0.basis) = (day, .clock) }), actor: .node)
    case .closeDay:
      write(at: scene.at, .dayClosed(DayClosed { $0.reason = .dayClosed }), actor: .node, on: today, .day)
    case .open(let number):
      let story = VisitStory(&draw, number: number)
      people[scene.visit] = story
      opened[scene.visit] = write(at: scene.at, .visitOpened(story.opened(scene.at)), actor: .visitor)
    default: playVisit(scene)
    }
  }

  private mutating func playVisit(_ scene: Scene) {
    guard let story = people[scene.visit], let visit = opened[scene.visit] else { return }
    let officer = Actor.officer(officers[story.officer])
    switch scene.act {
    case .guest:
      let guest = write(
        at: scene.at, .guestRegistered(GuestProfiled { $0.profile = story.profile }), actor: .visitor)
      let consent = ConsentGiven { ($0.version, $0.channel) = (1, .kiosk) }
      write(at: scene.at, .consentGiven(consent), actor: .visitor, on: guest, .guest)
      write(at: scene.at, .guestLinked(GuestLinked { $0.guest = GuestID(guest) }), actor: .visitor, on: visit, .visit)
    case .book:
      write(at: scene.at, .guestBookSigned(story.signed), actor: .visitor, on: visit, .visit)
      if let words = story.words { write(at: scene.at, .guestBookWorded(words), actor: .visitor, on: visit, .visit) }
    case .call:
      let called = VisitCalled { ($0.desk, $0.officer) = (story.desk, officers[story.officer]) }
      write(at: scene.at, .visitCalled(called), actor: officer, on: visit, .visit)
    case .start:
      let started = ServiceStarted { ($0.desk, $0.officer) = (story.desk, officers[story.officer]) }
      write(at: scene.at, .serviceStarted(started), actor: officer, on: visit, .visit)
    case .need: write(at: scene.at, .dataNeeded(story.need), actor: officer, on: visit, .visit)
    case .note: write(at: scene.at, .noteTaken(story.note), actor: officer, on: visit, .visit)
    case .finish:
      write(
        at: scene.at, .visitFinished(VisitFinished { $0.outcome = story.outcome }), actor: officer, on: visit, .visit)
    default:
      write(at: scene.at, .visitRated(story.rated), actor: .visitor, on: visit, .visit)
      if let comment = story.comment { write(at: scene.at, .commentLeft(comment), actor: .visitor, on: visit, .visit) }
      people[scene.visit] = nil
    }
  }

  @discardableResult private mutating func write(
    at milliseconds: Int64, _ fact: Fact, actor: Actor, on subject: EventID? = nil, _ sort: SubjectKind? = nil
  ) -> EventID {
    let id = pen.next
    let subject = subject ?? id
    let draft = Draft(fact, about: subject, sort ?? fact.kind.opens ?? .visit)
    let seen = heads[subject].map { [$0] } ?? []
    var salt: UInt64 = 0
    if fact.kind.isPersonal { salt = draw.next() }
    entries += pen.write(
      [draft], actor: actor, now: Moment(milliseconds: milliseconds), heads: { _, _ in seen }, salt: { salt })
    heads[subject] = id
    return id
  }
}
