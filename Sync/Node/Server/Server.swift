import Desk
import Domain
import Machine
import Seal

/// The node at the end of a local socket: gathers requests, lets the node take its turn, sends the answers.
///
/// One thread and one `poll`. Commands that arrive while the disk is syncing are the next turn, so the more clients
/// press at once, the more presses share one sync.
public final class Server {
  /// Kiosk, front office, desks, board and the scripts beside them.
  static let clientsMax = 128
  /// Nothing asked for this long: time to tidy up.
  static let quietMilliseconds = 200
  static let restMilliseconds = 5_000
  /// Whoever pressed has the processor to draw their answer with; then those who watch get their pictures, one for all presses of this time.
  static let pictureMilliseconds: Int64 = 2
  /// Devices are looked after at most so often.
  static let deviceMilliseconds = 20

  private let node: Node
  private let door: Door
  private let upkeep: Upkeep
  private let folder: StoreFolder
  private let listener: Descriptor
  private let bell: Bell
  private let workshop: Workshop
  private let devices: OfficeDevices
  let line: OfficeLine
  /// The kernel's news of the network, where it gives any.
  private let news = NetworkNews()
  private var clients: [Int: Client] = [:]
  private var lastNumber = 0
  private var shownTurn: UInt64 = 0
  /// Uptime at which the pictures of presses answered already are due; `nil` when there are none.
  private var picturesAt: Int64?
  /// Commands of setting a PIN that wait for their hash.
  private var waitingForHash: [Workshop.Order: (command: Command, id: String, token: String?)] = [:]
  /// Trials of devices under way.
  private var trials: Set<Workshop.Order> = []
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)

  /// `bell` rings when the process is asked to stop, or a job of the workshop is done.
  public init(
    _ node: Node, folder: StoreFolder, bell: Bell, mode: UInt32 = 0o660, equipment: Equipment? = nil
  ) throws {
    self.node = node
    self.folder = folder
    self.bell = bell
    door = Door(node)
    upkeep = Upkeep(node, folder: folder)
    workshop = Workshop(bell)
    devices = OfficeDevices(node, folder: folder, bell: bell, equipment ?? .real(folder))
    line = OfficeLine(node, folder: folder, bell: bell)
    line.hasNews = news != nil
    listener = try Socket.listen(at: folder.socket, mode: mode, backlog: 64)
  }

  deinit { buffer.deallocate() }

  /// Serves until `stopWanted`.
  public func run(stopWanted: () -> Bool) throws {
    var isQuiet = false
    while !stopWanted() {
      let ready = try wait(milliseconds: wakeAfter(isQuiet: isQuiet))
      if ready[0].canRead { accept() }
      if ready[1].canRead {
        bell.silence()
        takeResults()
      }
      var requests: [(Client, Request)] = []
      if news != nil, ready[2].canRead {
        news?.drain()
        line.networkChanged()
      }
      for (client, readiness) in zip(order, ready.dropFirst(news == nil ? 2 : 3)) {
        if readiness.canWrite { client.flush() }
        if readiness.canRead || client.hasWaitingLine { gather(client, readiness.canRead, &requests) }
      }
      take(requests)
      // A turn that only draws is no pause: what waits for one would come between two presses.
      isQuiet = requests.isEmpty && picturesAt == nil
      // Time changes pictures too: opening hours, alarms, the clock on the board.
      if isQuiet { needsShowing = true }
      serveDevices(isQuiet: isQuiet)
      if line.service() { needsShowing = true }
      show()
      upkeep.run(isIdle: isQuiet)
      clients = clients.filter { !$0.value.isGone }
    }
    close()
  }

  /// After a power cut: the whole store is looked at beside the desk's work, and what is found becomes an alarm.
  public func checkInBackground() {
    let folder = folder
    try? workshop.order(Server.ownCheck, .store) { _ in
      .report(MaintenanceWork.run(.check, folder) { _ in }, of: .check)
    }
  }

  /// No client has this number.
  private static let ownCheck = Workshop.Order(client: 0, request: 0)

  private func wakeAfter(isQuiet: Bool) -> Int {
    if clients.values.contains(where: \.hasWaitingLine) { return 0 }
    let lineDue = line.dueIn
    // What has come over the line is kept frame by frame, each behind the presses that have arrived.
    if lineDue == 0 { return 0 }
    let rest = min(isQuiet ? Server.restMilliseconds : Server.quietMilliseconds, lineDue ?? .max)
    // Never at once: a device that is due is served in this turn already.
    return min(rest, max(Server.deviceMilliseconds, devices.dueIn ?? rest), picturesDueIn ?? rest)
  }

  private var picturesDueIn: Int? { picturesAt.map { max(0, Int($0 - MachineClock.real.uptime())) } }

  /// Answers are out: now the devices may have their turn. What they changed is shown like any other change.
  private func serveDevices(isQuiet: Bool) {
    let served = devices.service()
    for (order, report) in served.reports {
      trials.remove(order)
      clients[order.client]?.send(.report(report), to: order.request)
    }
    // Whoever waits for a trial hears that it goes on.
    if isQuiet { for order in trials { clients[order.client]?.send(.progress("…"), to: order.request) } }
    if served.hasChanged { needsShowing = true }
  }

  private var order: [Client] = []

  private func wait(milliseconds: Int) throws -> [Waiting.Readiness] {
    order = clients.values.sorted { $0.number < $1.number }
    var interests = [
      Waiting.Interest(listener.number, reading: true), Waiting.Interest(bell.descriptor, reading: true),
    ]
    if let news { interests.append(.init(news.descriptor, reading: true)) }
    for client in order { interests.append(.init(client.socket.number, reading: true, writing: client.hasUnsent)) }
    return try Waiting.wait(for: interests, milliseconds: milliseconds)
  }

  private func accept() {
    // No descriptor left, or a caller who has gone already: those who are in are served all the same.
    while let socket = try? Socket.accept(on: listener) {
      lastNumber += 1
      let client = Client(lastNumber, socket)
      guard clients.count < Server.clientsMax else {
        client.send(.refused(Refused(.busy)), to: 0)
        continue
      }
      clients[client.number] = client
    }
  }

  private func gather(_ client: Client, _ reading: Bool, _ requests: inout [(Client, Request)]) {
    for line in client.receive(buffer, reading: reading) where !line.isEmpty {
      do throws(Request.Malformed) {
        requests.append((client, try Request(line: line)))
      } catch {
        client.send(.refused(Refused(error.refusal)), to: error.id)
      }
    }
  }

  // MARK: One turn

  /// All commands that have arrived share one transaction; everything else is answered after it, so that whoever
  /// presses and then looks sees the press.
  private func take(_ requests: [(Client, Request)]) {
    var presses: [Node.Press] = []
    var pressed: [(Client, Int64)] = []
    for (client, request) in requests {
      guard case .perform(let command, let id) = request.ask else { continue }
      refusing(client, request.id) {
        let actor = try door.actor(for: command, request.token)
        guard let press = PressID.read(id) else {
          throw Refusal.malformed(field: "command", expected: PressID.expected)
        }
        if case .setPin(let setPin) = command {
          let order = Workshop.Order(client: client.number, request: request.id)
          // A second request under the same number would get the first one's hash.
          guard waitingForHash[order] == nil else { throw Refusal.busy }
          try node.check(command, actor)  // Nobody's guesses may fill the lane that logins wait in.
          try workshop.order(order, .pins) { _ in .hashed(PinHash(hashing: setPin.pin)?.text) }
          waitingForHash[order] = (command, id, request.token)
        } else {
          presses.append(Node.Press(id: press, command: command, actor: actor))
          pressed.append((client, request.id))
        }
      }
    }
    carryOut(presses, pressed)
    for (client, request) in requests { answer(client, request) }
  }

  private func carryOut(_ presses: [Node.Press], _ pressed: [(Client, Int64)]) {
    guard !presses.isEmpty else { return }
    let results = node.carryOut(presses)
    if picturesAt == nil { picturesAt = MachineClock.real.uptime() + Server.pictureMilliseconds }
    upkeep.beforeAnswering()
    for ((client, request), result) in zip(pressed, results) {
      switch result {
      case .success(let answer): client.send(.answer(answer), to: request)
      case .failure(let refusal): client.send(.refused(Refused(refusal)), to: request)
      }
    }
  }

  private func refusing(_ client: Client, _ request: Int64, _ work: () throws -> Void) {
    do { try work() } catch let refusal as Refusal {
      client.send(.refused(Refused(refusal)), to: request)
    } catch {
      client.send(.refused(Refused(.storeFailing)), to: request)
    }
  }

  private func answer(_ client: Client, _ request: Request) {
    refusing(client, request.id) {
      switch request.ask {
      case .perform: break
      case .read(let query):
        client.send(.view(query.kind, try view(query, request.token)), to: request.id)
      case .watch(let query):
        guard client.watches.count < Client.watchesMax else { throw Refusal.busy }
        let view = try view(query, request.token)
        client.send(.view(query.kind, view), to: request.id)
        client.watches.append(.init(request: request.id, query: query, token: request.token, last: view))
      case .unwatch(let id):
        // A watch that has ended already is as ended as was asked for.
        client.watches.removeAll { $0.request == id }
        client.send(.done, to: request.id)
      case .login(let login, let pin):
        let attempt = try door.begin(login, pin: pin)
        try workshop.order(.init(client: client.number, request: request.id), .pins) { _ in
          .verified(attempt, matches: attempt.verify())
        }
      case .logout:
        try door.leave(request.token)
        client.send(.done, to: request.id)
      case .print(let ticket):
        try node.askForCopy(ticket.visit)
        client.send(.done, to: request.id)
      case .mute(let isMuted):
        guard case .officer = try door.actor(request.token) else { throw Refusal.needsPin }
        try devices.mute(isMuted)
        client.send(.done, to: request.id)
      case .ask(let help):
        client.send(.view(.help, .help(try node.askForHelp(help))), to: request.id)
        needsShowing = true
      case .attend(let ask):
        try node.attend(ask, try door.actor(request.token))
        client.send(.done, to: request.id)
        needsShowing = true
      case .maintain(let task) where task == .printTest || task == .voiceTest:
        try node.permit(task, try door.actor(request.token))
        let order = Workshop.Order(client: client.number, request: request.id)
        try devices.tryOut(task, order)
        trials.insert(order)
      case .maintain(.line(let task)):
        try node.permit(.line(task), try door.actor(request.token))
        try lineWork(task, client, .init(client: client.number, request: request.id))
      case .maintain(let task):
        try node.permit(task, try door.actor(request.token))
        let folder = folder
        try workshop.order(.init(client: client.number, request: request.id), .store) { tell in
          .report(MaintenanceWork.run(task, folder) { tell(.progress($0)) }, of: task)
        }
      }
    }
  }

  private func view(_ query: Query, _ token: String?) throws -> View {
    try view(query, for: door.actor(for: query, token))
  }

  private func view(_ query: Query, for actor: Actor) throws -> View {
    var view = try node.view(query, for: actor)
    if case .status(var status) = view {
      status.terminals = clients.count
      status.devices = devices.lines
      status.line = node.lineView(line)
      status.backups = folder.backups
      status.storeBytes = Files.size(folder.database) ?? 0
      status.walBytes = Files.size(folder.writeAheadLog) ?? 0
      status.freeBytes = Files.freeSpace(at: folder.path) ?? 0
      view = .status(status)
    }
    if case .line = view { view = .line(node.steadyLineView(line)) }
    return view
  }

  /// Sends changed pictures to those who watch. A terminal that has not read the last one gets the newest later:
  /// pictures are skipped, never queued.
  private func show() {
    if let due = picturesDueIn, due > 0 { return }
    picturesAt = nil
    guard node.turn != shownTurn || needsShowing else { return }
    shownTurn = node.turn
    needsShowing = false
    var drawn = Drawn()
    for client in clients.values where !client.watches.isEmpty {
      guard !client.hasUnsent else {
        needsShowing = true
        continue
      }
      // A refusal ends a watch: the session is over, or what was watched is no longer there.
      client.watches = client.watches.compactMap { watching in
        var watching: Client.Watching? = watching
        refusing(client, watching?.request ?? 0) {
          guard let now = watching else { return }
          watching = nil
          let actor = try door.actor(for: now.query, now.token, isUse: false)
          let view = try drawn.view(now.query, for: actor) { try self.view(now.query, for: actor) }
          watching = now
          guard view != now.last else { return }
          watching?.last = view
          client.send(.view(now.query.kind, view), to: now.request)
        }
        return watching
      }
    }
  }

  private var needsShowing = false

  // MARK: The workshop's results

  private func takeResults() {
    for (order, result) in workshop.takeResults() {
      let client = clients[order.client]
      switch result {
      case .progress(let text): client?.send(.progress(text), to: order.request)
      case .report(let report, _) where order == Server.ownCheck:
        node.noteCheck(report.findings)
      case .report(let report, let task):
        if task == .check { node.noteCheckByStaff(report.findings) }
        client?.send(.report(report), to: order.request)
      case .verified(let attempt, let matches):
        guard let client else { continue }
        refusing(client, order.request) {
          client.send(.session(try door.finish(attempt, matches: matches)), to: order.request)
        }
      case .hashed(let hash): setPin(order, hash)
      case .exported(let written): client?.send(.report(line.wrote(written)), to: order.request)
      case .enrolled(let outcome, let request):
        client?.send(.report(line.enrolled(outcome, request)), to: order.request)
      }
    }
  }

  private func setPin(_ order: Workshop.Order, _ hash: String?) {
    guard let waiting = waitingForHash.removeValue(forKey: order), let client = clients[order.client],
      let id = PressID.read(waiting.id)
    else { return }
    refusing(client, order.request) {
      let actor = try door.actor(waiting.token)
      carryOut([Node.Press(id: id, command: waiting.command, actor: actor, pinHash: hash)], [(client, order.request)])
      if case .setPin(let command) = waiting.command, let officer = node.hall.officer(login: command.login) {
        door.forget(officer.id)
      }
    }
  }

  // MARK: The line

  private func lineWork(_ task: LineTask, _ client: Client, _ order: Workshop.Order) throws {
    if let report = line.ask(task, progress: { client.send(.progress($0), to: order.request) }) {
      return client.send(.report(report), to: order.request)
    }
    switch task {
    case .enrol(let request):
      switch line.enrolling(request) {
      case .failure(let fault): client.send(.report(OfficeLine.report(fault)), to: order.request)
      case .success(let job): try workshop.order(order, .store) { _ in .enrolled(job.run(), request) }
      }
    case .export(let path):
      let out = line.carriedOut()
      try workshop.order(order, .store) { _ in .exported(OfficeLine.write(out, to: path)) }
    case .takeIn(let path):
      switch OfficeLine.read(path) {
      case .failure(let fault): client.send(.report(OfficeLine.report(fault)), to: order.request)
      case .success(let file):
        line.takeIn(file) { client.send(.report(OfficeLine.report($1, events: $0)), to: order.request) }
      }
    case .now, .retry, .pause, .resume, .last: break
    }
  }

  private func close() {
    line.close()
    devices.close()
    upkeep.close()
    Files.remove(folder.socket)
  }
}
