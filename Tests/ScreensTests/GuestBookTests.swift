import Canvas
import Desk
import Domain
import Screens
import TestSupport
import Testing

/// The guest book as visitors meet it, on a terminal of its own, against a real node.
@Suite struct GuestBookTests {
  /// A rehearsal with one ticket given, and the terminal on its guest book.
  func opened(_ office: String = "halmahera-utara", taps: Bool = false) throws -> (Rehearsal, Actor, VisitID) {
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

  func arrival(_ rehearsal: Rehearsal) throws -> (VisitID, String) {
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

  func visit(_ rehearsal: Rehearsal, _ id: VisitID) throws -> VisitView {
    guard case .visit(let view) = try rehearsal.head.read(.visit(VisitQuery { $0.visit = .id(id) })) else {
      throw Refused(code: "", exitCode: 1, text: Bilingual("", ""))
    }
    return view
  }

  /// Every question answered by keys, up to the review.
  func fill(_ actor: Actor, name: String = "Siti Nurbaya") {
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
    #expect(view.entry?.purpose == .research)
    #expect(
      Set(view.entry?.services ?? []) == [.consultation, .website]
        && Set(view.entry?.means ?? []) == [.visit, .website])
    #expect(view.entry?.gender == .female && view.entry?.ageBand == .to34)
    #expect(actor.shows("Kode tamu Anda") && actor.shows(view.guest?.code ?? "?"))
    #expect(actor.sent.count == 2)
  }

  @Test func `a visitor fills it in by taps alone, in English, and corrects an answer from the review`() throws {
    let (rehearsal, actor, id) = try opened(taps: true)
    actor.tap("English")
    actor.tap("I agree")
    actor.tapOut("Ana")
    actor.tap("Next")
    actor.tap("Next")
    actor.tap("Next")
    actor.tap("Female")
    actor.tapOut("2001")
    for _ in 1...2 { actor.tap("Next") }
    actor.tap("Pupil/student")
    actor.tap("Private sector")
    actor.tap("Next")
    actor.tap("Research")
    actor.tap("Library")
    actor.tap("Next")
    actor.tap("Next")
    actor.tap("Skip")
    #expect(actor.shows("Is everything right?") && actor.shows("Ana"), "\(actor.text)")
    actor.tap("Name")
    actor.tapOut("b")
    actor.tap("Next")
    actor.tap("Save")
    let view = try visit(rehearsal, id)
    #expect(view.guest?.profile.name == "Anab" && view.guest?.profile.birthYear == 2001)
    #expect(view.entry?.purpose == .research && Set(view.entry?.services ?? []) == [.consultation, .library])
    #expect(actor.shows("Your guest code"))
    actor.tap("Done")
    #expect(actor.shows("Silakan mengisi buku tamu") && actor.wishes.contains(.wipe))
  }

  @Test func `refusing consent bars nobody: the visit is signed for without a name`() throws {
    let (rehearsal, actor, id) = try opened()
    actor.press("1")
    actor.type("Rahasia")
    actor.press("Esc", "2")
    var kept = ""
    dump(actor.station, to: &kept)
    #expect(!kept.contains("Rahasia"), "what was refused is not kept, not even here")
    actor.press("1", "Enter", "Enter")
    #expect(actor.shows("tanpa nama") && !actor.shows("Rahasia"))
    actor.press("Enter")
    let view = try visit(rehearsal, id)
    #expect(view.guest == nil && view.entry?.purpose == .study)
    #expect(actor.sent.map(\.command.kind) == [.signGuestBook])
    #expect(actor.shows("Kunjungan Anda dicatat tanpa nama"))
  }

  @Test func `who comes again shows a code and is asked only what this visit is for`() throws {
    let (rehearsal, actor, _) = try opened()
    fill(actor)
    actor.press("Enter")
    actor.press("Enter")
    let first = try #require(actor.sent.first)
    #expect(first.command.kind == .registerGuest)
    guard case .guests(let found) = try rehearsal.head.read(.guests(GuestsQuery { $0.text = "siti" })) else {
      throw Unexpected()
    }
    let guest = try #require(found.guests.first)
    let answer = try rehearsal.head.perform(.issueTicket(IssueTicket { $0.service = "perpustakaan" }), id: "again")
    guard
      case .ticket(let ticket) = try rehearsal.head.read(
        .ticket(VisitQuery { $0.visit = .id(answer.visit ?? .blank) }))
    else { throw Unexpected() }
    actor.give(.scan(ticket.code, typed: 0))
    actor.give(.scan(guest.code, typed: 0))
    #expect(actor.shows("S***") && !actor.shows("Siti"), "\(actor.text)")
    actor.press("1", "1", "Enter", "Enter", "Enter")
    let view = try visit(rehearsal, answer.visit ?? .blank)
    #expect(view.guest?.guest == guest.guest && view.visits == 2 && view.entry?.gender == .female)
  }

  @Test func `a wrong code is refused in words, and a ticket's code is no guest's`() throws {
    let opening = try opened()
    let actor = opening.1
    actor.press("3")
    actor.type("T1-99-AAAA")
    actor.press("Enter")
    #expect(actor.shows("! "), "\(actor.text)")
    actor.press("Esc")
    #expect(actor.shows("1  Setuju"))
  }

  @Test
  func `back and forward lose nothing, an empty name is refused beside the field, an odd address only pointed out`()
    throws
  {
    let opening = try opened()
    let actor = opening.1
    actor.press("1", "Enter")
    #expect(actor.shows("! Wajib diisi"))
    actor.type("Budi")
    actor.press("Enter")
    actor.type("12")
    actor.press("Enter")
    actor.type("budi@")
    actor.press("Enter")
    #expect(actor.shows("Mohon periksa") && actor.shows("budi@"), "\(actor.text)")
    actor.press("Enter")
    #expect(actor.shows("jenis kelamin"))
    actor.press("1", "Esc", "Esc")
    #expect(actor.shows("budi@") && actor.shows("12"))
    actor.press("Esc")
    #expect(actor.shows("Budi"))
    actor.press("Enter", "Enter", "Enter", "Enter", "Enter")
    actor.type("1850")
    actor.press("Enter")
    #expect(actor.shows("Tahun antara 1900 dan 2026"), "\(actor.text)")
  }

  @Test func `the line is lost in between: it goes on by itself, and nothing is done twice`() throws {
    let (rehearsal, actor, id) = try opened()
    fill(actor)
    actor.losesNextAnswer = true
    actor.press("Enter")
    #expect(actor.shows("jangan menekan lagi") && actor.shows("Menyimpan"))
    actor.press("Enter", "Enter")
    rehearsal.nodeGoes()
    rehearsal.pass(.seconds(2))
    try rehearsal.nodeComes()
    #expect(actor.shows("Kode tamu Anda"), "\(actor.text)")
    var kept = ""
    dump(actor.station, to: &kept)
    #expect(
      !kept.contains("Nurbaya") && !kept.contains("siti@contoh.id"), "what is stored need not stay on the terminal")
    _ = try rehearsal.head.login("kepala", pin: RunningOffice.pin)
    let view = try visit(rehearsal, id)
    #expect(view.guest?.profile.name == "Siti Nurbaya" && view.entry != nil)
    guard case .guests(let found) = try rehearsal.head.read(.guests(GuestsQuery { $0.text = "siti" })) else {
      throw Unexpected()
    }
    #expect(found.guests.count == 1)
    #expect(Set(actor.sent.map(\.id)).count == 2 && actor.sent.count == 3)
  }

  @Test func `a node that restarts in the middle of the form takes nothing of it`() throws {
    let (rehearsal, actor, _) = try opened()
    actor.press("1")
    actor.type("Siti")
    rehearsal.nodeGoes()
    #expect(actor.shows("Siti") && actor.shows("Node kantor tidak menjawab"))
    actor.type(" Nur")
    try rehearsal.nodeComes()
    #expect(actor.shows("Siti Nur") && !actor.shows("tidak menjawab"))
    actor.press("Enter")
    #expect(actor.shows("menghubungi Anda"))
  }

  @Test func `when only the second part is refused, the first is said to be kept and is not sent again`() throws {
    let (rehearsal, actor, _) = try opened()
    fill(actor)
    _ = try rehearsal.head.perform(.closeDay(CloseDay()), id: "close")
    actor.press("Enter")
    #expect(actor.shows("Data diri sudah tersimpan") && actor.shows("Coba lagi"), "\(actor.text)")
    actor.press("Enter")
    #expect(actor.sent.map(\.command.kind) == [.registerGuest, .signGuestBook, .signGuestBook])
    _ = try rehearsal.head.perform(.reopenDay(ReopenDay { $0.reason = "keliru" }), id: "reopen")
    guard case .queue(let all) = try rehearsal.head.read(.queue(QueueQuery { $0.stage = .lapsed })) else {
      throw Unexpected()
    }
    _ = try rehearsal.head.perform(.requeue(Requeue { $0.visit = .id(all.visits[0].visit) }), id: "requeue")
    actor.press("Enter")
    #expect(actor.shows("Kode tamu Anda"), "\(actor.text)")
    #expect(actor.sent.map(\.command.kind).count { $0 == .registerGuest } == 1)
  }

  @Test func `called while filling in: a banner says where, and stopping keeps what was agreed to`() throws {
    let (rehearsal, actor, id) = try opened()
    actor.press("1")
    actor.type("Siti")
    actor.press("Enter")
    actor.type("0812 3456 7890")
    _ = try rehearsal.head.perform(.callNext(CallNext { $0.desk = 1 }), id: "call")
    rehearsal.pass(.seconds(1))
    #expect(actor.shows("dipanggil ke meja 1"), "\(actor.text)")
    actor.press("F4", "1")
    #expect(actor.shows("0812 3456 7890"))
    actor.press("F4", "2")
    #expect(actor.shows("Silakan menuju meja 1"), "\(actor.text)")
    let view = try visit(rehearsal, id)
    #expect(view.guest?.profile.name == "Siti" && view.guest?.profile.phone == "+6281234567890")
    #expect(view.entry == nil && view.pending.contains(.guestBook))
    actor.press("Enter")
    #expect(actor.shows("Silakan mengisi buku tamu"))
  }

  @Test func `stopping before consent keeps nothing`() throws {
    let (rehearsal, actor, id) = try opened()
    actor.press("F4", "2")
    #expect(actor.shows("Tidak ada data diri yang disimpan"))
    #expect(actor.sent.isEmpty)
    #expect(try visit(rehearsal, id).guest == nil)
  }

  @Test func `staff have signed meanwhile: what stands stays, and the visitor is told so and done`() throws {
    let (rehearsal, actor, id) = try opened()
    fill(actor)
    _ = try rehearsal.head.perform(
      .signGuestBook(
        SignGuestBook {
          $0.visit = .id(id)
          $0.purpose = .study
        }), id: "staff")
    actor.press("Enter")
    #expect(actor.shows("sudah diisi dan tetap seperti semula") && actor.shows("Enter  Selesai"), "\(actor.text)")
    actor.press("Enter")
    #expect(actor.shows("Silakan mengisi buku tamu"))
    #expect(try visit(rehearsal, id).entry?.purpose == .study)
  }

  @Test func `two presses on save send once`() throws {
    let (rehearsal, actor, _) = try opened()
    fill(actor)
    rehearsal.nodeGoes()
    actor.press("Enter", "Enter", "Enter")
    try rehearsal.nodeComes()
    #expect(actor.sent.map(\.command.kind) == [.registerGuest, .signGuestBook])
  }

  @Test(arguments: [0, 1, 2]) func `after the wipe no byte of the guest is left in the station or on the canvas`(
    way: Int
  ) throws {
    let (rehearsal, actor, _) = try opened()
    fill(actor, name: "Zubaidah Qaqortoq")
    switch way {
    case 0: rehearsal.pass(.seconds(90))
    case 1: actor.press("Enter", "Enter")
    default: actor.press("F4", "2", "Enter")
    }
    #expect(actor.shows("Silakan mengisi buku tamu"), "\(actor.text)")
    #expect(actor.wishes.contains(.wipe))
    var left = ""
    dump(actor.station, to: &left)
    for secret in ["Zubaidah", "Qaqortoq", "0812", "6281234567890", "siti@", "1998", "petani", "Universitas Halmahera"]
    {
      #expect(!left.contains(secret), "\(secret) is left")
      #expect(!actor.shows(secret))
    }
  }

  @Test func `the warning comes before the wipe, and any key goes on where one was`() throws {
    let (rehearsal, actor, _) = try opened()
    actor.press("1")
    actor.type("Siti")
    rehearsal.pass(.seconds(62))
    #expect(actor.shows("Apakah Anda masih di sini?") && !actor.shows("Siti"))
    actor.press("x")
    #expect(actor.shows("Siti") && !actor.shows("Sitix"))
  }

  @Test(arguments: [
    "N\u{303}ande\u{301} D\u{323}\u{307}", "王小明", "محمد بن سلمان", "Ani 👩‍👩‍👧‍👦 Sari", "A\u{0308}\u{0301}o",
  ]) func `names of every script are edited by what one sees, line up, and are kept as they are`(name: String) throws {
    let (rehearsal, actor, id) = try opened()
    actor.press("1")
    actor.give(.key(Key(.paste(name + "X"))))
    actor.press("Backspace")
    let (canvas, _) = actor.picture
    #expect(canvas.cells.count == 80 * 24)
    let row = (0..<24).first { canvas.text(row: $0).contains("[" + name) }
    #expect(row != nil, "\(actor.text)")
    #expect(canvas.cursor?.x == 5 + Width.of(name), "\(actor.text)")
    actor.press(
      "Enter", "Enter", "Enter", "1", "Enter", "1", "1", "1", "Enter", "1", "Enter", "Enter", "Enter")
    #expect(actor.shows("Sudah benar semua?"), "\(actor.text)")
    actor.press("Enter")
    #expect(try visit(rehearsal, id).guest?.profile.name == name)
  }

  @Test func `an escape sequence pasted or scanned as data never reaches the canvas`() throws {
    let (rehearsal, actor, id) = try opened()
    let evil = "\u{1B}]0;owned\u{7}\u{1B}[2JSiti\u{9B}31m\u{202E}\r\n"
    actor.press("1")
    actor.give(.key(Key(.paste(evil))))
    for scalar in evil.unicodeScalars { actor.give(.key(.character(scalar))) }
    check(actor)
    actor.press(
      "Enter", "Enter", "Enter", "1", "Enter", "1", "1", "1", "Enter", "1", "Enter", "Enter", "Enter", "Enter")
    let name = try #require(try visit(rehearsal, id).guest?.profile.name)
    #expect(
      name.contains("Siti") && !name.unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) })
    let again = try rehearsal.seat { GuestBookTerminal($0) }
    again.give(.scan(evil, typed: 0))
    check(again)
  }

  private func check(_ actor: Actor) {
    for cell in actor.picture.0.cells {
      for value in actor.picture.0.scalars(cell) {
        #expect(value >= 0x20 && !(0x7F..<0xA0).contains(value) && value != 0x202E)
      }
    }
  }

  @Test func `at an office without numbers it works by the visit's code`() throws {
    let (rehearsal, actor, id) = try opened("seruyan")
    fill(actor)
    actor.press("Enter")
    let view = try visit(rehearsal, id)
    #expect(view.guest?.profile.name == "Siti Nurbaya" && !view.pending.contains(.guestBook))
  }
}
