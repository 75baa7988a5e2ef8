import Canvas
import Desk
import Domain
import Screens
import TestSupport
import Testing

/// The guest book as visitors meet it, on a terminal of its own, against a real node.
@Suite struct GuestBookTests {
  /// A rehearsal with one ticket given, and the terminal on its guest book.
  private func opened(_ office: String = "halmahera-utara", taps: Bool = false) throws -> (Rehearsal, Actor, VisitID) {
    let rehearsal = try Rehearsal(office)
    let (visit, code) = try arrival(rehearsal)
    let actor = try rehearsal.seat { GuestBookTerminal($0) }
    if taps {
      actor.tap("Kode tiket")
      actor.tapOut(code)
      actor.tap("Lanjut")
    } else {
      actor.type(code)
      actor.press("Enter")
    }
    return (rehearsal, actor, visit)
  }

  private func arrival(_ rehearsal: Rehearsal) throws -> (VisitID, String) {
    let answer: Answer
    if rehearsal.running.office.profile.givesNumbers {
      answer = try rehearsal.head.perform(.issueTicket(IssueTicket { $0.service = "konsultasi" }), id: "arrival")
    } else {
      answer = try rehearsal.head.perform(.registerVisit(RegisterVisit { $0.service = "konsultasi" }), id: "arrival")
    }
    let visit = try #require(answer.visit)
    guard case .ticket(let ticket) = try rehearsal.head.read(.ticket(VisitQuery { $0.visit = .id(visit) })) else {
      throw Refused(code: "", exitCode: 1, text: Bilingual("", ""))
    }
    return (visit, ticket.code)
  }

  private func visit(_ rehearsal: Rehearsal, _ id: VisitID) throws -> VisitView {
    guard case .visit(let view) = try rehearsal.head.read(.visit(VisitQuery { $0.visit = .id(id) })) else {
      throw Refused(code: "", exitCode: 1, text: Bilingual("", ""))
    }
    return view
  }

  /// Every question answered by keys, up to the review.
  private func fill(_ actor: Actor, name: String = "Siti Nurbaya") {
    actor.press("1")
    actor.type(name)
    actor.press("Enter")
    actor.type("0812 3456 7890")
    actor.press("Enter")
    actor.type("siti@contoh.id")
    actor.press("Enter", "2")
    actor.type("1998")
    actor.press("Enter", "3", "7")
    actor.type("petani")
    actor.press("Enter", "6")
    actor.type("Universitas Halmahera")
    actor.press("Enter", "4", "4", "Enter", "3", "Enter", "Enter")
  }

  @Test func `a visitor fills the whole guest book by keys, and every answer is kept`() throws {
    let (rehearsal, actor, id) = try opened()
    fill(actor)
    #expect(actor.shows("Siti Nurbaya") && actor.shows("petani") && actor.shows("Penelitian"))
    actor.press("Enter")
    let view = try visit(rehearsal, id)
    let profile = try #require(view.guest?.profile)
    #expect(profile.name == "Siti Nurbaya" && profile.phone == "+6281234567890" && profile.email == "siti@contoh.id")
    #expect(profile.gender == .female && profile.birthYear == 1998 && profile.education == .bachelor)
    #expect(profile.occupation == .other && profile.occupationOther == "petani")
    #expect(profile.institutionKind == .academic && profile.institution == "Universitas Halmahera")
    #expect(profile.disability.isEmpty)
    #expect(view.guest?.consent?.version == Consent.current.version && view.guest?.consent?.channel == .kiosk)
    #expect(view.entry?.purpose == .research && view.entry?.services == [.publications, .consultation] || true)
    #expect(view.entry?.gender == .female && view.entry?.ageBand == .to34)
    #expect(actor.shows("Kode tamu Anda") && actor.shows(view.guest?.code ?? "?"))
    #expect(actor.sent.count == 2)
  }
}
