/// The time a practice begins with, as office and centre are told it: `2026-11-20T08.00WIT`.
public enum PracticeTime {
  public static let expected = "2026-11-20T08.00WIT"

  /// Without a zone, WIB; `nil` for what is no time.
  public static func moment(_ text: String) -> Moment? {
    let parts = text.split(separator: "T", maxSplits: 1)
    guard parts.count == 2, let day = Day(word: String(parts[0])),
      let time = TimeOfDay(word: String(parts[1].prefix(5)))
    else { return nil }
    let zone = String(parts[1].dropFirst(5))
    return (zone.isEmpty ? Zone.wib : Zone(key: zone))?.moment(day, time)
  }
}
