import Canvas
import Desk
import Domain

// Pages that say one thing: how it works, whom to ask, why not now.
extension Kiosk {
  // MARK: Help

  var helpLines: [String] {
    let words: [KioskWord] = [.helpChoose, .helpBack, .helpLanguage, .helpLook, .helpSay, .helpPrivacy, .helpStaff]
    return words.map { bearings.speech($0) }
  }

  func drawHelp(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let sheet = HelpSheet(title: bearings.speech(KioskWord.helpTitle), lines: helpLines)
    return sheet.draw(region, on: &canvas) { place, canvas in
      Choices([backChoice]).draw(place, columns: 1, focus: visitor.focus, on: &canvas)
    }
  }

  // MARK: Somebody is needed

  var staffChoices: Choices<KioskAct> {
    Choices([
      Choice(digit: 1, bearings.speech(KioskWord.ringStaff), .ringStaff), Choice(digit: 2, backChoice.label, .back),
    ])
  }

  func drawStaff(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let parts = Layout.rows(region.inset(x: 2), [.fill(1), .fixed(3), .fixed(1)])
    LargeNotice(bearings.speech(KioskWord.staff), [bearings.speech(KioskWord.staffExplained)])
      .draw(parts[0], on: &canvas)
    return staffChoices.draw(parts[1], columns: 2, focus: visitor.focus, on: &canvas)
  }

  // MARK: Refused

  func drawRefused(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    LargeNotice.refusal(visitor.refused, bearings.speech)
      .draw(region, over: Choices([backChoice]), focus: visitor.focus, on: &canvas)
  }

  // MARK: Closed

  var closedChoices: Choices<KioskAct> { Choices(standingChoices) }

  var closedSentences: [String] {
    guard let day else { return [] }
    let speech = bearings.speech
    let text = speech(day.closed ? KioskWord.dayClosed.both : Bilingual(day.hours, day.hoursEnglish))
    // The hours' sentence names the next opening too.
    let next = day.closed ? speech(Bilingual(day.opensNext, day.opensNextEnglish)) : ""
    return [text, next, speech(KioskWord.closedMeanwhile)].filter { !$0.isEmpty }
  }

  func drawClosed(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let rows = standingRows(region, canvas.look)
    let parts = Layout.rows(region.inset(x: 2), [.fill(1), .fixed(rows), .fixed(1)])
    LargeNotice(bearings.speech(KioskWord.closed), closedSentences).draw(parts[0], on: &canvas)
    return drawStanding(parts[1], after: 0, on: &canvas)
  }

  // MARK: Nothing known yet

  /// What is not known is not shown as empty: it says why.
  func drawWaiting(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    if let dayFault {
      LargeNotice(speech(KioskWord.notNow), [speech(KioskWord.askStaff), speech(dayFault.text)], .fault)
        .draw(region.inset(x: 2), on: &canvas)
    } else {
      LargeNotice(speech(KioskWord.welcomePlain), [speech(VisitorWord.notLoaded)]).draw(region.inset(x: 2), on: &canvas)
    }
    return []
  }
}
