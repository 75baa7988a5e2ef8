import Devices
import Domain
import Glibc
import Machine
import TestSupport
import Testing

@testable import Node

/// Real bytes through real ports, to a printer that shows what it made of them.
struct PrinterPortTests {
  /// For printers that answer: however long it takes them beside whatever else this machine does.
  private static var patient: PrinterPatience {
    var patience = PrinterPatience()
    let long = Patience.milliseconds
    (patience.connect, patience.answer, patience.answerAfter) = (long, long, long)
    (patience.progress, patience.ticket, patience.farewell) = (long, long, long)
    return patience
  }

  /// For printers that never do, so that it does not matter how long they are waited for.
  private static var hasty: PrinterPatience {
    var patience = patient
    (patience.answer, patience.progress) = (50, 300)
    return patience
  }

  private let printer = PortPrinter(Self.patient)
  private let hasty = PortPrinter(Self.hasty)

  private func receipt(_ language: Language = .indonesian, isCopy: Bool = false) -> Receipt {
    .ticket(
      Receipt.Ticket {
        $0.office = "Badan Pusat Statistik Kabupaten Labuhanbatu Selatan"
        $0.number = "A007"
        $0.service = "Konsultasi Statistik dan Rekomendasi Kegiatan Statistik"
        ($0.ahead, $0.minutes, $0.promiseMinutes) = (12, 125, 120)
        $0.decree = "1222.SK.2025 tentang Standar Pelayanan"
        $0.issued = "Jumat, 20 November 2026 08.04 WIB"
        // As long as a page's address may be.
        $0.square = "HTTPS://LAYANAN-PST.LABUHANBATUSELATAN/T/1222-1-4294967-MA5-7KQ2ABCDEFGHJKMNPQRSTVWXYZ"
        $0.code = "A007-7KQ2"
        ($0.isCopy, $0.language) = (isCopy, language)
      })
  }

  private func bytes(_ paper: Paper) -> [UInt8] { EscPos(paper).bytes(receipt()) }

  @Test(arguments: [Paper.narrow, .wide], Language.allCases)
  func `a receipt on paper is whole, within its width, and a phone reads its code`(
    _ paper: Paper, _ language: Language
  ) throws {
    let sink = try PrinterSink(paper)
    for isCopy in [false, true] {
      let bytes = EscPos(paper).bytes(receipt(language, isCopy: isCopy))
      #expect(printer.print(bytes, on: PrinterAddress(sink.address)) == .printed(.ready))
    }
    #expect(sink.faults == [])
    #expect(sink.pieces.count == 2)
    #expect(sink.pieces.map { $0.text.contains("SALINAN") } == [false, true])
    for piece in sink.pieces {
      #expect(try Self.decoded(piece).hasSuffix("/T/1222-1-4294967-MA5-7KQ2ABCDEFGHJKMNPQRSTVWXYZ"))
      #expect(piece.text.contains("A007-7KQ2"))
      #expect(
        piece.text.contains(language == .indonesian ? "Janji layanan: 120 menit" : "Service promise: 120 minutes"))
    }
  }

  @Test(arguments: [Paper.narrow, .wide])
  func `the test page fits, and its code is read`(_ paper: Paper) throws {
    let sink = try PrinterSink(paper)
    let bytes = EscPos(paper).bytes(.trial(office: "BPS Kabupaten Seruyan", on: paper))
    #expect(printer.print(bytes, on: PrinterAddress(sink.address)) == .printed(.ready))
    #expect(sink.faults == [])
    #expect(try Self.decoded(#require(sink.pieces.first)) == "LOKET:TEST")
  }

  /// What a phone would read off the paper.
  private static func decoded(_ piece: PaperRoll.Piece) throws -> String {
    let place = TemporaryFolder()
    try Files.makeFolder(place.path, mode: 0o750)
    let (picture, answer) = (place.path + "/paper.pgm", place.path + "/answer")
    try Files.replace(picture, with: piece.greymap, mode: 0o640)
    let output = try Ports.end(of: answer)
    let zbarimg = try #require(Environment.program("zbarimg"), "make deps installs it")
    let child = try Child(zbarimg, ["--raw", "-q", picture], output: output.number, isQuiet: true)
    #expect(child.wait(atMost: Patience.milliseconds) == 0)
    return String(decoding: try Files.read(answer, sizeMax: 4096), as: UTF8.self).filter { $0 != "\n" }
  }

  private static let moods: [(PrinterSink.Mood, PrintLine.Ending, DeviceState)] = [
    // Answers, but not as a printer of ours does.
    (PrinterSink.Mood(status: (0xFF, 0x00)), .printed(.ready), .ready),
    (.ready, .printed(.ready), .ready), (.mute, .printed(.ready), .ready), (.paperLow, .printed(.paperLow), .paperLow),
    (.paperOut, .refused(.paperOut), .paperOut), (.offline, .refused(.offline), .offline),
  ]

  @Test(arguments: 0..<6)
  func `a printer is asked first, and one that gives no answer is used all the same`(_ index: Int) throws {
    let (mood, ending, state) = Self.moods[index]
    let sink = try PrinterSink(.narrow, mood)
    let address = PrinterAddress(sink.address)
    let printer = mood.status == nil ? hasty : printer
    #expect(printer.look(address) == state)
    #expect(printer.print(bytes(.narrow), on: address) == ending)
    #expect(sink.pieces.count == (state.takesWork ? 1 : 0))
    #expect(sink.faults == [])
  }

  @Test(arguments: [10, 100, 700, 2_000], [true, false])
  func `a line that breaks in the middle of a ticket is noticed`(at cut: Int, answers: Bool) throws {
    let status: (UInt8, UInt8)? = answers ? (0x12, 0x12) : nil
    let sink = try PrinterSink(.narrow, PrinterSink.Mood(status: status, cutAfter: cut))
    let ending = (answers ? printer : hasty).print(bytes(.narrow), on: PrinterAddress(sink.address))
    guard case .cut(let state) = ending else {
      Issue.record("\(ending) after \(cut) bytes")
      return
    }
    #expect(state.needsPerson)
    #expect(sink.pieces.isEmpty)
  }

  @Test func `paper that runs out under a ticket makes it come again`() throws {
    let sink = try PrinterSink(.narrow)
    let address = PrinterAddress(sink.address)
    #expect(printer.print(bytes(.narrow), on: address) == .printed(.ready))
    sink.change(PrinterSink.Mood(status: (0x12, 0x12), paperOutAfter: 200))
    #expect(printer.print(bytes(.narrow), on: address) == .cut(.paperOut))
  }

  @Test func `a printer that takes connections and no bytes is given up`() throws {
    let sink = try PrinterSink(.narrow, PrinterSink.Mood(isStuck: true))
    let many = (0..<400).flatMap { _ in bytes(.wide) }
    #expect(hasty.print(many, on: PrinterAddress(sink.address)) == .cut(.slow))
  }

  @Test func `no printer at the address is a state, not a wait`() throws {
    let port: UInt16
    do { port = try PrinterSink(.narrow).port }
    #expect(printer.look(.tcp(host: "127.0.0.1", port: port)) == .silent)
    #expect(printer.look(.device("/dev/usb/lp-none")) == .unplugged)
    #expect(printer.look(.serial("/dev/ttyNONE", baud: 9600)) == .unplugged)
    #expect(printer.look(.file("/no/such/folder/file")) == .unplugged)
    #expect(printer.look(.file("/tmp")) == .badAddress)
    #expect(printer.look(.unknown) == .badAddress)
    #expect(printer.print([1], on: .unknown) == .refused(.badAddress))
  }

  @Test func `a file takes one ticket after the other`() throws {
    let place = TemporaryFolder()
    try Files.makeFolder(place.path, mode: 0o750)
    let path = place.path + "/karcis"
    for _ in 0..<2 { #expect(printer.print(bytes(.narrow), on: .file(path)) == .printed(.ready)) }
    #expect(try Files.read(path, sizeMax: 1 << 20) == bytes(.narrow) + bytes(.narrow))
  }

  @Test func `a pipe nobody reads is unplugged, and one that is left half way is cut`() throws {
    let place = TemporaryFolder()
    try Files.makeFolder(place.path, mode: 0o750)
    let path = place.path + "/pipe"
    #expect(mkfifo(path, 0o640) == 0)
    Signals.ignoreBrokenPipes()
    #expect(printer.look(.file(path)) == .unplugged)
    // A reader that takes nothing: the pipe fills up.
    let reader = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    let many = (0..<40).flatMap { _ in bytes(.wide) }
    #expect(hasty.print(many, on: .file(path)) == .cut(.slow))
    close(reader)
    #expect(printer.print(many, on: .file(path)) == .refused(.unplugged))
  }

  @Test func `a printer pulled out of its socket is unplugged`() throws {
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    // TIOCSPTLCK and TIOCGPTN, which are casts in a macro.
    var (locked, number) = (Int32(0), Int32(0))
    #expect(ioctl(master, 0x4004_5431, &locked) == 0 && ioctl(master, 0x8004_5430, &number) == 0)
    let path = "/dev/pts/\(number)"
    var settings = termios()
    tcgetattr(master, &settings)
    cfmakeraw(&settings)
    tcsetattr(master, TCSANOW, &settings)
    // Nobody answers at the other end: used all the same, as far as the line takes bytes.
    #expect(hasty.look(.device(path)) == .ready)
    let serial = hasty.look(.serial(path, baud: 19_200))
    #expect(serial == .ready)
    close(master)
    #expect([.unplugged, .silent].contains(hasty.look(.device(path))))
    #expect([.refused(.unplugged), .refused(.silent)].contains(hasty.print(bytes(.narrow), on: .device(path))))
  }

  @Test(arguments: [
    (EBUSY, DeviceState.busy), (ENODEV, .unplugged), (EIO, .unplugged), (ENXIO, .unplugged), (ENOSPC, .paperOut),
    (EACCES, .noPermission), (EPIPE, .cut), (ECONNRESET, .cut), (ECONNREFUSED, .silent), (ETIMEDOUT, .silent),
    (EHOSTUNREACH, .silent), (EISDIR, .badAddress),
  ]) func `what the kernel says becomes words for staff`(_ number: Int32, _ state: DeviceState) {
    #expect(PrinterPort.Trouble(SystemFault("write", number)).state == state)
  }
}
