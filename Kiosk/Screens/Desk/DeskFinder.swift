import Canvas
import Desk
import Domain

/// Finds somebody by number or name: to call, to resume, to queue again, or whoever is in the house.
struct DeskFinder: Sendable {
  enum Purpose: Sendable { case call, resume, requeue, search }

  let purpose: Purpose
  private(set) var editor: LineEditor
  private(set) var selected = 0

  init(_ purpose: Purpose, text: String = "") {
    self.purpose = purpose
    editor = LineEditor(text, limit: 60)
  }

  /// Those who fit what is typed, whoever's number it is exactly first.
  func lines(_ picture: DeskPicture) -> [QueueLine] {
    let all: [QueueLine]
    switch purpose {
    case .call: all = picture.waiting + (picture.desk?.missed ?? [])
    case .resume: all = picture.desk?.parked ?? []
    case .requeue: all = picture.desk?.missed ?? []
    case .search: all = picture.present
    }
    let text = Entry.trimmed(editor.text).lowercased()
    guard !text.isEmpty else { return all }
    let number = QueueNumber(text)
    let exact = all.filter { $0.number == number && number != nil || Int(text) != nil && $0.number?.value == Int(text) }
    let rest = all.filter { line in
      !exact.contains { $0.visit == line.visit }
        && (line.label.lowercased().contains(text) || line.guest?.lowercased().contains(text) ?? false)
    }
    return exact + rest
  }

  /// Moves in the list or writes; `false` for a key that is the desk's.
  mutating func take(_ key: Key, count: Int) -> Bool {
    switch key.code {
    case .up: selected = max(0, selected - 1)
    case .down: selected = min(max(0, count - 1), selected + 1)
    case .pageUp: selected = max(0, selected - 10)
    case .pageDown: selected = min(max(0, count - 1), selected + 10)
    default:
      guard editor.take(key) else { return false }
      selected = 0
    }
    return true
  }

  mutating func takeBack(_ typed: Int) { editor.takeBack(typed) }

  private var words: (title: DeskWord, hint: DeskWord, nobody: DeskWord) {
    switch purpose {
    case .call: (.findCall, .findCallHint, .findNobody)
    case .resume: (.findResume, .findResumeHint, .findNobody)
    case .requeue: (.findRequeue, .findRequeueHint, .findNobody)
    case .search: (.findAnybody, .findAnybodyHint, .findEmptyHouse)
    }
  }

  func draw(_ region: Region, _ picture: DeskPicture, _ bearings: Bearings, on canvas: inout Canvas) -> [Target<Touch>]
  {
    let speech = bearings.speech
    let parts = Layout.rows(
      region.inset(x: 2, y: 1), [.fixed(2), .fixed(canvas.look.large ? 3 : 2), .fixed(1), .fill(1)])
    canvas.text(speech(words.title), parts[0], .title)
    let lines = lines(picture)
    let field = WritingField(speech(words.hint), editor, isFocused: true, Touch.focus(0))
    var targets = field.draw(parts[1], on: &canvas)
    let cursor = canvas.cursor
    guard !lines.isEmpty else {
      canvas.text(
        speech(editor.isEmpty ? words.nobody : DeskWord.findNoMatch), parts[3], .plain, .centredParagraph)
      return targets
    }
    let items = lines.enumerated().map { index, line in
      ItemList<Touch>.Item(name(line, bearings), detail: detail(line, speech), .choose(index))
    }
    let list = ItemList(
      items, selected: min(selected, lines.count - 1), up: .key(Key(.up)), down: .key(Key(.down)))
    targets += list.draw(parts[3], on: &canvas)
    // The officer types: the cursor belongs to the field.
    canvas.cursor = cursor
    return targets
  }

  private func name(_ line: QueueLine, _ bearings: Bearings) -> String {
    let service = bearings.profile?.service(line.service).map { bearings.speech($0.label) } ?? line.service
    return [line.label, service, line.guest ?? ""].filter { !$0.isEmpty }.joined(separator: "   ")
  }

  private func detail(_ line: QueueLine, _ speech: Speech) -> String {
    let stage = line.desk.map { speech(DeskWord.stageAtDesk, speech(line.stage.label), $0) } ?? speech(line.stage.label)
    return stage + " · " + DeskTerminal.length(line.waitMinutes, speech)
  }
}

extension DeskTerminal {
  mutating func pressFinder(_ finder: DeskFinder, _ key: Key) -> [Wish] {
    var finder = finder
    switch (key.code, key.modifiers) {
    case (.escape, _): page = .home
    case (.enter, _): return pick(finder, finder.selected)
    default:
      if finder.take(key, count: finder.lines(picture).count) {
        page = .find(finder)
        bearings.sayIfFull(finder.editor)
      }
    }
    return []
  }

  /// What is done with whoever was chosen follows from where they stand.
  mutating func pick(_ finder: DeskFinder, _ index: Int) -> [Wish] {
    let lines = finder.lines(picture)
    guard let line = lines.indices.contains(index) ? lines[index] : lines.last else { return [] }
    switch (finder.purpose, line.stage) {
    case (.requeue, _): return take(.requeue, line.label, .requeue(Requeue { $0.visit = .id(line.visit) }))
    case (.call, .waiting), (.call, .missed), (.search, .waiting):
      return refusing(.call) ?? callThis(line.visit, line.label)
    case (.search, .missed): return take(.requeue, line.label, .requeue(Requeue { $0.visit = .id(line.visit) }))
    case (_, .parked): return refusing(.resume) ?? resume(line)
    default:
      let place = line.desk.map { Bilingual.filled(DeskWord.isAtDesk, line.label, $0) }
      bearings.say(place ?? Bilingual.filled(DeskWord.isNotHere, line.label))
      page = .home
      return []
    }
  }

  /// Says why it cannot be done now; `nil` when it can.
  private mutating func refusing(_ action: DeskAction) -> [Wish]? {
    guard let hindrance = hindrance(action) else { return nil }
    bearings.say(Bilingual.filled(hindrance.sentence, picture.visit?.label ?? ""), .warning)
    return []
  }
}
