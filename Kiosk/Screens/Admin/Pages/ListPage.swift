import Canvas
import Desk
import Domain

/// A list among the settings whose items are added, edited, moved and removed.
protocol ProfileList: Sendable {
  associatedtype Item: Equatable, Sendable
  var title: Bilingual { get }
  /// Said where there is nothing.
  var emptyText: Bilingual { get }
  var blank: Item { get }
  var canMove: Bool { get }
  /// The question that shows a field of office files.
  var questions: [String: String] { get }

  func items(of profile: OfficeProfile) -> [Item]
  func put(_ items: [Item], into profile: inout OfficeProfile)
  func line(_ item: Item, _ scene: Scene) -> (label: Bilingual, detail: String)
  func entries(_ item: Item, isNew: Bool, _ scene: Scene) -> [Entry]
  func read(_ form: Form, _ item: inout Item, others: [Item], _ scene: Scene, _ faults: inout Faults)
  /// What follows from taking it away; a refusal when it cannot be.
  func removal(of item: Item, _ scene: Scene) -> Removal
  /// What else an edit entails.
  func amend(_ profile: inout OfficeProfile, from old: Item, to new: Item?)
  /// What an edit means for today, said in the review.
  func consequences(from old: Item, to new: Item, _ scene: Scene) -> [Bilingual]
}

/// Whether an item can go, and what to know before it does.
enum Removal: Sendable {
  case free([Bilingual])
  case refused(Bilingual)
}

extension ProfileList {
  var canMove: Bool { true }
  var questions: [String: String] { [:] }
  func removal(of item: Item, _ scene: Scene) -> Removal { .free([]) }
  func amend(_ profile: inout OfficeProfile, from old: Item, to new: Item?) {}
  func consequences(from old: Item, to new: Item, _ scene: Scene) -> [Bilingual] { [] }
}

/// The list itself: Enter opens, F3 adds, F4 removes, F6 and F7 move; nothing of it without a review.
struct ListPage<List: ProfileList>: AdminPage {
  private let list: List
  private var selected = 0
  /// An order that has been made and not yet stored.
  private var order: [List.Item]?

  init(_ list: List) { self.list = list }

  func title(_ scene: Scene) -> String { scene.speech(list.title) }
  var watching: [Query] { [.day(DayQuery()), .queue(QueueQuery())] }

  private func items(_ scene: Scene) -> [List.Item] { order ?? list.items(of: scene.profile) }
  private func isMoved(_ scene: Scene) -> Bool { order.map { $0 != list.items(of: scene.profile) } ?? false }

  func hints(_ scene: Scene) -> [Frame.Hint] {
    let speech = scene.speech
    var hints: [Frame.Hint] = []
    if isMoved(scene) { hints.append(Frame.Hint(.function(5), "F5", speech(AdminWord.review))) }
    if !items(scene).isEmpty { hints.append(Frame.Hint(Key(.enter), "Enter", speech(AdminWord.open))) }
    hints.append(Frame.Hint(.function(3), "F3", speech(AdminWord.add)))
    if !items(scene).isEmpty { hints.append(Frame.Hint(.function(4), "F4", speech(AdminWord.remove))) }
    if list.canMove, items(scene).count > 1 {
      hints.append(Frame.Hint(.function(6), "F6", speech(AdminWord.moveUp)))
      hints.append(Frame.Hint(.function(7), "F7", speech(AdminWord.moveDown)))
    }
    return hints + [.back(speech)]
  }

  mutating func press(_ key: Key, _ scene: Scene) -> [Step] {
    let items = items(scene)
    selected = min(selected, max(0, items.count - 1))
    switch key.code {
    case .up: selected = max(0, selected - 1)
    case .down: selected = min(items.count - 1, selected + 1)
    case .home: selected = 0
    case .end: selected = items.count - 1
    case .enter: return open(selected, scene)
    case .character(let scalar):
      if let index = Form.index(scalar), items.indices.contains(index) { return open(index, scene) }
    case .escape:
      if isMoved(scene) {
        order = nil
        return [.say(AdminWord.orderDropped.both, .information)]
      }
      return [.back]
    case .function(3): return add(scene)
    case .function(4): return remove(scene)
    case .function(5): return reviewOrder(scene)
    case .function(6): move(-1, scene)
    case .function(7): move(1, scene)
    default: break
    }
    return []
  }

  mutating func touch(_ touch: Touch, _ scene: Scene) -> [Step] {
    guard case .choose(let index) = touch, items(scene).indices.contains(index) else { return [] }
    // The first tap selects, so that removing and moving have a subject; the second opens.
    if selected == index { return open(index, scene) }
    selected = index
    return []
  }

  private func open(_ index: Int, _ scene: Scene) -> [Step] {
    let items = items(scene)
    guard items.indices.contains(index) else { return [] }
    if isMoved(scene) { return [.say(AdminWord.orderFirst.both, .warning)] }
    return [.open(SheetPage(ItemPart(list: list, original: items[index]), scene))]
  }

  private func add(_ scene: Scene) -> [Step] {
    if isMoved(scene) { return [.say(AdminWord.orderFirst.both, .warning)] }
    return [.open(SheetPage(ItemPart(list: list, original: nil), scene))]
  }

  private mutating func move(_ by: Int, _ scene: Scene) {
    var items = items(scene)
    guard list.canMove, items.indices.contains(selected), items.indices.contains(selected + by) else { return }
    items.swapAt(selected, selected + by)
    selected += by
    order = items
  }

  private mutating func reviewOrder(_ scene: Scene) -> [Step] {
    guard isMoved(scene), let order else { return [] }
    var profile = scene.profile
    list.put(order, into: &profile)
    let change = Change(
      label: AdminWord.order.both, from: names(list.items(of: scene.profile), scene), to: names(order, scene))
    self.order = nil
    return settle(Proposal(list.title, [change], from: scene.profile, to: profile, closesPage: false), scene)
  }

  private func names(_ items: [List.Item], _ scene: Scene) -> Bilingual {
    let labels = items.map { list.line($0, scene).label }
    return Bilingual(
      labels.map(\.indonesian).joined(separator: ", "), labels.map(\.english).joined(separator: ", "))
  }

  private func remove(_ scene: Scene) -> [Step] {
    let items = items(scene)
    guard items.indices.contains(selected) else { return [] }
    if isMoved(scene) { return [.say(AdminWord.orderFirst.both, .warning)] }
    let item = items[selected]
    switch list.removal(of: item, scene) {
    case .refused(let text): return [.say(text, .warning)]
    case .free(let remarks):
      var profile = scene.profile
      list.put(items.filter { $0 != item }, into: &profile)
      list.amend(&profile, from: item, to: nil)
      let change = Change(label: list.title, from: list.line(item, scene).label, to: AdminWord.removed.both)
      return settle(
        Proposal(
          AdminWord.remove.both, [change], from: scene.profile, to: profile, closesPage: false, remarks: remarks), scene
      )
    }
  }

  private func settle(_ proposal: Proposal, _ scene: Scene) -> [Step] {
    if let after = proposal.after, let fault = scene.faults(after).first { return [.say(fault.message, .warning)] }
    return [.open(ChangeReview(proposal))]
  }

  func draw(_ region: Region, _ scene: Scene, on canvas: inout Canvas) -> [Target<Touch>] {
    let items = items(scene)
    let (page, foot) = region.split(top: region.height - 1)
    let (head, body) = page.split(top: isMoved(scene) ? 2 : 0)
    if isMoved(scene) { canvas.text(scene.speech(AdminWord.orderUnsaved), head.row(0), Style.faultText.bold) }
    guard !items.isEmpty else {
      canvas.text(scene.speech(list.emptyText), body.inset(x: 1), .plain, .paragraph)
      return []
    }
    canvas.text(scene.speech(AdminWord.tapTwice), foot, .faint, .right)
    let rows = items.enumerated().map { index, item in
      let line = list.line(item, scene)
      let key = index < 36 ? Form.name(ofOption: index) : " "
      return ItemList<Touch>.Item(
        "\(key)  \(scene.speech(line.label))", detail: line.detail, Touch.choose(index))
    }
    return ItemList(
      rows, selected: min(selected, items.count - 1), up: .key(Key(.up)), down: .key(Key(.down))
    ).draw(body, on: &canvas)
  }
}

/// One item of such a list on a form.
struct ItemPart<List: ProfileList>: SettingsPart {
  let list: List
  /// As it was opened; `nil` for a new one.
  let original: List.Item?

  func title(_ scene: Scene) -> Bilingual {
    original.map { list.line($0, scene).label } ?? AdminWord.add.both
  }
  var isAlwaysNew: Bool { original == nil }

  func entries(_ scene: Scene) -> [Entry] {
    list.entries(original ?? list.blank, isNew: original == nil, scene)
  }

  func propose(_ form: Form, _ scene: Scene, _ faults: inout Faults) -> Proposal? {
    var items = list.items(of: scene.profile)
    var item = original ?? list.blank
    let place = original.flatMap { items.firstIndex(of: $0) }
    if original != nil, place == nil {
      faults.add("", AdminWord.changedMeanwhile.both)
      return nil
    }
    let others = items.enumerated().filter { $0.offset != place }.map(\.element)
    list.read(form, &item, others: others, scene, &faults)
    guard faults.list.isEmpty else { return nil }
    if let place { items[place] = item } else { items.append(item) }
    var profile = scene.profile
    list.put(items, into: &profile)
    if let original { list.amend(&profile, from: original, to: item) }
    faults.take(scene.faults(profile), list.questions)
    let changes = original == nil ? form.answered : self.changes(form, scene)
    return Proposal(
      original == nil ? AdminWord.add.both : title(scene), changes, from: scene.profile, to: profile,
      remarks: original.map { list.consequences(from: $0, to: item, scene) } ?? [])
  }
}
