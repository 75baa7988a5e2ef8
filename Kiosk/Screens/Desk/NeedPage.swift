import Canvas
import Desk
import Domain

/// One line of the official form's Block III: data the guest needs, and what became of it.
enum NeedPage {
  private static let years = 1900...2100

  /// Region and level of the last one stand there already: questions of one guest are mostly about one place.
  static func blank(after last: DataNeed?) -> Form {
    Form([
      .line(
        "detail", DeskPaperWord.detail.both, required: true, hint: DeskPaperWord.detailHint.both, limit: Limits.note),
      .line("region", DeskPaperWord.region.both, last?.region ?? "", limit: Limits.line),
      .line("fromYear", DeskPaperWord.fromYear.both, hint: DeskPaperWord.yearHint.both, limit: 4),
      .line("toYear", DeskPaperWord.toYear.both, hint: DeskPaperWord.yearHint.both, limit: 4),
      .category("level", DeskPaperWord.level.both, DataLevel.self, last?.level),
      .category("period", DeskPaperWord.period.both, DataPeriod.self),
      .category("obtained", DeskPaperWord.obtained.both, Obtained.self),
      .line("source", DeskPaperWord.source.both, hint: DeskPaperWord.sourceHint.both, limit: Limits.line),
      .line("title", DeskPaperWord.title.both, limit: Limits.line),
      .line("sourceYear", DeskPaperWord.sourceYear.both, hint: DeskPaperWord.yearHint.both, limit: 4),
      .one(
        "quality", DeskPaperWord.quality.both, hint: DeskPaperWord.qualityHint.both,
        (1...10).map { Bilingual("\($0)", "\($0)") }),
    ])
  }

  /// `nil`, with the fault beside the field, when it cannot be kept so.
  static func need(_ form: inout Form) -> DataNeed? {
    for name in ["fromYear", "toYear", "sourceYear"] {
      let isWrong = !form[name].isEmpty && year(form[name]) == nil
      form[name].fault = isWrong ? DeskPaperWord.yearFault.both : nil
    }
    if let from = year(form["fromYear"]), let to = year(form["toYear"]), from > to {
      form["toYear"].fault = DeskPaperWord.yearOrder.both
    }
    guard form.checkRequired(FormWord.missing.both) else { return nil }
    return DataNeed {
      $0.detail = form["detail"].text
      $0.region = form["region"].text
      $0.fromYear = year(form["fromYear"])
      $0.toYear = year(form["toYear"])
      $0.level = form["level"].value(DataLevel.self)
      $0.period = form["period"].value(DataPeriod.self)
      $0.obtained = form["obtained"].value(Obtained.self)
      $0.source = form["source"].text
      $0.title = form["title"].text
      $0.sourceYear = year(form["sourceYear"])
      $0.quality = form["quality"].chosen.map { $0 + 1 }
    }
  }

  private static func year(_ entry: Entry) -> Int? {
    guard entry.text.utf8.allSatisfy({ (48...57).contains($0) }), let year = Int(entry.text), years.contains(year)
    else {
      return nil
    }
    return year
  }

  static func oneLine(_ text: String) -> String { text.map { $0.isNewline ? " " : String($0) }.joined() }

  /// A recorded need in one line.
  static func line(_ need: DataNeed, _ language: Language) -> String {
    let years = [need.fromYear, need.toYear].compactMap { $0.map(String.init) }
    let span = years.first == years.last ? years.first ?? "" : years.joined(separator: "–")
    let place = [need.region, span].filter { !$0.isEmpty }.joined(separator: " ")
    return [oneLine(need.detail), place, need.obtained?.label[language] ?? ""].filter { !$0.isEmpty }.joined(
      separator: " · ")
  }
}

/// What was asked and what was given, in the officer's words.
enum NotePage {
  static var blank: Form {
    var form = Form([
      .note("question", DeskPaperWord.question.both, hint: DeskPaperWord.noteHint.both, limit: Limits.note),
      .note("answer", DeskPaperWord.answer.both, hint: DeskPaperWord.noteHint.both, limit: Limits.note),
    ])
    form.answers = .wide
    return form
  }

  static func note(_ form: inout Form) -> ConsultationNote? {
    let isEmpty = form["question"].isEmpty && form["answer"].isEmpty
    form["question"].fault = isEmpty ? FormWord.missing.both : nil
    guard !isEmpty else { return nil }
    return ConsultationNote {
      ($0.question, $0.answer) = (form["question"].text, form["answer"].text)
    }
  }
}

/// The online transaction this visit goes on from, or goes on in.
enum OnlinePage {
  static var blank: Form {
    Form([
      .line(
        "reference", DeskPaperWord.reference.both, required: true, hint: DeskPaperWord.referenceHint.both,
        limit: Limits.line)
    ])
  }

  static func reference(_ form: inout Form) -> String? {
    form.checkRequired(FormWord.missing.both) ? form["reference"].text : nil
  }
}

extension DeskTerminal {
  /// What is recorded already, the newest last, and the form for one more.
  func drawPaper(_ paper: DeskPaper, _ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    guard let form = papers.form(paper), let visit = picture.visit else { return [] }
    let speech = bearings.speech
    let recorded: [String]
    let title: DeskPaperWord
    switch paper.kind {
    case .needs: (title, recorded) = (.needsTitle, visit.needs.map { NeedPage.line($0, speech.language) })
    case .notes: (title, recorded) = (.notesTitle, visit.notes.map { $0.question.isEmpty ? $0.answer : $0.question })
    case .online: (title, recorded) = (.onlineTitle, visit.onlineLinks)
    }
    let spare = max(0, region.height - 18)
    let shown = min(recorded.count, form.showsKeyboard ? 1 : max(2, spare))
    let parts = Layout.rows(region, [.fixed(1), .fixed(shown), .fixed(spare > 2 ? 1 : 0), .fill(1)])
    let head = parts[0].inset(x: 1)
    canvas.text(speech(title, visit.label), head, .title)
    let count = recorded.isEmpty ? speech(DeskPaperWord.noneYet) : speech(DeskPaperWord.recorded, recorded.count)
    canvas.text(papers.saving.contains(paper) ? speech(DeskPaperWord.saving) : count, head, .faint, .right)
    for (row, text) in recorded.suffix(shown).enumerated() {
      let number = recorded.count - shown + row + 1
      canvas.text("\(number). " + NeedPage.oneLine(text), parts[1].row(row).inset(x: 1), .plain)
    }
    return form.draw(parts[3], speech, on: &canvas)
  }
}
