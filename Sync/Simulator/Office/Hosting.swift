import Domain
import Engine
import Journal
import Wire

// A PC's node as the host of the engine: carries out what the engine asks for, with this PC's disk and line.
extension World {
  func boot(_ pc: OfficePC) {
    guard !pc.isOn else { return }
    pc.isOn = true
    pc.starts += 1
    maybeChange(&pc.folding)
    pc.face.bootedAt = now
    pc.clock = nil
    pc.watch = ClockWatch()
    pc.hasHeard = false
    pc.reload()
    pc.sharpen()
    pc.pen?.begin(at: UInt16(starts.roll(0, 0x7FFF)))
    note(1, pc.index, pc.starts) { "\(pc.name) starts, as node \(pc.files.node)" }
    guard pc.seat != 0 else { return }
    startEngine(pc)
  }

  func startEngine(_ pc: OfficePC) {
    let files = pc.files
    var terms = Terms(
      office: pc.office, seat: pc.seat, node: files.node, version: "sim",
      dictionaries: pc.folding.squeezer.dictionaries)
    terms.earlier = files.earlier
    terms.askOver = 8
    terms.offerCap = .minutes(120)
    terms.poll = .minutes(10)
    terms.room = 6_000
    terms.roomWhenBad = 2_000
    pc.engine = SyncEngine(
      terms, memory: files.memory, have: files.copy.marks.list,
      seed: script.seed &+ UInt64(pc.index * 1_000 + pc.starts))
    pc.isPaused = false
    tell(pc, .begun)
  }

  /// The power goes.
  func crash(_ pc: OfficePC) {
    guard pc.isOn else { return }
    note(2, pc.index, 0) { "the power goes at \(pc.name)" }
    pc.isOn = false
    pc.engine = nil
    pc.ringSerial += 1
    pc.talk?.isOver = true
    pc.talk = nil
    pc.disk.losePower()
    agenda.plan(.boot(pc), at: now + Int64(disks.roll(1, 90)) * 1_000)
  }

  func ring(_ pc: OfficePC) {
    if lacks(.noWatchdog), pc.talk != nil { return }
    tell(pc, .rang)
  }

  func tell(_ pc: OfficePC, _ input: Input) {
    guard let effects = pc.engine?.step(input, at: pc.face.read(now)) else { return }
    for effect in effects where pc.isOn { carryOut(effect, pc) }
  }

  private func carryOut(_ effect: Effect, _ pc: OfficePC) {
    switch effect {
    case .exchange(let plan): begin(pc, plan)
    case .abandon:
      if lacks(.noWatchdog) { return }
      pc.talk?.isOver = true
      pc.talk = nil
      note(6, pc.index, 0) { "\(pc.name) breaks its call off" }
    case .arm(let uptime):
      pc.ringSerial += 1
      if lacks(.neverRetries), pc.engine?.exchange == nil, pc.exchanges > 6 { return }
      agenda.plan(.ring(pc, serial: pc.ringSerial), at: max(now, pc.face.bootedAt + uptime.milliseconds))
    case .disarm: pc.ringSerial += 1
    case .remember(let memory):
      if store(pc, { $0.memory = memory }) { judgeMarks(pc) }
    case .takeIdentity(let change):
      if lacks(.keepsItsName) { return }
      agenda.plan(.takeIdentity(pc, change, start: pc.starts), at: now + Int64(play.roll(1, 400)))
    case .takeLinkKey(let sealed):
      // Sealed with its own key in the real world; here nobody else looks.
      pc.linkKey = sealed
    case .takeCodes(let sealed): takeCodes(sealed, pc)
    case .tell(let notice): hear(notice, pc)
    }
  }

  private func hear(_ notice: LineNotice, _ pc: OfficePC) {
    if case .status = notice { return }
    if case .clockOffset(let ahead, let within) = notice {
      let reading = pc.face.read(now)
      pc.watch.hear(centre: reading.wall.advanced(by: ahead), at: reading.uptime, within: within)
      agenda.plan(.noteClock(pc, start: pc.starts), at: now)
    }
    note(3, pc.index, 0) { "\(pc.name) is told: \(notice)" }
  }

  /// A transaction of this PC's store; false when it was refused. A power cut ends the node.
  @discardableResult func store(_ pc: OfficePC, _ change: (inout OfficeFiles) -> Void) -> Bool {
    pc.writes += 1
    if !isCalm { pc.disk.next = fate(of: pc) }
    do {
      if lacks(.answersBeforeSync) {
        pc.disk.writeUnsynced(change)
        if pc.writes % 4 == 0 { pc.disk.sync() }
        return true
      }
      try pc.disk.write(change)
      return true
    } catch DiskFault.powerCut {
      crash(pc)
      return false
    } catch {
      note(4, pc.index, 0) { "\(pc.name)'s disk refuses: \(error)" }
      return false
    }
  }

  private func fate(of pc: OfficePC) -> Disk.Next {
    if has(.diskFull), disks.one(in: 25) { return .full }
    if has(.diskError), disks.one(in: 25) { return .failing }
    defer { pc.isFragile = false }
    if pc.isFragile, has(.pcCrash), disks.one(in: 3) { return .cutBefore }
    if has(.pcCrash), disks.one(in: 40) { return disks.one(in: 2) ? .cutBefore : .cutAfter }
    return .sound
  }

  /// Gives this node's events after the fork another name, in one transaction. docs/sync.md section 7.
  func takeIdentity(_ pc: OfficePC, _ change: Succession) {
    let renaming = Renaming(change)
    let before = pc.files
    let moved = before.copy.events.values.filter { renaming.id($0.id) != $0.id }.sorted { $0.id < $1.id }
    var restored = NodeRestored()
    (restored.before, restored.lastKept) = (Int(change.author), Int(change.after))
    let id = EventID(node: change.become, sequence: 1)
    // Just before what it names anew, and so after the last event both copies have: time does not run back in it.
    // Where there is none, by chance another than a clone's.
    let time =
      moved.first.map { HybridTime(bits: $0.entry.header.at.bits - 1) }
      ?? pc.pen?.lastTime.next(pc.face.read(now).wall, from: UInt16(starts.roll(0, 0x7FFF)))
    let first = Event(
      id: id, at: time ?? HybridTime(bits: 1), office: pc.office, subject: id, sort: .node,
      after: [], actor: .node, kind: FactKind.nodeRestored.rawValue,
      body: .kept(Event.encode(.nodeRestored(restored), salt: 0)))
    var entries = [Kept(entry: Entry(first), before: .zero, link: first.link(after: .zero, Secrets.digester))]
    for kept in moved {
      let entry = renamed(kept.entry, renaming)
      let link = entries[entries.count - 1].link
      entries.append(Kept(entry: entry, before: link, link: entry.link(after: link, Secrets.digester)))
    }
    _ = oracle.bear(entries[0].link, place: pc.place)
    for (old, new) in zip(moved, entries.dropFirst()) { oracle.rename(old.link, to: new.link) }
    let isKept = store(pc) { files in
      files.copy.remove(moved.map(\.id))
      for kept in entries { files.copy.add(kept) }
      files.earlier.append(files.node)
      files.node = change.become
      for (press, ids) in files.answers { files.answers[press] = ids.map(renaming.id) }
      files.memory.cursor = .again
      files.memory.spare = 0
    }
    guard isKept else {
      // Nobody may write under the old name any more: a node that cannot change its name starts again and asks.
      return crash(pc)
    }
    note(5, pc.index, Int(change.become)) {
      "\(pc.name) goes on as node \(change.become): from \(change.author)-\(change.after + 1) on, \(moved.count) events get new names"
    }
    judgeRenaming(entries, from: moved.map(\.id))
    pc.shown = [:]
    pc.isFragile = true
    pc.reload()
    pc.sharpen()
    tell(pc, .tookIdentity(change.become, have: pc.files.copy.marks.list))
  }

  private func renamed(_ entry: Entry, _ renaming: Renaming) -> Entry {
    if let event = entry.event, !lacks(.renamesHeadersOnly) { return Entry(renaming.event(event)) }
    var entry = entry
    entry.header.id = renaming.id(entry.header.id)
    entry.header.subject = renaming.id(entry.header.subject)
    entry.header.after = entry.header.after.map(renaming.id)
    if case .officer(let officer)? = Actor(number: entry.header.actor) {
      entry.header.actor = Actor.officer(OfficerID(renaming.id(officer.first))).number
    }
    return entry
  }
}
