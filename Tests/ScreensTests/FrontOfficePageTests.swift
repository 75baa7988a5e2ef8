import Canvas
import Desk
import Domain
import Screens
import TestSupport
import Testing

/// How the front office looks.
@Suite struct FrontOfficePageTests {
  /// A morning with somebody in every stage. Codes are drawn by lot and therefore not on these pages.
  private func morning() throws -> (Rehearsal, Actor) {
    let rehearsal = try Rehearsal { $0.lockers = 4 }
    let head = rehearsal.head
    for (index, service) in ["konsultasi", "perpustakaan", "konsultasi", "konsultasi", "rekomendasi"].enumerated() {
      _ = try head.perform(
        .issueTicket(
          IssueTicket {
            $0.service = service
            $0.priority = index == 2 ? .elderly : .none
          }), id: "ticket-\(index)")
    }
    _ = try head.perform(
      .registerGuest(
        RegisterGuest {
          $0.profile.name = "Siti Nurbaya binti Abdurrahman"
          $0.profile.phone = "0812 3456 7890"
          $0.profile.institution = "Universitas Halmahera"
          $0.profile.gender = .female
          $0.profile.birthYear = 1998
          $0.consent = 1
          $0.visit = VisitKey(word: "A001")
        }), id: "guest")
    _ = try head.perform(.signGuestBook(SignGuestBook { $0.visit = VisitKey(word: "A001")! }), id: "sign")
    _ = try head.perform(.giveLocker(GiveLocker { $0.visit = VisitKey(word: "A001")! }), id: "locker")
    _ = try head.perform(.callNext(CallNext { $0.desk = 1 }), id: "call")
    _ = try head.perform(
      .fileComplaint(
        FileComplaint {
          $0.words = "Ruang tunggu panas, kipas angin mati sejak kemarin."
          $0.visit = VisitKey(word: "A001")
        }), id: "complaint")
    for (minute, topic) in [(600, "Inflasi Tobelo"), (660, "PDRB menurut lapangan usaha 2019–2024")] {
      _ = try head.perform(
        .bookReservation(
          BookReservation {
            $0.slot = Slot(day: OfficeStart.day, time: TimeOfDay(minute: minute))
            $0.topic = topic
          }), id: "book-\(minute)")
    }
    rehearsal.pass(.seconds(660))
    let actor = try FrontOfficeTests.enter(rehearsal)
    return (rehearsal, actor)
  }

  /// With codes that are the same in every run.
  private func settle(_ actor: Actor) {
    for query in actor.station.watching {
      switch try? actor.seen(query) {
      case .guest(var view)?:
        view.code = "T1-12-7KQ2"
        actor.give(.view(query, .guest(view)))
      case .reservations(var view)?:
        for index in view.reservations.indices { view.reservations[index].code = "R1-\(20 + index)-7KQ2" }
        actor.give(.view(query, .reservations(view)))
      default: break
      }
    }
  }

  @Test func `the door, an empty day, the queue, a filter, a search`() throws {
    let empty = try Rehearsal()
    let seat = try empty.seat { FrontOffice($0) }
    try Snapshot.check("front-office-gate", seat.station)
    let quiet = try FrontOfficeTests.enter(empty)
    try Snapshot.check("front-office-empty", quiet.station)
    let (rehearsal, actor) = try morning()
    try Snapshot.check("front-office-queue", actor.station)
    actor.press("/")
    actor.type("siti")
    actor.press("Esc", "s")
    try Snapshot.check("front-office-filter", actor.station)
    actor.press("Esc")
    rehearsal.nodeGoes()
    try Snapshot.check("front-office-lost", actor.station)
  }

  @Test func `a visit, its questions, an arrival`() throws {
    let (rehearsal, actor) = try morning()
    actor.press("Enter")
    try Snapshot.check("front-office-visit", actor.station)
    actor.press("k")
    try Snapshot.check("front-office-confirm", actor.station)
    actor.press("Esc", "Esc", "n")
    try Snapshot.check("front-office-arrival", actor.station)
    actor.press("Esc", "Down", "Enter", "b")
    actor.type("siti")
    try Snapshot.check("front-office-book", actor.station)
    actor.press("^f", "1")
    try Snapshot.check("front-office-known", actor.station)
    withExtendedLifetime(rehearsal) {}
  }

  @Test func `guests, complaints, help`() throws {
    let (rehearsal, actor) = try morning()
    actor.press("F7")
    actor.type("siti")
    try Snapshot.check("front-office-guests", actor.station)
    actor.press("Enter")
    settle(actor)
    try Snapshot.check("front-office-guest", actor.station)
    actor.press("F6")
    settle(actor)
    try Snapshot.check("front-office-reservations", actor.station)
    actor.press("F8")
    try Snapshot.check("front-office-complaints", actor.station)
    actor.press("?")
    try Snapshot.check("front-office-help", actor.station)
    withExtendedLifetime(rehearsal) {}
  }
}
