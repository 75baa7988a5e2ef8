// What a visit gathers: guest, guest book, needs, notes, rating.
extension Decision {
  /// Nobody stands behind the press but a visitor at the kiosk or with a phone.
  var isSelfService: Bool { setting.actor == .visitor || setting.actor == .phone }

  /// What a visitor adds to goes on today: anybody may type any number at the kiosk, so the past is closed to them.
  /// The guest book is about the guest, not the service: whoever was served may still complete it.
  private func visitAtHand(_ key: VisitKey, alsoServed: Bool = false) throws(Refusal) -> Visit {
    let visit = try visit(key)
    guard isSelfService else { return visit }
    guard hall.isCurrent(visit) else { throw .noSuchVisit }
    guard visit.stage.isOpen || alsoServed && visit.stage == .finished else {
      throw .wrongStage(label: visit.label, visit.stage, desk: nil)
    }
    return visit
  }

  mutating func linkGuest(_ command: LinkGuest) throws(Refusal) {
    let visit = try visitAtHand(command.visit, alsoServed: true)
    if isSelfService, visit.guest != nil { throw .alreadySigned }
    _ = try guest(command.guest)
    add(.guestLinked(GuestLinked(guest: command.guest)), to: visit)
  }

  mutating func signGuestBook(_ command: SignGuestBook) throws(Refusal) {
    let profile = try profile()
    let visit = try visitAtHand(command.visit, alsoServed: true)
    if isSelfService, visit.entry != nil { throw .alreadySigned }
    guard command.services.count <= Limits.choicesPerList, command.means.count <= Limits.choicesPerList else {
      throw .tooMany(.other, limit: Limits.choicesPerList)
    }
    var entry = GuestBookEntry()
    entry.purpose = command.purpose
    let service = profile.service(visit.service).map { [$0.kind] } ?? []
    entry.services = command.services.isEmpty ? service : command.services
    entry.means = command.means.isEmpty ? [.visit] : command.means
    if let id = visit.guest, let guest = hall.guests[id]?.profile {
      entry.gender = guest.gender
      entry.ageBand = guest.birthYear.map { AgeBand(birthYear: $0, in: visit.day.civil.year) }
      entry.education = guest.education
      entry.occupation = guest.occupation
      entry.institutionKind = guest.institutionKind
    }
    var words = GuestBookWords()
    words.purposeOther = try Words.other(command.purposeOther, asked: command.purpose == .other)
    words.meansOther = try Words.other(command.meansOther, asked: command.means.contains(.other))
    add(.guestBookSigned(GuestBookSigned(entry: entry)), to: visit)
    if words != visit.entryWords ?? GuestBookWords() { add(.guestBookWorded(GuestBookWorded(words: words)), to: visit) }
  }

  mutating func showIdentity(_ command: ShowIdentity) throws(Refusal) {
    add(.identityShown(IdentityShown(kind: command.kind)), to: try visit(command.visit))
  }

  mutating func giveLocker(_ command: GiveLocker) throws(Refusal) {
    let profile = try profile()
    let visit = try visitAtHand(command.visit)
    if isSelfService, visit.locker != nil { throw .alreadyHasLocker }
    let locker: Int
    if command.locker == 0 {
      // Whoever holds one keeps it; asking twice takes no second.
      guard let free = visit.locker ?? hall.freeLockers(of: profile.lockers).first else { throw .noLockerFree }
      locker = free
    } else {
      let last = isSelfService ? profile.lockers : Limits.lockerMax
      guard last > 0 else { throw .noLockerFree }
      guard (1...last).contains(command.locker) else { throw .outOfRange(.locker, "1–\(last)") }
      locker = command.locker
    }
    if let holder = hall.holder(ofLocker: locker), holder != visit.id { throw .lockerInUse }
    add(.lockerGiven(LockerGiven(locker: locker)), to: visit)
  }

  mutating func returnLocker(_ command: ReturnLocker) throws(Refusal) {
    let visit = try visit(command.visit)
    guard visit.locker != nil else { throw .noLocker }
    add(.lockerReturned(LockerReturned()), to: visit)
  }

  mutating func recordNeed(_ command: RecordNeed) throws(Refusal) {
    let visit = try visit(command.visit)
    guard visit.needs.count < Limits.dataNeedsPerVisit else {
      throw .tooMany(.dataDetail, limit: Limits.dataNeedsPerVisit)
    }
    add(.dataNeeded(DataNeeded(need: try command.need.checked())), to: visit)
  }

  mutating func takeNote(_ command: TakeNote) throws(Refusal) {
    let visit = try visit(command.visit)
    guard visit.notes.count < Limits.notesPerVisit else { throw .tooMany(.note, limit: Limits.notesPerVisit) }
    var note = ConsultationNote()
    note.question = try Words.checked(command.note.question, .question, limit: Limits.note, lines: .many)
    note.answer = try Words.checked(command.note.answer, .answer, limit: Limits.note, lines: .many)
    guard note != ConsultationNote() else { throw .missing(.note) }
    add(.noteTaken(NoteTaken(note: note)), to: visit)
  }

  mutating func linkOnline(_ command: LinkOnline) throws(Refusal) {
    let visit = try visit(command.visit)
    guard visit.onlineLinks.count < Limits.linksPerVisit else { throw .tooMany(.link, limit: Limits.linksPerVisit) }
    let reference = try Words.required(command.reference, .link, limit: Limits.line)
    add(.onlineLinked(OnlineLinked(reference: reference)), to: visit)
  }

  mutating func rate(_ command: Rate) throws(Refusal) {
    let visit = try visit(command.visit)
    guard officer == nil else { throw .visitorsRate }
    guard visit.stage == .finished else { throw .notFinished }
    guard !visit.ratings.contains(where: { $0.instrument == command.instrument }) else { throw .alreadyRated }
    let rating = try Rating.checked(command.instrument, command.scores)
    let comment = try Words.checked(command.comment, .comment, limit: Limits.note, lines: .many)
    add(.visitRated(VisitRated(rating: rating)), to: visit)
    if !comment.isEmpty { add(.commentLeft(CommentLeft(comment: comment)), to: visit) }
  }
}
