import Domain
import Engine
import Journal
import SQL
import SQLPool
import Seal
import Wire

/// What is answered to a request, whatever carried it here.
public struct Answer: Sendable {
  public var status: Int
  public var body: [UInt8] = []
  /// Seconds, with 429 and 503.
  public var retryAfter: Int?

  public init(_ status: Int, _ body: [UInt8] = [], retryAfter: Int? = nil) {
    self.status = status
    self.body = body
    self.retryAfter = retryAfter
  }
}

/// One call and its reply: takes bytes as they come, makes each frame durable, and answers.
///
/// Memory is bounded by one frame: whoever feeds it waits for `feed` before it reads on.
public actor Conversation {
  private let centre: Centre
  private var reader: ParcelReader
  private var reception: Reception?
  private var verdict: Answer?
  /// Nothing more is taken; what came before counts.
  private var isDeaf = false
  private var linkKey: [UInt8] = []
  private var (sealed, codes): ([UInt8], [UInt8]) = ([], [])
  /// What the reply says of the PC; until there is one, nothing good.
  private(set) var standing = Standing.unknown
  private var frames = 0
  private var read = 0

  public init(_ centre: Centre) {
    self.centre = centre
    reader = ParcelReader(centre.crypto)
  }

  /// Takes the next bytes. When it returns, every frame that was whole is durable.
  public func feed(_ bytes: [UInt8]) async {
    read += bytes.count
    guard verdict == nil, !isDeaf || reception == nil else {
      if read > WireLimits.parcelBytesMax, verdict == nil { verdict = Answer(413) }
      return
    }
    do {
      try reader.append(bytes)
    } catch {
      verdict = Answer(413)
      return
    }
    await takeItems()
  }

  private func takeItems() async {
    while verdict == nil, !isDeaf {
      let item: ParcelReader.Item?
      do { item = try reader.next() } catch {
        return stop(error)
      }
      guard let item else { return }
      do {
        switch item {
        case .head(let kind, let unsealed, let seal): try await begin(kind, unsealed, seal)
        case .frame(let box): try await take(box)
        case .end: isDeaf = true
        }
      } catch {
        verdict = centre.trouble(error)
      }
    }
  }

  /// A byte is wrong. In the head that is the end; behind it, what came before counts.
  private func stop(_ fault: WireFault) {
    guard reception == nil else {
      centre.figures.add("loket_centre_broken_frames_total")
      isDeaf = true
      return
    }
    verdict = Answer(fault.reason == .tooLarge ? 413 : 400)
  }

  private func begin(_ kind: Parcel.Kind, _ unsealed: [UInt8], _ seal: [UInt8]) async throws {
    guard kind == .call, let call = try? Parcel.record(Call.self, in: unsealed), call.exchange.bytes.count == 16 else {
      verdict = Answer(400)
      return
    }
    let (now, crypto) = (centre.now, centre.crypto)
    let begun = try await centre.pool.use { books -> Books.Begun in
      guard let seat = try books.seat(call.office, call.seat) else {
        return Books.Begun(
          reception: Reception(call, seat: nil, ledger: OfficeLedger(incarnation: 0, spare: 0), receivedAt: now))
      }
      guard crypto.verify(seat.publicKey, unsealed, seal) else { return Books.Begun() }
      return try books.begin(call, crypto, at: now)
    }
    guard let reception = begun.reception else {
      centre.figures.add("loket_centre_refused_total{why=\"seal\"}")
      verdict = Answer(403)
      return
    }
    self.reception = reception
    (linkKey, sealed, codes) = (begun.linkKey, begun.sealed, begun.codes)
    centre.figures.add("loket_centre_calls_total{standing=\"\(reception.standing.word)\"}")
    guard reception.standing == .welcome, linkKey.count == 32 else {
      isDeaf = true
      return
    }
    reader.open(Parcel.key(link: linkKey, head: unsealed + seal, crypto))
  }

  private func take(_ box: [UInt8]) async throws {
    guard var reception else { return }
    frames += 1
    let (call, now) = (reception.call, centre.now)
    let frame: Frame
    do {
      frame = try Box.open(box, office: call.office, centre.surroundings.squeezer, centre.crypto.digester)
    } catch {
      let marks = try await centre.pool.use { try $0.marks(call.office) }
      reception.couldNotRead(after: marks)
      self.reception = reception
      centre.figures.add("loket_centre_unreadable_frames_total")
      isDeaf = true
      return
    }
    let judge = reception
    let (judged, taking) = try await centre.pool.use { books in
      var judged = judge
      let taking = try books.take(frame, &judged, at: now)
      return (judged, taking)
    }
    self.reception = judged
    centre.figures.add("loket_centre_frames_total")
    centre.figures.add("loket_centre_events_total", taking.entered)
    centre.figures.add("loket_centre_parked_total", taking.parked)
    if taking.entered > 0, !centre.isShared { await centre.bells.ring(call.office) }
  }

  /// The request is over: the reply, held open for news where the caller wants that.
  public func finish() async -> Answer {
    if let verdict { return verdict }
    guard let reception else { return Answer(400) }
    do {
      return Answer(200, try await reply(reception))
    } catch {
      return centre.trouble(error)
    }
  }

  private func reply(_ reception: Reception) async throws -> [UInt8] {
    let call = reception.call
    let ticket = await centre.bells.ticket(call.office)
    var answer = try await centre.answer(reception)
    let mayHold =
      reception.standing == .welcome && call.wait > 0 && call.room > 0 && frames == 0 && call.probes.isEmpty
      && !call.isCarried && codes.isEmpty && call.incarnation == answer.reply.incarnation && answer.given.frames.isEmpty
      && !answer.given.hasMore && call.parkedKnown == answer.reply.parkedCount
    if mayHold {
      await centre.bells.wait(call.office, since: ticket, atMost: min(call.wait, WireLimits.waitMax_ms))
      answer = try await centre.answer(reception)
      codes = try await centre.pool.use { try $0.codesSince(call) }
    }
    answer.reply.sealedLinkKey = Blob(sealed)
    standing = answer.reply.standing
    // Locked out while its call was held, a seat is given nothing more.
    if [.welcome, .newKey].contains(answer.reply.standing) { answer.reply.sealedCodes = Blob(codes) }
    return centre.fold(answer.reply, answer.given, for: call, linkKey: linkKey)
  }
}

extension Centre {
  func answer(_ reception: Reception) async throws -> (reply: Reply, given: Given) {
    let now = now
    return try await pool.use { try $0.answer(reception, at: now) }
  }

  /// The whole reply: as many frames as the caller has room for, at least one.
  func fold(_ reply: Reply, _ given: Given, for call: Call, linkKey: [UInt8]) -> [UInt8] {
    var reply = reply
    let known = Squeezer.methods(
      call.dictionaries.compactMap { UInt8(exactly: $0) },
      forEvents: given.frames.reduce(0) { $0 + $1.entryCount })
    let room = min(call.room, WireLimits.parcelBytesMax / 2)
    var (boxes, size): ([[UInt8]], Int) = ([], 0)
    for frame in given.frames {
      let box = Box.pack(frame, surroundings.squeezer, dictionaries: known, crypto.digester)
      guard boxes.isEmpty || size + box.count <= room else { break }
      boxes.append(box)
      size += box.count
    }
    if boxes.count < given.frames.count {
      reply.hasMore = true
      reply.isStateWhole = false
    }
    let pair = keys.pair
    let head = Parcel.sealed(.reply, reply, Signer(publicKey: pair.publicKey) { pair.sign($0) })
    guard linkKey.count == 32 else { return head }
    let key = Parcel.key(link: linkKey, head: head, crypto)
    let frames = boxes.enumerated().flatMap { Parcel.frame($1, index: $0, key: key, crypto) }
    return head + frames + Parcel.end(count: boxes.count, key: key, crypto)
  }

  /// What a request is told when the centre could not do it. Nothing of what failed is in it.
  func trouble(_ error: any Error) -> Answer {
    switch error {
    case is PoolRefusal:
      figures.add("loket_centre_busy_total")
      return Answer(503, retryAfter: 10)
    case let fault as SQLFault:
      figures.add("loket_centre_faults_total{kind=\"\(fault.kind)\"}")
      return Answer(503, retryAfter: fault.isPassing ? 5 : 60)
    case is Books.Gone: return Answer(503, retryAfter: 5)
    default:
      figures.add("loket_centre_faults_total{kind=\"contradiction\"}")
      return Answer(503, retryAfter: 60)
    }
  }
}

extension Books {
  func marks(_ office: OfficeCode) throws -> Marks {
    var marks = Marks()
    try statement("SELECT node, mark FROM author WHERE office = $1").each([.integer(office.number)]) {
      marks[UInt32(clamping: $0.integer(0))] = UInt64(clamping: $0.integer(1))
    }
    return marks
  }
}
