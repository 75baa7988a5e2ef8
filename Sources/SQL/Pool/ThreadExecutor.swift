import Glibc
import Machine

/// Runs an actor on one thread of its own, so that work which blocks, such as a query, holds up nobody else, and a
/// handle that must stay on one thread does.
///
/// The thread lives until `end`; an actor calls it in its `isolated deinit`.
///
/// `@unchecked`: what changes is touched under the lock only. A pthread lock, because the thread sleeps on it and TSan
/// understands it.
final class ThreadExecutor: SerialExecutor, @unchecked Sendable {
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let bell: UnsafeMutablePointer<pthread_cond_t>
  private var jobs: [UnownedJob] = []
  private var isEnding = false
  private var thread: pthread_t?

  init() throws(SystemFault) {
    lock = .allocate(capacity: 1)
    bell = .allocate(capacity: 1)
    pthread_mutex_init(lock, nil)
    pthread_cond_init(bell, nil)
    try Thread.start { self.run() }
  }

  deinit {
    pthread_mutex_destroy(lock)
    pthread_cond_destroy(bell)
    lock.deallocate()
    bell.deallocate()
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    pthread_mutex_lock(lock)
    jobs.append(job)
    pthread_cond_signal(bell)
    pthread_mutex_unlock(lock)
  }

  /// What is queued is still done; then the thread ends.
  func end() {
    pthread_mutex_lock(lock)
    isEnding = true
    pthread_cond_signal(bell)
    pthread_mutex_unlock(lock)
  }

  func checkIsolated() {
    pthread_mutex_lock(lock)
    let own = thread
    pthread_mutex_unlock(lock)
    precondition(own.map { pthread_equal($0, pthread_self()) != 0 } ?? false, "not on the thread of this actor")
  }

  private func run() {
    pthread_mutex_lock(lock)
    thread = pthread_self()
    while true {
      while jobs.isEmpty && !isEnding { pthread_cond_wait(bell, lock) }
      let due = jobs
      jobs.removeAll(keepingCapacity: true)
      guard !due.isEmpty else { break }
      pthread_mutex_unlock(lock)
      for job in due { job.runSynchronously(on: asUnownedSerialExecutor()) }
      pthread_mutex_lock(lock)
    }
    pthread_mutex_unlock(lock)
  }
}
