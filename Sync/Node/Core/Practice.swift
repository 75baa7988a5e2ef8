import Domain
import Machine
import Store

/// Practice: a store of its own with a clock of its own, so that trying the desk at night or showing it to visitors
/// leaves no trace in the office's figures.
public enum Practice {
  /// `2026-11-20T08.00WIT`; without a zone, WIB.
  public static func clock(_ text: String) -> MachineClock? {
    let parts = text.split(separator: "T", maxSplits: 1)
    guard parts.count == 2, let day = Day(word: String(parts[0])),
      let time = TimeOfDay(word: String(parts[1].prefix(5)))
    else { return nil }
    let zoneText = String(parts[1].dropFirst(5))
    guard let zone = zoneText.isEmpty ? .wib : Zone(key: zoneText) else { return nil }
    return .practice(startingAt: zone.moment(day, time).milliseconds)
  }

  public static let expected = "2026-11-20T08.00WIT"
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

  /// Marks an empty store, and refuses to mix.
  static func settle(_ store: Store, practising: Bool) throws {
    let marked = try store.meta(key) != nil
    if store.identity == nil {
      if practising && !marked { try store.setMeta(key, "yes") }
    } else if marked != practising {
      throw Mismatch(storeIsForPractice: marked)
    }
  }
}
