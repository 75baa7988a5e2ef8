import Devices
import Domain
import Store

/// What the turns committed so far ask of the devices. Whoever has devices takes it; nobody waits for that.
struct Outbox {
  /// Where no devices are, the oldest are forgotten: calls are in the log, jobs in the store.
  static let keptMax = 64

  var calls: [Announcement] = []
  var jobs: [PrintJob] = []

  mutating func add(_ other: Outbox) {
    calls = (calls + other.calls).suffix(Self.keptMax)
    jobs = (jobs + other.jobs).suffix(PrintLine.lineMax)
  }
}

extension Node {
  /// After this a ticket would come out for somebody who has gone on without it.
  public static let paperTimeToLive = Span.minutes(10)
  /// What one visitor may have printed again.
  public static let copiesMax = 3

  var hasPrinter: Bool { hall.profile.map { PrinterAddress($0.devices.printer) != .none } ?? false }

  /// The calls among facts just written.
  func callsToSpeak(_ drafts: [Draft]) -> [Announcement] {
    guard hall.profile?.devices.voice == true else { return [] }
    return drafts.compactMap { draft in
      let desk: Int
      switch draft.fact {
      case .visitCalled(let called): desk = called.desk
      case .visitRecalled(let recalled): desk = recalled.desk
      default: return nil
      }
      guard let visit = hall.visits[VisitID(draft.subject)] else { return nil }
      return Announcement(number: visit.number, desk: desk, language: visit.language)
    }
  }

  /// The paper of a ticket just given, in the ticket's own transaction. Phones show their number themselves.
  func paper(for command: Command, _ drafts: [Draft], _ now: Moment) throws -> PrintJob? {
    guard case .issueTicket(let issue) = command, issue.channel == .kiosk || issue.channel == .desk, hasPrinter else {
      return nil
    }
    for draft in drafts {
      guard case .visitOpened = draft.fact else { continue }
      return try store.printJobs().add(
        PrintJob(
          visit: VisitID(draft.subject), language: issue.language, isAsked: false, at: now,
          timeToLive: Node.paperTimeToLive))
    }
    return nil
  }

  /// Another copy of a ticket of today. While one is still to come out, that is the one.
  func askForCopy(_ key: VisitKey) throws {
    try settleMemory()
    guard hasPrinter else { throw Refusal.noPrinter }
    guard let visit = hall.visit(key), visit.day == hall.day?.day, visit.number != nil else {
      throw Refusal.noSuchVisit
    }
    let now = self.now
    var added: [PrintJob] = []
    try keepingWhatDevicesNote { jobs in
      let known = try jobs.of(visit.id)
      if let last = known.last, last.state.isPending, last.expiresAt > now { return }
      guard known.count(where: \.isAsked) < Node.copiesMax else { throw Refusal.copyLimit(Node.copiesMax) }
      added.append(
        try jobs.add(
          PrintJob(visit: visit.id, language: visit.language, isAsked: true, at: now, timeToLive: Node.paperTimeToLive)
        ))
    }
    outbox.add(Outbox(jobs: added))
  }

  /// Where a ticket's paper stands, as truly as it is known. What nobody prints any more is not waited for, and a line
  /// that cannot be read hides no number.
  func paperState(_ visit: VisitID) -> PrintState {
    guard hasPrinter else { return .none }
    let known: [PrintJob]
    do { known = try store.printJobs().of(visit) } catch { return .failed }
    guard let job = known.last else { return .none }
    // No ticket is at a printer for a minute: whoever sent it is gone.
    let end = job.state == .printing ? job.expiresAt.advanced(by: .minutes(1)) : job.expiresAt
    return job.state.isPending && end <= now ? .expired : job.state
  }

  static let muteKey = "voice-muted"

  var isMuted: Bool { ((try? store.meta(Node.muteKey)) ?? nil) != nil }

  func mute(_ isMuted: Bool) throws {
    guard store.identity != nil else { throw Refusal.officeNotOpened }
    try keepingWhatDevicesNote { _ in
      if isMuted { try store.setMeta(Node.muteKey, "yes") } else { try store.clearMeta(Node.muteKey) }
    }
  }
}
