import CPostgreSQL
import SQL

/// Hears what other sessions announce on a channel. One thread uses it, on a connection of its own.
///
/// What is announced while the connection is away is not heard: after `reconnect`, read what it was about.
public final class PostgreSQLListener {
  /// One announcement; those of a transaction arrive after its commit, in order, equal ones once.
  public struct Announcement: Equatable, Sendable {
    public let channel: String
    public let payload: String
    /// The session that announced.
    public let process: Int32
  }

  /// Bytes of a payload; the server refuses 8,000.
  public static let payloadMax = 7_999
  /// Announcements returned at once.
  static let heardMax = 1_000

  private let connection: PostgreSQLConnection
  private let channels: [String]

  /// Channels are lower-case words of the program's own.
  public init(_ place: PostgreSQLPlace, channels: [String]) throws(SQLFault) {
    for channel in channels {
      precondition(
        (1...63).contains(channel.utf8.count)
          && channel.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "_") },
        "a channel is a word of lower-case letters")
    }
    self.channels = channels
    connection = try PostgreSQLConnection(place)
    try listen()
  }

  private func listen() throws(SQLFault) {
    for channel in channels { try connection.execute("LISTEN \(channel)") }
  }

  public func reconnect() throws(SQLFault) {
    try connection.reconnect()
    try listen()
  }

  /// Whether the server has not hung up, as far as is known here.
  public var isConnected: Bool { connection.isConnected }

  /// Returns as soon as anything was announced, with nothing when the time is over, and throws `.lost` when the server
  /// is gone.
  public func wait(atMost limit: Duration) throws(SQLFault) -> [Announcement] {
    let clock = ContinuousClock()
    let deadline = clock.now + limit
    while true {
      let heard = take()
      if !heard.isEmpty { return heard }
      let left = clock.now.duration(to: deadline)
      guard left > .zero else { return [] }
      let ready = loket_pq_wait(connection.handle, Int32(clamping: Int64(left / .milliseconds(1)) + 1))
      if ready < 0 || ready > 0 && PQconsumeInput(connection.handle) == 0
        || PQstatus(connection.handle) != CONNECTION_OK
      {
        let rest = take()
        if !rest.isEmpty { return rest }
        throw .lost("the connection was lost", statement: "LISTEN")
      }
    }
  }

  private func take() -> [Announcement] {
    var heard: [Announcement] = []
    while heard.count < Self.heardMax, let told = PQnotifies(connection.handle) {
      heard.append(
        Announcement(
          channel: String(cString: told.pointee.relname), payload: String(cString: told.pointee.extra),
          process: told.pointee.be_pid))
      PQfreemem(told)
    }
    return heard
  }
}

extension PostgreSQLConnection {
  /// Tells all listeners, when the transaction commits; at once outside of one.
  public func announce(_ channel: String, _ payload: String = "") throws(SQLFault) {
    guard payload.utf8.count <= PostgreSQLListener.payloadMax else {
      throw .value("announcement too long", statement: "NOTIFY")
    }
    try prepare("SELECT pg_notify($1, $2)").run([.text(channel), .text(payload)])
  }
}
