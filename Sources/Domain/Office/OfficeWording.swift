/// A running message on the wall board, such as a change of hours. Without English, the Indonesian is shown to all.
public struct OfficeMessage: Record {
  public var indonesian = ""
  public var english = ""

  public init() {}
  public init(_ indonesian: String, _ english: String = "") {
    self.indonesian = indonesian
    self.english = english
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("indonesian", &indonesian)
    try visitor.field("english", &english)
  }

  public var text: Bilingual { Bilingual(indonesian, english.isEmpty ? indonesian : english) }
}

/// The office's own wording of one sentence on a screen, under the key by which the screen asks for it.
public struct OfficeText: Record {
  public var key = ""
  public var indonesian = ""
  public var english = ""

  public init() {}
  public init(_ key: String, _ indonesian: String, _ english: String = "") {
    self.key = key
    self.indonesian = indonesian
    self.english = english
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("key", &key)
    try visitor.field("indonesian", &indonesian)
    try visitor.field("english", &english)
  }

  public var text: Bilingual { Bilingual(indonesian, english.isEmpty ? indonesian : english) }

  /// Small letters, digits, dots and hyphens: keys are looked up exactly as written.
  public static func isKey(_ text: String) -> Bool {
    (1...Limits.textKey).contains(text.utf8.count)
      && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 46 }
  }
}

extension OfficeProfile {
  /// The office's wording for `key`, where it has one.
  public func text(_ key: String) -> Bilingual? { texts.first { $0.key == key }?.text }

  /// Whether a QR code can carry the address: letters of the small QR alphabet only, and short enough that the whole
  /// code stays at version 4, which a phone reads from a screen of eighty columns.
  public static func isOnlineAddress(_ text: String) -> Bool {
    guard text.utf8.count <= Limits.onlineAddress, text.hasPrefix("https://") || text.hasPrefix("http://") else {
      return false
    }
    let rest = text.utf8.drop { $0 != 47 }.dropFirst(2)
    return !rest.isEmpty && rest.last != 47
      && rest.allSatisfy { (97...122).contains($0) || (45...58).contains($0) }
  }
}
