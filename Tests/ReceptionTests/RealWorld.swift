import CentralReception
import Domain
import Engine
import Journal
import LineDoubles
import Seal
import TestSupport
import Testing
import Wire

/// An office's engine and memory, enrolled at a real centre.
final class LineOffice {
  var seat: EnrolledSeat
  var kept: [EventID: Kept] = [:]
  var memory = Memory()
  var engine: SyncEngine
  var ring: Span?
  private var pen: Pen

  init(_ seat: EnrolledSeat) {
    self.seat = seat
    var terms = Terms(office: seat.office, seat: seat.seat, node: seat.node, version: "0.1.0", dictionaries: [1])
    terms.askOver = 8
    engine = SyncEngine(terms, memory: memory, have: [], seed: UInt64(seat.seat))
    pen = Pen(
      office: seat.office, node: seat.node, lastSequence: 0, lastTime: HybridTime(bits: 0), lastLink: .zero,
      digester: Seal.digester)
  }

  var have: [Mark] { kept.have }

  func write(_ visits: Int, at now: Moment) {
    for _ in 0..<visits {
      let id = pen.next
      let before = pen.lastLink
      let written = pen.write(
        [
          Draft(.visitOpened(VisitOpened { $0.service = "konsultasi" }), about: id, .visit),
          Draft(.noteTaken(NoteTaken { $0.note.question = "Inflasi" }), about: id, .visit),
        ], actor: .visitor, now: now, heads: { _, _ in [] }, salt: { Seal.randomNumber() })
      kept.note(written, after: before)
    }
  }
}

/// What the line does to one exchange: bytes that reach the centre, and whether the reply reaches the office.
struct LineWeather {
  var upMax: Int?
  var losesReply = false
}

/// Engines and a real centre, over bytes, in one task.
final class RealWorld {
  let folder: CentreFolder
  let centre: Centre
  var offices: [LineOffice] = []
  var uptime: Int64 = 0
  /// When whom has called.
  var talks: [(office: OfficeCode, at: Int64)] = []
  var dice: Dice

  init(_ engine: TestSupport.Engine, seed: Int) async throws {
    folder = try CentreFolder(engine)
    centre = try await folder.open()
    dice = Dice(seed: seed)
  }

  func after(_ span: Span) {
    uptime += span.milliseconds
    folder.after(span)
  }

  func tell(_ office: LineOffice, _ input: Input, _ weather: () -> LineWeather = { LineWeather() }) async throws {
    var steps: [LineStep] = [.input(input)]
    while !steps.isEmpty {
      var input: Input
      switch steps.removeFirst() {
      case .input(let next): input = next
      case .frame(let exchange, let frame):
        guard office.kept.take(frame, writer: office.seat.node) else {
          steps.removeAll { $0.isOf(exchange) }
          input = .ended(exchange: exchange, .unreadable)
          break
        }
        office.memory.cursor = office.engine.memory.cursor.after(frame)
        input = .kept(exchange: exchange, cursor: office.memory.cursor, have: office.have)
      }
      let now = OfficeClock.Reading(wall: folder.now, uptime: Span(milliseconds: uptime))
      for effect in office.engine.step(input, at: now) {
        switch effect {
        case .exchange(let plan): steps += try await talk(office, plan, weather())
        case .arm(let time): office.ring = time
        case .disarm: office.ring = nil
        case .remember(let memory): office.memory = memory
        case .takeIdentity: Issue.record("no disk was set back")
        case .takeCodes: break
        case .takeLinkKey: Issue.record("both have the same link key")
        case .tell: break
        case .abandon(let exchange): steps.removeAll { $0.isOf(exchange) }
        }
      }
    }
  }

  private func talk(_ office: LineOffice, _ plan: Plan, _ weather: LineWeather) async throws -> [LineStep] {
    talks.append((office.seat.office, uptime))
    var call = office.kept.probed(plan.call)
    call.exchange = Blob(Seal.randomBytes(16))
    // A held call ends at once in this world.
    call.wait = 0
    let (frames, count) = office.kept.frames(of: plan)
    let bytes = office.seat.parcel(call, frames)
    let arriving = weather.upMax.map { Array(bytes.prefix($0)) } ?? bytes
    let answer = await EnrolledSeat.send(arriving, to: centre, pieces: 700)
    let cut = [LineStep.input(.ended(exchange: plan.exchange, .cut(hasSent: count > 0)))]
    guard arriving.count == bytes.count, !weather.losesReply else { return cut }
    guard answer.status == 200, let heard = try office.seat.read(answer.body, to: call) else { return cut }
    return LineStep.heard(plan.exchange, heard.reply, heard.frames, .whole)
  }

  /// Rings whoever is due within the span.
  func pass(_ span: Span, _ weather: () -> LineWeather = { LineWeather() }) async throws {
    let end = uptime + span.milliseconds
    for _ in 0..<2_000 {
      guard let next = offices.filter({ $0.ring != nil }).min(by: { $0.ring! < $1.ring! }), let ring = next.ring,
        ring.milliseconds <= end
      else { break }
      after(Span(milliseconds: max(0, ring.milliseconds - uptime)))
      next.ring = nil
      try await tell(next, .rang, weather)
    }
    after(Span(milliseconds: max(0, end - uptime)))
  }

  func settle() async throws {
    for _ in 0..<2 {
      for office in offices { try await tell(office, .asked) }
      try await pass(.minutes(30))
    }
  }
}
