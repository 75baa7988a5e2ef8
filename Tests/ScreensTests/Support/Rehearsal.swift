import Canvas
import Desk
import Devices
import Domain
import Machine
import Screens
import TestSupport
import Testing

/// A day at an office with a real node and store, for stations without a terminal: keys and taps go in, pictures come out. All
/// terminals of a rehearsal see each press of the others at once; the test moves the time.
final class Rehearsal {
  let running: RunningOffice
  /// The head's own desk, for what a test arranges behind the screens.
  private(set) var head: any Desk
  private(set) var now = Duration.seconds(1_000)
  private var actors: [Actor] = []

  init(_ office: String = "halmahera-utara", _ change: (inout OfficeProfile) -> Void = { _ in }) throws {
    var profile = try ShippedOffice.profile(office)
    change(&profile)
    running = try RunningOffice(.local, profile)
    head = try running.setUp()
  }

  /// A computer on which no office has been set up.
  init(unfounded office: String, on day: Day = OfficeStart.day) throws {
    running = try RunningOffice(.local, try ShippedOffice.profile(office), on: day)
    head = Nowhere()
  }

  /// Opens a terminal in the office.
  func seat(_ make: (Bearings) -> any Station, columns: Int = 80, rows: Int = 24) throws -> Actor {
    let station = make(
      Bearings(encode: { text in ScreenCode.modules(of: text).flatMap { BitMatrix(size: $0.side, $0.dark) } }))
    let actor = Actor(station, try running.desk(), columns: columns, rows: rows) { [unowned self] in self.now }
    actor.changed = { [unowned self] in self.spread() }
    actor.rests = { [unowned self] in self.wait(milliseconds: 720) }
    actor.isDeliberate = station is GuestBookTerminal
    actors.append(actor)
    actor.lineIsUp()
    return actor
  }

  /// Time goes by for the terminals and for the office's clocks, a second at a time so that nothing due is jumped over.
  func pass(_ time: Duration) {
    for _ in 0..<max(1, Int(time.components.seconds)) {
      now += .seconds(1)
      running.clock.pass(.seconds(1))
      for actor in actors { actor.tick() }
    }
    spread()
  }

  /// Time goes by and the node says nothing of its own accord: what counts on must do so by itself.
  func wait(_ time: Duration) {
    for _ in 0..<max(1, Int(time.components.seconds)) {
      now += .seconds(1)
      running.clock.pass(.seconds(1))
      for actor in actors { actor.tick() }
    }
  }

  /// A moment of a person's time, in steps that miss nothing which is due.
  func wait(milliseconds: Int) {
    for _ in 0..<(milliseconds / 10) {
      now += .milliseconds(10)
      for actor in actors { actor.tick() }
    }
  }

  /// The node stops. What was committed stays.
  func nodeGoes() {
    for actor in actors { actor.lineIsLost() }
    head = Nowhere()
    running.stop()
  }

  func nodeComes() throws {
    try running.start()
    head = try running.desk()
    _ = try head.login("kepala", pin: RunningOffice.pin)
    for actor in actors { actor.desk = try running.desk() }
    for actor in actors { actor.lineIsUp() }
  }

  private func spread() { for actor in actors { actor.refresh() } }
}

/// One station of a rehearsal, and the hands of whoever uses it.
final class Actor {
  private(set) var station: any Station
  fileprivate var desk: any Desk
  private var letters = Correspondence()
  private var isUp = false
  private let columns: Int
  private let rows: Int
  private let clock: () -> Duration
  fileprivate var changed: () -> Void = {}
  fileprivate var rests: () -> Void = {}
  /// Whoever presses one key twice means it twice: time goes by in between, as it does for a person who reads.
  var isDeliberate = false
  private var lastKey: (key: Key, at: Duration)?
  private var watched: [(number: Int64, query: Query, last: View?)] = []
  /// Presses the node has not been told of: the line was lost before.
  private var lastPress = 0
  private var taps = Taps<Touch>()
  /// What the station wished of the terminal itself.
  private(set) var wishes: [Wish] = []
  /// Commands that have reached the node, with their ids.
  private(set) var sent: [(command: Command, id: String)] = []
  /// Sees the station after each thing it took in.
  var witness: (any Station) -> Void = { _ in }
  /// Pictures of changes are late for a while; answers are not.
  var holdsPictures = false
  /// The node carries the next command out, but its answer is lost with the line.
  var losesNextAnswer = false

  fileprivate init(_ station: any Station, _ desk: any Desk, columns: Int, rows: Int, clock: @escaping () -> Duration) {
    self.station = station
    self.desk = desk
    self.columns = columns
    self.rows = rows
    self.clock = clock
  }

  // MARK: Hands

  /// Presses keys by name: "1", "Enter", "Esc", "Tab", "F2", "Up", "^u" …
  func press(_ names: String...) {
    for name in names { hit(Actor.key(name)) }
  }

  private func hit(_ key: Key) {
    if isDeliberate, let lastKey, lastKey.key == key, clock() - lastKey.at < .milliseconds(720) { rests() }
    lastKey = (key, clock())
    give(.key(key))
  }

  func type(_ text: String) {
    lastKey = nil
    for scalar in text.unicodeScalars { give(.key(.character(scalar))) }
  }
  func give(_ input: Input) { hand([input]) }

  static func key(_ name: String) -> Key {
    let codes: [String: Key.Code] = [
      "Enter": .enter, "Esc": .escape, "Tab": .tab, "Up": .up, "Down": .down, "Left": .left, "Right": .right,
      "Backspace": .backspace, "Home": .home, "End": .end, "PageUp": .pageUp, "PageDown": .pageDown,
    ]
    if let code = codes[name] { return Key(code) }
    if name == "Shift-Tab" { return Key(.tab, .shift) }
    if name.hasPrefix("F"), let number = Int(name.dropFirst()) { return .function(number) }
    if name.hasPrefix("^"), let scalar = name.unicodeScalars.dropFirst().first { return .control(scalar) }
    return .character(name.unicodeScalars.first!)
  }

  /// Taps the place whose text contains these words: the smallest such target.
  func tap(_ words: String, _ location: SourceLocation = #_sourceLocation) {
    let (canvas, targets) = picture
    let hits = targets.filter { target in
      (target.region.y..<target.region.bottom).contains { y in
        Actor.text(canvas, Region(target.region.x, y, target.region.width, 1)).contains(words)
      }
    }
    guard let hit = hits.min(by: { $0.region.width * $0.region.height < $1.region.width * $1.region.height }) else {
      Issue.record("nothing to tap says \"\(words)\":\n\(text)", sourceLocation: location)
      return
    }
    if case .key(let key) = hit.action { self.hit(key) } else { give(.touch(hit.action)) }
  }

  /// A finger down and up on this cell, as a panel reports it: what counts as a tap is decided as at a real terminal.
  func finger(_ point: Point) {
    for key in [Key(.press(point)), Key(.release(point))] {
      guard let touch = taps.feed(key, picture.1, now: clock()) else { continue }
      if case .key(let key) = touch { give(.key(key)) } else { give(.touch(touch)) }
    }
  }

  /// The middle of the smallest place to touch that says these words.
  func place(_ words: String) throws -> Point {
    let (canvas, targets) = picture
    let hits = targets.filter { target in
      (target.region.y..<target.region.bottom).contains { y in
        Actor.text(canvas, Region(target.region.x, y, target.region.width, 1)).contains(words)
      }
    }
    let hit = try #require(hits.min { $0.region.width * $0.region.height < $1.region.width * $1.region.height })
    return Point(hit.region.x + hit.region.width / 2, hit.region.y + hit.region.height / 2)
  }

  /// Taps a word out on the keyboard on the screen.
  func tapOut(_ text: String, _ location: SourceLocation = #_sourceLocation) {
    for character in text {
      let scalar = character.unicodeScalars.first!
      let (_, targets) = picture
      let wanted = targets.filter { $0.action == .choose(1_000_000 + Int(scalar.value)) }
      if wanted.isEmpty { give(.touch(.choose(999_999))) }
      guard picture.1.contains(where: { $0.action == .choose(1_000_000 + Int(scalar.value)) }) else {
        Issue.record("no key for \(character):\n\(self.text)", sourceLocation: location)
        return
      }
      give(.touch(.choose(1_000_000 + Int(scalar.value))))
    }
  }

  // MARK: Eyes

  var picture: (Canvas, [Target<Touch>]) { picture(columns, rows) }

  func picture(_ columns: Int, _ rows: Int, look: Look? = nil) -> (Canvas, [Target<Touch>]) {
    var canvas = Canvas(width: columns, height: rows, look: look ?? station.bearings.look)
    let targets = station.draw(on: &canvas)
    return (canvas, targets)
  }

  /// The screen as text, without blanks at the ends of lines.
  var text: String {
    let canvas = picture.0
    return (0..<canvas.height).map { y in
      let row = canvas.text(row: y)
      return String(row[..<(row.lastIndex { $0 != " " }.map { row.index(after: $0) } ?? row.startIndex)])
    }.joined(separator: "\n")
  }

  func shows(_ words: String) -> Bool { text.contains(words) }

  private static func text(_ canvas: Canvas, _ region: Region) -> String {
    var row = ""
    for x in max(0, region.x)..<min(canvas.width, region.right) {
      for value in canvas.scalars(canvas[x, region.y]) { row.unicodeScalars.append(Unicode.Scalar(value)!) }
    }
    return row
  }

  /// What the node would show this terminal.
  func seen(_ query: Query) throws -> View { try desk.read(query) }

  // MARK: The line to the node

  fileprivate func lineIsUp() {
    isUp = true
    watched = []
    let (requests, inputs) = letters.lineIsUp()
    hand(inputs, sending: requests)
  }

  fileprivate func lineIsLost() {
    isUp = false
    watched = []
    hand(letters.lineIsLost(at: clock()))
  }

  fileprivate func tick() { hand([.tick]) }

  private func hand(_ inputs: [Input], sending first: [Request] = []) {
    var queue = inputs
    send(first, &queue)
    while !queue.isEmpty {
      let input = queue.removeFirst()
      let wished = station.take(input, at: clock())
      witness(station)
      taps.shows(station.leaf, now: clock())
      for wish in wished {
        wishes.append(wish)
        let (requests, more) = letters.carry(wish) {
          lastPress += 1
          return "rehearsal-\(ObjectIdentifier(self).hashValue)-\(lastPress)"
        }
        queue += more
        send(requests, &queue)
      }
      send(letters.follow(station.watching, at: clock()), &queue)
    }
  }

  private func send(_ requests: [Request], _ queue: inout [Input]) {
    guard isUp else { return }
    for request in requests {
      let reply = reply(request)
      if losesNextAnswer, case .perform = request.ask {
        losesNextAnswer = false
        isUp = false
        watched = []
        queue += letters.lineIsLost(at: clock())
        return
      }
      queue += letters.receive(request.id, reply, at: clock())
      switch request.ask {
      case .perform, .ask, .attend: changed()
      default: break
      }
    }
  }

  private func reply(_ request: Request) -> Reply {
    desk.token = request.token
    do {
      switch request.ask {
      case .perform(let command, let id):
        sent.append((command, id))
        return .answer(try desk.perform(command, id: id))
      case .read(let query): return .view(query.kind, try desk.read(query))
      case .watch(let query):
        let view = try desk.read(query)
        watched.append((request.id, query, view))
        return .view(query.kind, view)
      case .login(let login, let pin): return .session(try desk.login(login, pin: pin))
      case .logout:
        try desk.logout()
        return .done
      case .maintain(let task): return .report(try desk.maintain(task) { _ in })
      case .print(let ticket):
        try desk.print(ticket)
        return .done
      case .mute(let isMuted):
        try desk.mute(isMuted)
        return .done
      case .ask(let help): return .view(.help, .help(try desk.askForHelp(help)))
      case .attend(let ask):
        try desk.attend(ask)
        return .done
      case .unwatch(let number):
        watched.removeAll { $0.number == number }
        return .done
      }
    } catch let refused as Refused { return .refused(refused) } catch {
      return .refused(Refused(code: "unreachable", exitCode: 3, text: Bilingual("\(error)", "\(error)")))
    }
  }

  /// What the node would send of its own accord: changed views.
  fileprivate func refresh() {
    guard isUp, !holdsPictures else { return }
    for index in watched.indices {
      desk.token = letters.token
      guard index < watched.count, let view = try? desk.read(watched[index].query), view != watched[index].last else {
        continue
      }
      watched[index].last = view
      hand(letters.receive(watched[index].number, .view(watched[index].query.kind, view), at: clock()))
    }
  }
}

/// A node that is gone.
private final class Nowhere: Desk {
  var token: String?
  func perform(_ command: Command, id: String) throws -> Answer { throw DeskUnreachable("gone") }
  func read(_ query: Query) throws -> View { throw DeskUnreachable("gone") }
  func watch(_ query: Query) throws -> any Watch { throw DeskUnreachable("gone") }
  func login(_ login: String, pin: String) throws -> Session { throw DeskUnreachable("gone") }
  func logout() throws { throw DeskUnreachable("gone") }
  func print(_ ticket: VisitQuery) throws { throw DeskUnreachable("gone") }
  func mute(_ isMuted: Bool) throws { throw DeskUnreachable("gone") }
  func askForHelp(_ help: HelpAsk) throws -> HelpView { throw DeskUnreachable("gone") }
  func attend(_ ask: String) throws { throw DeskUnreachable("gone") }
  func maintain(_ task: Maintenance, progress: (String) -> Void) throws -> MaintenanceReport {
    throw DeskUnreachable("gone")
  }
}
