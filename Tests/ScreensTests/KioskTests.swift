import Canvas
import Desk
import Domain
import Screens
import TestSupport
import Testing

@Suite struct KioskTests {
  /// Everything a station holds, as text: what is not in here, nobody can find.
  static func state(_ station: any Station) -> String {
    var text = ""
    dump(station, to: &text)
    return text
  }

  /// The last number of each series that was given today, from what visitors may see.
  static func numbers(_ rehearsal: Rehearsal) throws -> [String] {
    guard case .day(let view) = try rehearsal.head.read(.day(DayQuery())) else { return [] }
    #expect(view.visits == view.services.reduce(0) { $0 + ($1.last?.value ?? 0) })
    return view.services.compactMap { $0.last?.description }
  }

  // MARK: Journeys

  @Test func `a number in three keys`() throws {
    let rehearsal = try Rehearsal()
    let kiosk = try rehearsal.seat { Kiosk($0) }
    RatingTests.press(kiosk, rehearsal, "1", "2")
    #expect(kiosk.shows("Nomor antrean Anda") && kiosk.shows("B001-"))
    #expect(try Self.numbers(rehearsal) == ["B001"])
    RatingTests.press(kiosk, rehearsal, "2")
    #expect(kiosk.shows("Selamat datang"))
  }

  @Test func `a number by taps alone, in English`() throws {
    let rehearsal = try Rehearsal { $0.priority.mode = .first }
    let kiosk = try rehearsal.seat { Kiosk($0) }
    kiosk.tap("2  English")
    rehearsal.pass(.seconds(1))
    kiosk.tap("Statistical consultation")
    rehearsal.pass(.seconds(1))
    #expect(kiosk.shows("no proof is needed"))
    kiosk.tap("I am elderly")
    #expect(kiosk.shows("Your queue number"))
    guard case .issueTicket(let command) = kiosk.sent.first?.command else {
      Issue.record("no number was asked for")
      return
    }
    #expect(command.priority == .elderly && command.language == .english && command.channel == .kiosk)
    kiosk.tap("Done")
    #expect(kiosk.shows("Selamat datang"))
  }

  @Test(arguments: Language.allCases)
  func `registration and a locker where there are no numbers, by taps alone`(_ language: Language) throws {
    let rehearsal = try Rehearsal("seruyan")
    let kiosk = try rehearsal.seat { Kiosk($0) }
    let isEnglish = language == .english
    kiosk.tap(isEnglish ? "2  English" : "1  Bahasa Indonesia")
    rehearsal.pass(.seconds(1))
    kiosk.tap(isEnglish ? "Library" : "Perpustakaan")
    #expect(kiosk.shows(isEnglish ? "You are registered" : "Anda terdaftar"))
    rehearsal.pass(.seconds(1))
    kiosk.tap(isEnglish ? "Get a locker" : "Minta loker")
    #expect(kiosk.shows(isEnglish ? "leave bags in locker 1" : "simpan tas di loker 1"), "\(kiosk.text)")
    #expect(!kiosk.shows(isEnglish ? "Get a locker" : "Minta loker"), "one locker is enough")
  }

  @Test func `who comes back with the code of their ticket finds their locker, and is offered no other`() throws {
    let rehearsal = try Rehearsal("seruyan")
    let visit = try #require(
      rehearsal.head.perform(.registerVisit(RegisterVisit { $0.service = "konsultasi" }), id: "locker-register").visit)
    _ = try rehearsal.head.perform(.giveLocker(GiveLocker { $0.visit = .id(visit) }), id: "locker-give")
    let kiosk = try rehearsal.seat { Kiosk($0) }
    RatingTests.press(kiosk, rehearsal, "1", "F4")
    kiosk.type(try RatingTests.view(rehearsal, visit).code)
    RatingTests.press(kiosk, rehearsal, "Enter")
    #expect(kiosk.shows("Loker Anda 1") && kiosk.shows("simpan tas di loker 1"), "\(kiosk.text)")
    #expect(!kiosk.shows("Minta loker"))
  }

  @Test func `the ticket of a visit that was rated thanks for it and asks for no second rating`() throws {
    let rehearsal = try Rehearsal()
    let visit = try RatingTests.finish(rehearsal, desk: 1)
    let code = try RatingTests.view(rehearsal, visit).code
    let kiosk = try rehearsal.seat { Kiosk($0) }
    RatingTests.press(kiosk, rehearsal, "1")
    kiosk.give(.scan(code, typed: 0))
    #expect(kiosk.shows("beri penilaian"), "\(kiosk.text)")
    let rating = Rate {
      $0.visit = .id(visit)
      $0.instrument = .review
      $0.scores = [RatingScore(.officer, 9)]
    }
    _ = try rehearsal.running.desk().perform(.rate(rating), id: "rated-once")
    rehearsal.pass(.seconds(1))
    #expect(kiosk.shows("Terima kasih, penilaian") && !kiosk.shows("beri penilaian"), "\(kiosk.text)")
  }

  @Test(arguments: ["seruyan", "halmahera-utara"])
  func `the code that is asked for looks like this office's, and both ways to go on are named`(_ office: String) throws
  {
    let rehearsal = try Rehearsal(office)
    let kiosk = try rehearsal.seat { Kiosk($0) }
    RatingTests.press(kiosk, rehearsal, "1", "F4")
    #expect(kiosk.shows(office == "seruyan" ? " 1-42-7KQ2" : "A007-7KQ2"))
    #expect(kiosk.shows("Enter atau \"Lanjut\""))
    let rating = try rehearsal.seat { RatingTerminal($0) }
    RatingTests.press(rating, rehearsal, "1")
    #expect(rating.shows(office == "seruyan" ? " 1-42-7KQ2" : "A007-7KQ2"), "\(rating.text)")
  }

  @Test func `registration and a locker by keys alone`() throws {
    let rehearsal = try Rehearsal("seruyan")
    let kiosk = try rehearsal.seat { Kiosk($0) }
    RatingTests.press(kiosk, rehearsal, "1", "1")
    #expect(kiosk.shows("Anda dipanggil dengan sebutan"), "what to listen for")
    // The buttons stand in the order of the steps.
    RatingTests.press(kiosk, rehearsal, "1")
    #expect(kiosk.shows("loker 1"))
    #expect(kiosk.sent.count == 2)
  }

  @Test func `arrows and Enter do what digits do, and Enter alone presses nothing`() throws {
    let rehearsal = try Rehearsal()
    let kiosk = try rehearsal.seat { Kiosk($0) }
    RatingTests.press(kiosk, rehearsal, "Enter", "Enter")
    #expect(kiosk.shows("Pilih layanan"))
    RatingTests.press(kiosk, rehearsal, "Enter")
    #expect(kiosk.sent.isEmpty)
    RatingTests.press(kiosk, rehearsal, "Down", "Enter")
    #expect(kiosk.shows("B001-"))
  }

  @Test func `an office with twenty-six services shows them all, page by page`() throws {
    let rehearsal = try Rehearsal { profile in
      profile.services = (0..<26).map { index in
        Service {
          $0.key = "layanan-\(index)"
          $0.series = Series(number: Int64(index + 1))!
          $0.name = "Layanan \(index + 1)"
        }
      }
      for index in profile.desks.indices { profile.desks[index].services = [] }
    }
    let kiosk = try rehearsal.seat { Kiosk($0) }
    RatingTests.press(kiosk, rehearsal, "1")
    try Snapshot.check("kiosk-many", kiosk.station)
    RatingTests.press(kiosk, rehearsal, "0", "0", "0")
    #expect(kiosk.shows("Layanan 26"))
    RatingTests.press(kiosk, rehearsal, "5")
    #expect(try Self.numbers(rehearsal) == ["Z001"])
  }

  @Test func `where a code is typed the keyboard has no key that does nothing`() throws {
    let rehearsal = try Rehearsal()
    let kiosk = try rehearsal.seat { Kiosk($0) }
    kiosk.press("F4")
    #expect(kiosk.shows("Q") && !kiosk.shows("abc") && !kiosk.shows("ABC"), "\(kiosk.text)")
    let before = kiosk.text
    for target in kiosk.picture.1 where target.action == .choose(999_999) { kiosk.give(.touch(target.action)) }
    #expect(kiosk.text == before)
  }

  // MARK: LESSONS "At the desk"

  @Test func `lesson 2: double taps, held keys, and a crash between commit and reply give one number`() throws {
    let rehearsal = try Rehearsal()
    let kiosk = try rehearsal.seat { Kiosk($0) }
    kiosk.press("1", "1", "1", "1")
    #expect(kiosk.sent.isEmpty, "a key that was held when the page turned chooses no service")
    rehearsal.pass(.seconds(1))
    kiosk.losesNextAnswer = true
    kiosk.press("1")
    #expect(kiosk.shows("dilanjutkan begitu tersambung"))
    for _ in 1...5 { RatingTests.press(kiosk, rehearsal, "1") }
    kiosk.tap("Konsultasi Statistik")
    rehearsal.nodeGoes()
    try rehearsal.nodeComes()
    #expect(kiosk.shows("A001-"))
    #expect(try Self.numbers(rehearsal) == ["A001"])
    #expect(Set(kiosk.sent.map(\.id)).count == 1, "every repetition carried the same id")
  }

  @Test func `lesson 3: paper that fails leaves a number that is valid and in view`() throws {
    let rehearsal = try Rehearsal()
    let kiosk = try rehearsal.seat { Kiosk($0) }
    RatingTests.press(kiosk, rehearsal, "1", "1")
    for state in [PrintState.queued, .printing, .printed, .failed, .expired] {
      Self.paper(kiosk, state)
      #expect(kiosk.shows("A001-") && kiosk.shows(String(state.advice.indonesian.prefix(20))), "\(state)")
      #expect(kiosk.shows("Cetak lagi") == !state.isPending)
    }
    rehearsal.pass(.seconds(1))
    kiosk.tap("Cetak lagi")
    #expect(kiosk.wishes.contains { if case .print = $0 { true } else { false } })
    #expect(kiosk.shows("Nomor antrean Anda"), "a printer that is not there takes no number away")
  }

  private static func paper(_ kiosk: Actor, _ state: PrintState) {
    guard let query = kiosk.station.watching.last, case .ticket(let visit) = query,
      case .ticket(var view)? = try? kiosk.seen(.ticket(visit))
    else { return }
    view.code = "A001-7KQ2"
    (view.print, view.printIndonesian, view.printEnglish) = (state, state.advice.indonesian, state.advice.english)
    kiosk.give(.view(query, .ticket(view)))
  }

  @Test func `lesson 6: nothing known, node lost, store failing and nobody waiting are four different pictures`() throws
  {
    let rehearsal = try Rehearsal()
    let kiosk = try rehearsal.seat { Kiosk($0) }
    var unknown = Kiosk(Bearings())
    _ = unknown.take(.link(.connecting), at: .zero)
    var failing = kiosk.station
    let refused = Refused(.storeFailing)
    _ = failing.take(.unseen(.day(DayQuery()), refused), at: rehearsal.now)
    RatingTests.press(kiosk, rehearsal, "1")
    let empty = kiosk.text
    rehearsal.nodeGoes()
    let lost = kiosk.text
    let pictures = [Self.text(unknown), Self.text(failing), empty, lost]
    #expect(Set(pictures).count == 4)
    #expect(pictures[0].contains("Menyiapkan"))
    #expect(pictures[1].contains("Silakan ke front office"))
    #expect(empty.contains("Tanpa antrean"))
    #expect(lost.contains("Tanpa antrean") && lost.contains("tidak menjawab"), "what was known stays, marked")
  }

  private static func text(_ station: any Station) -> String {
    var canvas = Canvas(width: 80, height: 24)
    _ = station.draw(on: &canvas)
    return (0..<24).map { canvas.text(row: $0) }.joined(separator: "\n")
  }

  @Test func `lesson 11: without printer, voice, scanner or online address a visitor misses nothing`() throws {
    let rehearsal = try Rehearsal { profile in
      profile.devices.printer = "none"
      profile.devices.voice = false
      profile.onlineAddress = ""
    }
    let kiosk = try rehearsal.seat { Kiosk($0) }
    RatingTests.press(kiosk, rehearsal, "1", "1")
    #expect(kiosk.shows("A001-") && !kiosk.shows("Cetak lagi") && !kiosk.shows("F10"))
  }

  @Test func `lesson 12: after the idle wipe no byte of the visitor is left, in state or picture`() throws {
    let rehearsal = try Rehearsal { $0.priority.mode = .first }
    let kiosk = try rehearsal.seat { Kiosk($0) }
    let fresh = Self.visitor(kiosk.station)
    RatingTests.press(kiosk, rehearsal, "2", "1", "2", "Esc", "F9", "F4")
    kiosk.type("SITINURHALIZA")
    kiosk.give(.scan("R1-42-QXYZ", typed: 0))
    kiosk.press("F2")
    #expect(Self.state(kiosk.station).contains("SITINURHALIZA"))
    rehearsal.pass(.seconds(60))
    #expect(kiosk.shows("Are you still there?"))
    rehearsal.pass(.seconds(20))
    #expect(kiosk.wishes.last == .wipe)
    #expect(kiosk.shows("Selamat datang") && kiosk.station.bearings.language == .indonesian)
    let after = Self.state(kiosk.station)
    for word in ["SITINURHALIZA", "QXYZ"] { #expect(!after.contains(word)) }
    #expect(Self.visitor(kiosk.station) == fresh, "as before the first visitor, to the last byte")
    for y in 0..<24 { #expect(!kiosk.picture.0.text(row: y).contains("SITI")) }
  }

  /// All that belongs to whoever stands before it.
  static func visitor(_ station: any Station) -> String {
    var text = ""
    dump(Mirror(reflecting: station).children.first { $0.label == "visitor" }?.value, to: &text)
    return text
  }

  // MARK: Idle

  @Test func `any key or tap ends the warning and presses nothing`() throws {
    let rehearsal = try Rehearsal()
    let kiosk = try rehearsal.seat { Kiosk($0) }
    RatingTests.press(kiosk, rehearsal, "1")
    rehearsal.pass(.seconds(61))
    #expect(kiosk.shows("Apakah Anda masih di sini?"))
    kiosk.press("1")
    #expect(kiosk.shows("Pilih layanan") && kiosk.sent.isEmpty)
    rehearsal.pass(.seconds(61))
    kiosk.tap("Ya, saya masih di sini")
    #expect(kiosk.shows("Pilih layanan") && kiosk.sent.isEmpty)
  }

  @Test func `a ticket returns to the first page by itself, sooner, and its number is never covered`() throws {
    let rehearsal = try Rehearsal()
    let kiosk = try rehearsal.seat { Kiosk($0) }
    RatingTests.press(kiosk, rehearsal, "1", "1")
    rehearsal.pass(.seconds(35))
    #expect(kiosk.shows("A001-") && kiosk.shows("dalam 15 detik"))
    rehearsal.pass(.seconds(15))
    #expect(kiosk.shows("Selamat datang"))
    #expect(kiosk.station.watching.count == 2, "nobody's ticket is watched any more")
  }

  @Test func `a press that waits for the node is forgotten with its visitor`() throws {
    let rehearsal = try Rehearsal()
    let kiosk = try rehearsal.seat { Kiosk($0) }
    RatingTests.press(kiosk, rehearsal, "1")
    rehearsal.nodeGoes()
    RatingTests.press(kiosk, rehearsal, "1")
    rehearsal.pass(.seconds(90))
    try rehearsal.nodeComes()
    #expect(kiosk.shows("Selamat datang"))
    #expect(try Self.numbers(rehearsal).isEmpty, "no ghost number for somebody who has left")
  }

  // MARK: Live, codes, closed

  @Test func `a call shows on the ticket at once`() throws {
    let rehearsal = try Rehearsal()
    let kiosk = try rehearsal.seat { Kiosk($0) }
    RatingTests.press(kiosk, rehearsal, "1", "1")
    _ = try rehearsal.head.perform(.callNext(CallNext { $0.desk = 2 }), id: "call")
    rehearsal.pass(.seconds(1))
    #expect(kiosk.shows("A001 dipanggil: silakan ke meja 2."))
  }

  @Test func `a lost ticket is found again by its code, typed or scanned`() throws {
    let rehearsal = try Rehearsal()
    let ticket = try RatingTests.ticket(rehearsal)
    let kiosk = try rehearsal.seat { Kiosk($0) }
    RatingTests.press(kiosk, rehearsal, "F4")
    kiosk.type(ticket.code.lowercased())
    RatingTests.press(kiosk, rehearsal, "Enter")
    #expect(kiosk.shows("Nomor antrean Anda") && kiosk.shows(ticket.code))
    RatingTests.press(kiosk, rehearsal, "Esc")
    kiosk.give(.scan(ticket.code, typed: 0))
    #expect(kiosk.shows(ticket.code))
    RatingTests.press(kiosk, rehearsal, "Esc")
    kiosk.tap("Tiket saya")
    kiosk.tapOut(ticket.code)
    kiosk.tap("Lanjut")
    #expect(kiosk.shows("Nomor antrean Anda"))
  }

  @Test func `the large number alone is said to be half of the code`() throws {
    let rehearsal = try Rehearsal()
    _ = try RatingTests.ticket(rehearsal)
    let kiosk = try rehearsal.seat { Kiosk($0) }
    RatingTests.press(kiosk, rehearsal, "F4")
    kiosk.type("a001")
    RatingTests.press(kiosk, rehearsal, "Enter")
    #expect(kiosk.shows("A001 baru setengah kodenya") && !kiosk.shows("tidak dikenal"), "\(kiosk.text)")
    let rating = try rehearsal.seat { RatingTerminal($0) }
    RatingTests.press(rating, rehearsal, "1")
    rating.type("A001")
    RatingTests.press(rating, rehearsal, "Enter")
    #expect(rating.shows("A001 baru setengah kodenya") && !rating.shows("tidak dikenal"), "\(rating.text)")
  }

  @Test func `outside the hours, on a holiday and after closing the kiosk says so and gives no number`() throws {
    let rehearsal = try Rehearsal { $0.closures = [Holiday(OfficeStart.day, "Hari jadi kabupaten")] }
    let kiosk = try rehearsal.seat { Kiosk($0) }
    #expect(kiosk.shows("Hari jadi kabupaten"))
    RatingTests.press(kiosk, rehearsal, "1", "2")
    #expect(kiosk.sent.isEmpty)
    kiosk.tap("Informasi")
    #expect(kiosk.shows("Senin"))
  }

  @Test func `a full series is refused in large words, and the other services go on`() throws {
    let rehearsal = try Rehearsal()
    let kiosk = try rehearsal.seat { Kiosk($0) }
    RatingTests.press(kiosk, rehearsal, "1")
    kiosk.give(.refused(Errand("kiosk.visit"), Refused(.seriesFull(.blank))))
    #expect(kiosk.shows("Belum bisa") && kiosk.shows("sudah habis"))
    RatingTests.press(kiosk, rehearsal, "1", "2")
    #expect(kiosk.shows("B001-"))
  }

  @Test func `a visitor cannot leave, whatever they press`() throws {
    let rehearsal = try Rehearsal()
    let kiosk = try rehearsal.seat { Kiosk($0) }
    let keys = [
      "Esc", "^c", "^d", "^z", "^\\", "q", "F12", "F3", "^c", "Esc", "F1", "^d", "Esc", "1", "^z", "Esc", "Esc",
    ]
    for key in keys { RatingTests.press(kiosk, rehearsal, key) }
    #expect(!kiosk.wishes.contains(.leave))
    #expect(kiosk.shows("Selamat datang"))
  }

  @Test func `F10 reads the page, number digit by digit`() throws {
    let rehearsal = try Rehearsal()
    let kiosk = try rehearsal.seat { Kiosk($0) }
    RatingTests.press(kiosk, rehearsal, "1", "1", "F10")
    guard case .say(let text, let language)? = kiosk.wishes.last else {
      Issue.record("nothing is read")
      return
    }
    #expect(language == .indonesian && text.contains("A, nol, nol, satu") && text.contains("Tekan 2 untuk Selesai"))
  }
}
