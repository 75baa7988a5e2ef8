import CFaultDisk
import Domain
import Node
import TestSupport

/// A disk that fails on request. Unchecked because the pointer never changes and the C side locks each call itself.
final class FaultyDisk: @unchecked Sendable {
  let pointer = faultdisk_create()
  deinit { faultdisk_destroy(pointer) }

  var name: String { String(cString: faultdisk_name(pointer)) }
  var calls: Int64 { faultdisk_calls(pointer) }
  var fired: Bool { faultdisk_fired(pointer) > 0 }
  var firedAt: String { String(cString: faultdisk_fired_at(pointer)) }
}

extension FaultDiskKind {
  static let all: [FaultDiskKind] = [.ioError, .diskFull, .outOfMemory]
}
