import Canvas
import Desk
import Domain

/// The appointments of one day, today first.
struct ReservationsPage: Sendable {
  var lines = Sight<[ReservationLine]>.nothing
  var selected: ReservationID?
  /// `nil` is today.
  var day: Day?
  /// Who may be asked for.
  var officers: OfficersView?
  /// For whom a new one is being written, and for when it was sent.
  var guest: GuestID?
  var slot: Slot?
  /// Those on which somebody has to decide, on whatever day; and whether the page shows them and no day.
  var undecided: [ReservationLine] = []
  var showsUndecided = false
  /// What is being chosen from: the picture may change under the question.
  var sides: [ReservationSide] = []
  /// The form that was sent last, as it was written: a refusal brings it back.
  var sent: Asking?

  static let undecidedQuery = Query.undecided(Empty())

  var query: Query { .reservations(DayQuery { $0.day = day }) }

  var shown: Sight<[ReservationLine]> { showsUndecided ? .view(undecided) : lines }

  var sorted: [ReservationLine] {
    (shown.value ?? []).sorted {
      ($0.slot.day, $0.slot.time.minute, $0.reservation) < ($1.slot.day, $1.slot.time.minute, $1.reservation)
    }
  }

  var index: Int? {
    let sorted = sorted
    return sorted.firstIndex { $0.reservation == selected } ?? (sorted.isEmpty ? nil : 0)
  }
  var current: ReservationLine? { index.map { sorted[$0] } }

  mutating func select(_ index: Int) {
    let sorted = sorted
    if sorted.indices.contains(index) { selected = sorted[index].reservation }
  }

  /// Those of all days that are to be decided, or the day again.
  mutating func turnToUndecided() {
    showsUndecided = !showsUndecided && !undecided.isEmpty
    selected = nil
  }

  mutating func turn(_ by: Int, from today: Day?) {
    guard let shown = day ?? today else { return }
    showsUndecided = false
    let turned = shown.advanced(by: by)
    day = turned == today ? nil : turned
    lines = .nothing
    selected = nil
  }
}

extension ReservationLine {
  /// What can still be done with it, by key: the foot of the page offers nothing else.
  var keys: [(key: Key, name: String, word: FrontWord)] {
    let isOpen = status == .submitted || status == .approved
    // What is agreed in a booking that is still to come can only be changed where it is known.
    let isToCome = isOpen && !awaited
    var keys: [(key: Key, name: String, word: FrontWord)] = []
    // Who was given up may still come.
    if visit != nil || isOpen || status == .absent {
      keys.append((Key(.enter), "Enter", visit == nil ? .checkIn : .open))
    }
    if !sides.isEmpty { keys.append((.character("d"), "D", .decide)) }
    if status == .submitted && isToCome || !undecided.isEmpty { keys.append((.character("s"), "S", .approve)) }
    if isToCome { keys.append((.character("m"), "M", .move)) }
    if status == .approved, isToCome { keys.append((.character("a"), "A", .absent)) }
    if isToCome { keys.append((.character("x"), "X", status == .submitted ? .refuseIt : .cancelIt)) }
    if undoable { keys.append((.character("u"), "U", .takeBack)) }
    return keys
  }
}

extension FrontOffice {
  mutating func reservationsTook(_ key: Key) -> [Wish] {
    let index = reservations.index ?? 0
    switch key.code {
    case .up: reservations.select(index - 1)
    case .down: reservations.select(index + 1)
    case .left: reservations.turn(-1, from: day?.day)
    case .right: reservations.turn(1, from: day?.day)
    case .escape: go(.queue)
    case .enter, .character("c"), .character("C"): return checkInAsked()
    case .character("s"), .character("S"): askApproval()
    case .character("m"), .character("M"): askMove()
    case .character("a"), .character("A"): askAbsence()
    case .character("x"), .character("X"): askCancellation()
    case .character("n"), .character("N"): askBooking()
    case .character("u"), .character("U"): return takeBack()
    case .character("d"), .character("D"): askDecision()
    case .character("p"), .character("P"): reservations.turnToUndecided()
    default: break
    }
    return []
  }

  /// Which of the decisions made at once holds. Approving, moving or cancelling anew decides as well.
  private mutating func askDecision() {
    guard let current = reservations.current else { return }
    reservations.selected = current.reservation
    guard !current.sides.isEmpty else { return bearings.say(FrontWord.nothingToDecide.both, .warning) }
    reservations.sides = current.sides
    asking = .choice(
      .decide, FrontWord.askDecision.both, current.sides.map { Bilingual($0.indonesian, $0.english) })
  }

  /// At once, like the undo of a desk: it is itself a step, and can be decided anew. What stands in its way the node says.
  private mutating func takeBack() -> [Wish] {
    guard let current = reservations.current else { return [] }
    reservations.selected = current.reservation
    let id = current.reservation
    return perform(.undoReservation(UndoReservation { $0.reservation = id }), id, .didTakeBack)
  }

  /// Who is here already is opened instead.
  private mutating func checkInAsked() -> [Wish] {
    guard let current = reservations.current, let profile = bearings.profile else { return [] }
    reservations.selected = current.reservation
    if let visit = current.visit {
      open(visit)
      return []
    }
    guard current.keys.contains(where: { $0.key == Key(.enter) }) else {
      bearings.say(Refused(.reservationStatus(current.status)))
      return []
    }
    // Who comes on another day is served; a line chosen on the wrong page is not.
    let isToday = current.awaited || current.slot.day == day?.day
    let title = isToday ? FrontWord.askService.both : FrontWord.askServiceOtherDay.filled(current.slot.day)
    asking = .choice(.checkIn, title, profile.services.map(\.label))
    return []
  }

  mutating func reservationChosen(_ matter: Asking.Matter, _ index: Int) -> [Wish] {
    if matter == .decide {
      guard let id = reservations.selected, reservations.sides.indices.contains(index) else { return [] }
      let side = reservations.sides[index].event
      return perform(
        .decideReservation(DecideReservation { ($0.reservation, $0.side) = (id, side) }), id, .didDecide)
    }
    guard let id = reservations.current?.reservation, let profile = bearings.profile else { return [] }
    if matter == .checkIn {
      return perform(
        .checkIn(
          CheckIn {
            $0.reservation = id
            $0.service = profile.services[index].key
          }), id, .didCheckIn)
    }
    return perform(
      .cancelReservation(
        CancelReservation {
          $0.reservation = id
          $0.reason = CancelReason(rawValue: UInt8(index + 1)) ?? .visitor
        }), id, .didCancelReservation)
  }

  mutating func reservationAbsent() -> [Wish] {
    guard let id = reservations.current?.reservation else { return [] }
    return perform(.markAbsent(MarkAbsent { $0.reservation = id }), id, .didAbsent)
  }

  // MARK: Picture

  func drawReservations(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let parts = Layout.rows(region, [.fixed(1), .fixed(1), .fill(1), .fixed(5)])
    let shown = reservations.day ?? day?.day
    let title = shown.map { $0.spoken(speech.language) } ?? ""
    let isAll = reservations.showsUndecided
    canvas.text(isAll ? speech(FrontWord.toDecide) : "←  " + title + "  →", parts[0], .title, .centred)
    let half = Layout.columns(parts[0], [.fill(1), .fill(1)])
    var turns = [Target(half[0], Touch.key(Key(.left))), Target(half[1], Touch.key(Key(.right)))]
    if !isAll, !reservations.undecided.isEmpty {
      let count = String(reservations.undecided.count)
      canvas.text("(!) " + speech(FrontWord.toDecideCount, count), parts[1], Style.faultText.bold, .centred)
      turns.append(Target(parts[1], Touch.key(.character("p"))))
    }
    if reservations.shown.drawAbsence(parts[2], speech, on: &canvas) { return turns }
    let sorted = reservations.sorted
    guard !sorted.isEmpty else {
      Absence.draw(speech(isAll ? FrontWord.nothingToDecide : .reservationsEmpty), .plain, parts[2], on: &canvas)
      return turns
    }
    let columns: [Table<Touch>.Column] = [
      .init(speech(FrontWord.time), .fixed(isAll ? 16 : 5)), .init(speech(FrontWord.status), .fixed(12)),
      .init(speech(FrontWord.guest), .percent(28)), .init(speech(FrontWord.topic), .fill(1)),
      .init(speech(FrontWord.officer), .percent(18)),
    ]
    let rows = sorted.enumerated().map { index, line in
      Table<Touch>.Row(
        [
          isAll ? line.slot.description : line.slot.time.description,
          speech(line.status.label) + (line.undecided.isEmpty ? "" : " (!)"),
          line.guest ?? "–", line.topic, line.officer ?? "–",
        ], .choose(index))
    }
    let targets = Table(columns, rows, selected: reservations.index).draw(parts[2].inset(x: 1), on: &canvas)
    if let current = reservations.current { drawReservation(current, parts[3], on: &canvas) }
    return turns + targets
  }

  private func drawReservation(_ line: ReservationLine, _ region: Region, on canvas: inout Canvas) {
    let speech = bearings.speech
    for x in region.x..<region.right { canvas.put("─", x, region.y, .faint) }
    let body = region.split(top: 1).1.inset(x: 1)
    let head = [line.guest ?? speech(FrontWord.nobody), line.topic].joined(separator: " · ")
    canvas.text(head, body.row(0), Style.plain.bold)
    var facts = [speech(FrontWord.code, line.code)]
    if line.undoable { facts.append(speech(FrontWord.canTakeBack)) }
    if let visit = line.visit {
      // People know the number; whose visit is over has none in the line any more.
      let here = queue.lines.value?.first { $0.visit == visit }
      facts.append(here.map { speech(FrontWord.isHere, $0.label) } ?? speech(FrontWord.hasCome))
    }
    canvas.text(facts.joined(separator: "  ·  "), body.row(1), .plain)
    var told: [String] = []
    if !line.sides.isEmpty {
      let sides = line.sides.map { speech(Bilingual($0.indonesian, $0.english)) }
      told.append("(!) " + speech(FrontWord.undecided, sides.joined(separator: " · ")))
    }
    if !line.lost.isEmpty {
      let list = line.lost.map { speech(Bilingual($0.indonesian, $0.english)) }.joined(separator: ". ")
      told.append(speech(FrontWord.overruledBy, list))
    }
    let (_, rest) = body.split(top: 2)
    let style = line.sides.isEmpty ? Style.faint : Style.faultText.bold
    canvas.text(told.joined(separator: "  "), rest, style, .paragraph)
  }
}
