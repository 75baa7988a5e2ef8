import Canvas
import Desk
import Domain

/// One guest: what is known of them, whether they agreed to it, and their rights over it.
struct GuestPage: Sendable {
  var id: GuestID?
  var view = Sight<GuestView>.nothing
  /// The visit from which the page was opened.
  var from: VisitID?
  /// The correction that was sent last, as it was written.
  var sent: Asking?

  init(id: GuestID? = nil) { self.id = id }
  mutating func forget() { self = GuestPage() }

  var holdsConsent: Bool {
    guard let consent = view.value?.consent else { return false }
    return consent.withdrawnAt == nil
  }
}

extension FrontOffice {
  mutating func guestTook(_ key: Key) -> [Wish] {
    guard let view = guest.view.value else {
      if key.code == .escape { go(.guests) }
      return []
    }
    switch key.code {
    case .escape:
      if let visit = guest.from { open(visit) } else { go(.guests) }
    case .character("e"), .character("E"):
      if !view.erased { askAmend(view) }
    case .character("c"), .character("C"):
      guard !view.erased else { return [] }
      asking =
        guest.holdsConsent
        ? Asking(
          .withdraw, FrontWord.doWithdraw.both,
          .confirm(FrontWord.withdrawText.both, yes: FrontWord.withdrawYes.both, isYes: false))
        : Asking(
          .giveConsent, FrontWord.doConsent.both,
          .confirm(Consent.current.text, yes: FrontWord.consentYes.both, isYes: false))
    case .character("r"), .character("R"): if !view.erased { askBooking(for: view) }
    case .character("h"), .character("H"):
      if !view.erased {
        asking = Asking(
          .erase, FrontWord.doErase.both,
          .confirm(FrontWord.eraseText.both, yes: FrontWord.eraseYes.both, isYes: false))
      }
    default: break
    }
    return []
  }

  private static let personal = Question.allCases.filter(\.isPersonal)

  private mutating func askAmend(_ view: GuestView) {
    var answers = Answers()
    answers.fill(view.profile)
    asking = Asking(.amend, FrontWord.doAmend.both, .form(Form(Self.personal.map { answers[$0] }.map(Self.optional))))
  }

  /// "Lainnya" is asked for only where it was chosen; the check before sending sees to that.
  private static func optional(_ entry: Entry) -> Entry {
    var entry = entry
    entry.isRequired = entry.name == Question.name.rawValue
    return entry
  }

  mutating func guestAmended(_ form: Form) -> [Wish] {
    guard let view = guest.view.value else { return [] }
    var form = form
    var answers = Answers()
    answers.keep(form)
    let year = day?.day?.civil.year ?? 2100
    var isSound = true
    for question in Self.personal where answers.asks(question) && !answers.check(question, thisYear: year) {
      isSound = false
      form[question].fault = answers[question].fault
    }
    guard isSound else {
      form.moveToFault()
      asking?.body = .form(form)
      return []
    }
    asking = nil
    guard let changes = answers.changes(from: view.profile) else { return [] }
    return perform(
      .amendGuest(
        AmendGuest {
          $0.guest = view.guest
          $0.changes = changes
        }), view.guest, .didAmend)
  }

  mutating func guestConfirmed(_ matter: Asking.Matter) -> [Wish] {
    guard let id = guest.id else { return [] }
    switch matter {
    case .giveConsent: return perform(.giveConsent(GiveConsent { $0.guest = id }), id, .didConsent)
    case .withdraw: return perform(.withdrawConsent(WithdrawConsent { $0.guest = id }), id, .didWithdraw)
    default: return perform(.eraseGuest(EraseGuest { $0.guest = id }), id, .didErase)
    }
  }

  // MARK: Picture

  func drawGuest(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    if guest.view.drawAbsence(region, speech, on: &canvas) { return [] }
    guard let view = guest.view.value else { return [] }
    let parts = Layout.columns(region.inset(x: 1), [.fill(1), .fixed(region.width >= 110 ? 44 : 30)], gap: 2)
    canvas.text(view.erased ? speech(FrontWord.erased) : view.profile.name, parts[0].row(0), .title)
    var answers = Answers()
    answers.fill(view.profile)
    var y = 2
    func line(_ label: String, _ text: String) {
      let row = parts[0].row(y)
      let (head, rest) = row.split(left: 21)
      canvas.text(label, head, .faint)
      canvas.text(text.isEmpty ? "–" : text, rest, text.isEmpty ? .plain : Style.plain.bold)
      y += 1
    }
    if !view.erased {
      for question in Self.personal where question != .name && answers.asks(question) {
        line(speech(question.label), answers[question].shown(speech.language))
      }
      line(speech(FrontWord.consent), consent(view))
      line(speech(FrontWord.guestCode), view.code)
    }
    y += 1
    for (index, visit) in view.history.enumerated() {
      line(index == 0 ? speech(FrontWord.history) : "", past(visit))
    }
    if view.history.isEmpty { line(speech(FrontWord.history), "") }
    return view.erased ? [] : drawRights(parts[1], on: &canvas)
  }

  /// When, for what, and how it ended.
  private func past(_ line: HistoryLine) -> String {
    let speech = bearings.speech
    let service = bearings.profile?.service(line.service).map { speech($0.label) } ?? line.service
    return ["\(line.day)", service, line.outcome.map { speech($0.label) } ?? ""].filter { !$0.isEmpty }
      .joined(separator: " · ")
  }

  private func consent(_ view: GuestView) -> String {
    guard let consent = view.consent else { return bearings.speech(FrontWord.consentNone) }
    return bearings.speech(consent.withdrawnAt == nil ? FrontWord.consentGiven : .consentWithdrawn)
  }

  private func drawRights(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let rights: [(Unicode.Scalar, FrontWord)] = [
      ("e", .doAmend), ("r", .reserveFor), ("c", guest.holdsConsent ? .doWithdraw : .doConsent), ("h", .doErase),
    ]
    canvas.cursor = Point(region.x, region.y)
    return rights.enumerated().map { index, right in
      let place = Region(region.x, region.y + index * 2, region.width, 1)
      canvas.fill(place, .button)
      let letter = String(Character(right.0)).uppercased()
      canvas.text("\(letter)  \(speech(right.1))", place.inset(x: 1), Style.button.bold)
      return Target(place, .key(.character(right.0)))
    }
  }
}
