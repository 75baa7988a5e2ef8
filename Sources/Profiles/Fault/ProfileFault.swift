import Domain

/// One thing wrong with a file an administrator wrote: where to look and what to write instead.
public struct ProfileFault: Equatable, Sendable {
  /// Counted from 1, as editors show it. A field that is missing altogether is reported where its table begins.
  public var line: Int
  /// The field by its name in the file, with its table: `service.series`. Empty when the line could not be read.
  public var field: String
  public var message: Bilingual

  public init(line: Int, field: String, message: Bilingual) {
    self.line = line
    self.field = field
    self.message = message
  }

  /// One line for a terminal: `baris 12, service.series: …`.
  public func text(_ language: Language) -> String {
    let place = Bilingual("baris \(line)", "line \(line)")[language]
    return field.isEmpty ? "\(place): \(message[language])" : "\(place), \(field): \(message[language])"
  }
}

/// Everything wrong with a file at once, so that it is corrected in one sitting rather than fault by fault.
public struct ProfileFaults: Error, Equatable, Sendable {
  /// In the order of the file, at most `FileLimits.faultsMax`.
  public let list: [ProfileFault]
  /// Whether there were more than `list` holds.
  public let hasMore: Bool
}

/// Bounds of a file, so that a wrong file given by mistake is refused quickly and in few words.
public enum FileLimits {
  /// Sixty times the longest profile of an office today.
  public static let bytesMax = 262_144
  /// Room for the longest text a field may hold, in its longest encoding.
  public static let lineBytesMax = 4_096
  /// More than one screen of faults helps nobody.
  public static let faultsMax = 50
}

/// Faults as they are found, bounded. The message of a fault that will not be shown is never composed.
struct FaultList {
  private(set) var found: [ProfileFault] = []
  private(set) var hasMore = false

  mutating func add(_ line: Int, _ field: String, _ message: @autoclosure () -> Bilingual) {
    guard found.count < FileLimits.faultsMax else {
      hasMore = true
      return
    }
    found.append(ProfileFault(line: line, field: shortened(field), message: message()))
  }

  /// The value read, or all that stands in its way.
  func result<Value>(_ value: Value) -> Result<Value, ProfileFaults> {
    guard !found.isEmpty else { return .success(value) }
    let inOrder = found.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
    return .failure(ProfileFaults(list: inOrder.map(\.element), hasMore: hasMore))
  }
}

/// Names are repeated from the file; a line full of letters is not worth repeating whole.
func shortened(_ name: String) -> String {
  name.utf8.count <= 80 ? name : name.prefix(60) + "…"
}
