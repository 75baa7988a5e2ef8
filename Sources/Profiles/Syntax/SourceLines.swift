/// The lines of a file. Ends of line may be Unix's or Windows's; a byte order mark, as Windows editors leave one, is
/// passed over.
struct SourceLines {
  struct Line {
    var range: Range<Int>
    var state: State
  }
  enum State { case sound, tooLong, notText }

  let bytes: [UInt8]
  let lines: [Line]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var lines: [Line] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    bytes.withUnsafeBufferPointer { bytes in
      while start < bytes.count {
        var end = start
        var isPlain = true
        while end < bytes.count, bytes[end] != 0x0A {
          if bytes[end] >= 0x80 { isPlain = false }
          end += 1
        }
        let next = end + 1
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        let isText = isPlain || String(validating: bytes[start..<end], as: UTF8.self) != nil
        let state: State = end - start > FileLimits.lineBytesMax ? .tooLong : isText ? .sound : .notText
        lines.append(Line(range: start..<end, state: state))
        start = next
      }
    }
    self.lines = lines
  }
}
