import Screens

/// The full-screen terminals among the verbs.
enum TerminalVerbs {
  static func board(_ invocation: Invocation) throws -> Int32 {
    try Terminals.open([.init(name: "Papan") { Board($0) }], invocation.global)
  }

  static func kiosk(_ invocation: Invocation) throws -> Int32 {
    guard Terminals.canRun else { throw Terminals.NoScreen() }
    return try Terminals.open([.init(name: "Anjungan") { Kiosk($0) }], invocation.global)
  }

  /// Bound to a desk with `--desk`; otherwise visitors type the code of their ticket.
  static func rating(_ invocation: Invocation) throws -> Int32 {
    let desk = try invocation.option("desk").map { text in
      guard let desk = Int(text), desk > 0 else { throw UsageFault.wrong(option: "desk", expected: "N") }
      return desk
    }
    return try Terminals.open([.init(name: "Penilaian") { RatingTerminal($0, desk: desk) }], invocation.global)
  }
}
