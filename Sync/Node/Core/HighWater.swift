import Domain
import JSON
import Journal
import Machine
import Seal
import Store

/// The last thing this store has told anybody, in a file of its own.
///
/// A flipped bit in the write-ahead log makes SQLite forget every transaction from there on, and a store that was
/// deleted, truncated or replaced by an old copy is sound in itself. Only a witness outside it can say that numbers
/// were given since. Written after every turn before it is answered, without waiting for the disk: after a power cut it
/// may be older than the store, which is no loss, never newer.
struct HighWater: Equatable {
  var last: EventID
  var link: Digest
  var office: OfficeCode
  var day: Day?
  /// The highest number of each series and share on that day.
  var numbers: [QueueNumber]

  /// One size, so that a shorter text leaves nothing of a longer one.
  private static let size = 512

  private static func seal(_ text: [UInt8]) -> String { hexText(Seal.digester.digest(text).bytes.prefix(8)) }

  /// Put together as bytes: somebody waits for their answer meanwhile.
  var bytes: [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(HighWater.size)
    for word in [office.word, last.description, link.description, day?.description ?? "-"] {
      if !line.isEmpty { line.append(UInt8(ascii: " ")) }
      line.append(contentsOf: word.utf8)
    }
    for number in numbers {
      line.append(UInt8(ascii: " "))
      number.write(to: &line)
    }
    let seal = HighWater.seal(line)
    line.append(UInt8(ascii: " "))
    line.append(contentsOf: seal.utf8)
    line.append(UInt8(ascii: "\n"))
    line.append(contentsOf: repeatElement(UInt8(ascii: " "), count: max(0, HighWater.size - line.count)))
    return line
  }

  /// `nil` when there is none, or it cannot be believed.
  init?(_ bytes: [UInt8]) {
    let line = String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
    let words = line.split(separator: " ").map(String.init)
    guard words.count >= 5, words.last == HighWater.seal(Array(words.dropLast().joined(separator: " ").utf8)),
      let office = OfficeCode(word: words[0]), let last = EventID(words[1]),
      let link = hexBytes(words[2]).flatMap(Digest.init)
    else { return nil }
    self.init(
      last: last, link: link, office: office, day: Day(word: words[3]),
      numbers: words.dropFirst(4).dropLast().compactMap { QueueNumber($0) })
  }

  init(last: EventID, link: Digest, office: OfficeCode, day: Day?, numbers: [QueueNumber]) {
    (self.last, self.link, self.office, self.day, self.numbers) = (last, link, office, day, numbers)
  }

  static func read(_ folder: StoreFolder) -> HighWater? {
    guard let bytes = try? Files.read(folder.highWater, sizeMax: 4096) else { return nil }
    return HighWater(bytes)
  }

  /// Whether the store ends before what was told.
  func isAhead(of store: Store) throws -> Bool {
    guard let identity = store.identity else { return true }
    guard identity.office == office, identity.node <= last.node else { return false }
    guard identity.node == last.node else { return true }
    return try store.newest(node: last.node)?.event.id.sequence ?? 0 < last.sequence
  }
}

extension Node {
  /// Where the store and its numbering stand now.
  var highWater: HighWater? {
    guard let identity = store.identity, let pen, pen.lastSequence > 0 else { return nil }
    return HighWater(
      last: EventID(node: identity.node, sequence: pen.lastSequence), link: pen.lastLink, office: identity.office,
      day: hall.day?.day, numbers: hall.lastNumbers)
  }

  /// The witness failing is no reason to refuse anybody.
  func noteHighWater() {
    guard let slate, let highWater else { return }
    try? slate.write(highWater.bytes)
  }
}
