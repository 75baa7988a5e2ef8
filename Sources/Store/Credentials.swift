import Domain
import SQL

/// PIN hashes and sessions: local to this store, outside the log, never sent anywhere.
extension Store {
  public struct Credential: Equatable, Sendable {
    public var hash: String
    public var failures: Int
    public var lockedUntil: Moment
  }

  public func credential(_ officer: OfficerID) throws -> Credential? {
    try connection.prepare("SELECT hash, failures, locked_until FROM credential WHERE officer = $1").first(
      [.integer(officer.first.number)]
    ) { Credential(hash: $0.text(0), failures: Int($0.integer(1)), lockedUntil: Moment(milliseconds: $0.integer(2))) }
  }

  /// A new PIN also ends the officer's sessions: whoever knew the old one is out.
  public func setCredential(_ officer: OfficerID, hash: String) throws {
    try connection.prepare(
      """
      INSERT INTO credential (officer, hash, failures, locked_until) VALUES ($1, $2, 0, 0)
      ON CONFLICT (officer) DO UPDATE SET hash = excluded.hash, failures = 0, locked_until = 0
      """
    ).run([.integer(officer.first.number), .text(hash)])
    try connection.prepare("DELETE FROM session WHERE officer = $1").run([.integer(officer.first.number)])
  }

  public func setFailures(_ officer: OfficerID, _ failures: Int, lockedUntil: Moment) throws {
    try connection.prepare("UPDATE credential SET failures = $1, locked_until = $2 WHERE officer = $3").run([
      .integer(failures), .integer(lockedUntil.milliseconds), .integer(officer.first.number),
    ])
  }

  public func hasHeadWithPin(_ hall: Hall) throws -> Bool {
    for officer in hall.officers.values where !officer.hasLeft && officer.profile.roles.contains(.head) {
      if try credential(officer.id) != nil { return true }
    }
    return false
  }

  public struct OpenSession: Equatable, Sendable {
    public var officer: OfficerID
    public var expiresAt: Moment

    public init(officer: OfficerID, expiresAt: Moment) {
      self.officer = officer
      self.expiresAt = expiresAt
    }
  }

  /// `token` is the hash of the token: who reads the store cannot use it.
  public func session(_ token: [UInt8]) throws -> OpenSession? {
    try connection.prepare("SELECT officer, expires_at FROM session WHERE token = $1").first([.blob(token)]) {
      OpenSession(
        officer: OfficerID(EventID(number: $0.integer(0)) ?? .none), expiresAt: Moment(milliseconds: $0.integer(1)))
    }
  }

  public func setSession(_ token: [UInt8], _ session: OpenSession) throws {
    try connection.prepare(
      """
      INSERT INTO session (token, officer, expires_at) VALUES ($1, $2, $3)
      ON CONFLICT (token) DO UPDATE SET expires_at = excluded.expires_at
      """
    ).run([.blob(token), .integer(session.officer.first.number), .integer(session.expiresAt.milliseconds)])
  }

  public func endSession(_ token: [UInt8]) throws {
    try connection.prepare("DELETE FROM session WHERE token = $1").run([.blob(token)])
  }

  public func endSessions(expiredBefore moment: Moment) throws {
    try connection.prepare("DELETE FROM session WHERE expires_at < $1").run([.integer(moment.milliseconds)])
  }
}
