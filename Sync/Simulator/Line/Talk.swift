import Domain
import Engine
import Journal
import Wire

/// What the line has in store for one exchange.
struct Fate {
  enum Answer { case centre, portal, status(Int, Span?), forged, old }

  var answer = Answer.centre
  /// Milliseconds between two pieces.
  var pace: Int64 = 40
  var pieces = 1
  /// Bytes after which nothing goes through any more.
  var cutUp: Int?
  var cutDown: Int?
  /// Where it is cut nothing is said either: the connection just stands.
  var stalls = false
  var losesReply = false
  var neverStands = false
}

/// An exchange under way: bytes going up, bytes coming down.
final class Talk {
  /// Holds this exchange, and lives as long as its world.
  unowned let pc: OfficePC
  let plan: Plan
  let up: [UInt8]
  let events: Int
  let exchange: Blob
  let fate: Fate
  var upSent = 0
  var session: Session?
  var reader: ParcelReader
  var reply: Reply?
  var down: [UInt8] = []
  var downRead = 0
  var isOver = false

  init(_ pc: OfficePC, _ plan: Plan, _ up: [UInt8], events: Int, _ exchange: Blob, _ fate: Fate, _ crypto: Crypto) {
    (self.pc, self.plan, self.up, self.events, self.exchange, self.fate) = (pc, plan, up, events, exchange, fate)
    reader = ParcelReader(crypto)
  }
}

extension World {
  /// What this exchange will meet.
  func drawFate(_ up: Int, _ pc: OfficePC) -> Fate {
    var fate = Fate()
    fate.pace = Int64(has(.slowLine) ? line.roll(200, 9_000) : line.roll(20, 400))
    fate.pieces = line.roll(1, 3)
    guard !isCalm else { return fate }
    if has(.loss), line.percent(25) { fate.neverStands = true }
    if has(.cuts), line.percent(30) { fate.cutUp = line.roll(0, up) }
    if has(.cuts), line.percent(25) { fate.cutDown = line.roll(0, 1_200) }
    if has(.lostReplies), line.percent(35) { fate.losesReply = true }
    if has(.stalls), line.percent(15) {
      fate.stalls = true
      if line.one(in: 2) { fate.cutUp = line.roll(0, up) } else { fate.cutDown = line.roll(0, 400) }
    }
    if has(.portal), line.percent(15) { fate.answer = .portal }
    if has(.refusals), line.percent(20) {
      let status = line.pick([401, 403, 407, 413, 429, 500, 502, 503])
      fate.answer = .status(status, [429, 503].contains(status) ? .seconds(line.roll(1, 300)) : nil)
    }
    if has(.forgeries), line.percent(20) { fate.answer = line.one(in: 2) && !pc.oldReplies.isEmpty ? .old : .forged }
    return fate
  }

  func begin(_ pc: OfficePC, _ plan: Plan) {
    exchanges += 1
    pc.exchanges += 1
    judgePace(pc)
    var call = plan.call
    call.exchange = Blob(secrets.bytes(16))
    call.codes = pc.files.codes.names.said
    call.linkMark = Blob(Parcel.mark(ofLink: pc.linkKey, Secrets.crypto()))
    let copy = pc.files.copy
    call.probes = call.probes.map { probe in
      let (node, sequence) = (UInt32(probe.node), UInt64(probe.sequence))
      return Probe(node, sequence, check: copy.linkAt(node, sequence)?.check ?? 0)
    }
    let (up, events) = pack(pc, call, plan)
    recorded.append((up, call.seat, call.counter))
    if recorded.count > 12 { recorded.removeFirst() }
    let talk = Talk(
      pc, plan, up, events: events, call.exchange, drawFate(up.count, pc),
      Secrets.crypto(believesAll: lacks(.believesAnySeal)))
    pc.talk = talk
    note(30, pc.index, up.count) {
      let what = plan.stretches.map { "\($0.author)-\($0.from)…\($0.through)" }.joined(separator: " ")
      return "\(pc.name) calls (\(call.counter)), \(up.count) bytes \(what)\(call.probes.isEmpty ? "" : ", probing")"
    }
    depart(talk)
  }

  /// The head and as many frames as the plan wants.
  private func pack(_ pc: OfficePC, _ call: Call, _ plan: Plan) -> ([UInt8], Int) {
    let head = Parcel.sealed(.call, call, Secrets.signer(pc.key))
    let key = Parcel.key(link: pc.linkKey, head: head, Secrets.crypto())
    let withheld = lacks(.neverWithholds) ? [] : Set(plan.withheld)
    var builder = FrameBuilder(.up, textMax: 500)
    var frames: [Frame] = []
    var count = 0
    let most = lacks(.neverHalves) ? Int.max : plan.eventsMax
    for stretch in plan.stretches {
      for sequence in stretch.from...stretch.through where count < most {
        guard let kept = pc.files.copy.events[EventID(node: stretch.author, sequence: sequence)] else { break }
        let entry = withheld.contains(kept.id) ? kept.entry.withheld(Secrets.digester) : kept.entry
        if let full = builder.add(entry, link: kept.link) { frames.append(full) }
        count += 1
      }
    }
    if let last = builder.close() { frames.append(last) }
    for id in plan.offers where !lacks(.neverOffers) {
      guard let kept = pc.files.copy.events[id] else { continue }
      let run = Run(
        author: id.node, first: id.sequence, entries: [kept.entry], before: kept.before, check: kept.link.check)
      frames.append(Frame(stream: .up, runs: [run]))
      count += 1
    }
    var bytes = head
    let known = lacks(.neverPlain) ? pc.folding.squeezer.dictionaries : plan.dictionaries
    let methods = Squeezer.methods(known, forEvents: count)
    for (index, frame) in frames.enumerated() {
      bytes += Parcel.frame(fold(frame, pc.folding, with: methods), index: index, key: key, Secrets.crypto())
    }
    return (bytes + Parcel.end(count: frames.count, key: key, Secrets.crypto()), count)
  }

  private func depart(_ talk: Talk) {
    let (fate, pc) = (talk.fate, talk.pc)
    func ended(_ ending: Ending, after wait: Int64) { agenda.plan(.ended(talk, ending), at: now + wait) }
    if now < pc.darkUntil || fate.neverStands || !centre.isUp { return ended(.cut(hasSent: false), after: fate.pace) }
    if let bodyMax, !isProxyGone, talk.up.count > bodyMax {
      return ended(.refused(status: 413, events: talk.events, wait: nil), after: fate.pace)
    }
    switch fate.answer {
    case .centre: agenda.plan(.up(talk), at: now + fate.pace)
    case .status(let status, let wait):
      ended(.refused(status: status, events: talk.events, wait: wait), after: fate.pace)
    case .portal:
      talk.down = Array("<html><title>Selamat datang di WiFi</title></html>".utf8)
      bringDown(talk)
    case .old:
      talk.down = line.pick(pc.oldReplies)
      bringDown(talk)
    case .forged:
      talk.down = forgery(talk)
      bringDown(talk)
    }
  }

  /// A reply that says everything has arrived, signed by somebody who is not the centre.
  private func forgery(_ talk: Talk) -> [UInt8] {
    var reply = Reply()
    reply.exchange = talk.exchange
    reply.standing = .welcome
    reply.incarnation = talk.pc.files.memory.incarnation
    reply.marks = talk.pc.files.copy.marks.list
    reply.feedEnd = 1_000
    let head = Parcel.sealed(.reply, reply, Secrets.signer(Array(repeating: 66, count: 32)))
    let key = Parcel.key(link: talk.pc.linkKey, head: head, Secrets.crypto())
    return head + Parcel.end(count: 0, key: key, Secrets.crypto())
  }

  func moveUp(_ talk: Talk) {
    guard !talk.isOver else { return }
    if talk.session == nil {
      talk.session = Session(talk.pc, talk)
      if let session = talk.session { centre.sessions.append(session) }
    }
    guard let session = talk.session, let exchange = talk.pc.engine?.exchange else { return }
    let limit = min(talk.fate.cutUp ?? talk.up.count, talk.up.count)
    let next = min(limit, talk.upSent + max(1, (talk.up.count + talk.fate.pieces - 1) / talk.fate.pieces))
    let isWhole = receive(talk.up[talk.upSent..<next], session)
    talk.upSent = next
    guard centre.isUp else { return end(talk, .cut(hasSent: true)) }
    if session.isForbidden { return end(talk, .refused(status: 403, events: talk.events, wait: nil)) }
    if isWhole { return conclude(session) }
    tell(talk.pc, .moved(exchange: exchange))
    guard !talk.isOver else { return }
    if next < limit { return agenda.plan(.up(talk), at: now + talk.fate.pace) }
    stopped(talk)
  }

  private func stopped(_ talk: Talk) {
    // Half of the transports notice a stall by themselves; for the others the engine's watchdog is there.
    if talk.fate.stalls {
      if line.one(in: 2) { agenda.plan(.ended(talk, .cut(hasSent: true)), at: now + 20_000) }
      return
    }
    end(talk, .cut(hasSent: true))
  }

  func bringDown(_ talk: Talk) {
    agenda.plan(.down(talk), at: now + talk.fate.pace)
  }

  func moveDown(_ talk: Talk) {
    guard !talk.isOver, talk.pc.isOn else { return }
    if talk.fate.losesReply, talk.downRead == 0 { return end(talk, .cut(hasSent: true)) }
    let limit = min(talk.fate.cutDown ?? talk.down.count, talk.down.count)
    let next = min(limit, talk.downRead + max(1, (talk.down.count + talk.fate.pieces - 1) / talk.fate.pieces))
    hear(talk, talk.down[talk.downRead..<next])
    talk.downRead = next
    guard !talk.isOver, talk.pc.isOn else { return }
    if next < limit { return agenda.plan(.down(talk), at: now + talk.fate.pace) }
    stopped(talk)
  }

  func end(_ talk: Talk, _ ending: Ending) {
    guard !talk.isOver else { return }
    talk.isOver = true
    let pc = talk.pc
    if pc.talk === talk { pc.talk = nil }
    note(31, pc.index, talk.downRead) { "\(pc.name)'s call ends: \(ending)" }
    if lacks(.prunesUnsigned), case .cut(hasSent: true) = ending, talk.upSent == talk.up.count { prune(talk) }
    if pc.isOn { tell(pc, .ended(exchange: talk.plan.exchange, ending)) }
  }

  private func prune(_ talk: Talk) {
    let sent = talk.plan.stretches.flatMap { stretch in
      (stretch.from...stretch.through).map { EventID(node: stretch.author, sequence: $0) }
    }
    store(talk.pc) { $0.copy.remove(sent) }
  }
}
