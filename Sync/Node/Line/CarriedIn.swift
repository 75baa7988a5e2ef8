import Domain
import Engine
import Journal
import Machine
import Squeeze
import Store
import Transport
import Wire

/// The centre's answer from a USB stick, kept frame by frame like one from the line.
struct CarriedIn {
  var reply: Reply
  var frames: ArraySlice<Frame>
  var events = 0
  /// Told when all is kept, with what could not be.
  var finish: (Int, Bilingual?) -> Void
}

extension OfficeLine {
  /// What an export is made from, off the node's thread.
  struct CarriedOut: Sendable {
    var plan: Plan
    var keys: LineKeys
    var folder: StoreFolder
    var now: Moment

    /// Writes the file, for the owner alone; returns the exchange it has to be answered under.
    func write(_ path: String) throws -> (exchange: [UInt8], events: Int, bytes: Int) {
      let source = StoredEvents(try folder.openForReading())
      let made = try Carried.call(plan, keys: keys, squeezer: Zstd.squeezer, source: source, at: now)
      try Files.replace(path, with: made.file, mode: 0o600)
      return (made.exchange, made.events, made.file.count)
    }
  }

  /// Everything the centre has not signed for, and where this office has read up to.
  func carriedOut() -> CarriedOut? {
    guard let keys, let identity = node.store.identity else { return nil }
    lookAtOwn()
    let memory = record.memory
    let signed = Marks(memory.marks)
    var call = Call()
    call.office = keys.office
    call.seat = keys.seat
    call.node = Int(identity.node)
    call.counter = memory.counter
    call.version = Node.version
    call.incarnation = memory.incarnation
    call.cursor = memory.cursor
    call.have = held.marks.list
    call.room = WireLimits.parcelBytesMax - (64 << 10)
    call.dictionaries = Zstd.squeezer.dictionaries.map(Int.init)
    call.parkedKnown = memory.parkedCount
    call.isCarried = true
    call.codes = codes.names.said
    let stretches = held.marks.nodes.filter { held.marks[$0] > signed[$0] }.map {
      Plan.Stretch(author: $0, from: signed[$0] + 1, through: held.marks[$0])
    }
    let plan = Plan(
      exchange: 0, call: call, stretches: stretches, eventsMax: .max, bytesMax: WireLimits.parcelBytesMax - (128 << 10),
      withheld: memory.withheld, dictionaries: Zstd.squeezer.dictionaries)
    return CarriedOut(plan: plan, keys: keys, folder: folder, now: node.reading.wall)
  }

  func noteCarried(_ exchange: [UInt8]) {
    record.carried.insert(Blob(exchange), at: 0)
    record.carried = Array(record.carried.prefix(LineRecord.carriedMax))
    save()
  }

  /// Begins taking in an answer; `finish` is told when every frame is durable.
  func takeIn(_ file: [UInt8], finish: @escaping (Int, Bilingual?) -> Void) {
    guard let keys else { return finish(0, Self.notEnrolled) }
    do {
      let answer = try Carried.answer(file, to: record.carried.map(\.bytes), keys: keys, squeezer: Zstd.squeezer)
      guard answer.reply.standing == .welcome else { return finish(0, answer.reply.standing.carriedText) }
      haltForCarried()
      if record.memory.incarnation != 0, answer.reply.incarnation != record.memory.incarnation {
        record.memory.cursor = record.memory.cursor.isReadingState ? .fresh : .again
        record.memory.marks = []
      }
      carriedIn = CarriedIn(reply: answer.reply, frames: answer.frames[...], finish: finish)
    } catch {
      finish(0, error.text)
    }
  }

  /// One frame a turn, like those of the line; behind the last the engine begins again with what is now known.
  func takeInCarried() {
    guard var carried = carriedIn else { return }
    if let frame = carried.frames.popFirst() {
      do {
        guard try keep(frame, record.memory.cursor.after(frame)) else {
          return end(carried, Carried.Fault.damaged.text)
        }
        carried.events += frame.entryCount
        carriedIn = carried
      } catch {
        end(carried, StoreTrouble.text(error))
      }
      return
    }
    learn(from: carried.reply)
    end(carried, nil)
  }

  private func learn(from reply: Reply) {
    var memory = record.memory
    memory.cursor = memory.cursor.after(reply)
    memory.incarnation = reply.incarnation
    var marks = Marks(memory.marks)
    for node in Marks(reply.marks).nodes { marks.raise(node, to: Marks(reply.marks)[node]) }
    memory.marks = marks.list
    memory.withheld.removeAll { marks[$0.node] >= $0.sequence }
    memory.isMidway = false
    (memory.parkedCount, memory.spare) = (reply.parkedCount, reply.spare == 0 ? memory.spare : reply.spare)
    if !reply.parked.isEmpty || reply.parkedCount == 0 { memory.parked = reply.parked }
    // An answer that was long on its way may be older than what came over the line.
    if let ring = keys?.node.codeKeys(in: reply.sealedCodes.bytes),
      ring.names.newest ?? 0 >= codes.names.newest ?? 0
    {
      takeCodes(reply.sealedCodes.bytes)
    }
    record.memory = memory
    record.lastWhole = reply.answeredAt
    save()
  }

  private func end(_ carried: CarriedIn, _ fault: Bilingual?) {
    carriedIn = nil
    restartEngine()
    carried.finish(carried.events, fault)
  }

  static let notEnrolled = Bilingual(
    "Komputer ini belum terdaftar di pusat. Minta kode, lalu: loket sync enrol URL KODE",
    "This PC is not enrolled at the centre. Ask for a code, then: loket sync enrol URL CODE")
}

extension Carried.Fault {
  /// For people.
  public var text: Bilingual {
    switch self {
    case .notOurs:
      Bilingual(
        "Berkas itu bukan kiriman loket; tidak ada yang diubah. Pakai berkas balasan yang ditulis pusat.",
        "That file is none of loket's; nothing was changed. Use the reply file that the centre wrote.")
    case .notForUs:
      Bilingual(
        "Berkas itu untuk kantor atau komputer lain, atau sudah berubah di jalan. Tidak ada yang diubah; salin lagi balasan pusat.",
        "That file is for another office or PC, or was changed on the way. Nothing was changed; copy the centre's reply again."
      )
    case .notAnAnswer:
      Bilingual(
        "Berkas itu bukan jawaban pusat atas kiriman dari komputer ini. Tidak ada yang diubah; buat kiriman: loket sync export "
          + "BERKAS",
        "That file is not the centre's answer to anything this PC has sent. Nothing was changed; make one to send: loket sync "
          + "export FILE")
    case .damaged:
      Bilingual(
        "Sebagian berkas itu rusak; yang sudah terbaca tersimpan. Buat lagi kirimannya.",
        "Part of that file is damaged; what could be read was kept. Make the parcel anew.")
    }
  }
}
