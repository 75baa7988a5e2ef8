import Canvas
import Domain

/// Shows a newcomer round: goes from seat to seat, says what is happening, and presses the keys itself.
public struct Guide: Sendable {
  /// One thing that is shown.
  public struct Step: Sendable {
    /// Number of the seat, in the room's order.
    public var seat: Int
    /// What happens here, in one line.
    public var caption: Bilingual
    public var keys: [Key]

    public init(_ seat: Int, _ caption: Bilingual, _ keys: [Key] = []) {
      self.seat = seat
      self.caption = caption
      self.keys = keys
    }
  }

  /// What the room does next.
  enum Move: Equatable {
    case go(seat: Int)
    case press(Key)
  }

  public let steps: [Step]
  /// How long a sentence stands before and after its keys; zero for tests.
  public let pace: Duration
  private var step = 0
  private var pressed = -1
  private var due = Duration.zero
  private(set) var isPaused = false

  public init(_ steps: [Step], pace: Duration) {
    self.steps = steps
    self.pace = pace
  }

  /// Everything has been shown.
  public var isOver: Bool { step >= steps.count }
  var caption: Bilingual? { isOver ? nil : steps[step].caption }
  /// How far it has come, for the row at the foot.
  var progress: (Int, Int) { (min(step + 1, steps.count), steps.count) }

  mutating func pause() { isPaused.toggle() }

  func deadline(at now: Duration) -> Duration? { isOver || isPaused ? nil : max(due, now) }

  /// The next move, if it is time: first to the seat, then key by key, then time to look.
  mutating func move(at now: Duration) -> Move? {
    guard !isOver, !isPaused, now >= due else { return nil }
    if pressed < 0 {
      pressed = 0
      due = now + pace
      return .go(seat: steps[step].seat)
    }
    if pressed < steps[step].keys.count {
      defer { pressed += 1 }
      // Written words come quickly, the last key of a step is given time to be seen.
      due = now + (pressed + 1 == steps[step].keys.count ? pace : pace / 20)
      return .press(steps[step].keys[pressed])
    }
    step += 1
    pressed = -1
    return nil
  }
}

extension Guide.Step {
  /// A key by its name, or a text written out: `Enter`, `^s`, `Siti`.
  public static func keys(_ name: String) -> [Key] {
    switch name {
    case "Enter": return [Key(.enter)]
    case "Tab": return [Key(.tab)]
    case "Esc": return [Key(.escape)]
    case "F6": return [.function(6)]
    default: break
    }
    if name.hasPrefix("^"), let letter = name.unicodeScalars.dropFirst().first { return [.control(letter)] }
    return name.unicodeScalars.map { Key.character($0) }
  }
}
