import Canvas
import Domain
import Machine
import Screens
import Terminal

/// Runs seats on one terminal: waits, hands over keys and time, draws. One thread; nothing here decides anything about the desk.
public final class Room {
  /// What `run` ended with.
  public enum Ending: Equatable, Sendable {
    case left
    case stopped(signal: Int32)
    /// Nobody is at the other end of the terminal any more.
    case gone
    /// To a practice, and back from it.
    case practising(PracticeStart)
    case practised
  }

  /// The key that goes to the next seat, where there are several.
  static let switchKey = Key.function(12)
  /// Leaves the showroom.
  static let leaveKey = Key.control("q")

  private let screen: Screen
  private let seats: [any Seat]
  private let plug: (any Plug)?
  private var current = 0
  private var taps = Taps<Touch>()
  private var targets: [Target<Touch>] = []
  private var scans: ScanDetector
  private let capability: Capability
  private let voice: (String, Language) -> Void
  private var guide: Guide?
  private var answer = AnswerWait()

  /// `voice` reads a sentence aloud and returns at once.
  public init(
    _ seats: [any Seat], on screen: Screen, _ capability: Capability, codes: ScanGrammar,
    plug: (any Plug)? = nil, guide: Guide? = nil, voice: @escaping (String, Language) -> Void
  ) {
    precondition(!seats.isEmpty, "a room needs a seat")
    self.seats = seats
    self.screen = screen
    self.capability = capability
    self.voice = voice
    self.plug = plug
    self.guide = guide
    scans = ScanDetector(codes)
  }

  private static var now: Duration { .milliseconds(MachineClock.real.uptime()) }

  /// Until the station wishes to leave, the terminal goes, or the process is asked to stop.
  public func run() throws(SystemFault) -> Ending {
    var wishes: [Wish] = []
    for seat in seats { wishes += seat.attend(at: Self.now) }
    while true {
      if let ending = settle(wishes) { return ending }
      let now = Self.now
      if !answer.holds(isAwaiting: seat.isAwaitingAnswer, at: now) { show() }
      let later = seats.flatMap { $0.follow(at: now) }
      var times = seats.map { $0.deadline(at: now) } + [scans.deadline, guide?.deadline(at: now), answer.deadline]
      if !later.isEmpty { times.append(now) }
      let deadline = times.compactMap { $0 }.min()
      let events = try screen.wait(for: deadline.map { max(.zero, $0 - now) }, also: watched)
      plug?.heard()
      wishes = later
      for event in events {
        switch event {
        case .key(let key): wishes += interrupt(key) ?? hear(key)
        case .stop(let signal): return .stopped(signal: signal)
        case .ended: return .gone
        case .resized: taps.cancel()
        case .ready: break
        }
      }
      for event in scans.flush(at: Self.now) { wishes += take(event) }
      for seat in seats { wishes += seat.attend(at: Self.now) }
      wishes += follow()
    }
  }

  private var watched: [Int32] { seats.compactMap(\.descriptor) + (plug.map { [$0.descriptor] } ?? []) }

  // MARK: The guide

  /// Space halts the guide, Escape sends it away; every other key takes the room over. `nil` when there is no guide to interrupt.
  private func interrupt(_ key: Key) -> [Wish]? {
    guard guide != nil else { return nil }
    if case .release = key.code { return [] }
    if key == .character(" ") {
      guide?.pause()
      return []
    }
    guide = nil
    return key.code == .escape ? [] : nil
  }

  private func follow() -> [Wish] {
    guard let move = guide?.move(at: Self.now) else {
      if guide?.isOver == true { guide = nil }
      return []
    }
    switch move {
    case .go(let seat): go(to: seat)
    case .press(let key): return press(key)
    }
    return []
  }

  /// Not `nil` when the station wants to leave.
  private func settle(_ wishes: [Wish]) -> Ending? {
    for wish in wishes {
      switch wish {
      case .wipe:
        screen.wipe()
        taps.cancel()
        scans = scans.renewed(prefix: scans.prefix)
      case .say(let text, let language): voice(text, language)
      case .bell: screen.bell()
      case .leave: return .left
      case .practise(let start): return .practising(start)
      case .endPractice: return .practised
      default: break
      }
    }
    return nil
  }

  // MARK: Keys and fingers

  private var seat: any Seat { seats[current] }

  private func hear(_ key: Key) -> [Wish] {
    let (columns, rows) = pageSize
    guard columns >= Frame.columns, rows >= Frame.rows else { return [] }
    switch key.code {
    case .press, .release:
      guard let touch = taps.feed(key, targets, now: Self.now) else { return [] }
      if case .choose(let index) = touch, index >= Room.firstTab {
        go(to: index - Room.firstTab)
        return []
      }
      if case .key(let key) = touch { return press(key) }
      return seat.take(.touch(touch), at: Self.now)
    default: break
    }
    scans.holdsBack = seat.station.digitsChoose
    if let prefix = Room.prefix(seat.station.bearings.profile?.devices.scannerPrefix ?? ""), scans.prefix != prefix {
      scans = scans.renewed(prefix: prefix)
    }
    return scans.feed(key, at: Self.now).flatMap(take)
  }

  private func take(_ event: ScanDetector.Event) -> [Wish] {
    switch event {
    case .key(let key): press(key)
    case .scan(let text, let typed): seat.take(.scan(text, typed: typed), at: Self.now)
    case .refused(let typed): seat.take(.scanRefused(typed: typed), at: Self.now)
    }
  }

  private func press(_ key: Key) -> [Wish] {
    if seats.count > 1, key == Room.switchKey {
      go(to: (current + 1) % seats.count)
      return []
    }
    if let plug, key == CentreTerminal.plugKey {
      plug.turn()
      return []
    }
    // The showroom has a way out everywhere; a visitor's terminal has none.
    if seats.count > 1, key == Room.leaveKey { return [.leave] }
    return seat.take(.key(key), at: Self.now)
  }

  private func go(to index: Int) {
    current = index
    taps.cancel()
  }

  /// "F12" or a single character, as the office set its scanner up.
  static func prefix(_ text: String) -> Key? {
    if text.count > 1, text.hasPrefix("F"), let number = Int(text.dropFirst()), (1...20).contains(number) {
      return .function(number)
    }
    guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else { return nil }
    return .character(scalar)
  }

  // MARK: Drawing

  private var hasTabs: Bool { seats.count > 1 }

  /// A window with rows to spare gives the cable one of its own.
  private var tabRows: Int { !hasTabs ? 0 : plug != nil && screen.size.1 > Frame.rows + 1 ? 2 : 1 }

  private var pageSize: (Int, Int) {
    let (columns, rows) = screen.size
    return (columns, rows - tabRows)
  }

  private func show() {
    let (columns, rows) = pageSize
    var look = seat.station.bearings.look
    look.halfBlocks = capability.halfBlocks
    var canvas = Canvas(width: columns, height: max(1, rows), look: look)
    targets = seat.station.draw(on: &canvas)
    let page = Leaf {
      $0.combine(current)
      $0.combine(seat.station.leaf)
    }
    taps.shows(page, now: Self.now)
    if let pressed = taps.pressed { canvas.restyle(pressed.region, .pressed) }
    if hasTabs {
      var whole = Canvas(width: columns, height: canvas.height + tabRows, look: look)
      whole.place(canvas, at: Point(0, 0))
      targets += bar.draw(whole.region.split(top: canvas.height).1, on: &whole)
      canvas = whole
    }
    screen.show(canvas)
  }

  static let firstTab = 2_000_000

  private var bar: RoomBar {
    RoomBar(
      names: seats.map { seat.station.bearings.speech($0.name) }, current: current,
      speech: seat.station.bearings.speech, sight: plug?.sight, guide: guide
    )
  }
}
