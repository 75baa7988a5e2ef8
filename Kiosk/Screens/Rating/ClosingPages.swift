import Canvas
import Desk
import Domain

// Waiting for somebody, a complaint, thanks, and why something was not stored.
extension RatingTerminal {
  // MARK: Waiting

  var waitingText: String {
    let speech = bearings.speech
    if let offerFault { return speech(offerFault.text) }
    if bearings.profile == nil { return speech(VisitorWord.notLoaded) }
    return speech(desk == nil ? RatingWord.waitingForCode : RatingWord.waiting)
  }

  func drawWaiting(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let isFault = offerFault != nil
    let title = isFault ? speech(KioskWord.notNow) : speech(RatingWord.invitation)
    return LargeNotice(title, [waitingText], isFault ? .fault : .information)
      .draw(region, over: choices, focus: visitor.focus, on: &canvas)
  }

  // MARK: A complaint

  /// Bound to the visit, without a name: whoever wants an answer uses a channel that can give one.
  mutating func complain(_ text: String) -> [Wish] {
    guard let visit = visitor.visit, !text.isEmpty else { return [] }
    let complaint = FileComplaint {
      $0.words = text
      $0.channel = .kiosk
      $0.visit = .id(visit)
    }
    return bearings.ask(complaintErrand) { .perform(.fileComplaint(complaint), $0) }
  }

  func drawComplaint(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let channels = (bearings.profile?.complaintChannels ?? []).filter { ![.box, .kiosk].contains($0.kind) }
    let others = channels.map { speech($0.kind.label) + " " + $0.value }.joined(separator: "  •  ")
    let keys = 14
    let parts = Layout.rows(
      region.inset(x: 2), [.fixed(1), .fixed(2), .fixed(max(0, region.height - keys - 3)), .fill(1)])
    canvas.text(speech(RatingWord.complaint), parts[0], .title)
    canvas.text(speech(RatingWord.complaintExplained), parts[1], .plain, .paragraph)
    if !others.isEmpty {
      canvas.text(speech(RatingWord.otherChannels) + " " + others, parts[2].inset(y: 0), .faint, .paragraph)
    }
    return visitor.note.draw(parts[3], send: speech(RatingWord.send), speech, on: &canvas)
  }

  // MARK: The end

  func drawThanks(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    return LargeNotice(speech(RatingWord.thanks), [speech(RatingWord.thanksExplained)], .good)
      .draw(region, over: choices, focus: visitor.focus, on: &canvas)
  }

  func drawRefused(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    LargeNotice.refusal(visitor.refused, bearings.speech)
      .draw(region, over: choices, focus: visitor.focus, on: &canvas)
  }
}
