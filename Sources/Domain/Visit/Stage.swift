/// Where a visit stands.
///
/// ```
///              issue                 call            serve              finish
///  (arrives) ─────────▶ waiting ─────────▶ called ─────────▶ serving ─────────▶ finished
///                         ▲  ▲  ▲            │  │ recall ×n     │ │ park / resume
///       requeue (kept no.)│  │  └── undo ────┘  │               │ └──────▶ parked ──▶ serving
///                         │  └── transfer (kept number, new service) ◀────┘
///                         └── missed ◀── skip   cancel from waiting, called, missed
///                                           day close: all that is open ──▶ lapsed
/// ```
/// Called and serving are different facts: somebody called may never come.
public enum Stage: UInt8, Category {
  case waiting = 1
  case called, serving, parked, finished, missed, cancelled, lapsed

  public static let terms = [
    Term("waiting", "menunggu", "waiting"), Term("called", "dipanggil", "called"),
    Term("serving", "dilayani", "being served"), Term("parked", "ditunda", "parked"),
    Term("finished", "selesai", "finished"), Term("missed", "dilewati", "missed"),
    Term("cancelled", "dibatalkan", "cancelled"), Term("lapsed", "hangus saat tutup", "lapsed at closing"),
  ]

  /// Still to be dealt with before the day can be closed.
  public var isOpen: Bool {
    switch self {
    case .waiting, .called, .serving, .parked, .missed: true
    case .finished, .cancelled, .lapsed: false
    }
  }

  /// Somebody is at a desk, or on the way to it.
  public var holdsDesk: Bool { self == .called || self == .serving }
}

/// A number as the visitor sees it, "A007". Unique per office and service day; never changes, not on transfer, not
/// for priority.
public struct QueueNumber: Hashable, Comparable, Sendable {
  public var series: Series
  public var value: Int

  public init(_ series: Series, _ value: Int) {
    self.series = series
    self.value = value
  }
  public static func < (a: Self, b: Self) -> Bool { (a.series, a.value) < (b.series, b.value) }
}

extension QueueNumber: CustomStringConvertible {
  public var description: String {
    var text: [UInt8] = []
    write(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Its four letters, without a text of their own: every press writes all the day's numbers beside the store.
  public func write(to text: inout [UInt8]) {
    let zero = UInt8(ascii: "0")
    text.append(series.letter)
    text.append(zero + UInt8(value / 100 % 10))
    text.append(zero + UInt8(value / 10 % 10))
    text.append(zero + UInt8(value % 10))
  }

  public init?(_ text: some StringProtocol) {
    let compact = text.uppercased().filter { $0 != "-" && $0 != " " }
    guard let first = compact.first, let series = Series(letter: first), (1...3).contains(compact.count - 1),
      let value = unsigned(compact.dropFirst()), (1...Limits.numberMax).contains(value)
    else { return nil }
    self.init(series, value)
  }

  /// Digit by digit, as announcements must be made: "A, nol, nol, tujuh".
  public func spoken(_ language: Language) -> String {
    let names =
      language == .indonesian
      ? ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
      : ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    let digits = padded(value, 3).utf8.map { names[Int($0) - 48] }
    return ([series.word] + digits).joined(separator: ", ")
  }
}

extension QueueNumber: Scalar {
  public static var blank: QueueNumber { QueueNumber(.blank, 1) }
  public var number: Int64 { series.number * 1000 + Int64(value) }
  public init?(number: Int64) {
    guard let series = Series(number: number / 1000), (1...Int64(Limits.numberMax)).contains(number % 1000)
    else { return nil }
    self.init(series, Int(number % 1000))
  }
  public var word: String { description }
  public init?(word: String) { self.init(word) }
  public static var expected: String { "A007" }
}

/// How people point at a visit: by today's number, or by its id where there is no number or another day is meant.
public enum VisitKey: Hashable, Sendable {
  case number(QueueNumber)
  case id(VisitID)
}

extension VisitKey: Scalar {
  public static var blank: VisitKey { .id(.blank) }
  public var number: Int64 {
    switch self {
    case .number(let number): -number.number
    case .id(let id): id.first.number
    }
  }
  public init?(number: Int64) {
    if number < 0 {
      guard number > Int64.min, let queue = QueueNumber(number: -number) else { return nil }
      self = .number(queue)
    } else {
      guard let id = EventID(number: number) else { return nil }
      self = .id(VisitID(id))
    }
  }
  public var word: String {
    switch self {
    case .number(let number): number.description
    case .id(let id): id.description
    }
  }
  public init?(word: String) {
    if let id = EventID(word) {
      self = .id(VisitID(id))
    } else if let number = QueueNumber(word) {
      self = .number(number)
    } else {
      return nil
    }
  }
  public static var expected: String { "A007 | 1-42" }
}
