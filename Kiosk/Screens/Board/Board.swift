import Canvas
import Desk
import Domain

/// The wall board: who is called where. Numbers and desks only, never a name.
public struct Board: Station {
  public var bearings: Bearings
  private var view: BoardView?

  public init(_ bearings: Bearings) { self.bearings = bearings }

  public var watching: [Query] { [.profile(Empty()), .board(Empty())] }
  public var deadline: Duration? { bearings.deadline }
  public var digitsChoose: Bool { false }

  public mutating func take(_ input: Input, at now: Duration) -> [Wish] {
    if bearings.take(input, at: now) { return [] }
    if case .view(.board, .board(let view)) = input { self.view = view }
    return []
  }

  public func draw(on canvas: inout Canvas) -> [Target<Touch>] {
    let frame = Frame("", clock: view?.localTime ?? "", hints: [.language(bearings.speech), .look(bearings.speech)])
    return frame.draw(bearings, on: &canvas) { region, canvas in
      guard let first = view?.called.first else { return [] }
      BigText.fitting(first.label, region, look: canvas.look)?.draw(region, on: &canvas)
      return []
    }
  }
}
