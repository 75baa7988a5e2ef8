import Canvas
import Desk
import Domain
import TestSupport
import Testing

@testable import Screens

/// What the foot of a page offers works on that page: help on every one, and reading aloud where there is a voice.
@Suite struct FooterKeyTests {
  private let rehearsal: Rehearsal

  init() throws { rehearsal = try Rehearsal() }

  private func seat(_ make: @escaping (Bearings) -> any Station) throws -> Actor {
    try rehearsal.seat { make(Bearings(hasVoice: true, encode: $0.encode)) }
  }

  private func check(_ actor: Actor, _ page: String, speaks: Bool = true, _ location: SourceLocation = #_sourceLocation)
  {
    rehearsal.pass(.seconds(1))
    let before = actor.text
    #expect(offers(actor, 1), "\(page):\n\(before)", sourceLocation: location)
    if speaks { aloud(actor, page, location) }
    actor.press("F1")
    #expect(actor.text != before, "\(page): F1 opens help", sourceLocation: location)
    if speaks { aloud(actor, page + ", help", location) }
    rehearsal.pass(.seconds(1))
    actor.press("F1")
    #expect(actor.text == before, "\(page): F1 again leads back\n\(actor.text)", sourceLocation: location)
    rehearsal.pass(.seconds(1))
  }

  private func offers(_ actor: Actor, _ number: Int) -> Bool {
    actor.picture.1.contains { $0.action == .key(.function(number)) }
  }

  private func aloud(_ actor: Actor, _ page: String, _ location: SourceLocation) {
    let count = says(actor)
    #expect(offers(actor, 10), "\(page):\n\(actor.text)", sourceLocation: location)
    actor.press("F10")
    #expect(says(actor) == count + 1, "\(page): F10", sourceLocation: location)
  }

  private func says(_ actor: Actor) -> Int {
    actor.wishes.count { if case .say = $0 { true } else { false } }
  }

  private func arrive() throws -> String {
    let visit = try rehearsal.arrive("konsultasi")[0]
    guard case .ticket(let ticket) = try rehearsal.head.read(.ticket(VisitQuery { $0.visit = .id(visit) })) else {
      throw DeskUnreachable("no ticket")
    }
    return ticket.code
  }

  @Test func `on every page of the kiosk`() throws {
    let kiosk = try seat { Kiosk($0) }
    check(kiosk, "languages")
    for (key, page) in [("F3", "reservation"), ("F4", "ticket's code"), ("F5", "information"), ("F6", "staff")] {
      kiosk.press(key)
      check(kiosk, page)
      kiosk.press("Esc")
    }
    kiosk.press("1")
    check(kiosk, "services")
    kiosk.press("1")
    check(kiosk, "ticket")
    kiosk.press("1")
    check(kiosk, "guest book")
  }

  @Test func `on every page of the guest book`() throws {
    let code = try arrive()
    let actor = try seat { GuestBookTerminal($0) }
    check(actor, "start")
    actor.type(code)
    actor.press("Enter")
    check(actor, "consent")
    actor.press("3")
    check(actor, "code")
    actor.press("Esc", "1")
    check(actor, "name")
    actor.press("Esc", "2")
    check(actor, "purpose")
    actor.press("F4")
    aloud(actor, "stopping", #_sourceLocation)
    actor.press("1", "4", "Enter", "Enter")
    check(actor, "review")
    actor.press("Enter")
    check(actor, "thanks")
  }

  @Test func `on every page of the rating terminal`() throws {
    let actor = try seat { RatingTerminal($0, desk: 1) }
    check(actor, "waiting")
    _ = try arrive()
    try rehearsal.head.press(.callNext(CallNext { $0.desk = 1 }))
    try rehearsal.head.press(.serve(Serve { $0.desk = 1 }))
    try rehearsal.head.press(.finish(Finish { $0.desk = 1 }))
    check(actor, "faces")
    actor.press("5")
    check(actor, "comment")
    actor.press("Enter")
    check(actor, "offer")
  }

  @Test func `on every page of staff, and what is being written stays`() throws {
    _ = try arrive()
    let front = try seat { FrontOffice($0) }
    front.enter("dewi")
    check(front, "queue", speaks: false)
    for (key, page) in [("F6", "reservations"), ("F7", "guests"), ("F8", "complaints"), ("F5", "queue")] {
      front.press(key)
      check(front, page, speaks: false)
    }
    front.press("n")
    check(front, "arrival", speaks: false)
    front.press("Esc", "Enter")
    check(front, "visit", speaks: false)
    front.press("b")
    front.type("Budi")
    check(front, "guest book", speaks: false)
    #expect(front.shows("Budi"))
    let desk = try rehearsal.desk(1)
    check(desk, "desk", speaks: false)
  }

  @Test func `a call is seen over help, at the kiosk and in the guest book`() throws {
    let code = try arrive()
    let book = try seat { GuestBookTerminal($0) }
    book.type(code)
    book.press("Enter", "F1")
    let kiosk = try seat { Kiosk($0) }
    kiosk.press("F4")
    kiosk.type(code)
    kiosk.press("Enter")
    rehearsal.pass(.seconds(1))
    kiosk.press("F1")
    try rehearsal.head.press(.callNext(CallNext { $0.desk = 2 }))
    rehearsal.look()
    #expect(book.shows("Cara mengisi buku tamu") && book.shows("dipanggil ke meja 2"), "\(book.text)")
    #expect(kiosk.shows("Cara memakai layar ini") && kiosk.shows("meja 2"), "\(kiosk.text)")
  }
}
