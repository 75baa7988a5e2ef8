import Domain
import Journal
import Wire

/// What visits weigh on the line, and what the bytes are.
public struct Payload {
  /// Bytes of frames as they stand on the line, marks, checksums and tags included, per visit.
  public var perVisit: Double
  /// Of these: random bytes in front of personal bodies, milliseconds and hashes, text folded, and framing.
  public var salts: Double
  public var noise: Double
  public var folded: Double
  public var framing: Double
  public var personalPerVisit: Double
  public var eventsPerVisit: Double
  /// The text before folding.
  public var text: Double

  /// A journal of visits cut into requests of about `batch` visits each.
  public init(_ office: GeneratedOffice, batch: Int, _ squeezer: Squeezer, _ crypto: Crypto) {
    let entries = office.entries.dropFirst(6)
    let size = entries.count * batch / office.visits
    var (bytes, noise, folded, text, saltBits) = (0, 0, 0, 0, 0)
    var start = entries.startIndex
    while start < entries.endIndex {
      let slice = entries[start..<min(start + size, entries.endIndex)]
      start += size
      var builder = FrameBuilder(.up)
      var frames: [Frame] = []
      for entry in slice {
        if let full = builder.add(Entry(entry.event), link: entry.link) { frames.append(full) }
      }
      if let last = builder.close() { frames.append(last) }
      for (index, frame) in frames.enumerated() {
        let box = Box.pack(frame, squeezer, dictionaries: squeezer.dictionaries, crypto.digester)
        bytes += Parcel.frame(box, index: index, key: Array(repeating: 1, count: 32), crypto).count
        saltBits += Self.saltBits(frame, crypto.digester)
        guard let shape = Box.shape(box) else { continue }
        noise += shape.noise
        folded += shape.folded
        text += shape.text
      }
    }
    let personal = entries.filter { FactKind(rawValue: $0.event.kind)?.isPersonal == true }.count
    let visits = Double(office.visits)
    perVisit = Double(bytes) / visits
    salts = Double(saltBits) / 8 / visits
    self.noise = Double(noise) / visits - salts
    self.folded = Double(folded) / visits
    framing = perVisit - Double(noise) / visits - self.folded
    personalPerVisit = Double(personal) / visits
    eventsPerVisit = Double(entries.count) / visits
    self.text = Double(text) / visits
  }

  /// What the salts of a frame take: 64 bits for the first of a subject, one for those made from it.
  private static func saltBits(_ frame: Frame, _ digester: Digester) -> Int {
    var last: [EventID: [UInt8]] = [:]
    var bits = 0
    for entry in frame.runs.flatMap(\.entries) {
      guard FactKind(rawValue: entry.header.kind)?.isPersonal == true, case .kept(let body) = entry.body else {
        continue
      }
      let salt = Array(body.prefix(Event.saltLength))
      let made = last[entry.header.subject].map { Event.salt(after: $0, for: entry.header.id, digester) }
      bits += made.map { $0 == salt.reduce(0) { $0 << 8 | UInt64($1) } ? 1 : 65 } ?? 64
      last[entry.header.subject] = salt
    }
    return bits
  }
}
