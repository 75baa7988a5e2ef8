import Machine

/// Reads past damage in a write-ahead log.
///
/// SQLite stops at the first frame whose checksum is wrong and forgets all that follow, though only one page is damaged.
/// Each checksum builds on the one before, so a copy in which all are computed again shows every page there is; what the
/// damaged one held is then found by the chain of events, like any other damage.
enum LogMending {
  private static let headerSize = 32
  private static let frameHeaderSize = 24

  /// The log with its checksums made to fit; `nil` when it is no log, or nothing in it needs mending.
  static func mended(_ log: [UInt8]) -> [UInt8]? {
    guard log.count > headerSize + frameHeaderSize else { return nil }
    var log = log
    // Two of the last bit's values name the byte order of the checksums; nothing else in the header may vary.
    let isBigEndian = log[3] & 1 == 1
    log.replaceSubrange(0..<4, with: [0x37, 0x7F, 0x06, isBigEndian ? 0x83 : 0x82])
    log.replaceSubrange(4..<8, with: [0x00, 0x2D, 0xE2, 0x18])
    log.replaceSubrange(8..<12, with: [0x00, 0x00, 0x10, 0x00])
    let frameSize = frameHeaderSize + 4096
    // Frames of this log carry its salt; older ones behind them do not. The header's own may be the damaged one.
    let firstFrame = Array(log[headerSize + 8..<headerSize + 16])
    let secondAt = headerSize + frameSize
    if log.count >= secondAt + frameSize, Array(log[secondAt + 8..<secondAt + 16]) == firstFrame {
      log.replaceSubrange(16..<24, with: firstFrame)
    }
    let salt = Array(log[16..<24])
    var sum = checksum(log[0..<24], (0, 0), isBigEndian)
    var changed = put(sum, at: 24, &log)
    var at = headerSize
    var misfits = 0
    while at + frameSize <= log.count {
      if Array(log[at + 8..<at + 16]) != salt {
        // One frame's salt may be the damaged byte; two in a row are another log's.
        let next = at + frameSize
        guard misfits == 0, next + frameSize <= log.count, Array(log[next + 8..<next + 16]) == salt else { break }
        misfits += 1
        log.replaceSubrange(at + 8..<at + 16, with: salt)
      } else {
        misfits = 0
      }
      sum = checksum(log[at..<at + 8], sum, isBigEndian)
      sum = checksum(log[at + frameHeaderSize..<at + frameSize], sum, isBigEndian)
      if put(sum, at: at + 16, &log) { changed = true }
      at += frameSize
    }
    return changed ? log : nil
  }

  private static func put(_ sum: (UInt32, UInt32), at offset: Int, _ log: inout [UInt8]) -> Bool {
    let bytes = [sum.0, sum.1].flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(24 - $0 * 8)) }
    }
    guard Array(log[offset..<offset + 8]) != bytes else { return false }
    log.replaceSubrange(offset..<offset + 8, with: bytes)
    return true
  }

  private static func checksum(_ bytes: ArraySlice<UInt8>, _ from: (UInt32, UInt32), _ isBigEndian: Bool) -> (
    UInt32, UInt32
  ) {
    var (first, second) = from
    bytes.withUnsafeBytes { raw in
      for at in stride(from: 0, to: raw.count - 7, by: 8) {
        let a = raw.loadUnaligned(fromByteOffset: at, as: UInt32.self)
        let b = raw.loadUnaligned(fromByteOffset: at + 4, as: UInt32.self)
        first = first &+ (isBigEndian ? a.bigEndian : a.littleEndian) &+ second
        second = second &+ (isBigEndian ? b.bigEndian : b.littleEndian) &+ first
      }
    }
    return (first, second)
  }
}
