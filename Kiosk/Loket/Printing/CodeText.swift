import Desk
import Domain

extension ViewText {
  /// What a code opens, on one line.
  func code(_ view: CodeView) -> String {
    var parts = [view.kind.label[language]]
    if let number = view.number { parts.append(number.description) }
    if let id = view.visit { parts.append(id.description) }
    if let id = view.guest { parts.append(id.description) }
    if let id = view.reservation { parts.append(id.description) }
    if let stage = view.stage { parts.append(stage.label[language]) }
    if let desk = view.desk { parts.append(say("meja \(desk)", "desk \(desk)")) }
    if view.awaited, view.visit == nil {
      parts.append(say("rincian menyusul dari pusat", "details awaited from the centre"))
    } else if let status = view.status {
      parts.append(status.label[language])
    }
    if let slot = view.slot { parts.append(slot.description) }
    if !view.greeting.isEmpty { parts.append(view.greeting) }
    let line = parts.joined(separator: "  ")
    return view.problem.isEmpty ? line : line + "\n! " + say(view.problem, view.problemEnglish)
  }
}
