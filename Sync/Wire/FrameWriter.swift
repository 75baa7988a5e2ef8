import Domain
import Journal

/// A frame as two parts: text, which squeezes, and noise, which does not. docs/sync.md describes every column.
struct FrameText: Equatable {
  var text: [UInt8]
  var noise: [UInt8]
}

/// Writes the columns of a frame.
struct FrameWriter {
  private var columns: [BinaryWriter] = Array(repeating: BinaryWriter(), count: Column.allCases.count)
  private var noise = BitWriter()
  private var time = HybridTime(bits: 0)
  private var subjects = Recent<Thread>()
  private var actors = Recent<Int64>(FrameWriter.firstActors)
  private var newest: [EventID: Header] = [:]
  private var lastActor: Int64 = 0
  private var gapBits = 0
  private let salted: [UInt8]

  enum Column: Int, CaseIterable { case kind, subject, after, actor, length }

  /// A subject and its sort, which never changes.
  struct Thread: Equatable {
    var subject: EventID
    var sort: UInt8
  }

  static let firstActors: [Int64] = [0, 1, 2, 3]

  /// Kinds whose bodies begin with random bytes, as far as this version knows. The frame names them, so that a reader
  /// need not know the kind.
  static let saltedKinds: [UInt8] = FactKind.allCases.filter(\.isPersonal).map(\.rawValue)

  static func write(_ frame: Frame) -> FrameText {
    let entries = frame.runs.flatMap(\.entries)
    let kinds = Set(entries.map(\.header.kind))
    var writer = FrameWriter(salted: saltedKinds.filter(kinds.contains))
    var text = BinaryWriter(reserving: 4_096)
    writer.gapBits = Gap.bits(for: entries.map(\.header.at))
    text.byte(frame.stream.rawValue)
    text.byte(UInt8(writer.gapBits))
    text.unsigned(frame.position)
    text.unsigned(UInt64(frame.runs.count))
    for run in frame.runs { writer.head(run, into: &text) }
    text.unsigned(UInt64(writer.salted.count))
    text.raw(writer.salted)
    for entry in entries { writer.add(entry) }
    for column in writer.columns { text.raw(column.bytes) }
    writer.bodies(entries, into: &text)
    return FrameText(text: text.bytes, noise: writer.noise.bytes)
  }

  private init(salted: [UInt8]) { self.salted = salted }

  private mutating func head(_ run: Run, into text: inout BinaryWriter) {
    text.unsigned(UInt64(run.author))
    text.unsigned(run.first)
    text.unsigned(UInt64(run.entries.count) << 1 | (run.before == nil ? 0 : 1))
    if let before = run.before { write(before) }
    noise.write(run.check, 64)
  }

  private mutating func write(_ digest: Digest) {
    for byte in digest.bytes { noise.write(UInt64(byte), 8) }
  }

  private mutating func add(_ entry: Entry) {
    let header = entry.header
    columns[Column.kind.rawValue].byte(header.kind)
    addTime(header.at)
    let isKnown = addSubject(header)
    addAfter(header, isKnown: isKnown)
    addActor(header.actor, implied: isKnown ? newest[header.subject]?.actor ?? lastActor : lastActor)
    newest[header.subject] = header
    switch entry.body {
    case .kept(let bytes): columns[Column.length.rawValue].unsigned(UInt64(bytes.count) + 2)
    case .erased: columns[Column.length.rawValue].byte(0)
    case .withheld: columns[Column.length.rawValue].byte(1)
    }
  }

  private mutating func addTime(_ at: HybridTime) {
    Gap(from: time, to: at).write(to: &noise, gapBits, at: at)
    time = at
  }

  /// Usually whoever did the last thing to this subject.
  private mutating func addActor(_ actor: Int64, implied: Int64) {
    lastActor = actor
    let known = actors.index(of: actor)
    defer { actors.use(actor, at: known) }
    let column = Column.actor.rawValue
    if actor == implied { return columns[column].byte(0) }
    columns[column].unsigned(UInt64(known.map { $0 + 2 } ?? 1))
    if known == nil { columns[column].unsigned(UInt64(bitPattern: actor)) }
  }

  /// Whether the subject has appeared in this frame.
  private mutating func addSubject(_ header: Header) -> Bool {
    let thread = Thread(subject: header.subject, sort: header.sort)
    let known = subjects.index(of: thread)
    let column = Column.subject.rawValue
    if let known {
      columns[column].unsigned(UInt64(known) + 2)
    } else if header.subject == header.id {
      columns[column].byte(0)
      columns[column].byte(header.sort)
    } else {
      columns[column].byte(1)
      columns[column].unsigned(Self.reference(header.subject, from: header.id))
      columns[column].byte(header.sort)
    }
    subjects.use(thread, at: known)
    return known != nil
  }

  /// What its author had seen: usually the event of the subject before it in this frame, or nothing.
  private mutating func addAfter(_ header: Header, isKnown: Bool) {
    let implied = isKnown ? newest[header.subject].map { [$0.id] } ?? [] : []
    let column = Column.after.rawValue
    guard header.after != implied else { return columns[column].byte(0) }
    columns[column].unsigned(UInt64(header.after.count) + 1)
    for id in header.after { columns[column].unsigned(Self.reference(id, from: header.id)) }
  }

  /// Even: so far back in the same author's sequence (zigzag). Odd: the id itself.
  static func reference(_ id: EventID, from own: EventID) -> UInt64 {
    guard id.node == own.node else { return UInt64(bitPattern: id.number) << 1 | 1 }
    let back = Int64(own.sequence) - Int64(id.sequence)
    return UInt64(bitPattern: back << 1 ^ back >> 63) << 1
  }

  /// Bodies stand together by kind, in the order in which the kinds first appear; like squeezes best beside like.
  private mutating func bodies(_ entries: [Entry], into text: inout BinaryWriter) {
    for index in Self.byKind(entries.map(\.header.kind)) {
      switch entries[index].body {
      case .kept(let bytes):
        var rest = bytes[...]
        if salted.contains(entries[index].header.kind), bytes.count >= Event.saltLength {
          for byte in bytes.prefix(Event.saltLength) { noise.write(UInt64(byte), 8) }
          rest = bytes.dropFirst(Event.saltLength)
        }
        text.raw(Array(rest))
      case .erased(let digest), .withheld(let digest): write(digest)
      }
    }
  }

  /// The places of the events in the order in which their bodies stand.
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
