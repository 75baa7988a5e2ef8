import Desk
import Domain
import Journal
import Store

extension Node {
  private static let overruledMax = 50
  /// Reservations further ahead are looked at when their time comes nearer.
  private static let overruledDays = 14

  /// What was decided at one place while another had decided differently, in sentences with the names people know.
  func overruledView() throws -> OverruledView {
    var lines: [(at: Moment, line: OverruledLine)] = []
    for visit in shownHall.todaysVisits {
      for event in visit.overruled { if let line = try line(event, of: visit) { lines.append(line) } }
    }
    for day in (0...Node.overruledDays).compactMap({ today?.advanced(by: $0) }) {
      for id in try store.reservations(on: day) {
        guard let reservation = try store.reservation(id) else { continue }
        for change in reservation.overruled { if let line = try line(change, of: reservation) { lines.append(line) } }
        if let line = try undecided(reservation) { lines.append(line) }
      }
    }
    lines.sort { ($1.at, $1.line.event) < ($0.at, $0.line.event) }
    return OverruledView {
      $0.changes = lines.prefix(Node.overruledMax).map(\.line)
      $0.more = lines.count > Node.overruledMax
    }
  }

  private func event(_ id: EventID) throws -> Event? {
    try store.events(node: id.node, from: id.sequence, limit: 1).first.map(\.event).flatMap { $0.id == id ? $0 : nil }
  }

  private func line(_ id: EventID, of visit: Visit) throws -> (at: Moment, line: OverruledLine)? {
    guard let event = try event(id) else { return nil }
    let deed = told(event)
    let stage = visit.stage.label
    let line = OverruledLine {
      ($0.event, $0.number, $0.visit) = (id, visit.number, visit.id)
      let label = visit.number?.description ?? visit.id.description
      $0.indonesian = "\(label): \(deed.indonesian); tidak berlaku, kunjungan itu \(stage.indonesian)"
      $0.english = "\(label): \(deed.english); without effect, the visit is \(stage.english)"
    }
    return (event.at.moment, line)
  }

  private func line(
    _ change: Reservation.Overruled, of reservation: Reservation
  ) throws -> (at: Moment, line: OverruledLine)? {
    guard let event = try event(change.event), var line = try words(change) else { return nil }
    line.reservation = reservation.id
    let slot = "\(reservation.slot.day) \(reservation.slot.time)"
    line.indonesian = "Reservasi \(reservation.id), \(slot): \(line.indonesian)"
    line.english = "Reservation \(reservation.id), \(slot): \(line.english)"
    return (event.at.moment, line)
  }

  /// Nothing of it holds yet, and nobody has lost.
  private func undecided(_ reservation: Reservation) throws -> (at: Moment, line: OverruledLine)? {
    let sides = try reservation.sides.compactMap(words)
    guard let first = sides.first, let event = try event(first.event) else { return nil }
    let slot = "\(reservation.slot.day) \(reservation.slot.time)"
    let line = OverruledLine {
      ($0.event, $0.reservation) = (first.event, reservation.id)
      $0.indonesian =
        "Reservasi \(reservation.id), \(slot): perlu diputuskan petugas (F6, lalu P): "
        + sides.map(\.indonesian).joined(separator: "; atau ")
      $0.english =
        "Reservation \(reservation.id), \(slot): an officer has to decide (F6, then P): "
        + sides.map(\.english).joined(separator: "; or ")
    }
    return (event.at.moment, line)
  }

  /// One of several decisions made at once: what, by whom and when.
  func words(_ side: Reservation.Side) throws -> ReservationSide? {
    guard let event = try event(side.event) else { return nil }
    let deed = told(event, side.deed { hall.officers[$0]?.profile.name })
    return ReservationSide { ($0.event, $0.indonesian, $0.english) = (side.event, deed.indonesian, deed.english) }
  }

  /// What was done and what holds instead, where the reservation itself is in view.
  func words(_ change: Reservation.Overruled) throws -> OverruledLine? {
    guard let event = try event(change.event) else { return nil }
    let deed = told(event)
    let winner = try self.event(change.by).map { told($0) } ?? Bilingual("perubahan lain", "another change")
    return OverruledLine {
      $0.event = change.event
      $0.indonesian = "\(deed.indonesian); kalah oleh yang ini: \(winner.indonesian)"
      $0.english = "\(deed.english); this one holds: \(winner.english)"
    }
  }

  /// "dipanggil oleh Maria di PC 2, 10.04".
  private func told(_ event: Event, _ said: Bilingual? = nil) -> Bilingual {
    let deed = said ?? event.happening.kind?.deed ?? Bilingual("diubah", "changed")
    let who = who(event)
    let at = clockText(event.at.moment)
    return Bilingual(
      "\(deed.indonesian) oleh \(who.indonesian), \(at)", "\(deed.english) by \(who.english), \(at)")
  }

  private func who(_ event: Event) -> Bilingual {
    let own = event.id.node == store.identity?.node
    let place =
      own ? Bilingual("di PC ini", "at this PC") : Bilingual("di PC \(event.id.node)", "at PC \(event.id.node)")
    switch event.actor {
    case .centre: return Bilingual("pusat", "the centre")
    case .officer(let id):
      let name = hall.officers[id]?.profile.name ?? id.description
      return Bilingual("\(name) \(place.indonesian)", "\(name) \(place.english)")
    case .visitor, .phone: return Bilingual("pengunjung \(place.indonesian)", "a visitor \(place.english)")
    case .node: return Bilingual("node \(place.indonesian)", "the node \(place.english)")
    }
  }
}
