import Domain
import Journal
import SQL
import SQLPool
import Seal
import Store
import Wire

// Codes on paper: made here for reservations, made at the office for tickets, checked at both ends under keys that every PC
// of the office holds.
extension Books {
  /// A PC that has not called for so long is not waited for when a key is renewed: it is dead, or in a cupboard.
  static let awaited = Span.minutes(30 * 24 * 60)

  /// The names of an office's code keys, as they were last written down.
  func codeNames(_ office: OfficeCode) throws -> CodeKeyNames {
    let floor = try statement("SELECT code_floor FROM central_office WHERE office = $1")
      .first([.integer(office.number)]) { Int($0.integer(0)) }
    let names = try statement("SELECT name FROM code_key WHERE office = $1 ORDER BY name")
      .map([.integer(office.number)]) { Int($0.integer(0)) }
    return CodeKeyNames(said: [floor ?? 0] + names) ?? CodeKeyNames()
  }

  /// Inside a transaction that holds the office's lock.
  private func keep(_ names: CodeKeyNames, of office: OfficeCode) throws {
    try statement("UPDATE central_office SET code_floor = $2 WHERE office = $1")
      .run([.integer(office.number), .integer(names.floor)])
    try statement("DELETE FROM code_key WHERE office = $1").run([.integer(office.number)])
    for name in names.names {
      try statement("INSERT INTO code_key (office, name) VALUES ($1, $2)")
        .run([.integer(office.number), .integer(name)])
    }
  }

  /// The office's keys for a seat that may have them, sealed to it; empty where it holds just these. What it says it holds
  /// is noted, and taken in where the centre has forgotten it. Inside a transaction that holds the office's lock.
  func codes(for said: [Int], seat: Int, of office: OfficeCode, _ publicKey: [UInt8], at now: Moment) throws -> [UInt8]
  {
    guard let held = CodeKeyNames(said: said) else {
      // An older program would not know what to do with them, also where a newer one was before: codes are not made for
      // what that one held.
      try note(seat, of: office, holds: 0)
      return []
    }
    let known = try codeNames(office)
    var names = known
    names.hear(held, at: now)
    if names.newest == nil { names.renew(at: now) }
    if names != known { try keep(names, of: office) }
    try note(seat, of: office, holds: held.newest ?? 0)
    return names == held ? [] : try sealed(names, of: office, publicKey)
  }

  private func note(_ seat: Int, of office: OfficeCode, holds newest: Int) throws {
    try statement("UPDATE seat SET code_key = $3 WHERE office = $1 AND seat = $2 AND code_key <> $3")
      .run([.integer(office.number), .integer(seat), .integer(newest)])
  }

  /// The same for a call that was held: only what was renewed meanwhile is new.
  func codesSince(_ call: Call) throws -> [UInt8] {
    guard let held = CodeKeyNames(said: call.codes), let row = try seat(call.office, call.seat), !row.isRevoked else {
      return []
    }
    let names = try codeNames(call.office)
    return names == held || names.newest == nil ? [] : try sealed(names, of: call.office, row.publicKey)
  }

  /// The same at enrolment: the seat holds them from now on.
  func codes(enrolling seat: Int, of office: OfficeCode, _ publicKey: [UInt8], at now: Moment) throws -> [UInt8] {
    let sealed = try codes(for: [0], seat: seat, of: office, publicKey, at: now)
    try note(seat, of: office, holds: try codeNames(office).newest ?? 0)
    return sealed
  }

  private func sealed(_ names: CodeKeyNames, of office: OfficeCode, _ publicKey: [UInt8]) throws -> [UInt8] {
    let ring = CodeKeyRing(names) { keys.codeKey(of: office, named: $0) }
    guard let sealed = Seal.seal(ring.bytes, to: publicKey) else { throw Gone() }
    return sealed
  }

  /// A new key for the office's codes. Papers made under those before hold on, or are worth nothing any more if these are
  /// declared void.
  func renewCodes(_ code: OfficeCode, voiding: Bool, at now: Moment) throws {
    try writing {
      guard try office(code, locked: true) != nil else { throw CentreRefusal.noSuchOffice(code) }
      var names = try codeNames(code)
      names.renew(at: now, voiding: voiding)
      try keep(names, of: code)
      // A PC that calls is given them at once, and one that waits for news is called.
      tell(code)
    }
  }

  // MARK: Making and checking

  /// The key a code is made under now: the newest of the office's that all its PCs in use hold. Where none of them keeps the
  /// office's keys, since their programs are older, that of the PC enrolled last.
  func codeKeyInUse(_ office: OfficeCode, at now: Moment) throws -> LinkKey? {
    let seats = try statement(
      "SELECT seat, code_key, enrolled_at, seen_at FROM seat WHERE office = $1 AND revoked_at = 0 ORDER BY enrolled_at"
    ).map([.integer(office.number)]) {
      (seat: Int($0.integer(0)), held: Int($0.integer(1)), seenAt: max($0.integer(2), $0.integer(3)))
    }
    let holding = seats.filter { $0.held > 0 }
    let awaited = holding.filter { $0.seenAt > now.milliseconds - Self.awaited.milliseconds }
    let names = try codeNames(office)
    if let name = names.common((awaited.isEmpty ? holding : awaited).map(\.held), at: now) {
      return LinkKey(keys.codeKey(of: office, named: name))
    }
    return try seats.last.flatMap { try seat(office, $0.seat) }.flatMap { LinkKey($0.linkKey) }
  }

  /// Every key that paper in somebody's hand may have been made under: the office's, and before there were such, that of
  /// each PC that is not locked out.
  private func codeKeysThatHold(_ office: OfficeCode) throws -> [LinkKey] {
    let own = try codeNames(office).names.reversed().compactMap { LinkKey(keys.codeKey(of: office, named: $0)) }
    let seats = try statement("SELECT seat FROM seat WHERE office = $1 AND revoked_at = 0 ORDER BY enrolled_at DESC")
      .map([.integer(office.number)]) { Int($0.integer(0)) }
    return own + (try seats.compactMap { try seat(office, $0) }.compactMap { LinkKey($0.linkKey) })
  }

  func code(of reservation: ReservationID, under key: LinkKey?, _ office: OfficeCode) -> String {
    guard let key else { return "" }
    let id = reservation.first
    let check = ShortCode.check(of: key.tag(ShortCode.sealed(.reservation, office, id)))
    return ShortCode(.reservation, .id(VisitID(id)), check: check).description
  }

  func isRight(_ code: ShortCode, of id: ReservationID, at office: OfficeCode) throws -> Bool {
    try codeKeysThatHold(office).contains {
      let right = ShortCode.check(of: $0.tag(ShortCode.sealed(.reservation, office, id.first)))
      return Seal.areEqual(Array(right.utf8), Array(code.check.utf8))
    }
  }

  /// Whether a ticket's page may be shown: sealed by a PC of its office, and its time not over.
  func isRight(_ token: PageToken, at now: Moment) throws -> Bool {
    guard try office(token.office) != nil else { return false }
    let sealed = PageToken.sealed(token.office, token.visit, token.expires)
    guard try codeKeysThatHold(token.office).contains(where: { Seal.areEqual($0.tag(sealed), token.seal) }) else {
      return false
    }
    // Before the office has told anything of itself, by the day that comes first.
    let zone = try store(of: token.office).hall().profile?.zone ?? .wit
    return zone.local(now).day <= token.expires
  }
}

extension Centre {
  /// The code by which a visitor checks in at any PC of the office, also before the office has heard of the reservation.
  public func code(of reservation: ReservationID, at office: OfficeCode) async throws -> String {
    let now = now
    return try await pool.use { $0.code(of: reservation, under: try $0.codeKeyInUse(office, at: now), office) }
  }

  /// The visit whose ticket a phone has read, whichever PC of its office printed it, also before that PC has told of it;
  /// `nil` for what is no ticket, another's, or over.
  public func ticket(_ text: String) async throws -> PageToken? {
    guard let token = PageToken(text) else { return nil }
    let now = now
    return try await pool.use { try $0.isRight(token, at: now) } ? token : nil
  }

  /// A new key for the office's codes, for when a PC was stolen: after its seat was revoked, it never hears of this one.
  /// `voiding`: what was printed before holds no more, neither the thief's codes nor visitors'.
  public func renewCodes(_ office: OfficeCode, voiding: Bool = false) async throws {
    let now = now
    try await pool.use { try $0.renewCodes(office, voiding: voiding, at: now) }
    if !isShared { await bells.ring(office) }
  }
}
