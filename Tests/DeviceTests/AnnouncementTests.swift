import Domain
import Testing

@testable import Devices

struct AnnouncementTests {
  private func call(_ number: String?, _ desk: Int, _ language: Language = .indonesian) -> Announcement {
    Announcement(number: number.flatMap { QueueNumber($0) }, desk: desk, language: language)
  }

  @Test func `numbers are spelled digit by digit and desks are words`() {
    #expect(call("A007", 2).sentence(.indonesian) == "Nomor antrean, A, nol, nol, tujuh, silakan menuju meja dua")
    #expect(call("B120", 12).sentence(.indonesian) == "Nomor antrean, B, satu, dua, nol, silakan menuju meja dua belas")
    #expect(call("A007", 21).sentence(.english) == "Queue number, A, zero, zero, seven, please go to desk twenty one")
    #expect(call(nil, 2).sentence(.indonesian) == "Tamu berikutnya silakan menuju meja dua")
    #expect(call(nil, 30).sentence(.english) == "Next visitor, please go to desk thirty")
  }

  @Test func `Indonesian is said to everybody, English after it to those who asked for it`() {
    #expect(call("A007", 1).languages == [.indonesian])
    #expect(call("A007", 1, .english).languages == [.indonesian, .english])
  }

  @Test(arguments: 1...32) func `every desk has a word of letters only`(desk: Int) {
    for language in Language.allCases {
      #expect(DeskWord.spoken(desk, language).allSatisfy { $0.isLetter || $0 == " " })
    }
    #expect(Set((1...32).map { DeskWord.spoken($0, .indonesian) }).count == 32)
  }

  @Test func `recordings follow the sentence`() {
    #expect(
      call("A007", 12).fragments == [
        "chime", "nomor-antrean", "a", "0", "0", "7", "silakan-menuju-meja", "2", "belas",
      ])
    #expect(call(nil, 11).fragments == ["chime", "tamu-berikutnya", "silakan-menuju-meja", "sebelas"])
  }

  @Test func `calls are said in order, none twice, and those that come too late not at all`() {
    var line = VoiceLine()
    for (index, number) in ["A001", "A002", "A003"].enumerated() {
      line.add(call(number, 1), at: Int64(index) * 30_000)
    }
    #expect(line.next(at: 60_000)?.number?.description == "A001")
    #expect(line.next(at: 91_000)?.number?.description == "A003")
    #expect(line.dropped == 1)
    #expect(line.next(at: 91_000) == nil)
    for index in 0..<(VoiceLine.lineMax + 5) { line.add(call("A001", index % 9 + 1), at: 91_000) }
    #expect(line.count == VoiceLine.lineMax)
    #expect(line.next(at: 91_000)?.desk == 6)
    line.clear()
    #expect(line.next(at: 91_000) == nil)
  }

  @Test func `the chime is a sound file players know`() {
    let wav = Chime.wav
    #expect(wav.prefix(4) == Array("RIFF".utf8)[...] && wav.count > 20_000)
    let size = wav[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    #expect(size == wav.count - 8)
  }

  @Test(arguments: [
    ("none", PrinterAddress.none), ("", .none), ("/dev/usb/lp0", .device("/dev/usb/lp0")),
    ("/dev/ttyUSB0", .serial("/dev/ttyUSB0", baud: 9600)), ("/dev/ttyS1@19200", .serial("/dev/ttyS1", baud: 19_200)),
    ("/dev/ttyS1@123", .unknown), ("tcp:10.0.0.9", .tcp(host: "10.0.0.9", port: 9100)),
    ("tcp:kasir:515", .tcp(host: "kasir", port: 515)), ("tcp:", .unknown), ("tcp:x:0", .unknown), ("tcp:x:y", .unknown),
    ("/tmp/karcis", .file("/tmp/karcis")), ("usb", .unknown), ("/", .unknown),
  ]) func `a printer is found where the profile says, or called unknown`(_ text: String, _ address: PrinterAddress) {
    #expect(PrinterAddress(text) == address)
  }
}
