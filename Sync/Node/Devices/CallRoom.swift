import Desk
import Devices
import Domain
import Journal
import Machine

/// The announcer's side of the node's thread: one line of calls, one voice, nothing said twice after a restart.
final class CallRoom {
  enum Result: Sendable {
    case looked(VoiceFault?)
    case said(VoiceFault?)
    case tried(VoiceFault?, Workshop.Order)
  }

  private let node: Node
  private let speaker: any Speaker
  private let lane: DeviceLane<Result>
  private var line = VoiceLine()
  private var isSpeaking = false
  private var isMuted: Bool
  private var hasAsked = false
  /// Until the speaker has answered once, nobody knows whether it can be heard.
  private var isKnown = false
  private var fault: VoiceFault?
  /// A PC that never had a voice needs nobody; one that has lost it does.
  private var hasSpoken = false

  init(_ node: Node, _ speaker: any Speaker, _ bell: Bell) {
    self.node = node
    self.speaker = speaker
    lane = DeviceLane(bell)
    isMuted = node.isMuted
  }

  private var isWanted: Bool { node.hall.profile?.devices.voice ?? false }

  func service() -> [(Workshop.Order, MaintenanceReport)] {
    var reports: [(Workshop.Order, MaintenanceReport)] = []
    for result in lane.takeResults() {
      switch result {
      case .looked(let found): (fault, isKnown) = (found, true)
      case .said(let found):
        isSpeaking = false
        settle(found)
      case .tried(let found, let order):
        settle(found)
        reports.append((order, Self.report(found)))
      }
    }
    let calls = node.outbox.calls
    node.outbox.calls = []
    if isWanted, !isMuted {
      let now = node.surroundings.clock.uptime()
      for call in calls { line.add(call, at: now) }
      look()
      speak(now)
    } else {
      line.clear()
    }
    raiseAlarm()
    return reports
  }

  private func settle(_ found: VoiceFault?) {
    (fault, isKnown) = (found, true)
    if found == nil { hasSpoken = true }
  }

  /// Once, so that the status page does not wait for the first call to know.
  private func look() {
    guard !hasAsked else { return }
    hasAsked = true
    let speaker = speaker
    _ = lane.order { .looked(speaker.trouble()) }
  }

  private func speak(_ now: Int64) {
    guard !isSpeaking, let next = line.next(at: now) else { return }
    let speaker = speaker
    isSpeaking = lane.order { .said(speaker.say(next)) }
    if !isSpeaking { fault = .failed }
  }

  func mute(_ isMuted: Bool) throws {
    try node.mute(isMuted)
    self.isMuted = isMuted
    if isMuted { line.clear() }
  }

  /// One sentence, also where the office has muted its calls.
  func tryOut(_ order: Workshop.Order) throws(Refusal) {
    let speaker = speaker
    let trial = Announcement.trial(node.hall.profile)
    guard lane.order({ .tried(speaker.say(trial), order) }) else { throw .busy }
  }

  static func report(_ fault: VoiceFault?) -> MaintenanceReport {
    MaintenanceReport {
      if let fault { $0.findings = ["suara / voice: \(fault.text.indonesian) / \(fault.text.english)"] }
    }
  }

  private func raiseAlarm() {
    let isBroken = isWanted && !isMuted && (hasSpoken || fault == .failed || fault == .tooSlow)
    node.alarms.set(
      .voice,
      isBroken
        ? fault.map {
          Bilingual(
            "Panggilan tidak terdengar: \($0.text.indonesian). Panggilan tetap tampil di papan.",
            "Calls are not heard: \($0.text.english). They are still shown on the board.")
        } : nil, at: node.reading.wall)
  }

  var view: DeviceLine {
    let state: DeviceState
    if !isWanted {
      state = .none
    } else if isMuted {
      state = .muted
    } else if fault != nil {
      state = .noVoice
    } else {
      state = isKnown ? .ready : .unknown
    }
    let why = state == .noVoice ? fault?.text : nil
    let late = Bilingual(
      "\(line.dropped) panggilan terlambat dan tidak diucapkan", "\(line.dropped) calls came too late")
    func words(_ language: Language) -> String {
      ([state.label, why, line.dropped > 0 ? late : nil] as [Bilingual?]).compactMap { $0?[language] }
        .joined(separator: "; ")
    }
    return DeviceLine {
      $0.name = "voice"
      $0.state = state
      ($0.indonesian, $0.english) = (words(.indonesian), words(.english))
      $0.waiting = line.count + (isSpeaking ? 1 : 0)
    }
  }
}

extension Announcement {
  /// A number nobody has.
  static func trial(_ profile: OfficeProfile?) -> Announcement {
    Announcement(number: QueueNumber("A007"), desk: profile?.desks.first?.number ?? 1, language: .indonesian)
  }
}
