/// The known word nearest to a mistyped one, or `nil` when none is near enough to be meant.
func suggestion(for word: String, among known: [String]) -> String? {
  let typed = comparable(word)
  guard !typed.isEmpty, typed.count <= 40 else { return nil }
  var best: (word: String, distance: Int)?
  for candidate in known {
    let target = comparable(candidate)
    let allowed = min(2, max(1, target.count / 3))
    guard abs(target.count - typed.count) <= allowed else { continue }
    let distance = editDistance(typed, target)
    if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.word
}

/// Case and the choice of hyphen, underscore or nothing are not what people mistype; they are habits.
private func comparable(_ word: String) -> [UInt8] {
  word.utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
    .map { (65...90).contains($0) ? $0 + 32 : $0 }
}

/// Insertions, removals, replacements and swaps of neighbours that lead from one word to the other.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var least = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, beforeLast[j - 1] + 1) }
      row.append(least)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
