import Domain
import Journal

/// How the fields of a kind's body follow one another, so that a frame can leave out what the fields say by themselves:
/// the body's length, the lengths of nested records, and most bytes of ids nearby.
///
/// Written `i` a number, `t` a text or bytes, `e` an event id, `?x` an optional, `*x` a list, `(…)` a nested record. The
/// table belongs to the format: a kind that is not in it, or a body that is not exactly so, goes with its length.
struct Layout: Sendable {
  indirect enum Step: Equatable, Sendable {
    case number, text, id
    case optional(Step)
    case list(Step)
    case record([Step])
  }

  /// What ids in a body are held against: the event they stand in and the officer who wrote it.
  struct Place {
    var own: EventID
    var actor: Int64
  }

  let steps: [Step]

  init(_ text: String) {
    var rest = text.utf8[...]
    steps = Self.steps(&rest)
  }

  private static func steps(_ rest: inout Substring.UTF8View) -> [Step] {
    var steps: [Step] = []
    while let step = step(&rest) { steps.append(step) }
    return steps
  }

  private static func step(_ rest: inout Substring.UTF8View) -> Step? {
    switch rest.popFirst() {
    case UInt8(ascii: "i"): .number
    case UInt8(ascii: "t"): .text
    case UInt8(ascii: "e"): .id
    case UInt8(ascii: "?"): step(&rest).map { .optional($0) }
    case UInt8(ascii: "*"): step(&rest).map { .list($0) }
    case UInt8(ascii: "("): .record(steps(&rest))
    default: nil
    }
  }

  static func of(_ kind: UInt8) -> Layout? { byKind[Int(kind)] }

  private static let byKind: [Layout?] = {
    var all: [Layout?] = Array(repeating: nil, count: 256)
    for (kind, text) in table { all[Int(kind)] = Layout(text) }
    return all
  }()
}

// MARK: Leaving out and putting back

extension Layout {
  /// The body without what its fields say by themselves; `nil` when it is not exactly as laid out.
  func short(_ body: [UInt8], at place: Place) -> [UInt8]? {
    var reader = BinaryReader(body)
    var writer = BinaryWriter(reserving: body.count)
    do {
      for step in steps { try Self.shorten(step, &reader, &writer, place) }
      guard reader.isAtEnd else { return nil }
      // What cannot be put back byte for byte (a number written longer than need be) goes as it is.
      var again = BinaryReader(writer.bytes)
      return try full(&again, at: place) == body ? writer.bytes : nil
    } catch {
      return nil
    }
  }

  /// Reads a shortened body and puts back what was left out.
  func full(_ reader: inout BinaryReader, at place: Place) throws -> [UInt8] {
    var writer = BinaryWriter()
    for step in steps { try Self.lengthen(step, &reader, &writer, place) }
    return writer.bytes
  }

  private static func shorten(
    _ step: Step, _ reader: inout BinaryReader, _ writer: inout BinaryWriter, _ place: Place
  ) throws {
    switch step {
    case .number: writer.unsigned(try reader.unsigned())
    case .text: try copyText(&reader, &writer)
    case .id: writer.unsigned(try code(of: reader.unsigned(), place))
    case .optional(let inner):
      let isPresent = try reader.byte()
      writer.byte(isPresent)
      if isPresent != 0 { try shorten(inner, &reader, &writer, place) }
    case .list(let inner):
      let count = try reader.unsigned()
      writer.unsigned(count)
      try each(count) { try shorten(inner, &reader, &writer, place) }
    case .record(let steps):
      _ = try reader.unsigned()
      for step in steps { try shorten(step, &reader, &writer, place) }
    }
  }

  private static func lengthen(
    _ step: Step, _ reader: inout BinaryReader, _ writer: inout BinaryWriter, _ place: Place
  ) throws {
    guard writer.bytes.count <= WireLimits.bodyBytesMax else { throw WireFault(.tooLarge, at: reader.offset) }
    switch step {
    case .number: writer.unsigned(try reader.unsigned())
    case .text: try copyText(&reader, &writer)
    case .id: writer.unsigned(try id(of: reader.unsigned(), place))
    case .optional(let inner):
      let isPresent = try reader.byte()
      writer.byte(isPresent)
      if isPresent != 0 { try lengthen(inner, &reader, &writer, place) }
    case .list(let inner):
      let count = try reader.unsigned()
      writer.unsigned(count)
      try each(count) { try lengthen(inner, &reader, &writer, place) }
    case .record(let steps):
      var nested = BinaryWriter()
      for step in steps { try lengthen(step, &reader, &nested, place) }
      writer.unsigned(UInt64(nested.bytes.count))
      writer.raw(nested.bytes)
    }
  }

  /// Every element takes a byte at least, so that a count that lies runs into the end of the text.
  private static func each(_ count: UInt64, _ body: () throws -> Void) throws {
    guard count <= UInt64(WireLimits.bodyBytesMax) else { throw WireFault(.tooLarge) }
    for _ in 0..<count { try body() }
  }

  private static func copyText(_ reader: inout BinaryReader, _ writer: inout BinaryWriter) throws {
    let count = try reader.unsigned()
    guard count <= UInt64(WireLimits.bodyBytesMax) else { throw WireFault(.tooLarge, at: reader.offset) }
    writer.unsigned(count)
    writer.raw(try reader.raw(Int(count)))
  }

  // 0: the officer who wrote the event. Even: so far before or after the event, less than 64 (zigzag). Odd: the id.

  private static func code(of zigzag: UInt64, _ place: Place) -> UInt64 {
    let number = Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1)
    if place.actor >= officersFrom, number == place.actor - officersFrom { return 0 }
    if let id = EventID(number: number), id.node == place.own.node {
      let back = Int64(place.own.sequence) - Int64(id.sequence)
      if back != 0, abs(back) < near { return UInt64(bitPattern: back << 1 ^ back >> 63) << 1 }
    }
    return zigzag << 1 | 1
  }

  private static func id(of code: UInt64, _ place: Place) throws -> UInt64 {
    if code & 1 == 1 { return code >> 1 }
    let number: Int64
    if code == 0 {
      number = place.actor &- officersFrom
    } else {
      let back = Int64(bitPattern: code >> 2) ^ -Int64(bitPattern: code >> 1 & 1)
      guard abs(back) < near, back < Int64(place.own.sequence) else { throw WireFault(.badReference) }
      number = EventID(node: place.own.node, sequence: UInt64(Int64(place.own.sequence) - back)).number
    }
    return UInt64(bitPattern: number << 1 ^ number >> 63)
  }

  /// Actors above are officers: 4 + the event id.
  private static let officersFrom: Int64 = 4
  private static let near: Int64 = 64
}
