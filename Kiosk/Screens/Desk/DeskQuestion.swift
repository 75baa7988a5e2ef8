import Canvas
import Domain

/// A question that has to be answered before a step is taken.
enum DeskQuestion: Sendable, Equatable {
  case skip(VisitID, String)
  /// Out of turn.
  case call(VisitID, String)
  /// Something is written and not saved, and the visitor is about to leave the desk.
  case unsaved(VisitID, String, then: DeskAction)

  enum Choice { case yes, discard, back }

  /// The visit that must be at the desk for the question to make sense.
  var visit: VisitID? {
    switch self {
    case .skip(let visit, _), .unsaved(let visit, _, _): visit
    case .call: nil
    }
  }

  /// Enter is the harmless answer, except where the officer has just asked for that very number. Skipping has no second letter:
  /// S, which brings the question, must not answer it.
  func choice(_ key: Key) -> Choice? {
    switch key.code {
    case .escape, .character("n"), .character("N"), .character("t"), .character("T"): .back
    case .character("y"), .character("Y"): .yes
    case .character("s"), .character("S"): if case .unsaved = self { .yes } else { nil }
    case .character("x"), .character("X"): if case .unsaved = self { .discard } else { nil }
    case .enter: if case .skip = self { .back } else { .yes }
    default: nil
    }
  }
}

extension DeskTerminal {
  func draw(_ question: DeskQuestion, _ region: Region, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let yes = Touch.key(.character("y"))
    let back = Button(speech(DeskWord.no), key: "Esc", state: .normal, Touch.key(Key(.escape)))
    switch question {
    case .skip(_, let label):
      let harmless = Button(speech(DeskWord.no), key: "Esc", state: .focused, Touch.key(Key(.escape)))
      return Dialog(
        speech(DeskWord.skipTitle, label), speech(DeskWord.skipText),
        [harmless, Button(speech(DeskWord.skipYes), key: "Y", yes)]
      ).draw(region, on: &canvas)
    case .call(_, let label):
      return Dialog(
        speech(DeskWord.callTitle, label), speech(DeskWord.callText),
        [back, Button(speech(DeskWord.callYes), key: "Y", state: .focused, yes)]
      ).draw(region, on: &canvas)
    case .unsaved(_, let label, _):
      return Dialog(
        speech(DeskWord.unsavedTitle, label), speech(DeskWord.unsavedText),
        [
          Button(speech(DeskWord.unsavedSave), key: "Y", state: .focused, yes),
          Button(speech(DeskWord.unsavedDrop), key: "X", Touch.key(.character("x"))),
          Button(speech(FrameWord.back), key: "Esc", Touch.key(Key(.escape))),
        ]
      ).draw(region, on: &canvas)
    }
  }
}
