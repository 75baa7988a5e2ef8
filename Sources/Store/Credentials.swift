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
    try connection.prepare("SELECT officer, hash, failures, locked_until, mark FROM credential WHERE officer = $1")
      .first(
        [.integer(officer.first.number)]
      ) { row in
        try marks.verify(RowMark.credential, RowMark.credential.values(row), row)
        return Credential(
          hash: row.text(1), failures: Int(row.integer(2)), lockedUntil: Moment(milliseconds: row.integer(3)))
      }
  }

  /// A new PIN also ends the officer's sessions: whoever knew the old one is out.
  public func setCredential(_ officer: OfficerID, hash: String) throws {
    try write(officer, Credential(hash: hash, failures: 0, lockedUntil: Moment(milliseconds: 0)))
    try connection.prepare("DELETE FROM session WHERE officer = $1").run([.integer(officer.first.number)])
  }

  public func setFailures(_ officer: OfficerID, _ failures: Int, lockedUntil: Moment) throws {
    guard let known = try credential(officer) else { return }
    try write(officer, Credential(hash: known.hash, failures: failures, lockedUntil: lockedUntil))
  }

  private func write(_ officer: OfficerID, _ credential: Credential) throws {
    let values: [SQLValue] = [
      .integer(officer.first.number), .text(credential.hash), .integer(credential.failures),
      .integer(credential.lockedUntil.milliseconds),
    ]
    try connection.prepare(
      """
      INSERT INTO credential (officer, hash, failures, locked_until, mark) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (officer) DO UPDATE SET hash = excluded.hash, failures = excluded.failures,
      locked_until = excluded.locked_until, mark = excluded.mark
      """
    ).run(values + [marks.of("credential", values)])
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
    try connection.prepare("SELECT token, officer, expires_at, mark FROM session WHERE token = $1").first([.blob(token)]
    ) { row in
      try marks.verify(RowMark.session, RowMark.session.values(row), row)
      return OpenSession(
        officer: OfficerID(EventID(number: row.integer(1)) ?? .none), expiresAt: Moment(milliseconds: row.integer(2)))
    }
  }

  public func setSession(_ token: [UInt8], _ session: OpenSession) throws {
    let values: [SQLValue] = [
      .blob(token), .integer(session.officer.first.number), .integer(session.expiresAt.milliseconds),
    ]
    try connection.prepare(
      """
      INSERT INTO session (token, officer, expires_at, mark) VALUES ($1, $2, $3, $4)
      ON CONFLICT (token) DO UPDATE SET officer = excluded.officer, expires_at = excluded.expires_at, mark = excluded.mark
      """
    ).run(values + [marks.of("session", values)])
  }

  public func endSession(_ token: [UInt8]) throws {
    try connection.prepare("DELETE FROM session WHERE token = $1").run([.blob(token)])
  }

  public func endSessions(expiredBefore moment: Moment) throws {
    try connection.prepare("DELETE FROM session WHERE expires_at < $1").run([.integer(moment.milliseconds)])
  }
}
