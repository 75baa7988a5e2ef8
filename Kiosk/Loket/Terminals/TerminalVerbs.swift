import Screens

/// The full-screen terminals among the verbs.
enum TerminalVerbs {
  static func board(_ invocation: Invocation) throws -> Int32 {
    try Terminals.open([.init(name: "Papan") { Board($0) }], invocation.global)
  }
}
