import Canvas
import Desk
import Domain

// One question a page for visitors, in an order that depends on the answers.
extension GuestBook {
  /// The first questions of the pages still to come and already done.
  var order: [Question] {
    var order: [Question] = []
    if returning == nil, answers.agrees == true, !work.done.contains(.register) {
      order += [
        .name, .email, .gender, .birthYear, .education, .occupation, .occupationOther, .institutionKind,
        .institutionOther, .institution,
      ]
    }
    order += [.purpose, .purposeOther, .services, .means, .meansOther]
    if returning == nil, answers.agrees == true, !work.done.contains(.register) { order.append(.disability) }
    return order.filter { answers.asks($0) }
  }

  /// What stands on the page of a question: how to be reached is asked at once.
  func questions(_ first: Question) -> [Question] { first == .email ? [.phone, .email] : [first] }

  mutating func show(_ page: Page) {
    self.page = page
    selection = -1
    wasWarned = false
    arrange()
  }

  /// Puts the page's questions into the form.
  mutating func arrange() {
    switch page {
    case .dense: arrangeDense()
    case .code: form = Form([codeEntry])
    case .question(let question): form = Form(questions(question).map { answers[$0] })
    default: return
    }
    if case .dense = page { return }
    if usesFinger, form.focused.isWritten { _ = form.take(Touch.focus(form.focus)) }
  }

  mutating func questionTaken(_ question: Question, _ key: Key, _ bearings: inout Bearings) -> Step {
    switch (key.code, key.modifiers) {
    case (.escape, []): return backward(from: question)
    case (.enter, []) where !form.focused.isWritten: return forward(from: question, &bearings)
    case (.character(let scalar), []) where !form.focused.isWritten:
      guard let index = Form.index(scalar), form.focused.options.indices.contains(index) else { return .on([]) }
      return chosen(question, index, &bearings)
    case (.character, _), (.backspace, _), (.paste, _): wasWarned = false
    default: break
    }
    return formTookQuestion(question, form.take(key), &bearings)
  }

  private mutating func formTookQuestion(_ question: Question, _ outcome: Form.Outcome, _ bearings: inout Bearings)
    -> Step
  {
    answers.keep(form)
    return outcome == .finished ? forward(from: question, &bearings) : .on([])
  }

  /// One choice goes on by itself; of several, Enter ends the choosing.
  mutating func chosen(_ question: Question, _ index: Int, _ bearings: inout Bearings) -> Step {
    _ = form.take(Touch.choose(index))
    if question == .disability { form[.disability].answer = .several(Self.apart(form[.disability], index)) }
    answers.keep(form)
    if case .one = form.focused.answer { return forward(from: question, &bearings) }
    return .on([])
  }

  /// "None" and a disability exclude each other.
  static func apart(_ entry: Entry, _ chosen: Int) -> Set<Int> {
    let none = Int(Disability.none.rawValue) - 1
    let set = Set(entry.chosenSeveral)
    guard set.contains(none), set.count > 1 else { return set }
    return chosen == none ? [none] : set.subtracting([none])
  }

  mutating func forward(from question: Question, _ bearings: inout Bearings) -> Step {
    answers.keep(form)
    var isSound = true
    var warning: Bilingual?
    for part in questions(question) {
      if !answers.check(part, thisYear: thisYear) { isSound = false }
      if answers[part].isOnlyWarning { warning = warning ?? answers[part].fault }
    }
    guard isSound, warning == nil || wasWarned else {
      let focus = form.focus
      for part in questions(question) { form[part] = answers[part] }
      if !form.moveToFault() { form.move(to: focus) }
      wasWarned = isSound
      return .on([])
    }
    let order = order
    let isLast = order.last == question
    // A correction that opens a new question ("Lainnya") asks it before it returns to the review.
    let next = order.firstIndex(of: question).map { order.dropFirst($0 + 1).first } ?? order.first
    if isCorrecting, let next, next.follows?.question == question, answers[next].isEmpty {
      show(.question(next))
    } else if isLast || isCorrecting {
      isCorrecting = false
      show(.review)
    } else if let next {
      show(.question(next))
    }
    return .on([])
  }

  mutating func backward(from question: Question) -> Step {
    answers.keep(form)
    if isCorrecting {
      // What stands there is checked when the review is left.
      isCorrecting = false
      show(.review)
      return .on([])
    }
    let order = order
    if let index = order.firstIndex(of: question), index > 0 {
      show(.question(order[index - 1]))
    } else {
      show(returning == nil ? .consent : .greeting)
    }
    return .on([])
  }

  // MARK: Picture

  func drawQuestion(_ question: Question, _ region: Region, _ bearings: Bearings, on canvas: inout Canvas)
    -> [Target<Touch>]
  {
    let speech = bearings.speech
    let inner = region.inset(x: 2)
    let air = region.height >= 26 ? 1 : 0
    let parts = Layout.rows(inner, [.fixed(1), .fixed(air), .fixed(1), .fixed(2), .fixed(air), .fill(1)])
    let order = order
    let place = (order.firstIndex(of: question) ?? 0) + 1
    let label = speech(BookWord.step, place, order.count + 1)
    let (left, right) = parts[0].split(left: Width.of(label) + 2)
    canvas.text(label, left, .faint)
    Progress(place, of: order.count + 1).draw(right, on: &canvas)
    canvas.text(speech(question.ask), parts[2], .title)
    if form.focused.isWritten { return drawWritten(parts[3], parts[5], bearings, on: &canvas) }
    canvas.text(speech(question.hint), parts[3], .faint, .paragraph)
    let (body, foot) = withNavigation(parts[5], options: form.focused.options.count, canvas.look)
    let fault = form.focused.fault.map { "! " + speech($0) } ?? ""
    let (top, tiles) = body.split(top: fault.isEmpty ? 0 : 1)
    canvas.text(fault, top, Style.faultText.bold)
    return OptionTiles(form.focused, speech).draw(tiles, on: &canvas) + drawNavigation(foot, bearings, on: &canvas)
  }

  /// Choosing one goes on by itself, so its buttons may give way to the options.
  private func withNavigation(_ region: Region, options: Int, _ look: Look) -> (Region, Region) {
    let tall = Button<Touch>.rows(look)
    var isOne = false
    if case .one = form.focused.answer { isOne = true }
    let needed = OptionTiles.rowsMin(options)
    let room = region.height - tall - 1
    let has = room >= needed + (isOne ? (options + 1) / 2 - 1 : 0)
    let parts = Layout.rows(region, [.fill(1), .fixed(has ? 1 : 0), .fixed(has ? tall : 0)])
    return (parts[0], parts[2])
  }

  private func drawNavigation(_ region: Region, _ bearings: Bearings, on canvas: inout Canvas) -> [Target<Touch>] {
    guard !region.isEmpty else { return [] }
    let speech = bearings.speech
    let places = Layout.columns(region, [.fill(1), .fill(2)], gap: 2)
    let isEmpty = form.focused.isEmpty && !form.focused.isRequired
    return Button(speech(BookWord.previous), key: "Esc", Touch.key(Key(.escape))).draw(places[0], on: &canvas)
      + Button(speech(isEmpty ? BookWord.skip : BookWord.next), key: "Enter", Touch.key(Key(.enter)))
      .draw(places[1], on: &canvas)
  }

  func drawWritten(_ hint: Region, _ region: Region, _ bearings: Bearings, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    canvas.text(speech(form.focused.hint), hint, .faint, .paragraph)
    let keys: Keyboard<Touch>.Layout =
      switch form.focused.name {
      case Question.birthYear.rawValue: .digits
      case codeEntry.name: .codes
      default: .letters
      }
    let tall = form.showsKeyboard ? Keyboard<Touch>.rows(keys, canvas.look) : Button<Touch>.rows(canvas.look)
    let parts = Layout.rows(region, [.fill(1), .fixed(min(tall, region.height - 3))])
    // A single field has room for a longer sentence below it.
    let rows = form.entries.count == 1 ? 5 : 3
    let fits = parts[0].height / rows >= form.entries.count
    var targets: [Target<Touch>] = []
    var y = parts[0].y
    for (index, entry) in form.entries.enumerated() where fits || index == form.focus {
      let place = Region(parts[0].x, y, parts[0].width, min(rows, parts[0].bottom - y))
      targets += draw(entry, index, place, speech, on: &canvas)
      y += rows + (parts[0].height >= form.entries.count * (rows + 1) ? 1 : 0)
    }
    if form.showsKeyboard {
      let keyboard = Keyboard<Touch>(
        keys, isCapital: form.isCapital, space: speech(FormWord.space), enter: speech(FormWord.next), Form.touch)
      return targets + keyboard.draw(parts[1], on: &canvas)
    }
    return targets + drawNavigation(parts[1], bearings, on: &canvas)
  }

  /// A field with what is wrong below it, where a whole sentence has room.
  private func draw(_ entry: Entry, _ index: Int, _ place: Region, _ speech: Speech, on canvas: inout Canvas)
    -> [Target<Touch>]
  {
    guard case .line(let editor) = entry.answer else { return [] }
    let field = WritingField(speech(entry.label), editor, isFocused: index == form.focus, Touch.focus(index))
    let targets = field.draw(place, on: &canvas)
    if let fault = entry.fault ?? entry.remark {
      let text = entry.isOnlyWarning ? speech(BookWord.onceMore.both.filled(fault)) : speech(fault)
      let below = place.split(top: 2).1.split(left: 2).1
      canvas.text((entry.isOnlyWarning ? "(!) " : "! ") + text, below, Style.faultText.bold, .paragraph)
    }
    return targets
  }
}

extension Bilingual {
  /// With the one gap filled by a sentence in the same language.
  func filled(_ gap: Bilingual) -> Bilingual {
    Bilingual(Speech.filled(indonesian, [gap.indonesian]), Speech.filled(english, [gap.english]))
  }
}
