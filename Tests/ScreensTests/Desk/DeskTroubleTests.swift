import Canvas
import Desk
import Domain
import Screens
import TestSupport
import Testing

@Suite struct DeskTroubleTests {
  @Test func `eight desks call at once: each visitor is held by one, and who came late is told by which desk`() throws {
    let rehearsal = try Rehearsal { profile in
      profile.desks = (1...8).map { number in
        DeskPlan { ($0.number, $0.name) = (number, "Meja \(number)") }
      }
    }
    try rehearsal.arrive(
      "konsultasi", "konsultasi", "konsultasi", "konsultasi", "konsultasi", "konsultasi", "konsultasi", "konsultasi")
    let desks = try (1...8).map { try rehearsal.desk($0) }
    // All of them have the same list before their eyes and want the same visitor.
    for desk in desks { desk.press("c", "1") }
    for desk in desks { desk.holdsPictures = true }
    for desk in desks { desk.press("Enter") }
    for desk in desks { desk.holdsPictures = false }
    rehearsal.look()
    #expect(desks[0].shows("DIPANGGIL"))
    for desk in desks.dropFirst() {
      #expect(desk.shows("A001 sudah dipanggil meja 1") && desk.shows("MEJA KOSONG"))
    }
    for desk in desks { desk.holdsPictures = true }
    for desk in desks.dropFirst() { desk.press("n") }
    for desk in desks { desk.holdsPictures = false }
    rehearsal.look()
    let held = try (1...8).compactMap { number -> String? in
      guard case .desk(let view) = try rehearsal.head.read(.desk(DeskQuery { $0.desk = number })) else { return nil }
      return view.visit?.label
    }
    #expect(Set(held).count == 8 && held.sorted() == (1...8).map { "A00\($0)" })
    for (desk, label) in zip(desks, held) { #expect(desk.shows("DIPANGGIL") && desk.shows("\(label) dipanggil")) }
  }

  @Test func `not loaded, refused, lost and truly empty are four different pictures`() throws {
    let rehearsal = try Rehearsal()
    let desk = try rehearsal.desk(1)
    let empty = desk.text
    #expect(empty.contains("Tidak ada yang menunggu") && empty.contains("MEJA KOSONG"))

    let failing = Refused(Refusal.storeFailing)
    let query = Query.desk(DeskQuery { $0.desk = 1 })
    var fresh = DeskTerminal(Bearings(), desk: 1)
    fresh.bearings.settle(try ShippedOffice.profile("halmahera-utara"))
    _ = fresh.take(.entered(Gate.errand, Session { $0.name = "Yusuf" }), at: .zero)
    let loading = picture(fresh)
    _ = fresh.take(.unseen(query, failing), at: .zero)
    let refused = picture(fresh)
    #expect(loading.contains("Memuat keadaan meja") && !loading.contains("MEJA KOSONG"))
    #expect(refused.contains("bukan antrean kosong") && refused.contains(String(failing.text.indonesian.prefix(30))))
    #expect(!refused.contains("Tidak ada yang menunggu"))

    try rehearsal.arrive("konsultasi", "konsultasi")
    rehearsal.look()
    desk.give(.unseen(query, failing))
    #expect(
      desk.shows("A002") && desk.shows(String(failing.text.indonesian.prefix(30))), "the last picture stays, marked")
    rehearsal.nodeGoes()
    #expect(desk.shows("A002") && desk.shows("Node kantor tidak menjawab"))
    try rehearsal.nodeComes()
    #expect(!desk.shows("tidak menjawab") && desk.shows("2 menunggu"))
  }

  private func picture(_ station: any Station) -> String {
    var canvas = Canvas(width: 80, height: 24)
    _ = station.draw(on: &canvas)
    return (0..<24).map { canvas.text(row: $0) }.joined(separator: "\n")
  }

  @Test func `the node restarted in every stage of a visit: each press counts once and the visit goes on`() throws {
    let rehearsal = try Rehearsal()
    let visits = try rehearsal.arrive("konsultasi")
    let desk = try rehearsal.desk(1)
    func restart() throws {
      rehearsal.nodeGoes()
      #expect(desk.shows("tidak menjawab"))
      try rehearsal.nodeComes()
      #expect(!desk.shows("tidak menjawab"))
    }
    for keys in [["n"], ["v"], ["g"], ["P", "a", "d", "i"], ["^s"], ["Esc"], ["p"], ["e"], ["Enter"], ["f"], ["1"]] {
      for key in keys { desk.press(key) }
      try restart()
    }
    let visit = try rehearsal.visit(visits[0])
    #expect(visit.stage == .finished && visit.needs.map(\.detail) == ["Padi"])
    #expect(desk.sent.map(\.command.kind) == [.callNext, .serve, .recordNeed, .park, .resume, .finish])
  }

  @Test func `keys pressed while the node is gone wait, say so, and are carried out once`() throws {
    let rehearsal = try Rehearsal()
    let visits = try rehearsal.arrive("konsultasi")
    let desk = try rehearsal.desk(1)
    rehearsal.nodeGoes()
    desk.press("n", "n")
    #expect(desk.shows("Tekanan Anda dilanjutkan") && desk.shows("dikerjakan"))
    try rehearsal.nodeComes()
    #expect(desk.shows("DIPANGGIL") && desk.sent.count == 1)
    #expect(try rehearsal.visit(visits[0]).stage == .called)
  }

  @Test func `left alone, the screen shows nothing of the guest; what was written is there after the PIN`() throws {
    let rehearsal = try Rehearsal()
    let visits = try rehearsal.arrive("konsultasi", "konsultasi")
    try rehearsal.welcome(visits[0])
    let desk = try rehearsal.desk(1)
    desk.press("n", "v", "k")
    desk.type("Rahasia tamu")
    rehearsal.pass(.seconds(301))
    for words in ["Siti", "Halmahera U", "Rahasia", "A001", "A002"] {
      #expect(!desk.shows(words) || words == "Halmahera U")
    }
    #expect(desk.shows("Terkunci"))
    rehearsal.nodeGoes()
    try rehearsal.nodeComes()
    desk.type(RunningOffice.pin)
    desk.press("Enter")
    #expect(desk.shows("Rahasia tamu") && desk.shows("Catatan konsultasi A001"))
    desk.press("Esc", "l")
    #expect(desk.shows("Terkunci") && !desk.shows("Siti"))
  }

  @Test func `a draft belongs to its visit: not shown with the next, there again with the same`() throws {
    let rehearsal = try Rehearsal()
    let visits = try rehearsal.arrive("konsultasi", "konsultasi")
    let desk = try rehearsal.desk(1)
    desk.press("n", "v", "k")
    desk.type("Milik A001")
    desk.press("Esc", "p", "n", "v", "k")
    #expect(!desk.shows("Milik A001"))
    desk.press("Esc", "p", "e", "1", "Enter")
    #expect(desk.shows("Tulisan belum disimpan"))
    desk.press("k")
    #expect(desk.shows("Milik A001"))
    desk.press("Esc", "f")
    #expect(desk.shows("belum disimpan") && desk.shows("Buang"))
    desk.press("y", "2")
    let visit = try rehearsal.visit(visits[0])
    #expect(visit.notes.map(\.question) == ["Milik A001"] && visit.outcome == .partly)
  }

  @Test func `a draft may be thrown away when finishing, and only then is it gone`() throws {
    let rehearsal = try Rehearsal()
    let visits = try rehearsal.arrive("konsultasi")
    let desk = try rehearsal.desk(1)
    desk.press("n", "v", "g")
    desk.type("Padi")
    desk.press("Esc", "F", "Esc", "g")
    #expect(desk.shows("Padi"))
    desk.press("Esc", "f", "x", "1")
    let visit = try rehearsal.visit(visits[0])
    #expect(visit.stage == .finished && visit.needs.isEmpty)
  }

  @Test func `what cannot be kept stays on its page with the reason`() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.arrive("konsultasi")
    let desk = try rehearsal.desk(1)
    desk.press("n", "g", "^s")
    #expect(desk.shows("Wajib diisi") && desk.sent.count == 1)
    desk.type("Padi")
    desk.press("Tab", "Tab")
    desk.type("2024")
    desk.press("Tab")
    desk.type("2019")
    desk.press("^s")
    #expect(desk.shows("Sebelum tahun dari") && desk.sent.count == 1)
    desk.press("^u")
    desk.type("20x4")
    desk.press("^s")
    #expect(desk.shows("Tahun 1900–2100"))
    desk.press("^u", "^s")
    #expect(desk.shows("Tersimpan") && desk.sent.count == 2)
  }

  @Test func `a visitor who is moved by somebody else leaves the page, not the words`() throws {
    let rehearsal = try Rehearsal()
    let visits = try rehearsal.arrive("konsultasi")
    let desk = try rehearsal.desk(1)
    desk.press("n", "v", "k")
    desk.type("Masih di sini")
    try rehearsal.head.press(.park(Park { ($0.desk, $0.visit) = (1, .id(visits[0])) }))
    rehearsal.look()
    #expect(desk.shows("tidak lagi di meja ini") && desk.shows("MEJA KOSONG"))
    desk.press("e", "Enter", "k")
    #expect(desk.shows("Masih di sini"))
  }

  @Test func `no device can fail a call: a printer that is not there and a voice that is silent change nothing`() throws
  {
    let rehearsal = try Rehearsal {
      $0.devices.printer = "/dev/usb/lp-nowhere"
      $0.devices.voice = true
    }
    let visits = try rehearsal.arrive("konsultasi")
    let (board, log) = try rehearsal.board()
    let desk = try rehearsal.desk(1)
    desk.press("n")
    #expect(desk.shows("DIPANGGIL") && log.announced == ["A001>1"] && board.bells == 1)
    #expect(try rehearsal.visit(visits[0]).stage == .called)
  }

  @Test func `an office without numbers calls by registration, and the desk says what is still to do`() throws {
    let rehearsal = try Rehearsal("seruyan")
    let profile = rehearsal.running.office.profile
    let answer = try rehearsal.head.press(.registerVisit(RegisterVisit { $0.service = profile.services[0].key }))
    let visit = answer.visit ?? .blank
    try rehearsal.welcome(visit, "Dayang Seruyan")
    let (_, log) = try rehearsal.board()
    let desk = try rehearsal.desk(profile.desks[0].number)
    #expect(desk.shows("1 menunggu") && desk.shows("Dayang S"))
    desk.press("n")
    #expect(desk.shows("Dayang Seruyan") && desk.shows("Belum: simpan tas di loker"))
    #expect(log.announced == ["\(visit)>\(profile.desks[0].number)"])
    desk.press("v", "f", "1")
    #expect(try rehearsal.visit(visit).stage == .finished)
  }

  @Test func `no size of the window makes it trap, in any state`() throws {
    let rehearsal = try Rehearsal()
    let visits = try rehearsal.arrive("konsultasi", "konsultasi", "konsultasi")
    try rehearsal.welcome(visits[0], "नमस्ते 👩‍👩‍👧 " + String(repeating: "Panjang ", count: 20))
    let desk = try rehearsal.desk(1)
    for keys in [
      [], ["n"], ["v"], ["g"], ["Esc", "k"], ["Esc", "t"], ["Esc", "f"], ["Esc", "p"], ["c"], ["Esc", "?"],
    ] {
      for key in keys { desk.press(key) }
      for columns in [1, 20, 79, 80, 81, 100, 133, 160, 240] {
        for rows in [1, 10, 23, 24, 25, 31, 45, 67] {
          for look in [Look(), Look(large: true), Look(large: true, halfBlocks: false)] {
            let (canvas, targets) = desk.picture(columns, rows, look: look)
            for target in targets {
              #expect(target.region.intersection(canvas.region) == target.region, "\(columns)×\(rows) \(target)")
            }
          }
        }
      }
    }
  }

  @Test func `an empty line here is no empty house: those who wait for other desks are told of`() throws {
    let rehearsal = try Rehearsal()
    _ = try rehearsal.arrive("perpustakaan")
    let (first, second) = (try rehearsal.desk(1), try rehearsal.desk(2))
    #expect(first.shows("menunggu untuk meja ini.") && first.shows("1 menunggu"), "\(first.text)")
    #expect(first.shows("Tidak ada untuk meja ini.") && !first.shows("Tidak ada yang menunggu."))
    #expect(!second.shows("meja ini.") && second.shows("»B001"))
    second.press("n")
    #expect(first.shows("Tidak ada yang menunggu.") && !first.shows("Tidak ada untuk meja ini."), "\(first.text)")
  }
}
