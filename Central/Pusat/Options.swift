import Domain
import Machine

/// What was typed, taken apart: the verb's words, and options with their values.
struct Options {
  var words: [String] = []
  var values: [String: String] = [:]
  var language = Language.indonesian
  var wantsHelp = false
  var store = ""
  var database: String?

  /// Options and what may stand there.
  static let known: [String: String] = [
    "store": "DIR", "database": "\"host=…\"", "lang": Language.expected, "listen": "127.0.0.1:8462", "reply": "FILE",
    "topic": "TEXT", "name": "TEXT", "phone": "TEXT", "officer": "LOGIN", "link": "URL",
    "reason": CancelReason.expected, "above": "N", "limit": "N", "practice": PracticeTime.expected,
    "since": "YYYY-MM-DD",
  ]

  /// Options that say everything by being there.
  static let flags: Set = ["json", "tethered", "void", "yes"]

  /// Where a centre is and how it speaks, which every verb may be told.
  static let common: Set = ["store", "database", "lang", "practice"]

  /// The language asked for, also where nothing else could be read.
  static func language(of arguments: [String]) -> Language {
    var typed: String?
    for (index, word) in arguments.enumerated() {
      if word.hasPrefix("--lang=") { typed = String(word.dropFirst(7)) }
      if word == "--lang", index + 1 < arguments.count { typed = arguments[index + 1] }
    }
    return (typed ?? Environment.value("LOKET_LANG")).flatMap { Language(key: $0) } ?? .indonesian
  }

  init(_ arguments: [String]) throws(PusatFault) {
    var rest = arguments[...]
    while let word = rest.popFirst() {
      if word == "--help" || word == "-h" {
        wantsHelp = true
        continue
      }
      guard word.hasPrefix("--") else {
        words.append(word)
        continue
      }
      let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      if Self.flags.contains(name), parts.count == 1 {
        values[name] = ""
        continue
      }
      guard let expected = Self.known[name] else { throw .usage(.unknownOption(name)) }
      guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
        throw .usage(.option(name, expected))
      }
      values[name] = value
    }
    let tongue = values["lang"] ?? Environment.value("LOKET_LANG") ?? Language.indonesian.word
    guard let language = Language(key: tongue) else { throw .usage(.option("lang", Language.expected)) }
    self.language = language
    store =
      values["store"] ?? Environment.value("PUSAT_HOME")
      ?? (Environment.value("HOME") ?? "/var/lib") + "/.local/share/pusat"
    // Practice lies in a folder of its own, whatever database the work has.
    database = values["database"] ?? (values["practice"] == nil ? Environment.value("PUSAT_DATABASE") : nil)
  }

  /// Word number `index`, read as what it must be.
  func word<S: Scalar>(_ index: Int, _: S.Type) throws(PusatFault) -> S {
    guard words.indices.contains(index), let value = S(word: words[index]) else {
      throw .usage(.word(index + 1, S.expected))
    }
    return value
  }

  func optional<S: Scalar>(_ index: Int, _ type: S.Type) throws(PusatFault) -> S? {
    words.indices.contains(index) ? try word(index, type) : nil
  }

  func has(_ flag: String) -> Bool { values[flag] != nil }

  /// When a practice begins; `nil` for the work itself.
  var practice: Moment? {
    get throws(PusatFault) {
      guard let typed = values["practice"] else { return nil }
      guard database == nil else { throw .usage(.practiceElsewhere) }
      guard let moment = PracticeTime.moment(typed) else {
        throw .usage(.option("practice", PracticeTime.expected))
      }
      return moment
    }
  }

  /// A reservation by its number or by the code that is printed for it, with the letters of the code.
  func reservation(_ index: Int) throws(PusatFault) -> (id: ReservationID, code: ShortCode?) {
    guard words.indices.contains(index) else { throw .usage(.word(index + 1, Self.reservationExpected)) }
    if let id = EventID(word: words[index]) { return (ReservationID(id), nil) }
    for code in ShortCode.readings(of: words[index]) where code.kind == .reservation {
      if case .id(let id) = code.subject { return (ReservationID(id.first), code) }
    }
    throw .usage(.word(index + 1, Self.reservationExpected))
  }

  private static let reservationExpected = "1-42 | R1-42-7KQ2"

  func text(_ index: Int, _ expected: String) throws(PusatFault) -> String {
    guard words.indices.contains(index), !words[index].isEmpty else { throw .usage(.word(index + 1, expected)) }
    return words[index]
  }

  func number(_ name: String, or usual: Int) throws(PusatFault) -> Int {
    guard let typed = values[name] else { return usual }
    guard let number = Int(typed), number >= 0 else { throw .usage(.option(name, "N")) }
    return number
  }

  func number(_ index: Int) throws(PusatFault) -> Int {
    guard words.indices.contains(index), let number = Int(words[index]), number > 0 else {
      throw .usage(.word(index + 1, "N"))
    }
    return number
  }
}
