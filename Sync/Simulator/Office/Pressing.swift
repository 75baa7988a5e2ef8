import Domain
import Engine
import Journal
import Wire

// What people at an office do: real commands, really decided, under one id until they are answered.
extension World {
  func openOffice(_ pc: OfficePC) {
    var profile = OfficeProfile()
    profile.code = pc.office
    profile.name = "BPS \(pc.office)"
    profile.zone = .wit
    profile.flow = [.number, .guestBook, .desk, .rating]
    profile.services = ["konsultasi", "perpustakaan"].enumerated().map { index, key in
      Service {
        ($0.key, $0.name) = (key, key)
        $0.series = Series(letter: index == 0 ? "A" : "B") ?? .blank
      }
    }
    profile.desks = (1...3).map { number in DeskPlan { ($0.number, $0.services) = (number, []) } }
    let day = [Opening(TimeOfDay(0, 0), TimeOfDay(24, 0))]
    let week: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday]
    profile.deskHours.week = week.map { DayHours($0, day) }
    profile.reservationHours = profile.deskHours
    profile.reservations.leadMinutes = 0
    press(pc, .node, .openOffice(OpenOffice { $0.profile = profile }))
    for login in ["ani", "budi"] {
      let officer = OfficerProfile {
        ($0.login, $0.name, $0.roles) = (login, login, [.head, .consultant, .frontOffice])
      }
      press(pc, .node, .addOfficer(AddOfficer { $0.profile = officer }))
    }
  }

  func press(_ pc: OfficePC, _ actor: Actor, _ command: Command) {
    presses += 1
    let press = Press(id: presses, actor: actor, command: command)
    carryOut(press, at: pc)
    if has(.doublePress), play.one(in: 4) { agenda.plan(.press(pc, press), at: now + Int64(play.roll(100, 60_000))) }
  }

  /// Until it is answered a terminal asks again, under the same id.
  func carryOut(_ press: Press, at pc: OfficePC) {
    guard pc.isOn else { return retry(press, pc) }
    if pc.files.answers[press.id] != nil { return }
    guard var pen = pc.pen else { return }
    let (time, today, isTrusted) = pc.readClock(now)
    if lacks(.clockRunsBack) { pen = backward(pen) }
    let setting = Setting(
      actor: press.actor, now: time, today: today, clockTrusted: isTrusted, next: pen.next,
      share: pc.seat == 0 || lacks(.sharesNoNumbers) ? nil : NumberShare(seat: pc.seat))
    let drafts: [Draft]
    do {
      drafts = try decide(press.command, setting, pc.hall)
    } catch {
      return note(10, pc.index, press.id) { "\(pc.name): \(press.command.kind.rawValue) refused, \(error.code)" }
    }
    enter(write(drafts, press.actor, at: time, &pen, pc), of: press, pen, at: pc)
    noteClock(pc)
  }

  private func write(_ drafts: [Draft], _ actor: Actor, at time: Moment, _ pen: inout Pen, _ pc: OfficePC) -> [Kept] {
    let copy = pc.files.copy
    var before = pen.lastLink
    let salt = secrets.next()
    pc.watch.note(pen.next, stamp: max(time.second, pen.lastTime.moment), uptime: pc.face.read(now).uptime)
    let written = pen.write(
      drafts, actor: actor, now: time, heads: { subject, _ in History.heads(copy.history(subject)) },
      erasures: { History.erasures(copy.history($0)) }, salt: { salt })
    return written.map { event, link in
      defer { before = link }
      return Kept(entry: Entry(event), before: before, link: link)
    }
  }

  /// What this PC has found out about its clock is said where it is not known yet.
  func noteClock(_ pc: OfficePC) {
    guard pc.isOn, let day = pc.hall.day, var pen = pc.pen else { return }
    let due = lacks(.keepsClockQuiet) ? [] : pc.watch.due(pc.hall.clocks)
    if !due.isEmpty {
      let time = pc.readClock(now).now
      let kept = write(due.map { Draft(.clockCompared($0), about: day.id, .day) }, .node, at: time, &pen, pc)
      let births = kept.map { oracle.bear($0.link, place: pc.place) }
      let isKept = store(pc) { files in for event in kept { files.copy.add(event) } }
      guard isKept else { return }
      note(13, pc.index, due.count) { "\(pc.name) says how far its clock is off: \(due.map(\.ahead)) seconds" }
      oracle.promised.formUnion(births)
      take(kept, pen, at: pc)
    }
    if pc.watch.knowsCentre { oracle.measured[Oracle.Run(pc: pc.index, start: pc.starts, day: day.day)] = now }
  }

  private func enter(_ kept: [Kept], of press: Press, _ pen: Pen, at pc: OfficePC) {
    guard !kept.isEmpty else { return }
    let births = kept.map { oracle.bear($0.link, place: pc.place) }
    let isKept = store(pc) { files in
      for event in kept { files.copy.add(event) }
      if !lacks(.forgetsPresses) { files.answers[press.id] = kept.map(\.id) }
    }
    // The power may have gone after the disk had it: it counts as done, and the press comes again.
    if isKept || pc.files.copy.events[kept[0].id]?.link == kept[0].link {
      oracle.effects[press.id, default: []].append(births)
    }
    guard isKept else { return retry(press, pc) }
    note(11, pc.index, press.id) {
      "\(pc.name): \(press.command.kind.rawValue), \(kept.map { $0.id.description }.joined(separator: " "))"
    }
    oracle.answered += 1
    oracle.promised.formUnion(births)
    for (event, birth) in zip(kept, births) where event.entry.header.kind == FactKind.visitOpened.rawValue {
      oracle.arrivals[birth] = Oracle.Came(at: now, pc: pc.index, start: pc.starts, seat: pc.seat)
    }
    take(kept, pen, at: pc)
  }

  /// What is on the disk is in the hall, and the engine hears of it.
  private func take(_ kept: [Kept], _ pen: Pen, at pc: OfficePC) {
    pc.pen = pen
    for event in kept {
      guard let event = event.entry.event else { continue }
      pc.hall.apply(event.happening, to: event.subject, of: event.sort, event.occurrence)
    }
    pc.refresh(Set(kept.map { $0.entry.header.subject }.filter { pc.files.copy.events[$0]?.entry.header.sort == 6 }))
    judgeAuthor(pc.files.copy, kept.map(\.id), "at \(pc.name)")
    if let last = kept.last?.id { tell(pc, .wrote(Mark(last.node, last.sequence))) }
  }

  private func retry(_ press: Press, _ pc: OfficePC) {
    agenda.plan(.press(pc, press), at: now + Int64(play.roll(2, 60)) * 1_000)
  }

  /// As if time were taken from the wall clock alone.
  private func backward(_ pen: Pen) -> Pen {
    Pen(
      office: pen.office, node: pen.node, lastSequence: pen.lastSequence, lastTime: HybridTime(bits: 0),
      lastLink: pen.lastLink, digester: Secrets.digester)
  }

  /// What a newer version of the program writes: a kind, a sort or an actor this one has no word for.
  func writeStrange(_ pc: OfficePC) {
    guard pc.isOn, let pen = pc.pen else { return }
    let visit = pc.hall.visits.keys.min()?.first
    var header = Header(
      office: pc.office, id: pen.next, at: pen.lastTime.next(pc.readClock(now).now), subject: pen.next,
      sort: SubjectKind.visit.rawValue, after: [], actor: Actor.visitor.number, kind: 200)
    switch play.roll(0, 3) {
    case 0:
      header.sort = 40
      header.kind = 201
    case 1: header.actor = 4 + 1 << 10
    case 2:
      header.sort = SubjectKind.guest.rawValue
      header.kind = FactKind.visitOpened.rawValue
    default:
      if let visit {
        header.subject = visit
        header.after = History.heads(pc.files.copy.history(visit))
      }
    }
    let entry = Entry(header: header, body: .kept(secrets.bytes(play.roll(0, 30))))
    let kept = Kept(entry: entry, before: pen.lastLink, link: entry.link(after: pen.lastLink, Secrets.digester))
    let birth = oracle.bear(kept.link, place: pc.place)
    guard store(pc, { $0.copy.add(kept) }) else { return }
    oracle.promised.insert(birth)
    note(12, pc.index, Int(header.kind)) { "\(pc.name), a newer version, writes \(kept.id) of kind \(header.kind)" }
    pc.sharpen()
    pc.refresh([header.subject])
    tell(pc, .wrote(Mark(kept.id.node, kept.id.sequence)))
  }
}
