/// What a file says, before anybody asks what it means. Every part knows its line.
///
/// The syntax is a strict subset of TOML, small enough to be remembered:
///
///     # a comment, to the end of the line
///     key = "text"                  escapes \" \\ \n \t \r \b \f \uXXXX \UXXXXXXXX
///     key = 10                      whole numbers, no leading zero
///     key = true                    or false
///     key = ["a", "b"]              a list, over several lines if need be, a last comma allowed
///     [table]                       fields below belong to it; [table.part] for a part of it
///     [[table]]                     one more of several
///
/// Keys are letters, digits, `-` and `_`. What TOML also has is refused by name: dates and fractions without quotes,
/// dotted and quoted keys, 'single quotes', """long texts""", { inline tables }, lists in lists.
struct Document {
  /// What stands before the first header.
  var root = Table(path: "", line: 1, isRepeated: false)
  /// In the order of their headers.
  var tables: [Table] = []

  func tables(_ path: String) -> [Table] { tables.filter { $0.path == path } }
}

struct Table {
  /// Joined with dots, as in the header. Empty for the root.
  var path: String
  var line: Int
  /// Written with double brackets.
  var isRepeated: Bool
  private(set) var entries: [Entry] = []
  private var index: [String: Int] = [:]

  init(path: String, line: Int, isRepeated: Bool) {
    self.path = path
    self.line = line
    self.isRepeated = isRepeated
  }

  subscript(_ key: String) -> Value? { index[key].map { entries[$0].value } }

  /// The line that has the key already, if one has: the first stands.
  mutating func add(_ key: String, _ value: Value) -> Int? {
    if let earlier = index[key] { return entries[earlier].value.line }
    index[key] = entries.count
    entries.append(Entry(key: key, value: value))
    return nil
  }

  /// Where a field stands, or where it should.
  func line(of key: String) -> Int { self[key]?.line ?? line }

  /// How faults name a field of this table.
  func field(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}

struct Entry {
  var key: String
  var value: Value
}

struct Value {
  var line: Int
  var content: Content

  enum Content: Equatable {
    case text(String)
    case integer(Int64)
    case truth(Bool)
    case list([Value])
    /// Written, but not readable; its fault is reported already and nothing more is to be said about it.
    case unreadable
  }
}

extension Value: Equatable {}
