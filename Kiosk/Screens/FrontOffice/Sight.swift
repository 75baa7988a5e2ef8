import Canvas
import Desk
import Domain

/// A view as far as it is there: not loaded, refused and empty are three different things and never look alike.
enum Sight<Value: Sendable & Equatable>: Sendable, Equatable {
  case nothing
  case refused(Refused)
  case view(Value)

  var value: Value? { if case .view(let value) = self { value } else { nil } }
}

extension Sight {
  /// Says that nothing is there yet, or why nothing may be seen; `false` when there is a view to draw.
  func drawAbsence(_ region: Region, _ speech: Speech, on canvas: inout Canvas) -> Bool {
    switch self {
    case .view: return false
    case .nothing: Absence.draw(speech(FrontWord.loading), .plain, region, on: &canvas)
    case .refused(let refused): Absence.draw("(x) " + speech(refused.text), .faultText, region, on: &canvas)
    }
    return true
  }
}

/// One sentence in the middle of a page that has nothing else to show.
enum Absence {
  static func draw(_ text: String, _ style: Style, _ region: Region, on canvas: inout Canvas) {
    canvas.text(text, region.centred(width: min(72, region.width - 4), height: 3), style.bold, .centredParagraph)
  }
}
