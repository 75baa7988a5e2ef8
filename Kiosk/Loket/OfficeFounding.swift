import Domain
import Machine
import Node
import Profiles
import Screens

/// What setting up an office takes from files, for the verb and for the guided pages alike.
enum OfficeFounding {
  /// A profile file, or what is wrong with it by line and field. Throws where it cannot be read at all.
  static func read(_ path: String) throws -> Result<OfficeProfile, ProfileFaults> {
    OfficeFile.read(try Files.read(path, sizeMax: FileLimits.bytesMax))
  }

  /// A profile taken from the shipped folder brings the holiday file lying next to it.
  static func holidaysBeside(_ path: String) -> String? {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    return Files.list(folder).last { $0.hasPrefix("holidays-") && $0.hasSuffix(".toml") }.map { folder + "/" + $0 }
  }

  /// Puts national holidays where the node finds them; what is wrong with the file, if anything is.
  static func installHolidays(_ path: String, _ folder: StoreFolder) throws -> ProfileFaults? {
    let bytes = try Files.read(path, sizeMax: FileLimits.bytesMax)
    if case .failure(let faults) = HolidayFile.read(bytes) { return faults }
    try Files.replace(folder.holidays, with: bytes, mode: 0o640)
    return nil
  }

  /// The folder of profiles that came with the program: beside it, above it in a checkout, or where packages put it.
  private static var shippedFolders: [String] {
    var folders = [Environment.beside("../share/loket/Offices"), "Offices"]
    var above = Environment.beside("")
    for _ in 0..<5 {
      folders.append(above + "Offices")
      above += "../"
    }
    return folders
  }

  private static func shipped() -> [FoundingTools.Source] {
    for folder in shippedFolders {
      let found = Files.list(folder).filter { $0.hasSuffix(".toml") && !$0.hasPrefix("holidays-") }.sorted()
        .compactMap { name -> FoundingTools.Source? in
          let path = folder + "/" + name
          guard case .success(let profile)? = try? read(path) else { return nil }
          return FoundingTools.Source(path: path, profile: profile)
        }
      if !found.isEmpty { return found }
    }
    return []
  }

  /// USB printers, then serial lines, which may be printers.
  private static func printers() -> [String] {
    let usb = Files.list("/dev/usb").filter { $0.hasPrefix("lp") }.map { "/dev/usb/" + $0 }
    let serial = Files.list("/dev").filter { $0.hasPrefix("ttyUSB") || $0.hasPrefix("ttyACM") }.map { "/dev/" + $0 }
    return Array((usb.sorted() + serial.sorted()).prefix(6))
  }

  private static func source(_ path: String) -> Result<FoundingTools.Source, FoundingTools.Unusable> {
    do {
      switch try read(path) {
      case .success(let profile): return .success(FoundingTools.Source(path: path, profile: profile))
      case .failure(let faults): return .failure(FoundingTools.Unusable(first(faults)))
      }
    } catch {
      return .failure(
        FoundingTools.Unusable(
          Bilingual.refused("Berkas itu tidak dapat dibaca", "That file cannot be read", error)))
    }
  }

  private static func first(_ faults: ProfileFaults) -> Bilingual {
    guard let fault = faults.list.first else { return Bilingual("", "") }
    return Bilingual(fault.text(.indonesian), fault.text(.english))
  }

  private static func holidays(
    for source: FoundingTools.Source, _ folder: StoreFolder
  ) -> Result<Void, FoundingTools.Unusable>? {
    guard let path = holidaysBeside(source.path) else { return nil }
    do {
      return try installHolidays(path, folder).map { .failure(FoundingTools.Unusable(first($0))) } ?? .success(())
    } catch {
      // loketd's folder is its own: whoever owns it puts the file there.
      return .failure(
        FoundingTools.Unusable(
          Bilingual("sudo -u loket loket office holidays \(path)", "sudo -u loket loket office holidays \(path)")))
    }
  }

  /// What the guided pages need of this computer. `own` is the office that a practice is to be like, as a file.
  static func tools(_ folder: StoreFolder, own: String? = nil) -> FoundingTools {
    FoundingTools(
      offices: { (own.flatMap { try? source($0).get() }.map { [$0] } ?? []) + shipped() }, read: source,
      printers: printers, installHolidays: { holidays(for: $0, folder) },
      check: SettingsCheck.faults)
  }
}
