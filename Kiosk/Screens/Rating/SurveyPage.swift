import Canvas
import Domain

// The nine questions of the satisfaction survey, one at a time. It is stored whole or not at all: the index needs all nine, and
// nobody's answer is filled in for them.
extension RatingTerminal {
  static let surveyItems = Instrument.skm.items

  var surveyItem: RatingItem { Self.surveyItems[min(visitor.survey.count, Self.surveyItems.count - 1)] }

  var surveyChoices: Choices<RatingAct> {
    let answers = SurveyWord.answers(surveyItem).enumerated().map { index, word in
      Choice(digit: index + 1, bearings.speech(word), RatingAct.answer(index + 1))
    }
    return Choices(answers + [Choice(digit: 9, bearings.speech(RatingWord.stopSurvey), .done)])
  }

  mutating func answer(_ value: Int) -> [Wish] {
    guard let visit = visitor.visit, visitor.survey.count < Self.surveyItems.count else { return [] }
    visitor.survey.append(value)
    guard visitor.survey.count == Self.surveyItems.count else { return [] }
    let scores = zip(Self.surveyItems, visitor.survey).map { RatingScore($0, $1) }
    let rate = Rate {
      $0.visit = .id(visit)
      $0.instrument = .skm
      $0.scores = scores
    }
    return bearings.ask(surveyErrand) { .perform(.rate(rate), $0) }
  }

  func drawSurvey(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let parts = Layout.rows(
      region.inset(x: 2), [.fixed(1), .fixed(1), .fixed(1), .fixed(3), .fill(1), .fixed(1), .fixed(2)])
    let done = visitor.survey.count
    Progress(done, of: Self.surveyItems.count).draw(parts[1], on: &canvas)
    if bearings.underWay.contains(surveyErrand) {
      LargeNotice(speech(RatingWord.storing), []).draw(parts[4], on: &canvas)
      return []
    }
    canvas.text("\(done + 1). " + speech(SurveyWord.question(surveyItem)), parts[3], .title, .centredParagraph)
    let choices = surveyChoices
    let wide = parts[4].centred(width: min(parts[4].width, 72), height: parts[4].height)
    let answers = Choices(Array(choices.items.dropLast()))
    let targets = answers.draw(wide, columns: 1, focus: visitor.focus, on: &canvas)
    let stop = Choices([choices.items[choices.items.count - 1]])
    let place = parts[6].centred(width: min(parts[6].width, 60), height: 2)
    return targets
      + stop.draw(place, columns: 1, focus: visitor.focus == answers.items.count ? 0 : nil, on: &canvas)
  }
}
