import Canvas
import Desk
import Domain

/// Visitors who ask for a person, as staff see it: a row above every page, a bell with each new one, one key to go.
struct HelpDuty: Sendable {
  /// Free on every staff page, so that nobody who writes has to stop writing.
  static let key = Key.function(4)

  private var asks: [HelpLine] = []
  /// Whom the node is being told that this officer goes to.
  private var going: HelpLine?

  static let query = Query.help(Empty())
  private static let errand = Errand("staff.attend")

  /// `nil` when the input is somebody else's. `isIn`: an officer is logged in and the terminal is not locked.
  mutating func take(_ input: Input, _ bearings: inout Bearings, isIn: Bool) -> [Wish]? {
    switch input {
    case .view(.help, .help(let view)):
      let known = Set(asks.map(\.ask))
      asks = view.asks.filter { !$0.isAttended }
      return asks.allSatisfy { known.contains($0.ask) } ? [] : [.bell]
    case .key(Self.key), .touch(.key(Self.key)):
      guard isIn, let first = asks.first else { return nil }
      let wishes = bearings.ask(Self.errand) { .attend(first.ask, $0) }
      if !wishes.isEmpty { going = first }
      return wishes
    case .done(Self.errand):
      if let going { bearings.say(StaffWord.going.both.filled(going.place.label), .good) }
      going = nil
      return []
    case .refused(Self.errand, let refused):
      going = nil
      bearings.say(refused)
      return nil
    default: return nil
    }
  }

  var isWanted: Bool { !asks.isEmpty }

  /// One row: where, since when, how many more, and the key. Tapping it is the key.
  func draw(_ row: Region, isIn: Bool, _ speech: Speech, on canvas: inout Canvas) -> [Target<Touch>] {
    guard let first = asks.first else { return [] }
    canvas.fill(row, .warning)
    let inner = row.inset(x: 1)
    let end = isIn ? "F4 " + speech(StaffWord.go) : ""
    canvas.text(end, inner, Style.warning.bold, .right)
    var text = "(!) " + sentence(first, speech)
    if asks.count > 1 { text += "  " + speech(StaffWord.more, asks.count - 1) }
    canvas.text(text, inner.split(left: inner.width - Width.of(end) - 2).0, Style.warning.bold)
    return isIn ? [Target(row, .key(Self.key))] : []
  }

  private func sentence(_ ask: HelpLine, _ speech: Speech) -> String {
    let place = speech(ask.place.label)
    guard let number = ask.number else { return speech(StaffWord.wanted, place, ask.since) }
    return speech(StaffWord.wantedNumber, place, ask.since, number)
  }
}
