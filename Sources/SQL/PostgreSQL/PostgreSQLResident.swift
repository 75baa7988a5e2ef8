import SQL
import SQLPool

/// A connection may live in a pool as it is. Whoever keeps more beside it, such as stores, makes a class of their own.
extension PostgreSQLConnection: PoolResident {
  public var isUsable: Bool { isConnected && !isInTransaction }

  public func tidy() {
    if isInTransaction { try? execute("ROLLBACK") }
  }
}

extension PostgreSQLListener: PoolResident {
  public var isUsable: Bool { isConnected }
  public func tidy() {}
}
