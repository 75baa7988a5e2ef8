import Desk
import Domain
import JSON
import Machine
import Node

/// Carries out one invocation and prints what came of it.
struct Runner {
  let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  func run() throws -> Int32 {
    switch invocation.verb.action {
    case .perform(let kind): return try perform(kind)
    case .show(let kind): return try show(kind)
    case .run(let body, _): return try body(invocation)
    }
  }

  private func required() throws {
    for (index, positional) in invocation.verb.positionals.enumerated()
    where !positional.hasSuffix("?") && !positional.hasSuffix("…") {
      let given = invocation.arguments.words.count > index || invocation.arguments.options[positional] != nil
      guard given else { throw UsageFault.missing(positional.uppercased()) }
    }
  }

  private func perform(_ kind: CommandKind) throws -> Int32 {
    try required()
    var reader = try ArgumentReader(invocation.arguments, positionals: invocation.verb.fields)
    let command = try Command(kind, from: &reader)
    return try Office.with(invocation.global) { desk in
      // Visitors rate, also on a PC where an officer is logged in.
      if kind == .rate { desk.token = nil }
      let answer = try desk.perform(command, id: invocation.global.commandID ?? PressID.make(.real))
      if invocation.global.json {
        Console.out(String(decoding: JSONWriter.write(answer), as: UTF8.self))
      } else {
        Console.out(try AnswerText(command, answer, invocation.global.language).text(asking: desk))
      }
      return 0
    }
  }

  private func show(_ kind: QueryKind) throws -> Int32 {
    try required()
    var reader = try ArgumentReader(invocation.arguments, positionals: invocation.verb.fields)
    let query = try Query(kind, from: &reader)
    return try Office.with(invocation.global) { desk in
      guard invocation.global.watch else {
        print(try desk.read(query))
        return 0
      }
      let watch = try desk.watch(query)
      while true {
        if let view = try watch.next(milliseconds: 60_000) { print(view) }
      }
    }
  }

  private func print(_ view: View) {
    if invocation.global.json {
      var writer = JSONWriter()
      writer.must { try view.write(to: &$0) }
      Console.out(String(decoding: writer.bytes, as: UTF8.self))
    } else {
      Console.out(ViewText(invocation.global.language).text(view))
    }
  }
}
