import Domain
import Engine
import Journal
import SQL
import SQLPool
import Seal
import Store

/// What the centre holds of one office at one moment.
public struct OfficePicture: Sendable {
  public var profile: OfficeProfile?
  public var status = CentreStatus.Office()
  public var marks: [(author: UInt32, sequence: UInt64)] = []
  /// Of the day, newest first.
  public var visits: [Visit] = []
  /// Of the day, with the code by which the visitor checks in; empty while no PC of the office is enrolled.
  public var reservations: [(reservation: Reservation, code: String)] = []
}

extension Centre {
  /// What has arrived from an office and what was agreed online, of the day it is there.
  public func picture(of office: OfficeCode, visits limit: Int = 20) async throws -> OfficePicture {
    let now = now
    return try await pool.use { try $0.picture(of: office, visits: limit, at: now) }
  }

  /// The code by which a visitor checks in at the office, also before the office has heard of the reservation.
  public func code(of reservation: ReservationID, at office: OfficeCode) async throws -> String {
    try await pool.use { $0.code(of: reservation, under: try $0.linkKeyInUse(office), office) }
  }
}

/// A reservation as an officer at the centre needs it: nothing of the visitor.
public struct Agreement: Sendable {
  public var reservation: Reservation
  public var code: String
  /// Who is to receive the visitor; empty while nobody is.
  public var officer: String
}

extension Centre {
  /// The reservation as it stands; refused if there is none, or if `code` was typed for it and is not right.
  public func agreement(
    _ reservation: ReservationID, typed code: ShortCode? = nil, at office: OfficeCode
  ) async throws -> Agreement {
    try await pool.use { try $0.agreement(reservation, typed: code, at: office) }
  }
}

extension Books {
  func agreement(_ id: ReservationID, typed code: ShortCode?, at office: OfficeCode) throws -> Agreement {
    guard try self.office(office) != nil else { throw CentreRefusal.noSuchOffice(office) }
    if let code {
      // Of several computers each makes its own.
      let keys = try seats(office).compactMap { try seat(office, $0.seat) }.compactMap { LinkKey($0.linkKey) }
      let isRight = keys.contains {
        ShortCode.check(of: $0.tag(ShortCode.sealed(.reservation, office, id.first))) == code.check
      }
      guard isRight else { throw CentreRefusal.codeUnknown }
    }
    try project(office)
    let store = try store(of: office)
    guard let reservation = try store.reservation(id) else { throw CentreRefusal.refused(.noSuchReservation) }
    let officer = try reservation.officer.flatMap { try store.hall().officers[$0]?.profile.login }
    return Agreement(
      reservation: reservation, code: self.code(of: id, under: try linkKeyInUse(office), office), officer: officer ?? ""
    )
  }

  func picture(of office: OfficeCode, visits limit: Int, at now: Moment) throws -> OfficePicture {
    guard let own = try status(at: now).offices.first(where: { $0.office == office.word }) else {
      throw CentreRefusal.noSuchOffice(office)
    }
    try project(office)
    var picture = OfficePicture()
    picture.status = own
    picture.marks = try statement("SELECT node, mark FROM author WHERE office = $1 ORDER BY node").map([
      .integer(office.number)
    ]) { (UInt32(clamping: $0.integer(0)), UInt64(clamping: $0.integer(1))) }
    let store = try store(of: office)
    let hall = try store.hall()
    guard let profile = hall.profile else { return picture }
    picture.profile = profile
    let today = profile.zone.serviceDay(at: now, turnover: profile.turnover)
    picture.visits = try store.visits(on: today).suffix(limit).reversed().compactMap {
      try store.visit($0).map(hall.inOwnTime)
    }
    let key = try linkKeyInUse(office)
    picture.reservations = try store.reservations(on: today).compactMap { id in
      try store.reservation(id).map { ($0, code(of: id, under: key, office)) }
    }
    return picture
  }

  /// The link key of the PC that was enrolled last and is not locked out: the one at the kiosk.
  func linkKeyInUse(_ office: OfficeCode) throws -> LinkKey? {
    let last =
      try statement("SELECT MAX(seat) FROM seat WHERE office = $1 AND revoked_at = 0")
      .first([.integer(office.number)]) { $0.integerOrNil(0) } ?? nil
    return try last.flatMap { try seat(office, Int($0)) }.flatMap { LinkKey($0.linkKey) }
  }

  func code(of reservation: ReservationID, under key: LinkKey?, _ office: OfficeCode) -> String {
    guard let key else { return "" }
    let id = reservation.first
    let check = ShortCode.check(of: key.tag(ShortCode.sealed(.reservation, office, id)))
    return ShortCode(.reservation, .id(VisitID(id)), check: check).description
  }
}
