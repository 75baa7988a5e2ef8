import Domain
import Journal

/// Reads a frame, believing nothing: every count is held against the bytes that are there.
struct FrameReader {
  private var text: BinaryReader
  private let size: Int
  private var noise: BitReader
  private let office: OfficeCode
  private var time = HybridTime(bits: 0)
  private var expecting = Expecting()
  private var salts: Salts

  /// One run before its events are known.
  private struct Plan {
    var author: UInt32
    var first: UInt64
    var count: Int
    var before: Digest?
    var check: UInt64
  }

  /// What a row says of an event whose body is still to come.
  private struct Row {
    var header: Header
    var salt: [UInt8] = []
    var body: Body

    enum Body {
      case laidOut
      case given(Int)
      case known(Entry.Body)
    }
  }

  static func read(_ text: FrameText, office: OfficeCode, _ digester: Digester) throws(WireFault) -> Frame {
    var reader = FrameReader(text, office, digester)
    do {
      return try reader.frame()
    } catch let fault as WireFault {
      throw fault
    } catch {
      throw WireFault(.badText, at: reader.text.offset)
    }
  }

  private init(_ parts: FrameText, _ office: OfficeCode, _ digester: Digester) {
    text = BinaryReader(parts.text)
    size = parts.text.count
    noise = BitReader(parts.noise)
    self.office = office
    salts = Salts(digester)
  }

  private func fault(_ reason: WireFault.Reason) -> WireFault { WireFault(reason, at: text.offset) }

  /// A count of things that take a byte each at least.
  private mutating func count(_ max: Int) throws -> Int {
    let count = try text.unsigned()
    guard count <= UInt64(max), count <= UInt64(size) else { throw fault(.tooLarge) }
    return Int(count)
  }

  private mutating func frame() throws -> Frame {
    guard let stream = Stream(rawValue: try text.byte()) else { throw fault(.badNumber) }
    let scale = try scale()
    let position = try text.unsigned()
    let plans = try plans()
    let salted = Set(try (0..<count(256)).map { _ in try text.byte() })
    let ids = plans.flatMap { plan in
      (0..<plan.count).map { EventID(node: plan.author, sequence: plan.first + UInt64($0)) }
    }
    let rows = try ids.map { try row($0, scale, salted) }
    var entries = try bodies(rows)[...]
    guard text.isAtEnd, noise.isSpent else { throw fault(.leftOver) }
    let runs = plans.map { plan in
      defer { entries = entries.dropFirst(plan.count) }
      return Run(
        author: plan.author, first: plan.first, entries: Array(entries.prefix(plan.count)), before: plan.before,
        check: plan.check)
    }
    return Frame(stream: stream, position: position, runs: runs)
  }

  private mutating func scale() throws -> Gap.Scale {
    let bits = Int(try text.byte())
    let unit = try text.unsigned()
    guard bits <= Gap.bitsMax, (1...Gap.unitMax).contains(unit) else { throw fault(.badNumber) }
    return Gap.Scale(unit: unit, bits: bits)
  }

  private mutating func plans() throws -> [Plan] {
    var plans: [Plan] = []
    var total = 0
    for _ in 0..<(try count(WireLimits.runsPerFrameMax)) {
      let author = try text.unsigned()
      let first = try text.unsigned()
      let packed = try text.unsigned()
      guard packed >> 1 >= 1, packed >> 1 <= UInt64(WireLimits.entriesPerFrameMax) else { throw fault(.emptyRun) }
      let count = Int(packed >> 1)
      total += count
      guard total <= WireLimits.entriesPerFrameMax, total <= size else { throw fault(.tooLarge) }
      guard (1...UInt64(EventID.nodeMax)).contains(author), (1...Self.sequenceMax).contains(first) else {
        throw fault(.badReference)
      }
      let before = packed & 1 == 1 ? try digest() : nil
      plans.append(
        Plan(author: UInt32(author), first: first, count: count, before: before, check: try noise.read(64)))
    }
    return plans
  }

  /// Leaves room for a frame's events above it.
  private static let sequenceMax: UInt64 = 1 << 52 - 1 - UInt64(WireLimits.entriesPerFrameMax)

  private mutating func digest() throws -> Digest {
    var bytes: [UInt8] = []
    for _ in 0..<32 { bytes.append(UInt8(try noise.read(8))) }
    guard let digest = Digest(bytes) else { throw fault(.badNumber) }
    return digest
  }

  private mutating func row(_ id: EventID, _ scale: Gap.Scale, _ salted: Set<UInt8>) throws -> Row {
    time = try Gap(from: &noise, scale.bits).after(time, unit: scale.unit)
    let thread = try thread(id)
    let code = try text.unsigned()
    guard code >> 1 <= 256, let shape = code & 1 == 0 ? Shape() : Shape(try text.byte()) else {
      throw fault(.badNumber)
    }
    let kind = code >> 1 == 0 ? expecting.kind(thread, id) : UInt8(code >> 1 - 1)
    let after = shape.hasAfter ? try afters(id) : expecting.after(thread)
    let actor = shape.hasActor ? try actor() : expecting.actor(thread, kind)
    expecting.take(thread, id, kind: kind, actor: actor)
    let header = Header(
      office: office, id: id, at: time, subject: thread.subject, sort: thread.sort, after: after, actor: actor,
      kind: kind)
    switch shape.length {
    case .erased: return Row(header: header, body: .known(.erased(try digest())))
    case .withheld: return Row(header: header, body: .known(.withheld(try digest())))
    case .laidOut: return Row(header: header, salt: salted.contains(kind) ? try salt(header) : [], body: .laidOut)
    case .given:
      let length = try text.unsigned()
      guard length <= UInt64(WireLimits.bodyBytesMax) else { throw fault(.tooLarge) }
      let hasSalt = salted.contains(kind) && length >= UInt64(Event.saltLength)
      return Row(header: header, salt: hasSalt ? try salt(header) : [], body: .given(Int(length)))
    }
  }

  private mutating func salt(_ header: Header) throws -> [UInt8] {
    let expected = salts.expected(header.subject, header.id)
    let salt: UInt64
    if let expected, try noise.read(1) == 0 { salt = expected } else { salt = try noise.read(64) }
    var writer = BinaryWriter(reserving: Event.saltLength)
    writer.fixed(salt)
    salts.take(header.subject, writer.bytes)
    return writer.bytes
  }

  private mutating func thread(_ id: EventID) throws -> Expecting.Thread {
    switch try text.unsigned() {
    case 0: return Expecting.Thread(subject: id, sort: try text.byte())
    case 1: return Expecting.Thread(subject: try reference(from: id), sort: try text.byte())
    case let code:
      guard code <= 1_024, let known = expecting.subjects.value(at: Int(code) - 2) else { throw fault(.badReference) }
      return known
    }
  }

  private mutating func reference(from own: EventID) throws -> EventID {
    let packed = try text.unsigned()
    let id: EventID?
    if packed & 1 == 1 {
      id = EventID(number: Int64(bitPattern: packed >> 1))
    } else {
      let zigzag = packed >> 1
      let back = Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1)
      let (sequence, overflow) = Int64(own.sequence).subtractingReportingOverflow(back)
      id =
        overflow || sequence < 1 || sequence > Int64(Self.sequenceMax)
        ? nil : EventID(node: own.node, sequence: UInt64(sequence))
    }
    guard let id, id != .none else { throw fault(.badReference) }
    return id
  }

  private mutating func afters(_ id: EventID) throws -> [EventID] {
    let count = try text.unsigned()
    guard count < 256 else { throw fault(.tooLarge) }
    return try (0..<count).map { _ in try reference(from: id) }
  }

  private mutating func actor() throws -> Int64 {
    let code = try text.unsigned()
    if code == 0 { return Int64(bitPattern: try text.unsigned()) }
    guard code <= 1_024, let known = expecting.actors.value(at: Int(code) - 1) else { throw fault(.badReference) }
    return known
  }

  private mutating func bodies(_ rows: [Row]) throws -> [Entry] {
    var entries = rows.map { Entry(header: $0.header, body: .kept([])) }
    for index in FrameWriter.byKind(rows.map(\.header.kind)) {
      let row = rows[index]
      switch row.body {
      case .known(let body): entries[index].body = body
      case .given(let length): entries[index].body = .kept(row.salt + (try text.raw(length - row.salt.count)))
      case .laidOut:
        guard let layout = Layout.of(row.header.kind) else { throw fault(.badText) }
        let place = Layout.Place(own: row.header.id, actor: row.header.actor)
        let body = row.salt + (try layout.full(&text, at: place))
        guard body.count <= WireLimits.bodyBytesMax else { throw fault(.tooLarge) }
        entries[index].body = .kept(body)
      }
    }
    return entries
  }
}
