import Domain
import Machine
import Screens
import Seats

/// The showroom's seat at its centre: it talks to no node, but to the thread that looks after the centre.
final class CentreSeat: Seat {
  let name: Bilingual
  private(set) var station: any Station
  private let centre: SampleCentre
  private var seen: CentreSight?

  init(_ name: Bilingual, _ centre: SampleCentre, _ bearings: Bearings) {
    (self.name, self.centre) = (name, centre)
    var bearings = bearings
    // There is no node to wait for.
    _ = bearings.take(.link(.up), at: .zero)
    station = CentreTerminal(bearings)
  }

  /// The plug of the room wakes it for the same news.
  var descriptor: Int32? { nil }
  func deadline(at now: Duration) -> Duration? { station.deadline }

  func attend(at now: Duration) -> [Wish] {
    let sight = centre.sight
    guard sight != seen else { return take(.tick, at: now) }
    seen = sight
    return take(.centre(sight), at: now)
  }

  func take(_ input: Input, at now: Duration) -> [Wish] {
    station.take(input, at: now).filter { wish in
      guard case .bookAtCentre = wish else { return true }
      centre.book()
      return false
    }
  }
}

extension SampleCentre: Plug {
  var descriptor: Int32 { bell.descriptor }
  func heard() { bell.silence() }
  func turn() { turnPlug() }
}
