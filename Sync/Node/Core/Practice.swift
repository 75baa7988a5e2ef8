import Domain
import Machine
import Store

/// Practice: a store of its own with a clock of its own, so that trying the desk at night or showing it to visitors
/// leaves no trace in the office's figures.
public enum Practice {
  /// A clock that starts at the time `PracticeTime` reads.
  public static func clock(_ text: String) -> MachineClock? {
    PracticeTime.moment(text).map { .practice(startingAt: $0.milliseconds) }
  }

  /// Goes on from `last`, the last event, where the clock asked for is behind it: a start once more is no jump back, and a
  /// clock that never runs back would stand still until it had caught up.
  static func goingOn(_ clock: MachineClock, after last: Moment) -> MachineClock {
    let ahead = last.milliseconds - clock.wall()
    guard ahead > 0 else { return clock }
    return MachineClock(wall: { clock.wall() + ahead }, uptime: clock.uptime, boot: clock.boot)
  }

  public static let expected = PracticeTime.expected
  static let key = "practice"

  /// A store for practice used for real work, or the other way round.
  public struct Mismatch: Error, Equatable {
    public let storeIsForPractice: Bool

    public var text: Bilingual {
      storeIsForPractice
        ? Bilingual(
          "Penyimpanan ini untuk latihan. Tambahkan --practice, atau pakai folder lain dengan --home.",
          "This store is for practice. Add --practice, or use another folder with --home.")
        : Bilingual(
          "Penyimpanan ini berisi data kantor yang sebenarnya; latihan memerlukan folder lain: --home FOLDER",
          "This store holds an office's real data; practice needs another folder: --home FOLDER")
    }
  }

  /// Marks an empty store as what it is opened for this time, and refuses to mix: nothing is bound before an office is founded in it.
  static func settle(_ store: Store, practising: Bool) throws {
    let marked = try store.meta(key) != nil
    if store.identity == nil {
      if practising && !marked { try store.setMeta(key, "yes") }
      if !practising && marked { try store.clearMeta(key) }
    } else if marked != practising {
      throw Mismatch(storeIsForPractice: marked)
    }
  }
}
