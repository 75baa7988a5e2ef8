import Domain

/// The national holidays of one year, as the joint decree of three ministers sets them.
public struct NationalHolidays: Equatable, Sendable {
  public var year = 0
  public var status = HolidayStatus.toBeConfirmed
  /// Where the dates are from, for whoever is to confirm them.
  public var source = ""
  /// In the order of the year.
  public var days: [NationalHoliday] = []

  public init() {}

  /// What a `Calendar` takes: to the desk both kinds are days without service.
  public var holidays: [Holiday] { days.map { Holiday($0.day, $0.name) } }
}

public struct NationalHoliday: Equatable, Sendable {
  public var day: Day
  public var name: String
  public var kind: HolidayKind

  public init(_ day: Day, _ name: String, _ kind: HolidayKind) {
    self.day = day
    self.name = name
    self.kind = kind
  }
}

/// Whether the day is a holiday by itself or leave taken by everybody together (*cuti bersama*).
public enum HolidayKind: UInt8, Category {
  case national = 1
  case jointLeave

  public static let terms = [
    Term("libur-nasional", "Libur nasional", "National holiday"), Term("cuti-bersama", "Cuti bersama", "Joint leave"),
  ]
}

/// Whether somebody has compared the dates with the decree itself.
public enum HolidayStatus: UInt8, Category {
  case confirmed = 1
  case toBeConfirmed

  public static let terms = [
    Term("confirmed", "Sudah dicocokkan dengan SKB", "Confirmed"),
    Term("to-be-confirmed", "Belum dicocokkan dengan SKB", "To be confirmed"),
  ]
}

/// The file a year's holidays come in, in the syntax of an office's profile.
public enum HolidayFile {
  /// The holidays, or every fault of the file at once. Any bytes may be given.
  public static func read(_ bytes: [UInt8]) -> Result<NationalHolidays, ProfileFaults> {
    var syntax = DocumentReader(bytes)
    syntax.read()
    var reader = HolidayReader(document: syntax.document, faults: syntax.faults)
    if syntax.isBounded { reader.read() }
    return reader.faults.result(reader.year)
  }

  static let forms = [
    TableForm(path: "", isRepeated: false, fields: ["year", "status", "source"]),
    TableForm.several("holiday", "date", "name", "kind"),
  ]
  /// Twice what any year has had.
  static let daysMax = 60
}

private struct HolidayReader {
  let document: Document
  var faults: FaultList
  var year = NationalHolidays()

  mutating func read() {
    document.refuseUnknown(HolidayFile.forms, &faults)
    let root = document.root
    let hasYear = root.read("year", into: &year.year, 2020...2100, &faults, .required)
    root.read("status", into: &year.status, &faults, .required)
    root.read("source", into: &year.source, limit: Limits.line, &faults, .required)
    var taken = Taken<Day>()
    for table in document.tables("holiday", limit: HolidayFile.daysMax, &faults, .required) {
      var day = NationalHoliday(.blank, "", .national)
      table.read("name", into: &day.name, limit: Limits.line, &faults, .required)
      table.read("kind", into: &day.kind, &faults, .required)
      if table.read("date", into: &day.day, Expected.day, &faults, .required) {
        let (line, field) = (table.line(of: "date"), table.field("date"))
        if hasYear, day.day.civil.year != year.year { faults.add(line, field, .otherYear(year.year)) }
        taken.use(day.day, line, field, &faults)
      }
      year.days.append(day)
    }
    year.days.sort { $0.day < $1.day }
  }
}

extension Bilingual {
  fileprivate static func otherYear(_ year: Int) -> Bilingual {
    Bilingual("Tanggal ini bukan di tahun \(year).", "This date is not in \(year).")
  }
}
