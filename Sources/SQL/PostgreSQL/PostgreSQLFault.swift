import CPostgreSQL
import SQL

extension SQLFault {
  /// Only the first line of what the server says, and only where it cannot repeat a value: the detail of a unique
  /// violation and the message of an unreadable number do.
  init(result: OpaquePointer?, connection: OpaquePointer, statement: String) {
    let state = loket_pq_state(result).map { String(cString: $0) } ?? ""
    let said = loket_pq_primary(result).map { String(cString: $0) }
    // Without a state it was libpq that spoke, and a line it can no longer write to may still look open.
    if state.isEmpty || PQstatus(connection) == CONNECTION_BAD {
      let message = Self.isHarmless(state) ? said : nil
      self.init(
        kind: .lost, code: 0, message: message ?? "the connection was lost", statement: statement, state: state)
    } else {
      let message = Self.isHarmless(state) ? said ?? "no reason given" : "SQLSTATE \(state)"
      self.init(kind: Self.kind(state), code: 0, message: message, statement: statement, state: state)
    }
  }

  static func lost(_ message: String, statement: String) -> SQLFault {
    SQLFault(kind: .lost, code: 0, message: message, statement: statement)
  }

  static func value(_ message: String, statement: String) -> SQLFault {
    SQLFault(kind: .value, code: 0, message: message, statement: statement, state: "22000")
  }

  static func misuse(_ message: String, statement: String) -> SQLFault {
    SQLFault(kind: .other, code: 0, message: message, statement: statement, state: "25000")
  }

  /// Classes whose messages name tables, limits and files, never what is in a row.
  private static func isHarmless(_ state: String) -> Bool {
    ["08", "23", "25", "26", "40", "42", "53", "54", "55", "57", "58", "XX"].contains(state.prefix(2))
  }

  static func kind(_ state: String) -> Kind {
    switch state {
    case "53100": return .full
    case "53200": return .memory
    case "53400": return .full
    case "53300", "55P03", "55006": return .busy
    case "57014": return .cancelled
    case "57P01", "57P02", "57P03", "57P05", "25P03": return .lost
    case "25006": return .readOnly
    case "58030", "58P01": return .disk
    case "XX001", "XX002": return .corrupt
    default: break
    }
    switch state.prefix(2) {
    case "08": return .lost
    case "22", "54": return .value
    case "23": return .constraint
    case "40": return .conflict
    default: return .other
    }
  }
}
