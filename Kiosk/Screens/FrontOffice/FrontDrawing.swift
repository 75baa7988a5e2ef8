import Canvas
import Desk
import Domain

// The picture around the pages: tabs, keys, and what stands over them.
extension FrontOffice {
  public func draw(on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let frame = Frame(
      speech(FrontWord.title), clock: day?.localTime ?? "", hints: hints, banner: banner, duty: (duty, gate.isOpen),
      alarms: gate.isOpen ? alarms : StaffAlarms())
    return frame.draw(bearings, on: &canvas) { region, canvas in
      guard gate.isOpen else { return gate.draw(region, speech(FrontWord.title), bearings, on: &canvas) }
      if showsHelp { return drawHelp(region, on: &canvas) }
      if let book { return book.draw(region, bearings, on: &canvas) }
      if case .form? = asking?.body { return asking?.draw(region, speech, on: &canvas) ?? [] }
      let parts = Layout.rows(region, [.fixed(canvas.look.large ? 2 : 1), .fixed(1), .fill(1)])
      let tabs = drawTabs(parts[0], on: &canvas)
      line.draw(parts[1], speech, on: &canvas)
      let targets = drawPage(parts[2], on: &canvas)
      guard let asking else { return tabs + targets }
      // Nothing behind a question can be pressed.
      return asking.draw(region, speech, on: &canvas)
    }
  }

  private func drawPage(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    switch page {
    case .queue: drawQueue(region, on: &canvas)
    case .visit: drawVisit(region, on: &canvas)
    case .reservations: drawReservations(region, on: &canvas)
    case .guests: drawGuests(region, on: &canvas)
    case .guest: drawGuest(region, on: &canvas)
    case .complaints: drawComplaints(region, on: &canvas)
    }
  }

  private var banner: (String, Banner.Kind)? {
    // Only where it stops what would be done.
    let stops = book == nil && [.queue, .visit, .reservations].contains(page)
    guard gate.isOpen, day?.closed == true, stops else { return nil }
    return (bearings.speech(FrontWord.dayClosed), .warning)
  }

  private static let tabs: [(Page, Int, FrontWord)] = [
    (.queue, 5, .tabQueue), (.reservations, 6, .tabReservations), (.guests, 7, .tabGuests),
    (.complaints, 8, .tabComplaints),
  ]

  private func drawTabs(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let places = Layout.columns(region, Self.tabs.map { _ in .fill(1) }, gap: 1)
    return zip(Self.tabs, places).map { tab, place in
      let isOpen = tab.0 == page || (page == .visit && tab.0 == .queue) || (page == .guest && tab.0 == .guests)
      canvas.fill(place, isOpen ? .focus : .button)
      let isWaited = tab.0 == .reservations && !reservations.undecided.isEmpty
      let label = "F\(tab.1)  " + bearings.speech(tab.2) + (isWaited ? " (!)" : "")
      let marked = isOpen ? "» \(label) «" : label
      canvas.text(marked, place.row((place.height - 1) / 2), isOpen ? .focus : .button, .centred)
      return Target(place, .key(.function(tab.1)))
    }
  }

  // MARK: Keys at the foot

  private var hints: [Frame.Hint] {
    let speech = bearings.speech
    func hint(_ key: Key, _ name: String, _ word: FrontWord) -> Frame.Hint { Frame.Hint(key, name, speech(word)) }
    let always: [Frame.Hint] = [.language(speech), .look(speech), hint(Self.leave, "^Q", .leave)]
    guard gate.isOpen else {
      return gate.hints.map { Frame.Hint($0.0, $0.1, speech($0.2)) } + always
    }
    if showsHelp { return [.back(speech), .language(speech), .look(speech)] }
    if let book { return book.hints(bearings) }
    if let asking { return asking.hints(speech) + [.help(speech)] + always.dropLast() }
    let lock = hint(.control("l"), "^L", .lock)
    let enter = Key(.enter)
    let escape = Key(.escape)
    switch page {
    case .queue:
      let escapes =
        queue.isFinding || queue.stage != nil || queue.service != nil ? [hint(escape, "Esc", .showAll)] : []
      return [hint(enter, "Enter", .open), hint(.character("n"), "N", .arrival), hint(.character("/"), "/", .find)]
        + [hint(.character("s"), "S", .stage), hint(.character("l"), "L", .service)] + escapes + [lock]
        + [.help(speech)] + always
    case .reservations:
      let keys = reservations.current?.keys ?? []
      let toDecide = reservations.undecided.isEmpty ? [] : [hint(.character("p"), "P", .toDecideKey)]
      return keys.map { hint($0.key, $0.name, $0.word) } + toDecide + [
        hint(.character("n"), "N", .reserve), hint(Key(.left), "←→", .otherDay), lock, .help(speech),
      ] + always
    case .guests:
      let verb: FrontWord = guests.linksTo == nil ? .open : .linkIt
      return [hint(enter, "Enter", verb), hint(escape, "Esc", .back), lock, .help(speech)] + always
    case .complaints:
      let isOpen = complaints.current.map { $0.status != .closed } ?? false
      let open = isOpen ? [hint(enter, "Enter", .doAnswer), hint(.character("x"), "X", .doClose)] : []
      return open + [hint(.character("n"), "N", .newComplaint), lock, .help(speech)] + always
    case .visit, .guest: return [hint(escape, "Esc", .back), lock, .help(speech)] + always
    }
  }

  func drawHelp(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let lines: [(String, FrontWord)] = [
      ("F5 – F8", .helpTabs), ("↑ ↓  Enter", .helpOpen), ("/", .helpFind), ("S  L", .helpFilter), ("!", .helpPriority),
      ("N", .helpArrival),
      (speech.language == .english ? "Scan" : "Pindai", .helpScan), ("B", .helpBook), ("^S  ^F", .helpForm),
      ("M  T  R  X", .helpMove), ("U", .helpUndo),
      ("Esc", .helpBack), ("^L  ^Q", .helpLock), ("F2  F9", .helpLook),
    ]
    canvas.text(speech(FrontWord.helpTitle), region.inset(x: 1).row(0), .title)
    for (index, line) in lines.enumerated() {
      let row = region.inset(x: 1).row(index + 2)
      let (head, rest) = row.split(left: 14)
      canvas.text(line.0, head, Style.plain.bold)
      canvas.text(speech(line.1), rest, .plain)
    }
    return [Target(region, .key(Key(.escape)))]
  }
}
