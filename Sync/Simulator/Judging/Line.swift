import Domain
import Engine
import Journal
import Wire

// What visitors notice of two PCs in one office: whose turn it is, and what stands on the ticket.
extension World {
  private struct Visitor {
    var visit: Visit
    var birth: Int
    var came: Oracle.Came
  }

  private func visitors(_ copy: Copy) -> [Visitor] {
    copy.subjects.keys.sorted().compactMap { subject in
      guard let kept = copy.events[subject], kept.entry.header.sort == SubjectKind.visit.rawValue,
        let birth = oracle.births[kept.link], let came = oracle.arrivals[birth],
        let visit = History.fold(Visit.self, copy.history(subject))
      else { return nil }
      return Visitor(visit: visit, birth: birth, came: came)
    }
  }

  /// Of two PCs with one disk, and of a PC whose disk forgot, the numbers are not held to this: nobody could know.
  func judgeNumbers(_ place: Int) {
    var holders: [QueueNumber: [Visitor]] = [:]
    for visitor in visitors(centre.tables.offices[place].copy) {
      guard let number = visitor.visit.number else { continue }
      for other in holders[number, default: []]
      where other.visit.day == visitor.visit.day && other.birth != visitor.birth {
        let isOneDisk = other.came.seat == visitor.came.seat && (has(.restoredDisk) || has(.clonedDisk))
        let isOneShare =
          other.came.seat != visitor.came.seat
          && NumberShare(seat: other.came.seat) == NumberShare(seat: visitor.came.seat)
        if !isOneDisk, !isOneShare {
          fail("no number is given twice in a day", "\(number), \(other.visit.id) and \(visitor.visit.id)")
        }
      }
      holders[number, default: []].append(visitor)
    }
  }

  /// Longer than a clock may stand still before it counts as set, and what an exchange may be off.
  private static let lineTolerance: Int64 = 6 * 60_000

  /// Every PC has the line in one order, and it is the order in which people came, wherever their PCs could compare clocks.
  func judgeLine(_ place: Int) {
    var first: [VisitID]?
    for pc in pcs where pc.place == place {
      let order = line(pc)
      if let first, first != order.map(\.visit.id) { fail("every PC has the line in one order", pc.name) }
      first = order.map(\.visit.id)
      guard !has(.restoredDisk), !has(.clonedDisk) else { continue }
      for (index, visitor) in order.enumerated() {
        for later in order[(index + 1)...]
        where later.visit.day == visitor.visit.day && later.came.at + Self.lineTolerance < visitor.came.at {
          fail("who came first stands first", "\(later.visit.label) behind \(visitor.visit.label) at \(pc.name)")
        }
      }
    }
  }

  /// Whoever joined the line once, day by day, in its order.
  private func line(_ pc: OfficePC) -> [Visitor] {
    let copy = pc.files.copy
    let days = copy.subjects.keys.sorted().compactMap { subject -> ServiceDay? in
      copy.events[subject]?.entry.header.sort == SubjectKind.day.rawValue
        ? History.fold(ServiceDay.self, copy.history(subject)) : nil
    }
    let visitors = visitors(copy).filter { visitor in
      let run = Oracle.Run(pc: visitor.came.pc, start: visitor.came.start, day: visitor.visit.day)
      return visitor.visit.queued == visitor.visit.id.first
        && oracle.measured[run].map { visitor.came.at <= $0 } ?? false
    }
    return Set(days.map(\.day)).sorted().flatMap { day -> [Visitor] in
      var hall = Hall()
      for opened in days where opened.day == day {
        if hall.day == nil { hall.begin(opened) } else { hall.learn(opened.clocks) }
      }
      let today = visitors.filter { $0.visit.day == day }
      for visitor in today { hall.place(visitor.visit) }
      let joined = today.map { (hall.joinedLine($0.visit), $0) }
      return joined.sorted { ($0.0, $0.1.visit.queued) < ($1.0, $1.1.visit.queued) }.map(\.1)
    }
  }
}
