import Domain
import Testing

@testable import Devices

@Suite struct ReceiptTests {
  private func ticket(_ language: Language = .indonesian, isCopy: Bool = false) -> Receipt {
    Receipt.ticket(
      Receipt.Ticket {
        $0.office = "BPS Kabupaten Halmahera Utara"
        $0.number = "A007"
        $0.service = "Pembelian Data Mikro/Peta Wilkerstat"
        ($0.ahead, $0.minutes, $0.promiseMinutes) = (3, 25, 10)
        $0.decree = "0012/SK/8205/2026 tentang Standar Pelayanan Statistik Terpadu"
        $0.issued = "Jumat, 20 November 2026 08.04 WIT"
        ($0.square, $0.code) = ("HTTPS://HALOPST.ID/T/8205ABCDEFGHJKLMNPQRSTUV", "HTTPS://HALOPST.ID/T/8205ABCDEFGHJKLMNPQRSTUV")
        ($0.isCopy, $0.language) = (isCopy, language)
      })
  }

  /// Prints as a printer would count: columns used by each line of text, dots by each picture.
  private func widths(_ bytes: [UInt8]) -> (columns: [Int], dots: [Int]) {
    var (columns, dots): ([Int], [Int]) = ([], [])
    var (index, scale, used) = (0, 1, 0)
    while index < bytes.count {
      switch (bytes[index], index + 1 < bytes.count ? bytes[index + 1] : 0) {
      case (0x1B, 0x40): index += 2
      case (0x1B, _): index += 3
      case (0x1D, 0x21):
        scale = Int(bytes[index + 2] & 7) + 1
        index += 3
      case (0x1D, 0x56): index += 4
      case (0x1D, 0x76):
        let wide = Int(bytes[index + 4]) | Int(bytes[index + 5]) << 8
        let tall = Int(bytes[index + 6]) | Int(bytes[index + 7]) << 8
        dots.append(wide * 8)
        index += 8 + wide * tall
      case (0x0A, _):
        columns.append(used)
        used = 0
        index += 1
      default:
        used += scale
        index += 1
      }
    }
    return (columns, dots)
  }

  @Test(arguments: [Paper.narrow, .wide], Language.allCases)
  func `no line is wider than the paper`(_ paper: Paper, _ language: Language) {
    let printed = widths(EscPos(paper).bytes(ticket(language)))
    #expect(!printed.columns.isEmpty)
    #expect(printed.columns.allSatisfy { $0 <= paper.columns }, "\(printed.columns)")
    #expect(printed.dots.count == 1)
    #expect(printed.dots.allSatisfy { $0 <= paper.dots }, "\(printed.dots)")
  }

  @Test func `a reprint says that it is a copy`() {
    let copy = EscPos(.narrow).bytes(ticket(isCopy: true))
    let text = String(decoding: copy.filter { (0x20..<0x7F).contains($0) }, as: UTF8.self)
    #expect(text.contains("SALINAN"))
    let first = EscPos(.narrow).bytes(ticket())
    #expect(!String(decoding: first.filter { (0x20..<0x7F).contains($0) }, as: UTF8.self).contains("SALINAN"))
  }

  @Test func `no text can speak the printer's language`() {
    let hostile = Receipt([.text("A\u{1B}@\u{1D}V\u{0}B\u{10}\u{4}\u{1}")])
    let plain = Receipt([.text("A?@?V?B???")])
    #expect(EscPos(.narrow).bytes(hostile) == EscPos(.narrow).bytes(plain))
  }

  @Test func `words longer than the paper are broken, shorter ones are kept whole`() {
    let lines = EscPos.wrapped("Pelayanan Statistik Terpadu " + String(repeating: "x", count: 40), columns: 32)
    #expect(
      lines.map { String($0) } == [
        "Pelayanan Statistik Terpadu", String(repeating: "x", count: 32), String(repeating: "x", count: 8),
      ])
  }

  @Test func `the printer's state is read from its two bytes, and nothing else`() {
    #expect(EscPos.state([0x12, 0x12]) == EscPos.State())
    #expect(EscPos.state([0x1A, 0x12])?.isOffline == true)
    #expect(EscPos.state([0x12, 0x1E])?.paperNearEnd == true)
    #expect(EscPos.state([0x12, 0x72])?.paperOut == true)
    #expect(EscPos.state([0x12]) == nil)
    #expect(EscPos.state([0xFF, 0x12]) == nil)
  }

  @Test func `a code keeps its quiet zone and its modules in the printed picture`() throws {
    let code = try #require(QRCode("HTTPS://HALOPST.ID/T/8205ABC"))
    let bytes = EscPos(.narrow).raster(code)
    let modules = code.side + 2 * QRCode.quietZone
    let scale = 384 / modules > 8 ? 8 : 384 / modules
    let perRow = (modules * scale + 7) / 8
    func isBlack(_ x: Int, _ y: Int) -> Bool { bytes[11 + y * perRow + x / 8] & (0x80 >> UInt8(x % 8)) != 0 }
    for row in -QRCode.quietZone..<code.side + QRCode.quietZone {
      for column in -QRCode.quietZone..<code.side + QRCode.quietZone {
        let (x, y) = ((column + QRCode.quietZone) * scale + scale / 2, (row + QRCode.quietZone) * scale + scale / 2)
        #expect(isBlack(x, y) == code.isDark(column, row))
      }
    }
  }

  @Test func `short upper-case addresses make codes that an 80 by 24 screen can show`() throws {
    let code = try #require(QRCode("HTTPS://HALOPST.ID/T/" + String(repeating: "A2", count: 20)))
    #expect(code.version <= 5)
    #expect(QRCode("") == nil)
    #expect(QRCode(String(repeating: "A", count: QRCode.textMax + 1)) == nil)
  }
}
