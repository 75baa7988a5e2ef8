/// What a short code is for. One of a kind never passes as one of another: the kind is part of what is sealed.
public enum CodeKind: UInt8, Category {
  case ticket = 1
  case guest, reservation

  public static let terms = [
    Term("ticket", "kode tiket", "ticket code"), Term("guest", "kode tamu", "guest code"),
    Term("reservation", "kode reservasi", "reservation code"),
  ]

  /// In front of the id: "T1-42-7KQ2" (*tamu*), "R1-42-7KQ2" (*reservasi*). Tickets have none.
  var prefix: String {
    switch self {
    case .ticket: ""
    case .guest: "T"
    case .reservation: "R"
    }
  }
}

/// A code that people read off paper and type: what it is about, and four letters that only the office's node can make.
///
/// ```
///  A007-7KQ2      ticket of today, by its number          T1-42-7KQ2   guest who comes again
///  1-42-7KQ2      the same ticket, by the visit's id      R1-42-7KQ2   reservation
/// ```
/// Twenty bits are few, so whoever checks them must slow down guessing. This type only reads and writes; whether the
/// four letters are right is for the holder of the key.
public struct ShortCode: Hashable, Sendable {
  public var kind: CodeKind
  public var subject: VisitKey
  /// Four letters of `Base32`.
  public var check: String

  public static let checkLetters = 4

  public init(_ kind: CodeKind, _ subject: VisitKey, check: String) {
    self.kind = kind
    self.subject = subject
    self.check = check
  }

  /// What is sealed: the purpose, the office and the subject, so that a seal is worth nothing for any other.
  public static func sealed(_ kind: CodeKind, _ office: OfficeCode, _ subject: EventID) -> [UInt8] {
    Array("loket/\(kind.key)/\(office)/\(subject)".utf8)
  }

  /// The four letters out of a seal.
  public static func check(of seal: [UInt8]) -> String { String(Base32.text(seal.prefix(3)).prefix(checkLetters)) }
}

extension ShortCode: CustomStringConvertible {
  public var description: String { "\(kind.prefix)\(subject.word)-\(check)" }
}

// Reading what somebody typed.
extension ShortCode {
  /// Longer texts are no code, whatever they are.
  private static let textMax = 40
  /// Digits of an id written without its dash: longer ones are telephone numbers and identity cards.
  private static let joinedMax = 9
  private static let nodeDigitsMax = 4

  /// Everything a typed text may mean, nothing if it is no code. Capitals do not matter; O and 0 are one, and I, L and 1;
  /// dashes may be blanks, or left out. A text may mean several things ("I-42-…" is number I042, or visit 1-42; "148-…" is 1-48
  /// or 14-8): the seal tells which.
  public static func readings(of text: String) -> [ShortCode] {
    guard text.utf8.count <= textMax else { return [] }
    var rest = text.map { character -> Character in
      switch character {
      case " ", "-", "_", "\u{2010}"..."\u{2015}", "\u{2212}": "-"
      default: character
      }
    }[...]
    var check: [Character] = []
    while check.count < checkLetters, let last = rest.popLast() {
      if last == "-" { continue }
      guard let letter = Base32.letter(last) else { return [] }
      check.append(letter)
    }
    while rest.first == "-" { rest.removeFirst() }
    while rest.last == "-" { rest.removeLast() }
    guard check.count == checkLetters, let first = rest.first else { return [] }
    let letters = String(check.reversed())
    var found = tickets(rest, first).map { ShortCode(.ticket, $0, check: letters) }
    for kind in [CodeKind.guest, .reservation] where kind.prefix == first.uppercased() {
      found += ids(rest.dropFirst()).map { ShortCode(kind, .id(VisitID($0)), check: letters) }
    }
    return found
  }

  private static func tickets(_ text: ArraySlice<Character>, _ first: Character) -> [VisitKey] {
    var found: [VisitKey] = []
    found += ids(text).map { .id(VisitID($0)) }
    var digits = text.dropFirst()
    if digits.first == "-" { digits.removeFirst() }
    guard (1...3).contains(digits.count), let value = value(digits), (1...Limits.numberMax).contains(value) else {
      return found
    }
    for letter in series(first) { found.append(.number(QueueNumber(letter, value))) }
    return found
  }

  /// The letter itself, or those that look like the digit typed for it.
  private static func series(_ typed: Character) -> [Series] {
    let letters: [Character] =
      switch typed {
      case "0": ["O"]
      case "1": ["I", "L"]
      default: typed.isASCII ? Array(typed.uppercased()) : []
      }
    return letters.compactMap(Series.init(letter:))
  }

  /// The id, or every id that digits without their dash may be: few, for a node's number is short.
  private static func ids(_ text: ArraySlice<Character>) -> [EventID] {
    if let id = id(text) { return [id] }
    let digits = text.drop { $0 == "-" }
    guard (2...joinedMax).contains(digits.count), !digits.contains("-") else { return [] }
    return (1..<min(digits.count, nodeDigitsMax + 1)).compactMap { length in
      let (node, sequence) = (digits.prefix(length), digits.dropFirst(length))
      // Nobody writes a number with a nought in front.
      guard let first = sequence.first, Base32.letter(first) != "0", Base32.letter(node[node.startIndex]) != "0" else {
        return nil
      }
      return id(node + ["-"] + sequence)
    }
  }

  private static func id(_ text: ArraySlice<Character>) -> EventID? {
    let parts = text.drop { $0 == "-" }.split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 2, let node = value(parts[0]), let sequence = value(parts[1]) else { return nil }
    return EventID("\(node)-\(sequence)")
  }

  /// Digits, as far as people write them.
  private static func value(_ text: ArraySlice<Character>) -> Int? {
    guard (1...16).contains(text.count) else { return nil }
    return unsigned(String(text.map { Base32.letter($0) ?? "?" }))
  }
}

/// A name as it may be shown to whoever holds a code: the first letter of each word. How long the words are is nobody's
/// business either.
public func maskedName(_ name: String) -> String {
  name.split(whereSeparator: \.isWhitespace).prefix(4).compactMap(\.first).map { "\($0)***" }.joined(separator: " ")
}
