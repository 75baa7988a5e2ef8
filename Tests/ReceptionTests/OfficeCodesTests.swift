import CentralReception
import Domain
import Engine
import Journal
import LineDoubles
import SQL
import Seal
import TestSupport
import Testing
import Wire

/// Codes on paper at a centre: one office, several PCs.
struct OfficeCodesTests {
  private let office = OfficeCode(8205)
  private let reservation = ReservationID(EventID(node: 900, sequence: 3))

  private func begun(_ engine: TestSupport.Engine) async throws -> (CentreFolder, Centre, EnrolledSeat, EnrolledSeat) {
    let folder = try CentreFolder(engine)
    let centre = try await folder.open()
    try await centre.addOffice(office, name: "BPS Halmahera Utara")
    var (first, second) = (EnrolledSeat(office), EnrolledSeat(office))
    try await first.enrol(centre)
    try await second.enrol(centre)
    return (folder, centre, first, second)
  }

  /// Whether a PC with nothing but its keys would let somebody with this code in.
  private func accepts(_ seat: EnrolledSeat, _ code: String, under keys: [[UInt8]]? = nil) throws -> Bool {
    let read = try #require(ShortCode.readings(of: code).first { $0.kind == .reservation })
    let sealed = ShortCode.sealed(.reservation, seat.office, reservation.first)
    return (keys ?? seat.codes.keys.map(\.key.bytes)).contains {
      ShortCode.check(of: Seal.keyed($0, sealed, 16)) == read.check
    }
  }

  private func token(_ seat: EnrolledSeat, _ expires: Day, of office: OfficeCode? = nil) throws -> String {
    let key = try #require(seat.codes.keys.last?.key.bytes)
    let visit = VisitID(EventID(node: seat.node, sequence: 7))
    let sealed = PageToken.sealed(seat.office, visit, expires)
    return try #require(
      PageToken(
        office: office ?? seat.office, visit: visit, expires: expires, seal: Seal.keyed(key, sealed, 16)
      ).text(at: "https://pst.bps.go.id"))
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `a reservation's code holds at every PC, one that came later and one enrolled anew among them`(
    engine: TestSupport.Engine
  ) async throws {
    let (_, centre, first, second) = try await begun(engine)
    let printed = try await centre.code(of: reservation, at: office)
    #expect(try accepts(first, printed) && accepts(second, printed))
    #expect(first.codes == second.codes && first.linkKey != second.linkKey)
    var later = EnrolledSeat(office)
    later.earlierKey = first.pair.publicKey
    try await later.enrol(centre)
    #expect(try accepts(later, printed))
    #expect(try await centre.code(of: reservation, at: office) == printed)
    // At another office it is worth nothing, though the reservation has the same number there.
    try await centre.addOffice(OfficeCode(6207), name: "BPS Seruyan")
    var other = EnrolledSeat(OfficeCode(6207))
    try await other.enrol(centre)
    #expect(try await centre.code(of: reservation, at: other.office) != printed)
    #expect(other.codes.keys.map(\.key) != first.codes.keys.map(\.key))
    await centre.close()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `a ticket's page is shown whichever PC printed it, and no other`(engine: TestSupport.Engine) async throws {
    let (folder, centre, first, second) = try await begun(engine)
    let today = Zone.wit.local(folder.now).day
    for seat in [first, second] {
      let text = try token(seat, today)
      #expect(try await centre.ticket(text)?.visit == VisitID(EventID(node: seat.node, sequence: 7)))
      #expect(try await centre.ticket(token(seat, today.advanced(by: -1))) == nil, "over")
      #expect(try await centre.ticket(token(seat, today, of: OfficeCode(6207))) == nil, "of another office")
      #expect(try await centre.ticket(String(text.dropLast(2)) + "00") == nil)
    }
    #expect(try await centre.ticket("A007-7KQ2") == nil)
    await centre.close()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `a new key reaches every PC but the stolen one, and what was printed before holds`(
    engine: TestSupport.Engine
  ) async throws {
    var (folder, centre, first, stolen) = try await begun(engine)
    var second = EnrolledSeat(office)
    try await second.enrol(centre)
    let before = try await centre.code(of: reservation, at: office)
    let page = try token(first, Zone.wit.local(folder.now).day)
    folder.after(.minutes(60))
    try await centre.revoke(office, seat: stolen.seat)
    try await centre.renewCodes(office)
    let refused = try #require(try await stolen.callForCodes(centre))
    #expect(refused.standing == .revoked && refused.sealedCodes == Blob())
    // Until all have heard of it codes are made under the one they all have.
    #expect(try await centre.code(of: reservation, at: office) == before)
    #expect(try await first.callForCodes(centre)?.standing == .welcome)
    #expect(first.codes.keys.count == 2)
    #expect(try await centre.code(of: reservation, at: office) == before)
    _ = try await second.callForCodes(centre)
    #expect(try await second.callForCodes(centre)?.sealedCodes == Blob(), "said and known")
    _ = try await first.callForCodes(centre)
    let after = try await centre.code(of: reservation, at: office)
    #expect(after != before)
    #expect(try accepts(first, after) && accepts(second, after) && accepts(first, before) && accepts(second, before))
    #expect(try !accepts(stolen, after))
    #expect(try await centre.ticket(page) != nil)
    await centre.close()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `declared void, the keys before are worth nothing at either end`(engine: TestSupport.Engine) async throws {
    var (folder, centre, first, _) = try await begun(engine)
    let (before, page) = (
      try await centre.code(of: reservation, at: office), try token(first, Zone.wit.local(folder.now).day)
    )
    folder.after(.minutes(60))
    try await centre.renewCodes(office, voiding: true)
    #expect(try await centre.ticket(page) == nil)
    _ = try await first.callForCodes(centre)
    #expect(try first.codes.keys.count == 1 && !accepts(first, before))
    #expect(try accepts(first, await centre.code(of: reservation, at: office)))
    await #expect(throws: CentreRefusal.noSuchOffice(OfficeCode(6207))) {
      try await centre.renewCodes(OfficeCode(6207))
    }
    await centre.close()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `a PC that has been silent for a month holds nobody up`(engine: TestSupport.Engine) async throws {
    var (folder, centre, first, second) = try await begun(engine)
    let before = try await centre.code(of: reservation, at: office)
    folder.after(.minutes(31 * 24 * 60))
    try await centre.renewCodes(office)
    _ = try await first.callForCodes(centre)
    _ = try await first.callForCodes(centre)
    let after = try await centre.code(of: reservation, at: office)
    #expect(after != before)
    #expect(try accepts(first, after) && !accepts(second, after))
    _ = try await second.callForCodes(centre)
    #expect(try accepts(second, after))
    await centre.close()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `an older program is given no keys it does not know, and codes under its own`(
    engine: TestSupport.Engine
  ) async throws {
    let folder = try CentreFolder(engine)
    let centre = try await folder.open()
    try await centre.addOffice(office, name: "BPS Halmahera Utara")
    var old = EnrolledSeat(office)
    old.takesCodes = false
    try await old.enrol(centre)
    #expect(try await old.exchange(centre)?.reply.sealedCodes == Blob())
    let printed = try await centre.code(of: reservation, at: office)
    #expect(old.codes.keys.isEmpty)
    #expect(try accepts(old, printed, under: [old.linkKey]))
    // The program is brought up to date: its next call says so, and what was printed holds at the centre too.
    folder.after(.minutes(1))
    #expect(try await old.callForCodes(centre)?.standing == .welcome)
    _ = try await old.callForCodes(centre)
    let after = try await centre.code(of: reservation, at: office)
    #expect(try after != printed && accepts(old, after))
    await centre.close()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `where an older program was put back, codes are made under what it reads`(engine: TestSupport.Engine)
    async throws
  {
    let folder = try CentreFolder(engine)
    let centre = try await folder.open()
    try await centre.addOffice(office, name: "BPS Halmahera Utara")
    var seat = EnrolledSeat(office)
    try await seat.enrol(centre)
    _ = try await seat.callForCodes(centre)
    #expect(try accepts(seat, await centre.code(of: reservation, at: office)))
    // It says nothing of code keys, and looks into no file of them.
    #expect(try await seat.exchange(centre)?.reply.sealedCodes == Blob())
    #expect(try accepts(seat, await centre.code(of: reservation, at: office), under: [seat.linkKey]))
    // Brought up to date again.
    _ = try await seat.callForCodes(centre)
    #expect(try accepts(seat, await centre.code(of: reservation, at: office)))
    await centre.close()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `what was declared void stays void over a backup, and every PC is told at its next call`(
    engine: TestSupport.Engine
  ) async throws {
    var (folder, centre, first, second) = try await begun(engine)
    let oldest = try #require(first.codes.keys.first?.name)
    let stolen = try await centre.code(of: reservation, at: office)
    folder.after(.minutes(60))
    try await centre.renewCodes(office, voiding: true)
    // One PC has heard of it when the centre's disk breaks, and the other has not.
    _ = try await first.callForCodes(centre)
    try await folder.change("DELETE FROM code_key WHERE name > $1", [.integer(Int64(oldest))])
    try await folder.change("INSERT INTO code_key (office, name) VALUES (8205, $1)", [.integer(Int64(oldest))])
    try await folder.change("UPDATE seat SET code_key = $1", [.integer(Int64(oldest))])
    try await folder.change("UPDATE central_office SET code_floor = 0", [])
    folder.after(.minutes(1))
    try await centre.renewCodes(office)
    _ = try await second.callForCodes(centre)
    #expect(try accepts(second, stolen), "nobody has told the centre yet")
    for _ in 0..<2 {
      _ = try await first.callForCodes(centre)
      _ = try await second.callForCodes(centre)
    }
    #expect(first.codes == second.codes && first.codes.keys.count == 2)
    #expect(try !accepts(first, stolen) && !accepts(second, stolen))
    let printed = try await centre.code(of: reservation, at: office)
    #expect(try accepts(first, printed) && accepts(second, printed))
    await centre.close()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `a database of the version before goes on, and its offices are given keys at their next call`(
    engine: TestSupport.Engine
  ) async throws {
    let folder = try CentreFolder(engine)
    let old = try await folder.open()
    try await old.addOffice(office, name: "BPS Halmahera Utara")
    var seat = EnrolledSeat(office)
    seat.takesCodes = false
    try await seat.enrol(old)
    await old.close()
    for sql in [
      "DROP TABLE code_key", "ALTER TABLE central_office DROP COLUMN code_floor",
      "ALTER TABLE seat DROP COLUMN code_key", "UPDATE meta SET value = '1' WHERE key = 'centre'",
    ] { try await folder.change(sql, []) }
    let new = try await folder.open()
    let printed = try await new.code(of: reservation, at: office)
    #expect(try accepts(seat, printed, under: [seat.linkKey]))
    #expect(try await seat.callForCodes(new)?.standing == .welcome)
    #expect(seat.codes.keys.count == 1)
    await new.close()
    let again = try await folder.open()
    #expect(try await seat.callForCodes(again)?.sealedCodes == Blob())
    await again.close()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `a centre that came back from a backup knows its codes again from the first PC that calls`(
    engine: TestSupport.Engine
  ) async throws {
    var (folder, centre, first, second) = try await begun(engine)
    let oldest = try #require(first.codes.keys.first?.name)
    folder.after(.minutes(60))
    try await centre.renewCodes(office)
    for _ in 0..<2 {
      _ = try await first.callForCodes(centre)
      _ = try await second.callForCodes(centre)
    }
    let printed = try await centre.code(of: reservation, at: office)
    let page = try token(first, Zone.wit.local(folder.now).day)
    let held = first.codes
    // As it was before the renewal.
    try await folder.change("DELETE FROM code_key WHERE name > $1", [.integer(Int64(oldest))])
    try await folder.change("UPDATE seat SET code_key = $1", [.integer(Int64(oldest))])
    #expect(try accepts(first, await centre.code(of: reservation, at: office)), "an older one, which all still hold")
    #expect(try await centre.ticket(page) == nil)
    // It is renewed before anybody has called: no name comes twice.
    folder.after(.minutes(1))
    try await centre.renewCodes(office)
    _ = try await first.callForCodes(centre)
    #expect(try await centre.ticket(page) != nil)
    #expect(first.codes.keys.count == 3 && Array(first.codes.keys.prefix(2)) == held.keys)
    #expect(try accepts(first, printed))
    _ = try await second.callForCodes(centre)
    #expect(second.codes == first.codes)
    await centre.close()
  }

  @Test func `keys are sealed to the seat alone, also with a new link key`() async throws {
    var (_, centre, seat, _) = try await begun(.sqlite)
    seat.linkKey = Seal.randomBytes(32)
    let newer = Blob(Parcel.mark(ofLink: seat.linkKey, .real))
    let call = seat.call { ($0.linkMark, $0.codes) = (newer, [0]) }
    let answer = await EnrolledSeat.send(seat.parcel(call), to: centre)
    let heard = try #require(try seat.readHead(answer.body, to: call))
    #expect(heard.standing == .newKey)
    #expect(seat.pair.open(heard.sealedCodes.bytes).flatMap(CodeKeyRing.init(bytes:)) == seat.codes)
    #expect(KeyPair.make().open(heard.sealedCodes.bytes) == nil)
    let key = try #require(seat.codes.keys.first?.key.bytes)
    #expect(!answer.body.contains(key))
    await centre.close()
  }

  @Test func `a call that is held is answered with the new key, unless its seat was locked out meanwhile`() async throws
  {
    for isRevoked in [false, true] {
      let (folder, centre, first, _) = try await begun(.sqlite)
      var seat = first
      _ = try await seat.callForCodes(centre)
      let said = seat.codes.names.said
      let incarnation = try #require(try await seat.exchange(centre)).reply.incarnation
      let call = seat.call { ($0.codes, $0.wait, $0.room, $0.incarnation) = (said, 50_000, 10_000, incarnation) }
      let bytes = seat.parcel(call)
      async let answer = EnrolledSeat.send(bytes, to: centre)
      try #require(try await comesTrue { try await centre.status().held > 0 })
      folder.after(.minutes(1))
      if isRevoked { try await centre.revoke(office, seat: seat.seat) }
      try await centre.renewCodes(office)
      let reply = try #require(try seat.readHead(await answer.body, to: call))
      #expect(reply.standing == (isRevoked ? .revoked : .welcome))
      #expect(reply.sealedCodes.bytes.isEmpty == isRevoked)
      await centre.close()
    }
  }
}
