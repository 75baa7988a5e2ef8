import CentralReception
import Domain
import Glibc
import Seal
import TestSupport
import Testing
import Wire

/// One-time codes, seats and keys.
struct EnrollingTests {
  private let office = CentreWithOffice.office

  @Test(arguments: TestSupport.Engine.allCases)
  func `a code works for one key pair, in its office, for three days`(engine: TestSupport.Engine) async throws {
    let folder = try CentreFolder(engine)
    let centre = try await folder.open()
    try await centre.addOffice(office, name: "BPS Halmahera Utara")
    try await centre.addOffice(OfficeCode(6207), name: "BPS Seruyan")
    let code = try await centre.makeCode(office)
    var seat = EnrolledSeat(office)
    func outcome(_ seat: EnrolledSeat, _ code: EnrolCode) async -> EnrolOutcome? {
      EnrolledSeat.enrolReply(await centre.enrol(seat.enrolCall(code, node: 1), from: "192.0.2.9"), code)?.outcome
    }
    #expect(await outcome(EnrolledSeat(OfficeCode(6207)), code) == .otherOffice)
    #expect(await outcome(seat, code) == .enrolled)
    // The first reply was lost: the same seat, a new link key.
    try await seat.enrol(centre, node: 1, code: code)
    let (first, number) = (seat.linkKey, seat.seat)
    try await seat.enrol(centre, node: 1, code: code)
    #expect(seat.seat == number)
    #expect(seat.linkKey != first)
    #expect(await outcome(EnrolledSeat(office), code) == .usedCode)
    let late = try await centre.makeCode(office)
    folder.after(.minutes(72 * 60 + 1))
    #expect(await outcome(EnrolledSeat(office), late) == .expiredCode)
    // The same computer with a new code keeps its seat.
    let before = seat.seat
    try await seat.enrol(centre, node: 1)
    #expect(seat.seat == before)
    // Another one that writes under the same number is given another.
    var other = EnrolledSeat(office)
    try await other.enrol(centre, node: 1)
    #expect(other.seat != seat.seat)
    #expect(other.node != 1)
    await centre.close()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `enrolled again with another key pair, a PC keeps its number, and the pair before stays revoked`(
    engine: TestSupport.Engine
  ) async throws {
    let begun = try await CentreWithOffice(engine)
    let (centre, copied) = (begun.centre, begun.seat)
    try await centre.revoke(office, seat: copied.seat)
    var fresh = EnrolledSeat(office)
    fresh.earlierKey = copied.pair.publicKey
    try await fresh.enrol(centre, node: 1)
    #expect(fresh.node == 1)
    #expect(fresh.seat != copied.seat)
    // Neither its call nor another code brings the copy back.
    let code = try await centre.makeCode(office)
    let again = EnrolledSeat.enrolReply(await centre.enrol(copied.enrolCall(code, node: 1), from: "192.0.2.9"), code)
    #expect(again?.outcome == .revokedKey)
    await centre.close()
  }

  @Test func `the seventh computer of an office is told that another gives its numbers, and no earlier one`()
    async throws
  {
    let folder = try CentreFolder(.sqlite)
    let centre = try await folder.open()
    try await centre.addOffice(office, name: "BPS Halmahera Utara")
    func enrol(_ seat: EnrolledSeat) async throws -> EnrolReply? {
      let code = try await centre.makeCode(office)
      return EnrolledSeat.enrolReply(await centre.enrol(seat.enrolCall(code), from: "192.0.2.9"), code)
    }
    let seventh = EnrolledSeat(office)
    var replies: [EnrolReply] = []
    for _ in 1...6 { replies.append(try #require(try await enrol(EnrolledSeat(office)))) }
    replies.append(try #require(try await enrol(seventh)))
    #expect(replies.map(\.sharesNumbers) == [false, false, false, false, false, false, true])
    // With one that is used no more revoked, the seventh gets the numbers of that one when it is enrolled again.
    try await centre.revoke(office, seat: replies[2].seat)
    var again = EnrolledSeat(office)
    again.earlierKey = seventh.pair.publicKey
    let reply = try #require(try await enrol(again))
    #expect(reply.sharesNumbers == false)
    #expect(NumberShare(seat: reply.seat) == NumberShare(seat: replies[2].seat))
    await centre.close()
  }

  @Test func `a centre at work refuses what was practised, and the code still holds`() async throws {
    let folder = try CentreFolder(.sqlite)
    let centre = try await folder.open()
    try await centre.addOffice(office, name: "BPS Halmahera Utara")
    let code = try await centre.makeCode(office)
    var practising = EnrolledSeat(office)
    practising.isPractice = true
    let refused = EnrolledSeat.enrolReply(await centre.enrol(practising.enrolCall(code), from: "192.0.2.9"), code)
    #expect(refused?.outcome == .officePractises)
    let seat = EnrolledSeat(office)
    #expect(
      EnrolledSeat.enrolReply(await centre.enrol(seat.enrolCall(code), from: "192.0.2.9"), code)?.outcome == .enrolled)
    await centre.close()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `unknown codes and wrong secrets answer alike, and ten of them close an address for an hour`(
    engine: TestSupport.Engine
  ) async throws {
    let folder = try CentreFolder(engine)
    let centre = try await folder.open()
    try await centre.addOffice(office, name: "BPS Halmahera Utara")
    let code = try await centre.makeCode(office)
    let seat = EnrolledSeat(office)
    let unknown = try #require(EnrolCode(random: Seal.randomBytes(13)))
    let guessed = try #require(EnrolCode(code.name + unknown.secret))
    for guess in [unknown, guessed, unknown, guessed, unknown, guessed, unknown, guessed, unknown, guessed] {
      let answer = await centre.enrol(seat.enrolCall(guess), from: "198.51.100.7")
      #expect(answer.status == 403)
      #expect(answer.body.isEmpty)
    }
    let closed = await centre.enrol(seat.enrolCall(code), from: "198.51.100.7")
    #expect(closed.status == 429)
    #expect(closed.retryAfter.map { (3_000...3_601).contains($0) } == true)
    #expect(await centre.enrol(seat.enrolCall(code), from: "198.51.100.8").status == 200)
    folder.after(.minutes(61))
    #expect(await centre.enrol(seat.enrolCall(code), from: "198.51.100.7").status == 200)
    await centre.close()
  }

  @Test func `the key is the user's alone, and a database keeps to the key it was begun with`() async throws {
    let folder = try CentreFolder(.sqlite)
    let centre = try await folder.open()
    await centre.close()
    var status = stat()
    #expect(stat(folder.folder.path + "/centre.key", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    #expect(stat(folder.folder.path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o700)
    #expect(try CentreKeys.open(in: folder.folder.path).pair == folder.keys.pair)
    await #expect(throws: CentreKeys.Foreign.self) {
      _ = try await Centre(
        folder.place, CentreKeys(seed: Seal.randomBytes(32)),
        Centre.Surroundings(now: { Moment(milliseconds: 0) }, squeezer: .none))
    }
  }
}

/// Which queue numbers each computer of an office gives is said by its seat.
struct NumberShareTests {
  @Test(arguments: TestSupport.Engine.allCases)
  func `every seat has numbers of its own, a replaced one keeps them, and a revoked one's come last`(
    engine: TestSupport.Engine
  ) async throws {
    let office = OfficeCode(8205)
    let folder = try CentreFolder(engine)
    let centre = try await folder.open()
    try await centre.addOffice(office, name: "BPS Halmahera Utara")
    func place(after earlier: EnrolledSeat? = nil) async throws -> (seat: EnrolledSeat, place: Int) {
      var seat = EnrolledSeat(office)
      if let earlier { seat.earlierKey = earlier.pair.publicKey }
      try await seat.enrol(centre)
      return (seat, NumberShare(seat: seat.seat).place)
    }
    let first = try await place()
    let second = try await place()
    let third = try await place()
    #expect([first.place, second.place, third.place] == [0, 1, 2])
    // Its store goes on with the numbers it gave.
    #expect(try await place(after: first.seat).place == 0)
    // Of a dead PC nobody knows what it gave that was never sent.
    try await centre.revoke(office, seat: second.seat.seat)
    folder.after(.minutes(1))
    try await centre.revoke(office, seat: third.seat.seat)
    var rest: [Int] = []
    for _ in 1...5 { rest.append(try await place().place) }
    #expect(rest == [3, 4, 5, 1, 2])
    await centre.close()
  }
}
