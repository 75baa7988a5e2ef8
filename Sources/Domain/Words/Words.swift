/// Hard checks on what people write. Everything else about a text is a warning at most: a guest is never refused
/// because of an unusual name.
public enum Words {
  public enum Lines: Sendable { case one, many }

  /// `text` without outer blanks, or the refusal that says what is wrong with it. Never repeats the text itself.
  public static func checked(
    _ text: String, _ field: Field, limit: Int, lines: Lines = .one
  ) throws(Refusal) -> String {
    // Bytes first: counting the characters of a megabyte would be work done for someone who is to be refused.
    guard text.utf8.count <= limit * Limits.bytesPerCharacter, text.count <= limit else {
      throw .tooLong(field, limit: limit)
    }
    let text = lines == .many ? unixLines(text) : text
    var marks = 0
    for scalar in text.unicodeScalars {
      if isControl(scalar, lines) { throw .controlCharacter(field) }
      marks = isMark(scalar) ? marks + 1 : 0
      if marks > Limits.marksPerLetter { throw .tooLong(field, limit: limit) }
    }
    return trimmed(text)
  }

  /// As `checked`, and not empty.
  public static func required(
    _ text: String, _ field: Field, limit: Int, lines: Lines = .one
  ) throws(Refusal) -> String {
    let text = try checked(text, field, limit: limit, lines: lines)
    // A text of nothing but invisible characters says nothing.
    let isSeen = text.unicodeScalars.contains {
      !$0.properties.isDefaultIgnorableCodePoint && !$0.properties.isWhitespace
    }
    guard isSeen else { throw .missing(field) }
    return text
  }

  /// Web forms and Windows end lines in two characters.
  private static func unixLines(_ text: String) -> String {
    text.utf8.contains(0x0D) ? String(text.map { $0 == "\r\n" ? "\n" : $0 }) : text
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x300 && scalar.properties.canonicalCombiningClass != .notReordered
  }

  static func isControl(_ scalar: Unicode.Scalar, _ lines: Lines) -> Bool {
    switch scalar.value {
    case 0x0A, 0x09: lines == .one
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: true
    default: false
    }
  }

  static func trimmed(_ text: String) -> String {
    var rest = Substring(text)
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }

  /// The form in which names are compared: lower case, single blanks. "SITI  Nur" finds "Siti Nur".
  public static func searchForm(_ text: String) -> String {
    text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// A field by the name people know it by, for refusals.
public struct Field: Equatable, Sendable {
  public let label: Bilingual
  public init(_ indonesian: String, _ english: String) { label = Bilingual(indonesian, english) }

  public static let name = Field("nama", "name")
  public static let email = Field("email", "email")
  public static let phone = Field("nomor HP/WA", "phone number")
  public static let institution = Field("nama instansi", "institution")
  public static let other = Field("keterangan \"Lainnya\"", "the text for \"Other\"")
  public static let reason = Field("alasan", "reason")
  public static let note = Field("catatan", "note")
  public static let question = Field("yang ditanyakan", "what was asked")
  public static let answer = Field("yang diberikan", "what was given")
  public static let dataDetail = Field("rincian data", "data needed")
  public static let region = Field("wilayah", "region")
  public static let source = Field("sumber data", "data source")
  public static let comment = Field("kritik dan saran", "comments")
  public static let complaint = Field("isi pengaduan", "complaint")
  public static let specialisation = Field("keahlian", "specialisation")
  public static let topic = Field("topik", "topic")
  public static let link = Field("tautan", "link")
  public static let birthYear = Field("tahun lahir", "birth year")
  public static let years = Field("tahun data", "years of the data")
  public static let quality = Field("kualitas (1–10)", "quality (1–10)")
  public static let locker = Field("nomor loker", "locker number")
  public static let pin = Field("PIN", "PIN")
  public static let consent = Field("versi persetujuan", "consent version")
}
