import SQL

/// Where a server is, and what is asked of every connection to it.
public struct PostgreSQLPlace: Sendable, CustomStringConvertible {
  /// `host=/run/postgresql dbname=pusat` or `postgresql://…`; what is missing comes from `PG…` variables.
  let address: String
  /// The usual ones do for visitors' pages; a rebuild wants a longer statement.
  public var limits = Limits()

  /// Every wait ends. A statement, lock or idle transaction over its limit is a fault, not a hang.
  public struct Limits: Sendable {
    public var connecting = Duration.seconds(5)
    public var statement = Duration.seconds(30)
    /// Also for a lock of the store's own, such as an office's feed.
    public var lock = Duration.seconds(10)
    /// A transaction in which nothing happens holds its locks no longer than this.
    public var idleTransaction = Duration.seconds(60)
    /// A server whose machine has vanished is noticed after this, where the line is TCP.
    public var silence = Duration.seconds(20)
    /// Prepared statements kept on each connection.
    public var statements = 256

    public init() {}
  }

  public init(_ address: String) { self.address = address }

  /// The address may hold a password.
  public var description: String { "PostgreSQL" }

  /// Keywords for libpq; later ones win over what the address says.
  var keywords: [(String, String)] {
    func seconds(_ span: Duration) -> Int64 { max(2, span.components.seconds) }
    return [
      ("application_name", "loket"), ("dbname", address), ("client_encoding", "UTF8"),
      ("connect_timeout", String(seconds(limits.connecting))), ("keepalives", "1"),
      ("keepalives_idle", String(seconds(limits.silence) / 2)), ("keepalives_interval", "2"),
      ("tcp_user_timeout", String(Self.milliseconds(limits.silence))),
    ]
  }

  /// Set in the session and not through `options`, which the address may use.
  var settings: String {
    """
    SET statement_timeout = \(Self.milliseconds(limits.statement));
    SET lock_timeout = \(Self.milliseconds(limits.lock));
    SET idle_in_transaction_session_timeout = \(Self.milliseconds(limits.idleTransaction));
    SET default_transaction_isolation = 'read committed'; SET standard_conforming_strings = on
    """
  }

  private static func milliseconds(_ span: Duration) -> Int64 { max(1, Int64(span / .milliseconds(1))) }
}
