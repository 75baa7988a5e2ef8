import Canvas
import Domain

/// Every sentence of the screens in both languages, found by any part of it; the office's own wording beside ours.
struct TextsPage: AdminPage {
  private var search = LineEditor(limit: 40)
  private var selected = 0

  func title(_ scene: Scene) -> String { scene.speech(AdminWord.texts) }
  var digitsChoose: Bool { false }

  func hints(_ scene: Scene) -> [Frame.Hint] {
    [
      Frame.Hint(Key(.enter), "Enter", scene.speech(AdminWord.open)),
      Frame.Hint(Key(.up), "↑", scene.speech(AdminWord.up)), Frame.Hint(Key(.down), "↓", scene.speech(AdminWord.more)),
      Frame.Hint(.control("u"), "^U", scene.speech(TextWord.clear)), .back(scene.speech),
    ]
  }

  /// The office's own first, then ours in the order of the screens.
  private func found(_ scene: Scene) -> [AllWords.Sentence] {
    let wanted = Words.searchForm(search.text)
    let own = Set(scene.profile.texts.map(\.key))
    let all = AllWords.sentences.filter { own.contains($0.key) } + AllWords.sentences.filter { !own.contains($0.key) }
    guard !wanted.isEmpty else { return all }
    return all.filter { sentence in
      let mine = scene.profile.text(sentence.key)
      return [
        sentence.key, sentence.text.indonesian, sentence.text.english, mine?.indonesian ?? "", mine?.english ?? "",
      ].contains { Words.searchForm($0).contains(wanted) }
    }
  }

  mutating func press(_ key: Key, _ scene: Scene) -> [Step] {
    let found = found(scene)
    switch key.code {
    case .escape: return [.back]
    case .up: selected = max(0, selected - 1)
    case .down: selected = min(max(0, found.count - 1), selected + 1)
    case .pageUp: selected = max(0, selected - 10)
    case .pageDown: selected = min(max(0, found.count - 1), selected + 10)
    case .enter: return open(selected, found, scene)
    default: if search.take(key) { selected = 0 }
    }
    return []
  }

  mutating func touch(_ touch: Touch, _ scene: Scene) -> [Step] {
    guard case .choose(let index) = touch else { return [] }
    selected = index
    return open(index, found(scene), scene)
  }

  private func open(_ index: Int, _ found: [AllWords.Sentence], _ scene: Scene) -> [Step] {
    guard found.indices.contains(index) else { return [] }
    return [.open(SheetPage(TextPart(sentence: found[index]), scene))]
  }

  func draw(_ region: Region, _ scene: Scene, on canvas: inout Canvas) -> [Target<Touch>] {
    let parts = Layout.rows(region, [.fixed(1), .fixed(1), .fill(1)])
    let columns = Layout.columns(parts[0], [.fixed(8), .fixed(42), .fill(1)], gap: 1)
    let found = found(scene)
    canvas.text(scene.speech(TextWord.search), columns[0], Style.plain.bold)
    canvas.fill(columns[1], Style.field.underlined)
    canvas.text(search.text, columns[1].inset(x: 1), Style.field.underlined)
    canvas.text(scene.speech(TextWord.found, found.count), columns[2], .faint)
    let cursor = Point(columns[1].x + 1 + min(40, Width.of(search.text)), columns[1].y)
    guard !found.isEmpty else {
      canvas.text(scene.speech(TextWord.nothing, search.text), parts[2], .plain, .paragraph)
      canvas.cursor = cursor
      return []
    }
    let own = Set(scene.profile.texts.map(\.key))
    let items = found.enumerated().map { index, sentence in
      let text = scene.profile.text(sentence.key) ?? sentence.text
      let mark = own.contains(sentence.key) ? "* " : "  "
      return ItemList<Touch>.Item(mark + scene.speech(text), detail: sentence.key, Touch.choose(index))
    }
    let targets = ItemList(
      items, selected: min(selected, items.count - 1), up: .key(Key(.up)), down: .key(Key(.down))
    ).draw(parts[2], on: &canvas)
    canvas.cursor = cursor
    return targets
  }
}

/// One sentence in the office's own words. Emptied, ours comes back.
struct TextPart: SettingsPart {
  let sentence: AllWords.Sentence

  func title(_ scene: Scene) -> Bilingual { Bilingual(sentence.key) }

  func remark(_ scene: Scene) -> Bilingual? {
    let ours = Bilingual(TextWord.ours, [Bilingual(sentence.text.indonesian), Bilingual(sentence.text.english)])
    let gaps = AllWords.gaps(sentence.text.indonesian).sorted().map { "{\($0)}" }.joined(separator: " ")
    guard !gaps.isEmpty else { return ours }
    let rule = Bilingual(TextWord.gapRule, [Bilingual(gaps)])
    return Bilingual(ours.indonesian + " " + rule.indonesian, ours.english + " " + rule.english)
  }

  func entries(_ scene: Scene) -> [Entry] {
    let own = scene.profile.texts.first { $0.key == sentence.key }
    return [
      .note(
        "indonesian", Language.indonesian.label, hint: TextWord.emptyIsOurs.both, own?.indonesian ?? "", limit: 300),
      .note("english", Language.english.label, hint: TextWord.emptyIsOurs.both, own?.english ?? "", limit: 300),
    ]
  }

  func propose(_ form: Form, _ scene: Scene, _ faults: inout Faults) -> Proposal? {
    var own = OfficeText(sentence.key, form["indonesian"].text, form["english"].text)
    if own.indonesian.isEmpty, !own.english.isEmpty { own.indonesian = sentence.text.indonesian }
    if own.english.isEmpty, !own.indonesian.isEmpty { own.english = sentence.text.english }
    let gaps = AllWords.gaps(sentence.text.indonesian)
    let wanted = Bilingual(gaps.sorted().map { "{\($0)}" }.joined(separator: " "))
    for (name, text) in [("indonesian", own.indonesian), ("english", own.english)] {
      if !text.isEmpty, AllWords.gaps(text) != gaps { faults.add(name, Bilingual(TextWord.gapsDiffer, [wanted])) }
      if text.contains("\n") { faults.add(name, TextWord.oneLine.both) }
    }
    guard faults.list.isEmpty else { return nil }
    var profile = scene.profile
    profile.texts.removeAll { $0.key == sentence.key }
    if !own.indonesian.isEmpty { profile.texts.append(own) }
    faults.take(
      scene.faults(profile), ["text.indonesian": "indonesian", "text.english": "english", "text": "indonesian"])
    return Proposal(title(scene), differences(own, scene), from: scene.profile, to: profile)
  }

  private func differences(_ own: OfficeText, _ scene: Scene) -> [Change] {
    let before = scene.profile.text(sentence.key) ?? sentence.text
    let after = own.indonesian.isEmpty ? sentence.text : own.text
    return [
      Change(label: Language.indonesian.label, from: Bilingual(before.indonesian), to: Bilingual(after.indonesian)),
      Change(label: Language.english.label, from: Bilingual(before.english), to: Bilingual(after.english)),
    ].filter { $0.from != $0.to }
  }
}
