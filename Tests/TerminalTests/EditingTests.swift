import Canvas
import Terminal
import Testing

@Suite struct EditingTests {
  private func typed(_ bytes: String, into editor: LineEditor = LineEditor(limit: 40)) -> LineEditor {
    var parser = InputParser()
    var editor = editor
    for key in parser.feed(Array(bytes.utf8)) + parser.flush() { _ = editor.take(key) }
    return editor
  }

  @Test(arguments: [
    ("Siti", "Siti", 4), ("Siti\u{7F}\u{7F}", "Si", 2), ("Siti\u{1B}[D\u{1B}[3~", "Sit", 3),
    ("Siti Nur\u{17}", "Siti ", 5),
    ("Siti\u{15}A", "A", 1), ("Siti\u{1B}[HX", "XSiti", 1), ("a b\u{1B}[1;5D\u{1B}[1;5Dx", "xa b", 1),
    ("e\u{301}", "e\u{301}", 1),
    ("\u{1B}[200~Jalan\r\nA. Yani\u{1B}[201~", "Jalan A. Yani", 13), ("👩\u{200D}👧\u{7F}", "", 0),
  ])
  func `typing does what writers expect`(_ bytes: String, _ text: String, _ caret: Int) {
    let editor = typed(bytes)
    #expect(editor.text == text && editor.caret == caret)
  }

  @Test func `keys that mean nothing in a line are left to the screen`() {
    var editor = LineEditor("a", limit: 9)
    for key in [Key(.enter), Key(.tab), Key(.escape), .function(1), Key(.up), Key(.press(Point(0, 0))), .control("c")] {
      let taken = editor.take(key)
      #expect(!taken && editor.text == "a")
    }
  }

  @Test func `a note takes Enter, and gives up and down back at its ends`() {
    var note = NoteEditor("satu", limit: 40)
    let enter = note.take(Key(.enter), columns: 20)
    let up = note.take(Key(.up), columns: 20)
    let again = note.take(Key(.up), columns: 20)
    #expect(enter && up && !again && note.line.text == "satu\n" && note.line.caret == 0)
  }
}
