/// The bytes a program sent to its terminal, taken apart.
struct RawOutput {
  /// What the renderer never sends: control characters and sequences of other kinds, shown so that they can be read.
  private(set) var foreign: [String] = []
  /// What was written, without the sequences.
  private(set) var text = ""

  /// Modes that are switched, by their number.
  private static let modes: Set<String> = ["1049", "7", "25", "1", "1000", "1006", "2004", "2026"]

  init(_ bytes: [UInt8]) {
    let decoded = Substring(decoding: bytes, as: UTF8.self)
    if !decoded.utf8.elementsEqual(bytes) { foreign.append("broken UTF-8") }
    var rest = decoded.unicodeScalars
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\u{1B}": sequence(&rest)
      // The bell, and the cancel that begins the farewell.
      case "\u{07}", "\u{18}": break
      case "\u{00}"..<"\u{20}", "\u{7F}"..<"\u{A0}": foreign.append(String(scalar).debugDescription)
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  private mutating func sequence(_ rest: inout Substring.UnicodeScalarView) {
    guard let kind = rest.popFirst() else { return }
    if kind == ">" { return }
    if kind == "%", rest.popFirst() == "G" { return }
    var parameters = ""
    var end: Unicode.Scalar?
    while kind == "[", end == nil, let scalar = rest.popFirst() {
      if "0123456789;?".unicodeScalars.contains(scalar) {
        parameters.unicodeScalars.append(scalar)
      } else {
        end = scalar
      }
    }
    // The end of what has arrived may cut one in two.
    if kind == "[", end == nil { return }
    if !isOurs(parameters, end) { foreign.append("ESC \(kind)\(parameters)\(end.map(String.init) ?? "")") }
  }

  private func isOurs(_ parameters: String, _ end: Unicode.Scalar?) -> Bool {
    switch end {
    case "H": parameters.allSatisfy { $0.isNumber || $0 == ";" }
    case "B", "C", "D", "X": parameters.allSatisfy(\.isNumber)
    case "J": parameters == "2" || parameters == "3"
    case "m": parameters.allSatisfy { $0.isNumber || $0 == ";" }
    case "h", "l": parameters.first == "?" && Self.modes.contains(String(parameters.dropFirst()))
    default: false
    }
  }
}
