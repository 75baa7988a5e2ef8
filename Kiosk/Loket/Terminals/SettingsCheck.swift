import Domain
import Profiles
import Screens

/// What the reader of office files would say to settings that were written on a screen.
enum SettingsCheck {
  /// The settings are written as a file and read again: one set of rules for files and screens.
  @Sendable static func faults(_ profile: OfficeProfile) -> [SettingFault] {
    switch OfficeFile.read(Array(OfficeFile.write(profile).utf8)) {
    case .success: []
    case .failure(let faults): faults.list.map { SettingFault(field: $0.field, message: $0.message) }
    }
  }
}
