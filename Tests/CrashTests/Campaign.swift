import CampaignDay
import Chance
import Desk
import DeskSocket
import Domain
import Glibc
import LineStand
import Machine
import Node
import Seal
import Store
import Synchronization

/// An office whose node is killed over and over while everybody goes on pressing.
final class Campaign {
  /// What one terminal has pressed and heard. One thread at a time has it.
  final class Terminal: @unchecked Sendable {
    var clerk: Clerk
    var answered: [(id: String, command: Command, answer: Answer)] = []
    var refused = 0
    /// Pressed, and no answer yet: pressed again with the same id.
    var open: (id: String, command: Command)?
    var faults: [String] = []

    init(_ clerk: Clerk) { self.clerk = clerk }

    /// Presses until the node is gone, or `stop`.
    func work(_ socket: String, _ token: String, until stop: borrowing Atomic<Bool>) {
      guard let desk = try? SocketDesk(path: socket) else { return }
      desk.token = token
      // Whoever is told to stop still hears what became of the press before the node was killed.
      while open != nil || !stop.load(ordering: .relaxed) {
        let press = open ?? clerk.press()
        open = press
        do {
          desk.token = press.command.kind == .rate ? nil : token  // Visitors rate.
          let answer = try desk.perform(press.command, id: press.id)
          answered.append((press.id, press.command, answer))
          clerk.heard(press.command, answer)
        } catch let refusal as Refused {
          refused += 1
          if !Terminal.ordinary.contains(refusal.code) { faults.append("\(press.id): \(refusal.code)") }
          clerk.refused(press.command)
        } catch is DeskUnreachable {
          return
        } catch {
          faults.append("\(press.id): \(error)")
          return
        }
        open = nil
      }
    }

    /// What the rules may say on any day.
    static let ordinary: Set<String> = [
      "queue-empty", "desk-busy", "desk-free", "wrong-stage", "recall-limit", "already-rated", "not-finished",
      "already-erased", "no-such-guest", "series-full", "no-such-visit", "already-called", "too-many",
    ]
  }

  let home: String
  let folder: StoreFolder
  let terminals: [Terminal]
  private(set) var kills = 0
  private(set) var starts = 0
  private(set) var token = ""
  private(set) var setUpEvents = 0
  private var seeded: Seeded
  private var log: String { home + "/loketd.log" }

  init(seed: UInt64, repository: String) throws {
    seeded = Seeded(seed)
    Signals.ignoreBrokenPipes()
    home = "/tmp/loket-crash-\(getpid())-\(seed)"
    folder = StoreFolder(home)
    terminals = (1...6).map { Terminal(Clerk(desk: $0, seed: seed &+ UInt64($0), name: "k")) }
    let clock = Practice.clock(CampaignOffice.practice)!
    let surroundings = Surroundings(clock: clock, salt: { Seal.randomNumber() }, holidays: [])
    let opened = try folder.open(surroundings, practising: true)
    let desk = LocalDesk(opened.node, folder: folder)
    token = try CampaignOffice.setUp(desk, CampaignOffice.profile(repository: repository))
    setUpEvents = Int(opened.node.lastSequence)
    desk.close()
    withExtendedLifetime(opened.lock) {}
  }

  func remove() {
    for name in Files.list(folder.backups) { Files.remove(folder.backups + "/" + name) }
    rmdir(folder.backups)
    for name in Files.list(home) { Files.remove(home + "/" + name) }
    rmdir(home)
  }

  private func start() throws -> Program {
    starts += 1
    return try Program(Environment.beside("loketd"), ["--home", home, "--practice", CampaignOffice.practice], log: log)
  }

  struct NoStart: Error, CustomStringConvertible {
    var description: String
  }

  /// A connection to a node that answers.
  private func connect(_ program: Program) throws -> SocketDesk {
    var (desk, status): (SocketDesk?, Int32?)
    try comesTrue("loketd answers: \(program.said.suffix(2_000))") {
      desk = try? SocketDesk(path: folder.socket)
      status = program.endedByItself
      return desk != nil || status != nil
    }
    guard let desk else {
      throw NoStart(description: "loketd ended with \(status ?? 0): \(program.said.suffix(2_000))")
    }
    desk.token = token
    return desk
  }

  /// One life of the node, ended by a kill at a random instant.
  func live() throws {
    let program = try start()
    if seeded.chance(6) {
      // Before it has quite begun.
      usleep(UInt32(seeded.below(40_000)))
      program.kill()
      kills += 1
      return
    }
    try glance(try connect(program))
    try withTerminals { _ in
      // Now and then long enough for the node to be quiet and copy its log.
      usleep(UInt32(seeded.chance(25) ? 400_000 : seeded.below(45_000)))
      program.kill()
      kills += 1
    }
  }

  /// The last day: everybody's open press is answered, and the node stops by itself.
  func finish() throws {
    let program = try start()
    let desk = try connect(program)
    try withTerminals { $0.stop.store(true, ordering: .relaxed) }
    try compareAll(desk)
    guard program.stop() == 0 else { throw NoStart(description: "loketd did not stop cleanly") }
  }

  /// Everybody at work, each on a thread of its own, until the node is gone or they are told to stop.
  private func withTerminals(_ body: (Shared) -> Void) throws {
    let shared = Shared()
    let socket = folder.socket
    let token = token
    for terminal in terminals {
      shared.running.add(1, ordering: .sequentiallyConsistent)
      try Thread.start {
        terminal.work(socket, token, until: shared.stop)
        shared.running.subtract(1, ordering: .sequentiallyConsistent)
      }
    }
    body(shared)
    while shared.running.load(ordering: .sequentiallyConsistent) > 0 { usleep(200) }
  }

  private final class Shared: Sendable {
    let stop = Atomic(false)
    let running = Atomic(0)
  }

  // MARK: What must hold

  private(set) var faults: [String] = []
  var allFaults: [String] { faults + terminals.flatMap(\.faults) }
  var answered: Int { terminals.reduce(0) { $0 + $1.answered.count } }
  var refused: Int { terminals.reduce(0) { $0 + $1.refused } }

  private func events(_ desk: SocketDesk) throws -> Int {
    guard case .status(let status) = try desk.read(.status(Empty())) else { return -1 }
    for alarm in status.alarms where alarm.code != "disk" { faults.append("alarm \(alarm.code): \(alarm.english)") }
    if status.node != 1 { faults.append("node \(status.node)") }
    return status.events
  }

  /// After every restart: the last answers of every terminal and a few others, told again and writing nothing.
  private func glance(_ desk: SocketDesk) throws {
    let before = try events(desk)
    for terminal in terminals where !terminal.answered.isEmpty {
      for entry in terminal.answered.suffix(2) + [terminal.answered[seeded.below(terminal.answered.count)]] {
        try compare(entry, desk)
      }
    }
    if try events(desk) != before { faults.append("repeating answered presses wrote events") }
  }

  private func compare(_ entry: (id: String, command: Command, answer: Answer), _ desk: SocketDesk) throws {
    do {
      let again = try desk.perform(entry.command, id: entry.id)
      if again != entry.answer { faults.append("\(entry.id): answered \(entry.answer), then \(again)") }
    } catch let refusal as Refused { faults.append("\(entry.id): answered, then refused \(refusal.code)") }
  }

  private func compareAll(_ desk: SocketDesk) throws {
    let before = try events(desk)
    for terminal in terminals { for entry in terminal.answered { try compare(entry, desk) } }
    if try events(desk) != before { faults.append("repeating answered presses wrote events") }
    compareWithLog(before)
  }

  /// Every event since the office was set up belongs to exactly one answered press, and every number to one visit.
  private func compareWithLog(_ events: Int) {
    var owner = [String?](repeating: nil, count: events + 1)
    var numbers: [Series: [Int]] = [:]
    for entry in terminals.flatMap(\.answered) where entry.answer.events > 0 {
      if case .issueTicket = entry.command, let number = entry.answer.number {
        numbers[number.series, default: []].append(number.value)
      }
      for sequence in Int(entry.answer.first.sequence)..<Int(entry.answer.first.sequence) + entry.answer.events {
        guard owner.indices.contains(sequence) else {
          faults.append("\(entry.id): event \(sequence) is not in the log")
          continue
        }
        if let other = owner[sequence] { faults.append("event \(sequence) answers \(entry.id) and \(other)") }
        owner[sequence] = entry.id
      }
    }
    let unowned = (setUpEvents + 1..<events + 1).filter { owner[$0] == nil }
    if !unowned.isEmpty { faults.append("events of no answered press: \(unowned.prefix(5))") }
    for (series, values) in numbers where values.sorted() != Array(1...values.count) {
      faults.append("series \(series): \(values.count) numbers, not 1 to \(values.count)")
    }
  }

  /// With the node stopped: the file, the chain, the projections, and nothing put aside.
  func verify() throws {
    let store = try folder.openForReading()
    faults += try store.verifyChain().lines
    faults += try store.verifyProjections().lines
    faults += try store.verifyLocal().lines
    let aside = Files.list(home).filter { $0.contains("damaged") || $0.contains("replaced") }
    if !aside.isEmpty { faults.append("put aside: \(aside)") }
  }
}
