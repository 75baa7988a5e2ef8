import Canvas
import Desk
import Domain

/// The wall board: who is called where. Numbers and desks only, never a name; no key leaves it.
public struct Board: Station {
  public var bearings: Bearings
  private(set) var view: BoardView?
  private(set) var day: DayView?
  private(set) var announcer = BoardAnnouncer()
  private(set) var earlier = EarlierCalls()
  private(set) var time = OfficeTime()
  /// The office's time when the picture was last known to be true; `nil` while it is.
  private(set) var staleSince: String?
  /// Why the node does not show the board now.
  private(set) var refused: Refused?
  /// Uptime at which messages and languages began to take turns.
  private var began: Duration?

  /// How long a message of the office, and one of two languages, stays.
  static let turn = Duration.seconds(10)

  /// It shows itself: nobody logs in at a wall.
  public init(_ bearings: Bearings) { self.bearings = bearings }

  public var watching: [Query] { [.profile(Empty()), .board(Empty()), .day(DayQuery())] }
  /// Digits typed at a wall mean nothing.
  public var digitsChoose: Bool { false }

  public var deadline: Duration? {
    let now = bearings.now
    let turn = began.map { began in now + Self.turn - Self.rest(now - began, Self.turn) }
    return [bearings.deadline, announcer.deadline(at: now), time.deadline(at: now), turn].compactMap { $0 }.min()
  }

  private static func rest(_ passed: Duration, _ turn: Duration) -> Duration {
    var passed = passed
    while passed >= turn { passed -= turn * max(1, Int(passed / turn)) }
    return passed
  }

  /// Which message, which language: counted in turns.
  var turns: Int { began.map { Int((bearings.now - $0) / Self.turn) } ?? 0 }

  public mutating func take(_ input: Input, at now: Duration) -> [Wish] {
    if bearings.take(input, at: now) { return [] }
    if began == nil { began = now }
    defer { earlier.follow(lines?.before ?? [], halves: announcer.flash(at: now)?.halves) }
    switch input {
    case .view(.board, .board(let view)):
      self.view = view
      refused = nil
      staleSince = nil
      time.hear(view.localTime, at: now)
      return audible(announcer.hear(view.called, at: now))
    case .view(.day, .day(let day)):
      self.day = day
      time.hear(day.localTime, at: now)
    case .unseen(.board, let refused):
      self.refused = refused
      grow(stale: now)
    case .link(.lost): grow(stale: now)
    case .tick: return audible(announcer.tick(at: now))
    default: break
    }
    return []
  }

  /// After closing nobody is called any more, whoever had still to be announced.
  private func audible(_ wishes: [Wish]) -> [Wish] { day?.closed == true ? [] : wishes }

  private mutating func grow(stale now: Duration) {
    if staleSince == nil, view != nil { staleSince = time.text(at: now) }
  }

  public func draw(on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = bearings.speech
    let banner = refused.map { (bearingsOfTurn.speech($0.text), Banner.Kind.fault) }
    let frame = Frame(
      speech(BoardWord.title), clock: time.text(at: bearings.now), hints: [.language(speech), .look(speech)],
      banner: banner)
    return frame.draw(bearingsOfTurn, on: &canvas) { region, canvas in
      drawPage(region, on: &canvas)
      return []
    }
  }

  /// What is wrong is said in the language whose turn it is, like everything below it.
  private var bearingsOfTurn: Bearings {
    guard bearings.link != .up || refused != nil, turns % 2 == 1, let otherSpeech else { return bearings }
    var bearings = bearings
    bearings.speech = otherSpeech
    return bearings
  }

  private func drawPage(_ region: Region, on canvas: inout Canvas) {
    let (page, foot) = region.split(top: region.height - (region.height > 30 ? 2 : 1))
    drawFoot(foot, on: &canvas)
    guard let view else {
      // Nothing to show is not the same as nobody being called.
      let text = refused == nil ? bearings.speech(BoardWord.notYet) : bearings.speech(BoardWord.notShown)
      canvas.text(text, page.centred(width: min(70, page.width - 4), height: 3), .plain, .centredParagraph)
      return
    }
    // Nobody is called at an office that has closed its day, whoever was called last.
    if let day, day.closed { return drawClosed(day, page, on: &canvas) }
    guard let first = lines?.first else { return drawEmpty(view, page, on: &canvas) }
    let halves = announcer.flash(at: bearings.now)?.halves ?? 0
    drawCalls(first, view, isLit: halves % 2 == 1, page, on: &canvas)
  }

  /// Who is called, and who was before: while an older call is announced, those after it wait for their turn.
  private var lines: (first: BoardLine, before: [BoardLine])? {
    guard let called = view?.called else { return nil }
    let announced = announcer.flash(at: bearings.now)?.flash
    let place = announced.flatMap { flash in
      called.firstIndex { $0.label == flash.label && $0.desk == flash.desk }
    }
    let rest = called.dropFirst(place ?? 0)
    return rest.first.map { ($0, Array(rest.dropFirst())) }
  }
}
