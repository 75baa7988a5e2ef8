import CampaignDay
import Chance
import Desk
import DeskSocket
import Domain
import Glibc
import LineStand
import Machine
import Node
import Store
import TemporaryPostgres
import Testing

/// An office at work on a bad line, both ends killed over and over, and the database restarted in the middle.
final class LineCampaign {
  let folder: String
  private let line: BadLine?
  private let postgres: TemporaryPostgres
  private let pusat: Pusat
  private let gate: Gate
  private let office: OfficePC
  private let terminals: [PressingTerminal]
  private let database: String
  private var seeded: Seeded
  /// For whoever looks into what went wrong.
  private var keepsFolder = false
  private(set) var kills = 0
  private(set) var darkSpells = 0

  /// `line`: `nil` for both ends on the loopback of this machine.
  init(seed: UInt64, on line: BadLine?, folder: String) throws {
    self.folder = folder
    self.line = line
    seeded = Seeded(seed)
    try Files.makeFolder(folder, mode: 0o750)
    postgres = try TemporaryPostgres()
    database = try postgres.databaseAddress()
    let authority = try Authority(in: folder)
    pusat = try Pusat(Products.folder, folder: folder + "/pusat", database: database, on: line)
    try pusat.serve()
    gate = try Gate(
      authority, port: line == nil ? Products.freePort() : 8443, centres: pusat.ports, folder: folder + "/gate",
      on: line)
    office = try OfficePC(Products.folder, try OpenOffice.always(), home: folder + "/office", on: line)
    try office.start()
    let host = line == nil ? "127.0.0.1" : BadLine.End.centre.address
    let findings = try office.enrol(
      "https://\(host):\(gate.port)", try pusat.code(for: office.code.word), authority: authority.file)
    #expect(findings == [])
    let home = office.home
    terminals = (1...3).map { PressingTerminal(Clerk(desk: $0, seed: seed &+ UInt64($0), name: "garis"), home) }
  }

  func run(kills wanted: Int) throws {
    for terminal in terminals { try terminal.begin() }
    while kills < wanted {
      try line?.turn(weather())
      // A node that has just started waits up to five seconds before it calls: nobody would be killed in an exchange.
      _ = try? office.desk().maintain(.line(.now), progress: { _ in })
      Thread.pause(milliseconds: 500 + seeded.below(3_500))
      if kills == wanted / 2 { try postgres.restart(abruptly: true) }
      try killSomebody()
      kills += 1
    }
    for terminal in terminals { terminal.end() }
    try line?.turn(.fine)
    try comesTogether()
  }

  /// Another every time, now and then dark for a while.
  private func weather() -> BadLine.Weather {
    BadLine.Weather {
      $0.bits = 64_000 << seeded.below(4)
      $0.roundTrip_ms = 20 + seeded.below(600)
      $0.lostOfThousand = seeded.below(300)
      $0.seed = seeded.next()
      guard seeded.chance(4) else { return }
      ($0.every_ms, $0.dark_ms) = (2_000, 1_000 + seeded.below(1_000))
      darkSpells += 1
    }
  }

  private func killSomebody() throws {
    let both = seeded.chance(4)
    let isOffice = seeded.chance(2)
    if both || isOffice { office.kill() }
    if both || !isOffice { pusat.kill(0) }
    Thread.pause(milliseconds: seeded.below(400))
    if both || isOffice { try office.start() }
    if both || !isOffice { try pusat.start(0) }
  }

  private func comesTogether() throws {
    let desk = try office.desk()
    var seen = LineView()
    // Whoever was refused for long waits for long; a person would press *sync now*.
    try comesTrue("everything is signed for: \(seen.english)") {
      seen = try OfficePC.line(desk)
      if seen.unsent > 0, !seen.talking { _ = try desk.maintain(.line(.now), progress: { _ in }) }
      return seen.unsent == 0 && seen.state == .good
    }
  }

  // MARK: What must hold

  /// What does not hold, in words.
  func check() throws -> [String] {
    var faults = terminals.flatMap(\.faults)
    let parked = try OfficePC.line(office.desk()).parked
    if office.stop() != 0 || pusat.stop() != [0] { faults.append("did not stop cleanly") }
    let here = try Copy(ofOffice: office.home.database, office.code)
    let there = try Copy(atCentre: database, office.code)
    if here != there { faults.append("copies differ: \(here.difference(from: there))") }
    if there.eventsTwice > 0 { faults.append("\(there.eventsTwice) events twice") }
    if parked != there.parked { faults.append("\(there.parked) parked, \(parked) shown") }
    if there.parked > 0 { faults.append("\(there.parked) parked") }
    let answered = terminals.flatMap(\.answered)
    if answered.isEmpty { faults.append("nobody was answered") }
    var owners: [EventID: String] = [:]
    for (id, answer) in answered where answer.events > 0 {
      for step in 0..<UInt64(answer.events) {
        let event = EventID(node: answer.first.node, sequence: answer.first.sequence + step)
        if !there.holds(event) { faults.append("\(id) was answered, and \(event) is not at the centre") }
        if let other = owners.updateValue(id, forKey: event) { faults.append("\(event) answers \(id) and \(other)") }
      }
    }
    faults += try office.home.openForReading().verifyChain().lines
    keepsFolder = !faults.isEmpty
    return faults
  }

  var story: String {
    let answered = terminals.reduce(0) { $0 + $1.answered.count }
    let requests = gate.requests.count
    return "\(kills) kills, \(darkSpells) dark spells, \(answered) answers, \(requests) requests"
  }

  deinit {
    pusat.stop()
    gate.stop()
    office.kill()
    if !keepsFolder { Files.removeTree(folder) }
  }
}

/// A terminal at work on a thread of its own until it is told to end: whatever was not answered is pressed again.
final class PressingTerminal: @unchecked Sendable {  // The thread has it until `end` returns.
  private var clerk: Clerk
  private let socket: String
  private(set) var answered: [(id: String, answer: Answer)] = []
  private(set) var faults: [String] = []
  private let stop = Flag()
  private let isOver = Flag()

  init(_ clerk: Clerk, _ home: StoreFolder) {
    self.clerk = clerk
    socket = home.socket
  }

  private func connect() throws -> SocketDesk {
    let desk = try SocketDesk(path: socket)
    _ = try desk.login(OfficePC.login, pin: OfficePC.pin)
    return desk
  }

  func begin() throws { try Thread.start { [self] in work() } }

  func end() {
    stop.raise()
    while !isOver.isUp { Thread.pause(milliseconds: 5) }
  }

  private func work() {
    defer { isOver.raise() }
    var desk: SocketDesk?
    var open: (id: String, command: Command)?
    while !stop.isUp || open != nil {
      Thread.pause(milliseconds: 25)
      if desk == nil { desk = try? connect() }
      guard let now = desk else { continue }
      let press = open ?? clerk.press()
      open = press
      do {
        let token = now.token
        if press.command.kind == .rate { now.token = nil }  // Visitors rate.
        defer { now.token = token }
        let answer = try now.perform(press.command, id: press.id)
        answered.append((press.id, answer))
        clerk.heard(press.command, answer)
        open = nil
      } catch let refusal as Refused {
        if refusal.code == "session" || refusal.code == "not-allowed" { faults.append("\(press.id): \(refusal.code)") }
        clerk.refused(press.command)
        open = nil
      } catch { desk = nil }
    }
  }
}
