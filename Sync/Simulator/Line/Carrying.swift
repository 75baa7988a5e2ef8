import Domain
import Engine
import Journal
import Wire

/// A parcel on a USB stick: a call written at an office, and later the centre's answer to it.
struct Stick {
  var call: [UInt8]
  var exchange: Blob
  /// What the answer will be counted from.
  var cursor: Cursor
  var incarnation: Int
  var node: UInt32
  var reply: [UInt8]?
}

extension World {
  /// One of the three legs of a stick's way: out of the office, into the centre, back into the office.
  func carry(_ pc: OfficePC) {
    guard pc.isOn, pc.seat != 0, pc.engine != nil else { return }
    guard var stick = pc.stick else { return export(pc) }
    if let reply = stick.reply {
      pc.stick = nil
      return bringBack(reply, stick, pc)
    }
    let session = Session(pc, nil)
    guard receive(stick.call, session) else {
      pc.stick = nil
      return note(44, pc.index, 0) { "the centre cannot read the stick of \(pc.name)" }
    }
    stick.reply = reply(session)
    pc.stick = stick
    agenda.plan(.carry(pc), at: now + Int64(play.roll(30, 1_800)) * 1_000)
    note(40, pc.index, 0) { "the centre reads the stick of \(pc.name)" }
  }

  private func export(_ pc: OfficePC) {
    let (files, marks) = (pc.files, Marks(pc.files.memory.marks))
    var call = Call()
    (call.office, call.seat, call.node) = (pc.office, pc.seat, Int(files.node))
    call.exchange = Blob(secrets.bytes(16))
    call.codes = files.codes.names.said
    call.linkMark = Blob(Parcel.mark(ofLink: pc.linkKey, Secrets.crypto()))
    (call.counter, call.isCarried) = (files.memory.counter, true)
    (call.incarnation, call.cursor, call.have) = (files.memory.incarnation, files.memory.cursor, files.copy.marks.list)
    call.dictionaries = pc.folding.squeezer.dictionaries.map(Int.init)
    (call.room, call.signed) = (100_000, Int(clamping: marks[files.node]))
    let head = Parcel.sealed(.call, call, Secrets.signer(pc.key))
    let key = Parcel.key(link: pc.linkKey, head: head, Secrets.crypto())
    var builder = FrameBuilder(.up, textMax: .max)
    for node in files.copy.marks.nodes where files.copy.marks[node] > marks[node] {
      for sequence in marks[node] + 1...files.copy.marks[node] {
        guard let kept = files.copy.events[EventID(node: node, sequence: sequence)] else { continue }
        _ = builder.add(kept.entry, link: kept.link)
      }
    }
    var bytes = head
    let frames = builder.close().map { [$0] } ?? []
    for frame in frames {
      let box = fold(frame, pc.folding, with: pc.folding.squeezer.dictionaries)
      bytes += Parcel.frame(box, index: 0, key: key, Secrets.crypto())
    }
    pc.stick = Stick(
      call: bytes + Parcel.end(count: frames.count, key: key, Secrets.crypto()), exchange: call.exchange,
      cursor: call.cursor, incarnation: call.incarnation, node: files.node)
    agenda.plan(.carry(pc), at: now + Int64(play.roll(10, 600)) * 1_000)
    note(41, pc.index, bytes.count) { "\(pc.name) writes a stick of \(bytes.count) bytes" }
  }

  /// An answer that was long under way counts only if it goes on from what is held: the same centre, the same name, and
  /// nothing between its cursor and ours left out.
  private func bringBack(_ bytes: [UInt8], _ stick: Stick, _ pc: OfficePC) {
    var reader = ParcelReader(Secrets.crypto())
    do {
      try reader.append(bytes)
      while let item = try reader.next() {
        switch item {
        case .head(_, let unsealed, let seal):
          let reply = try Parcel.record(Reply.self, in: unsealed)
          guard Secrets.crypto().verify(World.centreKey, unsealed, seal), reply.exchange == stick.exchange,
            fits(reply, stick, pc)
          else {
            return note(42, pc.index, 0) { "the stick is too old for \(pc.name)" }
          }
          reader.open(Parcel.key(link: pc.linkKey, head: unsealed + seal, Secrets.crypto()))
          bringCodes(reply, pc)
        case .frame(let box):
          guard pc.isOn, let frame = try? Box.open(box, office: pc.office, pc.folding.squeezer, Secrets.digester),
            let taken = judge(frame, pc),
            let now = pc.engine?.memory.cursor
          else { return }
          let cursor = now.after(frame)
          guard keep(taken, frame, cursor, pc) else { return }
          tell(pc, .kept(exchange: 0, cursor: cursor, have: pc.files.copy.marks.list))
        case .end: note(43, pc.index, 0) { "\(pc.name) has read its stick" }
        }
      }
    } catch {}
  }

  /// Those that came over the line meanwhile may be newer.
  private func bringCodes(_ reply: Reply, _ pc: OfficePC) {
    guard let ring = CodeKeyRing(bytes: reply.sealedCodes.bytes),
      ring.names.newest ?? 0 >= pc.files.codes.names.newest ?? 0
    else { return }
    takeCodes(ring.bytes, pc)
  }

  private func fits(_ reply: Reply, _ stick: Stick, _ pc: OfficePC) -> Bool {
    let memory = pc.files.memory
    return reply.standing == .welcome && reply.incarnation == memory.incarnation
      && stick.incarnation == memory.incarnation && stick.node == pc.files.node
      && stick.cursor.isReadingState == memory.cursor.isReadingState && stick.cursor.news <= memory.cursor.news
      && stick.cursor.past <= memory.cursor.past && stick.cursor.pastEnd == memory.cursor.pastEnd
      && (!memory.cursor.isReadingState || stick.cursor == memory.cursor)
  }
}
