import Domain
import Journal
import Machine
import SQLite
import Seal
import Store
import Transport

// Numbers and identities: what a repaired store must never give a second time.
extension Repair {
  /// The time a repair writes. A store for practice lives on a clock of its own, which only its events know.
  func wall(_ store: Store) throws -> Moment {
    let real = Moment(milliseconds: clock.wall())
    guard try store.meta(Practice.key) != nil else { return real }
    return try lastTime(store)?.moment ?? real
  }

  func lastTime(_ store: Store) throws -> HybridTime? {
    try store.nodes().compactMap { try store.newest(node: $0)?.event.at }.max()
  }

  /// Numbers that may be in visitors' hands although their events are lost, from whichever source can still say. When
  /// none can, numbering jumps well ahead on the last day known, or on today.
  func reserveNumbers(in store: Store, seenBy sources: [Store], _ mark: HighWater?, endIsKnown: Bool) throws {
    var highest: [Day: [[Int]: QueueNumber]] = [:]
    func see(_ numbers: [QueueNumber], on day: Day) {
      for number in numbers {
        let lane = [Int(number.series.letter), NumberShare(of: number.value).place]
        highest[day, default: [:]][lane] = max(highest[day]?[lane] ?? number, number)
      }
    }
    for source in [store] + sources {
      if let (day, numbers) = (try? source.reservedNumbers()) ?? nil { see(numbers, on: day) }
      guard let day = (try? source.lastDay()) ?? nil, (try? source.highestNumbers(on: day)) != nil else { continue }
      see((try? source.highestNumbers(on: day)) ?? [], on: day)
    }
    if let mark, let day = mark.day { see(mark.numbers, on: day) }
    let today = try today(store)
    guard var day = highest.keys.max() ?? today else { return }
    if !endIsKnown {
      day = max(day, today ?? day)
      let share = share(of: [store] + sources)
      let values = share?.values ?? 1...Limits.numberMax
      // Half a small share at most, so that the desk can go on.
      let skipped = min(Repair.numbersSkipped, values.count / 2)
      for series in Set(try store.hall().profile?.services.map(\.series) ?? []) {
        let known = (highest[day] ?? [:]).values.filter { $0.series == series && values.contains($0.value) }
        let last = known.map(\.value).max() ?? values.lowerBound - 1
        see([QueueNumber(series, min(values.upperBound, last + skipped))], on: day)
      }
    }
    let numbers = (highest[day] ?? [:]).values.sorted()
    try store.writing { try store.reserve(numbers, on: day) }
  }

  /// The numbers this computer gives, by its keys or by what any of the stores remembers.
  private func share(of stores: [Store]) -> NumberShare? {
    if let keys = (try? LineKeys.read(folder.lineKeys)) ?? nil { return NumberShare(seat: keys.seat) }
    return stores.lazy.compactMap { (try? $0.meta(Node.seatKey)) ?? nil }.compactMap { Int($0) }.first
      .map(NumberShare.init(seat:))
  }

  /// The service day a node on this store would begin with.
  func today(_ store: Store) throws -> Day? {
    let hall = try store.hall()
    guard let profile = hall.profile else { return hall.day?.day }
    let reading = OfficeClock.Reading(
      wall: try wall(store), uptime: Span(milliseconds: clock.uptime()))
    return OfficeClock(
      zone: profile.zone, turnover: profile.turnover, lastEvent: try store.pen().lastTime.moment,
      lastDay: hall.day?.day,
      first: reading
    ).today
  }

  /// Every identity this folder has known: a number used twice would be two histories under one name.
  func highestNode(_ identity: Store.Identity, _ mark: HighWater?) throws -> UInt32 {
    let asides = Files.list(folder.path).filter {
      $0.hasPrefix("store.") && $0.hasSuffix(".sqlite")
        && ![
          "store.new.sqlite", "store.mended.sqlite", "store.loose.sqlite",
        ].contains($0)
    }
    let others =
      asides.compactMap { name -> UInt32? in
        let connection = try? SQLiteConnection(path: folder.path + "/" + name, access: .reading)
        return connection.flatMap { try? Store(reading: $0, digester: Seal.digester) }?.identity?.node
      } + copies().compactMap { $0.identity?.node }
    return others.filter { $0 < EventID.nodeMax }.reduce(max(identity.node, mark?.last.node ?? 0), max)
  }

  /// A new identity, so that no sequence is ever used for two different events.
  func renew(_ store: Store, above highest: UInt32, _ holes: [NodeRestored.Hole]) throws {
    guard let before = store.identity else { return }
    var lastAt = try store.newest(node: before.node)?.event.at
    for node in 1...before.node {
      if let at = try store.newest(node: node)?.event.at { lastAt = max(lastAt ?? at, at) }
    }
    let last = try store.newest(node: before.node)
    try store.writing {
      try store.settle(Store.Identity(office: before.office, node: highest + 1))
      var pen = try store.pen()
      pen.follow(lastAt)
      pen.begin(at: Node.chanceCounter())
      let restored = NodeRestored {
        $0.before = Int(before.node)
        $0.lastKept = Int(last?.event.id.sequence ?? 0)
        $0.holes = holes
      }
      let entries = pen.write(
        [Draft(opening: .nodeRestored(restored), at: pen.next)], actor: .node,
        now: try wall(store), heads: { _, _ in [] }, salt: { 0 })
      try store.append(entries)
    }
  }

  // MARK: Erasures

  static let eraseAgainKey = "erase-again"

  /// Guests whom another source knows as erased and whose erasure is not among what was saved. The node erases them
  /// again before it serves anybody.
  func noteErasures(in store: Store, seenBy sources: [Store]) throws {
    let erased = Set(sources.flatMap { (try? $0.erasedGuests()) ?? [] })
    let again = try erased.filter { try store.guest($0)?.isErased == false }.sorted { $0.first < $1.first }
    guard !again.isEmpty else { return }
    try store.setMeta(Repair.eraseAgainKey, again.map(\.first.description).joined(separator: " "))
  }
}

extension Node {
  /// Carries out erasures that a repair found undone.
  func eraseAgain() throws {
    guard let words = try store.meta(Repair.eraseAgainKey)?.split(separator: " "), hall.office != nil else { return }
    for guest in words.compactMap({ EventID(String($0)) }) {
      let command = Command.eraseGuest(EraseGuest { $0.guest = GuestID(guest) })
      guard let id = PressID.read(PressID.make(surroundings.clock)) else { continue }
      if case .failure(let refusal) = carryOut([Press(id: id, command: command, actor: .node)])[0],
        refusal != .alreadyErased, refusal != .noSuchGuest
      {
        throw refusal
      }
    }
    try store.clearMeta(Repair.eraseAgainKey)
  }
}
