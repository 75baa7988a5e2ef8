import Canvas
import Desk
import Domain

/// One visit in full, and everything the front office does for it.
struct VisitPage: Sendable {
  var id: VisitID?
  private(set) var view = Sight<VisitView>.nothing
  /// Uptime until which the last step can be taken back.
  private(set) var undoEnds = Duration.zero
  /// The question that was sent last, as it was written: a refusal brings it back.
  var sent: Asking?

  init(id: VisitID? = nil) { self.id = id }

  var key: VisitKey { .id(id ?? .blank) }
  mutating func forget() { self = VisitPage() }

  mutating func learn(_ view: Sight<VisitView>, at now: Duration) {
    self.view = view
    undoEnds = now + .seconds(view.value?.undoSeconds ?? 0)
  }

  /// When the page changes by itself.
  func deadline(at now: Duration) -> Duration? { undoEnds > now ? undoEnds : nil }

  /// An action with the letter that starts it.
  enum Action: String, CaseIterable {
    case book, guest, person, identity, locker, call, transfer, requeue, complaint, paper, undo, cancel

    var letter: Unicode.Scalar {
      switch self {
      case .book: "b"
      case .guest: "g"
      case .person: "d"
      case .identity: "i"
      case .locker: "k"
      case .call: "m"
      case .transfer: "t"
      case .requeue: "r"
      case .complaint: "a"
      case .paper: "p"
      case .undo: "u"
      case .cancel: "x"
      }
    }
  }

  /// What makes sense as the visit stands.
  func actions(_ profile: OfficeProfile, at now: Duration) -> [Action] {
    guard let view = view.value else { return [] }
    return Action.allCases.filter { action in
      switch action {
      case .book, .complaint: true
      case .guest: view.guest == nil
      case .person: view.guest != nil
      case .identity: profile.asksIdentity
      case .locker: view.locker != nil || (profile.lockers > 0 && view.stage.isOpen && view.current)
      case .call: view.moves.contains(.call)
      case .transfer: view.moves.contains(.transfer) && profile.services.count > 1
      case .requeue: view.moves.contains(.requeue)
      case .paper: view.number != nil && view.current
      case .undo: undoEnds > now
      case .cancel: view.moves.contains(.cancel)
      }
    }
  }

  func word(_ action: Action) -> FrontWord {
    switch action {
    case .book: view.value?.entry == nil ? .doBook : .doBookAgain
    case .guest: .doLink
    case .person: .doPerson
    case .identity: .doIdentity
    case .locker: view.value?.locker == nil ? .doLocker : .doLockerBack
    case .call: .doCall
    case .transfer: .doTransfer
    case .requeue: .doRequeue
    case .complaint: .doComplaint
    case .paper: .doPaper
    case .undo: .doUndo
    case .cancel: .doCancel
    }
  }
}

extension FrontOffice {
  mutating func visitTook(_ key: Key) -> [Wish] {
    guard let profile = bearings.profile else { return [] }
    switch key.code {
    case .escape: go(.queue)
    case .character(let scalar):
      let letter = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
      if let action = visit.actions(profile, at: bearings.now).first(where: { $0.letter == letter }) {
        return act(action, profile)
      }
    default: break
    }
    return []
  }

  private mutating func act(_ action: VisitPage.Action, _ profile: OfficeProfile) -> [Wish] {
    guard let view = visit.view.value else { return [] }
    let key = visit.key
    switch action {
    case .book: book = GuestBook(visit: key, manner: .staff, profile: profile, known: view, today: day?.day)
    case .guest:
      let id = visit.id
      before = .visit
      page = .guests
      guests.begin(linking: id)
    case .person:
      if let id = view.guest?.guest {
        let from = visit.id
        open(id)
        guest.from = from
      }
    case .identity: asking = .choice(.identity, FrontWord.askIdentity.both, IdentityKind.terms.map(\.label))
    case .locker:
      asking =
        view.locker == nil
        ? Asking(.locker, FrontWord.askLocker.both, .form(Form([Self.lockerEntry])))
        : .choice(
          .returnLocker, FrontWord.lockerBackText.both.filled(String(view.locker ?? 0)),
          [FrontWord.notReturned.both, FrontWord.returned.both, FrontWord.writeOff.both], selected: 1)
    case .call: asking = .choice(.call, FrontWord.askDesk.both, profile.desks.map(Self.label))
    case .transfer: asking = .choice(.transfer, FrontWord.askService.both, profile.services.map(\.label))
    case .requeue: return perform(.requeue(Requeue { $0.visit = key }), key.word, .didRequeue)
    case .complaint: asking = Asking(.complaint, FrontWord.doComplaint.both, .form(Form([Self.complaintEntry])))
    case .paper:
      let errand = Errand("front.print \(key.word)")
      let wishes = bearings.ask(errand) { .print(key, $0) }
      if !wishes.isEmpty { promised[errand] = FrontWord.didPrint.both }
      return wishes
    case .undo: return perform(.undo(Undo { $0.visit = key }), key.word, .didUndo)
    case .cancel: asking = .choice(.cancelVisit, FrontWord.askReason.both, Self.reasons.map(\.label))
    }
    return []
  }

  static func label(_ desk: DeskPlan) -> Bilingual {
    let text = "\(desk.number) · \(desk.name)"
    return Bilingual(text, text)
  }

  private static let reasons: [CloseReason] = [.visitorLeft, .duplicate, .mistake, .didNotCome]
  private static var lockerEntry: Entry {
    .line("locker", FrontWord.lockerNumber.both, hint: FrontWord.lockerHint.both, limit: 3)
  }
  static var complaintEntry: Entry {
    .note(
      "words", FrontWord.complaintWords.both, required: true, hint: FrontWord.complaintHint.both, limit: Limits.note)
  }

  mutating func visitChosen(_ matter: Asking.Matter, _ index: Int) -> [Wish] {
    guard let profile = bearings.profile else { return [] }
    let key = visit.key
    switch matter {
    case .returnLocker: return lockerAnswered(index)
    case .call:
      return perform(
        .callVisit(
          CallVisit {
            $0.visit = key
            $0.desk = profile.desks[index].number
          }), key.word, .didCall)
    case .transfer:
      return perform(
        .transfer(
          Transfer {
            $0.visit = key
            $0.service = profile.services[index].key
          }), key.word, .didTransfer)
    case .cancelVisit:
      return perform(
        .cancelVisit(
          CancelVisit {
            $0.visit = key
            $0.reason = Self.reasons[index]
          }), key.word, .didCancel)
    default:
      return perform(
        .showIdentity(
          ShowIdentity {
            $0.visit = key
            $0.kind = IdentityKind(rawValue: UInt8(index + 1)) ?? .other
          }), key.word, .didIdentity)
    }
  }

  /// A key that will not come back is noted with its visit before the locker leaves the list: who reads the visit later sees why.
  private mutating func lockerAnswered(_ index: Int) -> [Wish] {
    guard index > 0 else { return [] }
    let key = visit.key
    let isLost = index == 2
    let text = FrontWord.lockerLost.both.filled(String(visit.view.value?.locker ?? 0))
    let note = TakeNote { ($0.visit, $0.note.question) = (key, bearings.speech(text)) }
    let noted = isLost ? perform(.takeNote(note), key.word, .didWriteOff) : []
    return noted
      + perform(
        .returnLocker(ReturnLocker { $0.visit = key }), key.word, isLost ? .didWriteOff : .didLockerBack)
  }

  mutating func visitFilled(_ matter: Asking.Matter, _ form: Form) -> [Wish] {
    let key = visit.key
    if matter == .locker {
      let text = form["locker"].text
      guard text.isEmpty || Int(text) != nil else {
        var form = form
        form["locker"].fault = FrontWord.digitsOnly.both
        asking?.body = .form(form)
        return []
      }
      asking = nil
      return perform(
        .giveLocker(
          GiveLocker {
            $0.visit = key
            $0.locker = Int(text) ?? 0
          }), key.word, .didLocker)
    }
    asking = nil
    let words = form["words"].text
    return perform(
      .fileComplaint(
        FileComplaint {
          $0.words = words
          $0.channel = .kiosk
          $0.visit = key
        }), key.word, .didComplaint)
  }

  // MARK: Picture

  func drawVisit(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    if visit.view.drawAbsence(region, bearings.speech, on: &canvas) { return [] }
    guard let view = visit.view.value, let profile = bearings.profile else { return [] }
    let wide = region.width >= 110
    let parts = Layout.columns(region.inset(x: 1), [.fill(1), .fixed(wide ? 44 : 34)], gap: 2)
    drawLines(view, profile, parts[0], on: &canvas)
    return drawActions(profile, parts[1], on: &canvas)
  }

  private func drawLines(_ view: VisitView, _ profile: OfficeProfile, _ region: Region, on canvas: inout Canvas) {
    let speech = bearings.speech
    let label = view.number?.description ?? view.visit.description
    let service = profile.service(view.service).map { speech($0.label) } ?? view.service
    canvas.text(label + "  " + service, region.row(0), .title)
    var y = 2
    for (word, text, isMissing) in lines(view, profile) {
      let row = Region(region.x, region.y + y, region.width, 1)
      guard row.y < region.bottom else { return }
      let (head, rest) = row.split(left: 13)
      canvas.text(speech(word), head, .faint)
      let rows = canvas.clipped(to: region) { canvas in
        canvas.text(
          text, Region(rest.x, rest.y, rest.width, min(2, region.bottom - rest.y)),
          isMissing ? Style.plain : Style.plain.bold, .paragraph)
      }
      y += max(1, rows)
    }
  }

  private func lines(_ view: VisitView, _ profile: OfficeProfile) -> [(FrontWord, String, Bool)] {
    let speech = bearings.speech
    let none = speech(FrontWord.notYet)
    var lines: [(FrontWord, String, Bool)] = []
    func add(_ word: FrontWord, _ text: String?) { lines.append((word, text ?? none, text == nil)) }
    let stage = speech(view.stage.label) + (view.desk.map { ", " + speech(FrontWord.atDesk, $0) } ?? "")
    // A number says nothing of its day: A007 there was every day.
    if !view.current { add(.day, view.day.spoken(speech.language)) }
    add(.stage, stage + (view.reason.map { " (" + speech($0.label) + ")" } ?? ""))
    add(
      .times,
      [view.openedAt, view.calledAt, view.startedAt, view.finishedAt].filter { !$0.isEmpty }
        .joined(separator: " → "))
    add(.promise, promise(view.promise))
    if view.priority != .none { add(.priority, speech(view.priority.label)) }
    add(.guest, view.guest.map { $0.erased ? "–" : $0.profile.name })
    if let profile = view.guest?.profile, !profile.institution.isEmpty { add(.institution, profile.institution) }
    if view.guest != nil { add(.visits, String(view.visits)) }
    add(
      .book, view.entry.map { entry in entry.purpose.map { speech($0.label) } ?? speech(FrontWord.yesSigned) })
    if profile.asksIdentity { add(.identity, view.identity.map { speech($0.label) }) }
    if profile.lockers > 0 { add(.locker, locker(view, profile)) }
    if let officer = view.officer { add(.officer, officer) }
    if !view.pending.isEmpty { add(.pending, view.pending.map { speech($0.label) }.joined(separator: ", ")) }
    if !view.overruled.isEmpty {
      add(.overruled, view.overruled.map(\.description).joined(separator: ", "))
    }
    return lines
  }

  /// The key they hold. "Not yet" is for who may still be given one, not for whose key is back or written off.
  private func locker(_ view: VisitView, _ profile: OfficeProfile) -> String? {
    if let locker = view.locker { return String(locker) }
    let isToCome =
      view.current && view.stage.isOpen && (view.pending.contains(.locker) || !profile.flow.contains(.locker))
    return isToCome ? nil : "–"
  }

  private func promise(_ word: String) -> String {
    let speech = bearings.speech
    switch word {
    case "running": return speech(FrontWord.promiseRunning)
    case "late": return speech(FrontWord.promiseLate)
    case "kept": return speech(FrontWord.promiseKept)
    case "missed": return speech(FrontWord.promiseMissed)
    default: return speech(FrontWord.promiseNone)
    }
  }

  private func drawActions(_ profile: OfficeProfile, _ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let actions = visit.actions(profile, at: bearings.now)
    let tall = canvas.look.large && region.height >= actions.count * 2 ? 2 : 1
    let gap = region.height >= actions.count * (tall + 1) ? 1 : 0
    canvas.cursor = Point(region.x, region.y)
    return actions.enumerated().compactMap { index, action in
      let place = Region(region.x, region.y + index * (tall + gap), region.width, tall)
      guard place.bottom <= region.bottom else { return nil }
      canvas.fill(place, index % 2 == 1 && gap == 0 ? .field : .button)
      let style: Style = index % 2 == 1 && gap == 0 ? .field : .button
      let letter = String(Character(action.letter)).uppercased()
      canvas.text("\(letter)  \(speech(visit.word(action)))", place.inset(x: 1), style.bold)
      return Target(place, .key(.character(action.letter)))
    }
  }
}
