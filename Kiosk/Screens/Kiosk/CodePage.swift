import Canvas
import Desk
import Domain

/// Why a code is typed.
enum CodePurpose: Sendable, Hashable {
  case reservation, ticket

  var title: KioskWord { self == .reservation ? .reservation : .myTicket }
  var explanation: KioskWord { self == .reservation ? .reservationExplained : .myTicketExplained }
}

// A reservation or a lost ticket, found by what stands on the paper.
extension Kiosk {
  static let reservationExample = "R1-42-7KQ2"

  /// How to give the code, with the key of a keyboard and the one of the screen.
  func explanation(of purpose: CodePurpose) -> String {
    let isReservation = purpose == .reservation
    let example = isReservation ? Self.reservationExample : CodeEntry.ticketExample(bearings.profile)
    return bearings.speech(purpose.explanation, example, bearings.speech(VisitorWord.enter))
  }

  func drawCode(_ purpose: CodePurpose, _ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    return visitor.code.draw(
      region, speech(purpose.title), explanation(of: purpose),
      isChecking: bearings.underWay.contains(Self.codeErrand), speech, on: &canvas)
  }

  mutating func write(_ key: Key) -> [Wish] {
    guard case .code(let purpose) = page, case .entered(let text) = visitor.code.take(key) else { return [] }
    return ask(text, purpose)
  }

  mutating func ask(_ text: String, _ purpose: CodePurpose) -> [Wish] {
    visitor.code.fault = nil
    visitor.codeText = text
    return bearings.ask(Self.codeErrand) { .read(.code(CodeQuery { $0.text = text }), $0) }
  }

  /// Paper in front of the scanner says by itself what it is about.
  mutating func scan(_ text: String, _ typed: Int) -> [Wish] {
    guard page != .waiting else { return [] }
    if case .code = page { visitor.code.takeBack(typed) } else { visitor.pages.append(.code(.ticket)) }
    return ask(text, .ticket)
  }

  mutating func misread(_ typed: Int) -> [Wish] {
    visitor.code.takeBack(typed)
    guard page != .waiting else { return [] }
    if case .code = page {} else { visitor.pages.append(.code(.ticket)) }
    visitor.code.fault = KioskWord.misread.both
    return []
  }

  mutating func find(_ view: View) -> [Wish] {
    guard case .code(let found) = view, case .code = page else { return [] }
    switch found.kind {
    case .ticket:
      visitor.pages = [.ticket]
      visitor.visit = found.visit
      visitor.number = found.number
      (visitor.ticket, visitor.ticketFault, visitor.locker) = (nil, nil, nil)
      (visitor.service, visitor.hasSigned) = ("", false)
      idle.touched(at: bearings.now)
    case .reservation:
      visitor.reservation = found
      visitor.pages.removeLast()
      visitor.pages.append(.reservation)
    case .guest:
      visitor.code.fault = KioskWord.guestCode.both
      return []
    }
    visitor.code = CodeEntry()
    return []
  }

  // MARK: A reservation that was found

  var reservationChoices: Choices<KioskAct> {
    let speech = bearings.speech
    let (staff, done) = (speech(KioskWord.ringStaff), speech(VisitorWord.done))
    guard mayCheckIn else {
      return Choices([Choice(digit: 1, staff, .ringStaff), Choice(digit: 2, done, .done)])
    }
    return Choices([
      Choice(digit: 1, speech(KioskWord.iAmHere), .checkIn), Choice(digit: 2, staff, .ringStaff),
      Choice(digit: 3, done, .done),
    ])
  }

  /// Approved, for today, and at most an hour ahead: everything else is for staff.
  private var mayCheckIn: Bool {
    guard let found = visitor.reservation else { return false }
    return found.status == .approved && found.problem.isEmpty && !isEarly(found)
  }

  /// The code proves whose reservation it is. Pressed twice, one arrival.
  mutating func checkIn() -> [Wish] {
    guard mayCheckIn, let id = visitor.reservation?.reservation else { return [] }
    let code = visitor.codeText
    let command = CheckIn { ($0.reservation, $0.code) = (id, code) }
    return bearings.ask(Self.visitErrand) { .perform(.checkIn(command), $0) }
  }

  /// What the reservation says and what follows.
  var reservationSentences: [String] {
    guard let found = visitor.reservation else { return [] }
    let speech = bearings.speech
    var lines: [String] = []
    if !found.greeting.isEmpty { lines.append(speech(KioskWord.greeting, found.greeting)) }
    if let slot = found.slot {
      lines.append(speech(KioskWord.slot, slot.day.spoken(bearings.language), slot.time))
    }
    return lines + [reservationAdvice(found)]
  }

  private func reservationAdvice(_ found: CodeView) -> String {
    let speech = bearings.speech
    let later = speech(KioskWord.orTakeNumber)
    switch found.status {
    case .cancelled: return speech(KioskWord.reservationCancelled) + " " + later
    case .absent: return speech(KioskWord.reservationAbsent) + " " + later
    case .checkedIn, .finished: return speech(KioskWord.reservationUsed)
    case .submitted where found.problem.isEmpty: return speech(KioskWord.reservationSubmitted)
    default: break
    }
    if found.awaited { return speech(KioskWord.reservationAwaited) }
    if !found.problem.isEmpty { return speech(KioskWord.reservationOtherDay) + " " + later }
    return speech(isEarly(found) ? KioskWord.reservationEarly : KioskWord.reservationSound)
  }

  /// More than an hour before the time that was agreed on.
  private func isEarly(_ found: CodeView) -> Bool {
    guard let slot = found.slot, let time = TimeOfDay(word: day?.localTime ?? "") else { return false }
    return slot.time.minute - time.minute > 60
  }

  func drawReservation(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let isSound = visitor.reservation.map { $0.problem.isEmpty && $0.status == .approved } ?? false
    let parts = Layout.rows(region.inset(x: 2), [.fill(1), .fixed(3), .fixed(1)])
    LargeNotice(
      bearings.speech(isSound ? KioskWord.reservationFound : KioskWord.reservation), reservationSentences,
      isSound ? .good : .warning
    ).draw(parts[0], on: &canvas)
    return reservationChoices.draw(parts[1], columns: mayCheckIn ? 3 : 2, focus: visitor.focus, on: &canvas)
  }
}
