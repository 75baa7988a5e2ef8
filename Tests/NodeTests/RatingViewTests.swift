import Desk
import Domain
import TestSupport
import Testing

/// What the rating terminal of a desk is offered.
@Suite struct RatingViewTests {
  private func served(_ head: any Desk, _ name: String, desk: Int) throws -> VisitID {
    let answer = try head.perform(.issueTicket(IssueTicket { $0.service = "konsultasi" }), id: name)
    let visit = try #require(answer.visit)
    let call = CallVisit {
      $0.visit = .id(visit)
      $0.desk = desk
    }
    _ = try head.perform(.callVisit(call), id: name + "-call")
    _ = try head.perform(.serve(Serve { $0.desk = desk }), id: name + "-serve")
    return visit
  }

  private func finish(_ head: any Desk, _ name: String, desk: Int) throws {
    _ = try head.perform(.finish(Finish { $0.desk = desk }), id: name + "-finish")
  }

  private func offer(_ visitor: any Desk, desk: Int) throws -> RatingView {
    guard case .rating(let view) = try visitor.read(.rating(DeskQuery { $0.desk = desk })) else {
      throw DeskUnreachable("another view")
    }
    return view
  }

  @Test(arguments: [DeskKind.local, .socket])
  func `visitors are offered the visit just finished at the desk, until it is rated, replaced or five minutes old`(
    _ kind: DeskKind
  ) throws {
    let running = try RunningOffice(kind, try ShippedOffice.profile("halmahera-utara"))
    let head = try running.setUp()
    let visitor = try running.desk()
    let first = try served(head, "first", desk: 1)
    #expect(try offer(visitor, desk: 1).visit == nil, "nobody rates while they are being served")
    try finish(head, "first", desk: 1)
    let view = try offer(visitor, desk: 1)
    #expect(view.visit == first && view.open.contains(.skm) && view.service == "Konsultasi Statistik")
    #expect(try offer(visitor, desk: 2).visit == nil)

    let second = try served(head, "second", desk: 1)
    #expect(try offer(visitor, desk: 1).visit == first)
    try finish(head, "second", desk: 1)
    #expect(try offer(visitor, desk: 1).visit == second)

    let rating = Rate {
      $0.visit = .id(second)
      $0.scores = [RatingScore(.officer, 8)]
    }
    _ = try visitor.perform(.rate(rating), id: "rate")
    #expect(try offer(visitor, desk: 1).visit == nil, "the first one is not asked again either")

    _ = try served(head, "third", desk: 1)
    try finish(head, "third", desk: 1)
    running.clock.pass(.seconds(299))
    #expect(try offer(visitor, desk: 1).visit != nil)
    running.clock.pass(.seconds(2))
    #expect(try offer(visitor, desk: 1).visit == nil)
    #expect(throws: Refused(.noSuchDesk(known: running.office.profile.desks.map(\.number)))) {
      try offer(visitor, desk: 9)
    }
  }
}
