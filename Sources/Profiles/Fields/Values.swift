import Domain

// A single value as what it should be, or `nil` with a fault reported.
extension Value {
  func text(_ field: String, limit: Int, mayBeEmpty: Bool, _ faults: inout FaultList) -> String? {
    guard let raw = rawText(Expected.text, field, &faults) else { return nil }
    do {
      let text = try Words.checked(raw, Field(field, field), limit: limit)
      guard mayBeEmpty || !text.isEmpty else {
        faults.add(line, field, .empty)
        return nil
      }
      return text
    } catch {
      let isTooLong = if case .tooLong = error { true } else { false }
      faults.add(line, field, isTooLong ? .tooLong(limit) : .controlCharacter)
      return nil
    }
  }

  func category<C: Category>(_: C.Type, _ field: String, _ faults: inout FaultList) -> C? {
    let known = C.terms.map(\.key)
    guard let word = rawText(Expected.text, field, &faults) else { return nil }
    guard let found = C(key: word) else {
      faults.add(line, field, .unknownWord(suggestion(for: word, among: known), known))
      return nil
    }
    return found
  }

  func scalar<S: Scalar>(_: S.Type, _ expected: Bilingual, _ field: String, _ faults: inout FaultList) -> S? {
    guard let word = rawText(expected, field, &faults) else { return nil }
    guard isPlain(word), let found = S(word: word) else {
      faults.add(line, field, .wrongType(expected))
      return nil
    }
    return found
  }

  /// A stretch of opening time. One that ends before it begins is told apart from one that cannot be read.
  func opening(_ field: String, _ faults: inout FaultList) -> Opening? {
    guard let word = rawText(Expected.opening, field, &faults) else { return nil }
    let ends = word.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard isPlain(word), ends.count == 2, let from = TimeOfDay(word: ends[0]), let to = TimeOfDay(word: ends[1]) else {
      faults.add(line, field, .wrongType(Expected.opening))
      return nil
    }
    guard from < to else {
      faults.add(line, field, .openingBackwards)
      return nil
    }
    return Opening(from, to)
  }

  private func rawText(_ expected: Bilingual, _ field: String, _ faults: inout FaultList) -> String? {
    switch content {
    case .text(let text): return text
    case .unreadable: return nil
    default:
      faults.add(line, field, .wrongType(expected))
      return nil
    }
  }

  /// Dates and times are written without a plus sign, which integers would bear.
  private func isPlain(_ word: String) -> Bool { word.utf8.count <= 32 && !word.utf8.contains(UInt8(ascii: "+")) }
}
