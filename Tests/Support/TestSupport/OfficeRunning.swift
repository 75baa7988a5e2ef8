import Desk
import DeskSocket
import Dispatch
import Domain
import Machine
import Node
import Synchronization

/// How terminals reach the node in a test that is run both ways.
public enum DeskKind: String, CaseIterable, Sendable { case local, socket }

/// An office that is open for terminals: in this thread, or behind a socket served by a thread of its own.
public final class RunningOffice {
  public let kind: DeskKind
  public let office: TemporaryOffice
  private var counter: ServedCounter?
  private var door: Door?
  public static let pin = "402917"

  private let equipment: Equipment?

  /// `equipment` instead of the PC's own printer and speaker.
  public init(
    _ kind: DeskKind, _ profile: OfficeProfile, on day: Day = OfficeStart.day, at time: TimeOfDay = OfficeStart.time,
    equipment: Equipment? = nil
  ) throws {
    self.equipment = equipment
    Signals.ignoreBrokenPipes()
    self.kind = kind
    office = TemporaryOffice(profile, on: day, at: time)
    try start()
  }

  deinit { stop() }

  public var clock: Clockwork { office.clock }
  public var folder: StoreFolder { office.folder }
  /// Where copies of the store go when nobody says.
  public var backups: String { folder.backups }

  public func start() throws {
    switch kind {
    case .local: door = Door(try office.open())
    case .socket: counter = try ServedCounter(office.folder, office.surroundings, equipment)
    }
  }

  public func stop() {
    door = nil
    if kind == .local { office.close() }
    counter?.stop()
    counter = nil
  }

  public func restart() throws {
    stop()
    try start()
  }

  /// A terminal of its own.
  public func desk() throws -> any Desk {
    switch kind {
    case .local: LocalDesk(office.node, folder: office.folder, door: door)
    case .socket: try SocketDesk(path: office.folder.socket, patience: Patience.seconds)
    }
  }

  /// The office with its officers, all with the same PIN; returns the head's terminal.
  public func setUp() throws -> any Desk {
    let desk = try desk()
    for (index, command) in OfficeStart.commands(office.profile).enumerated() {
      _ = try desk.perform(command, id: "setup-\(index)")
    }
    _ = try desk.perform(.setPin(SetPin { ($0.login, $0.pin) = ("kepala", RunningOffice.pin) }), id: "setup-pin-0")
    _ = try desk.login("kepala", pin: RunningOffice.pin)
    for login in ["yusuf", "dewi"] {
      _ = try desk.perform(
        .setPin(SetPin { ($0.login, $0.pin) = (login, RunningOffice.pin) }), id: "setup-pin-\(login)")
    }
    return desk
  }
}

/// A node and its server on a thread of their own.
private final class ServedCounter {
  private final class State: Sendable {
    let wantsStop = Mutex(false)
    let fault = Mutex<String?>(nil)
    let started = DispatchSemaphore(value: 0)
    let ended = DispatchSemaphore(value: 0)
  }

  private let state = State()
  private let bell: Bell

  init(_ folder: StoreFolder, _ surroundings: Surroundings, _ equipment: Equipment?) throws {
    bell = try Bell()
    try Machine.Thread.start { [state, bell] in
      do {
        let opened = try folder.open(surroundings)
        let server = try Server(opened.node, folder: folder, bell: bell, equipment: equipment)
        state.started.signal()
        try server.run { state.wantsStop.withLock { $0 } }
        withExtendedLifetime(opened) {}
      } catch {
        state.fault.withLock { $0 = "\(error)" }
        state.started.signal()
      }
      state.ended.signal()
    }
    state.started.wait()
    if let fault = state.fault.withLock({ $0 }) { throw DeskUnreachable(fault) }
  }

  func stop() {
    state.wantsStop.withLock { $0 = true }
    bell.ring()
    state.ended.wait()
  }
}

extension Desk {
  /// One press with an id of its own.
  @discardableResult
  public func press(_ command: Command) throws -> Answer { try perform(command, id: PressID.make(.real)) }

  /// The refusal's code, or "done".
  public func outcome(_ command: Command) throws -> String {
    do {
      _ = try press(command)
      return "done"
    } catch let refused as Refused { return refused.code }
  }
}

/// Runs each piece of work on a thread of its own and waits for all of them.
public enum Together {
  public static func run(_ count: Int, _ work: @escaping @Sendable (Int) throws -> Void) throws {
    let faults = Mutex<[String]>([])
    let group = DispatchGroup()
    for index in 0..<count {
      group.enter()
      try Machine.Thread.start {
        do { try work(index) } catch { faults.withLock { $0.append("\(index): \(error)") } }
        group.leave()
      }
    }
    group.wait()
    let found = faults.withLock { $0 }
    if !found.isEmpty { throw DeskUnreachable(found.joined(separator: "; ")) }
  }
}
