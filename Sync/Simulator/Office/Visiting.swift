import Domain

// What somebody might press next, from what this office's hall shows.
extension World {
  func anyPress(_ pc: OfficePC) -> (Actor, Command)? {
    let hall = pc.hall
    guard let officer = hall.officers.keys.min() else { return nil }
    let staff = Actor.officer(officer)
    let visits = hall.todaysVisits.sorted { $0.id < $1.id }
    let desk = play.roll(1, 3)
    let visit = visits.isEmpty ? nil : play.pick(visits)
    switch play.roll(0, 15) {
    case 0...2: return (.visitor, .issueTicket(IssueTicket { $0.service = play.pick(["konsultasi", "perpustakaan"]) }))
    case 3...4: return (staff, .callNext(CallNext { $0.desk = desk }))
    case 5: return (staff, .serve(Serve { $0.desk = desk }))
    case 6: return (staff, .finish(Finish { $0.desk = desk }))
    case 7: return (staff, .skip(Skip { $0.desk = desk }))
    case 8: return visit.map { (staff, note($0)) }
    case 9: return visit.map { (.visitor, sign($0)) }
    case 10: return (staff, register(visit))
    case 11: return has(.erasure) ? erase(hall, staff, visit) : visit.map { (staff, note($0)) }
    case 12:
      return (.visitor, .fileComplaint(FileComplaint { ($0.words, $0.visit) = ("lama", visit.map { .id($0.id) }) }))
    default: return reservation(hall, staff, visits)
    }
  }

  private func note(_ visit: Visit) -> Command {
    let length = has(.hugeBodies) && play.one(in: 3) ? play.roll(1_000, 1_900) : play.roll(1, 60)
    let question = String(repeating: "y", count: length)
    return .takeNote(
      TakeNote {
        $0.visit = .id(visit.id)
        $0.note.question = question
      })
  }

  private func sign(_ visit: Visit) -> Command {
    .signGuestBook(
      SignGuestBook {
        ($0.visit, $0.purpose, $0.purposeOther) = (.id(visit.id), .other, "lomba")
      })
  }

  private func register(_ visit: Visit?) -> Command {
    let number = play.roll(100_000, 999_999)
    return .registerGuest(
      RegisterGuest {
        $0.profile.name = "Siti \(number)"
        $0.profile.phone = "0812\(number)"
        $0.visit = visit.map { .id($0.id) }
      })
  }

  private func erase(_ hall: Hall, _ staff: Actor, _ visit: Visit?) -> (Actor, Command)? {
    if let guest = hall.guests.keys.min(), play.one(in: 2) {
      return (staff, .eraseGuest(EraseGuest { $0.guest = guest }))
    }
    return visit.map { visit in (staff, .eraseWords(EraseWords { $0.visit = .id(visit.id) })) }
  }

  /// The office's side of an appointment, which the centre may be changing at the same time.
  private func reservation(_ hall: Hall, _ staff: Actor, _ visits: [Visit]) -> (Actor, Command)? {
    let all = hall.reservations.keys.sorted()
    guard let id = all.isEmpty ? nil : play.pick(all) else { return book(hall, staff) }
    switch play.roll(0, 6) {
    case 0: return book(hall, staff)
    case 1: return (staff, .approveReservation(ApproveReservation { $0.reservation = id }))
    case 2: return (staff, .cancelReservation(CancelReservation { $0.reservation = id }))
    case 3: return (staff, .markAbsent(MarkAbsent { $0.reservation = id }))
    case 4: return (staff, .finishReservation(FinishReservation { $0.reservation = id }))
    default: return (staff, .checkIn(CheckIn { $0.reservation = id }))
    }
  }

  private func book(_ hall: Hall, _ staff: Actor) -> (Actor, Command) {
    (staff, .bookReservation(BookReservation { ($0.slot, $0.topic) = (anySlot(hall, &play), "inflasi") }))
  }

  func anySlot(_ hall: Hall, _ chance: inout Chance) -> Slot {
    let today = hall.day?.day ?? Zone.wit.local(Moment(milliseconds: World.epoch + now)).day
    return Slot(day: today.advanced(by: chance.roll(0, 2)), time: TimeOfDay(chance.roll(0, 23), 0))
  }
}
