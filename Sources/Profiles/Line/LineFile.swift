import Domain

/// How an office reaches the centre: what an administrator may set, besides the keys that enrolment made.
public struct LineSettings: Equatable, Sendable {
  /// `https://pusat.example.go.id`
  public var centre = ""
  /// A file of certificates to believe instead of the system's.
  public var authority = ""
  /// `http://proxy:3128`; empty: as the environment says.
  public var proxy = ""
  /// Megabytes a day in both directions, after which only *sync now* goes through; 0: no limit.
  public var dailyMegabytes = 0

  public init() {}
}

/// The file `line.toml` in the office's folder, in the syntax of an office's profile.
public enum LineFile {
  static let forms = [
    TableForm(path: "", isRepeated: false, fields: ["centre", "authority", "proxy", "daily-megabytes"])
  ]
  static let megabytes = 0...100_000

  /// The settings, or every fault of the file at once.
  public static func read(_ bytes: [UInt8]) -> Result<LineSettings, ProfileFaults> {
    var syntax = DocumentReader(bytes)
    syntax.read()
    var faults = syntax.faults
    var settings = LineSettings()
    if syntax.isBounded {
      let document = syntax.document
      document.refuseUnknown(forms, &faults)
      document.root.read("centre", into: &settings.centre, limit: Limits.line, &faults, .required)
      document.root.read("authority", into: &settings.authority, limit: Limits.line, &faults)
      document.root.read("proxy", into: &settings.proxy, limit: Limits.line, &faults)
      document.root.read("daily-megabytes", into: &settings.dailyMegabytes, megabytes, &faults)
    }
    return faults.result(settings)
  }

  public static func write(_ settings: LineSettings) -> String {
    var page = Page()
    page.remark("Jalur ke pusat. / The line to the centre.")
    page.line("centre", .text(settings.centre))
    page.line("authority", .text(settings.authority))
    page.line("proxy", .text(settings.proxy))
    page.line("daily-megabytes", .number(settings.dailyMegabytes))
    return page.text
  }
}
