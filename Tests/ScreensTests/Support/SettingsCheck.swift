import Domain
import Profiles
import Screens

/// The check the program hands to the settings: the reader of office files.
enum SettingsCheck {
  @Sendable static func faults(_ profile: OfficeProfile) -> [SettingFault] {
    switch OfficeFile.read(Array(OfficeFile.write(profile).utf8)) {
    case .success: []
    case .failure(let faults): faults.list.map { SettingFault(field: $0.field, message: $0.message) }
    }
  }
}
