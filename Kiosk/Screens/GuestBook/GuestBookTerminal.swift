import Canvas
import Desk
import Domain

/// A self-service place for the guest book alone: the ticket's code, the guest book, thanks, and nothing left behind.
public struct GuestBookTerminal: Station {
  public var bearings: Bearings
  private var book: GuestBook?
  private var form = GuestBookTerminal.blank
  private var day: DayView?
  private var idle: Idle?
  /// How this place is used, before a guest book is open.
  private var showsHelp = false
  /// Questions about codes are told apart by it: an answer that comes after the wipe belongs to nobody.
  private var serial = 0

  public init(_ bearings: Bearings) { self.bearings = bearings }

  private static var blank: Form {
    Form([.line("ticket", BookTerminalWord.ticket.both, required: true, hint: BookTerminalWord.hint.both, limit: 100)])
  }

  private var errand: Errand { Errand("guest-book.ticket \(serial)") }
  public var watching: [Query] {
    [.profile(Empty()), .day(DayQuery())] + (book?.watching.prefix(1) ?? []) + bearings.bell.watching
  }
  public var digitsChoose: Bool { book?.digitsChoose ?? false }

  public var leaf: Leaf {
    Leaf {
      if case .warning? = idle?.state(at: bearings.now) { return $0.combine(true) }
      $0.combine(book?.leaf)
      $0.combine(showsHelp)
    }
  }

  public var deadline: Duration? {
    [bearings.deadline, idle?.deadline(at: bearings.now), book?.deadline].compactMap { $0 }.min()
  }

  /// Nobody has begun: there is nothing to forget.
  private var isBlank: Bool { book == nil && !showsHelp && form["ticket"].text.isEmpty && form["ticket"].fault == nil }

  // MARK: What happens

  public mutating func take(_ input: Input, at now: Duration) -> [Wish] {
    switch input {
    case .key, .touch, .scan, .scanRefused:
      if case .warning? = idle?.state(at: now) {
        idle?.touched(at: now)
        _ = bearings.take(.tick, at: now)
        return []
      }
      if case .over? = idle?.state(at: now) { return wipe() }
      touched(at: now)
    default: break
    }
    if bearings.take(input, at: now) { return [] }
    let rings = bearings.followBell(input)
    if !rings.isEmpty { return rings }
    if case .view(.day, .day(let view)) = input { day = view }
    if case .tick = input, case .over? = idle?.state(at: now) { return wipe() }
    let wishes = book == nil ? takeStart(input) : takeBook(input, at: now)
    if isBlank { idle = nil }
    return wishes
  }

  private mutating func touched(at now: Duration) {
    let patience = Duration.seconds(bearings.profile?.idleSeconds ?? 60)
    if idle == nil { idle = Idle(patience: patience, at: now) } else { idle?.touched(at: now) }
  }

  private mutating func takeBook(_ input: Input, at now: Duration) -> [Wish] {
    guard let step = book?.take(input, &bearings, at: now) else { return [] }
    switch step {
    case .on(let wishes): return wishes
    case .done(let wishes, _), .left(let wishes): return wishes + wipe()
    }
  }

  private mutating func takeStart(_ input: Input) -> [Wish] {
    switch input {
    case .key(let key):
      switch (key.code, key.modifiers) {
      case (.function(6), []): return bearings.ring(.guestBook)
      case (.function(10), []): return [.say(showsHelp ? help.spoken : spoken, bearings.language)]
      case (.function(1), []),
        (_, _) where showsHelp:
        showsHelp.toggle()
        return []
      case (.escape, _):
        form = Self.blank
        return bearings.forget(errand)
      default: break
      }
      return form.take(key) == .finished ? check() : []
    case .touch where showsHelp: showsHelp = false
    case .touch(let touch): return form.take(touch) == .finished ? check() : []
    case .scan(let text, let typed):
      form.takeBack(typed)
      form["ticket"].answer = .line(LineEditor(text, limit: 100))
      return check()
    case .scanRefused(let typed): form.refuseScan(typed)
    case .read(errand, .code(let view)): open(view)
    case .refused(errand, let refused): form["ticket"].fault = refused.text
    default: break
    }
    return []
  }

  private mutating func check() -> [Wish] {
    let text = form["ticket"].text
    guard !text.isEmpty else {
      form["ticket"].fault = FormWord.missing.both
      return []
    }
    form["ticket"].fault = nil
    return bearings.ask(errand) { .read(.code(CodeQuery { $0.text = text }), $0) }
  }

  private mutating func open(_ view: CodeView) {
    guard view.kind == .ticket, let visit = view.visit else {
      form["ticket"].fault = BookTerminalWord.wrongKind.both
      return
    }
    guard view.problem.isEmpty else {
      form["ticket"].fault = Bilingual(view.problem, view.problemEnglish)
      return
    }
    guard let profile = bearings.profile else { return }
    book = GuestBook(visit: .id(visit), manner: .visitor, profile: profile, today: day?.day)
    form = Self.blank
  }

  /// As before the first visitor.
  private mutating func wipe() -> [Wish] {
    let forgotten = bearings.forget(errand)
    serial += 1
    book = nil
    showsHelp = false
    form = Self.blank
    idle = nil
    bearings.forgetReader()
    return forgotten + [.wipe]
  }

  // MARK: Picture

  public func draw(on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    var warning: IdleWarning?
    if case .warning(let seconds)? = idle?.state(at: bearings.now) { warning = IdleWarning(seconds: seconds) }
    let hints = warning == nil ? book?.hints(bearings) ?? startHints : []
    let frame = Frame(
      speech(BookWord.title), clock: day?.localTime ?? "", hints: hints, banner: book?.banner(speech))
    return frame.draw(bearings, on: &canvas) { region, canvas in
      if let warning { return warning.draw(region, speech, on: &canvas) }
      return book?.draw(region, bearings, on: &canvas) ?? drawStart(region, on: &canvas)
    }
  }

  private var startHints: [Frame.Hint] {
    let speech = bearings.speech
    let first: Frame.Hint = showsHelp ? .back(speech) : Frame.Hint(Key(.enter), "Enter", speech(BookWord.next))
    let help: [Frame.Hint] = showsHelp ? [] : [.help(speech)]
    let aloud: [Frame.Hint] = bearings.hasVoice ? [.say(speech)] : []
    return [first] + help + [.staff(speech)] + aloud + [.language(speech), .look(speech)]
  }

  private var help: HelpSheet {
    let words: [BookTerminalWord] = [.helpCode, .helpPaper, .helpNone]
    let more: [BookWord] = [.helpStaff, .helpPrivacy]
    let lines = words.map { bearings.speech($0) } + more.map { bearings.speech($0) }
    return HelpSheet(title: bearings.speech(BookWord.helpTitle), lines: lines)
  }

  private var spoken: String {
    let fault = form["ticket"].fault.map { bearings.speech($0) } ?? ""
    return [bearings.speech(BookTerminalWord.welcome), bearings.speech(BookTerminalWord.hint), fault]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func drawStart(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    if showsHelp { return help.draw(region, speech, on: &canvas) }
    let tall =
      form.showsKeyboard ? Keyboard<Touch>.rows(.letters, canvas.look) : Button<Touch>.rows(canvas.look)
    let parts = Layout.rows(
      region.inset(x: 2), [.fixed(1), .fixed(1), .fixed(2), .fixed(3), .fill(1), .fixed(min(tall, region.height - 6))])
    canvas.text(speech(BookTerminalWord.welcome), parts[1], .title, .centred)
    canvas.text(speech(BookTerminalWord.hint), parts[2], .plain, .centredParagraph)
    guard case .line(let editor) = form.focused.answer else { return [] }
    let field = WritingField(speech(BookTerminalWord.ticket), editor, isFocused: true, Touch.focus(0))
    var targets = field.draw(parts[3], on: &canvas)
    let news = parts[3].row(2).split(left: 2).1
    if bearings.underWay.contains(errand) {
      canvas.text(speech(BookWord.checking), news, Style.plain.bold)
    } else if let fault = form.focused.fault ?? form.focused.remark {
      canvas.text("! " + speech(fault), Region(news.x, news.y, news.width, 2), Style.faultText.bold, .paragraph)
    }
    if form.showsKeyboard {
      let keyboard = Keyboard<Touch>(
        .codes, space: speech(FormWord.space), enter: speech(FormWord.next), Form.touch)
      targets += keyboard.draw(parts[5], on: &canvas)
    } else {
      targets += Button(speech(BookWord.next), key: "Enter", Touch.key(Key(.enter)))
        .draw(parts[5].centred(width: 40, height: tall), on: &canvas)
    }
    return targets
  }
}

/// The words of the self-service guest book around the book itself.
public enum BookTerminalWord: String, Vocabulary {
  case welcome, ticket, hint, wrongKind, helpCode, helpPaper, helpNone

  public static let place = "guest-book-terminal"
  public static let indonesian: [Self: String] = [
    .welcome: "Silakan mengisi buku tamu",
    .ticket: "Kode tiket",
    .hint: "Pindai kode pada tiket Anda, atau ketik kodenya. Contoh: A007-7KQ2.",
    .helpCode: "Kode tiket membuka buku tamu untuk kunjungan Anda: pindai, atau ketik lalu Enter.",
    .helpPaper: "Kodenya tercetak di bawah nomor antrean, dan tampil di anjungan setelah mengambil nomor.",
    .helpNone: "Belum mengambil nomor, atau kodenya hilang? Petugas front office membantu.",
    .wrongKind: "Itu bukan kode tiket. Kode tiket tercetak di bawah nomor antrean Anda.",
  ]
  public static let english: [Self: String] = [
    .welcome: "Please sign the guest book",
    .ticket: "Ticket code",
    .hint: "Scan the code on your ticket, or type it. Example: A007-7KQ2.",
    .helpCode: "The ticket code opens the guest book for your visit: scan it, or type it and press Enter.",
    .helpPaper: "It is printed below your queue number, and shown at the kiosk after you took the number.",
    .helpNone: "No number yet, or lost the code? The front office helps.",
    .wrongKind: "That is not a ticket code. It is printed below your queue number.",
  ]
}
