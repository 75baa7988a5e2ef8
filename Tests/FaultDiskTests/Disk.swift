import CFaultDisk
import Foundation

/// One fault disk with a folder of its own, both gone when the test lets go.
/// Unchecked because the pointer never changes and the C side locks each call itself.
final class Disk: @unchecked Sendable {
  let pointer = faultdisk_create()
  private let folder = FileManager.default.temporaryDirectory.appending(path: "loket-faults-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  deinit {
    faultdisk_destroy(pointer)
    try? FileManager.default.removeItem(at: folder)
  }

  var name: String { String(cString: faultdisk_name(pointer)) }
  var calls: Int64 { faultdisk_calls(pointer) }
  var writes: Int64 { faultdisk_writes(pointer) }
  var fired: Bool { faultdisk_fired(pointer) > 0 }
  var firedAt: String { String(cString: faultdisk_fired_at(pointer)) }

  func path(_ file: String) -> String { folder.appending(path: file).path }
  func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: path(file)) }
  func cut(seed: UInt64, _ cut: FaultDiskCut) { faultdisk_power_cut(pointer, seed, cut) }
}
