import Domain
import Journal

/// A frame as two parts: text, which squeezes, and noise, which does not. docs/sync.md describes every column.
struct FrameText: Equatable {
  var text: [UInt8]
  var noise: [UInt8]
}

/// Writes a frame: its runs, a row for each event, the bodies by kind.
struct FrameWriter {
  private var text = BinaryWriter(reserving: 4_096)
  private var noise = BitWriter()
  private var time = HybridTime(bits: 0)
  private var expecting = Expecting()
  private var salts: Salts
  private var scale: Gap.Scale
  private let salted: [UInt8]

  /// Kinds whose bodies begin with random bytes, as far as this version knows. The frame names them, so that a reader
  /// need not know the kind.
  static let saltedKinds: [UInt8] = FactKind.allCases.filter(\.isPersonal).map(\.rawValue)

  static func write(_ frame: Frame, _ digester: Digester) -> FrameText {
    let entries = frame.runs.flatMap(\.entries)
    let kinds = Set(entries.map(\.header.kind))
    var writer = FrameWriter(
      salted: saltedKinds.filter(kinds.contains), scale: Gap.scale(for: entries.map(\.header.at)), digester)
    writer.head(frame)
    let bodies = entries.map { writer.row($0) }
    for index in byKind(entries.map(\.header.kind)) { writer.text.raw(bodies[index]) }
    return FrameText(text: writer.text.bytes, noise: writer.noise.bytes)
  }

  private init(salted: [UInt8], scale: Gap.Scale, _ digester: Digester) {
    self.salted = salted
    self.scale = scale
    salts = Salts(digester)
  }

  private mutating func head(_ frame: Frame) {
    text.byte(frame.stream.rawValue)
    text.byte(UInt8(scale.bits))
    text.unsigned(scale.unit)
    text.unsigned(frame.position)
    text.unsigned(UInt64(frame.runs.count))
    for run in frame.runs {
      text.unsigned(UInt64(run.author))
      text.unsigned(run.first)
      text.unsigned(UInt64(run.entries.count) << 1 | (run.before == nil ? 0 : 1))
      if let before = run.before { write(before) }
      noise.write(run.check, 64)
    }
    text.unsigned(UInt64(salted.count))
    text.raw(salted)
  }

  private mutating func write(_ digest: Digest) {
    for byte in digest.bytes { noise.write(UInt64(byte), 8) }
  }

  /// Everything of an event but its body, which is handed back as it is to be written.
  private mutating func row(_ entry: Entry) -> [UInt8] {
    let header = entry.header
    Gap(from: time, to: header.at, unit: scale.unit).write(to: &noise, scale.bits, at: header.at)
    time = header.at
    let thread = Expecting.Thread(subject: header.subject, sort: header.sort)
    subject(thread, header.id)
    var shape = Shape()
    shape.hasAfter = header.after != expecting.after(thread)
    shape.hasActor = header.actor != expecting.actor(thread, header.kind)
    let (length, body) = body(entry, &shape)
    let kind = expecting.kind(thread, header.id) == header.kind ? 0 : UInt64(header.kind) + 1
    text.unsigned(kind << 1 | (shape.isPlain ? 0 : 1))
    if !shape.isPlain { text.byte(shape.byte) }
    if shape.hasAfter {
      text.unsigned(UInt64(header.after.count))
      for id in header.after { text.unsigned(Self.reference(id, from: header.id)) }
    }
    if shape.hasActor {
      let known = expecting.actors.index(of: header.actor)
      text.unsigned(UInt64(known.map { $0 + 1 } ?? 0))
      if known == nil { text.unsigned(UInt64(bitPattern: header.actor)) }
    }
    if shape.length == .given { text.unsigned(UInt64(length)) }
    expecting.take(thread, header.id, kind: header.kind, actor: header.actor)
    return body
  }

  private mutating func subject(_ thread: Expecting.Thread, _ own: EventID) {
    if let known = expecting.subjects.index(of: thread) {
      text.unsigned(UInt64(known) + 2)
    } else if thread.subject == own {
      text.byte(0)
      text.byte(thread.sort)
    } else {
      text.byte(1)
      text.unsigned(Self.reference(thread.subject, from: own))
      text.byte(thread.sort)
    }
  }

  /// The whole body's length, and what of it stands in the text; salts and hashes go into the noise.
  private mutating func body(_ entry: Entry, _ shape: inout Shape) -> (length: Int, body: [UInt8]) {
    let header = entry.header
    switch entry.body {
    case .kept(let bytes):
      let hasSalt = salted.contains(header.kind) && bytes.count >= Event.saltLength
      if hasSalt { salt(Array(bytes.prefix(Event.saltLength)), header) }
      let rest = hasSalt ? Array(bytes.dropFirst(Event.saltLength)) : bytes
      let place = Layout.Place(own: header.id, actor: header.actor)
      if hasSalt == salted.contains(header.kind), let short = Layout.of(header.kind)?.short(rest, at: place) {
        return (0, short)
      }
      shape.length = .given
      return (bytes.count, rest)
    case .erased(let digest):
      shape.length = .erased
      write(digest)
    case .withheld(let digest):
      shape.length = .withheld
      write(digest)
    }
    return (0, [])
  }

  /// One bit says that a salt follows from the last one of its subject; the first of a subject has no such bit.
  private mutating func salt(_ bytes: [UInt8], _ header: Header) {
    let salt = bytes.reduce(0) { $0 << 8 | UInt64($1) }
    let expected = salts.expected(header.subject, header.id)
    if expected != nil { noise.write(salt == expected ? 0 : 1, 1) }
    if salt != expected { noise.write(salt, 64) }
    salts.take(header.subject, bytes)
  }

  /// Even: so far back in the same author's sequence (zigzag). Odd: the id itself.
  static func reference(_ id: EventID, from own: EventID) -> UInt64 {
    guard id.node == own.node else { return UInt64(bitPattern: id.number) << 1 | 1 }
    let back = Int64(own.sequence) - Int64(id.sequence)
    return UInt64(bitPattern: back << 1 ^ back >> 63) << 1
  }

  /// The places of the events in the order in which their bodies stand: by kind, in the order in which the kinds first
  /// appear. Like squeezes best beside like.
  static func byKind(_ kinds: [UInt8]) -> [Int] {
    var order: [UInt8] = []
    var places: [[Int]] = Array(repeating: [], count: 256)
    for (index, kind) in kinds.enumerated() {
      if places[Int(kind)].isEmpty { order.append(kind) }
      places[Int(kind)].append(index)
    }
    return order.flatMap { places[Int($0)] }
  }
}
