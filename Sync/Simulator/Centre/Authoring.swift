import Domain
import Engine
import Journal
import Wire

// What the centre writes itself: bookings, and changes to them, while offices may be changing the same ones.
extension World {
  func centreActs(_ place: Int) {
    guard centre.isUp else { return }
    let office = centre.tables.offices[place]
    var hall = Hall()
    for (subject, _) in office.copy.subjects.sorted(by: { $0.key < $1.key }) {
      let history = office.copy.history(subject)
      switch history.first?.sort {
      case .office: if hall.office == nil { hall.office = History.fold(Office.self, history) }
      case .officer: hall.officers[OfficerID(subject)] = History.fold(Officer.self, history)
      case .reservation: hall.reservations[ReservationID(subject)] = History.reservation(history)
      default: break
      }
    }
    guard hall.office != nil else { return }
    let mark = office.copy.marks[office.author]
    let last = EventID(node: office.author, sequence: mark)
    var pen = Pen(
      office: World.office(place), node: office.author, lastSequence: mark,
      lastTime: office.copy.events[last]?.entry.header.at ?? HybridTime(bits: 0),
      lastLink: office.copy.linkAt(office.author, mark) ?? .zero, digester: Secrets.digester)
    let time = Moment(milliseconds: World.epoch + now)
    let setting = Setting(
      actor: .centre, now: time, today: Zone.wit.local(time).day, clockTrusted: true, next: pen.next)
    let command = anyAct(hall)
    guard let drafts = try? decide(command, setting, hall), !drafts.isEmpty else { return }
    let salt = secrets.next()
    let written = pen.write(
      drafts, actor: .centre, now: time, heads: { subject, _ in History.heads(office.copy.history(subject)) },
      erasures: { History.erasures(office.copy.history($0)) }, salt: { salt })
    note(23, place, written.count) {
      "the centre: \(command.kind.rawValue) for \(World.office(place)), \(written.map { $0.event.id.description }.joined(separator: " "))"
    }
    for (_, link) in written { oracle.promised.insert(oracle.bear(link, place: place)) }
    enter(written.map { Taken(entry: Entry($0.event), link: $0.link) }, place)
    if case .bookReservation = command, let first = written.first { printCode(first.event.id, place) }
  }

  private func anyAct(_ hall: Hall) -> Command {
    let all = hall.reservations.keys.sorted()
    let slot = anySlot(hall, &hq)
    let book = Command.bookReservation(BookReservation { ($0.slot, $0.topic) = (slot, "ekspor") })
    guard !all.isEmpty else { return book }
    let id = hq.pick(all)
    switch hq.roll(0, 5) {
    case 0: return .approveReservation(ApproveReservation { $0.reservation = id })
    case 1: return .moveReservation(MoveReservation { ($0.reservation, $0.slot) = (id, slot) })
    case 2: return .cancelReservation(CancelReservation { $0.reservation = id })
    default: return book
    }
  }
}
