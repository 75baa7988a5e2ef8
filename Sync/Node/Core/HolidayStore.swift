import Domain
import Machine
import Profiles

/// National holidays as installed in the office's folder. A missing or damaged file closes nobody out: the office then
/// knows its weekly hours and its own closures only.
public enum HolidayStore {
  public static func holidays(_ folder: StoreFolder) -> [Holiday] {
    bytes(folder).flatMap(read) ?? []
  }

  /// The file as it lies there, to see cheaply whether it is another one.
  static func bytes(_ folder: StoreFolder) -> [UInt8]? {
    try? Files.read(folder.holidays, sizeMax: FileLimits.bytesMax)
  }

  /// `nil` for a file that cannot be read: whoever knows holidays keeps them.
  static func read(_ bytes: [UInt8]) -> [Holiday]? {
    guard case .success(let file) = HolidayFile.read(bytes) else { return nil }
    return file.holidays
  }
}
