import Domain
import Journal
import LineDoubles
import Machine
import RecordWalks
import Seal
import Squeeze
import Testing

@testable import Wire

/// docs/sync.md shows bytes; these are they. `LOKET_WRITE_VECTORS=1` writes them into the document anew.
@Suite struct `The document of the line` {
  private static let mark = "<!-- vectors -->"
  private let path =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
    + "/docs/sync.md"

  private func document() throws -> String {
    String(decoding: try Files.read(path, sizeMax: 1 << 20), as: UTF8.self)
  }

  @Test func `its test vectors are what the code writes`() throws {
    let text = try document()
    let head = try #require(text.firstRange(of: Self.mark))
    let written = String(text[..<head.upperBound]) + "\n" + vectors
    if Environment.value("LOKET_WRITE_VECTORS") != nil {
      try Files.replace(path, with: Array(written.utf8), mode: 0o644)
    }
    #expect(try document() == written)
  }

  private func block(_ title: String, _ note: String, _ lines: [(String, [UInt8])]) -> String {
    var text = "\n**\(title).** \(note)\n```\n"
    for (name, bytes) in lines {
      let hex = hexText(bytes)
      var rest = hex[...]
      var label = name
      while !rest.isEmpty || label == name {
        text += label + String(repeating: " ", count: max(1, 14 - label.count)) + rest.prefix(96) + "\n"
        rest = rest.dropFirst(96)
        label = ""
        if rest.isEmpty { break }
      }
    }
    return text + "```\n"
  }

  /// Two visits' beginnings: a number, a guest with consent, and a body erased since.
  private var events: [(event: Event, link: Digest)] {
    var pen = Pen(
      office: OfficeCode(8205), node: 1, lastSequence: 41, lastTime: HybridTime(bits: 0), lastLink: .zero,
      digester: Seal.digester)
    let day = Day(year: 2026, month: 11, day: 20)!
    let now = Moment(milliseconds: 1_795_132_800_000)
    let opened = VisitOpened { ($0.day, $0.number, $0.service) = (day, QueueNumber("A007"), "konsultasi") }
    let guest = GuestProfiled { ($0.profile.name, $0.profile.phone) = ("Siti", "+628123") }
    let first = EventID(node: 1, sequence: 42)
    let second = EventID(node: 1, sequence: 43)
    func write(_ fact: Fact, _ subject: EventID, _ sort: SubjectKind, _ at: Moment) -> (event: Event, link: Digest) {
      pen.write(
        [Draft(fact, about: subject, sort)], actor: .visitor, now: at, heads: { id, _ in [id] },
        salt: { 0x0102_0304_0506_0708 })[0]
    }
    let later = now.advanced(by: .seconds(75))
    return [
      write(.visitOpened(opened), first, .visit, now), write(.guestRegistered(guest), second, .guest, later),
      write(.consentGiven(ConsentGiven { $0.version = 1 }), second, .guest, later),
      write(.guestLinked(GuestLinked { $0.guest = GuestID(second) }), first, .visit, later),
    ]
  }

  private var vectors: String {
    let pair = KeyPair(seed: counting(32))
    let linkKey = counting(32, from: 32)
    var builder = FrameBuilder(.up)
    for (event, link) in events { _ = builder.add(Entry(event), link: link) }
    let frame = builder.close()!
    let parts = FrameWriter.write(frame, Seal.digester)
    let box = Box.pack(frame, .none, dictionaries: [], Seal.digester)
    let made = Event.salt(after: counting(8, from: 1), for: EventID(node: 1, sequence: 46), Seal.digester)
    let salt = (0..<8).map { UInt8(truncatingIfNeeded: made >> UInt64(56 - 8 * $0)) }
    let head = Parcel.sealed(.call, ParcelTests.call, .of(pair))
    let key = Parcel.key(link: linkKey, head: head, .real)
    let code = EnrolCode(random: counting(13))!
    let enrol = EnrolCall {
      ($0.exchange, $0.office, $0.codeName) = (Blob(counting(16)), OfficeCode(8205), code.name)
      ($0.publicKey, $0.version) = (Blob(pair.publicKey), "0.1.0")
    }
    let keys = block(
      "Keys", "Node key from the seed 00…1f; link key 20…3f; one-time code from 00…0c: `\(code.text)`.",
      [("public key", pair.publicKey), ("code key", code.key(.real))])
    let chain = block(
      "Chain", "Events 1-42 to 1-45 of office 8205, after 32 zero bytes; the guest's salt is 01…08.",
      events.flatMap { event, link in
        [("header", event.header.bytes), ("body", bodyBytes(event)), ("link", link.bytes)]
      })
    let frames =
      block(
        "A frame", "These four events, going up, not folded.",
        [("text", parts.text), ("noise", parts.noise), ("box", box)])
      + block(
        "The same frame mixed", "With dictionary 1.",
        [("box", Box.pack(frame, Zstd.squeezer, dictionaries: [Squeezer.mixed | 1], Seal.digester))])
      + block("A salt", "Made from 01…08 for event 1-46.", [("salt", salt)])
    let parcel = block(
      "A call with that frame",
      "Exchange 00…0f, seat 4, node 1, counter 17, version 0.1.0, sentAt 1800000000000, have 1-42, room 65536, dictionary 1.",
      [
        ("head, sealed", head), ("frame key", key), ("frame 0", Parcel.frame(box, index: 0, key: key, .real)),
        ("end", Parcel.end(count: 1, key: key, .real)),
      ])
    let enrolment = block(
      "An enrol call", "Exchange 00…0f, version 0.1.0, tagged under the code.",
      [("enrol call", Parcel.sealed(.enrolCall, enrol, code: code, .real))])
    return keys + chain + frames + parcel + enrolment
  }

  private func bodyBytes(_ event: Event) -> [UInt8] {
    if case .kept(let bytes) = event.body { bytes } else { [] }
  }

  @Test func `it names every limit as the code has it`() throws {
    let text = try document()
    for row in [
      "| head | 64 KiB |", "| frame on the line, unfolded | 1 MiB, 4 MiB |",
      "| events, runs in a frame | 4,096, 1,024 |",
      "| mixed: text unfolded, events waiting | 256 KiB, 4,096 |", "| body | 1 MiB |", "| parcel | 2 MiB |",
      "| held open | 55 s |", "| parked listed | 64 |",
    ] { #expect(text.contains(row), "\(row)") }
    #expect(WireLimits.headBytesMax == 64 << 10 && WireLimits.frameBytesMax == 1 << 20)
    #expect(WireLimits.textBytesMax == 4 << 20 && WireLimits.entriesPerFrameMax == 4_096)
    #expect(WireLimits.mixedTextMax == 256 << 10 && WireLimits.mixedEventsMax == 4_096)
    #expect(WireLimits.runsPerFrameMax == 1_024 && WireLimits.bodyBytesMax == 1 << 20)
    #expect(WireLimits.parcelBytesMax == 2 << 20 && WireLimits.waitMax_ms == 55_000 && WireLimits.parkedListMax == 64)
  }

  @Test func `it lays out every kind as the code does`() throws {
    let text = try document()
    for kinds in Dictionary(grouping: Layout.table.keys, by: { Layout.table[$0] ?? "" }).values {
      let layout = Layout.table[kinds[0]] ?? ""
      let line =
        kinds.sorted().map(String.init).joined(separator: ", ") + (layout.isEmpty ? " nothing" : " `\(layout)`")
      #expect(text.contains(line), "\(line)")
    }
  }

  @Test func `its tables name every field of a call and of a reply, in order`() throws {
    let text = try document()
    for (record, title) in [(try Fields.of(Call()), "### Call"), (try Fields.of(Reply()), "### Reply")] {
      let start = try #require(text.firstRange(of: title)).upperBound
      let section = text[start...].prefix { $0 != "#" }
      let named = section.split(separator: "\n").filter { $0.hasPrefix("| ") }
        .compactMap { $0.split(separator: "|").first }.flatMap { $0.split(separator: ",") }
        .map { $0.trimming(" ") }.filter { $0 != "field" }
      #expect(named == record, "\(title)")
    }
  }
}

extension Substring {
  func trimming(_ letter: Character) -> String {
    var text = self
    while text.first == letter { text.removeFirst() }
    while text.last == letter { text.removeLast() }
    return String(text)
  }
}

/// The names of a record's fields.
private struct Fields: Passing {
  var names: [String] = []
  var depth = 0

  static func of<R: Record>(_ record: R) throws -> [String] {
    var (visitor, record) = (Fields(), record)
    try visitor.record(&record)
    return visitor.names
  }

  mutating func key(_ name: StaticString) { if depth == 1 { names.append("\(name)") } }
  mutating func record<R: Record>(_ value: inout R) throws {
    depth += 1
    defer { depth -= 1 }
    try value.fields(&self)
  }
}
