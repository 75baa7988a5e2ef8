import Desk
import Domain
import Journal

/// Who has asked for a person, in memory only: a ring that outlived a power cut would call staff to somebody long gone.
/// Terminals that still wait ask again when the node is back.
struct HelpBell {
  /// Every terminal an office may have, once.
  static let asksMax = 32
  /// Nobody waits longer at a screen. It says then that nobody came, and where staff are.
  static let patience = Span.minutes(10)
  /// How long whoever asked goes on reading that somebody is on the way.
  static let attendedFor = Span.minutes(2)
  static let askTextMax = 64

  struct Ask: Equatable {
    var help: HelpAsk
    var since: Moment
    /// Uptime, so that a clock that is set neither ends an ask nor keeps it.
    var endsAt: Span
    var officer: OfficerID?
  }

  private(set) var asks: [Ask] = []

  private mutating func forget(_ uptime: Span) { asks.removeAll { $0.endsAt <= uptime } }

  /// What stands at this moment.
  func standing(_ uptime: Span) -> [Ask] { asks.filter { $0.endsAt > uptime } }

  /// The same ask again changes nothing, so that a terminal may send it as often as it likes.
  mutating func ask(_ help: HelpAsk, at now: Moment, _ uptime: Span) throws(Refusal) {
    guard (1...Self.askTextMax).contains(help.ask.utf8.count) else {
      throw .malformed(field: "ask", expected: "1–\(Self.askTextMax) bytes")
    }
    forget(uptime)
    guard !asks.contains(where: { $0.help.ask == help.ask }) else { return }
    guard asks.count < Self.asksMax else { throw .busy }
    asks.append(Ask(help: help, since: now, endsAt: Self.end(uptime, Self.patience)))
  }

  /// Two officers never walk to the same visitor: the second is told.
  mutating func attend(_ ask: String, _ officer: OfficerID, _ uptime: Span) throws(Refusal) {
    forget(uptime)
    guard let index = asks.firstIndex(where: { $0.help.ask == ask }), asks[index].officer ?? officer == officer else {
      throw .helpNotWanted
    }
    guard asks[index].officer == nil else { return }
    asks[index].officer = officer
    asks[index].endsAt = Self.end(uptime, Self.attendedFor)
  }

  private static func end(_ uptime: Span, _ time: Span) -> Span {
    Span(milliseconds: uptime.milliseconds + time.milliseconds)
  }
}

extension Node {
  /// Takes an ask in and shows what stands, with the ask's own id.
  func askForHelp(_ help: HelpAsk) throws(Refusal) -> HelpView {
    _ = try profile
    try bell.ask(help, at: now, reading.uptime)
    var view = helpView()
    view.own = help.ask
    return view
  }

  /// Only officers go.
  func attend(_ ask: String, _ actor: Actor) throws(Refusal) {
    guard case .officer(let officer) = actor else { throw .needsPin }
    try bell.attend(ask, officer, reading.uptime)
  }

  func helpView() -> HelpView {
    HelpView {
      $0.asks = bell.standing(reading.uptime).map { ask in
        HelpLine {
          $0.ask = ask.help.ask
          $0.place = ask.help.place
          $0.number = ask.help.number
          $0.since = clockText(ask.since)
          $0.isAttended = ask.officer != nil
        }
      }
    }
  }
}
