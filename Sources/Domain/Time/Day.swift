/// A calendar date, counted in days from 1970-01-01. No clock and no zone: a date is what the office says it is.
public struct Day: Hashable, Comparable, Sendable {
  public var count: Int32

  public init(count: Int32) { self.count = count }
  public static func < (a: Self, b: Self) -> Bool { a.count < b.count }

  public func advanced(by days: Int) -> Day { Day(count: count &+ Int32(truncatingIfNeeded: days)) }
  public func days(until other: Day) -> Int { Int(other.count) - Int(count) }

  /// Monday is 1, Sunday 7.
  public var weekday: Weekday {
    let index = (Int(count) + 3) % 7
    return Weekday(rawValue: UInt8(index < 0 ? index + 8 : index + 1))!
  }
}

public enum Weekday: UInt8, Category {
  case monday = 1
  case tuesday, wednesday, thursday, friday, saturday, sunday

  public static let terms = [
    Term("senin", "Senin", "Monday"), Term("selasa", "Selasa", "Tuesday"), Term("rabu", "Rabu", "Wednesday"),
    Term("kamis", "Kamis", "Thursday"), Term("jumat", "Jumat", "Friday"), Term("sabtu", "Sabtu", "Saturday"),
    Term("minggu", "Minggu", "Sunday"),
  ]
}

extension Day {
  /// `nil` for a date no calendar has, such as 30 February. Years 1–9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Day.length(of: month, in: year)
    else { return nil }
    // Days since a 1 March: leap days then fall at the end of the counted year.
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(count: Int32(era * 146_097 + dayOfEra - 719_468))
  }

  /// How many days the month has; leap years are known.
  public static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  public var civil: (year: Int, month: Int, day: Int) {
    let shifted = Int(count) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}

extension Day: CustomStringConvertible {
  /// ISO 8601, for files, scripts and logs.
  public var description: String {
    let (year, month, day) = civil
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// As people at the desk write it: "Jumat, 20 November 2026".
  public func spoken(_ language: Language) -> String {
    let (year, month, day) = civil
    return "\(weekday.label[language]), \(day) \(Day.months[month - 1][language]) \(year)"
  }

  /// January first, for headings of months.
  public static let months = [
    Bilingual("Januari", "January"), Bilingual("Februari", "February"), Bilingual("Maret", "March"),
    Bilingual("April", "April"), Bilingual("Mei", "May"), Bilingual("Juni", "June"), Bilingual("Juli", "July"),
    Bilingual("Agustus", "August"), Bilingual("September", "September"), Bilingual("Oktober", "October"),
    Bilingual("November", "November"), Bilingual("Desember", "December"),
  ]
}

extension Day: Scalar {
  public static var blank: Day { Day(count: 0) }
  public var number: Int64 { Int64(count) }
  public init?(number: Int64) {
    guard let count = Int32(exactly: number) else { return nil }
    self.init(count: count)
  }
  public var word: String { description }
  public init?(word: String) {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      let year = unsigned(parts[0]), let month = unsigned(parts[1]), let day = unsigned(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
  public static var expected: String { "YYYY-MM-DD" }
}

/// Decimal digits and nothing else; `Int` would take a sign, and "+7" is no hour.
func unsigned(_ text: some StringProtocol) -> Int? {
  text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
}

/// Decimal digits with leading zeros; the domain formats without Foundation.
public func padded(_ value: Int, _ width: Int) -> String {
  let digits = String(value)
  return digits.count >= width ? digits : String(repeating: "0", count: width - digits.count) + digits
}
