import Canvas
import Domain

// The first page where the office speaks more than one language.
extension Kiosk {
  /// In each language's own words: nobody needs to understand the other.
  var languageChoices: Choices<KioskAct> {
    let languages = bearings.profile?.languages ?? Language.allCases
    let choices = languages.enumerated().map { index, language in
      Choice(digit: index + 1, KioskWord.languageName.both[language], KioskAct.speak(language))
    }
    return Choices(choices + standingChoices)
  }

  var welcomeText: String { bearings.speech(KioskWord.welcome, bearings.profile?.name ?? "") }

  /// Welcome in both languages, the languages as large buttons, and what can be asked without a number below.
  func drawLanguages(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let languages = bearings.profile?.languages ?? Language.allCases
    let parts = Layout.rows(
      region.inset(x: 2), [.fixed(1), .fixed(4), .fill(1), .fixed(1), .fixed(standingRows(region, canvas.look))])
    let name = bearings.profile?.name ?? ""
    for (index, language) in languages.prefix(2).enumerated() {
      let row = 2 * index
      let text = Speech(language, own: bearings.speech.own)
      canvas.text(text(KioskWord.welcome, name), parts[1].row(row), index == 0 ? .title : .plain, .centred)
      canvas.text(text(VisitorWord.free), parts[1].row(row + 1), .plain, .centred)
    }
    let items = Array(choices.items.prefix(languages.count))
    let wide = parts[2].centred(width: min(parts[2].width, 100), height: parts[2].height).inset(y: 1)
    let targets = Choices(items).draw(wide, columns: 2, focus: visitor.focus, on: &canvas)
    return targets + drawStanding(parts[4], after: items.count, on: &canvas)
  }
}

// What every visitor may ask, number or not: the row of buttons at the foot of the first pages.
extension Kiosk {
  var standingChoices: [Choice<KioskAct>] {
    let speech = bearings.speech
    return [
      Choice(function: 3, speech(KioskWord.reservationButton), .open(.code(.reservation))),
      Choice(function: 4, speech(KioskWord.myTicketButton), .open(.code(.ticket))),
      Choice(function: 5, speech(KioskWord.informationButton), .open(.information)),
      Choice(function: 6, speech(KioskWord.staffButton), .open(.staff)),
    ]
  }

  func standingRows(_ region: Region, _ look: Look) -> Int {
    region.height >= 36 || region.height >= 26 && look.large ? 5 : 3
  }

  /// `before` buttons of the page come before them in the order of the focus.
  func drawStanding(_ region: Region, after before: Int, on canvas: inout Canvas) -> [Target<Touch>] {
    let focus = visitor.focus.flatMap { $0 >= before ? $0 - before : nil }
    return Choices(standingChoices).draw(
      region, columns: standingChoices.count, focus: focus, keysBelow: true, on: &canvas)
  }
}
