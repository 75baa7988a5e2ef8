import CentralReception
import Domain
import Engine
import Journal
import Transport

extension EngineOffice {
  /// What a PC still has to say or to hear is said and heard, and then it must hold what the centre holds, each event once.
  /// `nil` when it does.
  public mutating func difference(from centre: Centre, _ surroundings: Surroundings) async throws -> String? {
    let code = keys.office
    guard engine.unsent == 0 else { return "\(code) has \(engine.unsent) events unsent" }
    try await settle([.lineChanged(isUp: true), .asked], surroundings)
    var positions: [EventID: Int] = [:]
    for run in try await centre.feed(code, above: 0, limit: 1_000_000) {
      for step in 0...run.last - run.first {
        let id = EventID(node: run.from.node, sequence: run.from.sequence + UInt64(step))
        guard positions.updateValue(run.first + step, forKey: id) == nil else { return "\(id) of \(code) stands twice" }
      }
    }
    guard Set(positions.keys) == Set(log.ids) else {
      return "\(code) and the centre hold \(log.count) and \(positions.count) events"
    }
    guard Set(positions.values) == Set(1...positions.count) else { return "the feed of \(code) has gaps" }
    return nil
  }
}

extension EngineOffice.Surroundings {
  /// To a reception in this process, frame by frame.
  public static func carrying(
    to centre: Centre, now: @escaping @Sendable () -> OfficeClock.Reading,
    sleep: @escaping @Sendable (Span) async throws -> Void
  ) -> Self {
    Self(now: now, sleep: sleep) { outgoing in
      var outgoing = outgoing
      let conversation = Conversation(centre)
      while let bytes = try outgoing.more() { await conversation.feed(bytes) }
      return await conversation.finish()
    }
  }
}
