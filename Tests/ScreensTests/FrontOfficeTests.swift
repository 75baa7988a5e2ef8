import Canvas
import Desk
import Domain
import Screens
import TestSupport
import Testing

/// The front office at work, against a real node.
@Suite struct FrontOfficeTests {
  static func enter(_ rehearsal: Rehearsal, columns: Int = 80, rows: Int = 24) throws -> Actor {
    let actor = try rehearsal.seat({ FrontOffice($0) }, columns: columns, rows: rows)
    actor.type("dewi")
    actor.press("Enter")
    actor.type(RunningOffice.pin)
    actor.press("Enter")
    return actor
  }

  static func visit(_ rehearsal: Rehearsal, _ key: VisitKey) throws -> VisitView {
    guard case .visit(let view) = try rehearsal.head.read(.visit(VisitQuery { $0.visit = key })) else {
      throw Refused(code: "", exitCode: 1, text: Bilingual("", ""))
    }
    return view
  }

  private func key(_ word: String) throws -> VisitKey { try #require(VisitKey(word: word)) }

  @Test func `behind the door: a visitor arrives, gets a number, and the guest book is filled in by keys`() throws {
    let rehearsal = try Rehearsal()
    let actor = try Self.enter(rehearsal)
    #expect(actor.shows("Belum ada pengunjung"), "\(actor.text)")
    actor.press("n", "1", "Enter", "2", "Enter", "Enter")
    #expect(actor.shows("A001") && actor.shows("Nomor A001 diberikan"), "\(actor.text)")
    actor.press("b")
    actor.type("Budi Santoso")
    actor.press("Enter", "1", "Enter")
    actor.type("081234567890")
    actor.press("Enter", "Enter", "1", "Enter")
    actor.type("1980")
    actor.press("Enter", "3", "Enter", "3", "Enter", "4", "Enter")
    actor.type("Dinas Kesehatan")
    actor.press("Enter", "2", "^s")
    #expect(actor.shows("Kode tamu: T"), "\(actor.text)")
    let view = try Self.visit(rehearsal, key("A001"))
    #expect(view.priority == .elderly && view.channel == .desk)
    #expect(view.guest?.profile.name == "Budi Santoso" && view.guest?.profile.birthYear == 1980)
    #expect(view.guest?.consent?.channel == .desk)
    #expect(view.entry?.purpose == .government && view.entry?.services == [.consultation])
    #expect(view.entry?.means == [.visit] && view.entry?.occupation == .civilServant)
  }

  @Test func `a returning guest is found while the name is typed`() throws {
    let rehearsal = try Rehearsal()
    _ = try rehearsal.head.perform(.issueTicket(IssueTicket { $0.service = "konsultasi" }), id: "a")
    _ = try rehearsal.head.perform(
      .registerGuest(
        RegisterGuest {
          $0.profile.name = "Siti Nurbaya"
          $0.profile.institution = "Universitas Halmahera"
          $0.consent = 1
        }), id: "b")
    let actor = try Self.enter(rehearsal)
    actor.press("Enter", "b")
    actor.type("siti")
    #expect(actor.shows("Siti Nurbaya"), "\(actor.text)")
    actor.press("^f", "1")
    #expect(actor.shows("Tamu lama, terakhir") && actor.shows("Universitas Halmahera"), "\(actor.text)")
    actor.press("4", "^s")
    let view = try Self.visit(rehearsal, key("A001"))
    #expect(view.guest?.profile.name == "Siti Nurbaya" && view.entry?.purpose == .research)
    #expect(actor.sent.map(\.command.kind) == [.linkGuest, .signGuestBook])
  }

  @Test func `without consent staff sign for the visit, and no profile is registered`() throws {
    let rehearsal = try Rehearsal()
    _ = try rehearsal.head.perform(.issueTicket(IssueTicket { $0.service = "konsultasi" }), id: "a")
    let actor = try Self.enter(rehearsal)
    actor.press("Enter", "b")
    actor.type("Joko")
    actor.press("^s")
    #expect(actor.shows("Tanyakan dulu"), "\(actor.text)")
    actor.press("2", "^s")
    let view = try Self.visit(rehearsal, key("A001"))
    #expect(view.guest == nil && view.entry != nil)
    #expect(actor.sent.map(\.command.kind) == [.signGuestBook])
  }

  @Test func `identity, locker, desk, service, cancel and undo, each by one letter`() throws {
    let rehearsal = try Rehearsal { $0.lockers = 4 }
    for id in ["a", "b"] {
      _ = try rehearsal.head.perform(.issueTicket(IssueTicket { $0.service = "konsultasi" }), id: id)
    }
    let actor = try Self.enter(rehearsal)
    actor.press("Enter", "i", "1")
    #expect(try Self.visit(rehearsal, key("A001")).identity == .ktp)
    actor.press("k", "Enter")
    #expect(actor.shows("Loker 1 diberikan"), "\(actor.text)")
    actor.press("k", "2")
    #expect(try Self.visit(rehearsal, key("A001")).locker == nil)
    actor.press("m", "1")
    #expect(try Self.visit(rehearsal, key("A001")).stage == .called)
    actor.press("u")
    #expect(try Self.visit(rehearsal, key("A001")).stage == .waiting, "\(actor.text)")
    actor.press("t", "2")
    #expect(try Self.visit(rehearsal, key("A001")).service == rehearsal.running.office.profile.services[1].key)
    actor.press("x", "1")
    let view = try Self.visit(rehearsal, key("A001"))
    #expect(view.stage == .cancelled && view.reason == .visitorLeft)
    #expect(actor.sent.count == 7)
  }

  @Test func `a step is offered for taking back for as long as it can be, and the offer goes by itself`() throws {
    let rehearsal = try Rehearsal()
    _ = try rehearsal.head.perform(.issueTicket(IssueTicket { $0.service = "konsultasi" }), id: "a")
    let actor = try Self.enter(rehearsal)
    actor.press("Enter")
    #expect(!actor.shows("Urungkan"), "\(actor.text)")
    actor.press("m", "1")
    #expect(actor.shows("Urungkan langkah tadi"), "\(actor.text)")
    rehearsal.wait(.seconds(11))
    actor.press("u")
    #expect(!actor.shows("Urungkan") && actor.sent.map(\.command.kind) == [.callVisit], "\(actor.text)")
  }

  @Test func `a busy desk is refused in words, and nothing is lost`() throws {
    let rehearsal = try Rehearsal()
    for id in ["a", "b"] {
      _ = try rehearsal.head.perform(.issueTicket(IssueTicket { $0.service = "konsultasi" }), id: id)
    }
    _ = try rehearsal.head.perform(.callNext(CallNext { $0.desk = 1 }), id: "call")
    let actor = try Self.enter(rehearsal)
    actor.press("Down", "Enter", "m", "1")
    #expect(actor.shows("A001"), "\(actor.text)")
    #expect(try Self.visit(rehearsal, key("A002")).stage == .waiting)
  }

  @Test func `the table names services and columns in words, and marks who goes first`() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.arrive("konsultasi", priority: .elderly)
    let actor = try Self.enter(rehearsal)
    #expect(actor.shows("A001 ! Konsultasi") && actor.shows("Buku") && actor.shows("Loker"), "\(actor.text)")
    #expect(!actor.shows("konsultasi "))
  }

  @Test func `filters and search narrow the table, and say when nothing matches`() throws {
    let rehearsal = try Rehearsal()
    for (id, service) in [("a", "konsultasi"), ("b", "perpustakaan")] {
      _ = try rehearsal.head.perform(.issueTicket(IssueTicket { $0.service = service }), id: id)
    }
    let actor = try Self.enter(rehearsal)
    #expect(actor.shows("A001") && actor.shows("B001"))
    actor.press("/")
    actor.type("b0")
    #expect(!actor.shows("A001") && actor.shows("B001"))
    actor.type("zz")
    #expect(actor.shows("Tidak ada yang cocok"))
    actor.press("Esc", "l", "2")
    #expect(actor.shows("Hanya:") && actor.shows("A001") && !actor.shows("B001"), "\(actor.text)")
  }

  @Test func `by taps alone, in English: an arrival, the guest book, a locker, a call`() throws {
    let rehearsal = try Rehearsal { $0.lockers = 4 }
    let actor = try Self.enter(rehearsal)
    actor.tap("English")
    actor.tap("Arrival")
    actor.tap("Library")
    actor.tap("Save")
    #expect(actor.shows("Number B001 is given"), "\(actor.text)")
    actor.tap("Sign the guest book")
    actor.tap("Name")
    actor.tapOut("Ana")
    actor.tap("Consent")
    actor.tap("I agree")
    actor.tap("Use of the data")
    actor.tap("Research")
    actor.tap("Save")
    #expect(actor.shows("Guest code: T"), "\(actor.text)")
    actor.tap("Give a locker")
    actor.tap("Save")
    #expect(actor.shows("Locker 1 is given"), "\(actor.text)")
    actor.tap("Call to a desk")
    actor.tap("2 ·")
    #expect(actor.shows("B001 is called"), "\(actor.text)")
    let view = try Self.visit(rehearsal, key("B001"))
    #expect(view.guest?.profile.name == "Ana" && view.entry?.purpose == .research && view.desk == 2 && view.locker == 1)
  }

  @Test func `a correction names only what has changed, and signs again`() throws {
    let rehearsal = try Rehearsal()
    _ = try rehearsal.head.perform(.issueTicket(IssueTicket { $0.service = "konsultasi" }), id: "a")
    _ = try rehearsal.head.perform(
      .registerGuest(
        RegisterGuest {
          $0.profile.name = "Siti"
          $0.profile.gender = .female
          $0.consent = 1
          $0.visit = VisitKey(word: "A001")
        }), id: "b")
    let actor = try Self.enter(rehearsal)
    actor.press("Enter", "b", "Tab", "Tab")
    actor.type("0812 3456 7890")
    actor.press("^s")
    guard case .amendGuest(let amend)? = actor.sent.first(where: { $0.command.kind == .amendGuest })?.command else {
      Issue.record("nothing was amended: \(actor.text)")
      return
    }
    #expect(amend.changes == GuestChanges { $0.phone = "0812 3456 7890" })
    #expect(try Self.visit(rehearsal, key("A001")).entry?.gender == .female)
  }

  @Test func `a second press while the first is under way does nothing more`() throws {
    let rehearsal = try Rehearsal()
    let actor = try Self.enter(rehearsal)
    actor.press("n", "1")
    rehearsal.nodeGoes()
    actor.press("^s", "n", "1", "^s")
    #expect(actor.shows("dilanjutkan begitu tersambung"), "\(actor.text)")
    try rehearsal.nodeComes()
    _ = try rehearsal.head.login("kepala", pin: RunningOffice.pin)
    guard case .queue(let queue) = try rehearsal.head.read(.queue(QueueQuery())) else { throw Unexpected() }
    #expect(queue.visits.count <= 1)
    #expect(Set(actor.sent.map(\.id)).count <= 1)
  }

  @Test func `registration without numbers: guest book and locker on one page`() throws {
    let rehearsal = try Rehearsal("seruyan")
    let actor = try Self.enter(rehearsal)
    actor.press("n", "1", "^s", "b")
    actor.type("Tini")
    actor.press("Enter", "1")
    for _ in 1...13 { actor.press("Enter") }
    #expect(actor.shows("Beri loker"), "\(actor.text)")
    actor.press("1", "^s")
    guard case .queue(let queue) = try rehearsal.head.read(.queue(QueueQuery())) else { throw Unexpected() }
    let line = try #require(queue.visits.first)
    #expect(line.guest == "Tini" && line.locker == 1 && line.signed && line.number == nil, "\(actor.text)")
    #expect(actor.sent.map(\.command.kind) == [.registerVisit, .registerGuest, .signGuestBook, .giveLocker])
  }

  @Test func `outside the hours an arrival has to be meant`() throws {
    let rehearsal = try Rehearsal { $0.deskHours = Hours() }
    let actor = try Self.enter(rehearsal)
    actor.press("n", "1", "^s")
    #expect(actor.shows("Wajib diisi") && actor.sent.isEmpty, "\(actor.text)")
    actor.press("1", "^s")
    #expect(actor.shows("Nomor A001 diberikan"), "\(actor.text)")
  }

  @Test func `not loaded, refused and empty are three different pictures`() throws {
    let rehearsal = try Rehearsal()
    let actor = try Self.enter(rehearsal)
    #expect(actor.shows("Belum ada pengunjung"))
    actor.give(.unseen(.queue(QueueQuery()), Refused(.storeFailing)))
    #expect(!actor.shows("Belum ada pengunjung") && actor.shows("(x)"), "\(actor.text)")
    var fresh = FrontOffice(Bearings())
    fresh.bearings.settle(rehearsal.running.office.profile)
    _ = fresh.take(
      .entered(
        Gate.errand,
        Session {
          $0.token = "t"
          $0.name = "Dewi"
        }), at: .seconds(1))
    var canvas = Canvas(width: 80, height: 24)
    _ = fresh.draw(on: &canvas)
    #expect((0..<24).contains { canvas.text(row: $0).contains("Memuat") })
  }

  @Test func `a scanned ticket opens its visit, and what is no code changes nothing`() throws {
    let rehearsal = try Rehearsal()
    let answer = try rehearsal.head.perform(.issueTicket(IssueTicket { $0.service = "konsultasi" }), id: "a")
    guard
      case .ticket(let ticket) = try rehearsal.head.read(
        .ticket(VisitQuery { $0.visit = .id(answer.visit ?? .blank) }))
    else { throw Unexpected() }
    let actor = try Self.enter(rehearsal)
    actor.give(.scan("\u{1B}[2J", typed: 0))
    #expect(actor.shows("Pengaduan") && !actor.shows("Isi buku tamu"))
    actor.give(.scan(ticket.code, typed: 0))
    #expect(actor.shows("Isi buku tamu") && actor.shows("A001"), "\(actor.text)")
  }

  @Test func `a guest's rights: correct, withdraw, erase after a question that says what remains`() throws {
    let rehearsal = try Rehearsal()
    _ = try rehearsal.head.perform(
      .registerGuest(
        RegisterGuest {
          $0.profile.name = "Siti Nurbaya"
          $0.consent = 1
        }), id: "b")
    let actor = try Self.enter(rehearsal)
    actor.press("F7")
    actor.type("siti")
    #expect(actor.shows("Siti Nurbaya"), "\(actor.text)")
    actor.press("Enter", "e")
    actor.press("End")
    actor.type(" binti Ali")
    actor.press("^s")
    #expect(actor.shows("Siti Nurbaya binti Ali") && actor.shows("diperbaiki"), "\(actor.text)")
    actor.press("c", "2")
    #expect(actor.shows("ditarik"))
    actor.press("h")
    #expect(actor.shows("Ini tidak dapat diurungkan"), "\(actor.text)")
    actor.press("Enter")
    #expect(actor.shows("Siti"), "the harmless answer has the focus")
    actor.press("h", "2")
    #expect(!actor.shows("Siti") && actor.shows("dihapus"))
  }

  @Test func `complaints: noted at a visit, answered, closed`() throws {
    let rehearsal = try Rehearsal()
    _ = try rehearsal.head.perform(.issueTicket(IssueTicket { $0.service = "konsultasi" }), id: "a")
    let actor = try Self.enter(rehearsal)
    actor.press("Enter", "a")
    actor.type("Kursi kurang")
    actor.press("^s", "F8")
    #expect(actor.shows("Kursi kurang"), "\(actor.text)")
    actor.press("a")
    actor.type("Kursi ditambah")
    actor.press("^s")
    #expect(actor.shows("Kursi ditambah") && actor.shows("dijawab"), "\(actor.text)")
    actor.press("x", "2")
    #expect(actor.shows("selesai"))
  }

  @Test func `a complaint without a visit is filed with the way by which it came`() throws {
    let rehearsal = try Rehearsal()
    let actor = try Self.enter(rehearsal)
    actor.press("F8")
    #expect(actor.shows("Catat baru"), "\(actor.text)")
    actor.press("n", "2", "Enter")
    actor.type("Telepon tidak diangkat")
    actor.press("^s")
    #expect(actor.shows("Telepon tidak diangkat"), "\(actor.text)")
    guard case .complaints(let view) = try rehearsal.head.read(.complaints(Empty())) else { throw Refused(.busy) }
    #expect(view.complaints.map(\.channel) == [.phone])
  }

  @Test func `a slash typed from habit is no part of a name`() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.head.press(
      .registerGuest(RegisterGuest { ($0.profile.name, $0.consent) = ("Siti Nurbaya", 1) }))
    let actor = try Self.enter(rehearsal)
    actor.press("F7")
    actor.type("/siti")
    #expect(actor.shows("Siti Nurbaya"), "\(actor.text)")
  }

  @Test func `the terminal locks, shows no guest then, and what was begun is still there`() throws {
    let rehearsal = try Rehearsal()
    _ = try rehearsal.head.perform(.issueTicket(IssueTicket { $0.service = "konsultasi" }), id: "a")
    let actor = try Self.enter(rehearsal)
    actor.press("Enter", "b")
    actor.type("Siti")
    rehearsal.pass(.seconds(60 * 5 + 1))
    #expect(!actor.shows("Siti") && actor.shows("Terkunci"))
    actor.type(RunningOffice.pin)
    actor.press("Enter")
    #expect(actor.shows("Siti"), "\(actor.text)")
  }

  @Test func `the node restarts in the middle of the guest book, and nothing of it is lost or done twice`() throws {
    let rehearsal = try Rehearsal("seruyan")
    let actor = try Self.enter(rehearsal)
    actor.press("n", "1", "Enter", "Enter", "Enter")
    #expect(actor.shows("diregistrasi"), "\(actor.text)")
    actor.press("b")
    actor.type("Siti")
    rehearsal.nodeGoes()
    actor.press("Enter", "1")
    #expect(actor.shows("Siti") && actor.shows("tidak menjawab"), "\(actor.text)")
    try rehearsal.nodeComes()
    actor.type(RunningOffice.pin)
    actor.press("Enter")
    #expect(actor.shows("Siti"), "\(actor.text)")
    actor.losesNextAnswer = true
    actor.press("^s")
    rehearsal.nodeGoes()
    try rehearsal.nodeComes()
    #expect(Set(actor.sent.map(\.id)).count <= actor.sent.count)
    _ = try rehearsal.head.login("kepala", pin: RunningOffice.pin)
    guard case .guests(let found) = try rehearsal.head.read(.guests(GuestsQuery { $0.text = "siti" })) else {
      throw Unexpected()
    }
    #expect(found.guests.count == 1, "\(actor.text)")
  }
}
