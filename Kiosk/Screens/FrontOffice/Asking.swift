import Canvas
import Desk
import Domain

/// A question over the page: one of a few, some lines to write, or yes and no. Esc takes it back.
struct Asking: Sendable {
  /// What the answer is for.
  enum Matter: Sendable, Equatable {
    case call, transfer, cancelVisit, identity, locker, complaint, returnLocker
    case arrival
    case checkIn, cancelReservation, markAbsent, book, approve, move, decide
    case amend, giveConsent, withdraw, erase
    case newComplaint, answerComplaint, closeComplaint
    case stage, service
  }

  enum Body: Sendable {
    case choice([Bilingual], selected: Int)
    case form(Form)
    /// What happens then; the harmless answer has the focus.
    case confirm(Bilingual, yes: Bilingual, isYes: Bool)
  }

  enum Outcome: Sendable {
    case open
    case cancelled
    case chosen(Int)
    case filled(Form)
    case confirmed
  }

  let matter: Matter
  let title: Bilingual
  var body: Body

  init(_ matter: Matter, _ title: Bilingual, _ body: Body) {
    self.matter = matter
    self.title = title
    self.body = body
  }

  static func choice(_ matter: Matter, _ title: Bilingual, _ options: [Bilingual], selected: Int = 0) -> Asking {
    Asking(matter, title, .choice(options, selected: selected))
  }

  var digitsChoose: Bool { if case .form(let form) = body { form.digitsChoose } else { true } }

  mutating func take(_ key: Key) -> Outcome {
    if key.code == .escape { return .cancelled }
    switch body {
    case .choice(let options, let selected): return take(key, options, selected)
    case .form(var form):
      if key == .control("s") { return .filled(form) }
      let outcome = form.take(key)
      body = .form(form)
      return outcome == .finished ? .filled(form) : .open
    case .confirm(let text, let yes, let isYes):
      switch key.code {
      case .character("1"): return .cancelled
      case .character("2"): return .confirmed
      case .left, .right, .up, .down, .tab: body = .confirm(text, yes: yes, isYes: !isYes)
      case .enter: return isYes ? .confirmed : .cancelled
      default: break
      }
      return .open
    }
  }

  private mutating func take(_ key: Key, _ options: [Bilingual], _ selected: Int) -> Outcome {
    switch key.code {
    case .up: body = .choice(options, selected: (selected + options.count - 1) % options.count)
    case .down, .tab: body = .choice(options, selected: (selected + 1) % options.count)
    case .enter: return .chosen(selected)
    case .character(let scalar):
      if let index = Form.index(scalar), options.indices.contains(index) { return .chosen(index) }
    default: break
    }
    return .open
  }

  mutating func take(_ touch: Touch) -> Outcome {
    if case .key(let key) = touch { return take(key) }
    switch body {
    case .choice(let options, _):
      if case .choose(let index) = touch, options.indices.contains(index) { return .chosen(index) }
    case .form(var form):
      let outcome = form.take(touch)
      body = .form(form)
      if outcome == .finished { return .filled(form) }
    case .confirm: break
    }
    return .open
  }

  // MARK: Picture

  func draw(_ region: Region, _ speech: Speech, on canvas: inout Canvas) -> [Target<Touch>] {
    switch body {
    case .choice(let options, let selected): return draw(options, selected, region, speech, on: &canvas)
    case .form(let form):
      canvas.fill(region, .plain)
      let parts = Layout.rows(region, [.fixed(1), .fixed(1), .fill(1)])
      canvas.text(speech(title), parts[0].inset(x: 1), .title)
      return form.draw(parts[2], speech, on: &canvas)
    case .confirm(let text, let yes, let isYes):
      return Dialog(
        speech(title), speech(text),
        [
          Button(
            speech(FrontWord.no), key: "1", state: isYes ? .normal : .focused, Touch.key(.character("1"))),
          Button(speech(yes), key: "2", state: isYes ? .focused : .normal, Touch.key(.character("2"))),
        ]
      ).draw(region, on: &canvas)
    }
  }

  private func draw(
    _ options: [Bilingual], _ selected: Int, _ region: Region, _ speech: Speech, on canvas: inout Canvas
  ) -> [Target<Touch>] {
    let tall = ItemList<Touch>.rows(canvas.look)
    let rows = min(region.height - 4, options.count * tall)
    // What is chosen from is read to its end, where there is room.
    let longest = options.map { speech($0).count }.max() ?? 0
    let box = region.centred(width: min(region.width, max(60, longest + 8)), height: rows + 4)
    canvas.fill(box, .plain)
    canvas.frame(box, .plain)
    let inner = box.inset(x: 2, y: 1)
    canvas.text(speech(title), inner.row(0), .title)
    let items = options.enumerated().map { index, option in
      ItemList<Touch>.Item("\(Form.name(ofOption: index))  \(speech(option))", Touch.choose(index))
    }
    canvas.cursor = nil
    return ItemList(items, selected: selected).draw(inner.split(top: 2).1, on: &canvas)
  }

  func hints(_ speech: Speech) -> [Frame.Hint] {
    let esc = Frame.Hint(Key(.escape), "Esc", speech(FrontWord.cancel))
    switch body {
    case .choice, .confirm: return [Frame.Hint(Key(.enter), "Enter", speech(FrontWord.choose)), esc]
    case .form: return [Frame.Hint(.control("s"), "^S", speech(FrontWord.save)), esc]
    }
  }
}
