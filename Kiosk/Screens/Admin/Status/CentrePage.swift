import Canvas
import Desk
import Domain

/// The line to the centre on one page: what has not been sent and since when, how old the centre's word is, whether the clocks agree,
/// what the centre has set aside and what to do about it, and changes that lost to one made elsewhere.
struct CentrePage: AdminPage {
  static let lost = Query.overruled(Empty())

  private var lost = Seen<OverruledView>.awaited
  private var reading = Reading()

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
    default: _ = reading.take(key, count: paragraphs(scene).count)
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
    reading.draw(paragraphs(scene), parts[2], on: &canvas)
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
}
