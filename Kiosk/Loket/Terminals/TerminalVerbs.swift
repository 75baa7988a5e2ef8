import Screens

/// The full-screen terminals among the verbs.
enum TerminalVerbs {
  static func board(_ invocation: Invocation) throws -> Int32 {
    try Terminals.open([.init(name: "Papan") { Board($0) }], invocation.global)
  }

  /// Without a number the terminal asks which desk it is.
  static func desk(_ invocation: Invocation) throws -> Int32 {
    let number = try invocation.arguments.words.first.map { word in
      guard let number = Int(word), number > 0 else { throw UsageFault.wrong(option: "desk", expected: "1, 2, …") }
      return number
    }
    return try Terminals.open([.init(name: "Meja") { DeskTerminal($0, desk: number) }], invocation.global)
  }
}
