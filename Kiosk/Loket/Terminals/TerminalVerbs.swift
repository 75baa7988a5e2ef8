import Screens

/// The full-screen terminals among the verbs.
enum TerminalVerbs {
  static func board(_ invocation: Invocation) throws -> Int32 {
    try Terminals.open([.init(name: "Papan") { Board($0) }], invocation.global)
  }

  static func guestBook(_ invocation: Invocation) throws -> Int32 {
    try Terminals.open([.init(name: "Buku tamu") { GuestBookTerminal($0) }], invocation.global)
  }

  static func frontOffice(_ invocation: Invocation) throws -> Int32 {
    try Terminals.open([.init(name: "Front office") { FrontOffice($0) }], invocation.global)
  }
}
