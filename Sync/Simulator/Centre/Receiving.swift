import Domain
import Engine
import Journal
import Wire

// The centre taking in a call as its bytes arrive.
extension World {
  /// Bytes of a call. True once it is whole.
  func receive(_ bytes: some Collection<UInt8>, _ session: Session) -> Bool {
    guard centre.isUp, !session.isOver, !session.isForbidden else { return false }
    do {
      try session.reader.append(bytes)
      while let item = try session.reader.next() {
        switch item {
        case .head(_, let unsealed, let seal):
          try open(session, unsealed, seal)
          // Under another key than ours nothing that follows can be read.
          if session.reception?.standing == .newKey { return true }
        case .frame(let box): take(box, session)
        case .end: return true
        }
        if session.isForbidden { return false }
      }
    } catch {
      // A parcel that is broken in the middle: what came before counts.
      session.isOver = true
    }
    return false
  }

  private func open(_ session: Session, _ unsealed: [UInt8], _ seal: [UInt8]) throws {
    let call = try Parcel.record(Call.self, in: unsealed)
    guard let seat = centre.tables.seats[call.seat], Secrets.crypto().verify(seat.key, unsealed, seal) else {
      session.isForbidden = true
      return
    }
    let place = seat.place
    session.place = place
    centre.reserveSpare(place, seat: call.seat)
    var record = SeatRecord(
      office: World.office(place), seat: call.seat, counter: seat.counter, isRevoked: seat.isRevoked,
      hasOtherKey: call.linkMark.bytes != Parcel.mark(ofLink: seat.linkKey, Secrets.crypto())
        && !call.isCarried && !lacks(.keepsItsKey))
    if lacks(.ignoresCounter) { record.counter = 0 }
    if lacks(.ignoresRevocation) { record.isRevoked = false }
    let ledger = centre.ledger(place, seat: call.seat)
    let reception = Reception(
      call, seat: record, ledger: ledger, receivedAt: Moment(milliseconds: World.epoch + now))
    session.reception = reception
    if seat.isRevoked, reception.standing == .welcome { fail("a revoked seat is not let in", session.pc.name) }
    if reception.hasForgotten, !lacks(.forgetsSilently) { comeToKnow(call.incarnation) }
    if reception.standing == .newKey {
      let link = secrets.bytes(32)
      session.sealed = link
      note(24, session.pc.index, call.seat) { "the centre holds another key of \(session.pc.name) and makes a new one" }
      centre.write { tables in
        tables.seats[call.seat]?.linkKey = link
        tables.seats[call.seat]?.counter = max(call.counter, seat.counter)
      }
    }
    if reception.standing == .welcome || reception.standing == .newKey {
      session.codes = codes(for: call.codes, seat: call.seat, place)
    }
    centre.write { tables in
      for author in reception.claims { tables.offices[place].seats[author] = call.seat }
      if reception.standing == .welcome, !call.isCarried {
        tables.seats[call.seat]?.counter = max(call.counter, seat.counter)
      }
    }
    note(20, session.pc.index, call.counter) {
      "the centre hears call \(call.counter) of \(session.pc.name): \(reception.standing)"
    }
    session.key = Parcel.key(link: seat.linkKey, head: unsealed + seal, Secrets.crypto())
    session.reader.open(session.key)
  }

  /// The centre finds that it has forgotten: a new incarnation, and a new name for what it writes itself.
  func comeToKnow(_ heard: Int) {
    note(21, 0, 0) { "the centre finds that it has forgotten something" }
    let incarnation = max(2 + Int(hq.next() >> 40), 1 + max(centre.tables.incarnation, heard))
    centre.write { tables in
      tables.incarnation = incarnation
      for place in tables.offices.indices { tables.offices[place].isRecovering = true }
    }
    renewAuthors()
  }

  func renewAuthors() {
    guard !lacks(.keepsItsAuthor) else { return }
    centre.authors += 1
    centre.write { tables in
      for place in tables.offices.indices {
        tables.offices[place].seats[tables.offices[place].author] = 0
        tables.offices[place].author = UInt32(900 + centre.authors)
      }
    }
  }

  private func take(_ box: [UInt8], _ session: Session) {
    guard var reception = session.reception else { return }
    defer { session.reception = reception }
    let place = session.place
    let copy = centre.tables.offices[place].copy
    let squeezer = centre.folding.squeezer
    guard let frame = try? Box.open(box, office: World.office(place), squeezer, Secrets.digester) else {
      unreadable += 1
      note(26, session.pc.index, box.count) { "the centre cannot read a frame of \(session.pc.name)" }
      return reception.couldNotRead(after: copy.marks)
    }
    if lacks(.refusesParking), frame.runs.contains(where: { $0.entries.contains { $0.event == nil } }) {
      return
    }
    if lacks(.entersOverGaps), enterOverGap(frame, place) { return }
    let taken = reception.take(frame, held: copy.held, linkAt: copy.linkAt, Secrets.digester)
    if lacks(.entersTwice), taken.isEmpty, frame.runs.allSatisfy({ $0.last <= copy.marks[$0.author] }) {
      centre.write { tables in
        tables.offices[place].feed += frame.runs.map { EventID(node: $0.author, sequence: $0.first) }
      }
    }
    if !taken.isEmpty { enter(taken, place) }
    let offered = reception.offered(frame, linkAt: copy.linkAt, Secrets.digester)
    if !offered.isEmpty { enterOffered(offered, place) }
  }

  /// Bodies that had gone without: what was parked is in the log now, at a new position.
  private func enterOffered(_ offered: [Taken], _ place: Int) {
    let parked = offered.filter { centre.tables.offices[place].parkedIDs.contains($0.entry.header.id) }
    guard !parked.isEmpty else { return }
    centre.write { tables in
      for event in parked {
        let id = event.entry.header.id
        let before = tables.offices[place].copy.linkAt(id.node, id.sequence - 1) ?? .zero
        tables.offices[place].copy.replace(Kept(entry: event.entry, before: before, link: event.link))
        if let reason = event.parked {
          for index in tables.offices[place].parked.indices where tables.offices[place].parked[index].id == id {
            tables.offices[place].parked[index] = Parked(id, reason)
          }
          continue
        }
        tables.offices[place].parkedIDs.remove(id)
        tables.offices[place].parked.removeAll { $0.id == id }
        tables.offices[place].feed.append(id)
      }
    }
    note(25, place, parked.count) { "the centre takes in \(parked[0].entry.header.id), whose body had not come" }
    wakeHeld(place)
  }

  private func enterOverGap(_ frame: Frame, _ place: Int) -> Bool {
    let copy = centre.tables.offices[place].copy
    guard let run = frame.runs.first, run.first > copy.marks[run.author] + 1 else { return false }
    var link = Digest.zero
    enter(
      run.entries.map { entry in
        link = entry.link(after: link, Secrets.digester)
        return Taken(entry: entry, link: link)
      }, place)
    return true
  }

  /// One transaction: the events, their positions, the marks.
  func enter(_ taken: [Taken], _ place: Int) {
    centre.write { tables in
      for event in taken {
        let id = event.entry.header.id
        if tables.offices[place].copy.events[id] != nil { fail("nothing is entered twice", "\(id)") }
        let before = tables.offices[place].copy.linkAt(id.node, id.sequence - 1) ?? .zero
        if lacks(.dropsUnknown), FactKind(rawValue: event.entry.header.kind) == nil {
          tables.offices[place].copy.add(Kept(entry: event.entry, before: before, link: event.link))
          continue
        }
        tables.offices[place].copy.add(
          Kept(entry: event.entry, before: before, link: event.link), erases: !lacks(.erasesOnlyOnce))
        if let reason = event.parked {
          tables.offices[place].parked.insert(Parked(id, reason), at: 0)
          tables.offices[place].parkedIDs.insert(id)
        } else if lacks(.commitsLate), tables.offices[place].feed.count % 5 == 4 {
          // Its position was given out long ago; its transaction is seen only after the next one's.
          tables.offices[place].feed.insert(id, at: tables.offices[place].feed.count - 1)
        } else {
          tables.offices[place].feed.append(id)
        }
      }
    }
    judgeAuthor(centre.tables.offices[place].copy, taken.map(\.entry.header.id), "at the centre")
    note(22, place, taken.count) {
      "the centre keeps \(taken.count) of \(World.office(place)): \(taken.first?.entry.header.id.description ?? "") …"
    }
    wakeHeld(place)
  }

  /// Calls that were held open for news of this office.
  func wakeHeld(_ place: Int) {
    for session in centre.sessions where session.isHeld && session.place == place {
      agenda.plan(.holdOver(session), at: now + 20)
    }
  }
}
