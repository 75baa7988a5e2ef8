import Canvas
import Desk
import Domain

/// The line to the centre on one page: what has not been sent and since when, how old the centre's word is, whether the clocks agree,
/// what the centre has set aside and what to do about it, and changes that lost to one made elsewhere.
struct CentrePage: AdminPage {
  static let lost = Query.overruled(Empty())

  private var lost = Seen<OverruledView>.awaited
  private var first = 0

  func title(_ scene: Scene) -> String { scene.speech(StoreWord.centre) }
  var watching: [Query] { [Self.lost] }

  func hints(_ scene: Scene) -> [Frame.Hint] {
    if mayEnrol(scene) {
      return [.back(scene.speech), Frame.Hint(.character("1"), "1", scene.speech(FoundingWord.enrol))]
    }
    guard paragraphs(scene).count > 3 else { return [.back(scene.speech)] }
    return [
      .back(scene.speech), Frame.Hint(Key(.down), "↓", scene.speech(AdminWord.more)),
      Frame.Hint(Key(.up), "↑", scene.speech(AdminWord.up)),
    ]
  }

  mutating func press(_ key: Key, _ scene: Scene) -> [Step] {
    switch key.code {
    case .escape: return [.back]
    case .character("1") where mayEnrol(scene): return [.open(EnrolPage())]
    case .down: first = min(first + 1, max(0, paragraphs(scene).count - 1))
    case .up: first = max(0, first - 1)
    default: break
    }
    return []
  }

  /// Nothing calls a centre yet, and who is in may change that.
  private func mayEnrol(_ scene: Scene) -> Bool { scene.isHead && scene.status.value?.line.state == LineState.none }

  mutating func hear(_ input: Input, _ scene: Scene) -> [Step] {
    switch input {
    case .view(Self.lost, .overruled(let view)): lost = .shown(view)
    case .unseen(Self.lost, let refused): lost = .refused(refused)
    default: break
    }
    return []
  }

  func draw(_ region: Region, _ scene: Scene, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = scene.speech
    guard let status = scene.drawnStatus(region, on: &canvas) else { return [] }
    let facts = facts(status.line, speech)
    let tall = mayEnrol(scene) ? Button<Touch>.rows(canvas.look) : 0
    let parts = Layout.rows(region, [.fixed(facts.count), .fixed(1), .fill(1), .fixed(tall)])
    Facts.draw(facts, parts[0], on: &canvas)
    draw(paragraphs(scene), parts[2], speech, on: &canvas)
    guard tall > 0 else { return [] }
    return Button(speech(FoundingWord.enrol), key: "1", Touch.key(.character("1"))).draw(parts[3], on: &canvas)
  }

  private func facts(_ line: LineView, _ speech: Speech) -> [(String, String)] {
    var facts = [(speech(StoreWord.lineState), speech(line.state.label))]
    guard line.state != .none else { return facts }
    var unsent = speech(StoreWord.allSent)
    if line.unsent > 0 {
      unsent = speech(Amount.events(line.unsent))
      if let minutes = line.unsentMinutes {
        unsent += ", " + speech(StoreWord.forSoLong, speech(Amount.time(minutes: minutes)))
      }
    }
    facts.append((speech(StoreWord.unsent), unsent))
    if !line.unsentSince.isEmpty { facts.append((speech(StoreWord.oldestUnsent), line.unsentSince)) }
    let age = line.ageMinutes.map { minutes in
      minutes == 0 ? speech(StoreWord.justNow) : speech(StoreWord.ago, speech(Amount.time(minutes: minutes)))
    }
    facts.append((speech(StoreWord.centreAge), age ?? speech(StoreWord.neverTalked)))
    let clock = line.offsetMilliseconds.map { speech(LineView.clockWords($0)) }
    facts.append((speech(StoreWord.clockOffset), clock ?? speech(StoreWord.notKnown)))
    facts.append((speech(StoreWord.centreAddress), "\(line.centre)"))
    if line.catchingUp { facts.append((speech(StoreWord.past), speech(StoreWord.pastReading))) }
    return facts
  }

  private struct Paragraph {
    var mark = ""
    var text: String
    var isHead = false
  }

  /// What people may have to do something about, then what is only to be known.
  private func paragraphs(_ scene: Scene) -> [Paragraph] {
    let speech = scene.speech
    guard let status = scene.status.value else { return [Paragraph(text: speech(StoreWord.noCentre))] }
    let line = status.line
    var all: [Paragraph] = []
    for alarm in status.alarms where ["line", "identity", "offset"].contains(alarm.code) {
      all.append(Paragraph(mark: "(!)", text: speech(Bilingual(alarm.indonesian, alarm.english))))
    }
    guard line.state != .none else { return all + [Paragraph(text: speech(StoreWord.noCentre))] }
    if line.parked > 0 {
      all.append(Paragraph(text: speech(StoreWord.parked, speech(Amount.events(line.parked))), isHead: true))
      all.append(Paragraph(mark: "  ", text: speech(StoreWord.parkedDo)))
      all += line.parkedEvents.map { event in
        let reason = Bilingual(event.indonesian, event.english)
        return Paragraph(mark: "  ", text: speech(StoreWord.parkedEvent, event.event.description, speech(reason)))
      }
    }
    all.append(Paragraph(text: speech(StoreWord.lostChanges), isHead: true))
    switch lost {
    case .awaited: all.append(Paragraph(mark: "  ", text: speech(AdminWord.loading)))
    case .refused(let refused): all.append(Paragraph(mark: "(!)", text: speech(refused.text)))
    case .shown(let view) where view.changes.isEmpty:
      all.append(Paragraph(mark: "  ", text: speech(StoreWord.lostNone)))
    case .shown(let view):
      all += view.changes.map { Paragraph(mark: "  ", text: speech(Bilingual($0.indonesian, $0.english))) }
      if view.more { all.append(Paragraph(mark: "  ", text: "…")) }
    }
    return all
  }

  private func draw(_ paragraphs: [Paragraph], _ region: Region, _ speech: Speech, on canvas: inout Canvas) {
    var y = region.y
    func indent(_ paragraph: Paragraph) -> Int {
      paragraph.isHead ? 0 : Width.of(paragraph.mark) + (paragraph.mark.isEmpty ? 0 : 1)
    }
    let tall = paragraphs.map { TextLines.wrap($0.text, columns: region.width - indent($0), linesMax: 5).count }
    // Never further than the last one needs: what fits whole stays where it is.
    var first = min(first, paragraphs.count - 1)
    while first > 0, tall[(first - 1)...].reduce(0, +) <= region.height { first -= 1 }
    for (index, paragraph) in paragraphs.enumerated().dropFirst(first) {
      let (x, rows) = (indent(paragraph), tall[index])
      if y + rows > region.bottom, index > first {
        canvas.text(
          speech(AdminWord.moreBelow, paragraphs.count - index),
          Region(region.x, min(y, region.bottom - 1), region.width, 1), .faint)
        return
      }
      canvas.text(paragraph.mark, Region(region.x, y, 3, 1), Style.faultText.bold)
      let place = Region(region.x + x, y, region.width - x, region.bottom - y)
      y += max(1, canvas.text(paragraph.text, place, paragraph.isHead ? Style.plain.bold : .plain, .paragraph))
    }
  }
}
