import Canvas
import Desk
import Domain

// All questions on one page, for staff who type while the guest speaks.
extension GuestBook {
  /// Questions on the page now, in the order of a conversation.
  private var dense: [Question] {
    var questions = Question.allCases.filter { answers.asks($0) }
    if answers.agrees == false { questions.removeAll { $0.isPersonal && $0 != .name } }
    if !profile.asksIdentity { questions.removeAll { $0 == .identity } }
    if !profile.flow.contains(.locker) || profile.lockers == 0 || work.hasLocker {
      questions.removeAll { $0 == .locker }
    }
    return questions
  }

  mutating func arrangeDense() {
    let (focus, remark) = form.entries.isEmpty ? (nil, nil) : (form.focused.name, form.focused.remark)
    var entries = dense.map { answers[$0] }
    if let index = entries.firstIndex(where: { $0.name == Question.name.rawValue }) {
      entries[index].isRequired = answers.agrees != false
    }
    // Staff may sign for a guest who does not say what for.
    for index in entries.indices where entries[index].name == Question.purpose.rawValue {
      entries[index].isRequired = false
    }
    form.entries = entries
    form.move(toName: focus ?? Question.name.rawValue)
    // Nobody has moved: why the last key or paste was not taken is still to be read.
    if let remark, let focus, form.focused.name == focus { form[focus].remark = remark }
  }

  mutating func denseTaken(_ key: Key, _ bearings: inout Bearings) -> Step {
    if search.isPicking { return pickTaken(key, &bearings) }
    switch (key.code, key.modifiers) {
    case (.escape, []):
      return .left(bearings.forget(search.errand))
    case (.character("s"), .control), (.function(5), []): return save(&bearings)
    case (.character("f"), .control), (.function(3), []):
      if search.found?.guests.isEmpty == false { search.isPicking = true } else { form.move(toName: "name") }
      return .on(seek(&bearings))
    case (.character("n"), .control): return release(&bearings)
    default: return denseTook(form.take(key), &bearings)
    }
  }

  mutating func denseTouched(_ touch: Touch, _ bearings: inout Bearings) -> Step {
    if case .choose(let index) = touch, (Self.picks..<Self.picks + GuestSearch.shown).contains(index) {
      pick(index - Self.picks)
      return .on([])
    }
    search.isPicking = false
    return denseTook(form.take(touch), &bearings)
  }

  private mutating func denseTook(_ outcome: Form.Outcome, _ bearings: inout Bearings) -> Step {
    let before = answers.agrees
    answers.keep(form)
    if form.focused.name == Question.disability.rawValue {
      var chosen = Set(form.focused.chosenSeveral)
      if chosen.count > 1 { chosen.remove(0) }
      answers[.disability].answer = .several(chosen)
    }
    if outcome == .finished { return save(&bearings) }
    lookOver()
    if answers.agrees == false, before != false { forgetPerson() }
    arrangeDense()
    return .on(seek(&bearings))
  }

  /// Faults of what has been passed show at once; what is still to come is not complained about.
  private mutating func lookOver() {
    let focus = form.focused.name
    for question in dense where question.rawValue != focus && !answers[question].isEmpty {
      _ = answers.check(question, thisYear: thisYear)
    }
  }

  private mutating func forgetPerson() {
    let name = answers[.name]
    for question in Question.allCases where question.isPersonal { answers[question] = question.entry }
    // The name stays on the page, for addressing the guest; it is not sent.
    answers[.name] = name
  }

  /// The suggestion was somebody else: their data leaves the page.
  private mutating func release(_ bearings: inout Bearings) -> Step {
    guard work.guest != nil, !work.done.contains(.link) else { return .on([]) }
    work.guest = nil
    work.guestID = nil
    for question in Question.allCases where question.isPersonal || question == .consent {
      answers[question] = question.entry
    }
    form.move(toName: Question.name.rawValue)
    arrangeDense()
    return .on([])
  }

  private mutating func save(_ bearings: inout Bearings) -> Step {
    guard !isSending(bearings) else { return .on([]) }
    answers.keep(form)
    var isSound = true
    for question in dense {
      if question == .name, answers.agrees == false { continue }
      if question == .purpose { continue }
      if !answers.check(question, thisYear: thisYear) { isSound = false }
    }
    arrangeDense()
    guard isSound else {
      form.moveToFault()
      return .on([])
    }
    return send(&bearings)
  }

  func drawDense(_ region: Region, _ bearings: Bearings, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let parts = Layout.rows(region, [.fixed(1), .fill(1)])
    canvas.text(denseLead(speech, bearings), parts[0].inset(x: 1), Style.plain.bold)
    let targets = form.draw(parts[1], speech, on: &canvas)
    guard showsSuggestions, !form.showsKeyboard, form.focused.remark == nil else { return targets }
    let foot = parts[1].split(top: parts[1].height - Form.footRows(canvas.look, parts[1])).1
    let open = targets.filter { $0.region.intersection(foot).isEmpty }
    return open + drawSuggestions(foot, speech, on: &canvas)
  }

  private func denseLead(_ speech: Speech, _ bearings: Bearings) -> String {
    let label = ticket?.number?.description ?? visit.word
    let service = ticket.map { speech(Bilingual($0.service, $0.serviceEnglish)) } ?? ""
    let who: String
    if isSending(bearings) {
      who = speech(BookWord.saving)
    } else if let guest = work.guest {
      who = speech(BookWord.known, guest.lastVisit.map { "\($0)" } ?? "–")
    } else {
      who = speech(answers.agrees == false ? BookWord.anonymousGuest : .newGuest)
    }
    return [label, service, who].filter { !$0.isEmpty }.joined(separator: "  ·  ")
  }
}
