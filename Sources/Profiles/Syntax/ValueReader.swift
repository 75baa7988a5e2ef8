import Domain

extension DocumentReader {
  /// The value after `=`. After a fault the rest of the line is passed over wherever its meaning is in doubt.
  mutating func readValue(of field: String) -> Value {
    switch peek {
    case UInt8(ascii: "["): readList(of: field)
    default: readSingle(of: field)
    }
  }

  private mutating func readSingle(of field: String) -> Value {
    let line = line
    switch peek {
    case nil, UInt8(ascii: "#"): return lost(line, field, .valueMissing)
    case UInt8(ascii: "\""): return readText(of: field)
    case UInt8(ascii: "'"): return lost(line, field, .singleQuotes)
    case UInt8(ascii: "{"): return lost(line, field, .inlineTable)
    case UInt8(ascii: "["): return lost(line, field, .listInList)
    default: return readWord(of: field)
    }
  }

  /// A fault after which nothing on the line can be trusted.
  mutating func lost(_ line: Int, _ field: String, _ message: @autoclosure () -> Bilingual) -> Value {
    faults.add(line, field, message())
    at = end
    return Value(line: line, content: .unreadable)
  }

  // MARK: Words without quotes

  private mutating func readWord(of field: String) -> Value {
    let start = at
    while let byte = peek, isKeyByte(byte) || ".:+".utf8.contains(byte) { at += 1 }
    guard at > start else { return lost(line, field, .quotesMissing) }
    switch word(source.bytes[start..<at]) {
    case .success(let content): return Value(line: line, content: content)
    case .failure(let fault):
      faults.add(line, field, fault.message)
      return Value(line: line, content: .unreadable)
    }
  }

  private struct WordFault: Error { var message: Bilingual }

  private func word(_ bytes: ArraySlice<UInt8>) -> Result<Value.Content, WordFault> {
    let word = String(decoding: bytes, as: UTF8.self)
    if word == "true" { return .success(.truth(true)) }
    if word == "false" { return .success(.truth(false)) }
    let digits = bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") ? bytes.dropFirst() : bytes
    guard let first = digits.first, isDigit(first) else { return .failure(WordFault(message: .quotesMissing)) }
    guard digits.allSatisfy(isDigit) else { return .failure(WordFault(message: .quotesAroundDates)) }
    guard first != UInt8(ascii: "0") || digits.count == 1 else { return .failure(WordFault(message: .leadingZero)) }
    guard let number = Int64(word) else { return .failure(WordFault(message: .numberTooLarge)) }
    return .success(.integer(number))
  }

  // MARK: Lists

  private mutating func readList(of field: String) -> Value {
    let opening = line
    var values: [Value] = []
    at += 1
    var mayTake = true
    while true {
      skipBlanks()
      switch peek {
      case nil, UInt8(ascii: "#"):
        guard startLine(), !isStatement() else { return unclosed(opening, field) }
      case UInt8(ascii: "]"):
        at += 1
        return Value(line: opening, content: .list(values))
      case UInt8(ascii: ",") where !mayTake:
        at += 1
        mayTake = true
      case UInt8(ascii: ","): return abandoned(line, field, opening, .commaTwice)
      default:
        guard mayTake else { return abandoned(line, field, opening, .commaMissing) }
        mayTake = false
        let (before, start) = (line, at)
        let value = readSingle(of: field)
        if value.content == .unreadable, at == end {
          // The reader of the value gave the line up; look at the same line again for the end of the list.
          at = start
          return skipList(from: before, opening)
        }
        values.append(value)
      }
    }
  }

  /// Whether the line just begun reads like the next field or table: then the list was never closed.
  private mutating func isStatement() -> Bool {
    let start = at
    defer { at = start }
    skipBlanks()
    if peek == UInt8(ascii: "[") { return true }
    return !readKey().isEmpty && peek == UInt8(ascii: "=")
  }

  private mutating func unclosed(_ opening: Int, _ field: String) -> Value {
    faults.add(opening, field, .listNotClosed)
    if line > opening, end > 0 { putLineBack() }
    return Value(line: opening, content: .unreadable)
  }

  private mutating func abandoned(
    _ line: Int, _ field: String, _ opening: Int, _ message: @autoclosure () -> Bilingual
  ) -> Value {
    faults.add(line, field, message())
    return skipList(from: line, opening)
  }

  /// Passes over the rest of a list whose first fault is reported, without reporting what follows from it.
  private mutating func skipList(from line: Int, _ opening: Int) -> Value {
    let value = Value(line: opening, content: .unreadable)
    while true {
      if source.bytes[at..<end].contains(UInt8(ascii: "]")) {
        at = end
        return value
      }
      guard startLine() else { return value }
      if isStatement() {
        putLineBack()
        return value
      }
    }
  }
}

func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
