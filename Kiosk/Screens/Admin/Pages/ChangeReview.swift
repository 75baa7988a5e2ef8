import Canvas
import Desk
import Domain

/// What will change, from what to what, and the one key that does it.
struct ChangeReview: AdminPage {
  private let proposal: Proposal
  private var reading = Reading()

  init(_ proposal: Proposal) { self.proposal = proposal }

  func title(_ scene: Scene) -> String { scene.speech(AdminWord.review) }

  private func isSaving(_ scene: Scene) -> Bool { scene.underWay.contains(Proposal.errand) }

  func hints(_ scene: Scene) -> [Frame.Hint] {
    if isSaving(scene) { return [] }
    let more: [Frame.Hint] =
      proposal.changes.count > 6
      ? [
        Frame.Hint(Key(.down), "↓", scene.speech(AdminWord.more)),
        Frame.Hint(Key(.up), "↑", scene.speech(AdminWord.up)),
      ] : []
    return [
      Frame.Hint(Key(.enter), "Enter", scene.speech(AdminWord.confirm)),
      Frame.Hint(Key(.escape), "Esc", scene.speech(AdminWord.notYet)),
    ] + more
  }

  mutating func press(_ key: Key, _ scene: Scene) -> [Step] {
    if isSaving(scene) { return [] }
    switch key.code {
    case .escape: return [.back]
    case .enter:
      if let before = proposal.before, before != scene.profile {
        return [.back, .say(AdminWord.changedMeanwhile.both, .warning)]
      }
      return [.perform(proposal.command, Proposal.errand)]
    default: _ = reading.take(key, count: proposal.changes.count)
    }
    return []
  }

  mutating func hear(_ input: Input, _ scene: Scene) -> [Step] {
    switch input {
    case .answered(Proposal.errand, _): [.settled(proposal)]
    case .refused(Proposal.errand, let refused): [.refused(refused)]
    default: []
    }
  }

  func draw(_ region: Region, _ scene: Scene, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = scene.speech
    let tall = Button<Touch>.rows(canvas.look)
    let remarkRows = proposal.remarks.reduce(0) {
      $0 + TextLines.wrap(speech($1), columns: region.width - 4, linesMax: 4).count
    }
    let parts = Layout.rows(
      region, [.fixed(1), .fixed(1), .fill(1), .fixed(min(remarkRows, region.height / 3)), .fixed(1), .fixed(tall)])
    canvas.text(speech(proposal.title), parts[0], Style.plain.bold)
    canvas.text(speech(isSaving(scene) ? AdminWord.saving : AdminWord.nothingYet), parts[1], .faint)
    drawChanges(parts[2].inset(y: 1), speech, on: &canvas)
    var y = parts[3].y
    for remark in proposal.remarks where y < parts[3].bottom {
      canvas.text("(!)", Region(region.x, y, 3, 1), Style.plain.bold)
      y += canvas.text(
        speech(remark), Region(region.x + 4, y, region.width - 4, parts[3].bottom - y), .plain, .paragraph)
    }
    let buttons = Layout.columns(parts[5], [.fill(1), .fill(1)], gap: 2)
    let state: Button<Touch>.State = isSaving(scene) ? .disabled : .focused
    return Button(speech(AdminWord.confirm), key: "Enter", state: state, .key(Key(.enter))).draw(
      buttons[0], on: &canvas)
      + Button(
        speech(AdminWord.notYet), key: "Esc", state: isSaving(scene) ? .disabled : .normal, .key(Key(.escape))
      ).draw(buttons[1], on: &canvas)
  }

  /// Label, how it stands, how it will stand; as many rows as the longer of the two needs.
  private func drawChanges(_ region: Region, _ speech: Speech, on canvas: inout Canvas) {
    guard region.height > 1 else { return }
    let shares: [Share] = [.percent(28), .percent(34), .fixed(2), .fill(1)]
    func sides(_ change: Change) -> [(column: Int, text: String)] {
      [(0, speech(change.label)), (1, shown(change.from, speech)), (3, shown(change.to, speech))]
    }
    func heights(_ columns: [Region]) -> [Int] {
      proposal.changes.map { change in
        sides(change).map { TextLines.wrap($0.text, columns: columns[$0.column].width, linesMax: 4).count }.max() ?? 1
      }
    }
    // What fits whole needs neither a mark nor a place.
    let fits = heights(Layout.columns(region, shares, gap: 1)).reduce(0, +) < region.height
    let table = fits ? region : region.split(left: 2).1
    let head = Layout.columns(table.row(0), shares, gap: 1)
    canvas.fill(table.row(0), Style.plain.underlined)
    canvas.text(speech(AdminWord.was), head[1], Style.title.underlined)
    canvas.text(speech(AdminWord.becomes), head[3], Style.title.underlined)
    let tall = heights(head)
    let seen = reading.shown(tall, rows: region.height - (fits ? 1 : 2))
    var y = region.y + 1
    for index in seen {
      let columns = Layout.columns(
        Region(table.x, y, table.width, min(tall[index], region.bottom - y)), shares, gap: 1)
      if !fits, index == min(reading.selected, tall.count - 1) {
        canvas.put("»", region.x, y, Style.plain.bold)
        canvas.cursor = Point(region.x, y)
      }
      for (column, text) in sides(proposal.changes[index]) {
        canvas.text(text, columns[column], column == 3 ? Style.plain.bold : .plain, .paragraph)
      }
      canvas.text("->", columns[2], .plain)
      y += tall[index]
    }
    if !fits { Reading.drawPlace(seen, of: tall.count, region.row(region.height - 1), on: &canvas) }
  }

  private func shown(_ text: Bilingual, _ speech: Speech) -> String {
    speech(text).isEmpty ? speech(AdminWord.empty) : speech(text)
  }
}
