import Domain
import Store

extension Node {
  /// Brings into the hall what a command mentions and a day does not hold anyway.
  func bring(_ command: Command) throws {
    switch command {
    case .issueTicket(let command): try bring(command.reservation)
    case .registerVisit(let command):
      try bring(command.reservation)
      try bring(command.guest)
    case .callVisit(let command): try bring(command.visit)
    case .finish(let command):
      try bring(command.visit)
      let held = command.visit.flatMap(hall.visit) ?? hall.visit(atDesk: command.desk)
      try bring(held?.reservation)
    case .transfer(let command): try bring(command.visit)
    case .undo(let command): try bringWithReservation(command.visit)
    case .requeue(let command): try bring(command.visit)
    case .cancelVisit(let command): try bringWithReservation(command.visit)
    case .linkGuest(let command):
      try bring(command.visit)
      try bring(command.guest)
    case .signGuestBook(let command):
      try bring(command.visit)
      try bring(hall.visit(command.visit)?.guest)
    case .showIdentity(let command): try bring(command.visit)
    case .giveLocker(let command): try bring(command.visit)
    case .returnLocker(let command): try bring(command.visit)
    case .recordNeed(let command): try bring(command.visit)
    case .takeNote(let command): try bring(command.visit)
    case .linkOnline(let command): try bring(command.visit)
    case .rate(let command): try bring(command.visit)
    case .registerGuest(let command): try bring(command.visit)
    case .amendGuest(let command): try bring(command.guest)
    case .eraseWords(let command):
      try bring(command.visit)
      if let id = command.complaint { try bring(id) }
    case .eraseGuest(let command): try bringEverything(of: command.guest)
    case .giveConsent(let command): try bring(command.guest)
    case .withdrawConsent(let command): try bring(command.guest)
    case .bookReservation(let command): try bring(command.guest)
    case .approveReservation(let command): try bringWithDay(command.reservation, nil)
    case .moveReservation(let command): try bringWithDay(command.reservation, command.slot.day)
    case .cancelReservation(let command): try bring(command.reservation)
    case .checkIn(let command): try bring(command.reservation)
    case .markAbsent(let command): try bring(command.reservation)
    case .finishReservation(let command): try bring(command.reservation)
    case .decideReservation(let command):
      try bring(command.reservation)
      let side = hall.reservations[command.reservation]?.sides.first { $0.event == command.side }
      try bringWithDay(command.reservation, side?.slot?.day)
    case .undoReservation(let command):
      try bring(command.reservation)
      // Where it returns to, somebody else may have been given the officer's time since.
      try bringWithDay(command.reservation, hall.reservations[command.reservation]?.undoable?.slot.day)
    case .fileComplaint(let command):
      try bring(command.visit)
      try bring(command.guest ?? command.visit.flatMap(hall.visit)?.guest)
    case .answerComplaint(let command): try bring(command.complaint)
    case .closeComplaint(let command): try bring(command.complaint)
    default: break
    }
  }

  private func bring(_ key: VisitKey?) throws {
    guard case .id(let id) = key, hall.visits[id] == nil, let visit = try store.visit(id) else { return }
    hall.place(visit)
  }

  /// A visit that is cancelled, or not any more, frees or takes the reservation it came with.
  private func bringWithReservation(_ key: VisitKey?) throws {
    try bring(key)
    try bring(key.flatMap(hall.visit)?.reservation)
  }

  private func bring(_ id: GuestID?) throws {
    guard let id, hall.guests[id] == nil, let guest = try store.guest(id) else { return }
    hall.guests[id] = guest
  }

  private func bring(_ id: ReservationID?) throws {
    guard let id, hall.reservations[id] == nil else { return }
    hall.reservations[id] = try store.reservation(id)
    // As long as its booking is to come, those who came with its code.
    hall.awaited[id] = try hall.reservations[id] == nil ? store.awaitedReservation(id) : nil
    for visit in hall.awaited[id]?.checkIns.keys.sorted() ?? [] { try bring(.id(visit)) }
  }

  private func bring(_ id: ComplaintID) throws {
    guard hall.complaints[id] == nil, let complaint = try store.complaint(id) else { return }
    hall.complaints[id] = complaint
  }

  /// The reservation and all others of its days: two approvals of one officer may clash.
  private func bringWithDay(_ id: ReservationID, _ other: Day?) throws {
    try bring(id)
    for day in Set([hall.reservations[id]?.slot.day, other].compactMap { $0 }) {
      for id in try store.reservations(on: day) { try bring(id) }
    }
  }

  /// Everything that holds a guest's words.
  func bringEverything(of guest: GuestID) throws {
    try bring(guest)
    for id in try store.visits(of: guest) {
      try bring(.id(id))
      try bring(hall.visits[id]?.reservation)
      for complaint in try store.complaints(about: id) { try bring(complaint) }
    }
    for id in try store.complaints(of: guest) { try bring(id) }
    for id in try store.reservations(of: guest) { try bring(id) }
  }
}
