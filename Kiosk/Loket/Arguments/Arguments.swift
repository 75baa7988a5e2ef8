/// The words of a command line after the verb: `--name value`, `--name=value`, `--flag`, and the rest in order.
struct Arguments {
  var words: [String] = []
  var options: [String: [String]] = [:]

  /// `known` tells which options take no value; an unknown one is refused with the nearest name.
  init(_ arguments: ArraySlice<String>, known: [Option]) throws {
    var rest = arguments
    while let argument = rest.popFirst() {
      // What follows a bare `--` are words, however they begin.
      if argument == "--" {
        words += rest
        break
      }
      guard argument.hasPrefix("--"), argument.count > 2 else {
        words.append(argument)
        continue
      }
      let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard let option = known.first(where: { $0.name == name }) else {
        throw UsageFault.unknownOption(name, near: nearest(name, known.map(\.name)))
      }
      if parts.count == 2 {
        options[name, default: []].append(String(parts[1]))
      } else if option.form == .flag {
        options[name, default: []].append("")
      } else {
        guard let value = rest.popFirst() else { throw UsageFault.wrong(option: name, expected: option.expected) }
        options[name, default: []].append(value)
      }
    }
  }
}

/// The known word within two slips of the typed one.
func nearest(_ word: String, _ known: [String]) -> String? {
  known.map { ($0, distance(word, $0)) }.filter { $0.1 <= 2 }.min { $0.1 < $1.1 }?.0
}

private func distance(_ a: String, _ b: String) -> Int {
  let (a, b) = (Array(a.utf8.prefix(64)), Array(b.utf8.prefix(64)))
  var row = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var previous = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      let cost = x == y ? previous : 1 + min(previous, row[j], row[j + 1])
      previous = row[j + 1]
      row[j + 1] = cost
    }
  }
  return row[b.count]
}
