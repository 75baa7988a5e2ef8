import Testing

@testable import Domain

@Suite struct WordsTests {
  private func refusal(_ name: String) -> Refusal? {
    do {
      _ = try Words.required(name, .name, limit: Limits.name)
      return nil
    } catch {
      return error
    }
  }

  @Test func `people may be called what they are called`() throws {
    let names = [
      "Suharto", "N", "Siti Nur'aini", "Ni Luh Putu Ayu-Lestari, S.Si.", "أحمد بن محمد", "مُحَمَّدٌ", "王小明", "김민준",
      "Nguyễn Thị Hằng", "Nguye\u{0302}\u{0303}n", "ꦱꦸꦏꦂꦤ", "Zoë 👩‍👩‍👧‍👦", "👨🏽‍🌾", "بی‌بی", "M. Yusuf / Ucup", "7",
    ]
    for name in names {
      #expect(try Words.required(name, .name, limit: Limits.name) == name)
    }
    #expect(try Words.required("  Siti Nur \u{3000}", .name, limit: Limits.name) == "Siti Nur")
  }

  @Test func `a name of 200 characters is kept and one of 201 is refused`() {
    for letter in ["a", "é", "王", "م"] {
      #expect(refusal(String(repeating: letter, count: 200)) == nil)
      #expect(refusal(String(repeating: letter, count: 201)) == .tooLong(.name, limit: 200))
    }
  }

  @Test func `few characters may still be too many bytes`() {
    #expect(refusal(String(repeating: "👨‍👩‍👧‍👦", count: 60)) == nil)
    #expect(refusal(String(repeating: "👨‍👩‍👧‍👦", count: 65)) == .tooLong(.name, limit: 200))
  }

  @Test func `empty, blank, controlled and endless names are refused`() {
    for name in ["", " ", "\u{3000}\u{00A0}"] { #expect(refusal(name) == .missing(.name)) }
    for control in ["\u{0}", "\u{7}", "\u{1B}[2J", "\u{7F}", "\u{9B}", "\u{85}", "\n", "\t", "\r\n", "\u{2028}"] {
      #expect(refusal("Siti" + control + "Nur") == .controlCharacter(.name), "\(control.unicodeScalars.map(\.value))")
    }
    #expect(refusal(String(repeating: "a", count: 1 << 20)) == .tooLong(.name, limit: 200))
    #expect(refusal("a" + String(repeating: "\u{0301}", count: 1 << 20)) == .tooLong(.name, limit: 200))
  }

  @Test func `a letter carries the marks of real scripts but no stack of them`() {
    let marks = ["\u{0301}", "\u{0323}", "\u{0334}", "\u{20DD}", "\u{1AB0}"]
    #expect(refusal("z" + String(repeating: "\u{0301}", count: 6)) == nil)
    #expect(refusal("z" + String(repeating: "\u{0301}", count: 7)) == .tooLong(.name, limit: 200))
    #expect(refusal("z" + (0..<12).map { marks[$0 % 2] }.joined() + "algo") == .tooLong(.name, limit: 200))
  }

  @Test func `notes have lines, also from web forms, but no other control characters`() throws {
    #expect(try Words.checked("a\r\nb\tc\n", .note, limit: 10, lines: .many) == "a\nb\tc")
    #expect(throws: Refusal.controlCharacter(.note)) { try Words.checked("a\rb", .note, limit: 10, lines: .many) }
    #expect(throws: Refusal.controlCharacter(.note)) { try Words.checked("a\u{1B}b", .note, limit: 10, lines: .many) }
  }

  @Test func `names are found however they are typed`() {
    #expect(Words.searchForm("  SITI   Nur ") == Words.searchForm("Siti Nur"))
  }

  @Test func `telephone numbers as Indonesians write them become international`() {
    let numbers = [
      ("081234567890", "+6281234567890"), ("81234567890", "+6281234567890"), ("6281234567890", "+6281234567890"),
      ("+6281234567890", "+6281234567890"), ("0821-9000-1533", "+6282190001533"),
      ("+62 821 9000 1533", "+6282190001533"), (" 0812.3456.7890 ", "+6281234567890"),
      ("(0924) 2621234", "+629242621234"), ("021-3841195", "+62213841195"), ("0913-21234", "+6291321234"),
      ("+62 (0)812-3456-7890", "+6281234567890"), ("62 0812 3456 7890", "+6281234567890"),
      ("+65 6789 1234", "+6567891234"), ("+1 202 555 0123", "+12025550123"), ("+670 7723 4567", "+67077234567"),
    ]
    for (typed, international) in numbers { #expect(Phone.international(typed) == international, "\(typed)") }
    for odd in [
      "", "0", "110", "nomor ibu saya", "0812 atau 0813", "++62812345678", "62", "+0812345678", "08123456789012345",
      "9123456", "0812٣٤٥٦٧٨٩", "+62 812",
    ] {
      #expect(Phone.international(odd) == nil, "\(odd)")
    }
  }

  @Test func `an unusual phone or email is kept as typed, with a notice`() throws {
    func kept(_ phone: String, _ email: String) throws -> GuestProfile {
      try GuestProfile {
        $0.name = "Siti"
        $0.phone = phone
        $0.email = email
      }.checked(thisYear: 2026)
    }
    let odd = try kept(" wa saja ", "siti di gmail")
    #expect((odd.phone, odd.email) == ("wa saja", "siti di gmail"))
    #expect(odd.notices == [.phoneLooksWrong, .emailLooksWrong])
    let usual = try kept("0812 3456 7890", "siti@bps.go.id")
    #expect(usual.phone == "+6281234567890")
    #expect(usual.notices == [])
    #expect(try kept("", "").notices == [])
    for address in ["a@b", "a@.id", "@b.id", "a b@c.id", "a@b@c.id", "a@b..id"] { #expect(!Email.looksUsable(address)) }
    for address in ["a@b.id", "nama.panjang+pst@sub.univ.ac.id", "用户@例子.公司"] { #expect(Email.looksUsable(address)) }
  }
}
