import Domain
import Engine
import Journal
import Wire

/// What is to happen later.
enum Item {
  case act
  case ring(OfficePC, serial: Int)
  case up(Talk)
  case down(Talk)
  case ended(Talk, Ending)
  case holdOver(Session)
  case takeIdentity(OfficePC, Succession, start: Int)
  case boot(OfficePC)
  case press(OfficePC, Press)
  case enrol(OfficePC)
  case noteClock(OfficePC, start: Int)
  case centreUp
  case lineBack(OfficePC)
  case carry(OfficePC)
  case centreActs(Int)
  /// A minute has passed in which nothing went wrong.
  case tick
}

/// Offices, their PCs, the centre and the lines between them, in one thread and from one seed.
final class World {
  static let epoch: Int64 = 1_800_000_000_000
  static func office(_ place: Int) -> OfficeCode { OfficeCode(UInt16(8201 + place)) }
  static let centreKey: [UInt8] = Array(repeating: 7, count: 32)

  let script: Script
  var now: Int64 = 0
  var agenda = Agenda<Item>()
  var pcs: [OfficePC] = []
  let centre: Centre
  var oracle = Oracle()
  var chronicle: Chronicle
  var violation: Violation?
  /// Troubles are over: everything must come together.
  var isCalm = false
  /// What a request may weigh on each PC's line, where something in between counts.
  var bodyMax: Int?
  /// In half of the worlds whatever refused large requests is gone with the other troubles, in the others it stays.
  var isProxyGone: Bool { isCalm && script.seed.isMultiple(of: 2) }
  var steps = 0
  var calmAt: Int64 = 0
  var settledAt: Int64?
  var idleFrom = 0
  var presses = 0
  var exchanges = 0
  var foldings: [UInt8: Int] = [:]
  var unreadable = 0
  var recorded: [(bytes: [UInt8], seat: Int, counter: Int)] = []
  // A stream of chance for each kind of happening.
  var play: Chance
  var line: Chance
  var disks: Chance
  var clocks: Chance
  var hq: Chance
  var secrets: Chance
  var papers: Chance
  /// Codes on paper in people's hands, and through which key each office's were declared void.
  var printed: [Paper] = []
  var voided: [Int: Int] = [:]
  var versions: Chance
  var starts: Chance

  init(_ script: Script, keepsStory: Bool) {
    self.script = script
    chronicle = Chronicle(keepsStory: keepsStory)
    play = Chance(script.seed, stream: 1)
    line = Chance(script.seed, stream: 2)
    disks = Chance(script.seed, stream: 3)
    clocks = Chance(script.seed, stream: 4)
    hq = Chance(script.seed, stream: 5)
    secrets = Chance(script.seed, stream: 6)
    papers = Chance(script.seed, stream: 7)
    versions = Chance(script.seed, stream: 8)
    starts = Chance(script.seed, stream: 9)
    centre = Centre(offices: script.offices, isSabotaged: script.sabotage == .repliesBeforeSync)
    centre.folding = drawFolding()
    if has(.smallBodies) { bodyMax = line.roll(900, 2_500) }
  }

  func has(_ trouble: Trouble) -> Bool { script.troubles.contains(trouble) }
  /// Whether a safeguard is switched off.
  func lacks(_ safeguard: Sabotage) -> Bool { script.sabotage == safeguard }

  func fail(_ promise: String, _ detail: @autoclosure () -> String) {
    guard violation == nil else { return }
    violation = Violation(promise: promise, detail: detail(), at: now)
    note(99, 0, 0) { "BROKEN: \(promise): \(violation?.detail ?? "")" }
  }

  /// One line of what happened. Words are made only when somebody reads them.
  func note(_ what: Int, _ a: Int, _ b: Int, _ words: () -> String) {
    chronicle.note(now, what, a, b, words)
  }

  func run() {
    setUp()
    for _ in 0..<200_000 where violation == nil {
      guard let (time, item) = agenda.take() else { break }
      now = max(now, time)
      carryOut(item)
      if isCalm, isSettled(item) { break }
    }
    if violation == nil { judgeEnd() }
  }

  private func carryOut(_ item: Item) {
    switch item {
    case .act: act()
    case .ring(let pc, let serial): if pc.isOn, pc.ringSerial == serial { ring(pc) }
    case .up(let talk): moveUp(talk)
    case .down(let talk): moveDown(talk)
    case .ended(let talk, let ending): end(talk, ending)
    case .holdOver(let session): if session.isHeld { answer(session) }
    case .takeIdentity(let pc, let change, let start): if pc.isOn, pc.starts == start { takeIdentity(pc, change) }
    case .boot(let pc): boot(pc)
    case .press(let pc, let press): carryOut(press, at: pc)
    case .enrol(let pc): enrol(pc)
    case .noteClock(let pc, let start): if pc.isOn, pc.starts == start { noteClock(pc) }
    case .centreUp:
      centre.isUp = true
      maybeChange(&centre.folding)
    case .carry(let pc): if !isCalm { carry(pc) }
    case .centreActs(let place): if !isCalm { centreActs(place) }
    case .tick: break
    case .lineBack(let pc): if pc.isOn { tell(pc, .lineChanged(isUp: true)) }
    }
  }

  private func setUp() {
    for place in 0..<script.offices {
      for _ in 0..<script.pcs { addPC(place, isFirst: true) }
    }
    agenda.plan(.act, at: 1_000)
  }

  /// A PC that is enrolled already, or one that has to be.
  @discardableResult func addPC(_ place: Int, isFirst: Bool) -> OfficePC {
    let node = UInt32(isFirst ? 1 + pcs.count(where: { $0.place == place }) : 0)
    let pc = OfficePC(index: pcs.count, place: place, key: secrets.bytes(32), node: node)
    pc.folding = drawFolding()
    if has(.clockDrift) { pc.face.drift = Int64(clocks.roll(-20_000, 20_000)) }
    if has(.clockJumps) { pc.face.offset = Int64(clocks.roll(-3_600_000, 3_600_000)) }
    let isOpener = isFirst && node == 1
    if !isOpener { pc.disk.replace(files(pc.files) { $0.memory.cursor = .fresh }) }
    pcs.append(pc)
    if isFirst {
      (pc.seat, pc.linkKey) = centre.seat(pc.key, place: place, link: secrets.bytes(32))
      centre.tables.offices[place].seats[node] = pc.seat
      boot(pc)
      if isOpener { openOffice(pc) }
    } else {
      pc.enrolCode = "code \(pc.index)"
      centre.tables.codes["code \(pc.index)"] = Centre.Code(place: place)
      agenda.plan(.enrol(pc), at: now + 1_000)
    }
    return pc
  }

  func files(_ files: OfficeFiles, _ change: (inout OfficeFiles) -> Void) -> OfficeFiles {
    var changed = files
    change(&changed)
    return changed
  }
}
