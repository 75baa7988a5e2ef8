import Domain

/// Fills a record from a JSON object. Missing fields keep their blank value; wrong types are faults that name the
/// field, and so are unknown names, unless the author may be newer than the reader.
public struct JSONReader: FieldVisitor {
  private var current: JSONValue
  private var path: [String] = []
  private var name = ""
  private var seen: [String] = []

  private let allowsUnknown: Bool

  public init(_ value: JSONValue, allowsUnknown: Bool = false) {
    current = value
    self.allowsUnknown = allowsUnknown
  }

  public static func read<R: Record>(_: R.Type, from value: JSONValue, allowsUnknown: Bool = false) throws -> R {
    var reader = JSONReader(value, allowsUnknown: allowsUnknown)
    var record = R()
    try reader.record(&record)
    return record
  }

  private func fault(_ expected: String) -> FieldFault {
    FieldFault(field: path.isEmpty ? "·" : path.joined(separator: "."), expected: expected)
  }

  public mutating func key(_ name: StaticString) {
    self.name = name.description
    seen.append(self.name)
  }

  /// Reads the announced field, if it is there.
  private mutating func member(_ body: (inout Self, JSONValue) throws -> Void) throws {
    guard !name.isEmpty else { return try body(&self, current) }
    let name = name
    guard let value = current[name], value != .null else { return }
    path.append(name)
    self.name = ""
    defer { path.removeLast() }
    try body(&self, value)
  }

  public mutating func integer(_ value: inout Int64) throws {
    var read: Int64?
    try member { reader, json in
      guard let number = json.integer else { throw reader.fault("a whole number") }
      read = number
    }
    value = read ?? value
  }

  public mutating func truth(_ value: inout Bool) throws {
    var read: Bool?
    try member { reader, json in
      guard case .bool(let bool) = json else { throw reader.fault("true or false") }
      read = bool
    }
    value = read ?? value
  }

  public mutating func text(_ value: inout String) throws {
    var read: String?
    try member { reader, json in
      guard let text = json.string else { throw reader.fault("a text") }
      read = text
    }
    value = read ?? value
  }

  public mutating func bytes(_ value: inout [UInt8]) throws {
    var read: [UInt8]?
    try member { reader, json in
      guard let text = json.string, let bytes = hexBytes(text) else { throw reader.fault("hexadecimal digits") }
      read = bytes
    }
    value = read ?? value
  }

  public mutating func scalar<S: Scalar>(_ value: inout S) throws {
    var read: S?
    try member { reader, json in
      guard let text = json.string, let scalar = S(word: text) else { throw reader.fault(S.expected) }
      read = scalar
    }
    value = read ?? value
  }

  public mutating func optional<T: FieldValue>(_ value: inout T?) throws {
    var read: T?
    try member { reader, json in
      var present = T.blank
      try reader.descend(into: json) { try present.visit(&$0) }
      read = present
    }
    value = read ?? value
  }

  public mutating func list<T: FieldValue>(_ value: inout [T]) throws {
    var read: [T]?
    try member { reader, json in
      guard case .array(let elements) = json else { throw reader.fault("a list") }
      read = try elements.map { element in
        var item = T.blank
        try reader.descend(into: element) { try item.visit(&$0) }
        return item
      }
    }
    value = read ?? value
  }

  public mutating func record<R: Record>(_ value: inout R) throws {
    var copy = value
    try member { reader, json in
      guard case .object(let members) = json else { throw reader.fault("an object") }
      try reader.descend(into: json) { inner in
        let outer = inner.seen
        inner.seen = []
        try copy.fields(&inner)
        if !inner.allowsUnknown, let unknown = members.first(where: { member in !inner.seen.contains(member.name) }) {
          inner.path.append(unknown.name)
          throw inner.fault("one of: \(inner.seen.joined(separator: ", "))")
        }
        inner.seen = outer
      }
    }
    value = copy
  }

  private mutating func descend(into json: JSONValue, _ body: (inout Self) throws -> Void) throws {
    let outer = (current, name)
    current = json
    name = ""
    defer { (current, name) = outer }
    try body(&self)
  }
}
