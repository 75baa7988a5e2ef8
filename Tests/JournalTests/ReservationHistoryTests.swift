import Journal
import TestSupport
import Testing

@testable import Domain

@Suite struct `A reservation with two writers` {
  private func approved(_ hour: Int = 9) -> Fact {
    .reservationApproved(ReservationApproved { $0.slot = Slot(day: Day(count: 20_800), time: TimeOfDay(hour, 0)) })
  }
  private let checkIn = Fact.reservationCheckedIn(ReservationCheckedIn())
  private let cancel = Fact.reservationCancelled(ReservationCancelled())
  private let move = Fact.reservationMoved(
    ReservationMoved { $0.slot = Slot(day: Day(count: 20_900), time: TimeOfDay(13, 0)) })
  private let absent = Fact.reservationMarkedAbsent(ReservationMarkedAbsent { $0.automatic = true })
  private let finish = Fact.reservationFinished(ReservationFinished())

  /// What becomes of an approved reservation when the office and the centre each did one thing.
  private func outcome(_ office: Fact, _ centre: Fact) throws -> (Reservation, EventID, EventID) {
    var story = Story(.reservation, openedBy: 2, try Fact.random(.reservationBooked, 1))
    story.write(approved(), at: 2)
    story.exchange()
    let (one, other) = (story.write(office, at: 1), story.write(centre, at: 2))
    let state = try #require(History.reservation(story.inOrder))
    #expect(History.reservation(story.events.reversed()) == state)
    return (state, one, other)
  }

  @Test func `follows the written rules for what neither had seen`() throws {
    let rules: [(Fact, Fact, ReservationStatus)] = [
      (checkIn, cancel, .checkedIn), (checkIn, move, .checkedIn), (checkIn, absent, .checkedIn),
      (cancel, absent, .cancelled), (cancel, approved(10), .cancelled), (finish, cancel, .finished),
      (finish, move, .finished), (finish, checkIn, .finished), (finish, absent, .finished),
    ]
    for (winner, loser, status) in rules {
      let (office, won, lost) = try outcome(winner, loser)
      #expect(office.status == status, "\(winner.kind) ∥ \(loser.kind)")
      #expect(office.overruled == [.init(event: lost, kind: loser.kind, by: won)], "\(winner.kind) ∥ \(loser.kind)")
      #expect(office.slot.day == Day(count: 20_800))
      // The same when the centre did the one and the office the other.
      let (centre, beaten, beating) = try outcome(loser, winner)
      #expect(centre.status == status, "\(loser.kind) ∥ \(winner.kind)")
      #expect(centre.overruled == [.init(event: beaten, kind: loser.kind, by: beating)])
    }
  }

  @Test func `needs an officer where no rule says, and nothing takes effect until one acts`() throws {
    for (one, other) in [(approved(10), move), (cancel, move), (move, move), (absent, move)] {
      let (state, a, b) = try outcome(one, other)
      #expect(state.status == .approved, "\(one.kind) ∥ \(other.kind)")
      #expect(state.undecided == [a, b].sorted(), "\(one.kind) ∥ \(other.kind)")
      #expect(state.overruled.isEmpty)
    }
    var story = Story(.reservation, try Fact.random(.reservationBooked, 2))
    story.write(approved(10), at: 1)
    story.write(move, at: 2)
    story.exchange()
    story.write(approved(11), at: 3)
    let settled = try #require(History.reservation(story.inOrder))
    #expect(settled.undecided.isEmpty)
    #expect(settled.status == .approved)
    #expect(settled.slot.time == TimeOfDay(11, 0))
  }
}
