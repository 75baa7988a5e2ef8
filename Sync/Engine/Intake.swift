import Domain
import Journal
import Wire

/// What stands behind a mark: an author's last event here, and its link.
public struct Standpoint: Equatable, Sendable {
  public var sequence: UInt64
  public var link: Digest

  public init(sequence: UInt64 = 0, link: Digest = .zero) {
    self.sequence = sequence
    self.link = link
  }
}

/// One event judged sound by its chain.
public struct Taken: Equatable, Sendable {
  public var entry: Entry
  public var link: Digest
  /// Set aside instead of entered; its sequence is acknowledged all the same.
  public var parked: ParkReason?

  public init(entry: Entry, link: Digest, parked: ParkReason? = nil) {
    self.entry = entry
    self.link = link
    self.parked = parked
  }
}

/// What to do with a run of events that came. The same rules at the centre and at the office.
public enum Verdict: Equatable, Sendable {
  /// Enter these, in one transaction, before anything acknowledges them.
  case commit([Taken])
  case alreadyHave
  /// Something before it is missing: ask from here on. Nothing is entered.
  case gap(from: UInt64)
  /// The same sequences, another history: nothing is entered, both are kept where they are.
  case fork(at: UInt64)
}

/// The pure rules of taking in.
public enum Intake {
  /// Judges a run by what is held of its author. `linkAt` gives the link of an event held here; it is asked only where
  /// the run reaches back.
  public static func judge(
    _ run: Run, held: Standpoint, linkAt: (UInt64) -> Digest?, _ digester: Digester
  ) -> Verdict {
    if let before = run.before { return loose(run, after: before, digester) }
    guard run.first <= held.sequence + 1 else { return .gap(from: held.sequence + 1) }
    let start: Digest?
    switch run.first {
    case held.sequence + 1: start = held.link
    case 1: start = .zero
    default: start = linkAt(run.first - 1)
    }
    guard let start else { return .gap(from: held.sequence + 1) }
    var link = start
    var new: [Taken] = []
    for entry in run.entries {
      link = entry.link(after: link, digester)
      let sequence = entry.header.id.sequence
      if sequence == held.sequence, link != held.link { return .fork(at: run.first) }
      if sequence > held.sequence { new.append(Taken(entry: entry, link: link, parked: reason(of: entry))) }
    }
    guard link.check == run.check else { return .fork(at: run.first) }
    guard new.isEmpty else { return .commit(new) }
    return linkAt(run.last) == link ? .alreadyHave : .fork(at: run.first)
  }

  /// What an office does with a frame of a reply: enter all of it, or, if `nil`, nothing: it does not go on from what is
  /// held here, so neither it nor the cursor after it may be kept, and the exchange ends as `unreadable`. Loose events
  /// held already are left out. Events of the identity this node itself writes under are a restored disk's: never entered
  /// before it has taken another.
  public static func judge(
    _ frame: Frame, writer: UInt32, held: (UInt32) -> Standpoint, linkAt: (UInt32, UInt64) -> Digest?,
    _ digester: Digester
  ) -> [Taken]? {
    var new: [Taken] = []
    // An author may have several runs in a frame, each going on from the one before.
    var reached: [UInt32: Standpoint] = [:]
    for run in frame.runs {
      guard run.author != writer else {
        // Its own events, unchanged: a node that reads the state once more meets them there.
        guard isHeld(run, linkAt: linkAt, digester) else { return nil }
        continue
      }
      switch judge(run, held: reached[run.author] ?? held(run.author), linkAt: { linkAt(run.author, $0) }, digester) {
      case .commit(let taken):
        for event in taken {
          let known = linkAt(run.author, event.entry.header.id.sequence)
          guard known == nil || known == event.link else { return nil }
          if known == nil { new.append(event) }
        }
        guard run.before == nil, let last = taken.last else { continue }
        reached[run.author] = Standpoint(sequence: last.entry.header.id.sequence, link: last.link)
      case .alreadyHave: continue
      case .gap, .fork: return nil
      }
    }
    return new
  }

  private static func isHeld(_ run: Run, linkAt: (UInt32, UInt64) -> Digest?, _ digester: Digester) -> Bool {
    guard var link = run.before ?? linkAt(run.author, run.first - 1) else { return false }
    return run.entries.allSatisfy { entry in
      link = entry.link(after: link, digester)
      return linkAt(run.author, entry.header.id.sequence) == link
    }
  }

  /// A run whose chain stands elsewhere: believed for what it says of itself.
  private static func loose(_ run: Run, after before: Digest, _ digester: Digester) -> Verdict {
    var link = before
    var new: [Taken] = []
    for entry in run.entries {
      link = entry.link(after: link, digester)
      new.append(Taken(entry: entry, link: link, parked: reason(of: entry)))
    }
    return link.check == run.check ? .commit(new) : .fork(at: run.first)
  }

  /// Why an event cannot be entered as it is. Unknown facts of known sorts can: they are kept and passed on.
  public static func reason(of entry: Entry) -> ParkReason? {
    if case .withheld = entry.body { return .tooLarge }
    guard let event = entry.event else { return .unknown }
    if let kind = FactKind(rawValue: event.kind), let opens = kind.opens {
      if event.subject == event.id, opens != event.sort { return .misplaced }
    }
    return nil
  }
}
