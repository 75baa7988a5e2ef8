import Desk
import Domain
import Machine
import Node
import Seal
import Store

/// What a turn costs beside its answer: the pictures of everybody who watches.
enum Pictures {
  static let row = Row(
    name: "pictures", what: "all pictures of eight watching terminals after a turn, 500 visits in the day, p50",
    toReach: "≤ 1 ms", measure: measure)

  private static let visits = 500
  /// Of these the last hundred wait.
  private static let finished = 400
  private static let turns = 300

  /// Kiosk (day and profile), wall board (board and day), two desks, front office (queue and day).
  private static let watched: [Query] = [
    .day(DayQuery()), .profile(Empty()), .board(Empty()), .day(DayQuery()), .desk(DeskQuery { $0.desk = 1 }),
    .desk(DeskQuery { $0.desk = 2 }), .queue(QueueQuery()), .day(DayQuery()),
  ]

  private static func measure(_ bench: Bench) throws -> Row.Outcome {
    let store = try bench.freshStore("pictures")
    let opened = try store.open(Bench.surroundings(), practising: true)
    let node = opened.node
    let officer = Actor.officer(
      OfficerID(
        try press(
          node,
          .addOfficer(
            AddOfficer {
              ($0.profile.login, $0.profile.name, $0.profile.roles) = ("budi", "Budi", [.consultant])
            })
        ).officer?.first ?? .none))
    for index in 0..<visits {
      let ticket = try press(node, .issueTicket(IssueTicket { $0.service = "layanan-a" }))
      _ = try press(
        node,
        .registerGuest(
          RegisterGuest { ($0.profile.name, $0.visit) = ("Tamu \(index)", ticket.visit.map(VisitKey.id)) }))
    }
    for _ in 0..<finished { try serve(node, desk: 3) }
    _ = try press(node, .callNext(CallNext { $0.desk = 1 }))
    var samples = Samples()
    for turn in 0..<turns {
      // Calls and arrivals take turns, so that the line stays as long as it is.
      if turn.isMultiple(of: 2) {
        try serve(node, desk: 2)
      } else {
        _ = try press(node, .issueTicket(IssueTicket { $0.service = "layanan-b" }))
      }
      samples.add(try Bench.time { for query in watched { _ = try node.view(query, for: officer) } })
    }
    withExtendedLifetime(opened.lock) {}
    return Row.Outcome(
      measured: "\(decimal(samples.p50 / 1000)) ms (p99 \(decimal(samples.p99 / 1000)))", holds: samples.p50 <= 1000)
  }

  private static func serve(_ node: Node, desk: Int) throws {
    _ = try press(node, .callNext(CallNext { $0.desk = desk }))
    _ = try press(node, .serve(Serve { $0.desk = desk }))
    _ = try press(node, .finish(Finish { $0.desk = desk }))
  }

  private static func press(_ node: Node, _ command: Command) throws -> Answer {
    guard let id = CommandID(Seal.randomBytes(16)) else { throw Refusal.busy }
    return try node.carryOut([Node.Press(id: id, command: command, actor: .node)])[0].get()
  }
}
