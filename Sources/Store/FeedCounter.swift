import Domain
import SQL

/// Positions in an office's feed, given out so that a reader who has seen position n will never find anything new below.
///
/// A sequence does not promise that: of two transactions the later number may be committed first, and a reader's cursor
/// walks past the other one for ever. Here the counter is a row, and its lock is held from the taking to the commit. So
/// positions become visible in order, without gaps, and a transaction that is rolled back gives its positions back.
/// Writers of one office wait for each other: take positions late, and for one office a transaction.
public final class FeedCounter {
  private let takeMany: any SQLStatement
  private let read: any SQLStatement

  /// For the migrations of whoever keeps feeds.
  public static let table = "CREATE TABLE feed_counter (office BIGINT PRIMARY KEY NOT NULL, last BIGINT NOT NULL)"

  /// Cheap: a connection shares what is prepared.
  public init(_ connection: any SQLConnection) throws(SQLFault) {
    takeMany = try connection.prepare(
      """
      INSERT INTO feed_counter (office, last) VALUES ($1, $2)
      ON CONFLICT (office) DO UPDATE SET last = feed_counter.last + excluded.last RETURNING last
      """)
    read = try connection.prepare("SELECT last FROM feed_counter WHERE office = $1")
  }

  /// The next `count` positions, the first being 1. Inside the transaction that writes what stands at them.
  public func take(_ count: Int, of office: OfficeCode) throws -> ClosedRange<Int64> {
    precondition(count > 0, "no positions asked for")
    let last = try takeMany.first([.integer(office.number), .integer(count)]) { $0.integer(0) } ?? 0
    return last - Int64(count) + 1...last
  }

  /// The last position a reader can see; 0 before there is any.
  public func last(of office: OfficeCode) throws -> Int64 {
    try read.first([.integer(office.number)]) { $0.integer(0) } ?? 0
  }
}
