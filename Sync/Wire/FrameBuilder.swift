import Domain
import Journal

/// Cuts consecutive events into frames that are worth sending and cheap to lose.
public struct FrameBuilder {
  private var frame: Frame
  private var textBytes = 0
  private let stream: Stream
  private let textMax: Int

  /// `textMax` bytes of bodies make one frame; a single larger event makes one by itself.
  public init(_ stream: Stream, textMax: Int = WireLimits.textPerFrame) {
    self.stream = stream
    self.textMax = textMax
    frame = Frame(stream: stream, runs: [])
  }

  public var isEmpty: Bool { frame.runs.isEmpty }
  public var entryCount: Int { frame.entryCount }

  /// Adds an event with its link. `before` is given when the reader may not hold the event before it. Returns the frame
  /// that had to be closed first, if one was full.
  public mutating func add(_ entry: Entry, link: Digest, before: Digest? = nil, position: UInt64 = 0) -> Frame? {
    let size = Self.size(entry)
    let isFull =
      !isEmpty && (textBytes + size > textMax || entryCount >= WireLimits.entriesPerFrameMax / 2)
      || frame.runs.count >= WireLimits.runsPerFrameMax
    let full = isFull ? close() : nil
    let id = entry.header.id
    if let last = frame.runs.last, last.author == id.node, last.last + 1 == id.sequence {
      frame.runs[frame.runs.count - 1].entries.append(entry)
      frame.runs[frame.runs.count - 1].check = link.check
    } else {
      frame.runs.append(
        Run(author: id.node, first: id.sequence, entries: [entry], before: before, check: link.check))
    }
    frame.position = position
    textBytes += size
    return full
  }

  /// The frame begun, if any.
  public mutating func close() -> Frame? {
    guard !isEmpty else { return nil }
    defer {
      frame = Frame(stream: stream, runs: [])
      textBytes = 0
    }
    return frame
  }

  /// About what an event takes in the text of a frame.
  static func size(_ entry: Entry) -> Int {
    guard case .kept(let bytes) = entry.body else { return 44 }
    return bytes.count + 12
  }
}
