import Canvas
import Desk
import Domain

/// Where a visitor is.
enum KioskPage: Sendable, Hashable {
  case language, services, priority, ticket
  case code(CodePurpose)
  case reservation, information, help, staff, refused, book
  /// Not to be chosen: the office is not known, or has no visitors now.
  case waiting, closed
}

/// What a button of the kiosk does.
enum KioskAct: Sendable {
  case speak(Language)
  case service(String)
  case moreServices
  case priority(Priority)
  case open(KioskPage)
  case turnLeaf
  case book
  case locker
  case checkIn
  case printAgain
  case ringStaff
  case back
  case done
}

extension Kiosk {
  /// The page in view. Services can be chosen only while the office takes visitors.
  var page: KioskPage {
    guard let top = visitor.pages.last else { return firstPage }
    return [.services, .priority].contains(top) && [.waiting, .closed].contains(firstPage) ? firstPage : top
  }

  private var firstPage: KioskPage {
    guard let profile = bearings.profile, let day, dayFault == nil else { return .waiting }
    guard day.open, !day.closed else { return .closed }
    return profile.languages.count > 1 && visitor.pages.isEmpty ? .language : .services
  }

  var choices: Choices<KioskAct> {
    switch page {
    case .language: languageChoices
    case .services: serviceChoices
    case .priority: priorityChoices
    case .ticket: ticketChoices
    case .reservation: reservationChoices
    case .staff: staffChoices
    case .closed: closedChoices
    case .information: informationChoices
    case .refused, .help: Choices([backChoice])
    case .code, .book, .waiting: Choices([])
    }
  }

  var backChoice: Choice<KioskAct> { Choice(digit: 1, bearings.speech(VisitorWord.back), .back) }

  var title: String {
    let speech = bearings.speech
    return switch page {
    case .language, .services, .waiting: ""
    case .priority: speech(KioskWord.priority)
    case .ticket: speech(givesNumbers ? TicketWord.yourNumber : TicketWord.registered)
    case .code(let purpose): speech(purpose.title)
    case .reservation: speech(KioskWord.reservation)
    case .information: speech(KioskWord.information)
    case .help: speech(FrameWord.help)
    case .staff: speech(KioskWord.staff)
    case .book: speech(BookWord.title)
    case .refused, .closed: ""
    }
  }

  var givesNumbers: Bool { bearings.profile?.givesNumbers ?? true }

  func draw(_ page: KioskPage, _ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    switch page {
    case .language: drawLanguages(region, on: &canvas)
    case .services: drawServices(region, on: &canvas)
    case .priority: drawPriority(region, on: &canvas)
    case .ticket: drawTicket(region, on: &canvas)
    case .code(let purpose): drawCode(purpose, region, on: &canvas)
    case .reservation: drawReservation(region, on: &canvas)
    case .information: drawInformation(region, on: &canvas)
    case .help: drawHelp(region, on: &canvas)
    case .staff: drawStaff(region, on: &canvas)
    case .refused: drawRefused(region, on: &canvas)
    case .book: visitor.book?.draw(region, bearings, on: &canvas) ?? []
    case .closed: drawClosed(region, on: &canvas)
    case .waiting: drawWaiting(region, on: &canvas)
    }
  }

  /// The page as sentences, for who cannot see it.
  func spoken() -> String {
    let speech = bearings.speech
    if visitor.isTouched, page != .ticket, case .warning(let seconds) = idle.state(at: bearings.now) {
      return IdleWarning(seconds: seconds).spoken(speech)
    }
    let head: [String] =
      switch page {
      case .language: [welcomeText, speech(VisitorWord.free)]
      case .services: [speech(KioskWord.chooseService)]
      case .priority: [speech(KioskWord.priorityExplained)]
      case .ticket: ticketSentences
      case .code(let purpose): [speech(purpose.title), explanation(of: purpose)]
      case .reservation: reservationSentences
      case .information: informationLines.map { $0.label + ": " + $0.text }
      case .help: helpLines
      case .staff: [speech(KioskWord.staffExplained)]
      case .refused: [visitor.refused.map { speech($0.text) } ?? ""]
      case .closed: closedSentences
      case .book: [visitor.book?.spoken(speech) ?? ""]
      case .waiting: [dayFault.map { speech($0.text) } ?? speech(VisitorWord.notLoaded)]
      }
    let buttons = choices.items.map { item in
      speech(KioskWord.pressFor, item.name, item.label + (item.detail.isEmpty ? "" : ", " + item.detail))
    }
    return (head + buttons).filter { !$0.isEmpty }.joined(separator: " ")
  }

  // MARK: Going

  mutating func goBack() -> [Wish] {
    if page == .ticket { return wipe(at: bearings.now) }
    guard !visitor.pages.isEmpty else { return [] }
    visitor.pages.removeLast()
    visitor.focus = nil
    visitor.code = CodeEntry()
    return bearings.forget(Self.codeErrand)
  }

  mutating func show(_ refused: Refused) {
    visitor.refused = refused
    if visitor.pages.last != .refused { visitor.pages.append(.refused) }
  }

  mutating func carryOut(_ act: KioskAct) -> [Wish] {
    switch act {
    case .speak(let language):
      bearings.speech.language = language
      visitor.pages.append(.services)
    case .service(let key): return choose(key)
    case .moreServices:
      visitor.focus = nil
      turnServices()
    case .priority(let priority): return take(place: priority)
    case .turnLeaf: turnLeaf()
    case .open(let page):
      if case .code = page { visitor.code = CodeEntry() }
      visitor.pages.append(page)
      if page == .staff { return [.bell] }
    case .book: openBook()
    case .locker:
      guard let visit = visitor.visit else { return [] }
      return bearings.ask(Self.lockerErrand) { .perform(.giveLocker(GiveLocker { $0.visit = .id(visit) }), $0) }
    case .checkIn: return checkIn()
    case .printAgain:
      guard let visit = visitor.visit else { return [] }
      return bearings.ask(Self.printErrand) { .print(.id(visit), $0) }
    case .ringStaff: return bearings.ring(.kiosk, visitor.number)
    case .back: return goBack()
    case .done: return wipe(at: bearings.now)
    }
    return []
  }
}
