// Guests, consent, erasure and complaints.
extension Decision {
  mutating func registerGuest(_ command: RegisterGuest) throws(Refusal) {
    _ = try profile()
    let profile = try command.profile.checked(thisYear: setting.today.civil.year)
    let visit = try command.visit.map { key throws(Refusal) in try self.visit(key) }
    // At the kiosk anybody may type any number: a visit that has a guest keeps them.
    if visit?.guest != nil, isSelfService { throw .alreadySigned }
    let guest = open(.guest, .guestRegistered(GuestProfiled(profile: profile)))
    if let version = command.consent {
      try check(consent: version)
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
    // Somebody whose name is gone may have left a telephone number or words with a longer period.
    guard
      !guest.isErased || guest.profile.without(asked) != guest.profile
        || (asked.contains(.words) && hall.hasWords(of: guest.id))
    else { throw .alreadyErased }
    let erased = WordsErased(classes: classes, reason: command.reason)
    if asked != [.words], !guest.isErased || guest.profile.without(asked) != guest.profile {
      add(.wordsErased(erased), to: guest.id.first, .guest)
      let kept = guest.profile.without(asked)
      if kept != GuestProfile() { add(.guestAmended(GuestProfiled(profile: kept)), to: guest.id.first, .guest) }
    }
    if asked.contains(.words) { eraseWords(of: guest, erased) }
  }

  /// The first time also where no words are known: some may still be on their way from a phone.
  private mutating func eraseWords(of guest: Guest, _ erased: WordsErased) {
    let all = !guest.isErased
    for visit in hall.visits(of: guest.id) where all || visit.hasWords { add(.wordsErased(erased), to: visit) }
    for complaint in hall.complaints(of: guest.id) where all || complaint.hasWords {
      add(.wordsErased(erased), to: complaint.id.first, .complaint)
    }
    for reservation in hall.reservations(of: guest.id) where all || !reservation.topic.isEmpty {
      add(.wordsErased(erased), to: reservation.id.first, .reservation)
    }
  }

  /// Only a wording that exists can have been agreed to.
  private func check(consent version: Int) throws(Refusal) {
    guard (1...Consent.current.version).contains(version) else {
      throw .outOfRange(.consent, "1–\(Consent.current.version)")
    }
  }

  /// Words that no guest stands behind: a visit or a complaint by somebody who was never registered.
  mutating func eraseWords(_ command: EraseWords) throws(Refusal) {
    let erased = WordsErased(classes: [.words], reason: command.reason)
    if let key = command.visit { add(.wordsErased(erased), to: try visit(key)) }
    if let id = command.complaint {
      guard hall.complaints[id] != nil else { throw .noSuchComplaint }
      add(.wordsErased(erased), to: id.first, .complaint)
    }
    guard command.visit != nil || command.complaint != nil else { throw .noSuchVisit }
  }

  mutating func giveConsent(_ command: GiveConsent) throws(Refusal) {
    let guest = try guest(command.guest)
    try check(consent: command.version)
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
    if let guest = command.guest {
      guard officer != nil else { throw .needsPin }
      _ = try self.guest(guest)
    }
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

/// Where a guest's words may stand, in the order of their ids. The node has brought all of it in.
extension Hall {
  public func visits(of guest: GuestID) -> [Visit] {
    visits.values.filter { $0.guest == guest }.sorted { $0.id < $1.id }
  }

  /// Also complaints of their visits that were filed before anybody knew whose visit it was.
  public func complaints(of guest: GuestID) -> [Complaint] {
    complaints.values.filter { complaint in
      complaint.guest == guest
        || (complaint.guest == nil && complaint.visit.map { visits[$0]?.guest == guest } ?? false)
    }.sorted { $0.id < $1.id }
  }

  /// Also reservations booked in nobody's name with which they came.
  public func reservations(of guest: GuestID) -> [Reservation] {
    reservations.values.filter { reservation in
      reservation.guest == guest
        || (reservation.guest == nil && reservation.visit.map { visits[$0]?.guest == guest } ?? false)
    }.sorted { $0.id < $1.id }
  }

  /// Whether any words of a guest are left to erase.
  public func hasWords(of guest: GuestID) -> Bool {
    visits(of: guest).contains(where: \.hasWords) || complaints(of: guest).contains(where: \.hasWords)
      || reservations(of: guest).contains { !$0.topic.isEmpty }
  }
}
