import Glibc

/// The PC's two clocks. The wall clock may be set by anyone; the uptime only counts, through suspend too.
public struct MachineClock: Sendable {
  public var wall: @Sendable () -> Int64
  public var uptime: @Sendable () -> Int64
  /// Which start of the PC the uptime counts from: the kernel's word for it. Empty where nobody knows.
  public var boot: @Sendable () -> String

  public init(
    wall: @escaping @Sendable () -> Int64, uptime: @escaping @Sendable () -> Int64,
    boot: @escaping @Sendable () -> String
  ) {
    (self.wall, self.uptime, self.boot) = (wall, uptime, boot)
  }

  public static let real = MachineClock(
    wall: { milliseconds(CLOCK_REALTIME) }, uptime: { milliseconds(CLOCK_BOOTTIME) }, boot: { bootID })

  /// Read once: no process outlives the start of the PC it runs in.
  private static let bootID: String = {
    let bytes = (try? Files.read("/proc/sys/kernel/random/boot_id", sizeMax: 64)) ?? []
    return String(decoding: bytes.filter { $0 > 32 && $0 < 127 }, as: UTF8.self)
  }()

  /// A clock that started at `start` when it was made and then runs as the real one: for practice and for demonstrations.
  public static func practice(startingAt start: Int64) -> MachineClock {
    let begun = milliseconds(CLOCK_BOOTTIME)
    return MachineClock(
      wall: { start + milliseconds(CLOCK_BOOTTIME) - begun }, uptime: { milliseconds(CLOCK_BOOTTIME) }, boot: { bootID }
    )
  }

  private static func milliseconds(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
