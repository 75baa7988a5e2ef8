import Domain
import Journal
import SQL
import Seal
import Wire

/// Why a request of the centre's own people was not carried out.
public enum CentreRefusal: Error, Equatable, Sendable {
  case noSuchOffice(OfficeCode)
  case officeKnown(OfficeCode)
  case noSuchSeat(OfficeCode, Int)
  case alreadyRevoked(OfficeCode, Int)
  /// A name nobody could read out.
  case badName
  /// An office has 1,023 node numbers in its life, and these are used up.
  case noNumberLeft(OfficeCode)
  /// Not a file that was carried from an office, or a damaged one.
  case notCarried
  /// The seat a carried file names was never given here, or not that this database knows of.
  case carrierUnknown(OfficeCode, seat: Int)
  /// The seat is known, and its key here does not open the file.
  case carriedUnderOtherKey(OfficeCode, seat: Int)
  /// A carried file could not be taken in just now.
  case carryLater
  /// The letters of a reservation's code are not this office's.
  case codeUnknown
  /// No office gives a ticket with this code, or its time is over.
  case ticketUnknown
  /// Nobody plans so far ahead; the last day that can be agreed on.
  case tooFarAhead(until: Day)
  /// The reservation's rules.
  case refused(Refusal)
}

extension CentreRefusal {
  /// An office's name as it is kept, or why it is none; known before there is a centre.
  public static func checkedName(_ typed: String) throws(CentreRefusal) -> String {
    let name = typed.split(separator: " ").joined(separator: " ")
    guard (1...200).contains(name.count), name.unicodeScalars.allSatisfy({ $0.value >= 32 }) else { throw .badName }
    return name
  }
}

// Offices, one-time codes and seats.
extension Books {
  func addOffice(_ code: OfficeCode, _ name: String, at now: Moment) throws {
    let name = try CentreRefusal.checkedName(name)
    try writing {
      guard try office(code) == nil else { throw CentreRefusal.officeKnown(code) }
      try statement(
        """
        INSERT INTO central_office (office, name, incarnation, recovering_until, own, added_at)
        VALUES ($1, $2, $3, 0, 0, $4)
        """
      ).run([
        .integer(code.number), .text(name), .integer(Self.incarnation(after: 0, at: now)), .integer(now.milliseconds),
      ])
      try statement("INSERT INTO projecting (office, position) VALUES ($1, 0)").run([.integer(code.number)])
      try statement("INSERT INTO feed_counter (office, last) VALUES ($1, 0)").run([.integer(code.number)])
    }
  }

  /// How long a one-time code is good for: 72 hours.
  static let codeSpan = Span.minutes(72 * 60)

  /// A fresh one-time code. Only its key is kept, and hidden at that.
  func makeCode(_ code: OfficeCode, _ crypto: Crypto, at now: Moment) throws -> EnrolCode {
    try writing {
      guard try office(code, locked: true) != nil else { throw CentreRefusal.noSuchOffice(code) }
      try statement("DELETE FROM enrolment WHERE office = $1 AND expires_at < $2 AND seat = 0")
        .run([.integer(code.number), .integer(now.milliseconds - 30 * 86_400_000)])
      while true {
        guard let fresh = EnrolCode(random: Seal.randomBytes(13)) else { continue }
        guard try enrolment(named: fresh.name) == nil else { continue }
        let hidden = keys.hide(fresh.key(crypto), about: "\(code)/\(fresh.name)")
        try statement(
          """
          INSERT INTO enrolment (office, name, code_key, made_at, expires_at, seat, used_at)
          VALUES ($1, $2, $3, $4, $5, 0, 0)
          """
        ).run([
          .integer(code.number), .text(fresh.name), .blob(hidden), .integer(now.milliseconds),
          .integer(now.advanced(by: Self.codeSpan).milliseconds),
        ])
        return fresh
      }
    }
  }

  struct CodeRow {
    var office: OfficeCode
    var name: String
    var key: [UInt8]
    var expiresAt: Int64
    /// 0 while it has not been used.
    var seat: Int
  }

  func enrolment(named name: String) throws -> CodeRow? {
    try statement("SELECT office, code_key, expires_at, seat FROM enrolment WHERE name = $1").first([.text(name)]) {
      row in
      let office = OfficeCode(number: row.integer(0)) ?? .blank
      return CodeRow(
        office: office, name: name, key: keys.reveal(row.blob(1), about: "\(office)/\(name)") ?? [],
        expiresAt: row.integer(2), seat: Int(row.integer(3)))
    }
  }

  /// The answer to an enrol call whose tag is right under the code it names.
  func enrol(_ call: EnrolCall, _ code: CodeRow, at now: Moment) throws -> EnrolReply {
    var reply = EnrolReply()
    reply.exchange = call.exchange
    guard call.format >= WireLimits.oldestFormat, call.format <= WireLimits.format else {
      reply.outcome = .unsupported
      return reply
    }
    guard code.office == call.office else {
      reply.outcome = .otherOffice
      return reply
    }
    guard call.isPractice == isPractice else {
      reply.outcome = isPractice ? .centrePractises : .officePractises
      return reply
    }
    return try writing {
      guard try office(code.office, locked: true) != nil, let code = try enrolment(named: code.name) else {
        reply.outcome = .unknownCode
        return reply
      }
      let key = call.publicKey.bytes
      let known = try seat(code.office, holding: key)
      if code.seat != 0, known == nil || known?.seat != code.seat {
        reply.outcome = .usedCode
        return reply
      }
      guard known?.isRevoked != true else {
        reply.outcome = .revokedKey
        return reply
      }
      guard code.expiresAt >= now.milliseconds else {
        reply.outcome = .expiredCode
        return reply
      }
      let link = LinkKey.random().bytes
      guard let sealed = Seal.seal(link, to: key) else {
        reply.outcome = .unknownCode
        return reply
      }
      let isFresh = code.seat == 0
      let replaced = isFresh ? try retire(call.earlierKey.bytes, besides: key, of: code.office, at: now) : nil
      let row = try give(code, key, known, link, call, replacing: replaced, at: now)
      reply.isPractice = isPractice
      reply.sharesNumbers = try isShareHeld(row.seat, code.office)
      (reply.outcome, reply.seat, reply.node, reply.spare) = (.enrolled, row.seat, Int(row.node), Int(row.spare))
      reply.centreKey = Blob(keys.pair.publicKey)
      reply.sealedLinkKey = Blob(sealed)
      if call.takesCodes {
        reply.sealedCodes = Blob(try codes(enrolling: row.seat, of: code.office, key, at: now))
      }
      return reply
    }
  }

  /// A number that no seat has: any of four digits, so that a centre that came back from a backup does not give out again
  /// what it has forgotten. It says which queue numbers are the seat's (`NumberShare`).
  private func freeSeat(_ office: OfficeCode, replacing replaced: Int?) throws -> Int {
    let seats = try statement("SELECT seat, revoked_at FROM seat WHERE office = $1").map([.integer(office.number)]) {
      (number: Int($0.integer(0)), revokedAt: $0.integer(1))
    }
    // A PC keeps its numbers, unless another one gives them too: then it is enrolled again to get some of its own.
    let isHeld = replaced.map { before in
      seats.contains { $0.revokedAt == 0 && $0.number != before && NumberShare(seat: $0.number) == .init(seat: before) }
    }
    let share = isHeld == false ? replaced.map(NumberShare.init(seat:)) ?? Self.freeShare(seats) : Self.freeShare(seats)
    let taken = Set(seats.map(\.number))
    while true {
      let number = 1_000 + Int(Seal.randomNumber() % UInt64(9_000 + 9 * taken.count))
      if !taken.contains(number), NumberShare(seat: number) == share { return number }
    }
  }

  /// The first share no seat of the office has had; then that of the seat revoked longest ago, whose PC may have given
  /// numbers nobody has heard of; then, with more PCs than shares, the one fewest have.
  private static func freeShare(_ seats: [(number: Int, revokedAt: Int64)]) -> NumberShare {
    let holders = NumberShare.all.map { share in seats.filter { NumberShare(seat: $0.number) == share } }
    let order = zip(NumberShare.all, holders).min { a, b in rank(a.1, a.0) < rank(b.1, b.0) }
    func rank(_ holders: [(number: Int, revokedAt: Int64)], _ share: NumberShare) -> (Int, Int64, Int) {
      let working = holders.count { $0.revokedAt == 0 }
      return (working, holders.map(\.revokedAt).max() ?? 0, share.place)
    }
    return order?.0 ?? NumberShare(seat: 0)
  }

  /// Whether another PC that works here gives the queue numbers of this seat.
  private func isShareHeld(_ seat: Int, _ office: OfficeCode) throws -> Bool {
    try statement("SELECT seat FROM seat WHERE office = $1 AND revoked_at = 0").map([.integer(office.number)]) {
      Int($0.integer(0))
    }.contains { $0 != seat && NumberShare(seat: $0) == NumberShare(seat: seat) }
  }

  private func seat(_ office: OfficeCode, holding key: [UInt8]) throws -> SeatRow? {
    let number = try statement("SELECT seat FROM seat WHERE office = $1 AND public_key = $2")
      .first([.integer(office.number), .blob(key)]) { Int($0.integer(0)) }
    return try number.flatMap { try seat(office, $0) }
  }

  /// A PC that is enrolled again leaves its old key pair behind, and with it the seat: whoever has a copy of that pair
  /// speaks for nobody from now on. Returns the seat, whose authors go on under the new one.
  private func retire(_ earlier: [UInt8], besides key: [UInt8], of office: OfficeCode, at now: Moment) throws -> Int? {
    guard !earlier.isEmpty, earlier != key, let old = try seat(office, holding: earlier) else { return nil }
    try statement("UPDATE seat SET revoked_at = $3 WHERE office = $1 AND seat = $2 AND revoked_at = 0")
      .run([.integer(office.number), .integer(old.seat), .integer(now.milliseconds)])
    return old.seat
  }

  /// The seat of this key pair, new or known, with a fresh link key; the code is used from now on.
  private func give(
    _ code: CodeRow, _ key: [UInt8], _ known: SeatRow?, _ link: [UInt8], _ call: EnrolCall, replacing replaced: Int?,
    at now: Moment
  ) throws -> SeatRow {
    let office = SQLValue.integer(code.office.number)
    var row =
      try known
      ?? SeatRow(
        seat: freeSeat(code.office, replacing: replaced), node: 0, publicKey: key, linkKey: link, counter: 0, spare: 0,
        isRevoked: false)
    let hidden = SQLValue.blob(keys.hide(link, about: "\(code.office)/\(row.seat)"))
    if let replaced {
      try statement("UPDATE author SET seat = $3 WHERE office = $1 AND seat = $2")
        .run([office, .integer(replaced), .integer(row.seat)])
    }
    let wanted = UInt32(exactly: call.node).flatMap { $0 > 0 && $0 < WireLimits.centreNodeFirst ? $0 : nil } ?? row.node
    if wanted > 0, try !isTaken(code.office, wanted, besides: row.seat) {
      row.node = wanted
    } else {
      guard let free = try freeNode(code.office) else { throw CentreRefusal.noNumberLeft(code.office) }
      row.node = free
    }
    try claim(code.office, row.node, seat: row.seat)
    if row.spare == 0 || row.spare == row.node { row.spare = try freeNode(code.office) ?? 0 }
    try statement(
      """
      INSERT INTO seat (office, seat, node, public_key, link_key, counter, spare, version, enrolled_at, seen_at,
        revoked_at) VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, 0, 0)
      ON CONFLICT (office, seat) DO UPDATE SET link_key = excluded.link_key, node = excluded.node,
        spare = excluded.spare
      """
    ).run([
      office, .integer(row.seat), .integer(Int64(row.node)), .blob(key), hidden, .integer(Int64(row.spare)),
      .text(String(call.version.prefix(40))), .integer(now.milliseconds),
    ])
    try statement("UPDATE enrolment SET seat = $3, used_at = $4 WHERE office = $1 AND name = $2")
      .run([office, .text(code.name), .integer(row.seat), .integer(now.milliseconds)])
    return row
  }

  func revoke(_ code: OfficeCode, _ number: Int, at now: Moment) throws {
    try writing {
      guard try office(code, locked: true) != nil else { throw CentreRefusal.noSuchOffice(code) }
      guard let row = try seat(code, number) else { throw CentreRefusal.noSuchSeat(code, number) }
      guard !row.isRevoked else { throw CentreRefusal.alreadyRevoked(code, number) }
      try statement("UPDATE seat SET revoked_at = $3 WHERE office = $1 AND seat = $2")
        .run([.integer(code.number), .integer(number), .integer(now.milliseconds)])
    }
  }

  // MARK: Guessing

  /// Ten wrong codes from an address in an hour close it for an hour.
  static let guessesMax = 10
  static let guessSpan: Int64 = 3_600_000

  /// Until when an address is closed for enrolment, if it is.
  func closedUntil(_ address: String, at now: Moment) throws -> Int64? {
    let guesses = try statement("SELECT count, since FROM guess WHERE address = $1").first([.text(address)]) {
      (count: $0.integer(0), since: $0.integer(1))
    }
    guard let guesses, guesses.count >= Self.guessesMax, now.milliseconds < guesses.since + Self.guessSpan else {
      return nil
    }
    return guesses.since + Self.guessSpan
  }

  /// Notes a wrong code. The hour of a closed address counts from the guess that closed it.
  func guessed(_ address: String, at now: Moment) throws {
    try writing {
      try statement("DELETE FROM guess WHERE since < $1").run([.integer(now.milliseconds - Self.guessSpan)])
      try statement(
        """
        INSERT INTO guess (address, count, since) VALUES ($1, 1, $2) ON CONFLICT (address) DO UPDATE
        SET count = guess.count + 1, since = CASE WHEN guess.count + 1 = $3 THEN excluded.since ELSE guess.since END
        """
      ).run([.text(String(address.prefix(64))), .integer(now.milliseconds), .integer(Self.guessesMax)])
    }
  }
}
