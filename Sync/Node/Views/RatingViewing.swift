import Desk
import Domain

extension Node {
  /// Long enough to walk to the rating terminal, short enough that the next in line is not asked about somebody else's visit.
  static let ratingTime = Span.minutes(5)

  /// The visit finished last at a desk, until it is rated, its time is over, or the next one is finished there.
  func ratingView(_ query: DeskQuery) throws -> RatingView {
    let profile = try profile
    guard profile.desk(query.desk) != nil else { throw Refusal.noSuchDesk(known: profile.desks.map(\.number)) }
    let last = shownHall.todaysVisits.filter { $0.desk == query.desk && $0.stage == .finished }
      .map(hall.inOwnTime).max { ($0.finishedAt ?? .blank, $0.id) < ($1.finishedAt ?? .blank, $1.id) }
    return RatingView {
      $0.desk = query.desk
      guard let last, last.ratings.isEmpty, let until = last.finishedAt?.advanced(by: Node.ratingTime), now < until,
        now.span(until: until) <= .minutes(2 * Node.ratingTime.wholeMinutes)
      else { return }
      let service = profile.service(last.service)
      $0.visit = last.id
      $0.number = last.number
      $0.service = service?.name ?? last.service
      $0.serviceEnglish = service?.label.english ?? last.service
      $0.open = Instrument.allCases
      $0.until = clockText(until)
      $0.language = last.language
    }
  }
}
