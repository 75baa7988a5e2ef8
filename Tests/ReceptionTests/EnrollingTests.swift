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
