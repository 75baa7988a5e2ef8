import Screens

/// The full-screen terminals among the verbs.
enum TerminalVerbs {
  static func board(_ invocation: Invocation) throws -> Int32 {
    try Terminals.open([.init(name: "Papan") { Board($0) }], invocation.global)
  }

  static func admin(_ invocation: Invocation) throws -> Int32 {
    try Terminals.open(
      [.init(name: "Pengaturan") { Admin($0, check: SettingsCheck.faults) }], invocation.global)
  }
}
