import Glibc

/// A thread of its own for work that would hold others up. Ends when the work does.
public enum Thread {
  private final class Box: Sendable {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }

  public static func start(_ work: @escaping @Sendable () -> Void) throws(SystemFault) {
    var handle = pthread_t()
    let box = Unmanaged.passRetained(Box(work))
    let code = pthread_create(
      &handle, nil,
      { raw in
        Unmanaged<Box>.fromOpaque(raw!).takeRetainedValue().work()
        return nil
      }, box.toOpaque())
    guard code == 0 else {
      box.release()
      throw SystemFault("pthread_create", code)
    }
    pthread_detach(handle)
  }

  /// This thread's work can wait: whoever else wants a processor goes first. Refused, it goes on as before.
  public static func giveWay() { _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10) }

  /// For waits between processes; nothing inside one process sleeps.
  public static func pause(milliseconds: Int) { usleep(UInt32(milliseconds * 1000)) }
}
