import Canvas
import Desk
import Domain

// What people come for, each with how many wait and for how long.
extension Kiosk {
  /// More than eight do not fit under fingers: seven and a button that turns to the rest.
  static let servicesMax = 8

  private var services: [ServiceLine] { day?.services ?? [] }
  private var turns: Bool { services.count > Self.servicesMax }
  private var servicesInView: ArraySlice<ServiceLine> {
    turns ? services.dropFirst(visitor.firstService).prefix(Self.servicesMax - 1) : services[...]
  }

  private var serviceButtons: [Choice<KioskAct>] {
    let speech = bearings.speech
    var choices = servicesInView.enumerated().map { index, line in
      Choice(
        digit: index + 1, speech(Bilingual(line.name, line.nameEnglish)), detail: waitingText(line),
        KioskAct.service(line.key))
    }
    if turns {
      let shown = speech(
        KioskWord.servicesShown, visitor.firstService + 1, visitor.firstService + choices.count, services.count)
      choices.append(Choice(digit: 0, speech(KioskWord.moreServices), detail: shown, .moreServices))
    }
    return choices
  }

  var serviceChoices: Choices<KioskAct> { Choices(serviceButtons + standingChoices) }

  private func waitingText(_ line: ServiceLine) -> String {
    let speech = bearings.speech
    if line.waiting == 0 { return speech(KioskWord.nobodyWaits) }
    return speech(KioskWord.waiting, line.waiting, line.expectedMinutes)
  }

  mutating func turnServices() {
    let next = visitor.firstService + Self.servicesMax - 1
    visitor.firstService = next < services.count ? next : 0
  }

  func drawServices(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let roomy = region.height >= 26
    let parts = Layout.rows(
      region.inset(x: 2),
      [
        .fixed(roomy ? 1 : 0), .fixed(1), .fixed(1), .fixed(roomy ? 1 : 0), .fill(1), .fixed(1),
        .fixed(standingRows(region, canvas.look)),
      ])
    canvas.text(speech(givesNumbers ? KioskWord.chooseService : KioskWord.chooseVisit), parts[1], .title, .centred)
    let isAsking = bearings.underWay.contains(Self.visitErrand)
    canvas.text(isAsking ? speech(KioskWord.takingNumber) : speech(VisitorWord.free), parts[2], .plain, .centred)
    let buttons = serviceButtons
    let targets = Choices(buttons).draw(parts[4], columns: 2, focus: visitor.focus, on: &canvas)
    return targets + drawStanding(parts[6], after: buttons.count, on: &canvas)
  }

  // MARK: Choosing

  /// A priority is asked for only where the office has a policy for it.
  mutating func choose(_ key: String) -> [Wish] {
    visitor.service = key
    guard bearings.profile?.priority.mode ?? .off != .off else { return take(place: .none) }
    visitor.pages.append(.priority)
    return []
  }

  /// The one command of a visit: however often it is pressed, one number.
  mutating func take(place priority: Priority) -> [Wish] {
    let (service, language) = (visitor.service, bearings.language)
    if givesNumbers {
      let command = IssueTicket {
        $0.service = service
        $0.priority = priority
        $0.language = language
      }
      return bearings.ask(Self.visitErrand) { .perform(.issueTicket(command), $0) }
    }
    let command = RegisterVisit {
      $0.service = service
      $0.priority = priority
      $0.language = language
    }
    return bearings.ask(Self.visitErrand) { .perform(.registerVisit(command), $0) }
  }

  mutating func welcome(_ answer: Answer) -> [Wish] {
    guard let visit = answer.visit else { return [] }
    visitor.visit = visit
    visitor.number = answer.number
    visitor.ticket = nil
    visitor.pages = [.services, .ticket]
    idle.touched(at: bearings.now)
    return []
  }
}
