import Canvas
import Desk
import Domain

/// What people have complained about, and what was answered.
struct ComplaintsPage: Sendable {
  var lines = Sight<[ComplaintLine]>.nothing
  var selected: ComplaintID?
  /// The answer that was sent last, as it was written.
  var sent: Asking?

  /// Open ones first, the newest on top.
  var sorted: [ComplaintLine] {
    (lines.value ?? []).sorted { a, b in
      (a.status == .closed ? 1 : 0, b.complaint) < (b.status == .closed ? 1 : 0, a.complaint)
    }
  }

  var index: Int? {
    let sorted = sorted
    return sorted.firstIndex { $0.complaint == selected } ?? (sorted.isEmpty ? nil : 0)
  }
  var current: ComplaintLine? { index.map { sorted[$0] } }

  mutating func select(_ index: Int) {
    let sorted = sorted
    if sorted.indices.contains(index) { selected = sorted[index].complaint }
  }
}

extension FrontOffice {
  mutating func complaintsTook(_ key: Key) -> [Wish] {
    let index = complaints.index ?? 0
    switch key.code {
    case .up: complaints.select(index - 1)
    case .down: complaints.select(index + 1)
    case .escape: go(.queue)
    case .enter, .character("a"), .character("A"): askAnswer()
    case .character("n"), .character("N"): askNewComplaint()
    case .character("x"), .character("X"):
      if let current = complaints.current, current.status != .closed {
        asking = Asking(
          .closeComplaint, FrontWord.doClose.both,
          .confirm(
            (current.answer.isEmpty ? FrontWord.closeUnanswered : .closeText).both, yes: FrontWord.closeYes.both,
            isYes: false))
      }
    default: break
    }
    return []
  }

  /// By telephone, from the box, or from somebody who was never given a number.
  private mutating func askNewComplaint() {
    let channels = ComplaintChannelKind.allCases.map(\.label)
    asking = Asking(
      .newComplaint, FrontWord.doNewComplaint.both,
      .form(
        Form([
          .one("channel", FrontWord.channel.both, required: true, channels),
          Self.complaintEntry,
        ])))
  }

  /// Whom it is said of when it has been filed: no visit, no guest.
  static let newComplaint = "new"

  mutating func complaintFiled(_ form: Form) -> [Wish] {
    guard let channel = form["channel"].chosen, ComplaintChannelKind.allCases.indices.contains(channel) else {
      return []
    }
    asking = nil
    let words = form["words"].text
    return perform(
      .fileComplaint(
        FileComplaint {
          $0.words = words
          $0.channel = ComplaintChannelKind.allCases[channel]
        }), Self.newComplaint, .didComplaint)
  }

  private mutating func askAnswer() {
    guard let current = complaints.current, current.status != .closed else { return }
    asking = Asking(
      .answerComplaint, FrontWord.doAnswer.both,
      .form(
        Form([
          .note(
            "answer", FrontWord.answer.both, required: true, hint: FrontWord.answerHint.both, current.answer,
            limit: Limits.note)
        ])))
  }

  mutating func complaintAnswered(_ form: Form) -> [Wish] {
    guard let id = complaints.current?.complaint else { return [] }
    asking = nil
    let answer = form["answer"].text
    return perform(
      .answerComplaint(
        AnswerComplaint {
          $0.complaint = id
          $0.answer = answer
        }), id, .didAnswer)
  }

  mutating func complaintClosed() -> [Wish] {
    guard let id = complaints.current?.complaint else { return [] }
    return perform(.closeComplaint(CloseComplaint { $0.complaint = id }), id, .didClose)
  }

  // MARK: Picture

  func drawComplaints(_ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    if complaints.lines.drawAbsence(region, speech, on: &canvas) { return [] }
    let sorted = complaints.sorted
    guard !sorted.isEmpty else {
      Absence.draw(speech(FrontWord.complaintsEmpty), .plain, region, on: &canvas)
      return []
    }
    let parts = Layout.rows(region, [.fill(1), .fixed(min(10, region.height / 2))])
    let columns: [Table<Touch>.Column] = [
      .init(speech(FrontWord.filedAt), .fixed(16)), .init(speech(FrontWord.status), .fixed(9)),
      .init(speech(FrontWord.channel), .fixed(14)), .init(speech(FrontWord.complaintWords), .fill(1)),
    ]
    let rows = sorted.enumerated().map { index, line in
      Table<Touch>.Row(
        [
          // To the minute.
          String(line.filedAt.prefix(16)), speech(line.status.label), speech(line.channel.label),
          line.words.isEmpty ? speech(FrontWord.erased) : String(line.words.map { $0.isNewline ? " " : $0 }),
        ], .choose(index))
    }
    let targets = Table(columns, rows, selected: complaints.index).draw(parts[0].inset(x: 1), on: &canvas)
    if let current = complaints.current { drawComplaint(current, parts[1], on: &canvas) }
    return targets
  }

  private func drawComplaint(_ line: ComplaintLine, _ region: Region, on canvas: inout Canvas) {
    for x in region.x..<region.right { canvas.put("─", x, region.y, .faint) }
    let body = region.split(top: 1).1.inset(x: 1)
    let halves = Layout.columns(body, [.fill(1), .fill(1)], gap: 2)
    for (word, text, place) in [
      (FrontWord.complaintWords, line.words, halves[0]), (.answer, line.answer, halves[1]),
    ] {
      let (head, rest) = place.split(top: 1)
      canvas.text(bearings.speech(word), head, .faint)
      canvas.text(text.isEmpty ? "–" : text, rest, .plain, .paragraph)
    }
  }
}
