import Domain
import Machine
import Profiles

/// National holidays as installed in the office's folder. A missing or damaged file closes nobody out: the office then
/// knows its weekly hours and its own closures only.
public enum HolidayStore {
  public static func holidays(_ folder: StoreFolder) -> [Holiday] {
    guard let bytes = try? Files.read(folder.holidays, sizeMax: FileLimits.bytesMax),
      case .success(let file) = HolidayFile.read(bytes)
    else { return [] }
    return file.holidays
  }
}
