import Machine

/// What a pool keeps on each of its threads: a connection, and whatever its user keeps beside it.
public protocol PoolResident: AnyObject, SendableMetatype {
  /// Asked before and after each use; one that is not is replaced by a new one.
  var isUsable: Bool { get }
  /// Called after each use: ends what the user left open, such as a transaction.
  func tidy()
}

/// One thread of the pool and what lives on it.
actor Seat<Resident: PoolResident> {
  private let thread: ThreadExecutor
  private let open: @Sendable () throws -> Resident
  private var resident: Resident?

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  init(_ open: @escaping @Sendable () throws -> Resident) throws(SystemFault) {
    self.open = open
    thread = try ThreadExecutor()
  }

  isolated deinit {
    resident = nil
    thread.end()
  }

  /// Makes the resident if there is none, and on this thread.
  func use<T: Sendable>(_ work: @Sendable (Resident) throws -> T) throws -> T {
    if let resident, !resident.isUsable { self.resident = nil }
    let here = try resident ?? open()
    resident = here
    defer {
      here.tidy()
      if !here.isUsable { resident = nil }
    }
    return try work(here)
  }

  func leave() { resident = nil }
}
