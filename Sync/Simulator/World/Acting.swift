import Domain
import Engine
import Journal
import Wire

// One step of a world: somebody does something, or something goes wrong.
extension World {
  func act() {
    steps += 1
    guard steps <= script.steps else { return calmDown() }
    let pc = play.pick(pcs)
    switch play.roll(0, 99) {
    case 0...59: if pc.isOn, let (actor, command) = anyPress(pc) { press(pc, actor, command) }
    case 60...69: centreActs(pc.place)
    case 70...72: tell(pc, .asked)
    case 73...76: look(pc)
    default: trouble(pc)
    }
    comeWithPaper()
    let isBusy = play.percent(70)
    agenda.plan(.act, at: now + Int64(isBusy ? play.roll(100, 4_000) : play.roll(5_000, 240_000)))
  }

  private func trouble(_ pc: OfficePC) {
    guard !script.troubles.isEmpty else { return }
    let kinds = Trouble.allCases.filter(has)
    switch play.pick(kinds) {
    case .pcCrash: crash(pc)
    case .silence: silence(pc)
    case .restoredDisk: restoreDisk(pc)
    case .clonedDisk: cloneDisk(pc)
    case .clockJumps: jump(pc)
    case .centreCrash:
      note(60, 0, 0) { "the centre crashes" }
      centre.crash()
      agenda.plan(.centreUp, at: now + Int64(hq.roll(1, 120)) * 1_000)
    case .restoredCentre: restoreCentre()
    case .revocation: revoke(pc)
    case .newerVersion: writeStrange(pc)
    case .stick: carry(pc)
    case .newPC: if pcs.count(where: { $0.place == pc.place }) < 4 { addPC(pc.place, isFirst: false) }
    case .stolenCode:
      let codes = centre.tables.codes.keys.sorted()
      if !codes.isEmpty { _ = redeem(hq.pick(codes), secrets.bytes(32), hq.roll(0, script.offices - 1)) }
    case .replays: replay()
    case .renewedCodes: renewCodes(pc.place)
    case .pause:
      pc.isPaused.toggle()
      tell(pc, .paused(pc.isPaused))
    default: break
    }
  }

  private func silence(_ pc: OfficePC) {
    let hours = line.one(in: 4) ? line.roll(24, 60) : line.roll(0, 6)
    pc.darkUntil = now + Int64(hours) * 3_600_000 + Int64(line.roll(60, 3_600)) * 1_000
    note(61, pc.index, hours) { "the line of \(pc.name) is dark for \(hours) hours" }
    // Some machines know that they have no network; most only notice that nothing works.
    guard line.one(in: 2) || hours > 5 else { return }
    tell(pc, .lineChanged(isUp: false))
    agenda.plan(.lineBack(pc), at: pc.darkUntil)
  }

  private func jump(_ pc: OfficePC) {
    let years = clocks.one(in: 2) ? clocks.roll(-10, 10) : 0
    pc.face.offset += Int64(years) * 31_557_600_000 + Int64(clocks.roll(-86_400, 86_400)) * 1_000
    note(62, pc.index, years) { "the clock of \(pc.name) jumps by about \(years) years" }
  }

  private func restoreDisk(_ pc: OfficePC) {
    guard let backup = pc.backup, pc.isOn, pc.seat != 0 else {
      pc.backup = pc.seat == 0 ? nil : pc.files
      return note(63, pc.index, 0) { "\(pc.name)'s disk is copied" }
    }
    crash(pc)
    pc.disk.replace(backup)
    pc.mustHearOfCodes = true
    share(backup, pc.place)
    pc.backup = nil
    pc.stick = nil
    pc.shown = [:]
    // Presses the older disk knows nothing of may be done again.
    for press in oracle.effects.keys where backup.answers[press] == nil { oracle.effects[press] = [] }
    note(64, pc.index, 0) { "\(pc.name)'s disk is set back to an older copy" }
    countLosses()
  }

  private func cloneDisk(_ pc: OfficePC) {
    guard pc.seat != 0, pcs.count < 5 else { return }
    let clone = OfficePC(index: pcs.count, place: pc.place, key: pc.key, node: pc.files.node)
    (clone.seat, clone.linkKey, clone.folding) = (pc.seat, pc.linkKey, pc.folding)
    clone.disk.replace(pc.files)
    share(pc.files, pc.place)
    pcs.append(clone)
    note(65, pc.index, clone.index) { "the disk of \(pc.name) is cloned: \(clone.name)" }
    boot(clone)
  }

  /// What two disks hold and the centre does not: each may bring it under a name of its own.
  private func share(_ files: OfficeFiles, _ place: Int) {
    let known = centre.tables.offices[place].copy
    for kept in files.copy.events.values where known.events[kept.id]?.link != kept.link {
      if let birth = oracle.births[kept.link] { oracle.shared.insert(birth) }
    }
  }

  private func restoreCentre() {
    guard let backup = centre.backup else {
      centre.backup = centre.tables
      return note(66, 0, 0) { "the centre is backed up" }
    }
    centre.crash()
    centre.tables = backup
    // A key nobody was given before it was forgotten is gone, and what was printed under it.
    printed.removeAll { paper in
      !(backup.offices[paper.place].codes.names + pcs.flatMap(\.files.codes.names.names)).contains(paper.key)
    }
    // One that only a PC still holds comes to the centre again with that PC's next call, be it days later. Until then nobody
    // can give it to a PC that is enrolled meanwhile; at the end every PC must hold it.
    for index in printed.indices
    where !backup.offices[printed[index].place].codes.names.contains(printed[index].key) {
      printed[index].nextSeat = .max
    }
    centre.backup = nil
    agenda.plan(.centreUp, at: now + Int64(hq.roll(1, 60)) * 1_000)
    for pc in pcs {
      pc.hasHeard = false
      pc.shown = [:]
      // What was under way is over: nobody answers for what is forgotten. A stick stays what it is.
      if let talk = pc.talk { end(talk, .cut(hasSent: true)) }
      if pc.seat != 0, centre.tables.seats[pc.seat] == nil { seatAgain(pc) }
      // Enrolled again since the backup: the key it has now is one the centre has never heard of.
      if pc.seat != 0, hq.one(in: 3) { pc.linkKey = secrets.bytes(32) }
    }
    note(67, 0, 0) { "the centre is restored from its backup" }
    // Whoever restores it gives it another name to write under; that it has forgotten it must find by itself.
    renewAuthors()
    countLosses()
    // People at the centre do not wait until it has found out.
    for place in centre.tables.offices.indices where hq.one(in: 2) {
      for step in 1...hq.roll(1, 4) { agenda.plan(.centreActs(place), at: now + 61_000 + Int64(step) * 900) }
    }
  }

  /// A seat the backup knows nothing of: people at both ends enrol it again, under the same number.
  private func seatAgain(_ pc: OfficePC) {
    centre.tables.seats[pc.seat] = Centre.Seat(place: pc.place, key: pc.key, linkKey: pc.linkKey)
    centre.tables.nextSeat = max(centre.tables.nextSeat, pc.seat + 1)
    let codes = codesAtEnrolment(pc)
    if pc.isOn { takeCodes(codes.bytes, pc) }
  }

  private func revoke(_ pc: OfficePC) {
    guard pc.seat != 0 else { return }
    centre.write { $0.seats[pc.seat]?.isRevoked.toggle() }
    pc.mustHearOfCodes = true
    note(68, pc.index, pc.seat) {
      "seat \(pc.seat) is \(centre.tables.seats[pc.seat]?.isRevoked == true ? "revoked" : "reinstated")"
    }
  }

  /// An old request arrives again, from wherever it was kept.
  private func replay() {
    guard let old = recorded.isEmpty ? nil : line.pick(recorded), centre.isUp,
      let pc = pcs.first(where: { $0.seat == old.seat })
    else { return }
    let wasSeen = centre.tables.seats[old.seat].map { $0.counter >= old.counter } ?? false
    let session = Session(pc, nil)
    let before = centre.tables.offices.map(\.copy.events.count)
    note(69, pc.index, old.counter) { "call \(old.counter) of \(pc.name) arrives again" }
    guard receive(old.bytes, session), wasSeen else { return }
    if before != centre.tables.offices.map(\.copy.events.count) || session.reception?.standing == .welcome {
      fail("an old call changes nothing and is told nothing", "call \(old.counter) of \(pc.name)")
    }
  }

  /// What only a disk that is gone had is lost: nobody can be asked for it.
  private func countLosses() {
    var found: Set<Int> = []
    for pc in pcs { found.formUnion(oracle.births(in: pc.files.copy)) }
    for office in centre.tables.offices { found.formUnion(oracle.births(in: office.copy)) }
    oracle.lost.formUnion(Set(0..<oracle.bornCount).subtracting(found))
  }

  /// Faults off: from here on everything must come together by itself.
  private func calmDown() {
    isCalm = true
    calmAt = now
    note(70, 0, 0) { "from here on nothing goes wrong" }
    agenda.plan(.centreUp, at: now)
    for pc in pcs {
      pc.darkUntil = min(pc.darkUntil, now)
      if !pc.isOn, pc.seat != 0 { agenda.plan(.boot(pc), at: now + 1_000) }
      if pc.seat != 0 { centre.write { $0.seats[pc.seat]?.isRevoked = false } }
      guard pc.isOn else { continue }
      if pc.isPaused { tell(pc, .paused(false)) }
      pc.isPaused = false
      tell(pc, .lineChanged(isUp: true))
    }
    for seconds in 1...600 { agenda.plan(.tick, at: now + Int64(seconds) * 60_000) }
  }
}
