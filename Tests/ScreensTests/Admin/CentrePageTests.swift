import Desk
import Domain
import Screens
import TestSupport
import Testing

/// The line to the centre as the head of section reads it: in words, with what to do.
@Suite struct CentrePageTests {
  private func open() throws -> (Rehearsal, Actor) {
    let rehearsal = try Rehearsal()
    let admin = try AdminTests.open(rehearsal)
    admin.press("f")
    return (rehearsal, admin)
  }

  /// Sentences are broken where the lines end.
  private func read(_ admin: Actor) -> String {
    admin.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func status(_ admin: Actor, _ change: (inout LineView) -> Void) throws {
    guard case .status(var status) = try admin.seen(.status(Empty())) else { return }
    change(&status.line)
    admin.give(.view(.status(Empty()), .status(status)))
  }

  private static func troubled(_ line: inout LineView) {
    line.state = .failing
    (line.unsent, line.unsentSince, line.unsentMinutes) = (1, "2026-11-16 06.55.00 WIT", 70)
    (line.ageMinutes, line.offsetMilliseconds) = (3 * 1_440, -185_000)
    (line.centre, line.seat) = ("https://pusat.example.go.id", 3)
    line.parked = 2
    line.parkedEvents = [
      ParkedLine {
        $0.event = EventID(node: 1, sequence: 42)
        ($0.indonesian, $0.english) = ("terlalu besar untuk jalur ini", "too large for this line")
      }
    ]
  }

  private static let lost = OverruledView {
    $0.changes = [
      OverruledLine {
        $0.event = EventID(node: 2, sequence: 7)
        $0.indonesian = "A007: dipanggil oleh Maria di PC 2, 08.01; tidak berlaku, kunjungan itu sedang dilayani"
        $0.english = "A007: called by Maria at PC 2, 08.01; without effect, the visit is being served"
      }
    ]
  }

  @Test func `without a centre the page says that the office works, and how to enrol`() throws {
    let (rehearsal, admin) = try open()
    defer { withExtendedLifetime(rehearsal) {} }
    #expect(read(admin).contains("bekerja tanpa pusat") && read(admin).contains("loket sync enrol"), "\(admin.text)")
  }

  @Test func `where the PC's own files keep it from its centre, the page says so`() throws {
    let (rehearsal, admin) = try open()
    defer { withExtendedLifetime(rehearsal) {} }
    guard case .status(var status) = try admin.seen(.status(Empty())) else { return }
    status.alarms = [
      AlarmView { ($0.code, $0.indonesian, $0.english) = ("line", "Berkas line.keys rusak.", "The file is damaged.") }
    ]
    admin.give(.view(.status(Empty()), .status(status)))
    #expect(read(admin).contains("(!) Berkas line.keys rusak."), "\(admin.text)")
  }

  @Test func `who enrols later does it here, with the questions of the first set-up and each fault at its own`() throws
  {
    let (rehearsal, admin) = try open()
    defer { withExtendedLifetime(rehearsal) {} }
    admin.press("1", "F5")
    #expect(admin.shows("Alamat pusat") && admin.shows("Wajib diisi"), "\(admin.text)")
    admin.type("https://pusat.example.go.id")
    admin.press("Enter")
    admin.type("7KQ2")
    admin.press("Enter")
    #expect(admin.shows("20 huruf dan angka") && admin.shows("7KQ2"), "\(admin.text)")
    admin.give(.report(Errand("admin.enrol"), MaintenanceReport { _ in }))
    #expect(admin.shows("terdaftar di pusat") && admin.shows("Jalur ke pusat"), "\(admin.text)")
  }

  @Test func `a page that is seen whole stays where it is`() throws {
    let (rehearsal, admin) = try open()
    defer { withExtendedLifetime(rehearsal) {} }
    try status(admin, Self.troubled)
    admin.give(.view(.overruled(Empty()), .overruled(Self.lost)))
    let before = admin.text
    admin.press("Down", "Down", "Down")
    #expect(admin.text == before, "\(admin.text)")
  }

  @Test func `ages, amounts and the clock are words, and each trouble says what to do`() throws {
    let (rehearsal, admin) = try open()
    defer { withExtendedLifetime(rehearsal) {} }
    try status(admin, Self.troubled)
    admin.give(.view(.overruled(Empty()), .overruled(Self.lost)))
    for words in [
      "1 peristiwa, sudah 1 jam 10 menit", "2026-11-16 06.55.00 WIT", "3 hari lalu", "3 menit lebih cepat dari pusat",
      "1-42: terlalu besar", "Bacakan daftar ini", "A007: dipanggil oleh Maria di PC 2",
    ] { #expect(read(admin).contains(words), "\(words)\n\(admin.text)") }
    admin.press("F2")
    #expect(read(admin).contains("1 event, for 1 hour 10 minutes") && admin.shows("3 minutes ahead"), "\(admin.text)")
    try Snapshot.check("admin-centre", admin.station)
  }

  @Test func `amounts and ages as people say them`() {
    #expect(Amount.events(1).english == "1 event" && Amount.events(12).english == "12 events")
    #expect(Amount.time(minutes: 0).indonesian == "0 menit" && Amount.time(minutes: 60).english == "1 hour")
    #expect(Amount.time(minutes: 1_500).english == "25 hours" && Amount.time(minutes: 2_880).indonesian == "2 hari")
    #expect(LineView.clockWords(400).english == "agrees with the centre")
    #expect(LineView.clockWords(90_000).english == "1 minute behind the centre")
    #expect(LineView.clockWords(-30_000).indonesian == "30 detik lebih cepat dari pusat")
  }

  @Test func `a long list goes as far as its last line, says how many there are, and comes back at once`() throws {
    let (rehearsal, admin) = try open()
    defer { withExtendedLifetime(rehearsal) {} }
    try status(admin, Self.troubled)
    admin.give(
      .view(
        .overruled(Empty()),
        .overruled(
          OverruledView { view in
            view.changes = (1...30).map { number in
              OverruledLine {
                $0.event = EventID(node: 2, sequence: UInt64(number))
                ($0.indonesian, $0.english) = ("Perubahan nomor \(number).", "Change number \(number).")
              }
            }
          })))
    let top = admin.text
    #expect(top.contains(" / 34") && top.contains("»"), "\(top)")
    for _ in 0..<50 { admin.press("Down") }
    let end = admin.text
    #expect(end.contains("Perubahan nomor 30.") && end.contains("–34 / 34") && end.contains("»"), "\(end)")
    // Every key does something that is seen.
    admin.press("Up")
    #expect(admin.text != end)
    admin.press("Home")
    #expect(admin.text == top)
    admin.press("End")
    #expect(admin.text == end)
    // The list becomes shorter under one's eyes.
    admin.give(.view(.overruled(Empty()), .overruled(Self.lost)))
    #expect(admin.shows("A007: dipanggil oleh Maria"), "\(admin.text)")
  }
}
