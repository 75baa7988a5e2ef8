import Domain
import Engine
import Journal
import Wire

// What must hold when all is quiet.
extension World {
  func judgeEnd() {
    guard isCalm, settledAt != nil else {
      return fail("everything comes together once the troubles are over", "the world stood still")
    }
    for place in centre.tables.offices.indices { judgeOffice(place) }
    judgePromises()
    for pc in pcs { judgeStates(pc) }
    for pc in pcs { judgeParked(pc) }
    for place in centre.tables.offices.indices {
      judgeNumbers(place)
      judgeLine(place)
    }
  }

  private func judgeOffice(_ place: Int) {
    let office = centre.tables.offices[place]
    for author in office.copy.marks.nodes {
      let count = office.copy.events.keys.count { $0.node == author }
      if UInt64(count) != office.copy.marks[author] { fail("no author has a gap", "\(author) at the centre") }
    }
    if Set(office.feed).count != office.feed.count { fail("nothing is entered twice", "in the feed") }
    let feed = Set(office.feed)
    for id in office.copy.events.keys where !office.parkedIDs.contains(id) && !feed.contains(id) {
      fail("everything the centre holds can be read", "\(id)")
    }
  }

  /// Every answered press is at the centre exactly once, however often it was pressed and whatever broke.
  private func judgePromises() {
    var seen: Set<Int> = []
    for office in centre.tables.offices {
      for kept in office.copy.events.values {
        guard let birth = oracle.births[kept.link] else { continue }
        if !seen.insert(birth).inserted, !oracle.shared.contains(birth) {
          fail("nothing is entered twice", "\(kept.id)")
        }
      }
    }
    if let missing = oracle.promised.subtracting(oracle.lost).subtracting(seen).min() {
      fail("every answered press is at the centre", "event number \(missing) is not")
    }
    if let twice = oracle.effects.first(where: { $0.value.count > 1 }) {
      fail("a press has its effect once", "press \(twice.key)")
    }
  }

  /// The same events mean the same state, in whatever order they came.
  private func judgeStates(_ pc: OfficePC) {
    let (mine, theirs) = (pc.files.copy, centre.tables.offices[pc.place].copy)
    for (id, kept) in mine.events {
      if theirs.events[id].map({ !$0.entry.body.isLike(kept.entry.body) }) ?? false {
        fail("what is erased is erased in every copy", "\(id) at \(pc.name)")
      }
      judgeNames(kept, mine, pc)
    }
    for (subject, ids) in mine.subjects {
      guard let sort = mine.events[subject].flatMap({ SubjectKind(rawValue: $0.entry.header.sort) }) else { continue }
      let parked = centre.tables.offices[pc.place].parkedIDs
      guard ids.allSatisfy({ !parked.contains($0) }) else { continue }
      let here = mine.history(subject)
      var there = (theirs.subjects[subject] ?? []).compactMap { theirs.events[$0]?.entry.event }
      if play.one(in: 2) { there.reverse() }
      if !State(sort, here).isSame(as: State(sort, there)) {
        fail("the same events mean the same state", "\(subject) at \(pc.name)")
      }
    }
  }

  /// Facts name subjects that are there: a new name is new wherever it stands.
  private func judgeNames(_ kept: Kept, _ copy: Copy, _ pc: OfficePC) {
    guard oracle.lost.isEmpty, let happening = kept.entry.event?.happening else { return }
    var named: [EventID] = kept.entry.header.after
    switch happening {
    case .fact(.guestLinked(let linked)): named.append(linked.guest.first)
    case .fact(.reservationCheckedIn(let checkedIn)): named += checkedIn.visit.map { [$0.first] } ?? []
    case .fact(.visitOpened(let opened)): named += opened.reservation.map { [$0.first] } ?? []
    default: break
    }
    let parked = centre.tables.offices[pc.place].parkedIDs
    for id in named where copy.events[id] == nil && !parked.contains(id) {
      fail("what a fact names is there", "\(kept.id) names \(id)")
    }
  }

  /// What the centre set aside is listed to the office.
  private func judgeParked(_ pc: OfficePC) {
    let parked = centre.tables.offices[pc.place].parked
    guard let memory = pc.engine?.memory else { return }
    if memory.parkedCount != parked.count || memory.parked != Array(parked.prefix(WireLimits.parkedListMax)) {
      fail("what is parked is in view", "\(pc.name) knows of \(memory.parkedCount), there are \(parked.count)")
    }
  }
}

extension Entry.Body {
  /// Withheld on the way, a body is at home all the same.
  fileprivate func isLike(_ other: Entry.Body) -> Bool {
    switch (self, other) {
    case (.kept, .erased), (.erased, .kept): false
    default: true
    }
  }
}

/// A subject's state, for comparing.
private enum State {
  case none
  case visit(Visit?), guest(Guest?), officer(Officer?), complaint(Complaint?), day(ServiceDay?), office(Office?)
  case reservation(Reservation?)

  init(_ sort: SubjectKind, _ events: [Event]) {
    self =
      switch sort {
      case .visit: .visit(History.fold(Visit.self, events))
      case .guest: .guest(History.fold(Guest.self, events))
      case .officer: .officer(History.fold(Officer.self, events))
      case .complaint: .complaint(History.fold(Complaint.self, events))
      case .day: .day(History.fold(ServiceDay.self, events))
      case .office: .office(History.fold(Office.self, events))
      case .reservation: .reservation(History.reservation(events))
      case .node: .none
      }
  }

  func isSame(as other: State) -> Bool {
    switch (self, other) {
    case (.none, .none): true
    case (.visit(let a), .visit(let b)): a == b
    case (.guest(let a), .guest(let b)): a == b
    case (.officer(let a), .officer(let b)): a == b
    case (.complaint(let a), .complaint(let b)): a == b
    case (.day(let a), .day(let b)): a == b
    case (.office(let a), .office(let b)): a == b
    case (.reservation(let a), .reservation(let b)): a == b
    default: false
    }
  }
}
