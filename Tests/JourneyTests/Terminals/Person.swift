import Domain
import Screens
import Testing

/// Somebody at one terminal, with keys or with a finger alone, who reads one language.
struct Person {
  enum Hand: String, CaseIterable, Sendable { case keys, finger }

  let windows: Windows
  let window: String
  let hand: Hand
  let speech: Speech

  init(_ windows: Windows, _ window: String, _ hand: Hand, _ language: Language) {
    (self.windows, self.window, self.hand) = (windows, window, hand)
    speech = Speech(language)
  }

  func see(_ words: String, _ location: SourceLocation = #_sourceLocation) throws {
    try windows.see(window, words, location)
  }

  func seeNot(_ words: String, _ location: SourceLocation = #_sourceLocation) throws {
    try windows.seeNot(window, words, location)
  }

  /// A button, by its key or by the words on it; it must be there to be pressed.
  func press(_ key: String, _ words: String, _ location: SourceLocation = #_sourceLocation) throws {
    try see(words, location)
    if hand == .keys { try windows.keys(window, key) } else { try windows.tap(window, words, location) }
  }

  /// A button by the words on it; its key is what stands before them.
  func press(button words: String, _ location: SourceLocation = #_sourceLocation) throws {
    try see("  " + words, location)
    let row = try windows.screen(window).split(separator: "\n").first { $0.contains("  " + words) } ?? ""
    let key = row.firstRange(of: "  " + words).flatMap { row[..<$0.lowerBound].split(separator: " ").last } ?? ""
    try press(String(key), "\(key)  \(words)", location)
  }

  /// One of the options of a question, the first being 1.
  func choose(_ option: Int, _ location: SourceLocation = #_sourceLocation) throws {
    if hand == .keys { return try windows.keys(window, String(option)) }
    var tile: String?
    try windows.until(window, "no option \(option) is there", location) { shown in
      tile = ["\(option)  ( )", "\(option)  [ ]", "\(option) ( )"].first { shown.contains($0) }
      return tile != nil
    }
    if let tile { try windows.tap(window, tile, location) }
  }

  /// Into the field with this label; with a finger, on the keyboard that comes when the field is touched.
  func write(_ text: String, in label: String, _ location: SourceLocation = #_sourceLocation) throws {
    if hand == .keys { return try windows.write(window, text, location) }
    if try !hasKeyboard {
      try windows.tap(window, label, location)
      try see("<-", location)
    }
    try windows.tapLetters(window, text, location)
  }

  private var hasKeyboard: Bool { get throws { try windows.screen(window).contains("<-") } }

  /// On from what was written.
  func enter(_ location: SourceLocation = #_sourceLocation) throws {
    if hand == .keys { return try windows.keys(window, "Enter") }
    let words = [FormWord.next.both[speech.language], VisitorWord.enter.both[speech.language]]
    if try hasKeyboard { return try windows.tapCap(window, words, location) }
    let shown = try windows.screen(window)
    let buttons = [speech(BookWord.next), speech(BookWord.skip)]
    try windows.tap(
      window, buttons.first { shown.contains("Enter  " + $0) }.map { "Enter  " + $0 } ?? "Enter", location)
  }

  /// Opens the door of a staff terminal.
  func logIn(_ location: SourceLocation = #_sourceLocation) throws {
    try see(speech(GateWord.enter), location)
    try write("maria", in: speech(GateWord.login), location)
    try enter(location)
    if hand == .finger { try windows.tap(window, speech(GateWord.pin), location) }
    try write(TestOffice.pin, in: speech(GateWord.pin), location)
    try enter(location)
    try seeNot("PIN", location)
  }

  /// Changes the language of a terminal that speaks Indonesian to everybody at first.
  func askForLanguage(_ location: SourceLocation = #_sourceLocation) throws {
    guard speech.language == .english else { return }
    let other = Person(windows, window, hand, .indonesian)
    try other.press("F2", other.speech(FrameWord.language), location)
    try see(speech(FrameWord.language), location)
  }
}

// MARK: The guest book, as a visitor fills it in

extension Person {
  /// What this guest answers: everything that must be answered, and what the test wants to find again.
  struct Guest: Sendable {
    var name = "Ani Wulandari"
    var phone = ""
    var email = ""
  }

  /// Reads each question and answers it, up to the review.
  func fillIn(_ guest: Guest, _ location: SourceLocation = #_sourceLocation) throws {
    try press("1", "1  " + speech(BookWord.agree), location)
    var asked: Set<String> = []
    while true {
      var question: BookWord?
      try windows.until(window, "no question", location) { shown in
        question = Person.questions.first { shown.contains(speech($0)) && !asked.contains(speech($0)) }
        return question != nil || shown.contains(speech(BookWord.reviewTitle))
      }
      guard let question else { return }
      asked.insert(speech(question))
      try answer(question, guest, location)
      try seeNot(speech(question), location)
    }
  }

  private static let questions: [BookWord] = [
    .nameAsk, .emailAsk, .genderAsk, .birthYearAsk, .educationAsk, .occupationAsk, .institutionKindAsk, .institutionAsk,
    .purposeAsk, .servicesAsk, .meansAsk, .disabilityAsk,
  ]

  private func answer(_ question: BookWord, _ guest: Guest, _ location: SourceLocation) throws {
    switch question {
    case .nameAsk: try write(guest.name, in: speech(BookWord.name), location)
    case .emailAsk:
      if !guest.phone.isEmpty { try write(guest.phone, in: speech(BookWord.phone), location) }
      try enter(location)
      if !guest.email.isEmpty { try write(guest.email, in: speech(BookWord.email), location) }
    case .genderAsk, .educationAsk, .occupationAsk, .institutionKindAsk, .purposeAsk: return try choose(1, location)
    default: break
    }
    try enter(location)
  }
}
