import Domain

/// One call as it is heard.
public struct Announcement: Equatable, Sendable {
  /// Absent where the office gives no numbers; then nobody is named either.
  public var number: QueueNumber?
  public var desk: Int
  public var language: Language

  public init(number: QueueNumber?, desk: Int, language: Language) {
    self.number = number
    self.desk = desk
    self.language = language
  }

  /// People look up at the first and listen at the second.
  public static let rounds = 2

  /// Indonesian always, for the hall; then the visitor's own language.
  public var languages: [Language] { language == .indonesian ? [.indonesian] : [.indonesian, language] }

  /// Spelled so that a synthesiser reads it as people at the desk do.
  public func sentence(_ language: Language) -> String {
    let desk = DeskWord.spoken(desk, language)
    let number = number?.spoken(language)
    return switch language {
    case .indonesian:
      number.map { "Nomor antrean, \($0), silakan menuju meja \(desk)" }
        ?? "Tamu berikutnya silakan menuju meja \(desk)"
    case .english:
      number.map { "Queue number, \($0), please go to desk \(desk)" } ?? "Next visitor, please go to desk \(desk)"
    }
  }

  /// Names of the recordings that make up the Indonesian sentence, in order, each a WAV file of the office's own.
  public var fragments: [String] {
    var names = ["chime"]
    if let number {
      names.append("nomor-antrean")
      names.append(number.series.word.lowercased())
      names += number.description.dropFirst().map { String($0) }
      names.append("silakan-menuju-meja")
    } else {
      names += ["tamu-berikutnya", "silakan-menuju-meja"]
    }
    return names + DeskWord.fragments(desk)
  }
}

/// Small numbers as words: a synthesiser stumbles over digits inside an Indonesian sentence.
enum DeskWord {
  static let spelledMax = 32
  private static let digits = [
    Bilingual("nol", "zero"), Bilingual("satu", "one"), Bilingual("dua", "two"), Bilingual("tiga", "three"),
    Bilingual("empat", "four"), Bilingual("lima", "five"), Bilingual("enam", "six"), Bilingual("tujuh", "seven"),
    Bilingual("delapan", "eight"), Bilingual("sembilan", "nine"),
  ]
  private static let teens = [
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
  ]
  private static let tens = ["", "", "twenty", "thirty"]

  static func spoken(_ number: Int, _ language: Language) -> String {
    guard (0...spelledMax).contains(number) else { return String(number) }
    switch language {
    case .indonesian: return pieces(number).map { Int($0).map { digits[$0].indonesian } ?? $0 }.joined(separator: " ")
    case .english:
      if number < 10 { return digits[number].english }
      if number < 20 { return teens[number - 10] }
      return tens[number / 10] + (number % 10 == 0 ? "" : " " + digits[number % 10].english)
    }
  }

  static func fragments(_ number: Int) -> [String] {
    (0...spelledMax).contains(number) ? pieces(number) : String(number).map { String($0) }
  }

  /// "2", "belas": words and digits as they are said one after the other.
  private static func pieces(_ number: Int) -> [String] {
    switch number {
    case ..<10: [String(number)]
    case 10: ["sepuluh"]
    case 11: ["sebelas"]
    case ..<20: [String(number - 10), "belas"]
    default: [String(number / 10), "puluh"] + (number % 10 == 0 ? [] : [String(number % 10)])
    }
  }
}
