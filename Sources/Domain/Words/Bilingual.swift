/// The two languages of the desk.
public enum Language: UInt8, Category {
  case indonesian = 1
  case english

  public static let terms = [
    Term("id", "Bahasa Indonesia", "Indonesian"),
    Term("en", "Bahasa Inggris", "English"),
  ]
}

/// A sentence in both languages; a reader may switch at any time, messages included.
public struct Bilingual: Sendable, Equatable {
  public let indonesian: String
  public let english: String

  public init(_ indonesian: String, _ english: String) {
    self.indonesian = indonesian
    self.english = english
  }

  public subscript(_ language: Language) -> String {
    language == .indonesian ? indonesian : english
  }
}
