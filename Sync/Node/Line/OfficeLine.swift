import Domain
import Engine
import Journal
import Machine
import Profiles
import Seal
import Squeeze
import Store
import Transport
import Wire

/// The office's end of the line as the node's thread sees it: feeds the engine with what happens, carries out what it asks.
///
/// Nothing in here waits. An exchange lives on the courier's thread; what it brings is kept one frame a turn, so that
/// presses go in between.
final class OfficeLine {
  let node: Node
  let folder: StoreFolder
  private let bell: Bell
  var keys: LineKeys?
  /// The office's code keys that this PC holds.
  var codes = CodeKeyRing()
  private(set) var settings = LineSettings()
  private(set) var engine: SyncEngine?
  private var courier: Courier?
  var record = LineRecord()
  private(set) var held = Held()
  /// What of this node's own writing the engine has been told.
  var told = Mark()
  private var ring: Span?
  /// An identity to take when nobody is pressing, and when somebody last did.
  var waitingChange: Succession?
  var lastWrote: Span?
  /// When the disk last refused it.
  var changeRefused: Span?
  private var lookedAt: Span?
  private var isLineUp = true
  var notices = LineNotices()
  private var shown: LinePicture?
  /// Another link key was taken in: what runs still has the old one.
  var hasNewKey = false
  /// Counted up since the record was last written.
  private var savedAt: Span?
  var carriedIn: CarriedIn?
  /// When the oldest unsent event was written, read from the log once for each mark.
  var unsentKnown: (node: UInt32, after: UInt64, at: Moment)?

  /// The network as it was last seen.
  private var knownNetwork: Network?
  /// The kernel says when to look.
  var hasNews = false

  /// How often the machine is asked whether it has a network, without the kernel's news and with it, and how often what
  /// was spent is noted.
  private static let look = Span.seconds(3)
  private static let lookWithNews = Span.seconds(60)
  private static let save = Span.minutes(10)

  /// Nobody calls the centre: a command without loketd, which only looks, or carries a file.
  let isQuiet: Bool

  init(_ node: Node, folder: StoreFolder, bell: Bell, isQuiet: Bool = false) {
    self.node = node
    self.folder = folder
    self.bell = bell
    self.isQuiet = isQuiet
    start()
  }

  // MARK: Beginning and ending

  /// Reads the keys and what was remembered, and begins. Where nothing is enrolled there is no line and no fault. What was
  /// practised leaves this PC for nobody: only a centre that practises here too hears of it.
  func start() {
    stop()
    notices = LineNotices()
    guard node.store.identity != nil else { return }
    do {
      guard let keys = try LineKeys.read(folder.lineKeys), let settings = try readSettings() else { return }
      let isPractice = try node.store.meta(Practice.key) != nil
      guard !isPractice || Route(url: settings.centre).isLocal else { return }
      guard keys.office == node.store.identity?.office else { return notices.say(.keysOfAnotherOffice) }
      (self.keys, self.settings) = (keys, settings)
      codes = CodeKeyFile.read(folder.codeKeys, of: keys.office)
      node.adopt(linkKey: keys.link, codes: codes)
      node.sit(keys.seat)
      if LineFault(authority: settings.authority) != nil { notices.say(.authorityUnreadable(settings.authority)) }
      if !isQuiet { try? folder.makeCarried() }
      try remember()
      try begin(keys, settings)
    } catch {
      notices.say(error is LineKeys.Damaged ? .keysDamaged : .settingsWrong)
    }
    raiseAlarms()
  }

  func readSettings() throws -> LineSettings? {
    guard let bytes = try? Files.read(folder.lineSettings, sizeMax: FileLimits.bytesMax) else { return nil }
    return try LineFile.read(bytes).get()
  }

  /// What the store knows of the line. A store that came back from a copy knows nothing of how far anything had got.
  private func remember() throws {
    guard let identity = node.store.identity else { return }
    record = try node.store.meta(LineRecord.key).map { try LineRecord(text: $0) } ?? LineRecord()
    if record.node != Int(identity.node) {
      if record.node != 0 {
        record.memory.cursor = .again
        record.held = []
      }
      record.node = Int(identity.node)
    }
    _ = try node.retryBeside()
    try lookWhatIsHeld()
  }

  func lookWhatIsHeld() throws {
    held = Held()
    held.beside = try node.beside()
    let known = Marks(record.held)
    for author in try node.store.nodes() {
      let from = author == node.store.identity?.node ? node.lastSequence : known[author]
      held.marks.raise(author, to: try node.store.mark(of: author, from: from, beside: Set(held.beside.keys)))
    }
  }

  private func begin(_ keys: LineKeys, _ settings: LineSettings) throws {
    guard let identity = node.store.identity, !isQuiet else { return }
    let folder = folder
    let route = Route(url: settings.centre, authority: settings.authority, proxy: settings.proxy)
    let means = Courier.Means(
      route: route, keys: keys, squeezer: Zstd.squeezer, clock: node.surroundings.clock,
      source: { StoredEvents(try folder.openForReading()) })
    let bell = bell
    courier = try Courier(means) { bell.ring() }
    var terms = Terms(
      office: identity.office, seat: keys.seat, node: identity.node, version: Node.version,
      dictionaries: Zstd.squeezer.dictionaries)
    terms.earlier = try node.earlierIdentities()
    engine = SyncEngine(terms, memory: record.memory, have: held.marks.list, seed: Seal.randomNumber())
    told = Mark(identity.node, node.lastSequence)
    isLineUp = true
    step(.begun)
    if record.isPaused { step(.paused(true)) }
  }

  private func stop() {
    courier?.close()
    (courier, engine, keys, ring, carriedIn, waitingChange, changeRefused) = (nil, nil, nil, nil, nil, nil, nil)
  }

  /// The service ends. What was not acknowledged is sent at the next start.
  func close() {
    if engine != nil { save() }
    stop()
  }

  // MARK: A turn

  /// Takes one turn: tells the engine what has happened and keeps at most one frame. Returns whether anything shown has
  /// changed.
  func service() -> Bool {
    guard engine != nil else { return false }
    lookAtNetwork()
    hearOfWriting()
    if let exchange = courier?.takeMoved() { step(.moved(exchange: exchange)) }
    if carriedIn != nil { takeInCarried() } else { takeReport() }
    if let ring, ring <= node.reading.uptime {
      self.ring = nil
      step(.rang)
    }
    if hasNewKey { restartEngine() }
    if let waitingChange, mayChange(waitingChange) {
      self.waitingChange = nil
      notices.isChangeWaiting = false
      if let taken = succeed(waitingChange) { step(taken) }
      raiseAlarms()
    }
    countBytes()
    if let savedAt, savedAt < node.reading.uptime { save() }
    let now = picture
    defer { shown = now }
    return now != shown
  }

  /// Milliseconds until `service` is due; 0 when something waits already.
  var dueIn: Int? {
    guard engine != nil else { return nil }
    if courier?.hasReports == true || carriedIn != nil { return 0 }
    let calm = waitingChange.map { _ in
      Span(milliseconds: max(lastWrote?.milliseconds ?? 0, changeRefused?.milliseconds ?? 0) + Self.calm.milliseconds)
    }
    guard let next = [ring, calm].compactMap({ $0 }).min() else { return nil }
    return Int(clamping: max(0, next.milliseconds - node.reading.uptime.milliseconds))
  }

  /// The kernel has news of interfaces, addresses or routes: they are looked at in the next turn.
  func networkChanged() { lookedAt = nil }

  private func lookAtNetwork() {
    let now = node.reading.uptime
    let look = hasNews ? Self.lookWithNews : Self.look
    if let lookedAt, now.milliseconds - lookedAt.milliseconds < look.milliseconds { return }
    lookedAt = now
    let isLocal = Route(url: settings.centre).isLocal || Route(url: settings.proxy).isLocal
    let network = Network.now
    let isAnother = knownNetwork.map { $0.places != network.places } ?? false
    knownNetwork = network
    let isUp = (isLocal || network.isUp) && !isOverBudget
    if isUp, isLineUp, isAnother, notices.status.failures > 0 {
      // Another address or another way out: what failed on the old one says nothing about this one.
      step(.lineChanged(isUp: false))
      step(.lineChanged(isUp: true))
    }
    guard isUp != isLineUp else { return }
    isLineUp = isUp
    step(.lineChanged(isUp: isUp))
  }

  /// What was written this moment counts too.
  func lookAtOwn() {
    guard let identity = node.store.identity else { return }
    held.marks.raise(identity.node, to: node.lastSequence)
  }

  private func hearOfWriting() {
    guard let identity = node.store.identity else { return }
    let mark = Mark(identity.node, node.lastSequence)
    guard mark != told else { return }
    told = mark
    lastWrote = node.reading.uptime
    held.marks.raise(identity.node, to: node.lastSequence)
    step(.wrote(mark))
  }

  private func takeReport() {
    while let report = courier?.next() {
      switch report {
      case .replied(let exchange, let reply): step(.replied(exchange: exchange, reply))
      case .ended(let exchange, let ending):
        if ending == .whole { noteWhole() }
        notices.hear(ending)
        step(.ended(exchange: exchange, ending))
      case .frame(let exchange, let frame):
        // Whatever stands behind it has its turn after the next presses.
        if engine?.exchange == exchange { return keep(frame, of: exchange) }
      }
    }
  }

  /// One frame, one durable turn.
  private func keep(_ frame: Frame, of exchange: Int) {
    guard let cursor = engine?.memory.cursor.after(frame) else { return }
    do {
      guard try keep(frame, cursor) else {
        courier?.abandon(exchange)
        return step(.ended(exchange: exchange, .unreadable))
      }
      step(.kept(exchange: exchange, cursor: cursor, have: held.marks.list))
    } catch {
      courier?.abandon(exchange)
      step(.ended(exchange: exchange, .diskRefused))
    }
  }

  /// False when it does not go on from what is held.
  func keep(_ frame: Frame, _ cursor: Cursor) throws -> Bool {
    var next = record
    next.memory.cursor = cursor
    let kept = try node.keep(frame, held: &held) { after in
      next.held = after.marks.list
      return next.text
    }
    guard kept != nil else { return false }
    record = next
    return true
  }

  private func noteWhole() {
    record.lastWhole = node.reading.wall
    if savedAt == nil {
      savedAt = Span(milliseconds: node.reading.uptime.milliseconds + Self.save.milliseconds)
    }
  }

  func save() {
    savedAt = nil
    try? node.store.setMeta(LineRecord.key, record.text)
  }

  // MARK: What the engine asks

  func step(_ first: Input) {
    var inputs = [first]
    while !inputs.isEmpty, engine != nil {
      for effect in engine?.step(inputs.removeFirst(), at: node.reading) ?? [] {
        if let next = carryOut(effect) { inputs.append(next) }
      }
    }
    raiseAlarms()
  }

  private func carryOut(_ effect: Effect) -> Input? {
    switch effect {
    case .exchange(var plan):
      plan.call.codes = codes.names.said
      courier?.begin(plan)
    case .abandon(let exchange): courier?.abandon(exchange)
    case .arm(let time): ring = time
    case .disarm: ring = nil
    case .remember(let memory):
      record.memory = memory
      noteCaughtUp(memory)
      record.held = held.marks.list
      save()
    case .takeIdentity(let change):
      guard !mayChange(change) else { return succeed(change) }
      waitingChange = change
      notices.isChangeWaiting = true
    case .takeLinkKey(let sealed): takeLinkKey(sealed)
    case .takeCodes(let sealed): takeCodes(sealed)
    case .tell(let notice):
      notices.hear(notice)
      if case .clockOffset(let ahead, let within) = notice { node.hear(centreAhead: ahead, within: within) }
    }
    return nil
  }

  /// From here on a gap in somebody's history is damage.
  private func noteCaughtUp(_ memory: Memory) {
    let isDone = !memory.cursor.isReadingState && !memory.cursor.isReadingPast && memory.cursor.news > 0
    guard isDone, node.lastSequence > 0, (try? node.store.meta(Store.catchingUpKey)) != .some(nil) else { return }
    try? node.store.writing {
      try node.store.noteAllAbsent()
      try node.store.clearMeta(Store.catchingUpKey)
    }
  }

  // MARK: What people ask

  var isEnrolled: Bool { keys != nil }

  func syncNow() { step(.asked) }

  /// Offers again what went to the centre without its body; returns whether there is any.
  func retry() -> Bool {
    guard engine?.memory.owed.isEmpty == false else { return false }
    step(.retried)
    return true
  }

  func pause(_ isPaused: Bool) {
    record.isPaused = isPaused
    save()
    step(.paused(isPaused))
  }

  var lastTrace: ExchangeTrace? { courier?.last }

  /// An exchange under way is given up, and the engine starts again from what is remembered: what a file brought is new to
  /// it.
  func restartEngine() {
    guard let keys else { return }
    hasNewKey = false
    courier?.close()
    (courier, engine, ring) = (nil, nil, nil)
    do { try begin(keys, settings) } catch { notices.say(.settingsWrong) }
  }

  func haltForCarried() {
    if let exchange = engine?.exchange { courier?.abandon(exchange) }
    ring = nil
  }

  // MARK: The budget

  private func countBytes() {
    guard let bytes = courier?.takeBytes(), bytes > 0 else { return }
    if let today = node.today, record.spentOn != today { (record.spentOn, record.spent) = (today, 0) }
    record.spent += bytes
  }

  var isOverBudget: Bool {
    guard settings.dailyMegabytes > 0, record.spentOn == node.today else { return false }
    return record.spent >= settings.dailyMegabytes << 20
  }

  func raiseAlarms() {
    let now = node.reading.wall
    let told = notices.alarms(
      changes: record.changes, parked: record.memory.parked, refused: record.memory.owed)
    for (source, text) in told {
      node.alarms.set(source, text, at: now)
    }
  }
}
