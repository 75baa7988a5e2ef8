import Domain
import Engine
import Journal
import Wire

// The office hearing a reply: nothing is concluded from what the centre did not sign for this very call.
extension World {
  func hear(_ talk: Talk, _ bytes: some Collection<UInt8>) {
    do {
      try talk.reader.append(bytes)
      while !talk.isOver, let item = try talk.reader.next() {
        switch item {
        case .head(let kind, let unsealed, let seal):
          guard kind == .reply, try hearHead(talk, unsealed, seal) else { return end(talk, .stranger) }
        case .frame(let box):
          guard keep(box, talk) else { return }
        case .end:
          talk.pc.oldReplies.append(talk.down)
          if talk.pc.oldReplies.count > 4 { talk.pc.oldReplies.removeFirst() }
          end(talk, .whole)
        }
      }
    } catch {
      end(talk, talk.reply == nil ? .stranger : .unreadable)
    }
  }

  private func hearHead(_ talk: Talk, _ unsealed: [UInt8], _ seal: [UInt8]) throws -> Bool {
    guard Secrets.crypto(believesAll: lacks(.believesAnySeal)).verify(World.centreKey, unsealed, seal) else {
      return false
    }
    var reply = try Parcel.record(Reply.self, in: unsealed)
    guard reply.exchange == talk.exchange || lacks(.believesOldReplies) else { return false }
    let pc = talk.pc
    if lacks(.ignoresIncarnation), pc.files.memory.incarnation != 0 { reply.incarnation = pc.files.memory.incarnation }
    talk.reply = reply
    talk.reader.open(Parcel.key(link: pc.linkKey, head: unsealed + seal, Secrets.crypto()))
    if reply.standing == .welcome { pc.hasHeard = true }
    tell(pc, .replied(exchange: talk.plan.exchange, reply))
    // Heard is what is on the disk: a full one keeps what it had. And an answer may be older than the newest key.
    let newest = centre.tables.offices[pc.place].codes.newest
    if reply.standing == .welcome, pc.isOn, pc.files.codes.names.newest == newest { pc.mustHearOfCodes = false }
    return true
  }

  /// A frame of the reply with the cursor after it, in one transaction.
  private func keep(_ box: [UInt8], _ talk: Talk) -> Bool {
    let pc = talk.pc
    guard let frame = try? Box.open(box, office: pc.office, pc.folding.squeezer, Secrets.digester),
      let taken = judge(frame, pc)
    else {
      end(talk, .unreadable)
      return false
    }
    let cursor = (pc.engine?.memory.cursor ?? Cursor()).after(frame)
    guard keep(taken, frame, cursor, pc) else {
      if pc.isOn { end(talk, .diskRefused) }
      return false
    }
    tell(pc, .kept(exchange: talk.plan.exchange, cursor: cursor, have: pc.files.copy.marks.list))
    return true
  }

  func judge(_ frame: Frame, _ pc: OfficePC) -> [Taken]? {
    let copy = pc.files.copy
    return Intake.judge(
      frame, writer: pc.files.node, held: copy.held, linkAt: copy.linkAt, Secrets.digester)
  }

  func keep(_ taken: [Taken], _ frame: Frame, _ cursor: Cursor, _ pc: OfficePC) -> Bool {
    let loose = Dictionary(
      frame.runs.compactMap { run in run.before.map { (EventID(node: run.author, sequence: run.first), $0) } }
    ) { first, _ in first }
    for event in taken where oracle.births[event.link].map({ oracle.placeOf[$0] }) ?? pc.place != pc.place {
      fail("another office's data never leaves the centre", "\(event.entry.header.id) came to \(pc.name)")
    }
    if lacks(.cursorBeforeFrame), !store(pc, { $0.memory.cursor = cursor }) { return false }
    let isKept = store(pc) { files in
      for event in taken {
        let id = event.entry.header.id
        let before = loose[id] ?? files.copy.linkAt(id.node, id.sequence - 1) ?? .zero
        files.copy.add(
          Kept(entry: event.entry, before: before, link: event.link), erases: !lacks(.erasesOnlyOnce))
      }
      files.memory.cursor = cursor
    }
    guard isKept else { return false }
    if !taken.isEmpty {
      note(32, pc.index, taken.count) {
        "\(pc.name) keeps \(taken.count) of the centre's: \(taken[0].entry.header.id) … (cursor \(cursor.news))"
      }
      pc.refresh(Set(taken.map(\.entry.header.subject)))
    }
    return true
  }
}
