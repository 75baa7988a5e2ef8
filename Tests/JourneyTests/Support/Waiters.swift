import Glibc
import Machine
import Testing

/// Threads for tests that mostly wait for other programs: the runner has as many as there are cores, and waiting would fill them.
final class Waiters: TaskExecutor, @unchecked Sendable {
  static let shared = Waiters(8)

  /// Semaphores are made for being shared.
  private let room: UnsafeMutablePointer<sem_t>

  private init(_ count: UInt32) {
    room = .allocate(capacity: 1)
    sem_init(room, 0, count)
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    do {
      try Thread.start { [self] in
        // Programs inherit what their parent does not hear.
        var none = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, nil)
        while sem_wait(room) != 0 {}
        job.runSynchronously(on: asUnownedTaskExecutor())
        sem_post(room)
      }
    } catch { job.runSynchronously(on: asUnownedTaskExecutor()) }
  }
}

/// Runs each test of a suite on a thread that may wait.
struct WaitingTrait: SuiteTrait, TestTrait, TestScoping {
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    guard testCase != nil else { return try await function() }
    try await withTaskExecutorPreference(Waiters.shared) { try await function() }
  }
}

extension Trait where Self == WaitingTrait {
  static var waits: Self { WaitingTrait() }
}
