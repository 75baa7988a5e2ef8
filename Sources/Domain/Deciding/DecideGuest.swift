// Guests, consent, erasure and complaints.
extension Decision {
  mutating func registerGuest(_ command: RegisterGuest) throws(Refusal) {
    _ = try profile()
    let profile = try command.profile.checked(thisYear: setting.today.civil.year)
    let visit = try command.visit.map { key throws(Refusal) in try self.visit(key) }
    // At the kiosk anybody may type any number: a visit that has a guest keeps them.
    if visit?.guest != nil, officer == nil { throw .needsPin }
    let guest = open(.guest, .guestRegistered(GuestProfiled(profile: profile)))
    if let version = command.consent {
      add(.consentGiven(ConsentGiven(version: version, channel: command.channel)), to: guest, .guest)
    }
    if let visit { add(.guestLinked(GuestLinked(guest: GuestID(guest))), to: visit) }
  }

  func guest(_ id: GuestID) throws(Refusal) -> Guest {
    guard let guest = hall.guests[id] else { throw .noSuchGuest }
    guard !guest.isErased else { throw .alreadyErased }
    return guest
  }

  mutating func amendGuest(_ command: AmendGuest) throws(Refusal) {
    let guest = try guest(command.guest)
    let changed = command.changes.applied(to: guest.profile)
    let profile = try changed.checked(thisYear: setting.today.civil.year)
    add(.guestAmended(GuestProfiled(profile: profile)), to: guest.id.first, .guest)
  }

  /// The guest, the words of their visits and of their complaints. The node has brought in all of these. A profile that
  /// is erased already does not keep the words from being erased later.
  mutating func eraseGuest(_ command: EraseGuest) throws(Refusal) {
    guard let guest = hall.guests[command.guest] else { throw .noSuchGuest }
    let classes = command.classes.isEmpty ? FieldClass.allCases : command.classes
    let asked = Set(classes)
    let erased = WordsErased(classes: classes, reason: command.reason)
    if !guest.isErased, asked != [.words] {
      add(.wordsErased(erased), to: guest.id.first, .guest)
      let kept = guest.profile.without(asked)
      if kept != GuestProfile() { add(.guestAmended(GuestProfiled(profile: kept)), to: guest.id.first, .guest) }
    }
    if asked.contains(.words) { eraseWords(of: guest, erased) }
    if drafts.isEmpty, guest.isErased { throw .alreadyErased }
  }

  /// The first time also where no words are known: some may still be on their way from a phone.
  private mutating func eraseWords(of guest: Guest, _ erased: WordsErased) {
    let all = !guest.isErased
    let visits = hall.visits.values.filter { $0.guest == guest.id && (all || $0.hasWords) }
    for visit in visits.sorted(by: { $0.id < $1.id }) { add(.wordsErased(erased), to: visit) }
    let complaints = hall.complaints.values.filter { $0.guest == guest.id && (all || $0.hasWords) }
    for id in complaints.map(\.id).sorted() { add(.wordsErased(erased), to: id.first, .complaint) }
    let reservations = hall.reservations.values.filter { $0.guest == guest.id && (all || !$0.topic.isEmpty) }
    for id in reservations.map(\.id).sorted() { add(.wordsErased(erased), to: id.first, .reservation) }
  }

  mutating func giveConsent(_ command: GiveConsent) throws(Refusal) {
    let guest = try guest(command.guest)
    add(.consentGiven(ConsentGiven(version: command.version, channel: command.channel)), to: guest.id.first, .guest)
  }

  mutating func withdrawConsent(_ command: WithdrawConsent) throws(Refusal) {
    let guest = try guest(command.guest)
    guard let consent = guest.consent, consent.withdrawnAt == nil else { throw .noConsentToWithdraw }
    add(.consentWithdrawn(ConsentWithdrawn()), to: guest.id.first, .guest)
  }

  mutating func fileComplaint(_ command: FileComplaint) throws(Refusal) {
    _ = try profile()
    let words = try Words.required(command.words, .complaint, limit: Limits.note, lines: .many)
    let visit = try command.visit.map { key throws(Refusal) in try self.visit(key) }
    if let guest = command.guest { _ = try self.guest(guest) }
    let complaint = open(
      .complaint,
      .complaintFiled(
        ComplaintFiled(channel: command.channel, visit: visit?.id, guest: command.guest ?? visit?.guest)))
    add(.complaintWorded(ComplaintWorded(words: words)), to: complaint, .complaint)
  }

  private func complaint(_ id: ComplaintID) throws(Refusal) -> Complaint {
    guard let complaint = hall.complaints[id] else { throw .noSuchComplaint }
    guard complaint.status != .closed else { throw .complaintIsClosed }
    return complaint
  }

  mutating func answerComplaint(_ command: AnswerComplaint) throws(Refusal) {
    let complaint = try complaint(command.complaint)
    let answer = try Words.required(command.answer, .answer, limit: Limits.note, lines: .many)
    add(.complaintAnswered(ComplaintAnswered(answer: answer)), to: complaint.id.first, .complaint)
  }

  mutating func closeComplaint(_ command: CloseComplaint) throws(Refusal) {
    add(.complaintClosed(ComplaintClosed()), to: try complaint(command.complaint).id.first, .complaint)
  }
}
