import Domain

/// The line in front of the printer: what is printed next, what is tried again, what is given up.
///
/// A function of events and time; it prints nothing and keeps nothing itself. The host carries out its actions in order:
/// a note is on the disk before the printer is sent a byte.
///
/// ```
///            queued            found ready          ended
///   line ───────────▶ waiting ─────────────▶ printing ─────▶ printed
///                      ▲   │ time over          │ refused: nothing was sent
///                      │   └──────▶ expired     │ cut: as a copy, three times, then failed
///                      └────────────────────────┘
/// ```
public struct PrintLine: Equatable, Sendable {
  public struct Job: Equatable, Sendable {
    public var id: Int64
    /// Uptime after which it must not come out any more: the visitor has gone on without it.
    public var deadline: Int64
    public var isCopy: Bool
    public var attempts: Int

    public init(id: Int64, deadline: Int64, isCopy: Bool, attempts: Int = 0) {
      self.id = id
      self.deadline = deadline
      self.isCopy = isCopy
      self.attempts = attempts
    }
  }

  /// How sending one ticket ended, with the printer's state after it.
  public enum Ending: Equatable, Sendable {
    case printed(DeviceState)
    /// Not a byte was sent.
    case refused(DeviceState)
    /// Some of it may be on paper.
    case cut(DeviceState)
  }

  public enum Event: Equatable, Sendable {
    case queued(Job)
    /// The answer to `look`.
    case found(DeviceState)
    /// The answer to `print`.
    case ended(Ending)
    /// The disk did not take the note that printing begins: nothing was sent.
    case notNoted
    case timePassed
  }

  public enum Action: Equatable, Sendable {
    case note(Job, PrintState, DeviceState?)
    /// Ask the printer how it is, and answer with `found`.
    case look
    /// Send it to the printer, and answer with `ended`.
    case print(Job)
  }

  /// A half-printed ticket is begun again this often.
  public static let attemptsMax = 3
  /// Pauses between looks at a printer that is not ready: doubled each time.
  public static let pauseMin: Int64 = 1_000
  public static let pauseMax: Int64 = 30_000
  /// A ready printer is looked at so often, so that staff know of an empty roll before a visitor does.
  public static let idleLook: Int64 = 60_000
  /// More than come out in the time a ticket may wait.
  public static let lineMax = 500

  private enum Work: Equatable { case nothing, looking, printing(Job) }

  /// As it was last found.
  public private(set) var state = DeviceState.unknown
  private var line: [Job] = []
  private var work = Work.nothing
  private var pause: Int64 = 0
  private var lookAt: Int64

  public init(at now: Int64) { lookAt = now }

  /// Tickets not yet wholly on paper.
  public var waiting: Int { line.count + (isPrinting ? 1 : 0) }

  private var isPrinting: Bool { if case .printing = work { true } else { false } }

  /// When `timePassed` is due at the latest; `nil` while the printer is being waited for and nothing can expire.
  public var wakeAt: Int64? {
    let deadline = line.map(\.deadline).min()
    guard work == .nothing else { return deadline }
    return min(lookAt, deadline ?? lookAt)
  }

  /// What happened, and what is to be done about it, in this order.
  public mutating func step(_ event: Event, at now: Int64) -> [Action] {
    var actions: [Action] = []
    switch event {
    case .queued(let job):
      if line.count < Self.lineMax { line.append(job) } else { actions.append(.note(job, .failed, state)) }
    case .found(let state):
      work = .nothing
      settle(state, now)
    case .ended(let ending):
      if case .printing(let job) = work { end(job, ending, now, &actions) }
    case .notNoted:
      if case .printing(let job) = work {
        line.insert(job, at: 0)
        work = .nothing
        wait(now)
      }
    case .timePassed: break
    }
    expire(now, &actions)
    goOn(now, &actions)
    return actions
  }

  private mutating func end(_ job: Job, _ ending: Ending, _ now: Int64, _ actions: inout [Action]) {
    work = .nothing
    var job = job
    switch ending {
    case .printed(let state):
      actions.append(.note(job, .printed, nil))
      settle(state, now)
    case .refused(let state):
      actions.append(.note(job, .queued, state))
      line.insert(job, at: 0)
      settle(state, now)
    case .cut(let state):
      job.attempts += 1
      job.isCopy = true
      if job.attempts < Self.attemptsMax {
        actions.append(.note(job, .queued, state))
        line.insert(job, at: 0)
      } else {
        actions.append(.note(job, .failed, state))
      }
      settle(state, now)
    }
  }

  private mutating func settle(_ found: DeviceState, _ now: Int64) {
    state = found
    if found.takesWork {
      pause = 0
      lookAt = now + Self.idleLook
    } else {
      wait(now)
    }
  }

  private mutating func wait(_ now: Int64) {
    pause = pause == 0 ? Self.pauseMin : min(pause * 2, Self.pauseMax)
    lookAt = now + pause
  }

  private mutating func expire(_ now: Int64, _ actions: inout [Action]) {
    for job in line where job.deadline <= now { actions.append(.note(job, .expired, state.takesWork ? nil : state)) }
    line.removeAll { $0.deadline <= now }
  }

  private mutating func goOn(_ now: Int64, _ actions: inout [Action]) {
    guard work == .nothing else { return }
    // After a pause the printer is looked at before a ticket is risked on it.
    let isTrusted = state == .unknown || state.takesWork
    if isTrusted, pause == 0, !line.isEmpty {
      let job = line.removeFirst()
      work = .printing(job)
      actions += [.note(job, .printing, nil), .print(job)]
    } else if now >= lookAt {
      work = .looking
      actions.append(.look)
    }
  }
}
