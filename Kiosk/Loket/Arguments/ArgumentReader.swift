import Domain

/// Fills a record from `--name value` options and the positional words of a verb.
struct ArgumentReader: FieldVisitor {
  private var given: [String: [String]]
  private var positional: [String: String]
  private var name = ""
  /// Set while an element of a list is read.
  private var element: String?

  /// `positionals` names the fields the words stand for, in order; a trailing `…` takes all the rest.
  init(_ arguments: Arguments, positionals: [String]) throws {
    given = arguments.options
    positional = [:]
    var words = arguments.words[...]
    for field in positionals {
      if field.hasSuffix("…") {
        given[String(field.dropLast()), default: []] += words
        words = []
      } else if let word = words.popFirst() {
        guard given[field] == nil else { throw UsageFault.twice(field) }
        positional[field] = word
      }
    }
    if !words.isEmpty { throw UsageFault.unexpected(position: words.startIndex + 1) }
  }

  private func fault(_ expected: String) -> UsageFault { .wrong(option: name, expected: expected) }

  private func one() throws -> String? {
    if let element { return element }
    if let word = positional[name] { return word }
    guard let values = given[name] else { return nil }
    guard values.count == 1 else { throw UsageFault.twice(name) }
    return values[0]
  }

  mutating func key(_ name: StaticString) { self.name = kebab(name.description) }

  mutating func integer(_ value: inout Int64) throws {
    guard let text = try one() else { return }
    guard let number = Int64(text) else { throw fault("N") }
    value = number
  }

  mutating func truth(_ value: inout Bool) throws {
    guard let text = try one() else { return }
    switch text {
    case "", "true", "ya", "yes": value = true
    case "false", "tidak", "no": value = false
    default: throw fault("ya | tidak")
    }
  }

  mutating func text(_ value: inout String) throws { value = try one() ?? value }

  mutating func bytes(_ value: inout [UInt8]) throws {}

  mutating func scalar<S: Scalar>(_ value: inout S) throws {
    guard let text = try one() else { return }
    guard let scalar = S(word: text) else { throw fault(S.expected) }
    value = scalar
  }

  mutating func optional<T: FieldValue>(_ value: inout T?) throws {
    guard element != nil || positional[name] != nil || given[name] != nil else { return }
    var present = T.blank
    try present.visit(&self)
    value = present
  }

  /// Repeated options, or one with commas.
  mutating func list<T: FieldValue>(_ value: inout [T]) throws {
    let texts = (given[name] ?? []) + (positional[name].map { [$0] } ?? [])
    guard !texts.isEmpty else { return }
    defer { element = nil }
    var elements: [T] = []
    for text in texts.flatMap({ $0.split(separator: ",") }) {
      element = String(text)
      var item = T.blank
      try item.visit(&self)
      elements.append(item)
    }
    value = elements
  }

  mutating func record<R: Record>(_ value: inout R) throws { try value.fields(&self) }
}
