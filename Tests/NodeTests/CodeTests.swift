import Desk
import Domain
import TestSupport
import Testing

@testable import Node

@Suite struct CodeTests {
  private static func view(_ desk: any Desk, _ text: String) throws -> CodeView {
    guard case .code(let view) = try desk.read(.code(CodeQuery { $0.text = text })) else { throw Refused(.busy) }
    return view
  }

  private static func refusal(_ desk: any Desk, _ text: String) throws -> String {
    do {
      _ = try view(desk, text)
      return "known"
    } catch let refused as Refused { return refused.code }
  }

  private static func ticket(_ desk: any Desk, _ visit: VisitID) throws -> TicketView {
    guard case .ticket(let view) = try desk.read(.ticket(VisitQuery { $0.visit = .id(visit) })) else {
      throw Refused(.busy)
    }
    return view
  }

  private static func running(_ kind: DeskKind, address: String = "https://pst.bps.go.id") throws -> RunningOffice {
    var profile = try ShippedOffice.profile("halmahera-utara")
    profile.onlineAddress = address
    profile.lockers = 2
    return try RunningOffice(kind, profile)
  }

  @Test func `a visitor checked in by the code of a booking that is not here yet stands in the list of reservations`()
    throws
  {
    let office = TemporaryOffice(try ShippedOffice.profile("halmahera-utara"))
    try office.open()
    try office.setUp()
    let id = ReservationID(EventID(node: 948, sequence: 35))
    let code = office.node.code(of: id)
    let answer = try office.press(.checkIn(CheckIn { ($0.reservation, $0.code) = (id, code) }), "one", as: .visitor)
      .get()
    guard let head = office.node.hall.officer(login: "kepala"),
      case .reservations(let view) = try office.node.view(.reservations(DayQuery()), for: .officer(head.id))
    else {
      Issue.record("no list")
      return
    }
    #expect(view.reservations.map(\.reservation) == [id])
    #expect(view.reservations.map(\.visit) == [answer.visit])
    #expect(view.reservations.allSatisfy { $0.status == .checkedIn && $0.awaited && $0.code == code })
  }

  @Test func `who books here is told the code with which the visitor checks in`() throws {
    let office = TemporaryOffice(try ShippedOffice.profile("halmahera-utara"))
    try office.open()
    try office.setUp()
    let head = try #require(office.node.hall.officer(login: "kepala"))
    let day = try #require(office.node.today)
    let book = BookReservation {
      ($0.slot, $0.topic) = (Slot(day: day.advanced(by: 7), time: TimeOfDay(9, 0)), "Inflasi")
    }
    let answer = try office.press(.bookReservation(book), "one", as: .officer(head.id)).get()
    let id = try #require(answer.reservation)
    #expect(answer.code == office.node.code(of: id) && answer.code?.hasPrefix("R\(id)-") == true)
  }

  @Test(arguments: DeskKind.allCases)
  func `a ticket's code finds it again, however it is typed, and its QR code does too`(kind: DeskKind) throws {
    let running = try Self.running(kind)
    let head = try running.setUp()
    let kiosk = try running.desk()
    let visit = try #require(try kiosk.press(.issueTicket(IssueTicket { $0.service = "konsultasi" })).visit)
    let ticket = try Self.ticket(kiosk, visit)
    #expect(ticket.code.hasPrefix("A001-") && ticket.code.count == 9 && ticket.rated == [])
    let check = ticket.code.suffix(4)
    for text in [
      ticket.code, ticket.code.lowercased(), "a1 \(check)", "\(visit)-\(check)",
      "\(visit)\(check)".filter { $0 != "-" }.lowercased(), ticket.qr, ticket.qr.lowercased(),
    ] {
      let view = try Self.view(kiosk, text)
      #expect(view.kind == .ticket && view.visit == visit && view.number?.description == "A001", "\(text)")
      #expect(view.stage == .waiting && view.greeting == "" && view.problem == "")
    }
    #expect(ticket.qr.hasPrefix("HTTPS://PST.BPS.GO.ID/T/8205-\(visit)-"))
    try head.press(.callNext(CallNext { $0.desk = 1 }))
    #expect(try Self.view(kiosk, ticket.code).desk == 1)
    try head.press(.skip(Skip { $0.desk = 1 }))
    #expect(try Self.view(kiosk, ticket.code).problem.contains("petugas"))
    try running.restart()
    #expect(try Self.view(running.desk(), ticket.code).visit == visit, "the key is kept")
  }

  @Test func `without an online address the square code is the ticket code, for the office's own scanners`() throws {
    let running = try Self.running(.local, address: "")
    _ = try running.setUp()
    let kiosk = try running.desk()
    let visit = try #require(try kiosk.press(.issueTicket(IssueTicket { $0.service = "konsultasi" })).visit)
    let ticket = try Self.ticket(kiosk, visit)
    #expect(ticket.qr == ticket.code && ticket.code.hasPrefix("A001-"))
  }

  @Test func `every single changed letter of a code or QR text is refused`() throws {
    let running = try Self.running(.local)
    let head = try running.setUp()
    let node = running.office.node
    let visit = try #require(try head.press(.issueTicket(IssueTicket { $0.service = "konsultasi" })).visit)
    let second = try #require(try head.press(.issueTicket(IssueTicket { $0.service = "konsultasi" })).visit)
    let guest = try #require(try head.press(.registerGuest(RegisterGuest { $0.profile.name = "Siti" })).guest)
    let tickets = try [visit, second].map { try Self.ticket(head, $0) }
    let codes = tickets.map(\.code) + ["\(visit)-\(tickets[0].code.suffix(4))", node.code(of: guest)]
    let letters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    let staff = Actor.officer(running.office.head)
    var tried = 0
    for text in codes + [String(tickets[0].qr.split(separator: "/").last ?? "")] {
      let right = try node.subject(ofCode: text, for: staff)
      for index in text.indices {
        for letter in letters where !same(letter, text[index]) {
          var spoiled = text
          spoiled.replaceSubrange(index...index, with: String(letter))
          tried += 1
          // Another subject with the same four letters is one in a million, and would be that subject's right code.
          if let found = try? node.subject(ofCode: spoiled, for: staff) {
            #expect(found == right && isSpelling(spoiled, of: text), "\(spoiled) for \(text)")
          }
        }
      }
    }
    #expect(tried > 2_000)
  }

  private func same(_ a: Character, _ b: Character) -> Bool { Base32.letter(a) == Base32.letter(b) && a != "U" }

  /// A letter that takes the place of a dash that may be left out.
  private func isSpelling(_ spoiled: String, of text: String) -> Bool {
    ShortCode.readings(of: spoiled) == ShortCode.readings(of: text)
  }

  @Test func `a code of one purpose never passes as another, and no other office's key makes it`() throws {
    let (here, there) = (try Self.running(.local), try Self.running(.local))
    let (head, other) = (try here.setUp(), try there.setUp())
    let guest = try #require(try head.press(.registerGuest(RegisterGuest { $0.profile.name = "Siti Nurhaliza" })).guest)
    let code = here.office.node.code(of: guest)
    let check = code.suffix(4)
    #expect(code == "T\(guest)-\(check)")
    #expect(try Self.view(head, code).greeting == "S*** N***")
    for text in ["\(guest)-\(check)", "R\(guest)-\(check)"] { #expect(try Self.refusal(head, text) == "code-unknown") }
    #expect(try other.press(.registerGuest(RegisterGuest { $0.profile.name = "Budi" })).guest == guest)
    #expect(try Self.refusal(other, code) == "code-unknown", "the same id at another office")
  }

  @Test(arguments: DeskKind.allCases)
  func `a guest who registered at the kiosk is shown their code, pressed once or twice`(kind: DeskKind) throws {
    let running = try Self.running(kind)
    let head = try running.setUp()
    let kiosk = try running.desk()
    let register = Command.registerGuest(
      RegisterGuest { ($0.profile.name, $0.profile.phone, $0.consent) = ("Siti Nurhaliza", "081234567890", 1) })
    let answer = try kiosk.perform(register, id: "once")
    let code = try #require(answer.code)
    #expect(try kiosk.perform(register, id: "once") == answer)
    let view = try Self.view(kiosk, code)
    #expect(view.kind == .guest && view.guest == answer.guest && view.greeting == "S*** N***")
    #expect(!"\(view)".contains("Siti") && !"\(view)".contains("0812"))
    guard case .guest(let shown) = try head.read(.guest(GuestQuery { $0.guest = answer.guest ?? .blank })) else {
      throw Unexpected()
    }
    #expect(shown.code == code)
    try head.press(.withdrawConsent(WithdrawConsent { $0.guest = answer.guest ?? .blank }))
    let withdrawn = try Self.view(kiosk, code)
    #expect(withdrawn.greeting == "" && withdrawn.problem.contains("petugas"))
    try head.press(.eraseGuest(EraseGuest { $0.guest = answer.guest ?? .blank }))
    #expect(try Self.refusal(kiosk, code) == "code-unknown")
  }

  @Test(arguments: DeskKind.allCases)
  func `a visitor signs in as a guest only with that guest's code`(kind: DeskKind) throws {
    let running = try Self.running(kind)
    let head = try running.setUp()
    let kiosk = try running.desk()
    let visit = try #require(try kiosk.press(.issueTicket(IssueTicket { $0.service = "konsultasi" })).visit)
    let siti = try kiosk.press(.registerGuest(RegisterGuest { $0.profile.name = "Siti" }))
    let budi = try kiosk.press(.registerGuest(RegisterGuest { $0.profile.name = "Budi" }))
    func link(_ code: String) -> Command {
      .linkGuest(LinkGuest { ($0.visit, $0.guest, $0.code) = (.id(visit), siti.guest ?? .blank, code) })
    }
    for code in ["", budi.code ?? ""] { #expect(try kiosk.outcome(link(code)) == "code-unknown") }
    #expect(try kiosk.outcome(link(siti.code ?? "")) == "done")
    #expect(try kiosk.outcome(link(siti.code ?? "")) == "already-signed")
    #expect(try head.outcome(link("")) == "done")
    try kiosk.press(.signGuestBook(SignGuestBook { ($0.visit, $0.purpose) = (.id(visit), .study) }))
    let locker = Command.giveLocker(GiveLocker { $0.visit = .id(visit) })
    let given = try kiosk.perform(locker, id: "locker")
    #expect(given.locker == 1)
    #expect(try kiosk.perform(locker, id: "locker") == given)
    #expect(try kiosk.outcome(locker) == "already-has-locker")
  }

  @Test func `guessing is slowed for visitors, more with every guess, and forgiven with time`() throws {
    let running = try Self.running(.local)
    let head = try running.setUp()
    let kiosk = try running.desk()
    let visit = try #require(try kiosk.press(.issueTicket(IssueTicket { $0.service = "konsultasi" })).visit)
    let code = try Self.ticket(kiosk, visit).code
    let wrong = code.hasSuffix("0000") ? "A001-1111" : "A001-0000"
    for _ in 0..<20 { #expect(try Self.refusal(kiosk, "A001") == "code-unknown", "half a code is no guess") }
    for _ in 0..<4 { #expect(try Self.refusal(kiosk, wrong) == "code-unknown") }
    #expect(try Self.refusal(kiosk, wrong) == "too-many-tries")
    #expect(try Self.refusal(kiosk, code) == "too-many-tries", "nobody learns that this one was right")
    #expect(try Self.view(head, code).visit == visit, "staff are not kept waiting")
    running.clock.pass(.seconds(2))
    #expect(try Self.refusal(kiosk, code) == "known")
    var waited: Int64 = 0
    for _ in 0..<10 {
      #expect(try Self.refusal(kiosk, wrong) == "code-unknown")
      while try Self.refusal(kiosk, code) == "too-many-tries" {
        running.clock.pass(.seconds(1))
        waited += 1
      }
    }
    #expect(waited > 120)
    running.clock.pass(.minutes(60))
    for _ in 0..<3 { #expect(try Self.refusal(kiosk, wrong) == "code-unknown") }
    #expect(try Self.refusal(kiosk, code) == "known")
  }

  @Test func `a reservation's code greets its guest and says when it is not for today`() throws {
    let running = try Self.running(.local)
    let head = try running.setUp()
    let guest = try head.press(.registerGuest(RegisterGuest { $0.profile.name = "Siti Nurhaliza" })).guest
    var ids: [ReservationID] = []
    for ahead in [0, 1] {
      let slot = Slot(day: OfficeStart.day.advanced(by: ahead), time: TimeOfDay(14, 0))
      let booked = try head.press(
        .bookReservation(BookReservation { ($0.slot, $0.topic, $0.guest) = (slot, "PDRB", guest) }))
      ids.append(try #require(booked.reservation))
    }
    let codes = ids.map { running.office.node.code(of: $0) }
    guard case .reservations(let lines) = try head.read(.reservations(DayQuery { $0.day = OfficeStart.day })) else {
      throw Unexpected()
    }
    #expect(lines.reservations.map(\.code) == [codes[0]])
    let kiosk = try running.desk()
    let today = try Self.view(kiosk, codes[0])
    #expect(today.reservation == ids[0] && today.status == .submitted && today.greeting == "S*** N***")
    #expect(today.problem == "" && today.slot?.time == TimeOfDay(14, 0))
    #expect(try Self.view(kiosk, codes[1]).problem.contains("Selasa"))
  }

  @Test func `a QR code expires, and a ticket's code does not`() throws {
    let running = try Self.running(.local)
    _ = try running.setUp()
    let kiosk = try running.desk()
    let visit = try #require(try kiosk.press(.issueTicket(IssueTicket { $0.service = "konsultasi" })).visit)
    let ticket = try Self.ticket(kiosk, visit)
    let check = ticket.code.suffix(4)
    for _ in 0..<22 {
      running.office.nextMorning()
      try kiosk.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }))
    }
    #expect(try Self.view(kiosk, ticket.qr).visit == visit)
    #expect(try Self.view(kiosk, "\(visit)-\(check)").stage == .lapsed)
    #expect(try Self.refusal(kiosk, ticket.code) == "code-unknown", "today's A001 is somebody else's")
    running.office.nextMorning()
    try kiosk.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }))
    #expect(try Self.refusal(kiosk, ticket.qr) == "code-unknown")
  }
}
