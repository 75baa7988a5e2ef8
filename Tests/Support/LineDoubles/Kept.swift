import Domain
import Engine
import Journal
import Seal
import Wire

/// An event with the links around it, as a store keeps it.
public struct Kept: Equatable {
  public var entry: Entry
  public var before: Digest
  public var link: Digest

  public init(entry: Entry, before: Digest, link: Digest) {
    self.entry = entry
    self.before = before
    self.link = link
  }
}

/// The events that a double of an office or of the centre has, by name.
extension [EventID: Kept] {
  /// Contiguous from the first.
  public var have: [Mark] {
    var marks = Marks()
    for id in keys.sorted() where id.sequence == marks[id.node] + 1 { marks[id.node] = id.sequence }
    return marks.list
  }

  /// The link of an author's event; that before the first is known to everybody.
  public func linkAt(_ author: UInt32, _ sequence: UInt64) -> Digest? {
    sequence == 0 ? .zero : self[EventID(node: author, sequence: sequence)]?.link
  }

  /// What is written, each event chained to the one before.
  public mutating func note(_ written: [(event: Event, link: Digest)], after before: Digest) {
    var before = before
    for (event, link) in written {
      self[event.id] = Kept(entry: Entry(event), before: before, link: link)
      before = link
    }
  }

  /// The call as it goes out: with the check of every link it asks about.
  public func probed(_ call: Call) -> Call {
    var call = call
    call.probes = call.probes.map { probe in
      let id = EventID(node: UInt32(probe.node), sequence: UInt64(probe.sequence))
      return Probe(id.node, id.sequence, check: self[id]?.link.check ?? 0)
    }
    return call
  }

  /// What a plan sends, and how many events that is.
  public func frames(of plan: Plan, textMax: Int = 300) -> (frames: [Frame], count: Int) {
    var builder = FrameBuilder(.up, textMax: textMax)
    var (frames, count): ([Frame], Int) = ([], 0)
    for stretch in plan.stretches {
      for sequence in stretch.from...stretch.through where count < plan.eventsMax {
        guard let kept = self[EventID(node: stretch.author, sequence: sequence)] else { break }
        if let full = builder.add(kept.entry, link: kept.link) { frames.append(full) }
        count += 1
      }
    }
    if let last = builder.close() { frames.append(last) }
    return (frames, count)
  }

  /// Takes in what the office's end of the line accepts of a frame; `false` when it accepts none of it.
  public mutating func take(_ frame: Frame, writer: UInt32) -> Bool {
    let marks = Marks(have)
    let held = { [self] (author: UInt32) in
      Standpoint(sequence: marks[author], link: linkAt(author, marks[author]) ?? .zero)
    }
    guard let taken = Intake.judge(frame, writer: writer, held: held, linkAt: linkAt, Seal.digester) else {
      return false
    }
    let loose = [EventID: Digest](
      frame.runs.compactMap { run in run.before.map { (EventID(node: run.author, sequence: run.first), $0) } }
    ) { first, _ in first }
    for event in taken {
      let id = event.entry.header.id
      self[id] = Kept(
        entry: event.entry, before: loose[id] ?? linkAt(id.node, id.sequence - 1) ?? .zero, link: event.link)
    }
    return true
  }
}
