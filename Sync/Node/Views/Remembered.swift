import Desk
import Domain
import Journal
import Store

/// What views have computed and may use again until an event makes it untrue. Nothing here is kept anywhere else.
struct Remembered {
  /// Names in memory; a whole day's guests and some.
  private static let namesMax = 2_000

  private(set) var day: DayPicture?
  /// The day's visits in order, brought up to date by those that events have changed since: sorting five hundred anew
  /// would cost more than all else together.
  private var visits: [Visit] = []
  private var places: [VisitID: Int] = [:]
  private var changed: Set<VisitID> = []
  private var isInOrder = false
  private var names: [GuestID: String] = [:]

  /// Whatever an event is about is looked at anew.
  mutating func forget(_ event: Event) {
    day = nil
    if event.sort == .visit { changed.insert(VisitID(event.subject)) }
    if event.sort == .day { isInOrder = false }
    if event.sort == .guest { names[GuestID(event.subject)] = nil }
  }

  mutating func day(_ hall: Hall, _ profile: OfficeProfile) -> DayPicture {
    if let day { return day }
    update(hall)
    let new = DayPicture(visits, profile, joined: hall.joinedLine)
    day = new
    return new
  }

  private mutating func update(_ hall: Hall) {
    defer { (changed, isInOrder) = ([], true) }
    if isInOrder {
      isInOrder = changed.sorted().allSatisfy { id in
        // Of another day: brought in for one command.
        guard let visit = hall.visits[id], visit.day == hall.day?.day else { return true }
        if let place = places[id] {
          visits[place] = hall.inOwnTime(visit)
          return true
        }
        guard visits.last.map({ $0.id < id }) ?? true else { return false }
        places[id] = visits.count
        visits.append(hall.inOwnTime(visit))
        return true
      }
    }
    guard !isInOrder else { return }
    visits = hall.todaysVisits.map(hall.inOwnTime).sorted { $0.id < $1.id }
    places = Dictionary(uniqueKeysWithValues: visits.enumerated().map { ($1.id, $0) })
  }

  mutating func name(_ guest: GuestID, _ look: () throws -> String) rethrows -> String {
    if let name = names[guest] { return name }
    if names.count >= Remembered.namesMax { names = [:] }
    let name = try look()
    names[guest] = name
    return name
  }
}

extension Node {
  /// The service day that is shown.
  func dayPicture() throws -> DayPicture {
    if isBeforeFirstVisitor { return DayPicture([], try profile) }
    return remembered.day(hall, try profile)
  }

  /// Of a guest who may have been erased since.
  func shownName(_ guest: GuestID) throws -> String? {
    let name = try remembered.name(guest) {
      guard let guest = try store.guest(guest) else { return "" }
      return guest.isErased ? "–" : guest.profile.name
    }
    return name.isEmpty ? nil : name
  }

  static let historyMax = 5

  /// A guest's visits before `visit`, newest first.
  func history(of guest: GuestID, before visit: VisitID? = nil) throws -> [HistoryLine] {
    try store.visits(of: guest).filter { $0 != visit }.suffix(Node.historyMax).reversed().compactMap { id in
      guard let visit = try hall.visits[id] ?? store.visit(id) else { return nil }
      return HistoryLine {
        $0.visit = visit.id
        $0.day = visit.day
        $0.service = visit.service
        $0.outcome = visit.outcome
        $0.purpose = visit.entry?.purpose
      }
    }
  }
}
