import Desk
import Domain

/// A service day as its views need it: sums, lines and who stands where, computed once a turn however many watch.
struct DayPicture {
  /// In the order in which they came.
  let visits: [Visit]
  let figures: DayFigures
  private(set) var services: [ServiceLine] = []
  /// Visits that had a rating, and the day's satisfaction index with its band.
  private(set) var rated = 0
  private(set) var satisfaction = ""
  private var stages = [Int](repeating: 0, count: Stage.allCases.count + 1)
  /// Places in `visits`, in the order in which they joined the line.
  private(set) var open: [Int] = []

  /// `joined` says when somebody joined the line, as far as its order goes.
  init(_ visits: [Visit], _ profile: OfficeProfile, joined: (Visit) -> Moment = { $0.queuedAt }) {
    self.visits = visits
    figures = DayFigures(visits, profile)
    var (waiting, last) = ([String: Int](), [Series: (at: Moment, number: QueueNumber)]())
    var ratings: [Rating] = []
    // By place and not by element: a visit is large, and taking it out of the list to look at one field is not free.
    for place in visits.indices {
      let stage = visits[place].stage
      stages[Int(stage.rawValue)] += 1
      if stage == .waiting { waiting[visits[place].service, default: 0] += 1 }
      if stage.isOpen { open.append(place) }
      if let number = visits[place].number {
        // Each computer of an office counts on from a number of its own: the latest is not the highest.
        let given = (visits[place].openedAt, number)
        if last[number.series].map({ $0 < given }) ?? true { last[number.series] = given }
      }
      if !visits[place].ratings.isEmpty {
        rated += 1
        ratings += visits[place].ratings
      }
    }
    let times = open.map { joined(visits[$0]) }
    open = open.indices.sorted { (times[$0], visits[open[$0]].queued) < (times[$1], visits[open[$1]].queued) }
      .map { open[$0] }
    if let index = SatisfactionIndex.hundredths(ratings) {
      let band = SatisfactionIndex.band(hundredths: index).rawValue
      satisfaction = "\(index / 100),\(padded(index % 100, 2)) (\(band))"
    }
    services = profile.services.map { service in
      ServiceLine {
        $0.key = service.key
        $0.series = profile.givesNumbers ? service.series : nil
        $0.name = service.name
        $0.nameEnglish = service.label.english
        $0.waiting = waiting[service.key] ?? 0
        $0.last = last[service.series]?.number
        $0.expectedMinutes = figures.expectedMinutes(service, ahead: $0.waiting)
      }
    }
  }

  func count(_ stage: Stage) -> Int { stages[Int(stage.rawValue)] }
  var atDesks: Int { count(.called) + count(.serving) }

  /// Places of the five called last, newest first. Whoever was called stays until four others have been: people look
  /// up late.
  func lastCalled() -> [Int] {
    var latest: [Int] = []
    for place in visits.indices {
      guard visits[place].calledAt != nil, visits[place].desk != nil,
        ![.cancelled, .missed, .lapsed].contains(visits[place].stage)
      else { continue }
      let at = latest.firstIndex { isLater(place, than: $0) } ?? latest.endIndex
      guard at < 5 else { continue }
      latest.insert(place, at: at)
      if latest.count > 5 { latest.removeLast() }
    }
    return latest
  }

  private func isLater(_ a: Int, than b: Int) -> Bool {
    let (first, second) = (visits[a].calledAt ?? visits[a].openedAt, visits[b].calledAt ?? visits[b].openedAt)
    // Two desks may call in one second: the later call is the one with the later event.
    let (one, other) = (visits[a].lastCall ?? visits[a].id.first, visits[b].lastCall ?? visits[b].id.first)
    return (first, one) > (second, other)
  }

  /// Open visits that a desk serves and that stand at one stage.
  func open(_ stage: Stage, at desk: DeskPlan) -> [Int] {
    open.filter { visits[$0].stage == stage && desk.serves(visits[$0].service) }
  }

  func figures(of desk: Int) -> DeskFigures {
    var ended: [(at: Moment, length: Span)] = []
    return DeskFigures { figures in
      for place in visits.indices where visits[place].desk == desk {
        guard let started = visits[place].startedAt else { continue }
        switch self.figures.promise(visits[place], now: started) {
        case .kept: figures.promiseKept += 1
        case .missed: figures.promiseMissed += 1
        default: break
        }
        guard visits[place].stage == .finished, let finished = visits[place].finishedAt else { continue }
        ended.append((finished, started.span(until: finished)))
      }
      figures.served = ended.count
      guard !ended.isEmpty else { return }
      let total = ended.reduce(0) { $0 + $1.length.milliseconds }
      figures.meanMinutes = Int(total / Int64(ended.count) / 60_000)
      figures.lengths = ended.sorted { $0.at < $1.at }.suffix(10).map(\.length.wholeMinutes)
    }
  }

  /// The last step at a desk that can still be taken back.
  func undo(at desk: Int, now: Moment) -> UndoLine? {
    let now = now.second
    var last: (place: Int, step: Undoable)?
    for place in visits.indices {
      guard let step = visits[place].undoable, (visits[place].desk ?? step.before.desk) == desk,
        step.isOpen(at: now)
      else { continue }
      if let other = last, (other.step.at, other.step.event) > (step.at, step.event) { continue }
      last = (place, step)
    }
    return last.map { last in
      UndoLine {
        $0.visit = visits[last.place].id
        $0.label = visits[last.place].label
        $0.done = "\(last.step.kind)"
        $0.from = last.step.before.stage
        $0.seconds = last.step.secondsLeft(at: now)
      }
    }
  }
}
