/// What the engine reported. Holds the statement, never the values bound to it: those may be somebody's name.
public struct SQLFault: Error, Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    /// The disk, or a quota, is full.
    case full
    /// The disk failed to read or write.
    case disk
    case memory
    /// The file is damaged.
    case corrupt
    /// A unique key or another rule of the schema.
    case constraint
    case busy
    case readOnly
    /// Two transactions got in each other's way and this one was undone: done again, it may succeed.
    case conflict
    /// The server cannot be reached or went away. Of a transaction nothing was kept, unless it was the answer to its
    /// `COMMIT` that was lost: then it may have been.
    case lost
    /// Somebody, or a limit on time, stopped the statement.
    case cancelled
    /// A value that the column or the engine cannot hold. The message does not repeat it.
    case value
    case other
  }

  public var kind: Kind
  /// The engine's own number; 0 where it has none.
  public var code: Int32
  public var message: String
  public var statement: String
  /// The five letters of SQLSTATE, from engines that have them.
  public var state: String

  public init(kind: Kind, code: Int32, message: String, statement: String, state: String = "") {
    self.kind = kind
    self.code = code
    self.message = message
    self.statement = statement
    self.state = state
  }

  /// Whether the same work, begun anew, may succeed without anybody doing anything.
  public var isPassing: Bool { [.busy, .conflict, .lost].contains(kind) }
}
