import Canvas
import Desk
import Domain

// What keys and taps do at a desk.
extension DeskTerminal {
  mutating func press(_ key: Key) -> [Wish] {
    let before = page.question
    defer { if page.question != before { asking = (key, bearings.now) } }
    if showsHelp {
      showsHelp = false
      return []
    }
    if key == .function(1) {
      showsHelp = true
      return []
    }
    guard number != nil else { return chooseDesk(key) }
    switch page {
    case .home: return pressHome(key)
    case .find(let finder): return pressFinder(finder, key)
    case .transfer(let visit): return pressTransfer(visit, key)
    case .finish(let visit): return pressFinish(visit, key)
    case .ask(let question): return isBounce(key) ? [] : answer(question, key)
    case .paper(let paper): return write(paper, key)
    }
  }

  /// A question is there to be read: the key that brought it, hit twice, does not answer it.
  private func isBounce(_ key: Key) -> Bool {
    guard let asking, asking.key == key else { return false }
    return bearings.now - asking.at < HeldKey.bounce
  }

  mutating func tap(_ touch: Touch) -> [Wish] {
    if case .key(let key) = touch { return press(key) }
    switch page {
    case .home:
      if case .choose(let index) = touch { return tapLine(index) }
    case .find(let finder):
      if case .choose(let index) = touch { return pick(finder, index) }
    case .paper(let paper): return write(paper, touch)
    default: break
    }
    return []
  }

  private mutating func pressHome(_ key: Key) -> [Wish] {
    guard key.modifiers.subtracting(.shift).isEmpty else { return [] }
    switch key.code {
    case .enter: return act(.serve)
    case .character("?"): showsHelp = true
    case .character("l"), .character("L"): gate.lock()
    case .character("b") where picture.desk == nil, .character("B") where picture.desk == nil: leaveDesk()
    case .character(let scalar):
      if let action = DeskAction(letter: scalar) { return act(action) }
      guard scalar != " " else { break }
      let name = String(Character(scalar)).uppercased()
      bearings.say(Bilingual.filled(DeskActionWord.unknownKey, name))
    default: break
    }
    return []
  }

  /// Does it, opens the page that asks what it needs, or says why not.
  mutating func act(_ action: DeskAction) -> [Wish] {
    if expected != nil, action == .next || action == .call { return [] }
    if bearings.underWay.contains(Self.stepping), action != .search, action != .notes, action != .needs {
      if step?.action != action { bearings.say(DeskActionWord.stillWorking.both) }
      return []
    }
    if let hindrance = hindrance(action) {
      // Pressed twice: what the first press did stays said.
      if hindrance == .deskFree, let done, done.action == action, bearings.now - done.at < HeldKey.window { return [] }
      bearings.say(Bilingual.filled(hindrance.sentence, picture.visit?.label ?? ""), .warning)
      return []
    }
    switch action {
    case .next:
      let number = number ?? 0
      return take(.next, picture.waiting.first?.label ?? "", .callNext(CallNext { $0.desk = number }))
    case .call: page = .find(DeskFinder(.call))
    case .resume: page = .find(DeskFinder(.resume))
    case .requeue: page = .find(DeskFinder(.requeue))
    case .search: page = .find(DeskFinder(.search))
    case .undo:
      guard let line = picture.undoing(at: bearings.now)?.line else { return [] }
      return take(.undo, line.label, .undo(Undo { $0.visit = .id(line.visit) }))
    default: return actOnVisit(action)
    }
    return []
  }

  private mutating func actOnVisit(_ action: DeskAction) -> [Wish] {
    guard let visit = picture.visit, let desk = number else { return [] }
    let key = VisitKey.id(visit.visit)
    switch action {
    case .serve: return take(.serve, visit.label, .serve(Serve { ($0.desk, $0.visit) = (desk, key) }))
    case .recall:
      recalled = (visit.visit, bearings.now)
      return take(.recall, visit.label, .recall(Recall { ($0.desk, $0.visit) = (desk, key) }))
    case .park: return take(.park, visit.label, .park(Park { ($0.desk, $0.visit) = (desk, key) }))
    case .skip: page = .ask(.skip(visit.visit, visit.label))
    case .transfer, .finish:
      let isUnsaved = papers.isUnsaved(visit.visit)
      page = isUnsaved ? .ask(.unsaved(visit.visit, visit.label, then: action)) : leaving(action, visit.visit)
    case .needs: open(.needs, visit)
    case .notes: open(.notes, visit)
    case .online: open(.online, visit)
    default: break
    }
    return []
  }

  func leaving(_ action: DeskAction, _ visit: VisitID) -> DeskPage {
    action == .transfer ? .transfer(of: visit) : .finish(of: visit)
  }

  /// Asks the node for a step; the page is the desk's again, for the officer goes on typing.
  mutating func take(_ action: DeskAction, _ label: String, _ command: Command) -> [Wish] {
    page = .home
    let wishes = bearings.ask(Self.stepping) { .perform(command, $0) }
    if !wishes.isEmpty { step = (action, label, picture.visit?.locker) }
    return wishes
  }

  /// Says what was done where the picture alone would not.
  mutating func stepDone(_ answer: Answer) {
    guard let done = step else { return }
    step = nil
    self.done = (done.action, bearings.now)
    switch done.action {
    case .next, .call, .resume:
      if picture.visit?.visit != answer.visit { expected = answer.visit }
      bearings.clearNotice()
    case .finish:
      let asksRating = bearings.profile?.flow.contains(.rating) ?? false
      let said = Bilingual.filled(asksRating ? DeskWord.finishedRate : .finished, done.label)
      guard let locker = done.locker else { return bearings.say(said, .good) }
      let key = Bilingual.filled(DeskWord.lockerOut, locker)
      bearings.say(
        Bilingual("\(said.indonesian) \(key.indonesian)", "\(said.english) \(key.english)"), .warning)
    case .skip: bearings.say(Bilingual.filled(DeskWord.skipped, done.label))
    case .park: bearings.say(Bilingual.filled(DeskWord.parked, done.label))
    case .transfer: bearings.say(Bilingual.filled(DeskWord.transferred, done.label))
    case .requeue: bearings.say(Bilingual.filled(DeskWord.requeued, done.label))
    case .undo: bearings.say(Bilingual.filled(DeskWord.undone, done.label))
    case .recall: bearings.say(Bilingual.filled(DeskWord.recalled, done.label))
    default: bearings.clearNotice()
    }
  }

  // MARK: Questions

  private mutating func answer(_ question: DeskQuestion, _ key: Key) -> [Wish] {
    switch (question, question.choice(key)) {
    case (_, .back): page = .home
    case (.skip(let visit, let label), .yes):
      let desk = number ?? 0
      return take(.skip, label, .skip(Skip { ($0.desk, $0.visit) = (desk, .id(visit)) }))
    case (.call(let visit, let label), .yes): return callThis(visit, label)
    case (.unsaved(let visit, _, let action), .yes): return saveAll(visit, then: action)
    case (.unsaved(let visit, _, let action), .discard):
      papers.drop(visit)
      page = leaving(action, visit)
    default: break
    }
    return []
  }

  mutating func callThis(_ visit: VisitID, _ label: String) -> [Wish] {
    let desk = number ?? 0
    return take(.call, label, .callVisit(CallVisit { ($0.visit, $0.desk) = (.id(visit), desk) }))
  }

  // MARK: Lines beside the visitor

  /// A tap on somebody in the line: who is next is called, others after a question; the parked go on, the missed queue again.
  private mutating func tapLine(_ index: Int) -> [Wish] {
    guard let view = picture.desk else { return [] }
    let (list, place) = (index / DeskLines.stride, index % DeskLines.stride)
    switch list {
    case DeskLines.queue where view.queue.indices.contains(place):
      if place == 0 { return act(.next) }
      guard hindrance(.call) == nil, expected == nil else { return act(.call) }
      page = .ask(.call(view.queue[place].visit, view.queue[place].label))
    case DeskLines.parked where view.parked.indices.contains(place):
      guard hindrance(.resume) == nil else { return act(.resume) }
      return resume(view.parked[place])
    case DeskLines.missed where view.missed.indices.contains(place):
      page = .find(DeskFinder(.requeue, text: view.missed[place].label))
    default: break
    }
    return []
  }

  mutating func resume(_ line: QueueLine) -> [Wish] {
    let desk = number ?? 0
    return take(.resume, line.label, .resume(Resume { ($0.visit, $0.desk) = (.id(line.visit), desk) }))
  }

  // MARK: Which desk

  private mutating func chooseDesk(_ key: Key) -> [Wish] {
    guard case .character(let scalar) = key.code, let index = Form.index(scalar),
      let desks = bearings.profile?.desks, desks.indices.contains(index)
    else { return [] }
    number = desks[index].number
    return []
  }

  private mutating func leaveDesk() {
    number = nil
    picture = DeskPicture()
    page = .home
  }
}

extension Bilingual {
  /// A word with its gaps filled in both languages: the reader may switch.
  static func filled<W: Vocabulary>(_ word: W, _ gaps: any CustomStringConvertible...) -> Bilingual {
    let texts = gaps.map(\.description)
    return Bilingual(Speech.filled(word.both.indonesian, texts), Speech.filled(word.both.english, texts))
  }
}
