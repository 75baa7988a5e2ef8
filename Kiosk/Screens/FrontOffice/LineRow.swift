import Canvas
import Desk
import Domain

/// The line to the centre in one quiet row, only while there is something to tell: the office works without it, but what has not
/// been sent is nobody's secret.
struct LineRow: Sendable, Equatable {
  /// Sending takes its turns; what waits no longer than this is no news.
  static let patienceMinutes = 15

  var view = LineView()

  private var isNews: Bool {
    switch view.state {
    case .none: false
    case .good: view.unsent > 0 && view.unsentMinutes ?? 0 >= Self.patienceMinutes
    default: true
    }
  }

  /// How the line is, then what waits and since when, or how old the centre's word is.
  func text(_ speech: Speech) -> String? {
    guard isNews else { return nil }
    var parts = [speech(FrontWord.lineState, speech(view.state.label))]
    if view.unsent > 0 {
      let amount = speech(Amount.events(view.unsent))
      parts.append(
        view.unsentMinutes.map { speech(FrontWord.lineUnsentSince, amount, speech(Amount.time(minutes: $0))) }
          ?? speech(FrontWord.lineUnsent, amount))
    } else if let age = view.ageMinutes, age > 0 {
      parts.append(speech(FrontWord.lineAge, speech(Amount.time(minutes: age))))
    }
    return parts.joined(separator: " · ")
  }

  func draw(_ row: Region, _ speech: Speech, on canvas: inout Canvas) {
    guard let text = text(speech) else { return }
    canvas.text("(i) " + text, row.inset(x: 1), .faint)
  }
}
