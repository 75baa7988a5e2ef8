import JSON
import TestSupport
import Testing

@Suite struct `The JSON parser` {
  private func parse(_ text: String) -> JSONValue? { try? JSONParser.parse(Array(text.utf8)) }

  private func reason(_ bytes: [UInt8], sizeMax: Int = 2 << 20) -> JSONFault.Reason? {
    do {
      _ = try JSONParser.parse(bytes, sizeMax: sizeMax)
      return nil
    } catch { return error.reason }
  }

  @Test(arguments: [
    ("null", JSONValue.null), ("true", .bool(true)), (" false ", .bool(false)), ("0", .integer(0)), ("-0", .integer(0)),
    ("-12", .integer(-12)), ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
    ("9223372036854775808", .fraction(9223372036854775808)), ("1.5", .fraction(1.5)), ("1e2", .fraction(100)),
    ("-1.25E-2", .fraction(-0.0125)), ("1.0", .fraction(1)), ("\"\"", .string("")), ("[]", .array([])),
    ("{}", .object([])),
    (" [ 1 , [ ] , { } ] ", .array([.integer(1), .array([]), .object([])])),
    ("{\"b\":1,\"a\":null}", .object([.init("b", .integer(1)), .init("a", .null)])), ("\t\r\n 1", .integer(1)),
    ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", .string("\"\\/\u{8}\u{C}\n\r\t")), ("\"\\u0041\\u00e9\\u20AC\"", .string("Aé€")),
    ("\"\\ud83d\\ude00\"", .string("😀")), ("\"\\uDBFF\\uDFFF\"", .string("\u{10FFFF}")),
    ("\"\\u0000\"", .string("\u{0}")),
    ("\"\u{7F}\u{2028}😀\"", .string("\u{7F}\u{2028}😀")), ("{\"\":1}", .object([.init("", .integer(1))])),
  ])
  func `reads what is JSON`(_ text: String, _ value: JSONValue) { #expect(parse(text) == value, "\(text)") }

  @Test(arguments: [
    "", " ", "nul", "nulll", "True", "NaN", "Infinity", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "0x10",
    "1_000", "--1",
    "1e999", "-1e999", "[1,]", "[,1]", "[1 2]", "[", "]", "{", "}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{a:1}",
    "{'a':1}",
    "{\"a\" 1}", "{1:1}", "\"", "\"\\\"", "\"\\x41\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\u 123\"", "\"\\\n\"", "'a'",
    "// a\n1",
    "1 // a", "/**/1", "[1]]", "{}{}", "1 2", "\u{FEFF}1", "\"a\nb\"", "\"a\tb\"", "\"\u{0}\"", "\"\\u00e\"", "\u{A0}1",
    "\"\\ud800x\"",
    "\"\\ud800\\n\"",
  ])
  func `refuses what is not`(_ text: String) {
    #expect(parse(text) == nil, "\(text)")
    #expect(reason(Array(text.utf8)) != nil)
  }

  @Test func `names what is wrong`() {
    #expect(reason(Array("{\"a\":1,\"a\":2}".utf8)) == .duplicateName)
    #expect(reason(Array("{\"a\":1,\"\\u0061\":2}".utf8)) == .duplicateName)
    // Written differently, read as the same characters.
    #expect(reason(Array("{\"é\":1,\"e\u{301}\":2}".utf8)) == .duplicateName)
    #expect(reason(Array("1 1".utf8)) == .trailing)
    #expect(reason([0x22, 0xFF, 0x22]) == .notUTF8)
    #expect(reason([0x22, 0xED, 0xA0, 0x80, 0x22]) == .notUTF8)
    #expect(reason([0x22, 0xC0, 0x80, 0x22]) == .notUTF8)
    #expect(reason([0x22, 0x5C, 0x6E, 0xFF, 0x22]) == .notUTF8)
    #expect(reason(Array("\"\\udc00\"".utf8)) == .notUTF8)
    #expect(reason(Array("\"\\ud800\\u0041\"".utf8)) == .notUTF8)
  }

  @Test func `goes so deep and no deeper`() {
    func nest(_ open: String, _ close: String, _ depth: Int) -> [UInt8] {
      Array((String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)).utf8)
    }
    #expect(reason(nest("[", "]", JSONParser.depthMax)) == nil)
    #expect(reason(nest("[", "]", JSONParser.depthMax + 1)) == .tooDeep)
    #expect(reason(nest("{\"a\":", "}", JSONParser.depthMax)) == nil)
    #expect(reason(nest("{\"a\":", "}", JSONParser.depthMax + 1)) == .tooDeep)
    #expect(reason(Array(repeating: UInt8(ascii: "["), count: 1 << 20)) == .tooDeep)
    // Depth is what is open, not what was.
    #expect(reason(Array(("[" + String(repeating: "[],", count: 1_000) + "[]]").utf8)) == nil)
  }

  @Test func `takes so much and no more`() {
    #expect(reason(Array("\"aaaa\"".utf8), sizeMax: 6) == nil)
    #expect(reason(Array("\"aaaa\"".utf8), sizeMax: 5) == .tooLarge)
    #expect(reason(Array(repeating: 0x20, count: (2 << 20) + 1)) == .tooLarge)
  }

  @Test func `does not compare a flood of names with one another`() {
    let names = (0..<150_000).map { "\"\($0)\":0" }.joined(separator: ",")
    let fault = #expect(throws: JSONFault.self) { try JSONParser.parse(Array("{\(names)}".utf8)) }
    #expect(fault?.reason == .tooManyNames)
    // Given up at the first name too many: those behind it are not even read.
    let known = (0..<JSONParser.membersMax).map { "\"\($0)\":0," }.joined()
    #expect(fault?.position == 1 + known.utf8.count)
    let some = (0..<JSONParser.membersMax).map { "\"\($0)\":0" }.joined(separator: ",")
    #expect(reason(Array("{\(some)}".utf8)) == nil)
  }

  @Test func `reads numbers of any length to an end`() {
    for digits in [399, 400, 401, 10_000] {
      let (nines, noughts) = (String(repeating: "9", count: digits), String(repeating: "0", count: digits))
      #expect(parse(nines) == nil, "larger than any number there is")
      #expect(parse("0." + nines) == (digits <= 400 ? .fraction(1) : nil))
      #expect(parse("1e" + noughts + "1") == (digits < 400 ? .fraction(10) : nil))
    }
  }

  @Test func `reads a part of a longer buffer at its own positions`() throws {
    let bytes = Array("xx[1,]yy".utf8)
    let fault = #expect(throws: JSONFault.self) { try JSONParser.parse(bytes[2..<6]) }
    #expect(fault?.position == 3)
    #expect(try JSONParser.parse(Array("xx[1]yy".utf8)[2..<5]) == .array([.integer(1)]))
  }

  @Test func `what the writer quotes is read back, byte for byte`() throws {
    var filler = RandomFiller(seed: 5)
    for round in 0..<2_000 {
      var text = ""
      filler.text(&text)
      var writer = JSONWriter()
      writer.quote(text)
      #expect(!writer.bytes.contains { $0 < 0x20 }, "round \(round)")
      let read = try JSONParser.parse(writer.bytes)
      #expect(read.string.map { Array($0.utf8) } == Array(text.utf8), "round \(round)")
    }
  }
}
