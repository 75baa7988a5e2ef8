import Canvas
import Desk
import Domain

// What the front office asks of the node, and what becomes of it.
extension FrontOffice {
  /// One press, one command; the sentence is said once it is done. The name holds the subject, so that two visits never share one.
  mutating func perform(_ command: Command, _ subject: some CustomStringConvertible, _ success: FrontWord) -> [Wish] {
    let errand = Errand("front.\(command.kind.rawValue) \(subject)")
    let wishes = bearings.ask(errand) { .perform(command, $0) }
    if !wishes.isEmpty { promised[errand] = success.both }
    return wishes
  }

  /// `nil` when the answer is for somebody else on this terminal.
  mutating func answered(_ errand: Errand, _ input: Input, at now: Duration) -> [Wish]? {
    guard let success = promised.removeValue(forKey: errand) else { return nil }
    var text = success
    if case .answered(_, let answer) = input {
      let label = answer.number?.description ?? answer.visit?.description ?? ""
      let gap = answer.locker.map { String($0) } ?? answer.code ?? label
      text = success.filled(gap, label)
      if let notice = answer.notices.first(where: { $0 != .consentMissing }) {
        bearings.say(notice.label, .warning)
        return []
      }
      if errand.name.hasPrefix("front.\(CommandKind.cancelVisit.rawValue) "), let said = cancelled(answer) {
        bearings.say(said.text.filled(gap, label), said.isFreed ? .good : .warning)
        return []
      }
      if errand.name.hasPrefix("front.issueTicket") || errand.name.hasPrefix("front.registerVisit")
        || errand.name.hasPrefix("front.checkIn"), let id = answer.visit
      {
        open(id)
      }
      let isSlotNew = ["front.bookReservation", "front.moveReservation"].contains { errand.name.hasPrefix($0) }
      if isSlotNew, let id = answer.reservation, let slot = reservations.slot { booked(id, slot) }
    }
    bearings.say(text, .good)
    return []
  }

  /// What has become of the reservation with which the visitor of a cancelled visit came; `nil` where there is none.
  private func cancelled(_ answer: Answer) -> (text: Bilingual, isFreed: Bool)? {
    guard let view = visit.view.value, view.visit == answer.visit, let id = view.reservation else { return nil }
    let isFreed = answer.reservation == id
    return ((isFreed ? FrontWord.didCancelFreed : .didCancelKept).both, isFreed)
  }

  mutating func refused(_ errand: Errand, _ refused: Refused, at now: Duration) -> [Wish]? {
    if errand == codeErrand {
      bearings.say(refused)
      return []
    }
    if errand == guests.errand {
      guests.refuse(refused)
      return []
    }
    guard promised.removeValue(forKey: errand) != nil else { return nil }
    // A form that was refused comes back as it was written.
    if let kept = kept(errand) { asking = kept }
    bearings.say(refused)
    return []
  }

  private func kept(_ errand: Errand) -> Asking? {
    let kind = errand.name.dropFirst("front.".count).prefix { $0 != " " }
    switch CommandKind(rawValue: String(kind)) {
    case .issueTicket, .registerVisit: return queue.sent
    case .fileComplaint where errand.name.hasSuffix(" " + Self.newComplaint): return complaints.sent
    case .fileComplaint, .giveLocker: return visit.sent
    case .amendGuest: return guest.sent
    case .answerComplaint: return complaints.sent
    case .bookReservation, .approveReservation, .moveReservation: return reservations.sent
    default: return nil
    }
  }

  /// An answered question becomes a command.
  mutating func asked(_ outcome: Asking.Outcome?) -> [Wish] {
    guard let asking, let outcome else { return [] }
    switch outcome {
    case .open: return []
    case .cancelled:
      self.asking = nil
      return []
    case .chosen(let index):
      self.asking = nil
      return chosen(asking.matter, index)
    case .confirmed:
      self.asking = nil
      return confirmed(asking.matter)
    case .filled(var form):
      guard form.checkRequired(FormWord.missing.both) else {
        form.moveToFault()
        self.asking?.body = .form(form)
        return []
      }
      return filled(asking, form)
    }
  }

  private mutating func chosen(_ matter: Asking.Matter, _ index: Int) -> [Wish] {
    switch matter {
    case .stage, .service: queueFiltered(matter, index)
    case .call, .transfer, .cancelVisit, .identity, .returnLocker: return visitChosen(matter, index)
    case .checkIn, .cancelReservation, .decide: return reservationChosen(matter, index)
    default: break
    }
    return []
  }

  private mutating func confirmed(_ matter: Asking.Matter) -> [Wish] {
    switch matter {
    case .markAbsent: return reservationAbsent()
    case .giveConsent, .withdraw, .erase: return guestConfirmed(matter)
    case .closeComplaint: return complaintClosed()
    default: return []
    }
  }

  private mutating func filled(_ asking: Asking, _ form: Form) -> [Wish] {
    var kept = asking
    kept.body = .form(form)
    switch asking.matter {
    case .arrival:
      queue.sent = kept
      return arrived(form)
    case .complaint, .locker:
      visit.sent = kept
      return visitFilled(asking.matter, form)
    case .amend:
      guest.sent = kept
      return guestAmended(form)
    case .book, .approve, .move:
      reservations.sent = kept
      return reservationFilled(asking.matter, form)
    case .newComplaint:
      complaints.sent = kept
      return complaintFiled(form)
    case .answerComplaint:
      complaints.sent = kept
      return complaintAnswered(form)
    default: return []
    }
  }
}
