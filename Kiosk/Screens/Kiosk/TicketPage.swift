import Canvas
import Desk
import Domain

// The number, large, with everything a visitor should know before they sit down. Calls show here while it is open.
extension Kiosk {
  var ticketChoices: Choices<KioskAct> {
    let speech = bearings.speech
    var items: [(String, String, KioskAct)] = []
    // In the order in which this office's visitors do it, as the steps beside them say.
    for step in bearings.profile?.flow ?? [] {
      switch step {
      case .guestBook where offersBook: items.append((speech(TicketWord.bookButton), "", .book))
      case .locker where visitor.locker != nil:
        items.append((speech(TicketWord.lockerTaken, visitor.locker ?? 0), "", .locker))
      case .locker where offersLocker: items.append((speech(TicketWord.lockerButton), "", .locker))
      default: break
      }
    }
    if offersCopy { items.append((speech(TicketWord.printButton), "", .printAgain)) }
    items.append((speech(VisitorWord.done), leavingText, .done))
    return Choices(
      items.enumerated().map { index, item in
        var choice = Choice(digit: index + 1, item.0, detail: item.1, item.2)
        if case .locker = item.2 { choice.isDone = visitor.locker != nil }
        return choice
      })
  }

  /// A locker is for who is still to be served, at an office that has some.
  private var offersLocker: Bool {
    guard let profile = bearings.profile, profile.flow.contains(.locker), profile.lockers > 0 else { return false }
    return visitor.locker == nil && visitor.ticket?.stage.isOpen ?? false && day?.freeLockers ?? 0 > 0
  }

  /// A printer is optional: what no paper came of asks for none.
  private var offersCopy: Bool {
    guard let ticket = visitor.ticket, ticket.stage.isOpen else { return false }
    return ticket.print != .none && !ticket.print.isPending
  }

  /// Where the paper stands. The number is valid whatever it says, and the sentence says so.
  private var paper: String {
    guard let ticket = visitor.ticket else { return "" }
    return bearings.speech(Bilingual(ticket.printIndonesian, ticket.printEnglish))
  }

  /// Shown on the button that does it at once; the number is never covered by a warning.
  private var leavingText: String {
    guard case .warning(let seconds) = idle.state(at: bearings.now) else { return "" }
    return bearings.speech(TicketWord.leavesIn, seconds)
  }

  // MARK: What it says

  private var label: String { visitor.number?.description ?? visitor.visit?.description ?? "" }

  /// What is large: what will be called. Without numbers that is the visit's own name, or the locker while it is fresh.
  private var headline: String {
    if visitor.number == nil, let locker = visitor.locker { return String(locker) }
    return label.isEmpty ? bearings.speech(TicketWord.registeredLarge) : label
  }

  /// Where no number was given, what to listen for must be said.
  private var calledAs: String {
    guard visitor.number == nil, !label.isEmpty, [.waiting, .parked].contains(visitor.ticket?.stage ?? .waiting) else {
      return ""
    }
    return bearings.speech(TicketWord.calledAs, label)
  }

  private var caption: String {
    let speech = bearings.speech
    let service = visitor.ticket.map { speech(Bilingual($0.service, $0.serviceEnglish)) } ?? ""
    let what: TicketWord = visitor.number != nil ? .yourNumber : visitor.locker != nil ? .yourLocker : .registered
    return service.isEmpty ? speech(what) : speech(what) + " – " + service
  }

  private var status: (text: String, kind: Banner.Kind) {
    let speech = bearings.speech
    guard let ticket = visitor.ticket else {
      if let fault = visitor.ticketFault { return (speech(fault.text), .fault) }
      return (speech(TicketWord.kept), .information)
    }
    let desk = ticket.desk ?? 0
    return switch ticket.stage {
    case .waiting where ticket.ahead == 0 && ticket.expectedMinutes == 0: (speech(TicketWord.nextNow), .good)
    case .waiting where ticket.ahead == 0: (speech(TicketWord.next, ticket.expectedMinutes), .good)
    case .waiting where ticket.ahead == 1: (speech(TicketWord.aheadOne, ticket.expectedMinutes), .information)
    case .waiting: (speech(TicketWord.ahead, ticket.ahead, ticket.expectedMinutes), .information)
    case .called: (speech(TicketWord.called, label, desk), .warning)
    case .serving: (speech(TicketWord.serving, desk), .good)
    case .parked: (speech(TicketWord.parked), .information)
    case .missed: (speech(TicketWord.missed), .warning)
    case .finished: (speech(ticket.rated.isEmpty ? TicketWord.finished : .finishedRated), .good)
    case .cancelled: (speech(TicketWord.cancelled), .warning)
    case .lapsed: (lapsedText, .warning)
    }
  }

  /// A new number can be taken only where the office is open.
  private var lapsedText: String {
    let speech = bearings.speech
    guard let day, day.closed || !day.open else { return speech(TicketWord.lapsed) }
    let kept = visitor.hasSigned || visitor.ticket?.signed == true ? speech(TicketWord.bookKept) : ""
    let next = speech(Bilingual(day.opensNext, day.opensNextEnglish))
    return [speech(TicketWord.lapsedClosed), kept, next].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The office's standard as a sentence.
  var promise: String {
    guard let profile = bearings.profile, let minutes = profile.promisedMinutes else { return "" }
    let speech = bearings.speech
    return switch profile.serviceLevel.start {
    case .previousFinished: speech(TicketWord.promiseAfterPrevious, minutes)
    case .registration: speech(TicketWord.promiseAfterRegistration, minutes)
    case .unstated: ""
    }
  }

  /// The promise, with the decree it stands in.
  private var promiseAndDecree: String {
    guard let decree = bearings.profile?.decree, !decree.isEmpty, !promise.isEmpty else { return promise }
    return promise + " " + bearings.speech(TicketWord.decree, decree)
  }

  /// What comes next at this office, in its order.
  private var nextSteps: String {
    guard let profile = bearings.profile, [.waiting, .parked].contains(visitor.ticket?.stage ?? .waiting) else {
      return ""
    }
    let speech = bearings.speech
    var steps: [String] = []
    for step in profile.flow {
      switch step {
      case .locker where visitor.locker != nil: steps.append(speech(TicketWord.stepUseLocker, visitor.locker ?? 0))
      case .locker where profile.lockers > 0:
        steps.append(speech(day?.freeLockers ?? 0 > 0 ? TicketWord.stepLocker : .stepLockersFull))
      case .guestBook where visitor.hasSigned: break
      case .guestBook: steps.append(speech(profile.asksIdentity ? TicketWord.stepBookAndCard : TicketWord.stepBook))
      case .desk: steps.append(speech(TicketWord.stepWait))
      default: break
      }
    }
    return speech(TicketWord.steps) + " "
      + steps.enumerated().map { "(\($0 + 1)) \($1)" }.joined(separator: "  ")
  }

  private var codeText: String {
    guard let code = visitor.ticket?.code, !code.isEmpty else { return "" }
    return bearings.speech(TicketWord.code, code)
  }

  /// The most useful first; beside the QR code there is less room, and the code it stands for belongs there.
  private func details(isNarrow: Bool) -> [String] {
    let code = visitor.ticket?.code ?? ""
    let short = code.isEmpty ? "" : bearings.speech(TicketWord.codeShort, code)
    // The promise is the visitor's right; its decree stands among the information where there is no room for it here.
    let all =
      if !isNarrow {
        [calledAs, paper, nextSteps, promiseAndDecree, codeText]
      } else if visitor.number == nil {
        // Without a number there is more to do and more to remember than that.
        [calledAs, paper, nextSteps, short, promise]
      } else {
        [paper, short, promise, nextSteps]
      }
    return all.filter { !$0.isEmpty }
  }

  var ticketSentences: [String] {
    let spoken = visitor.number.map {
      bearings.speech(TicketWord.yourNumber) + ", " + $0.spoken(bearings.language) + "."
    }
    return [spoken ?? caption + ".", status.text] + details(isNarrow: false)
  }

  // MARK: How it looks

  /// The code stands beside the number where it fits whole; a smaller one no telephone reads.
  func drawTicket(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    guard let text = visitor.ticket?.qr, !text.isEmpty, let matrix = bearings.encode(text) else {
      return drawTicketText(region, on: &canvas)
    }
    let code = QRCode(matrix)
    let extent = code.extent(canvas.look)
    guard extent.rows <= region.height, region.width - extent.columns >= 36 else {
      return drawTicketText(region, on: &canvas)
    }
    let (left, right) = region.split(left: region.width - extent.columns)
    _ = code.draw(right, on: &canvas)
    return drawTicketText(left, on: &canvas)
  }

  private func drawTicketText(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let inner = region.inset(x: 2)
    let isNarrow = inner.width < 50
    let big = BigText.fitting(headline, Region(0, 0, inner.width, region.height >= 36 ? 14 : 7), look: canvas.look)
    let tall = big?.extent(canvas.look).rows ?? 1
    let status = status
    let isCalled = visitor.ticket?.stage == .called
    let statusRows = (isCalled ? 2 : 0) + TextLines.wrap(status.text, columns: inner.width - 6, linesMax: 4).count
    let columns = !isNarrow ? 4 : inner.width >= 40 ? 2 : 1
    let lines = (ticketChoices.items.count + columns - 1) / columns
    let buttons = lines == 1 ? 3 : lines * 2
    let loose = region.height >= tall + statusRows + buttons + 13 ? 1 : 0
    let parts = Layout.rows(
      inner,
      [
        .fixed(loose), .fixed(isNarrow ? 2 : 1), .fixed(1), .fixed(tall), .fixed(1), .fixed(statusRows),
        .fixed(loose), .fill(1), .fixed(buttons),
      ])
    canvas.text(caption, parts[1], .title, .centredParagraph)
    if let big { big.draw(parts[3], on: &canvas) } else { canvas.text(headline, parts[3], .title, .centred) }
    Banner(status.text, status.kind).draw(parts[5], on: &canvas)
    drawDetails(details(isNarrow: isNarrow), parts[7], on: &canvas)
    return ticketChoices.draw(parts[8], columns: columns, focus: visitor.focus, on: &canvas)
  }

  /// Whole sentences only.
  private func drawDetails(_ details: [String], _ whole: Region, on canvas: inout Canvas) {
    let region = whole.centred(width: min(whole.width, 96), height: whole.height)
    let rows = details.map { TextLines.wrap($0, columns: region.width, linesMax: 12).count }
    let spare = region.height - rows.reduce(0, +) - rows.count + 1
    let gap = spare >= 0 ? 1 : 0
    var y = region.y + (spare > 0 ? 1 : 0)
    for (text, tall) in zip(details, rows) where y + tall <= region.bottom {
      canvas.text(text, Region(region.x, y, region.width, tall), .plain, .paragraph)
      y += tall + gap
    }
  }
}
