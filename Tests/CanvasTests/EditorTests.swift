import Canvas
import TestSupport
import Testing

@Suite struct EditorTests {
  @Test func `whatever is done, the caret stands between graphemes, limits hold and no control gets in`() {
    for seed in 0..<2_000 {
      var dice = Dice(seed: seed)
      var editor = LineEditor(limit: dice.roll(0...40), isMultiline: dice.flip())
      for step in 0..<40 {
        act(&editor, &dice)
        let place: Comment = "seed \(seed), step \(step)"
        #expect(editor.caret >= 0 && editor.caret <= editor.text.count, place)
        #expect(editor.text.count <= editor.limit && editor.text.utf8.count <= editor.limit * 8, place)
        let strange = editor.text.unicodeScalars.contains { Width.isHidden($0) && !(editor.isMultiline && $0 == "\n") }
        #expect(!strange, place)
        let columns = dice.roll(1...20)
        let view = editor.view(columns: columns)
        #expect(view.caret >= 0 && view.caret < max(1, columns), place)
      }
    }
  }

  private func act(_ editor: inout LineEditor, _ dice: inout Dice) {
    switch dice.roll(0...13) {
    case 0: editor.deleteBackward()
    case 1: editor.deleteForward()
    case 2: editor.moveLeft()
    case 3: editor.moveRight()
    case 4: editor.moveWordLeft()
    case 5: editor.moveWordRight()
    case 6: editor.moveToStart()
    case 7: editor.moveToEnd()
    case 8: editor.deleteWord()
    case 9: if dice.one(in: 6) { editor.clear() }
    default: editor.insert(Samples.text(&dice, pieces: 4))
    }
  }

  @Test func `for plain letters it does what an array with a gap does`() {
    for seed in 0..<1_000 {
      var dice = Dice(seed: seed)
      var editor = LineEditor(limit: 100)
      var (before, after): ([Character], [Character]) = ([], [])
      for _ in 0..<60 {
        switch dice.roll(0...5) {
        case 0:
          editor.deleteBackward()
          _ = before.popLast()
        case 1:
          editor.deleteForward()
          if !after.isEmpty { after.removeFirst() }
        case 2:
          editor.moveLeft()
          if let last = before.popLast() { after.insert(last, at: 0) }
        case 3:
          editor.moveRight()
          if !after.isEmpty { before.append(after.removeFirst()) }
        default:
          let letter = dice.pick(["a", "漢", "👩‍👩‍👧‍👦", "é", " ", "-"])
          let fits = before.count + after.count < 100
          editor.insert(letter)
          if fits { before.append(Character(letter)) }
        }
        #expect(editor.text == String(before + after) && editor.caret == before.count, "seed \(seed)")
      }
    }
  }

  @Test func `a mark typed after its letter joins it, and one key deletes both`() {
    var editor = LineEditor("kafe", limit: 10)
    editor.insert("\u{301}")
    #expect(editor.text == "kafe\u{301}" && editor.caret == 4)
    editor.deleteBackward()
    #expect(editor.text == "kaf" && editor.caret == 3)
  }

  @Test func `letters that become one flag leave the caret behind it`() {
    var editor = LineEditor("🇩", limit: 10)
    editor.moveToStart()
    editor.insert("🇮")
    #expect(editor.text.count == 1 && editor.caret == 1)
  }

  @Test func `a paste becomes one line, is cut at the limit, and says so`() {
    var editor = LineEditor(limit: 8)
    let tookAll = editor.insert("a\r\nb\u{1B}[0m")
    #expect(tookAll)
    #expect(editor.text == "a b[0m")
    let tookMore = editor.insert("xyz")
    #expect(!tookMore)
    #expect(editor.text == "a b[0mxy" && editor.caret == 8)
  }

  @Test func `what finds no room is refused whole, and a scan takes back only what it has typed`() {
    var editor = LineEditor("1998", limit: 4)
    for scalar in "712".unicodeScalars {
      let isTaken = editor.take(.character(scalar))
      #expect(isTaken && editor.isFull && editor.text == "1998")
    }
    editor.takeBack(3)
    #expect(editor.text == "1998" && !editor.isFull)
    _ = editor.take(Key(.backspace))
    _ = editor.take(Key(.paste("12")))
    #expect(editor.isFull && editor.text == "199")
    _ = editor.take(Key(.paste("7")))
    #expect(!editor.isFull && editor.text == "1997")
    _ = editor.take(.character("5"))
    _ = editor.take(Key(.left))
    #expect(!editor.isFull)
  }

  @Test func `words are moved over and deleted whole`() {
    var editor = LineEditor("Jalan Ahmad Yani", limit: 40)
    editor.moveWordLeft()
    #expect(editor.caret == 12)
    editor.deleteWord()
    #expect(editor.text == "Jalan Yani" && editor.caret == 6)
    editor.moveWordRight()
    #expect(editor.caret == 10)
    editor.clear()
    #expect(editor.text.isEmpty && editor.caret == 0)
  }

  @Test func `every place of a note is in one line, lines fit, and the caret goes down and up again`() {
    for seed in 0..<2_000 {
      var dice = Dice(seed: seed)
      var note = NoteEditor(limit: 300)
      for _ in 0..<6 { note.line.insert(Samples.text(&dice, pieces: 8)) }
      let columns = dice.roll(2...30)
      let lines = note.lines(columns: columns)
      let characters = Array(note.line.text)
      #expect(lines.first?.lowerBound == 0 && lines.last?.upperBound == characters.count, "seed \(seed)")
      for (line, next) in zip(lines, lines.dropFirst()) {
        let skipped = next.lowerBound - line.upperBound
        #expect(skipped == 0 || (skipped == 1 && characters[line.upperBound] == "\n"), "seed \(seed)")
      }
      for line in lines {
        let shown = String(characters[line]).reversed().drop { $0 == " " }.reduce(0) { $0 + Width.of($1) }
        #expect(shown <= columns, "seed \(seed): \(String(characters[line]).unicodeScalars.map(\.value))")
      }
      note.line.moveToStart()
      for _ in lines { note.moveDown(columns: columns) }
      #expect(note.line.caret >= lines.last!.lowerBound, "seed \(seed)")
      for _ in lines { note.moveUp(columns: columns) }
      #expect(note.line.caret == 0, "seed \(seed)")
    }
  }
}
