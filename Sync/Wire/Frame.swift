import Domain
import Journal

/// Which of the reader's cursors a frame moves.
public enum Stream: UInt8, Sendable, CaseIterable {
  /// From the office to the centre.
  case up = 0
  /// What is new in the office's feed.
  case news
  /// The feed's past, for a node that started from the state.
  case history
  /// What an office needs to open its doors, for a node that starts from nothing.
  case state
}

/// Consecutive events of one author.
public struct Run: Equatable, Sendable {
  public var author: UInt32
  public var first: UInt64
  public var entries: [Entry]
  /// The link before the first event, when the receiver may not hold it. Such a run is kept without being held against
  /// what stands before it.
  public var before: Digest?
  /// The first eight bytes of the link after the last event: both sides have computed the same chain.
  public var check: UInt64

  public init(author: UInt32, first: UInt64, entries: [Entry], before: Digest? = nil, check: UInt64) {
    self.author = author
    self.first = first
    self.entries = entries
    self.before = before
    self.check = check
  }

  public var last: UInt64 { first + UInt64(entries.count) - 1 }
}

/// What is committed at once: some events that can be verified, kept and acknowledged without what follows them.
public struct Frame: Equatable, Sendable {
  public var stream: Stream
  /// With this frame kept, the reader holds the feed through here. Nothing for frames going up.
  public var position: UInt64
  public var runs: [Run]

  public init(stream: Stream, position: UInt64 = 0, runs: [Run]) {
    self.stream = stream
    self.position = position
    self.runs = runs
  }

  public var entryCount: Int { runs.reduce(0) { $0 + $1.entries.count } }
}

extension Digest {
  /// The first eight bytes as one number: what a frame shows of a link.
  public var check: UInt64 { words[0].byteSwapped }
}

/// Why bytes from the line are not what they should be. Says where, never what they held.
public struct WireFault: Error, Equatable, Sendable {
  public enum Reason: String, Equatable, Sendable {
    case notOurs, truncated, tooLarge, unknownMark, unknownDictionary, badChecksum, badTag, badText, badNumber
    case tooManyRuns, emptyRun, badReference, leftOver, badCount, badSignature
  }
  public var reason: Reason
  public var position: Int

  public init(_ reason: Reason, at position: Int = 0) {
    self.reason = reason
    self.position = position
  }
}
