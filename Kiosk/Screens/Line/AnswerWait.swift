/// Keeps the picture of a press back for a moment: a node answers sooner than anybody sees, and then its answer is the one frame there is.
public struct AnswerWait: Sendable, Equatable {
  /// Nobody sees that a frame came so much later. Who waits longer, for a slow disk, is told so.
  public static let patience = Duration.milliseconds(4)

  private var until: Duration?
  private var isOver = false

  public init() {}

  /// When to draw though nothing has come.
  public var deadline: Duration? { isOver ? nil : until }

  /// Whether drawing waits for the answer now; once for each stretch of waiting.
  public mutating func holds(isAwaiting: Bool, at now: Duration) -> Bool {
    guard isAwaiting else {
      self = AnswerWait()
      return false
    }
    let end = until ?? now + Self.patience
    until = end
    isOver = isOver || now >= end
    return !isOver
  }
}
