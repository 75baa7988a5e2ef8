import Desk
import Domain
import Engine
import Journal
import LineDoubles
import Machine
import Seal
import TestSupport
import Testing
import Transport
import Wire

@testable import Node

/// Codes at an office of several PCs, with a centre of the present version and with an older one.
@Suite struct `The keys of an office's codes` {
  private func newCentre() throws -> LineOffice {
    let office = try LineOffice()
    office.centre.with { _ = ($0.codes = CodeKeyNames(said: [0, 1_000])) }
    return office
  }

  /// A second PC of the same office.
  private func second(_ office: LineOffice) throws -> LineOffice {
    let second = try LineOffice(office.centre, isEmpty: true, clock: office.office.clock)
    office.centre.with { $0.forgetUse() }
    #expect(try second.enrol().findings == [])
    try second.settle()
    return second
  }

  private func accepts(_ office: LineOffice, _ code: String) -> Bool {
    (try? office.node.subject(ofCode: code, for: .officer(OfficerID(EventID(node: 1, sequence: 1))))) != nil
  }

  /// The code the centre prints for a booking, under its newest key.
  private func printed(_ office: LineOffice, _ id: ReservationID) throws -> String {
    try office.centre.with { books in
      let key = try #require(books.codes?.newest.map(books.codeKey).flatMap(LinkKey.init))
      let check = ShortCode.check(of: key.tag(ShortCode.sealed(.reservation, books.office, id.first)))
      return ShortCode(.reservation, .id(VisitID(id.first)), check: check).description
    }
  }

  private let booked = ReservationID(EventID(node: 900, sequence: 41))

  @Test func `what the centre prints is read at both PCs without a line, and what one PC prints at the other`() throws {
    let office = try newCentre()
    try office.enrol()
    try office.settle()
    let other = try second(office)
    let code = try printed(office, booked)
    #expect(accepts(office, code) && accepts(other, code))
    #expect(office.node.code(of: booked) == code && other.node.code(of: booked) == code)
    try office.issue()
    try office.settle()
    try other.run("the visit") { other.node.hall.todaysVisits.count == 1 }
    let visit = try #require(office.node.hall.todaysVisits.first)
    #expect(accepts(other, office.node.code(of: visit)))
    #expect(accepts(other, office.node.pageText(of: visit)) || office.node.pageText(of: visit).isEmpty)
    #expect(mode(office.office.folder.codeKeys) == 0o600)
  }

  @Test
  func `an office enrolled by the version before is given them at its next exchange, and papers from before hold`()
    throws
  {
    let office = try LineOffice()
    let own = office.node.code(of: booked)
    try office.enrol()
    try office.settle()
    let lined = office.node.code(of: booked)
    #expect(lined != own && accepts(office, own), "under the key of the line, as before")
    #expect(office.centre.with { $0.codesSaid[1] } == [0])
    // The centre is brought up to date.
    office.centre.with { _ = ($0.codes = CodeKeyNames(said: [0, 1_000])) }
    try office.issue()
    try office.run("codes") { !office.line.codes.keys.isEmpty }
    let code = try printed(office, booked)
    #expect(office.node.code(of: booked) == code)
    for paper in [own, lined, code] { #expect(accepts(office, paper)) }
    try office.restart()
    for paper in [own, lined, code] { #expect(accepts(office, paper), "after a restart") }
    try office.settle()
    #expect(office.centre.with { $0.codesSaid[1] } == [0, 1_000])
  }

  @Test func `a new key comes with an exchange, printed codes hold, and those declared void do not`() throws {
    let office = try newCentre()
    try office.enrol()
    try office.settle()
    let before = try printed(office, booked)
    office.centre.with { _ = $0.codes?.renew(at: Moment(milliseconds: 2_000)) }
    try office.issue()
    try office.run("the new key") { office.line.codes.keys.count == 2 }
    let after = try printed(office, booked)
    #expect(before != after)
    #expect(accepts(office, before) && accepts(office, after) && office.node.code(of: booked) == after)
    office.centre.with { _ = $0.codes?.renew(at: Moment(milliseconds: 3_000), voiding: true) }
    try office.issue()
    try office.run("the last") { office.line.codes.keys.count == 1 }
    #expect(!accepts(office, before) && !accepts(office, after))
  }

  @Test func `a PC that is enrolled again at a restored centre tells it of the keys it had forgotten`() throws {
    let office = try newCentre()
    try office.enrol()
    try office.settle()
    office.centre.with { _ = $0.codes?.renew(at: Moment(milliseconds: 2_000)) }
    try office.issue()
    try office.run("the new key") { office.line.codes.keys.count == 2 }
    let (code, said) = (try printed(office, booked), office.line.codes.names.said)
    office.centre.with {
      $0.codes = CodeKeyNames(said: [0, 1_000])
      $0.forgetUse()
      $0.codesSaid = [:]
    }
    try office.enrol()
    #expect(accepts(office, code), "what is on paper holds, also before the next exchange")
    try office.issue()
    try office.run("told") { office.centre.with { $0.codesSaid.values.contains(said) } }
  }

  @Test func `a revoked PC is given none`() throws {
    let office = try newCentre()
    try office.enrol()
    try office.settle()
    office.centre.with {
      _ = $0.revoked.insert(1)
      _ = $0.codes?.renew(at: Moment(milliseconds: 2_000))
    }
    try office.issue()
    try office.run("revoked") { office.line.picture.condition == .revoked }
    #expect(office.line.codes.keys.count == 1)
  }

  @Test func `a file of keys that is damaged or gone comes again, and nobody enrols for it`() throws {
    let office = try newCentre()
    try office.enrol()
    try office.settle()
    let path = office.office.folder.codeKeys
    for damage in [[UInt8]("loket codes 1\n8205\n0\n".utf8), []] {
      damage.isEmpty ? Files.remove(path) : try Files.replace(path, with: damage, mode: 0o600)
      try office.restart()
      #expect(office.line.codes.keys.isEmpty)
      try office.settle()
      try office.run("again") { office.line.codes.keys.count == 1 }
      #expect(CodeKeyFile.read(path, of: office.office.profile.code) == office.line.codes)
    }
    #expect(CodeKeyFile.read(path, of: OfficeCode(6207)) == CodeKeyRing(), "another office's")
  }

  @Test func `codes made under any of a PC's earlier link keys hold, however often it was given another`() throws {
    let office = try LineOffice()
    var papers = [office.node.code(of: booked)]
    try office.enrol()
    try office.settle()
    for round in 1...3 {
      let before = office.line.keys?.link
      papers.append(office.node.code(of: booked))
      if round == 3 {
        // Enrolled again.
        office.centre.with {
          $0.forgetUse()
          $0.link = .random()
        }
        try office.enrol()
      } else {
        office.centre.with { $0.link = .random() }
      }
      try office.issue()
      try office.run("another key") {
        office.line.keys?.link == office.centre.with { $0.link } && office.line.keys?.link != before
      }
      try office.settle()
    }
    papers.append(office.node.code(of: booked))
    #expect(Set(papers).count == 5)
    for paper in papers { #expect(accepts(office, paper)) }
    try office.restart()
    for paper in papers { #expect(accepts(office, paper), "after a restart") }
  }
}
