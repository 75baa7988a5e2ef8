import Canvas
import Desk
import Domain

// Five faces: the quick answer. The comment that goes with it, and what follows.
extension RatingTerminal {
  static let faces = 1...5

  /// The faces stand for 2, 4, 6, 8 and 10 of HaloPST's scale of 1 to 10: even steps that reach its top and no finer than what was
  /// pressed. Nobody is said to have given a 9.
  static func score(_ face: Int) -> Int { 2 * face }

  private static let words: [RatingWord] = [.veryBad, .bad, .fair, .good, .veryGood]
  /// Drawn with signs that every font has.
  private static let art: [[String]] = [
    [".-----.", "| > < |", "| /-\\ |", "'-----'"], [".-----.", "| o o |", "| .-. |", "'-----'"],
    [".-----.", "| o o |", "| --- |", "'-----'"], [".-----.", "| o o |", "| '-' |", "'-----'"],
    [".-----.", "| ^ ^ |", "| \\_/ |", "'-----'"],
  ]

  var faceChoices: Choices<RatingAct> {
    let faces = Self.faces.map { Choice(digit: $0, bearings.speech(Self.words[$0 - 1]), RatingAct.face($0)) }
    return Choices(faces + [Choice(digit: 9, bearings.speech(RatingWord.otherTicket), .begin(.code))])
  }

  /// Whose visit it is about: the one identified by its code, or the last one at this desk.
  private var subject: (visit: VisitID, label: String)? {
    if let visit = visitor.visit { return (visit, visitor.number?.description ?? "") }
    guard let offer, let visit = offer.visit else { return nil }
    return (visit, offer.number?.description ?? "")
  }

  mutating func press(face: Int) {
    guard let subject else { return }
    if visitor.visit == nil {
      (visitor.visit, visitor.number, visitor.open) = (subject.visit, offer?.number, offer?.open ?? [])
    }
    visitor.face = face
    visitor.note = NoteEntry()
    visitor.pages.append(.comment)
  }

  /// The command that stores the face; `nil` when none was pressed or it is stored already.
  func review(comment: String) -> Rate? {
    guard let visit = visitor.visit, let face = visitor.face, visitor.open.contains(.review) else { return nil }
    return Rate {
      $0.visit = .id(visit)
      $0.instrument = .review
      $0.scores = [RatingScore(.officer, Self.score(face))]
      $0.comment = comment
    }
  }

  func drawFaces(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let parts = Layout.rows(
      region.inset(x: 2), [.fill(1), .fixed(1), .fixed(2), .fixed(1), .fixed(9), .fill(1), .fixed(3), .fixed(1)])
    let service = visitor.visit == nil ? offer.map { speech(Bilingual($0.service, $0.serviceEnglish)) } ?? "" : ""
    let label = [subject?.label ?? "", service].filter { !$0.isEmpty }.joined(separator: " – ")
    canvas.text(speech(RatingWord.howWasIt), parts[1], .title, .centred)
    canvas.text(label, parts[2], .plain, .centredParagraph)
    let choices = faceChoices
    let row = parts[4].centred(width: min(parts[4].width, 110), height: parts[4].height)
    var targets: [Target<Touch>] = []
    for (index, place) in Layout.columns(row, Self.faces.map { _ in .fill(1) }, gap: 2).enumerated() {
      targets += drawFace(choices.items[index], Self.art[index], place, isFocused: visitor.focus == index, on: &canvas)
    }
    let other = parts[6].centred(width: min(parts[6].width, 48), height: 3)
    let last = Choices([choices.items[5]])
    return targets + last.draw(other, columns: 1, focus: visitor.focus == 5 ? 0 : nil, on: &canvas)
  }

  private func drawFace(
    _ choice: Choice<RatingAct>, _ art: [String], _ place: Region, isFocused: Bool, on canvas: inout Canvas
  ) -> [Target<Touch>] {
    let style: Style = isFocused ? .focus : .button
    canvas.fill(place, style)
    for (line, text) in art.enumerated() { canvas.text(text, place.row(line + 1), style, .centred) }
    canvas.text(choice.name, place.row(5), style.bold, .centred)
    canvas.text(choice.label, Region(place.x, place.y + 6, place.width, 2), style.bold, .centredParagraph)
    if isFocused {
      canvas.put("»", place.x, place.y + 6, style)
      canvas.put("«", place.right - 1, place.y + 6, style)
      canvas.cursor = Point(place.x, place.y + 6)
    }
    return [Target(place, .key(choice.key))]
  }

  // MARK: The comment

  func drawComment(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let parts = Layout.rows(region.inset(x: 2), [.fixed(1), .fixed(2), .fill(1)])
    let face = visitor.face.map { speech(Self.words[$0 - 1]) } ?? ""
    canvas.text(speech(RatingWord.chosen, face) + " " + speech(RatingWord.comment), parts[0], .title)
    canvas.text(speech(RatingWord.commentExplained), parts[1], .plain, .paragraph)
    let word: RatingWord = visitor.note.isEmpty ? .withoutComment : .send
    return visitor.note.draw(parts[2], send: speech(word), speech, on: &canvas)
  }

  // MARK: What follows

  var offerChoices: Choices<RatingAct> {
    let speech = bearings.speech
    var items: [(RatingWord, RatingAct)] = []
    if visitor.open.contains(.skm) { items.append((.beginSurvey, .begin(.survey))) }
    items.append((.beginComplaint, .begin(.complaint)))
    items.append((.finish, .done))
    return Choices(items.enumerated().map { Choice(digit: $0 + 1, speech($1.0), $1.1) })
  }

  func drawOffer(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let parts = Layout.rows(region.inset(x: 2), [.min(8), .min(11)])
    LargeNotice(speech(RatingWord.stored), [speech(RatingWord.offerExplained)], .good).draw(parts[0], on: &canvas)
    let place = parts[1].centred(width: min(parts[1].width, 64), height: parts[1].height)
    return offerChoices.draw(place, columns: 1, focus: visitor.focus, on: &canvas)
  }
}
