import Desk
import Domain

/// The pictures of one moment: several terminals that look at the same thing are shown the same picture, drawn once.
struct Drawn {
  private var pictures: [(query: Query, isStaff: Bool, view: View)] = []

  mutating func view(_ query: Query, for actor: Actor, _ draw: () throws -> View) throws -> View {
    let isStaff = if case .officer = actor { true } else { false }
    if let drawn = pictures.first(where: { $0.isStaff == isStaff && $0.query == query }) { return drawn.view }
    let view = try draw()
    pictures.append((query, isStaff, view))
    return view
  }
}
