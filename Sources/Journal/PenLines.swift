import Domain

/// Where a pen goes on writing about a subject without anybody else in between, and the last salt it used there.
///
/// Facts of one line are erased together: each has seen the one before and nothing but it, so an erasure that reaches
/// one reaches all, and one that a fact had seen all had seen. The line ends where another author wrote in between or words were
/// erased. Forgotten lines only cost a random salt more.
struct PenLines: Sendable {
  private struct Line: Sendable {
    var subject: EventID
    var last: EventID
    var salt: UInt64
  }

  /// More visits than are open at once in the fullest office.
  static let linesMax = 128
  /// The line used last is the last.
  private var lines: [Line] = []

  /// What stands before the body: random where a line of personal facts begins, from the one before where it goes on, 0
  /// for a fact that is nobody's own.
  mutating func salt(
    of kind: FactKind, _ id: EventID, on subject: EventID, after: [EventID], _ digester: Digester, random: () -> UInt64
  ) -> UInt64 {
    let place = lines.firstIndex { $0.subject == subject }
    let line = place.map { lines[$0] }.flatMap { after == [$0.last] && kind != .wordsErased ? $0 : nil }
    guard kind.isPersonal else {
      if let place {
        if line == nil { lines.remove(at: place) } else { lines[place].last = id }
      }
      return 0
    }
    let salt = line.map { Event.salt(after: $0.salt.bigEndianBytes, for: id, digester) } ?? random()
    if let place { lines.remove(at: place) } else if lines.count >= Self.linesMax { lines.removeFirst() }
    lines.append(Line(subject: subject, last: id, salt: salt))
    return salt
  }
}

extension UInt64 {
  /// As a salt stands in front of a body.
  fileprivate var bigEndianBytes: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: self >> UInt64(56 - 8 * $0)) } }
}
