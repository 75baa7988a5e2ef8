import Desk
import DeskSocket
import Domain
import JSON
import Machine
import Node
import Screens
import Synchronization

/// The centre of the showroom's office: the real `pusat` beside this program, with a store in the office's folder, and the real
/// line to it through a cable that can be pulled.
///
/// All of it happens on a thread of its own, after the first picture: the office needs no centre to be shown. The centre is
/// tethered, so that it ends with this program however that ends.
final class SampleCentre: @unchecked Sendable {  // What is not behind a lock is touched by its own thread alone.
  /// Rings when `sight` has changed.
  let bell: Bell
  private let wake: Bell
  private let shared = Mutex(Shared())
  private let folder: StoreFolder
  private let office: OfficeProfile
  private let clock: String
  private var child: Child?
  private var tether: Descriptor?
  private var cable: Cable?
  private var desk: SocketDesk?
  private var bookings = 0
  private var callsToAsk = 0

  private struct Shared: Sendable {
    var sight = CentreSight()
    var wantsPlug = true
    var bookingsWanted = 0
    var isEnding = false
    var hasEnded = false
  }

  /// How long one wait lasts at most; pictures are never older.
  private static let look = 500
  private static let callsAfterPlugging = 3
  private static let startPatience = 10_000
  private static let endPatience = 5_000

  init(_ folder: StoreFolder, _ office: OfficeProfile, clock: String) throws {
    (self.folder, self.office, self.clock) = (folder, office, clock)
    bell = try Bell()
    wake = try Bell()
    try Thread.start { [self] in
      live()
      shared.withLock { $0.hasEnded = true }
      bell.ring()
    }
  }

  var sight: CentreSight { shared.withLock { $0.sight } }

  /// Pulls the plug, or puts it back: shown at once, done a moment later.
  func turnPlug() {
    shared.withLock {
      guard $0.sight.stage == .running else { return }
      $0.wantsPlug.toggle()
      $0.sight.isPlugged = $0.wantsPlug
    }
    bell.ring()
    wake.ring()
  }

  func book() {
    shared.withLock { $0.bookingsWanted += 1 }
    wake.ring()
  }

  /// Returns when the centre has ended; its store is in the office's folder, which is about to go.
  func end() {
    shared.withLock { $0.isEnding = true }
    wake.ring()
    for _ in 0..<(2 * Self.endPatience / 100) where !shared.withLock({ $0.hasEnded }) {
      _ = try? Waiting.wait(for: [.init(bell.descriptor, reading: true)], milliseconds: 100)
      bell.silence()
    }
  }

  // MARK: On its thread

  private struct NoCentre: Error { var why: Bilingual }

  private var store: String { folder.path + "/pusat" }
  private var socket: String { store + "/pusat.sock" }

  private func live() {
    defer { leave() }
    do {
      try start()
      show { $0.stage = .running }
    } catch let none as NoCentre {
      return show { $0.stage = .missing(none.why) }
    } catch {
      return show { $0.stage = .missing(Bilingual("\(error)", "\(error)")) }
    }
    while true {
      let (wantsPlug, isEnding, booking) = shared.withLock { ($0.wantsPlug, $0.isEnding, $0.bookingsWanted > bookings) }
      if isEnding { return }
      if let cable, cable.isPlugged != wantsPlug {
        cable.plug(wantsPlug)
        callsToAsk = wantsPlug ? Self.callsAfterPlugging : 0
      }
      if callsToAsk > 0 { askToCall() }
      if booking { bookOne() }
      look()
      _ = try? Waiting.wait(for: [.init(wake.descriptor, reading: true)], milliseconds: Self.look)
      wake.silence()
    }
  }

  private func leave() {
    cable?.remove()
    tether = nil
    _ = child?.wait(atMost: Self.endPatience)
  }

  private func show(_ change: (inout CentreSight) -> Void) {
    let changed = shared.withLock { shared in
      let before = shared.sight
      change(&shared.sight)
      return shared.sight != before
    }
    if changed { bell.ring() }
  }

  /// Somebody who plugs a cable in also asks for a call: the office's next attempt may be minutes away, and a line that was bad
  /// has to prove itself by whole exchanges before calls are held open for news.
  private func askToCall() {
    guard sight.line?.talking != true else { return }
    callsToAsk -= 1
    _ = try? desk?.maintain(.line(.now)) { _ in }
  }

  // MARK: Beginning

  private func start() throws {
    let program = Environment.beside("pusat")
    guard Files.isExecutable(program) else {
      throw NoCentre(
        why: Bilingual("program pusat tidak ada di samping loket.", "the program pusat does not lie beside loket."))
    }
    let (input, output) = (try Pipe(), try Pipe())
    child = try Child(
      program, ["serve", "--tethered", "--store", store, "--listen", "127.0.0.1:0", "--practice", clock],
      input: input.reading.number, output: output.writing.number, isQuiet: true)
    tether = input.writing
    let cable = try Cable(to: try port(from: output.reading))
    self.cable = cable
    try ask("office", "add", office.code.word, office.name)
    let code = try ask("enrol", office.code.word).prefix { $0 != "\n" }
    let desk = try SocketDesk(path: folder.socket)
    self.desk = desk
    _ = try desk.login(SampleOffice.login, pin: SampleOffice.pin)
    let request = EnrolRequest { ($0.centre, $0.code) = ("http://127.0.0.1:\(cable.port)", String(code)) }
    let report = try desk.maintain(.line(.enrol(request))) { _ in }
    if let finding = report.findings.first { throw NoCentre(why: Bilingual(finding, finding)) }
  }

  /// The centre says where it listens; the cable begins there.
  private func port(from output: Descriptor) throws -> UInt16 {
    try output.setNonBlocking()
    var said: [UInt8] = []
    for _ in 0..<(Self.startPatience / 100) where !said.contains(10) && !shared.withLock({ $0.isEnding }) {
      let ready = try Waiting.wait(for: [.init(output.number, reading: true)], milliseconds: 100)
      guard ready[0].canRead else { continue }
      var chunk = [UInt8](repeating: 0, count: 256)
      let count = try chunk.withUnsafeMutableBytes { try output.read(into: $0) } ?? 0
      if count == 0 { break }
      said += chunk[..<count]
    }
    let line = String(decoding: said.prefix { $0 != 10 }, as: UTF8.self)
    guard let port = line.split(separator: ":").last.flatMap({ UInt16($0) }) else {
      throw NoCentre(why: Bilingual("pusat tidak mau menyala.", "the centre does not start."))
    }
    // It hears commands a moment after it has said so.
    for _ in 0..<(Self.startPatience / 10) where !Files.exists(socket) && !shared.withLock({ $0.isEnding }) {
      Thread.pause(milliseconds: 10)
    }
    return port
  }

  // MARK: Asking the centre

  private struct NoAnswer: Error {}
  private struct Refused: Error { var text: Bilingual }

  /// What `pusat` answers to a command.
  @discardableResult
  private func ask(_ words: String...) throws -> String {
    let (code, text) = try exchange(words)
    guard code != 0 else { return text }
    // What was refused has changed nothing, and is refused again in the other language.
    throw Refused(text: Bilingual(text, try exchange(words + ["--lang", "en"]).text))
  }

  /// Through its own socket, as the program itself does.
  private func exchange(_ words: [String]) throws -> (code: UInt8, text: String) {
    let line = try Socket.connect(to: socket, patience: 10)
    let request = Array(words.joined(separator: "\u{0}").utf8) + [10]
    guard try request.withUnsafeBytes({ try line.write($0) }) == request.count else { throw NoAnswer() }
    var answer: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while let count = try chunk.withUnsafeMutableBytes({ try line.read(into: $0) }), count > 0 {
      // Before the answer it says again and again that it is at work.
      answer += answer.isEmpty ? chunk[..<count].drop { $0 == 0xFF } : chunk[..<count]
    }
    guard let code = answer.first else { throw NoAnswer() }
    return (code, String(decoding: answer.dropFirst(), as: UTF8.self))
  }

  /// What both ends say now. An end that does not answer keeps its last picture.
  private func look() {
    var office: OfficeAtCentre?
    if let text = try? ask("office", "show", self.office.code.word, "--json"),
      let value = try? JSONParser.parse(Array(text.utf8))
    {
      office = try? JSONReader.read(OfficeAtCentre.self, from: value)
    }
    var line: LineView?
    if case .status(let status)? = try? desk?.read(.status(Empty())) { line = status.line }
    show {
      if let office { $0.office = office }
      if let line { $0.line = line }
    }
  }

  // MARK: Booking

  private static let visitors = [
    ("Yohanes Kapisa", "Inflasi Tobelo"), ("Nur Aini", "Luas panen padi"),
    ("Petrus Baikole", "Jumlah penduduk per desa"),
    ("Salma Djafar", "Ekspor perikanan"),
  ]

  /// As a visitor does from home, and an officer of the centre approves it: the next free half hour of today.
  private func bookOne() {
    bookings += 1
    let (name, topic) = Self.visitors[(bookings - 1) % Self.visitors.count]
    do {
      let code = office.code.word
      guard let slot = try freeSlot() else { return say(CentreWord.noSlot.both, isRefusal: true) }
      // The reservation's number stands first.
      let id = String(
        try ask("book", code, slot.day.word, slot.time.word, "--name", name, "--topic", topic).prefix { $0 != " " })
      try ask("approve", code, id)
      look()
      let made = sight.office?.reservations.first { $0.reservation.description == id }
      say(CentreWord.booked.filled(slot.time, made?.code ?? ""), isRefusal: false)
    } catch let refused as Refused {
      say(refused.text, isRefusal: true)
    } catch { say(CentreWord.noAnswer.both, isRefusal: true) }
  }

  private func say(_ text: Bilingual, isRefusal: Bool) {
    show { $0.said = .init(number: bookings, text: text, isRefusal: isRefusal) }
  }

  private func freeSlot() throws -> Slot? {
    look()
    guard let picture = sight.office, let now = TimeOfDay(word: picture.localTime),
      let start = PracticeTime.moment(clock)
    else { return nil }
    let day = office.zone.local(start).day
    let taken = Set(picture.reservations.map(\.slot.time))
    let openings = office.reservationHours.openings(on: day)
    let earliest = now.minute + office.reservations.leadMinutes
    return stride(from: (earliest / 30 + 1) * 30, to: 24 * 60, by: 30).map { TimeOfDay(minute: $0) }
      .first { time in !taken.contains(time) && openings.contains { $0.contains(time) } }
      .map { Slot(day: day, time: $0) }
  }
}
