import Engine
import Wire

/// What an office of a test is yet to meet, in this order.
public enum LineStep {
  case input(Input)
  case frame(exchange: Int, Frame)

  public func isOf(_ exchange: Int) -> Bool {
    switch self {
    case .frame(let other, _): other == exchange
    case .input(.replied(let other, _)), .input(.ended(let other, _)): other == exchange
    default: false
    }
  }

  /// A reply as it is heard: its head, its frames, its end.
  public static func heard(_ exchange: Int, _ reply: Reply, _ frames: some Sequence<Frame>, _ ending: Ending)
    -> [LineStep]
  {
    [.input(.replied(exchange: exchange, reply))] + frames.map { .frame(exchange: exchange, $0) }
      + [.input(.ended(exchange: exchange, ending))]
  }
}
