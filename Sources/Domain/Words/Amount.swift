/// Amounts and ages as a person says them.
public enum Amount {
  /// "1 peristiwa" / "1 event", "12 peristiwa" / "12 events": Indonesian knows no plural.
  public static func events(_ count: Int) -> Bilingual {
    Bilingual("\(count) peristiwa", count == 1 ? "1 event" : "\(count) events")
  }

  public static func calls(_ count: Int) -> Bilingual {
    Bilingual("\(count) panggilan", count == 1 ? "1 call" : "\(count) calls")
  }

  /// "5 menit", "3 jam 10 menit", "4 hari": what is longer ago is said more roughly.
  public static func time(minutes: Int) -> Bilingual {
    switch max(0, minutes) {
    case 0..<60: minuteText(max(0, minutes))
    case 60..<1_440:
      minutes % 60 == 0 ? hourText(minutes / 60) : hourText(minutes / 60).spaced(minuteText(minutes % 60))
    case 1_440..<2_880: hourText(minutes / 60)
    default: Bilingual("\(minutes / 1_440) hari", "\(minutes / 1_440) days")
    }
  }

  /// "45 mnt", "3 jam", "1 hari": as a line of a list has room for. The first two hours are said to the minute, because they are
  /// what an office is measured by; a list with little room has its own letter for it.
  public static func short(minutes: Int, _ unit: Bilingual = Bilingual("mnt", "min")) -> Bilingual {
    switch max(0, minutes) {
    case 0..<120: Bilingual("\(max(0, minutes)) \(unit.indonesian)", "\(max(0, minutes)) \(unit.english)")
    case 120..<1_440: Bilingual("\(minutes / 60) jam", "\(minutes / 60) h")
    default: Bilingual("\(minutes / 1_440) hari", minutes < 2_880 ? "1 day" : "\(minutes / 1_440) days")
    }
  }

  /// "40 detik", "3 menit": how far two clocks are apart.
  public static func gap(_ span: Span) -> Bilingual {
    let seconds = abs(span.milliseconds) / 1_000
    if seconds < 60 { return Bilingual("\(seconds) detik", seconds == 1 ? "1 second" : "\(seconds) seconds") }
    return time(minutes: Int(seconds / 60))
  }

  private static func minuteText(_ count: Int) -> Bilingual {
    Bilingual("\(count) menit", count == 1 ? "1 minute" : "\(count) minutes")
  }

  private static func hourText(_ count: Int) -> Bilingual {
    Bilingual("\(count) jam", count == 1 ? "1 hour" : "\(count) hours")
  }
}

extension Bilingual {
  fileprivate func spaced(_ other: Bilingual) -> Bilingual {
    Bilingual(indonesian + " " + other.indonesian, english + " " + other.english)
  }
}
