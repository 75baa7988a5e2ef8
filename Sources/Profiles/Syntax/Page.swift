/// A file being written in the syntax of `Document`.
struct Page {
  private(set) var text = ""

  enum Content {
    case text(String)
    case number(Int)
    case truth(Bool)
    case texts([String])
  }

  mutating func remark(_ remark: String) { text += "# \(remark)\n" }

  mutating func table(_ form: TableForm, remark: String? = nil) {
    text += "\n"
    if let remark { self.remark(remark) }
    text += form.header + "\n"
  }

  mutating func line(_ key: String, _ content: Content) {
    switch content {
    case .text(let value): text += "\(key) = \(quoted(value))\n"
    case .number(let value): text += "\(key) = \(value)\n"
    case .truth(let value): text += "\(key) = \(value)\n"
    case .texts(let values): text += "\(key) = [\(values.map(quoted).joined(separator: ", "))]\n"
    }
  }
}

/// A text between quotes, whatever is in it.
func quoted(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\":
      quoted += "\\"
      quoted.unicodeScalars.append(scalar)
    case "\u{0}"..<"\u{20}", "\u{7F}":
      let digits = String(scalar.value, radix: 16)
      quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}
