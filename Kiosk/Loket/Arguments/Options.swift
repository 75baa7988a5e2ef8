import Domain

/// One option a verb takes, found by walking the record it fills.
struct Option: Equatable, Sendable {
  enum Form: Equatable, Sendable { case value, list, flag }

  /// As typed, without the dashes.
  var name: String
  var form: Form
  /// What may stand there.
  var expected: String
}

/// Walks a record to learn its options: the same description that writes the journal writes the help.
struct OptionLister: FieldVisitor {
  private(set) var options: [Option] = []
  private var name = ""
  private var isList = false

  static func options(of walk: (inout OptionLister) throws -> Void) -> [Option] {
    var lister = OptionLister()
    do { try walk(&lister) } catch { return [] }
    return lister.options
  }

  private mutating func add(_ form: Option.Form, _ expected: String) {
    options.append(Option(name: name, form: isList ? .list : form, expected: expected))
  }

  mutating func key(_ name: StaticString) { self.name = kebab(name.description) }
  mutating func integer(_ value: inout Int64) { add(.value, "N") }
  mutating func truth(_ value: inout Bool) { add(.flag, "") }
  mutating func text(_ value: inout String) { add(.value, "TEXT") }
  mutating func bytes(_ value: inout [UInt8]) { add(.value, "HEX") }
  mutating func scalar<S: Scalar>(_ value: inout S) { add(.value, S.expected) }

  mutating func optional<T: FieldValue>(_ value: inout T?) throws {
    var blank = T.blank
    try blank.visit(&self)
  }

  mutating func list<T: FieldValue>(_ value: inout [T]) throws {
    isList = true
    defer { isList = false }
    var blank = T.blank
    try blank.visit(&self)
  }

  /// Fields of a nested record are options beside the others.
  mutating func record<R: Record>(_ value: inout R) throws { try value.fields(&self) }
}

/// `birthYear` is typed `birth-year`.
func kebab(_ name: String) -> String {
  var out = ""
  for character in name {
    if character.isUppercase { out += "-" + character.lowercased() } else { out.append(character) }
  }
  return out
}
