import Machine

/// A fixed number of connections, each on a thread of its own, lent out in the order they were asked for.
///
/// Waiting has a limit in number and in time, so that a slow database is refused to visitors at once and in so many
/// words, instead of piling up until nothing answers.
public actor Pool<Resident: PoolResident> {
  private let seats: [Seat<Resident>]
  private let limits: PoolLimits
  private var free: [Seat<Resident>]
  /// Those for whom somebody sits and waits, and all others.
  private var urgent: [Waiting] = []
  private var line: [Waiting] = []
  private var tickets: UInt64 = 0
  private var isClosed = false

  private struct Waiting {
    let ticket: UInt64
    let answer: CheckedContinuation<Seat<Resident>, any Error>
    let timer: Task<Void, Never>
  }

  /// `open` is called on the thread its result will live on, when it is first needed and whenever one is to be replaced.
  public init(_ limits: PoolLimits = PoolLimits(), open: @escaping @Sendable () throws -> Resident) throws(SystemFault)
  {
    self.limits = limits
    var seats: [Seat<Resident>] = []
    for _ in 0..<max(1, limits.connections) { seats.append(try Seat(open)) }
    self.seats = seats
    free = seats
  }

  /// Carries out `work` on a free connection's thread. Nothing in it may wait for another use of this pool.
  ///
  /// `urgently`, before all that is not: what a person has asked for does not stand behind a country's backlog.
  public func use<T: Sendable>(
    urgently: Bool = false, _ work: @escaping @Sendable (Resident) throws -> T
  ) async throws -> T {
    let seat = try await take(urgently)
    defer { giveBack(seat) }
    return try await seat.use(work)
  }

  /// Refuses what waits and what comes; what is being carried out is finished. Returns when all connections are closed.
  public func close() async {
    isClosed = true
    let left = urgent + line
    (urgent, line) = ([], [])
    for waiting in left {
      waiting.timer.cancel()
      waiting.answer.resume(throwing: PoolRefusal.closed)
    }
    for seat in seats { await seat.leave() }
  }

  /// Those who have asked and were not served yet.
  public var waiting: Int { urgent.count + line.count }

  // MARK: Lending

  private func take(_ urgently: Bool) async throws -> Seat<Resident> {
    guard !isClosed else { throw PoolRefusal.closed }
    if let seat = free.popLast() { return seat }
    guard waiting < limits.waiting else { throw PoolRefusal.tooManyWaiting(waiting) }
    tickets += 1
    let ticket = tickets
    let patience = limits.patience
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { answer in
        let timer = Task {
          guard (try? await Task.sleep(for: patience)) != nil else { return }
          self.turnAway(ticket, PoolRefusal.waitedTooLong(patience))
        }
        let one = Waiting(ticket: ticket, answer: answer, timer: timer)
        if urgently { urgent.append(one) } else { line.append(one) }
      }
    } onCancel: {
      Task { await self.turnAway(ticket, CancellationError()) }
    }
  }

  private func giveBack(_ seat: Seat<Resident>) {
    guard waiting > 0 else { return free.append(seat) }
    let first = urgent.isEmpty ? line.removeFirst() : urgent.removeFirst()
    first.timer.cancel()
    first.answer.resume(returning: seat)
  }

  private func turnAway(_ ticket: UInt64, _ reason: any Error) {
    let left: Waiting
    if let place = line.firstIndex(where: { $0.ticket == ticket }) {
      left = line.remove(at: place)
    } else if let place = urgent.firstIndex(where: { $0.ticket == ticket }) {
      left = urgent.remove(at: place)
    } else {
      return
    }
    left.timer.cancel()
    left.answer.resume(throwing: reason)
  }
}

/// How much a pool lends and how long it lets wait.
public struct PoolLimits: Sendable {
  /// Each is a thread here and a process at the server.
  public var connections = 8
  /// How many may stand in line before the next is refused at once.
  public var waiting = 256
  /// How long one stands in line.
  public var patience = Duration.seconds(5)

  public init(connections: Int = 8, waiting: Int = 256, patience: Duration = .seconds(5)) {
    self.connections = connections
    self.waiting = waiting
    self.patience = patience
  }
}

/// Why the pool lent nothing. Nothing was done.
public enum PoolRefusal: Error, Equatable {
  case tooManyWaiting(Int)
  case waitedTooLong(Duration)
  case closed
}
