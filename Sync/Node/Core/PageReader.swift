import SQL

/// Rows of a database file whose schema or trees can no longer be followed, read off its pages one by one.
///
/// Knows of SQLite's file format only what a row needs: where a page lists its cells and how a record is written. What
/// it hands out is a claim; whoever takes it checks it against the chain or the row's mark.
struct PageReader {
  static let pageSize = 4096
  private var image: [UInt8]

  /// The file, with the pages that the log has committed since in their places.
  init(_ database: [UInt8], log: [UInt8]?) {
    image = database
    if let log { overlay(log) }
    let rest = image.count % Self.pageSize
    if rest > 0 { image += Array(repeating: 0, count: Self.pageSize - rest) }
  }

  private mutating func overlay(_ log: [UInt8]) {
    let header = 32
    let frame = 24
    guard log.count >= header else { return }
    let salt = log[16..<24]
    var waiting: [(page: Int, at: Int)] = []
    var at = header
    while at + frame + Self.pageSize <= log.count, log[at + 8..<at + 16].elementsEqual(salt) {
      let page = Int(Self.big(log[at..<at + 4]))
      if page > 0, page < 1 << 20 { waiting.append((page, at + frame)) }
      if Self.big(log[at + 4..<at + 8]) > 0 {
        for (page, from) in waiting { put(log[from..<from + Self.pageSize], page) }
        waiting = []
      }
      at += frame + Self.pageSize
    }
  }

  private mutating func put(_ bytes: ArraySlice<UInt8>, _ page: Int) {
    let end = page * Self.pageSize
    if image.count < end { image += Array(repeating: 0, count: end - image.count) }
    image.replaceSubrange(end - Self.pageSize..<end, with: bytes)
  }

  private static func big(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }

  /// Every row of every page that can be read, in no order.
  func eachRow(_ take: ([SQLValue]) throws -> Void) rethrows {
    for page in 0..<image.count / Self.pageSize {
      for cell in cells(page) {
        if let payload = payload(cell.at, cell.hasRowID), let row = Self.record(payload) { try take(row) }
      }
    }
  }

  private static let interiorIndex: UInt8 = 0x02
  private static let leafIndex: UInt8 = 0x0A
  private static let leafTable: UInt8 = 0x0D

  private func cells(_ page: Int) -> [(at: Int, hasRowID: Bool)] {
    let start = page * Self.pageSize
    let header = start + (page == 0 ? 100 : 0)
    let type = image[header]
    guard [Self.interiorIndex, Self.leafIndex, Self.leafTable].contains(type) else { return [] }
    let list = header + (type == Self.interiorIndex ? 12 : 8)
    let count = Int(Self.big(image[header + 3..<header + 5]))
    guard list + count * 2 <= start + Self.pageSize else { return [] }
    return (0..<count).compactMap { index in
      let offset = Int(Self.big(image[list + index * 2..<list + index * 2 + 2]))
      guard offset >= list + count * 2 - start, offset < Self.pageSize else { return nil }
      return (start + offset + (type == Self.interiorIndex ? 4 : 0), type == Self.leafTable)
    }
  }

  /// A cell's record, put together from the pages it runs over into.
  private func payload(_ cell: Int, _ hasRowID: Bool) -> [UInt8]? {
    var at = cell
    guard let size = Self.varint(image[...], &at).map({ Int(clamping: $0) }), size > 0, size <= image.count else {
      return nil
    }
    if hasRowID, Self.varint(image[...], &at) == nil { return nil }
    let usable = Self.pageSize
    let most = hasRowID ? usable - 35 : (usable - 12) * 64 / 255 - 23
    var here = size
    if size > most {
      let least = (usable - 12) * 32 / 255 - 23
      let fit = least + (size - least) % (usable - 4)
      here = fit <= most ? fit : least
    }
    let pageEnd = (cell / usable + 1) * usable
    guard at + here + (here < size ? 4 : 0) <= pageEnd else { return nil }
    var bytes = Array(image[at..<at + here])
    var next = here < size ? Int(Self.big(image[at + here..<at + here + 4])) : 0
    while bytes.count < size {
      guard next > 0, next * usable <= image.count else { return nil }
      let start = (next - 1) * usable
      let taken = min(size - bytes.count, usable - 4)
      bytes += image[start + 4..<start + 4 + taken]
      next = Int(Self.big(image[start..<start + 4]))
    }
    return bytes
  }

  private static func varint(_ bytes: ArraySlice<UInt8>, _ at: inout Int) -> UInt64? {
    var value: UInt64 = 0
    for index in 0..<9 {
      guard at < bytes.endIndex else { return nil }
      let byte = bytes[at]
      at += 1
      if index == 8 { return value << 8 | UInt64(byte) }
      value = value << 7 | UInt64(byte & 0x7F)
      if byte < 0x80 { return value }
    }
    return nil
  }

  private static func record(_ bytes: [UInt8]) -> [SQLValue]? {
    var at = 0
    guard let headerSize = varint(bytes[...], &at), headerSize <= UInt64(bytes.count) else { return nil }
    let header = bytes[..<Int(headerSize)]
    var body = Int(headerSize)
    var values: [SQLValue] = []
    while at < header.endIndex {
      guard let serial = varint(header, &at), let size = size(serial), body + size <= bytes.count else { return nil }
      values.append(value(serial, bytes[body..<body + size]))
      body += size
    }
    return body == bytes.count ? values : nil
  }

  private static func size(_ serial: UInt64) -> Int? {
    switch serial {
    case 0, 8, 9: 0
    case 1...4: Int(serial)
    case 5: 6
    case 6: 8
    case 12...: Int(clamping: (serial - 12) / 2) < 1 << 24 ? Int((serial - 12) / 2) : nil
    default: nil
    }
  }

  private static func value(_ serial: UInt64, _ bytes: ArraySlice<UInt8>) -> SQLValue {
    switch serial {
    case 0: return .null
    case 8: return .integer(Int64(0))
    case 9: return .integer(Int64(1))
    case 1...6:
      let missing = UInt64((8 - bytes.count) * 8)
      return .integer(Int64(bitPattern: big(bytes) << missing) >> Int64(missing))
    default: return serial % 2 == 0 ? .blob(Array(bytes)) : .text(String(decoding: bytes, as: UTF8.self))
    }
  }
}
