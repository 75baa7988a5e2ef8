import Chance
import Testing

@testable import Domain

@Suite struct CodeTests {
  private static let id = EventID(node: 1, sequence: 42)
  private static let visit = VisitKey.id(VisitID(id))
  private static let number = VisitKey.number(QueueNumber("A007")!)

  @Test func `codes are written in the order in which they are read out`() {
    #expect(ShortCode(.ticket, Self.number, check: "7KQ2").description == "A007-7KQ2")
    #expect(ShortCode(.ticket, Self.visit, check: "7KQ2").description == "1-42-7KQ2")
    #expect(ShortCode(.guest, Self.visit, check: "7KQ2").description == "T1-42-7KQ2")
    #expect(ShortCode(.reservation, Self.visit, check: "7KQ2").description == "R1-42-7KQ2")
  }

  @Test(arguments: [
    "A007-7KQ2", "a007-7kq2", "A0077KQ2", "a 007 7k q2", "AOO7-7KQ2", "ao0 7 7kq2", "A-7-7KQ2", "A7-7KQ2",
    " A007–7KQ2 ",
  ])
  func `a ticket's number is read however it is typed`(_ text: String) {
    let wanted = ShortCode(.ticket, Self.number, check: "7KQ2")
    // "ao0 7" has a dash inside its digits, which only an id may have.
    #expect(ShortCode.readings(of: text) == (text == "ao0 7 7kq2" ? [] : [wanted]))
  }

  @Test func `look-alikes are one letter`() {
    #expect(ShortCode.readings(of: "A001-O1IL") == [ShortCode(.ticket, .number(QueueNumber("A001")!), check: "0111")])
    #expect(ShortCode.readings(of: "I-42-7KQ2").contains(ShortCode(.ticket, Self.visit, check: "7KQ2")))
    #expect(
      ShortCode.readings(of: "0007-7KQ2") == [ShortCode(.ticket, .number(QueueNumber("O007")!), check: "7KQ2")])
    #expect(ShortCode.readings(of: "1007-7KQ2").map(\.description) == ["100-7-7KQ2", "I007-7KQ2", "L007-7KQ2"])
  }

  @Test func `an id may lose its dashes: every place where the one between its numbers may have been is tried`() {
    for text in ["1-42-7KQ2", "1-427KQ2", "1 42 7kq2", "l-42-7KQ2"] {
      #expect(ShortCode.readings(of: text).contains(ShortCode(.ticket, Self.visit, check: "7KQ2")), "\(text)")
    }
    for text in ["T1-42-7KQ2", "t1 42 7kq2", "T-1-42-7KQ2", "T1-427KQ2"] {
      #expect(ShortCode.readings(of: text) == [ShortCode(.guest, Self.visit, check: "7KQ2")], "\(text)")
    }
    #expect(ShortCode.readings(of: "r1-42-7kq2") == [ShortCode(.reservation, Self.visit, check: "7KQ2")])
    #expect(
      ShortCode.readings(of: "1427KQ2").map(\.description) == ["1-42-7KQ2", "14-2-7KQ2", "I042-7KQ2", "L042-7KQ2"])
    #expect(ShortCode.readings(of: "r1427kq2").map(\.description).contains("R1-42-7KQ2"))
    #expect(ShortCode.readings(of: "157KQ2").map(\.description).contains("1-5-7KQ2"))
    #expect(ShortCode.readings(of: "3201234567890001").isEmpty, "an identity card is no code")
    #expect(
      ShortCode.readings(of: "T142-7KQ2").map(\.description) == ["T142-7KQ2", "T1-42-7KQ2", "T14-2-7KQ2"],
      "number 142 of series T, or a guest: the seal tells")
  }

  @Test(arguments: [
    "", "-", "A007", "7KQ2", "A000-7KQ2", "A0070-7KQ2", "A007-7KU2", "A007-7K!2", "0-0-7KQ2", "1-0-7KQ2", "1024-1-7KQ2",
    "X1-42-7KQ2", "1-42-1-7KQ2", "1-99999999999999999999-7KQ2", String(repeating: "A", count: 41), "😀007-7KQ2",
    "ß07-7KQ2",
    "A٠٠٧-7KQ2",
  ])
  func `what is no code is read as none`(_ text: String) {
    #expect(ShortCode.readings(of: text).isEmpty)
  }

  @Test func `every code reads back to itself, in small letters and without its last dash`() {
    var dice = Seeded(7)
    for _ in 0..<2_000 {
      let bytes = (0..<3).map { _ in UInt8.random(in: 0...255, using: &dice) }
      let id = EventID(node: .random(in: 1...1023, using: &dice), sequence: .random(in: 1...1 << 52 - 1, using: &dice))
      let letter = Series(number: .random(in: 1...26, using: &dice))!
      let keys = [VisitKey.id(VisitID(id)), .number(QueueNumber(letter, .random(in: 1...999, using: &dice)))]
      for kind in CodeKind.allCases {
        for key in keys where kind == .ticket || key == keys[0] {
          let code = ShortCode(kind, key, check: ShortCode.check(of: bytes))
          #expect(ShortCode.readings(of: code.description).contains(code))
          #expect(ShortCode.readings(of: code.description.lowercased()).contains(code))
        }
      }
    }
  }

  @Test func `what is sealed differs by purpose, office and subject`() {
    let (here, there) = (OfficeCode(8205), OfficeCode(6208))
    let day = DayAtTheDesk.thursday
    var sealed = CodeKind.allCases.map { ShortCode.sealed($0, here, Self.id) }
    sealed.append(ShortCode.sealed(.ticket, there, Self.id))
    sealed.append(ShortCode.sealed(.ticket, here, EventID(node: 14, sequence: 2)))
    sealed.append(PageToken.sealed(here, VisitID(Self.id), day))
    sealed.append(PageToken.sealed(here, VisitID(Self.id), day.advanced(by: 1)))
    #expect(Set(sealed).count == sealed.count)
  }

  @Test func `the longest QR text fits version 4, and reads back`() throws {
    let address = "https://" + String(repeating: "a", count: Limits.onlineAddress - 8)
    let id = VisitID(EventID(node: EventID.nodeMax, sequence: 999_999_999))
    let seal = (0..<16).map { UInt8($0 * 17) }
    let token = PageToken(
      office: OfficeCode(9999), visit: id, expires: Day(year: 2059, month: 12, day: 31)!, seal: seal)
    let text = try #require(token.text(at: address))
    #expect(text.utf8.count <= PageToken.textMax)
    let small = Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    #expect(text.allSatisfy(small.contains))
    #expect(PageToken(text) == token && PageToken(text.lowercased()) == token)
    #expect(token.text(at: "") == nil)
    for part in ["", "HTTPS://A/T/", "8205-1-42-MA5", "8205-1-42-MA5-" + String(repeating: "Z", count: 26)] {
      #expect(PageToken(part) == nil, "\(part)")
    }
  }

  @Test func `whatever is printed begins with a digit or a capital, and what officers type small does not`() throws {
    let id = VisitID(Self.id)
    let day = Day(year: 2026, month: 12, day: 31)!
    let token = PageToken(office: OfficeCode(8205), visit: id, expires: day, seal: [UInt8](repeating: 9, count: 16))
    let numbers = (Int64(1)...26).map { VisitKey.number(QueueNumber(Series(number: $0)!, 7)) }
    let printed =
      numbers.map { ShortCode(.ticket, $0, check: "7KQ2").description }
      + CodeKind.allCases.map { ShortCode($0, Self.visit, check: "7KQ2").description }
      + [try #require(token.text(at: "https://pst.bps.go.id"))]
    for text in printed {
      let first = try #require(text.unicodeScalars.first)
      #expect(PrintedCode.fits(text) && PrintedCode.begins(first), "\(text)")
    }
    for key in "nrsptfuv/? ".unicodeScalars { #expect(!PrintedCode.begins(key), "\(key)") }
  }

  @Test func `a masked name tells the first letters and not the lengths`() {
    #expect(maskedName("Siti Nurhaliza") == "S*** N***")
    #expect(maskedName("  ngadimin ") == "n***")
    #expect(maskedName("") == "")
    #expect(maskedName("a b c d e f") == "a*** b*** c*** d***")
  }
}
