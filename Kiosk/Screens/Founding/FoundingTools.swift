import Domain

/// What the guided set-up needs of the computer it runs on, handed in by the program: reading files is no screen's work.
public struct FoundingTools: Sendable {
  /// A profile file, read without faults.
  public struct Source: Sendable, Equatable {
    public var path: String
    public var profile: OfficeProfile

    public init(path: String, profile: OfficeProfile) {
      self.path = path
      self.profile = profile
    }
  }

  /// Why a file could not be used, as a person reads it.
  public struct Unusable: Error, Sendable {
    public var text: Bilingual

    public init(_ text: Bilingual) { self.text = text }
  }

  /// The profiles that come with the program.
  public var offices: @Sendable () -> [Source]
  /// A profile somebody names by its path.
  public var read: @Sendable (String) -> Result<Source, Unusable>
  /// Printers plugged into this computer.
  public var printers: @Sendable () -> [String]
  /// Puts the holidays that lie beside a profile where the node finds them; `nil` when there are none.
  public var installHolidays: @Sendable (Source) -> Result<Void, Unusable>?
  /// What is wrong with settings.
  public var check: @Sendable (OfficeProfile) -> [SettingFault]

  public init(
    offices: @escaping @Sendable () -> [Source], read: @escaping @Sendable (String) -> Result<Source, Unusable>,
    printers: @escaping @Sendable () -> [String],
    installHolidays: @escaping @Sendable (Source) -> Result<Void, Unusable>?,
    check: @escaping @Sendable (OfficeProfile) -> [SettingFault]
  ) {
    self.offices = offices
    self.read = read
    self.printers = printers
    self.installHolidays = installHolidays
    self.check = check
  }
}
