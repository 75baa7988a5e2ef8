import Desk
import Domain
import Store

extension Node {
  func dayView(_ query: DayQuery) throws -> DayView {
    let profile = try profile
    let day = query.day ?? hall.day?.day ?? today
    let isCurrent = day == hall.day?.day
    let visits: [Visit]
    if isCurrent {
      visits = hall.todaysVisits.sorted { $0.id < $1.id }
    } else {
      visits = try day.map { try store.visits(on: $0).compactMap { try store.visit($0) } } ?? []
    }
    let figures = DayFigures(visits, profile)
    return DayView { view in
      view.day = day
      // Opening hours are said of the day it is; of another day they would be untrue.
      if day == hall.day?.day ?? today, let state = hall.openState(at: now) {
        if case .open(let until) = state {
          view.open = true
          view.hours = "Buka sampai pukul \(until)."
          view.hoursEnglish = "Open until \(until)."
        } else {
          let text = Refusal.closed(state).text
          (view.hours, view.hoursEnglish) = (text.indonesian, text.english)
        }
      }
      // A new day begins with its first visitor; until then only yesterday is closed.
      view.closed = isCurrent && hall.day?.day == today && (hall.day?.isClosed ?? false)
      view.services = profile.services.map { serviceLine($0, visits, figures) }
      view.visits = visits.count
      view.waiting = visits.count { $0.stage == .waiting }
      view.atDesks = visits.count { $0.stage.holdsDesk }
      view.parked = visits.count { $0.stage == .parked }
      view.missed = visits.count { $0.stage == .missed }
      view.finished = visits.count { $0.stage == .finished }
      view.cancelled = visits.count { $0.stage == .cancelled }
      view.lapsed = visits.count { $0.stage == .lapsed }
      view.meanWaitMinutes = figures.meanWaitMinutes
      view.meanServiceMinutes = figures.meanServiceMinutes
      view.promiseMinutes = profile.serviceLevel.start == .unstated ? nil : profile.serviceLevel.minutes
      view.promiseKept = figures.promiseKept
      view.promiseMissed = figures.promiseMissed
      view.ratings = visits.count { !$0.ratings.isEmpty }
      view.localTime = clockText(now)
      if let index = SatisfactionIndex.hundredths(visits.flatMap(\.ratings)) {
        view.satisfaction =
          "\(index / 100),\(padded(index % 100, 2)) (\(SatisfactionIndex.band(hundredths: index).rawValue))"
      }
    }
  }

  func serviceLine(_ service: Service, _ visits: [Visit], _ figures: DayFigures) -> ServiceLine {
    ServiceLine {
      $0.key = service.key
      $0.series = hall.profile?.givesNumbers == true ? service.series : nil
      $0.name = service.name
      $0.nameEnglish = service.label.english
      let waiting = visits.count { $0.stage == .waiting && $0.service == service.key }
      $0.waiting = waiting
      $0.last = visits.compactMap(\.number).filter { $0.series == service.series }.max()
      $0.expectedMinutes = figures.expectedMinutes(service, ahead: waiting)
    }
  }

  func queueView(_ query: QueueQuery) throws -> QueueView {
    let profile = try profile
    if let service = query.service, profile.service(service) == nil {
      throw Refusal.noSuchService(known: profile.services.map(\.key))
    }
    let now = self.now
    let visits = hall.todaysVisits.filter { visit in
      (query.service.map { visit.service == $0 } ?? true)
        && (query.stage.map { visit.stage == $0 } ?? visit.stage.isOpen)
    }.sorted { ($0.queuedAt, $0.queued) < ($1.queuedAt, $1.queued) }
    let figures = DayFigures(hall.todaysVisits, profile)
    return try QueueView { view in view.visits = try visits.map { try queueLine($0, figures, now) } }
  }

  func queueLine(_ visit: Visit, _ figures: DayFigures, _ now: Moment) throws -> QueueLine {
    let guest = try visit.guest.flatMap { try store.guest($0) }
    return QueueLine {
      $0.visit = visit.id
      $0.number = visit.number
      $0.service = visit.service
      $0.stage = visit.stage
      $0.priority = visit.priority
      $0.since = clockText(visit.queuedAt)
      $0.waitMinutes =
        visit.openedAt.span(until: visit.firstCalledAt ?? visit.startedAt ?? visit.finishedAt ?? now).wholeMinutes
      $0.promise = figures.promise(visit, now: now).word
      $0.desk = visit.stage.holdsDesk ? visit.desk : nil
      $0.guest = guest.map { $0.isErased ? "–" : $0.profile.name }
      $0.locker = visit.locker
      $0.signed = visit.entry != nil
      $0.reservation = visit.reservation
    }
  }

  func boardView() throws -> BoardView {
    let profile = try profile
    let visits = hall.todaysVisits
    let figures = DayFigures(visits, profile)
    // Whoever was called stays on the board until four others have been: people look up late.
    let called = visits.filter { $0.calledAt != nil && $0.desk != nil && $0.stage != .cancelled && $0.stage != .missed }
      .sorted { ($1.calledAt ?? $1.openedAt, $1.id) < ($0.calledAt ?? $0.openedAt, $0.id) }
    return BoardView { view in
      view.called = called.prefix(5).map { visit in
        BoardLine {
          $0.label = visit.label
          $0.desk = visit.desk ?? 0
          $0.calls = visit.recalls + 1
          $0.serving = visit.stage != .called
        }
      }
      view.waiting = profile.services.map { serviceLine($0, visits, figures) }
      view.localTime = clockText(now)
      view.sequence = Int(lastSequence)
    }
  }

  func ticketView(_ query: VisitQuery) throws -> TicketView {
    let profile = try profile
    let visit = try found(query.visit)
    let service = profile.service(visit.service)
    let paper = try paperState(visit.id)
    let ahead = hall.waitingVisits.count {
      $0.service == visit.service && ($0.queuedAt, $0.queued) < (visit.queuedAt, visit.queued)
    }
    return TicketView {
      $0.visit = visit.id
      $0.number = visit.number
      $0.service = service?.name ?? visit.service
      $0.serviceEnglish = service?.label.english ?? visit.service
      $0.stage = visit.stage
      $0.desk = visit.stage.holdsDesk ? visit.desk : nil
      if visit.stage == .waiting {
        $0.ahead = ahead
        if let service {
          $0.expectedMinutes = DayFigures(hall.todaysVisits, profile).expectedMinutes(service, ahead: ahead)
        }
      }
      $0.promiseMinutes = profile.serviceLevel.start == .unstated ? nil : profile.serviceLevel.minutes
      $0.code = code(of: visit)
      $0.qr = pageText(of: visit)
      $0.rated = visit.ratings.map(\.instrument)
      $0.print = paper
      ($0.printIndonesian, $0.printEnglish) = (paper.advice.indonesian, paper.advice.english)
    }
  }
}
