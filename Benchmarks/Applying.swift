import Desk
import Domain
import GeneratedVisits
import Glibc
import Journal
import Machine
import Node
import Seal
import Squeeze
import Store
import Transport
import Wire

/// How fast an office takes in what the centre has for it: opened, unfolded, held against the chain, kept with its cursor in
/// one durable transaction a frame, folded and shown.
enum Applying {
  static let row = Row(
    name: "apply", what: "apply of pulled events at the office, from signed bytes to durable rows",
    toReach: "≥ 50,000/s", measure: measure)

  private static let visits = 12_000

  private struct Unexpected: Error { var what: String }

  private static func measure(_ bench: Bench) throws -> Row.Outcome {
    let store = try bench.freshStore("apply", practising: false)
    let office = OfficeCode(8205)
    let (pair, centre, link) = (KeyPair.make(), KeyPair.make(), LinkKey.random())
    try LineKeys(office: office, seat: 1_001, node: pair, centre: centre.publicKey, link: link).save(store.lineKeys)
    try Files.replace(store.lineSettings, with: Array("centre = \"http://127.0.0.1:9\"\n".utf8), mode: 0o640)
    let opened = try store.open(Bench.surroundings(), practising: false)
    let desk = LocalDesk(opened.node, folder: store)
    defer { desk.close() }
    let journal = GeneratedOffice(
      visits: visits, seed: 1, office: office, node: 2, digester: Seal.digester)
    var (frames, builder, position): ([Frame], FrameBuilder, UInt64) = ([], FrameBuilder(.news), 0)
    for (event, link) in journal.entries {
      position += 1
      if let full = builder.add(Entry(event), link: link, position: position) { frames.append(full) }
    }
    if let last = builder.close() { frames.append(last) }
    var (applied, time, cpu, sent) = (0, 0.0, 0.0, 0)
    while sent < frames.count {
      let out = bench.folder + "/apply-\(sent).lktu"
      for name in [out, out + ".reply"] { Files.remove(name) }
      _ = try desk.maintain(.line(.export(path: out)), progress: { _ in })
      let call = try call(in: try Files.read(out, sizeMax: Carried.bytesMax), link)
      let answer = answer(call, frames[sent...], centre, link)
      sent += answer.frames
      try Files.replace(out + ".reply", with: answer.file, mode: 0o600)
      var report = MaintenanceReport()
      let busy = Self.cpu
      time += try Bench.time { report = try desk.maintain(.line(.takeIn(path: out + ".reply")), progress: { _ in }) }
      cpu += Self.cpu - busy
      guard report.findings.isEmpty else { throw Unexpected(what: report.findings[0]) }
      applied += report.events
    }
    withExtendedLifetime(opened.lock) {}
    guard applied == journal.entries.count else { throw Unexpected(what: "\(applied) of \(journal.entries.count)") }
    let rate = Double(applied) / time * 1e6
    return Row.Outcome(
      measured: "\(decimal(rate, 0))/s (\(applied) events in \(frames.count) transactions; "
        + "\(decimal(Double(applied) / cpu * 1e6, 0)) a second of processor time)", holds: rate >= 50_000)
  }

  /// What this thread has used of a processor, in microseconds.
  private static var cpu: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
  }

  /// The call in an exported file.
  private static func call(in file: [UInt8], _ link: LinkKey) throws -> Call {
    guard
      let parcel = CarriedFile(file)?.parcel(link: link.bytes, .sodium, { Seal.unlock($0, key: $1, beside: $2) })
    else { throw Unexpected(what: "the export") }
    var reader = ParcelReader(.sodium)
    try reader.append(parcel)
    guard case .head(.call, let unsealed, _)? = try reader.next() else { throw Unexpected(what: "the export") }
    return try Parcel.record(Call.self, in: unsealed)
  }

  /// A signed answer with as many frames as one parcel holds.
  private static func answer(
    _ call: Call, _ frames: ArraySlice<Frame>, _ centre: KeyPair, _ link: LinkKey
  ) -> (file: [UInt8], frames: Int) {
    var reply = Reply()
    (reply.exchange, reply.standing, reply.incarnation, reply.spare) = (call.exchange, .welcome, 77, 9)
    let head = Parcel.sealed(.reply, reply, Signer(publicKey: centre.publicKey) { centre.sign($0) })
    let key = Parcel.key(link: link.bytes, head: head, .sodium)
    var (bytes, count) = (head, 0)
    for frame in frames {
      let box = Box.pack(frame, Zstd.squeezer(dictionaries: [1], level: 3), dictionaries: [1], Seal.digester)
      let framed = Parcel.frame(box, index: count, key: key, .sodium)
      guard bytes.count + framed.count < WireLimits.parcelBytesMax - 1_024 else { break }
      bytes += framed
      count += 1
    }
    bytes += Parcel.end(count: count, key: key, .sodium)
    let file = CarriedFile.bytes(of: bytes, office: call.office, seat: call.seat, link: link.bytes, .sodium) {
      Seal.lock($0, key: $1, beside: $2)
    }
    return (file, count)
  }
}
