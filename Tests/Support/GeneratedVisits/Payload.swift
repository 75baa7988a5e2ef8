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
    var (bytes, noise, folded, text) = (0, 0, 0, 0)
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
        let box = Box.pack(frame, squeezer, dictionaries: squeezer.dictionaries)
        bytes += Parcel.frame(box, index: index, key: Array(repeating: 1, count: 32), crypto).count
        guard let shape = Box.shape(box) else { continue }
        noise += shape.noise
        folded += shape.folded
        text += shape.text
      }
    }
    let personal = entries.filter { FactKind(rawValue: $0.event.kind)?.isPersonal == true }.count
    let visits = Double(office.visits)
    perVisit = Double(bytes) / visits
    salts = Double(personal * Event.saltLength) / visits
    self.noise = Double(noise) / visits - salts
    self.folded = Double(folded) / visits
    framing = perVisit - Double(noise) / visits - self.folded
    personalPerVisit = Double(personal) / visits
    eventsPerVisit = Double(entries.count) / visits
    self.text = Double(text) / visits
  }
}
