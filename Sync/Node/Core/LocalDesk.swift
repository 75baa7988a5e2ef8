import Desk
import Domain
import JSON
import Journal
import Machine
import SQL
import Seal
import Store

/// A desk in the same process as its node: what `loket` uses where no `loketd` runs, and what tests use.
public final class LocalDesk: Desk {
  public var token: String?
  private let node: Node
  private let door: Door
  private let folder: StoreFolder
  private let upkeep: Upkeep

  /// Several desks on one node share its door.
  public init(_ node: Node, folder: StoreFolder, door: Door? = nil) {
    self.node = node
    self.folder = folder
    self.door = door ?? Door(node)
    upkeep = Upkeep(node, folder: folder)
  }

  private func refusing<T>(_ work: () throws -> T) throws -> T {
    do { return try work() } catch let refusal as Refusal {
      throw Refused(refusal)
    } catch is SQLFault {
      throw Refused(.storeFailing)
    }
  }

  public func perform(_ command: Command, id: String) throws -> Answer {
    try refusing {
      let actor = try door.actor(for: command, token)
      guard let press = PressID.read(id) else { throw Refusal.malformed(field: "command", expected: PressID.expected) }
      var hash: String?
      if case .setPin(let command) = command { hash = PinHash(hashing: command.pin)?.text }
      let result = node.carryOut([Node.Press(id: press, command: command, actor: actor, pinHash: hash)])[0]
      upkeep.beforeAnswering()
      upkeep.run(isIdle: false)
      if case .setPin(let command) = command, case .success = result,
        let officer = node.hall.officer(login: command.login)
      {
        door.forget(officer.id)
      }
      return try result.get()
    }
  }

  /// Sets a PIN for whoever owns the store, when nobody is left to log in. The log names the node as the one who did.
  public func resetPin(_ command: SetPin, id: String) throws -> Answer {
    try refusing {
      guard let press = PressID.read(id) else { throw Refusal.malformed(field: "command", expected: PressID.expected) }
      let answer = try node.carryOut([
        Node.Press(
          id: press, command: .setPin(command), actor: .node, pinHash: PinHash(hashing: command.pin)?.text)
      ])[0].get()
      if let officer = node.hall.officer(login: command.login) { door.forget(officer.id) }
      return answer
    }
  }

  public func read(_ query: Query) throws -> View { try picture(query, token, isUse: true) }

  private func picture(_ query: Query, _ token: String?, isUse: Bool) throws -> View {
    try refusing {
      node.tick()
      var view = try node.view(query, for: door.actor(for: query, token, isUse: isUse))
      if case .status(var status) = view {
        status.backups = folder.backups
        status.devices = DeviceLine.idle(node.hall.profile)
        if let line { status.line = node.lineView(line) }
        view = .status(status)
      }
      if case .line = view, let line { view = .line(node.steadyLineView(line)) }
      return view
    }
  }

  public func watch(_ query: Query) throws -> any Watch {
    LocalWatch { [self, token] in try picture(query, token, isUse: false) }
  }

  public func login(_ login: String, pin: String) throws -> Session {
    try refusing {
      let attempt = try door.begin(login, pin: pin)
      let session = try door.finish(attempt, matches: attempt.verify())
      token = session.token
      return session
    }
  }

  public func logout() throws {
    try refusing { try door.leave(token) }
    token = nil
  }

  /// Nobody prints here: the copy waits in the store for a loketd.
  public func print(_ ticket: VisitQuery) throws { try refusing { try node.askForCopy(ticket.visit) } }

  public func mute(_ isMuted: Bool) throws {
    try refusing {
      guard case .officer = try door.actor(token) else { throw Refusal.needsPin }
      try node.mute(isMuted)
    }
  }

  public func askForHelp(_ help: HelpAsk) throws -> HelpView { try refusing { try node.askForHelp(help) } }

  public func attend(_ ask: String) throws { try refusing { try node.attend(ask, try door.actor(token)) } }

  public func maintain(_ task: Maintenance, progress: (String) -> Void) throws -> MaintenanceReport {
    try refusing { try node.permit(task, try door.actor(token)) }
    switch task {
    case .printTest: return try refusing { try node.tryPrinter(PortPrinter()) }
    case .voiceTest: return CallRoom.report(ProgramSpeaker(folder).say(.trial(node.hall.profile)))
    case .line(let task): return lineWork(task, progress)
    case .check, .verify, .backup: break
    }
    let report = MaintenanceWork.run(task, folder, progress: progress)
    if task == .check { node.noteCheckByStaff(report.findings) }
    return report
  }

  /// Where an office is enrolled: nobody calls the centre here, but files can be carried.
  private var line: OfficeLine? {
    guard Files.exists(folder.lineKeys) else { return nil }
    return (try? Bell()).map { OfficeLine(node, folder: folder, bell: $0, isQuiet: true) }
  }

  private func lineWork(_ task: LineTask, _ progress: (String) -> Void) -> MaintenanceReport {
    guard let bell = try? Bell() else { return MaintenanceReport() }
    let line = OfficeLine(node, folder: folder, bell: bell, isQuiet: true)
    if let report = line.ask(task, progress: progress) { return report }
    switch task {
    case .enrol(let request):
      switch line.enrolling(request) {
      case .failure(let fault): return OfficeLine.report(fault)
      case .success(let job): return line.enrolled(job.run(), request)
      }
    case .export(let path): return line.wrote(OfficeLine.write(line.carriedOut(), to: path))
    case .takeIn(let path):
      var report = MaintenanceReport()
      switch OfficeLine.read(path) {
      case .failure(let fault): return OfficeLine.report(fault)
      case .success(let file): line.takeIn(file) { report = OfficeLine.report($1, events: $0) }
      }
      while line.carriedIn != nil { line.takeInCarried() }
      return report
    case .now, .retry, .pause, .resume, .last: return MaintenanceReport()
    }
  }

  /// A stop that leaves the store in its main file, ready for a quick start.
  public func close() { upkeep.close() }
}

/// In one process nothing changes unless this thread changes it.
final class LocalWatch: Watch {
  private let picture: () throws -> View
  private var last: View?

  init(_ picture: @escaping () throws -> View) { self.picture = picture }

  func next(milliseconds: Int) throws -> View? {
    let now = try picture()
    guard now != last else { return nil }
    last = now
    return now
  }
}

/// Command ids as they are typed or made.
public enum PressID {
  public static let textMax = 200
  static let expected = "32 hexadecimal digits, or any text of 1–\(textMax) bytes"

  /// Thirty-two hexadecimal digits are taken as they are; any other text by its hash, so that scripts may use their own.
  public static func read(_ text: String) -> CommandID? {
    if text.utf8.count == 32, let bytes = hexBytes(text) { return CommandID(bytes) }
    guard (1...textMax).contains(text.utf8.count) else { return nil }
    return CommandID(Array(Seal.digester.digest(Array(text.utf8)).bytes.prefix(16)))
  }

  /// A new one: six bytes of time, so that neighbours in time are neighbours in the index, then chance.
  public static func make(_ clock: MachineClock) -> String {
    let time = UInt64(clamping: clock.wall())
    let bytes = (0..<6).map { UInt8(truncatingIfNeeded: time >> UInt64(40 - $0 * 8)) } + Seal.randomBytes(10)
    return hexText(bytes)
  }
}

extension Node {
  func lineView(_ line: OfficeLine) -> LineView {
    LineView(line.picture, isQuiet: line.isQuiet, now: reading.wall) { dateText($0) }
  }

  /// Without what changes by the second: whoever watches it is told of changes that mean something.
  func steadyLineView(_ line: OfficeLine) -> LineView {
    var view = lineView(line)
    (view.talking, view.bytesToday, view.offsetMilliseconds) = (false, 0, nil)
    return view
  }

  /// Checks are for officers; a backup holds everybody's data and is for the head. While setting up, for whoever is at
  /// the computer.
  func permit(_ task: Maintenance, _ actor: Actor) throws(Refusal) {
    // A new PC learns its office from the centre.
    if store.identity == nil, case .line(.enrol) = task { return }
    guard store.identity != nil else { throw .officeNotOpened }
    guard hall.isSetUp else { return }
    guard case .officer(let id) = actor, let officer = hall.officers[id] else { throw .needsPin }
    let isForHead =
      switch task {
      case .backup: true
      case .line(let task): task.isForHead
      default: false
      }
    if isForHead, !officer.may(.head) { throw .notAllowed([.head]) }
  }
}
