import Desk
import Domain
import Journal
import Store
import TestSupport
import Testing
import Wire

@testable import Node

/// Two PCs of one office that exchange all they have, and the clock of one of them is off by years.
final class TwoPCs {
  let first: TemporaryOffice
  let second: TemporaryOffice
  private var held: [ObjectIdentifier: Held] = [:]
  private var presses = 0

  /// `ahead`: of the second PC's clock.
  init(_ ahead: Span, profile: OfficeProfile, seats: (Int, Int)? = (6, 7)) throws {
    first = TemporaryOffice(profile)
    second = TemporaryOffice(profile)
    try first.open()
    try first.setUp()
    try second.open()
    second.clock.jump(ahead)
    try second.node.store.writing {
      try second.node.store.settle(Store.Identity(office: profile.code, node: 2))
    }
    try second.node.reload()
    guard let seats else { return }
    first.node.sit(seats.0)
    second.node.sit(seats.1)
  }

  /// As each exchange tells it: by the centre's clock, which is right.
  func hearClocks() {
    let truth = first.clock.wall
    for office in [first, second] {
      office.node.hear(centreAhead: office.clock.wall.span(until: truth), within: .zero)
    }
  }

  func exchange(hearing: Bool = true) throws {
    if hearing { hearClocks() }
    try move(from: first, to: second)
    try move(from: second, to: first)
    try move(from: first, to: second)
  }

  func pass(_ span: Span) {
    first.pass(span)
    second.pass(span)
  }

  private func move(from: TemporaryOffice, to: TemporaryOffice) throws {
    let author = from.node.store.identity?.node ?? 0
    var known = held[ObjectIdentifier(to)] ?? Held()
    let entries = try from.node.store.events(node: author, from: known.marks[author] + 1, limit: 10_000)
    guard let last = entries.last else { return }
    let run = Run(
      author: author, first: entries[0].event.id.sequence, entries: entries.map { Entry($0.event) },
      check: last.link.check)
    let kept = try to.node.keep(Frame(stream: .news, position: 1, runs: [run]), held: &known) { _ in LineRecord().text }
    try #require(kept == true)
    held[ObjectIdentifier(to)] = known
  }

  @discardableResult
  func press(_ office: TemporaryOffice, _ command: Command) throws -> Answer {
    presses += 1
    return try office.press(command, "press-\(presses)", as: .officer(first.head)).get()
  }

  func arrive(_ office: TemporaryOffice) throws -> String {
    try press(office, .issueTicket(IssueTicket { ($0.service, $0.afterHours) = ("konsultasi", true) })).number?
      .description ?? ""
  }

  func line(_ office: TemporaryOffice) throws -> [QueueLine] {
    guard case .desk(let desk) = try office.node.view(.desk(DeskQuery { $0.desk = 2 }), for: .officer(first.head))
    else {
      return []
    }
    return desk.queue
  }
}

let decade = Span.minutes(60 * 24 * 3653)
