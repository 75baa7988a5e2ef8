import Canvas
import Desk
import Domain

/// The other end of the line, for who tries the office out: what has arrived from it, and a reservation as a visitor makes it
/// from home. In the showroom only; a centre's own officers have `pusat`.
public struct CentreTerminal: Station {
  public var bearings: Bearings
  private(set) var sight = CentreSight()
  private var told = 0

  /// Pulls the plug and puts it back, here and at every other seat.
  public static let plugKey = Key.control("p")
  public static let plugName = "^P"

  public init(_ bearings: Bearings) { self.bearings = bearings }

  public var watching: [Query] { [] }
  public var digitsChoose: Bool { false }
  public var deadline: Duration? { bearings.deadline }

  public mutating func take(_ input: Input, at now: Duration) -> [Wish] {
    if bearings.take(input, at: now) { return [] }
    switch input {
    case .centre(let sight):
      self.sight = sight
      if let said = sight.said, said.number > told {
        told = said.number
        bearings.say(said.text, said.isRefusal ? .warning : .good)
      }
    case .key(let key) where [.character("b"), .character("B")].contains(key.code):
      if sight.stage == .running { return [.bookAtCentre] }
    default: break
    }
    return []
  }

  public func draw(on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let pull = Frame.Hint(
      Self.plugKey, Self.plugName, speech(sight.isPlugged ? CentreWord.pull : CentreWord.putBack))
    let isRunning = sight.stage == .running
    let hints =
      (isRunning ? [Frame.Hint(.character("b"), "B", speech(CentreWord.book)), pull] : [])
      + [.language(speech), .look(speech)]
    let frame = Frame(speech(CentreWord.title), clock: sight.office?.localTime ?? "", hints: hints)
    return frame.draw(bearings, on: &canvas) { region, canvas in
      drawPage(region.inset(x: 1), on: &canvas)
      return []
    }
  }

  private func drawPage(_ region: Region, on canvas: inout Canvas) {
    let speech = bearings.speech
    switch sight.stage {
    case .starting: return notice(speech(CentreWord.starting), region, &canvas)
    case .missing(let why): return notice(speech(CentreWord.missing, speech(why)), region, &canvas)
    case .running: break
    }
    let booked = sight.office?.reservations.count ?? 0
    let parts = Layout.rows(
      region, [.fixed(1), .fixed(1), .fixed(3), .fixed(1), .fixed(max(3, min(7, booked + 3))), .fixed(1), .fill(1)])
    if let office = sight.office, office.office != .blank {
      canvas.text("\(office.office)  \(office.name)", parts[1], .title)
    }
    drawLine(parts[2], on: &canvas)
    drawReservations(parts[4], on: &canvas)
    drawVisits(parts[6], on: &canvas)
  }

  private func notice(_ text: String, _ region: Region, _ canvas: inout Canvas) {
    canvas.text(text, region.centred(width: min(70, region.width), height: 4), .plain, .centredParagraph)
  }

  private func drawLine(_ region: Region, on canvas: inout Canvas) {
    let speech = bearings.speech
    func row(_ index: Int, _ label: String, _ text: String, _ style: Style = .plain) {
      let (left, right) = region.row(index).split(left: 11)
      canvas.text(label, left, .faint)
      canvas.text(text, right, style)
    }
    row(0, speech(CentreWord.line), sight.full(speech), sight.isPlugged ? Style.plain.bold : Style.faultText.bold)
    guard let office = sight.office, office.events > 0 else {
      return row(1, speech(CentreWord.received), speech(CentreWord.noOffice), .faint)
    }
    let figures = speech(CentreWord.figures, office.events, office.parked, office.silentSeconds ?? 0)
    row(1, speech(CentreWord.received), figures)
    let marks = office.marks.map { "\($0.author)-\($0.sequence)" }.joined(separator: ", ")
    row(2, "", speech(CentreWord.through, marks), .faint)
  }

  private func drawReservations(_ region: Region, on canvas: inout Canvas) {
    let speech = bearings.speech
    canvas.text(speech(CentreWord.reservations), region.row(0), .title)
    guard let list = sight.office?.reservations, !list.isEmpty else {
      canvas.text(speech(CentreWord.noReservations), region.row(1), .faint)
      return
    }
    let shown = list.suffix(region.height - 2)
    for (index, agreed) in shown.enumerated() {
      let parts = Layout.columns(region.row(index + 1), [.fixed(5), .fixed(13), .fixed(16), .fill(1)], gap: 2)
      canvas.text(agreed.slot.time.description, parts[0], .plain)
      canvas.text(speech(agreed.status.label), parts[1], .plain)
      canvas.text(agreed.code, parts[2], Style.plain.bold)
      canvas.text(agreed.topic, parts[3], .faint)
    }
    canvas.text(speech(CentreWord.howToCheckIn), region.row(shown.count + 1), .faint)
  }

  private func drawVisits(_ region: Region, on canvas: inout Canvas) {
    let speech = bearings.speech
    canvas.text(speech(CentreWord.visits), region.row(0), .title)
    guard let list = sight.office?.visits, !list.isEmpty else {
      canvas.text(speech(CentreWord.noVisits), region.row(1), .faint)
      return
    }
    for (index, visit) in list.prefix(region.height - 1).enumerated() {
      let parts = Layout.columns(region.row(index + 1), [.fixed(5), .fixed(8), .fixed(14), .fill(1)], gap: 2)
      canvas.text(visit.opened, parts[0], .plain)
      canvas.text(visit.label, parts[1], Style.plain.bold)
      canvas.text(speech(visit.stage.label), parts[2], .plain)
      canvas.text(visit.service, parts[3], .faint)
    }
  }
}
