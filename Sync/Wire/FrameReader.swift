import Domain
import Journal

/// Reads the columns of a frame, believing nothing: every count is held against the bytes that are there.
struct FrameReader {
  private var text: BinaryReader
  private let size: Int
  private var noise: BitReader
  private let office: OfficeCode

  /// One run before its events are known.
  private struct Plan {
    var author: UInt32
    var first: UInt64
    var count: Int
    var before: Digest?
    var check: UInt64
  }

  static func read(_ text: FrameText, office: OfficeCode) throws(WireFault) -> Frame {
    var reader = FrameReader(text, office)
    do {
      return try reader.frame()
    } catch let fault as WireFault {
      throw fault
    } catch {
      throw WireFault(.badText, at: reader.text.offset)
    }
  }

  private init(_ parts: FrameText, _ office: OfficeCode) {
    text = BinaryReader(parts.text)
    size = parts.text.count
    noise = BitReader(parts.noise)
    self.office = office
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
    let gapBits = Int(try text.byte())
    guard gapBits <= Gap.bitsMax else { throw fault(.badNumber) }
    let position = try text.unsigned()
    let plans = try plans()
    let salted = try (0..<count(256)).map { _ in try text.byte() }
    let ids = plans.flatMap { plan in
      (0..<plan.count).map { EventID(node: plan.author, sequence: plan.first + UInt64($0)) }
    }
    let kinds = try ids.map { _ in try text.byte() }
    let times = try times(ids.count, gapBits)
    let threads = try threads(ids)
    let afters = try afters(ids, threads)
    let actors = try actors(threads)
    let bodies = try bodies(kinds, Set(salted))
    guard text.isAtEnd, noise.isSpent else { throw fault(.leftOver) }
    var entries = ids.indices.map { index in
      Entry(
        header: Header(
          office: office, id: ids[index], at: times[index], subject: threads[index].subject, sort: threads[index].sort,
          after: afters[index], actor: actors[index], kind: kinds[index]), body: bodies[index])
    }[...]
    let runs = plans.map { plan in
      defer { entries = entries.dropFirst(plan.count) }
      return Run(
        author: plan.author, first: plan.first, entries: Array(entries.prefix(plan.count)), before: plan.before,
        check: plan.check)
    }
    return Frame(stream: stream, position: position, runs: runs)
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

  private mutating func times(_ count: Int, _ gapBits: Int) throws -> [HybridTime] {
    var time = HybridTime(bits: 0)
    return try (0..<count).map { _ in
      time = try Gap(from: &noise, gapBits).after(time)
      return time
    }
  }

  private mutating func threads(_ ids: [EventID]) throws -> [FrameWriter.Thread] {
    var recent = Recent<FrameWriter.Thread>()
    return try ids.map { id in
      let code = try text.unsigned()
      let thread: FrameWriter.Thread
      switch code {
      case 0: thread = FrameWriter.Thread(subject: id, sort: try text.byte())
      case 1: thread = FrameWriter.Thread(subject: try reference(from: id), sort: try text.byte())
      default:
        guard code <= 1_024, let known = recent.value(at: Int(code) - 2) else { throw fault(.badReference) }
        recent.use(known, at: Int(code) - 2)
        return known
      }
      recent.use(thread, at: recent.index(of: thread))
      return thread
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

  private mutating func afters(_ ids: [EventID], _ threads: [FrameWriter.Thread]) throws -> [[EventID]] {
    var newest: [EventID: EventID] = [:]
    var recent = Recent<FrameWriter.Thread>()
    return try zip(ids, threads).map { id, thread in
      let known = recent.index(of: thread)
      recent.use(thread, at: known)
      let implied = known == nil ? [] : newest[thread.subject].map { [$0] } ?? []
      newest[thread.subject] = id
      let code = try text.unsigned()
      guard code > 0 else { return implied }
      guard code <= 256 else { throw fault(.tooLarge) }
      return try (1..<code).map { _ in try reference(from: id) }
    }
  }

  private mutating func actors(_ threads: [FrameWriter.Thread]) throws -> [Int64] {
    var recent = Recent<Int64>(FrameWriter.firstActors)
    var known = Recent<FrameWriter.Thread>()
    var newest: [EventID: Int64] = [:]
    var last: Int64 = 0
    return try threads.map { thread in
      let place = known.index(of: thread)
      known.use(thread, at: place)
      let implied = place == nil ? last : newest[thread.subject] ?? last
      let actor: Int64
      switch try text.unsigned() {
      case 0: actor = implied
      case 1: actor = Int64(bitPattern: try text.unsigned())
      case let code:
        guard code <= 1_024, let used = recent.value(at: Int(code) - 2) else { throw fault(.badReference) }
        actor = used
      }
      recent.use(actor, at: recent.index(of: actor))
      (newest[thread.subject], last) = (actor, actor)
      return actor
    }
  }

  private mutating func bodies(_ kinds: [UInt8], _ salted: Set<UInt8>) throws -> [Entry.Body] {
    let codes = try kinds.map { _ in try text.unsigned() }
    var bodies: [Entry.Body] = Array(repeating: .kept([]), count: kinds.count)
    for index in FrameWriter.byKind(kinds) {
      switch codes[index] {
      case 0: bodies[index] = .erased(try digest())
      case 1: bodies[index] = .withheld(try digest())
      default:
        guard codes[index] - 2 <= UInt64(WireLimits.bodyBytesMax) else { throw fault(.tooLarge) }
        bodies[index] = .kept(try body(Int(codes[index]) - 2, isSalted: salted.contains(kinds[index])))
      }
    }
    return bodies
  }

  private mutating func body(_ length: Int, isSalted: Bool) throws -> [UInt8] {
    var bytes: [UInt8] = []
    if isSalted, length >= Event.saltLength {
      for _ in 0..<Event.saltLength { bytes.append(UInt8(try noise.read(8))) }
    }
    return bytes + (try text.raw(length - bytes.count))
  }
}
