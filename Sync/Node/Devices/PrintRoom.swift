import Desk
import Devices
import Domain
import Journal
import Machine
import Store

/// The printer's side of the node's thread: carries out what `PrintLine` decides, and keeps in the store where each
/// ticket stands. The printer itself is waited for on a thread of its own.
final class PrintRoom {
  enum Work: Sendable {
    case found(DeviceState)
    case ended(PrintLine.Ending)
    case tried(PrintLine.Ending, Workshop.Order)
  }

  /// Results of a printer the office has replaced meanwhile are not about the new one.
  typealias Result = (life: Int, work: Work)

  private let node: Node
  private let folder: StoreFolder
  private let printer: any Printer
  private let lane: DeviceLane<Result>
  private var setting: (text: String, paper: Int)?
  private var address = PrinterAddress.none
  private var life = 0
  private var line: PrintLine?
  private var jobs: [Int64: PrintJob] = [:]
  /// Notes the disk has not taken yet; tried again at every turn.
  private var unnoted: [Int64: PrintJob] = [:]
  private var isAtPrinter = false

  init(_ node: Node, _ folder: StoreFolder, _ printer: any Printer, _ bell: Bell) {
    self.node = node
    self.folder = folder
    self.printer = printer
    lane = DeviceLane(bell)
  }

  private var uptime: Int64 { node.surroundings.clock.uptime() }

  /// Takes in new jobs and results, and goes on with the line. Called after every turn, when its answers are out.
  func service() -> [(Workshop.Order, MaintenanceReport)] {
    var reports: [(Workshop.Order, MaintenanceReport)] = []
    fitProfile()
    noteLeftOver()
    for result in lane.takeResults() {
      if case .tried(let ending, let order) = result.work { reports.append((order, Self.report(ending))) }
      guard result.life == life else { continue }
      switch result.work {
      case .found(let state): step(.found(state))
      case .ended(let ending):
        isAtPrinter = false
        step(.ended(ending))
      case .tried(let ending, _): step(.found(ending.state))
      }
    }
    let new = node.outbox.jobs
    node.outbox.jobs = []
    if line != nil { for job in new { take(job) } }
    step(.timePassed)
    raiseAlarm()
    return reports
  }

  /// When `service` is due at the latest, in milliseconds.
  var dueIn: Int? { line?.wakeAt.map { Int(max(0, $0 - uptime)) } }

  var isPrinting: Bool { isAtPrinter }

  private func fitProfile() {
    let devices = node.hall.profile?.devices ?? Devices()
    let text = node.hall.profile == nil ? "none" : devices.printer
    guard setting?.text != text || setting?.paper != devices.paperMillimetres else { return }
    let isOther = setting?.text != text
    setting = (text, devices.paperMillimetres)
    guard isOther else { return }
    address = PrinterAddress(text)
    // Never into the office's own store.
    if case .file(let path) = address, path.hasPrefix(folder.path + "/store") { address = .unknown }
    life += 1
    isAtPrinter = false
    jobs = [:]
    line = address == .none ? nil : PrintLine(at: uptime)
    guard line != nil else { return }
    node.outbox.jobs = []  // They are in the store as well.
    takeUnfinished()
  }

  /// What an earlier life of the node left in the line. A ticket that was at the printer may be on paper: what comes out
  /// now says that it is a copy.
  private func takeUnfinished() {
    for var job in (try? node.store.printJobs().waiting()) ?? [] {
      if job.state == .printing {
        job.isCopy = true
        job.attempts += 1
        job.state = job.attempts < PrintLine.attemptsMax ? .queued : .failed
        keep([job])
      }
      if job.state == .queued { take(job) }
    }
  }

  private func take(_ job: PrintJob) {
    jobs[job.id] = job
    // By uptime from here on: a clock that is set neither revives a ticket nor kills it.
    let left = min(max(0, node.now.span(until: job.expiresAt).milliseconds), Node.paperTimeToLive.milliseconds)
    step(
      .queued(.init(id: job.id, deadline: uptime + left, isCopy: job.isCopy, attempts: job.attempts)))
  }

  private func step(_ event: PrintLine.Event) {
    guard let actions = line?.step(event, at: uptime), !actions.isEmpty else { return }
    var notes: [PrintJob] = []
    for case .note(let told, let state, let reason) in actions {
      guard var job = jobs[told.id] else { continue }
      (job.state, job.isCopy, job.attempts) = (state, told.isCopy, told.attempts)
      job.reason = reason?.key ?? ""
      jobs[job.id] = state.isPending ? job : nil
      notes.append(job)
    }
    let isNoted = keep(notes)
    for action in actions {
      switch action {
      case .note: break
      case .look:
        let (printer, address, life) = (printer, address, life)
        if !lane.order({ (life, .found(printer.look(address))) }) { step(.found(.silent)) }
      case .print(let job):
        guard isNoted else {
          step(.notNoted)
          continue
        }
        send(job)
      }
    }
  }

  /// A visit that cannot be read must not keep the others waiting: it is tried three times like any other failure.
  private func send(_ told: PrintLine.Job) {
    guard let job = jobs[told.id], let ticket = ticket(job) else { return step(.ended(.cut(.unknown))) }
    let (printer, address, life, paper) = (printer, address, life, paper)
    // Drawn there too: a picture of a code takes longer than a number.
    isAtPrinter = lane.order {
      (life, .ended(printer.print(EscPos(paper).bytes(.ticket(ticket)), on: address)))
    }
    if !isAtPrinter { step(.ended(.refused(.silent))) }
  }

  /// In one transaction. What cannot be kept now is kept later; a ticket that is to be sent then is not.
  @discardableResult
  private func keep(_ notes: [PrintJob]) -> Bool {
    guard !notes.isEmpty else { return true }
    do {
      try node.keepingWhatDevicesNote { jobs in for job in notes { try jobs.note(job) } }
      for job in notes { unnoted[job.id] = nil }
      return true
    } catch {
      for job in notes {
        var job = job
        if job.state == .printing { job.state = .queued }
        unnoted[job.id] = job
      }
      return false
    }
  }

  private func noteLeftOver() {
    guard !unnoted.isEmpty else { return }
    keep(unnoted.values.sorted { $0.id < $1.id })
  }

  // MARK: What is on the ticket

  private var paper: Paper { Paper(rawValue: setting?.paper ?? 58) ?? .narrow }

  private func ticket(_ job: PrintJob) -> Receipt.Ticket? {
    guard let profile = node.hall.profile, let view = try? node.ticketView(VisitQuery { $0.visit = .id(job.visit) }),
      let visit = try? node.found(.id(job.visit))
    else { return nil }
    let local = profile.zone.local(visit.openedAt)
    let isPractice = ((try? node.store.meta(Practice.key)) ?? nil) != nil
    return Receipt.Ticket {
      $0.office = profile.name
      $0.number = visit.label
      $0.service = job.language == .indonesian ? view.service : view.serviceEnglish
      if visit.stage == .waiting { ($0.ahead, $0.minutes) = (view.ahead, view.expectedMinutes) }
      $0.promiseMinutes = view.promiseMinutes
      $0.decree = profile.decree
      $0.issued = "\(visit.day.spoken(job.language)) \(local.time) \(profile.zone.word)"
      ($0.square, $0.code) = (view.qr, view.code)
      ($0.isCopy, $0.language) = (job.isCopy, job.language)
      $0.isPractice = isPractice
    }
  }

  // MARK: Trials

  func tryOut(_ order: Workshop.Order) throws(Refusal) {
    guard line != nil, let profile = node.hall.profile else { throw .noPrinter }
    let bytes = Self.trial(profile)
    let (printer, address, life) = (printer, address, life)
    guard lane.order({ (life, .tried(printer.print(bytes, on: address), order)) }) else { throw .busy }
  }

  fileprivate static func trial(_ profile: OfficeProfile) -> [UInt8] {
    let paper = Paper(rawValue: profile.devices.paperMillimetres) ?? .narrow
    return EscPos(paper).bytes(.trial(office: profile.name, on: paper))
  }

  static func report(_ ending: PrintLine.Ending) -> MaintenanceReport {
    MaintenanceReport {
      if case .printed(let state) = ending, state == .ready { return }
      $0.findings = ["pencetak / printer: \(ending.state.label.indonesian) / \(ending.state.label.english)"]
    }
  }

  // MARK: What staff see

  private func raiseAlarm() {
    guard let line, line.state.needsPerson else { return node.alarms.set(.printer, nil, at: node.reading.wall) }
    let waiting = line.waiting
    node.alarms.set(
      .printer,
      Bilingual(
        "Pencetak karcis: \(line.state.label.indonesian). \(waiting) karcis menunggu; nomor tetap berlaku dan layanan berjalan.",
        "Ticket printer: \(line.state.label.english). \(waiting) tickets wait; numbers stay valid and service goes on."),
      at: node.reading.wall)
  }

  var view: DeviceLine {
    let state = line?.state ?? .none
    return DeviceLine {
      $0.name = "printer"
      ($0.state, $0.indonesian, $0.english) = (state, state.label.indonesian, state.label.english)
      $0.waiting = line?.waiting ?? 0
    }
  }
}

extension Node {
  /// A trial by this thread, where nobody else has the printer.
  func tryPrinter(_ printer: some Printer) throws -> MaintenanceReport {
    guard let profile = hall.profile, hasPrinter else { throw Refusal.noPrinter }
    return PrintRoom.report(printer.print(PrintRoom.trial(profile), on: PrinterAddress(profile.devices.printer)))
  }
}

extension PrintLine.Ending {
  var state: DeviceState {
    switch self {
    case .printed(let state), .refused(let state), .cut(let state): state
    }
  }
}
