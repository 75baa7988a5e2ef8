import Domain

/// The sentences of one screen, by name, in two tables. A test holds both tables complete and their gaps the same.
///
/// `{1}`, `{2}` … are gaps that the screen fills. An office may word a sentence its own way: `OfficeProfile.texts`, under
/// "place.word".
public protocol Vocabulary: Hashable, CaseIterable, RawRepresentable, Sendable where RawValue == String {
  /// First half of the key under which an office may change a sentence.
  static var place: String { get }
  static var indonesian: [Self: String] { get }
  static var english: [Self: String] { get }
}

extension Vocabulary {
  /// The name an office uses to change this sentence: "frame.too-small". Small letters only, because files and keyboards of an
  /// office know no capitals in keys.
  public var key: String {
    var key = Self.place + "."
    for character in rawValue {
      if character.isUppercase { key += "-" }
      key += character.lowercased()
    }
    return key
  }

  /// Both languages, as the project words them.
  public var both: Bilingual { Bilingual(self[.indonesian], self[.english]) }

  /// One language only: the other's table is made when somebody asks for it.
  subscript(_ language: Language) -> String {
    (language == .indonesian ? Self.indonesian : Self.english)[self] ?? rawValue
  }
}

/// Speaks to whoever stands before the screen: their language, and the office's own wording.
public struct Speech: Sendable, Equatable {
  public var language: Language
  /// The office's sentences by key.
  public var own: [String: Bilingual]

  public init(_ language: Language = .indonesian, own: [String: Bilingual] = [:]) {
    self.language = language
    self.own = own
  }

  /// The sentence with its gaps filled.
  public func callAsFunction<W: Vocabulary>(_ word: W, _ gaps: any CustomStringConvertible...) -> String {
    let text = (own.isEmpty ? nil : own[word.key])?[language] ?? word[language]
    return Speech.filled(text, gaps.map(\.description))
  }

  /// The reader's half.
  public func callAsFunction(_ text: Bilingual) -> String { text[language] }

  static func filled(_ text: String, _ gaps: [String]) -> String {
    guard !gaps.isEmpty else { return text }
    var filled = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      let after = rest[open...]
      guard let close = after.firstIndex(of: "}"), let number = Int(after[after.index(after: open)..<close]),
        gaps.indices.contains(number - 1)
      else { break }
      filled += rest[..<open] + gaps[number - 1]
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }
}
