import Domain
import Engine
import Journal
import Wire

// The centre's reply: its head is signed after everything taken is durable, frames of the feed follow.
extension World {
  /// The call is whole: answer it, or hold it open until there is something to say.
  func conclude(_ session: Session) {
    guard let reception = session.reception else { return }
    let call = reception.call
    let ledger = centre.ledger(session.place, seat: call.seat)
    let cursor = Feed.cursor(call, incarnation: ledger.incarnation)
    let mayHold = call.wait > 0 && session.codes.isEmpty && reception.standing == .welcome && !call.isCarried
    guard mayHold, !Feed.hasNews(cursor, ledger: ledger) else { return answer(session) }
    session.isHeld = true
    agenda.plan(.holdOver(session), at: now + Int64(call.wait))
  }

  func answer(_ session: Session) {
    session.isHeld = false
    centre.sessions.removeAll { $0 === session }
    guard centre.isUp, !session.isOver, let bytes = reply(session) else { return }
    session.isOver = true
    guard let talk = session.talk, !talk.isOver else { return }
    talk.down = bytes
    bringDown(talk)
  }

  /// The bytes of the reply and its frames.
  func reply(_ session: Session) -> [UInt8]? {
    guard let reception = session.reception else { return nil }
    let office = centre.tables.offices[session.place]
    let ledger = centre.ledger(session.place, seat: reception.call.seat)
    var reply = reception.reply(
      ledger, linkAt: office.copy.linkAt, at: Moment(milliseconds: World.epoch + now))
    if lacks(.hidesParked) { (reply.parkedCount, reply.parked) = (0, []) }
    if lacks(.ignoresFork) {
      reply.fork = Mark()
      reply.marks = Marks(reply.marks + reception.call.have.filter { $0.node == reception.call.node }).list
    }
    var frames: [Frame] = []
    if reply.standing == .welcome, reception.call.room > 0 { frames = feed(reception.call, &reply, session.place) }
    judgeFrames(frames, session)
    reply.sealedLinkKey = Blob(session.sealed)
    if centre.tables.seats[reception.call.seat]?.isRevoked == false { reply.sealedCodes = Blob(session.codes) }
    let head = Parcel.sealed(.reply, reply, Secrets.signer(World.centreKey))
    guard session.sealed.isEmpty else { return head }
    guard let link = centre.tables.seats[reception.call.seat]?.linkKey else { return nil }
    let key = Parcel.key(link: link, head: head, Secrets.crypto())
    var bytes = head
    let methods = Squeezer.methods(
      reception.call.dictionaries.compactMap { UInt8(exactly: $0) },
      forEvents: frames.reduce(0) { $0 + $1.entryCount })
    for (index, frame) in frames.enumerated() {
      let box = fold(frame, centre.folding, with: methods)
      bytes += Parcel.frame(box, index: index, key: key, Secrets.crypto())
    }
    return bytes + Parcel.end(count: frames.count, key: key, Secrets.crypto())
  }

  private func feed(_ call: Call, _ reply: inout Reply, _ place: Int) -> [Frame] {
    let office = centre.tables.offices[place]
    let cursor = Feed.cursor(call, incarnation: centre.tables.incarnation)
    let have = Marks(call.have)
    if cursor.isReadingState {
      let stateAt = cursor.stateAt == 0 ? office.feed.count : min(cursor.stateAt, office.feed.count)
      let rows = rows(place, 1...max(1, stateAt)).filter { isForOpening($0) && $0.entry.header.id > cursor.stateLast }
        .sorted { $0.entry.header.id < $1.entry.header.id }
      let part = rows.prefix(12).map { row in
        FeedRow(position: UInt64(stateAt), entry: row.entry, before: row.before, link: row.link)
      }
      (reply.isStateWhole, reply.stateAt, reply.hasMore) = (part.count == rows.count, stateAt, true)
      return Feed.frames(part, .state, office: World.office(place), have: have, textMax: 500)
    }
    let end = office.feed.count
    guard cursor.news < end || cursor.isReadingPast else { return [] }
    let news = cursor.news < end ? rows(place, cursor.news + 1...min(end, cursor.news + 40)) : []
    var frames = Feed.frames(news, .news, office: World.office(place), have: have, textMax: 500)
    reply.hasMore = end > cursor.news + 40
    if frames.isEmpty, cursor.isReadingPast {
      let last = min(cursor.pastEnd, cursor.past + 40, end)
      let past = cursor.past < last ? rows(place, cursor.past + 1...last) : []
      frames = Feed.frames(past, .history, office: World.office(place), have: have, textMax: 500)
      reply.hasMore = reply.hasMore || last < cursor.pastEnd
    }
    return fitting(frames, call.room, &reply)
  }

  /// At least one, and no more than there is room for.
  private func fitting(_ frames: [Frame], _ room: Int, _ reply: inout Reply) -> [Frame] {
    var bytes = 0
    let part = frames.prefix { frame in
      defer { bytes += 60 * frame.entryCount }
      return bytes == 0 || bytes < room
    }
    if part.count < frames.count { reply.hasMore = true }
    return Array(part)
  }

  private func rows(_ place: Int, _ positions: ClosedRange<Int>) -> [FeedRow] {
    let office = centre.tables.offices[place]
    guard positions.upperBound <= office.feed.count else { return [] }
    var rows = positions.compactMap { position -> FeedRow? in
      guard let kept = office.copy.events[office.feed[position - 1]] else { return nil }
      return FeedRow(position: UInt64(position), entry: kept.entry, before: kept.before, link: kept.link)
    }
    if lacks(.mixesOffices), place > 0 { rows += rowsOfAnother(positions.upperBound, rows.last) }
    return rows
  }

  /// Planted: the newest of the first office, made to look like one of this office's.
  private func rowsOfAnother(_ position: Int, _ last: FeedRow?) -> [FeedRow] {
    let office = centre.tables.offices[0]
    guard let kept = office.feed.last.flatMap({ office.copy.events[$0] }), let last else { return [] }
    var entry = kept.entry
    entry.header.office = last.entry.header.office
    return [
      FeedRow(
        position: UInt64(position), entry: entry, before: kept.before,
        link: entry.link(after: kept.before, Secrets.digester))
    ]
  }

  /// What an office needs to open its doors; the rest is history.
  private func isForOpening(_ row: FeedRow) -> Bool {
    switch SubjectKind(rawValue: row.entry.header.sort) {
    case .office, .officer, .day, .reservation: true
    default: row.entry.header.subject.sequence % 3 == 0
    }
  }
}
