import Domain

/// Reads a whole file line by line and goes on after every fault, because the next one is wanted as well.
struct DocumentReader {
  let source: SourceLines
  var document = Document()
  var faults = FaultList()
  /// The next line to be read, from 0; the line being read therefore has this number counted from 1.
  var next = 0
  /// What is left of the line being read.
  var at = 0
  var end = 0

  /// What the fields being read belong to. Those below a header that could not be read belong nowhere.
  private enum Place {
    case root, lost
    case table(Int)
  }
  private var place = Place.root
  private var singles: [String: Int] = [:]

  /// Of a file too large nothing is read, and nothing more is said than that.
  let isBounded: Bool

  init(_ bytes: [UInt8]) {
    isBounded = bytes.count <= FileLimits.bytesMax
    source = SourceLines(isBounded ? bytes : [])
    if !isBounded { faults.add(1, "", .fileTooLong) }
  }

  var line: Int { next }

  mutating func read() {
    while startLine() {
      skipBlanks()
      switch peek {
      case nil, UInt8(ascii: "#"): continue
      case UInt8(ascii: "["): readHeader()
      default: readEntry()
      }
    }
  }

  // MARK: Tables

  private mutating func readHeader() {
    let line = line
    at += 1
    let isRepeated = take("[")
    var path = readKey()
    while !path.isEmpty, take(".") {
      let part = readKey()
      path = part.isEmpty ? "" : "\(path).\(part)"
    }
    let isClosed = take("]") && (!isRepeated || take("]"))
    guard !path.isEmpty else {
      place = .lost
      return faults.add(line, "", .headerUnreadable)
    }
    if !isClosed {
      faults.add(line, path, .headerNotClosed(isRepeated ? "[[\(shortened(path))]]" : "[\(shortened(path))]"))
    } else {
      finishLine(path)
    }
    if !isRepeated, let earlier = singles.updateValue(line, forKey: path) {
      place = .lost
      return faults.add(line, path, .tableTwice(firstLine: earlier))
    }
    place = .table(document.tables.count)
    document.tables.append(Table(path: path, line: line, isRepeated: isRepeated))
  }

  // MARK: Fields

  private mutating func readEntry() {
    let line = line
    let key = readKey()
    guard !key.isEmpty else { return faults.add(line, "", .lineUnreadable) }
    let field = field(key)
    if peek == UInt8(ascii: ".") { return add(key, lost(line, field, .dottedKey)) }
    guard take("=") else { return add(key, lost(line, field, .equalsMissing)) }
    let value = readValue(of: field)
    finishLine(field)
    add(key, value)
  }

  /// A line that cannot be read as text may still say which field it was about: then the field is not missing too.
  private mutating func salvage() {
    skipBlanks()
    let key = readKey()
    guard !key.isEmpty, take("=") else { return }
    add(key, Value(line: line, content: .unreadable))
  }

  private mutating func add(_ key: String, _ value: Value) {
    let earlier: Int?
    switch place {
    case .root: earlier = document.root.add(key, value)
    case .table(let index): earlier = document.tables[index].add(key, value)
    case .lost: earlier = nil
    }
    if let earlier { faults.add(value.line, field(key), .keyTwice(firstLine: earlier)) }
  }

  /// A field of the present table by the name faults give it.
  private func field(_ key: String) -> String {
    if case .table(let index) = place { document.tables[index].field(key) } else { key }
  }

  // MARK: Lines

  /// Moves to the next line that is text of bearable length; the others are reported and passed over.
  mutating func startLine() -> Bool {
    while next < source.lines.count {
      let line = source.lines[next]
      next += 1
      (at, end) = (line.range.lowerBound, line.range.upperBound)
      switch line.state {
      case .sound: return true
      case .tooLong: faults.add(next, "", .lineTooLong)
      case .notText: faults.add(next, "", .notText)
      }
      salvage()
    }
    (at, end) = (0, 0)
    return false
  }

  /// Gives the line back, to be read as a statement of its own.
  mutating func putLineBack() {
    next -= 1
    at = end
  }

  private mutating func finishLine(_ field: String) {
    skipBlanks()
    if let peek, peek != UInt8(ascii: "#") { faults.add(line, field, .afterValue) }
    at = end
  }

  // MARK: Bytes

  var peek: UInt8? { at < end ? source.bytes[at] : nil }

  mutating func skipBlanks() {
    while at < end, source.bytes[at] == 0x20 || source.bytes[at] == 0x09 { at += 1 }
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    at += 1
    skipBlanks()
    return true
  }

  /// The name of a field with the blanks around it, or nothing.
  mutating func readKey() -> String {
    skipBlanks()
    let start = at
    while let byte = peek, isKeyByte(byte) { at += 1 }
    let key = String(decoding: source.bytes[start..<at], as: UTF8.self)
    skipBlanks()
    return key
  }
}

func isKeyByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
    true
  default: false
  }
}
