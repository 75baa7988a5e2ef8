import Domain
import Engine
import Journal
import LineDoubles
import Seal
import Squeeze
import TestSupport
import Transport
import Wire

/// What a centre holds, in memory and durable at once, behind the engine's own rules of reception.
final class CentreBooks: CentreTables {
  static let ownNode: UInt32 = 900
  let pair = KeyPair.make()
  var link = LinkKey.random()
  let code = EnrolCode(random: Seal.randomBytes(13))!
  /// Public key and highest counter, by seat.
  var seats: [Int: (key: [UInt8], counter: Int)] = [:]
  var revoked: Set<Int> = []
  private var pen: Pen
  private var codeUsedBy: [UInt8]?
  var isPractice = false
  /// As a centre of before says: nothing.
  var saysWork = false
  /// Each enrolment has a code of its own.
  func forgetUse() { codeUsedBy = nil }

  override init(_ office: OfficeCode) {
    pen = Pen(
      office: office, node: Self.ownNode, lastSequence: 0, lastTime: HybridTime(bits: 0), lastLink: .zero,
      digester: Seal.digester)
    super.init(office)
    ledger.seats[Self.ownNode] = 0
  }

  /// What an officer at the centre does: facts of the centre's own.
  @discardableResult
  func write(_ drafts: [Draft], at now: Moment, heads: [EventID] = []) -> [EventID] {
    let salt = Seal.randomNumber()
    let written = pen.write(drafts, actor: .centre, now: now, heads: { _, _ in heads }, salt: { salt })
    enter(written.map { Taken(entry: Entry($0.event), link: $0.link) })
    return written.map(\.event.id)
  }

  /// A reservation for a day, approved.
  func book(_ slot: Slot, topic: String, at now: Moment) -> ReservationID {
    let id = pen.next
    write(
      [
        Draft(.reservationBooked(ReservationBooked { ($0.slot, $0.online) = (slot, "R-1") }), about: id, .reservation),
        Draft(.reservationTopicGiven(ReservationTopicGiven { $0.topic = topic }), about: id, .reservation),
        Draft(.reservationApproved(ReservationApproved { $0.slot = slot }), about: id, .reservation),
      ], at: now)
    return ReservationID(id)
  }

  // MARK: Enrolment

  func enrol(_ body: [UInt8]) -> [UInt8]? {
    var reader = ParcelReader(.sodium)
    guard (try? reader.append(body)) != nil, case .head(.enrolCall, let unsealed, let seal)? = try? reader.next(),
      Crypto.sodium.isTag(seal, code.key(.sodium), unsealed),
      let call = try? Parcel.record(EnrolCall.self, in: unsealed), call.codeName == code.name
    else { return nil }
    var reply = EnrolReply()
    reply.exchange = call.exchange
    let known = seats.first { $0.value.key == call.publicKey.bytes }?.key
    if call.isPractice != isPractice {
      reply.outcome = isPractice ? .centrePractises : .officePractises
    } else if known == nil, codeUsedBy != nil {
      reply.outcome = .usedCode
    } else {
      codeUsedBy = call.publicKey.bytes
      let seat = known ?? seats.count + 1
      seats[seat] = (call.publicKey.bytes, seats[seat]?.counter ?? 0)
      reply.outcome = .enrolled
      reply.isPractice = isPractice && !saysWork
      if let old = seats.first(where: { $0.value.key == call.earlierKey.bytes })?.key, old != seat {
        revoked.insert(old)
        for author in ledger.seats.filter({ $0.value == old }).keys { ledger.seats[author] = seat }
      }
      reply.seat = seat
      let asked = UInt32(call.node)
      let isFree = asked != 0 && (ledger.seats[asked] == nil || ledger.seats[asked] == seat)
      reply.node = isFree ? call.node : seat + 1
      ledger.seats[UInt32(reply.node)] = seat
      reply.spare = Int(ledger.spare)
      reply.centreKey = Blob(pair.publicKey)
      reply.sealedLinkKey = Blob(Seal.seal(link.bytes, to: call.publicKey.bytes)!)
    }
    return Parcel.sealed(.enrolReply, reply, code: code, .sodium)
  }

  // MARK: An exchange

  /// A call whose head has been believed.
  struct Open {
    var call: Call
    var key: [UInt8]
    var reception: Reception
    var sealed: [UInt8] = []
  }

  func open(_ unsealed: [UInt8], _ seal: [UInt8], at now: Moment) -> Open? {
    guard let call = try? Parcel.record(Call.self, in: unsealed), let seat = seats[call.seat],
      Seal.verify(seat.key, unsealed, seal)
    else { return nil }
    let known = SeatRecord(
      office: office, seat: call.seat, counter: seat.counter, isRevoked: revoked.contains(call.seat),
      hasOtherKey: call.linkMark.bytes != Parcel.mark(ofLink: link.bytes, .sodium))
    let reception = Reception(call, seat: known, ledger: ledger, receivedAt: now)
    if reception.standing == .newKey {
      link = .random()
      seats[call.seat]?.counter = call.counter
      return Open(call: call, key: [], reception: reception, sealed: Seal.seal(link.bytes, to: seat.key) ?? [])
    }
    note(reception)
    if ledger.seats[ledger.spare] != nil { ledger.spare += 1 }
    if reception.standing == .welcome, !call.isCarried { seats[call.seat]?.counter = call.counter }
    return Open(
      call: call, key: Parcel.key(link: link.bytes, head: unsealed + seal, .sodium), reception: reception)
  }

  func take(_ box: [UInt8], _ open: inout Open) {
    guard let frame = try? Box.open(box, office: office, Zstd.squeezer, Seal.digester) else {
      return open.reception.couldNotRead(after: ledger.marks)
    }
    enter(open.reception.take(frame, held: held, linkAt: linkAt, Seal.digester))
    unpark(open.reception.offered(frame, linkAt: linkAt, Seal.digester))
  }

  func hasNews(for open: Open) -> Bool {
    open.reception.standing != .welcome
      || Feed.hasNews(Feed.cursor(open.call, incarnation: ledger.incarnation), ledger: ledger)
  }

  /// The reply with its frames, as bytes.
  func answer(_ open: Open, at now: Moment) -> [UInt8] {
    var reply = open.reception.reply(ledger, linkAt: linkAt, at: now)
    let frames = frames(for: open.call, &reply, Portion(state: 60, news: 200, textMax: 2_000))
    if reply.standing == .welcome { ledger.spare += 1 }
    reply.sealedLinkKey = Blob(open.sealed)
    let head = Parcel.sealed(.reply, reply, Signer(publicKey: pair.publicKey) { [pair] in pair.sign($0) })
    guard open.sealed.isEmpty else { return head }
    let key = Parcel.key(link: link.bytes, head: head, .sodium)
    var bytes = head
    for (index, frame) in frames.enumerated() {
      let box = Box.pack(frame, Zstd.squeezer, dictionaries: open.call.dictionaries.map { UInt8($0) }, Seal.digester)
      bytes += Parcel.frame(box, index: index, key: key, .sodium)
    }
    return bytes + Parcel.end(count: frames.count, key: key, .sodium)
  }

  /// A file from a USB stick and the file that answers it.
  func answer(carried file: [UInt8], at now: Moment) -> [UInt8]? {
    guard let carried = CarriedFile(file), seats[carried.seat] != nil,
      let parcel = carried.parcel(link: link.bytes, .sodium, { Seal.unlock($0, key: $1, beside: $2) })
    else { return nil }
    var reader = ParcelReader(.sodium)
    var opened: Open?
    guard (try? reader.append(parcel)) != nil else { return nil }
    while let item = try? reader.next() {
      switch item {
      case .head(_, let unsealed, let seal):
        guard let begun = open(unsealed, seal, at: now) else { return nil }
        reader.open(begun.key)
        opened = begun
      case .frame(let box): if opened != nil { take(box, &opened!) }
      case .end: break
      }
    }
    return opened.map { opened in
      CarriedFile.bytes(
        of: answer(opened, at: now), office: office, seat: carried.seat, link: link.bytes, .sodium
      ) { Seal.lock($0, key: $1, beside: $2) }
    }
  }
}
