import Domain
import Engine
import Journal
import Wire

/// A press at a terminal: one id for as long as it takes to get an answer.
struct Press {
  var id: Int
  var actor: Actor
  var command: Command
}

/// One PC of an office: its disk, its clocks, its node with the real decisions and the real engine.
final class OfficePC {
  let index: Int
  /// Which office, counted from 0.
  let place: Int
  let key: [UInt8]
  /// The PC whose disk this one was cloned from has the same seat, and may hold its own line.
  var seat = 0
  var linkKey: [UInt8] = []
  var disk: Disk
  var face = ClockFace()
  var isOn = false
  var engine: SyncEngine?
  var hall = Hall()
  var pen: Pen?
  var clock: OfficeClock?
  var watch = ClockWatch()
  var ringSerial = 0
  var talk: Talk?
  var backup: OfficeFiles?
  var darkUntil: Int64 = 0
  var enrolCode: String?
  var isPaused = false
  var starts = 0
  /// Replies that came here, for playing them again.
  var oldReplies: [[UInt8]] = []
  /// A call carried by hand, and what came back.
  var stick: Stick?
  /// What the screens have shown of a subject: births.
  var shown: [EventID: Set<Int>] = [:]
  var exchanges = 0
  /// The centre has answered since it was last restored: what it signed for must be there.
  var hasHeard = false
  var recentExchanges: [Int64] = []
  var writes = 0
  /// Has just taken another name: the moment at which a power cut hurts most.
  var isFragile = false

  init(index: Int, place: Int, key: [UInt8], node: UInt32) {
    self.index = index
    self.place = place
    self.key = key
    disk = Disk(OfficeFiles(node: node))
  }

  var office: OfficeCode { World.office(place) }
  var files: OfficeFiles { disk.files }
  var name: String { "PC \(index + 1) of \(office)" }
}

extension OfficePC {
  /// The hall from the log, as a node reads it when it starts.
  func reload() {
    hall = Hall()
    let copy = files.copy
    let subjects = copy.subjects.keys.sorted()
    var days: [ServiceDay] = []
    var visits: [Visit] = []
    for subject in subjects {
      guard let sort = copy.events[subject].flatMap({ SubjectKind(rawValue: $0.entry.header.sort) }) else { continue }
      let history = copy.history(subject)
      switch sort {
      case .office: if hall.office == nil { hall.office = History.fold(Office.self, history) }
      case .officer: if let officer = History.fold(Officer.self, history) { hall.officers[officer.id] = officer }
      case .day: if let day = History.fold(ServiceDay.self, history) { days.append(day) }
      case .visit: if let visit = History.fold(Visit.self, history) { visits.append(visit) }
      case .guest: if let guest = History.fold(Guest.self, history) { hall.guests[guest.id] = guest }
      case .complaint:
        if let complaint = History.fold(Complaint.self, history) { hall.complaints[complaint.id] = complaint }
      case .reservation:
        if let reservation = History.reservation(history) { hall.reservations[reservation.id] = reservation }
      case .node: break
      }
    }
    let limit = lastDayAllowed
    let allowed = days.filter { day in day.id.node == files.node || limit.map { day.day <= $0 } ?? true }
    if let last = allowed.max(by: { ($0.day, $0.id) < ($1.day, $1.id) }) {
      hall.begin(last)
      for other in days where other.day == last.day { hall.learn(other.clocks) }
    }
    for visit in visits { hall.place(visit) }
  }

  /// After somebody else's events: what they touched is folded anew.
  func refresh(_ touched: Set<EventID>) {
    let copy = files.copy
    for subject in touched.sorted() {
      let sort = copy.events[subject].flatMap { SubjectKind(rawValue: $0.entry.header.sort) }
      let history = copy.history(subject)
      switch sort {
      case .visit: if let visit = History.fold(Visit.self, history) { hall.place(visit) }
      case .guest: hall.guests[GuestID(subject)] = History.fold(Guest.self, history)
      case .complaint: hall.complaints[ComplaintID(subject)] = History.fold(Complaint.self, history)
      case .reservation: hall.reservations[ReservationID(subject)] = History.reservation(history)
      case .node, nil: break
      case .office, .officer, .day: return reload()
      }
    }
  }

  /// A pen that goes on where this node stopped.
  func sharpen() {
    let copy = files.copy
    let mark = copy.marks[files.node]
    var pen = Pen(
      office: office, node: files.node, lastSequence: mark,
      lastTime: copy.events[EventID(node: files.node, sequence: mark)]?.entry.header.at ?? HybridTime(bits: 0),
      lastLink: copy.linkAt(files.node, mark) ?? .zero, digester: Secrets.digester)
    for earlier in files.earlier {
      pen.follow(copy.events[EventID(node: earlier, sequence: copy.marks[earlier])]?.entry.header.at)
    }
    self.pen = pen
  }

  /// None that another computer's clock has run ahead to.
  private var lastDayAllowed: Day? {
    guard let clock, clock.isTrusted else { return nil }
    return clock.today
  }

  /// The time as the office knows it, by its own clock-keeping.
  func readClock(_ now: Int64) -> (now: Moment, today: Day, isTrusted: Bool) {
    let reading = face.read(now)
    if clock == nil, let profile = hall.profile {
      let centre = watch.centre(at: reading.uptime).map { profile.zone.serviceDay(at: $0, turnover: profile.turnover) }
      let shown = profile.zone.serviceDay(at: reading.wall, turnover: profile.turnover)
      let isAbsurd = centre.map { abs($0.days(until: shown)) > OfficeClock.closedDaysMax } ?? false
      clock = OfficeClock(
        zone: profile.zone, turnover: profile.turnover, lastEvent: pen?.lastTime.moment,
        lastDay: hall.day?.day ?? (isAbsurd ? centre : nil), first: reading)
    }
    let time = clock?.read(reading) ?? reading.wall
    let zone = hall.profile?.zone ?? .wit
    let today = clock?.today ?? hall.day?.day ?? zone.serviceDay(at: time, turnover: TimeOfDay(3, 0))
    return (time, today, clock?.isTrusted ?? false)
  }
}
