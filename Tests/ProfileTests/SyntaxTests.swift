import Domain
import Profiles
import Testing

@Suite struct `The syntax of a profile` {
  /// The name of the office when the line that sets it is written so.
  private func name(_ value: String) -> String? {
    try? OfficeFile.read(Array(spoiled("\"BPS Kabupaten Contoh\"", value).utf8)).get().name
  }

  @Test func `texts keep their escapes and remarks end them`() {
    #expect(name("\"a # b\" # c") == "a # b")
    #expect(name(#""a \"b\" \\ c""#) == #"a "b" \ c"#)
    #expect(name(#""\u004b\U0001F600""#) == "K😀")
    #expect(name("\"Nüsa\"") == "Nüsa")
  }

  @Test func `lists may have several lines, remarks and a last comma`() throws {
    let flow = """
      flow = [ # way
        "number",   # first

        "guest-book"
        , "desk",
      ] # end
      """
    let text = spoiled("flow = [\"number\", \"guest-book\", \"desk\", \"rating\"]", flow)
    #expect(try OfficeFile.read(Array(text.utf8)).get().flow == [.number, .guestBook, .desk])
  }

  @Test func `ends of line and the mark of Windows editors do not matter`() throws {
    let sound = try OfficeFile.read(Array(soundProfile.utf8)).get()
    let windows = replacing("\n", "\r\n", in: soundProfile)
    #expect(try OfficeFile.read([0xEF, 0xBB, 0xBF] + Array(windows.utf8)).get() == sound)
    #expect(try OfficeFile.read(Array(soundProfile.dropLast().utf8)).get() == sound)
  }

  @Test(arguments: [
    ("name = 'x'", "instead of single"),
    ("name = \"\"\"x\"\"\"", "one line only"),
    ("name = \"x", "closing quote is missing"),
    ("name = \"C:\\printer\"", "For one \\ write \\\\"),
    ("name = \"\\uD800\"", "For one \\ write \\\\"),
    ("name = \"a\u{7}b\"", "control character"),
    ("name =", "no value"),
    ("name = # later", "no value"),
    ("name \"x\"", "There is no ="),
    ("name = \"x\" y", "unreadable at the end"),
    ("name = x", "in double quotes"),
    ("name = 2026-11-20", "stand in quotes"),
    ("name = 007", "does not begin with zero"),
    ("name = 99999999999999999999", "too large"),
    ("name = { a = 1 }", "are not used here"),
    ("name = [[\"x\"]]", "list inside a list"),
    ("name = [\"x\" \"y\"]", "commas between"),
    ("name = [,\"x\"]", "nothing before it"),
    ("name = [\"x\", ", "not closed with ]"),
    ("name.short = \"x\"", "has no dots"),
  ])
  func `what cannot be read is told once, and the field does not count as missing`(_ line: String, _ words: String) {
    let found = faults(spoiled("name = \"BPS Kabupaten Contoh\"", line))
    #expect(found.map(\.line) == [2], "\(found)")
    #expect(found.map(\.field) == ["name"], "\(found)")
    #expect(found.allSatisfy { $0.message.english.contains(words) }, "\(found)")
  }

  @Test func `a value that cannot be read is not called missing as well`() {
    #expect(faults(spoiled("zone = \"WIB\"", "zone = WIB")).count == 1)
    #expect(faults(spoiled("flow = [\"number\", ", "flow = [\"number, ")).count == 1)
  }

  @Test func `lines that are neither field nor table are refused`() {
    expectFault("recall-limit = 3", "= 3 # here", at: "# here", "", "cannot be read")
    expectFault("recall-limit = 3", "\"recall-limit\" = 3", at: "\"recall", "", "cannot be read")
    expectFault("[priority]", "[priority", at: "[priority", "priority", "with its brackets: [priority]")
    expectFault("[[closure]]", "[[closure]", at: "[[closure]", "closure", "with its brackets: [[closure]]")
  }

  @Test func `a table or field written twice is refused and the first stands`() {
    expectFault("asks-identity = false", "zone = \"WIT\"", at: "zone = \"WIT\"", "zone", "already on line 3")
    expectFault(
      "[retention]\ncontact-days = 0", "[priority] # again\nmode = \"off\"",
      at: "# again", "priority", "already on line")
  }

  @Test func `a list that is never closed does not swallow the rest of the file`() {
    expectFault(
      "services = [\"konsultasi\"]", "services = [\"konsultasi\"", at: "services", "desk.services", "not closed")
    expectFault(
      "languages = [\"id\", \"en\"]", "languages = [\"id\", \"en\",", at: "languages", "languages", "not closed")
  }

  @Test func `a line that is not UTF-8 is named, and only that line`() {
    var bytes = Array(soundProfile.utf8)
    let at = Array("code = \"6208\"\nname = \"BPS".utf8).count
    bytes[at] = 0xFF
    guard case .failure(let faults) = OfficeFile.read(bytes) else {
      Issue.record("read without a fault")
      return
    }
    #expect(faults.list.map(\.line) == [2])
    #expect(faults.list.allSatisfy { $0.message.english.hasPrefix("This line is not UTF-8 text.") })
  }

  @Test func `a line too long and a file too large are refused in few words`() {
    let long = String(repeating: "x", count: FileLimits.lineBytesMax)
    expectFault("\"BPS Kabupaten Contoh\"", "\"\(long)\"", at: "name =", "", "The line is too long")
    let huge = Array(repeating: UInt8(ascii: "#"), count: FileLimits.bytesMax + 1)
    guard case .failure(let faults) = OfficeFile.read(huge) else {
      Issue.record("read without a fault")
      return
    }
    #expect(faults.list.count == 1)
    #expect(faults.list.first?.message.english.contains("too large") == true)
  }
}
