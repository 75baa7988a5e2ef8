import Canvas
import Desk
import Domain

/// A page to write on, about one visit.
struct DeskPaper: Sendable, Hashable {
  enum Kind: Sendable, CaseIterable { case needs, notes, online }

  let kind: Kind
  let visit: VisitID

  var errand: Errand {
    switch kind {
    case .needs: Errand("desk.needs")
    case .notes: Errand("desk.notes")
    case .online: Errand("desk.online")
    }
  }
}

/// What is written at this desk and not saved yet, by visit: it survives the lock, a restart of the node and the next visitor,
/// and is never shown with anybody else.
struct DeskPapers: Sendable {
  /// More visits than an officer can have parked: the oldest drafts go.
  private static let visitsMax = 24

  private struct Draft: Sendable {
    var visit: VisitID
    var forms: [DeskPaper.Kind: Form]
    /// What an untouched page looks like.
    var blanks: [DeskPaper.Kind: Form]
  }

  private var drafts: [Draft] = []
  /// Pages whose words are on their way to the node.
  private(set) var saving: Set<DeskPaper> = []
  /// Where the officer goes once everything is saved.
  var afterwards: DeskAction?

  func form(_ paper: DeskPaper) -> Form? { drafts.first { $0.visit == paper.visit }?.forms[paper.kind] }

  mutating func change(_ paper: DeskPaper, _ change: (inout Form) -> Void) {
    guard let index = drafts.firstIndex(where: { $0.visit == paper.visit }), var form = drafts[index].forms[paper.kind]
    else { return }
    change(&form)
    drafts[index].forms[paper.kind] = form
  }

  /// The page as it was left, or a blank one.
  mutating func open(_ paper: DeskPaper, blank: Form) {
    let index: Int
    if let known = drafts.firstIndex(where: { $0.visit == paper.visit }) {
      index = known
    } else {
      if drafts.count >= Self.visitsMax { drafts.removeFirst() }
      drafts.append(Draft(visit: paper.visit, forms: [:], blanks: [:]))
      index = drafts.count - 1
    }
    if !isUnsaved(paper) { drafts[index].forms[paper.kind] = blank }
    drafts[index].blanks[paper.kind] = blank
  }

  func isUnsaved(_ paper: DeskPaper) -> Bool {
    guard let draft = drafts.first(where: { $0.visit == paper.visit }), let form = draft.forms[paper.kind],
      let blank = draft.blanks[paper.kind]
    else { return false }
    return zip(form.entries, blank.entries).contains { $0.text != $1.text || $0.chosen != $1.chosen }
  }

  func isUnsaved(_ visit: VisitID) -> Bool { !unsaved(visit).isEmpty }

  func unsaved(_ visit: VisitID) -> [DeskPaper] {
    DeskPaper.Kind.allCases.map { DeskPaper(kind: $0, visit: visit) }.filter { isUnsaved($0) }
  }

  mutating func drop(_ visit: VisitID) { drafts.removeAll { $0.visit == visit } }

  mutating func save(_ paper: DeskPaper) { saving.insert(paper) }

  /// The page whose words the node has now; it is blank again.
  mutating func saved(_ errand: Errand) -> DeskPaper? {
    guard let paper = saving.first(where: { $0.errand == errand }) else { return nil }
    saving.remove(paper)
    if let index = drafts.firstIndex(where: { $0.visit == paper.visit }) { drafts[index].forms[paper.kind] = nil }
    return paper
  }

  /// The words stay on their page.
  mutating func refused(_ errand: Errand) {
    saving = saving.filter { $0.errand != errand }
    afterwards = nil
  }
}

extension DeskTerminal {
  mutating func open(_ kind: DeskPaper.Kind, _ visit: VisitView) {
    let paper = DeskPaper(kind: kind, visit: visit.visit)
    papers.open(paper, blank: blank(kind, visit.needs.last))
    page = .paper(paper)
  }

  private func blank(_ kind: DeskPaper.Kind, _ last: DataNeed?) -> Form {
    switch kind {
    case .needs: NeedPage.blank(after: last)
    case .notes: NotePage.blank
    case .online: OnlinePage.blank
    }
  }

  // MARK: Writing

  mutating func write(_ paper: DeskPaper, _ key: Key) -> [Wish] {
    if key.code == .escape {
      page = .home
      return []
    }
    if key == .control("s") { return save(paper) }
    var outcome = Form.Outcome.notMine
    papers.change(paper) { outcome = $0.take(key) }
    return outcome == .finished ? save(paper) : []
  }

  mutating func write(_ paper: DeskPaper, _ touch: Touch) -> [Wish] {
    var outcome = Form.Outcome.notMine
    papers.change(paper) { outcome = $0.take(touch) }
    return outcome == .finished ? save(paper) : []
  }

  // MARK: Saving

  mutating func save(_ paper: DeskPaper) -> [Wish] {
    guard var form = papers.form(paper) else { return [] }
    let command = command(paper, &form)
    papers.change(paper) { $0 = form }
    guard let command else {
      papers.change(paper) { $0.moveToFault() }
      page = .paper(paper)
      papers.afterwards = nil
      return []
    }
    papers.save(paper)
    return bearings.ask(paper.errand) { .perform(command, $0) }
  }

  /// `nil` when something is missing; the form then says what.
  private func command(_ paper: DeskPaper, _ form: inout Form) -> Command? {
    let visit = VisitKey.id(paper.visit)
    switch paper.kind {
    case .needs:
      guard let need = NeedPage.need(&form) else { return nil }
      return .recordNeed(RecordNeed { ($0.visit, $0.need) = (visit, need) })
    case .notes:
      guard let note = NotePage.note(&form) else { return nil }
      return .takeNote(TakeNote { ($0.visit, $0.note) = (visit, note) })
    case .online:
      guard let reference = OnlinePage.reference(&form) else { return nil }
      return .linkOnline(LinkOnline { ($0.visit, $0.reference) = (visit, reference) })
    }
  }

  /// Everything written about the visit, then on to the step the officer wanted.
  mutating func saveAll(_ visit: VisitID, then action: DeskAction) -> [Wish] {
    page = .home
    papers.afterwards = action
    return papers.unsaved(visit).flatMap { save($0) }
  }

  mutating func paperSaved(_ errand: Errand) -> [Wish] {
    guard let paper = papers.saved(errand) else { return [] }
    bearings.say(DeskWord.saved.both, .good)
    let visit = picture.visit
    if case .paper(let shown) = page, shown == paper, let visit, visit.visit == paper.visit { open(paper.kind, visit) }
    if let action = papers.afterwards, papers.saving.isEmpty {
      papers.afterwards = nil
      if visit?.visit == paper.visit { page = leaving(action, paper.visit) }
    }
    return []
  }
}
