import Canvas
import Desk
import Domain

// What staff decide about appointments: a new one, approved, at another time. The office decides without the centre; what both
// have decided meanwhile is settled by the written rules and shown.
extension FrontOffice {
  // MARK: Asking

  /// For the guest whose page is open, or in nobody's name yet.
  mutating func askBooking(for guest: GuestView? = nil) {
    reservations.guest = guest?.guest
    let slot = Slot(day: reservations.day ?? day?.day ?? .blank, time: TimeOfDay(minute: 0))
    var entries: [Entry] = [
      .line("topic", FrontWord.topic.both, required: true, hint: FrontWord.topicHint.both, limit: Limits.line)
    ]
    entries += when(slot, hasTime: false) + [officerEntry(nil)]
    asking = Asking(.book, FrontWord.doReserve.both.filled(guest?.profile.name ?? ""), .form(Form(entries)))
  }

  mutating func askApproval() {
    guard let current = pinnedKnown() else { return }
    guard current.status == .submitted || !current.undecided.isEmpty else { return refuse(current) }
    let own = current.officer ?? gate.officer?.name
    let link = Entry.line("link", FrontWord.link.both, hint: FrontWord.linkHint.both, limit: Limits.line)
    asking = Asking(.approve, FrontWord.doApprove.both, .form(Form([officerEntry(own), link])))
  }

  mutating func askMove() {
    guard let current = pinnedKnown() else { return }
    guard [.submitted, .approved].contains(current.status) else { return refuse(current) }
    asking = Asking(
      .move, FrontWord.doMove.both, .form(Form(when(current.slot, hasTime: true) + [officerEntry(current.officer)])))
  }

  mutating func askCancellation() {
    guard let current = pinnedKnown() else { return }
    guard [.submitted, .approved].contains(current.status) else { return refuse(current) }
    asking = .choice(.cancelReservation, FrontWord.askReason.both, CancelReason.terms.map(\.label))
  }

  mutating func askAbsence() {
    guard let current = pinnedKnown() else { return }
    guard current.status == .approved else { return refuse(current) }
    if let from = absentFrom(current) {
      return bearings.say(FrontWord.absentEarly.both.filled(from.description), .warning)
    }
    asking = Asking(
      .markAbsent, FrontWord.doAbsent.both,
      .confirm(FrontWord.absentText.both, yes: FrontWord.didNotCome.both, isYes: false))
  }

  /// The line the question is about stays the line it is about, whatever the picture shows meanwhile.
  private mutating func pinned() -> ReservationLine? {
    reservations.selected = reservations.current?.reservation
    return reservations.current
  }

  /// The same, unless its booking is still to come: nobody changes here what is agreed there.
  private mutating func pinnedKnown() -> ReservationLine? {
    guard let line = pinned(), line.awaited else { return pinned() }
    bearings.say(FrontWord.awaited.both, .warning)
    return nil
  }

  private mutating func refuse(_ line: ReservationLine) { bearings.say(Refused(.reservationStatus(line.status))) }

  /// When somebody may be called absent, while that is still to come: the office grants everybody a while.
  private func absentFrom(_ line: ReservationLine) -> TimeOfDay? {
    guard let rules = bearings.profile?.reservations, let today = day?.day, line.slot.day >= today else { return nil }
    let from = line.slot.time.minute + rules.noShowMinutes
    guard line.slot.day == today, let now = TimeOfDay(word: day?.localTime ?? "") else {
      return TimeOfDay(minute: min(1_440, from))
    }
    return now.minute < from ? TimeOfDay(minute: min(1_440, from)) : nil
  }

  private func when(_ slot: Slot, hasTime: Bool) -> [Entry] {
    [
      .line("day", FrontWord.date.both, required: true, hint: FrontWord.dateHint.both, "\(slot.day)", limit: 12),
      .line(
        "time", FrontWord.time.both, required: true, hint: FrontWord.timeHint.both, hasTime ? "\(slot.time)" : "",
        limit: 5),
    ]
  }

  // MARK: Officers

  /// Those at work here who may be asked for.
  private var officersHere: [OfficerLine] { (reservations.officers?.officers ?? []).filter { !$0.left } }

  private func officerEntry(_ name: String?) -> Entry {
    .one(
      "officer", FrontWord.officer.both, hint: FrontWord.officerHint.both,
      officersHere.map { Bilingual($0.profile.name, $0.profile.name) },
      chosen: name.flatMap { name in officersHere.firstIndex { $0.profile.name == name } })
  }

  private func login(_ form: Form) -> String? {
    form["officer"].chosen.flatMap { officersHere.indices.contains($0) ? officersHere[$0].profile.login : nil }
  }

  // MARK: What was filled in

  mutating func reservationFilled(_ matter: Asking.Matter, _ form: Form) -> [Wish] {
    let officer = login(form)
    if matter == .approve {
      asking = nil
      guard let id = reservations.selected else { return [] }
      let link = form["link"].text
      return perform(
        .approveReservation(ApproveReservation { ($0.reservation, $0.officer, $0.link) = (id, officer, link) }), id,
        .didApprove)
    }
    guard let slot = slot(form) else { return [] }
    asking = nil
    if matter == .move {
      guard let id = reservations.selected else { return [] }
      reservations.slot = slot
      return perform(
        .moveReservation(MoveReservation { ($0.reservation, $0.slot, $0.officer) = (id, slot, officer) }), id, .didMove)
    }
    let (guest, topic) = (reservations.guest, form["topic"].text)
    reservations.slot = slot
    return perform(
      .bookReservation(
        BookReservation { ($0.slot, $0.topic, $0.guest, $0.officer) = (slot, topic, guest, officer) }), slot,
      .didReserve)
  }

  /// `nil` when date or time are none: the form says so.
  private mutating func slot(_ form: Form) -> Slot? {
    var form = form
    let day = DateText.day(form["day"].text)
    let text = form["time"].text
    let time = TimeOfDay(word: text.count == 4 ? "0" + text : text)
    if let day, let time { return Slot(day: day, time: time) }
    if day == nil { form["day"].fault = FrontWord.dateFault.both }
    if time == nil { form["time"].fault = FrontWord.timeFault.both }
    form.moveToFault()
    asking?.body = .form(form)
    return nil
  }

  /// What is new or at another time is shown where it stands now, to be approved at once if it may.
  mutating func booked(_ id: ReservationID, _ slot: Slot) {
    go(.reservations)
    reservations.showsUndecided = false
    reservations.day = slot.day == day?.day ? nil : slot.day
    reservations.lines = .nothing
    reservations.selected = id
  }
}
