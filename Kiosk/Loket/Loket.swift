import Desk
import Domain
import Glibc
import Machine
import Node

/// The terminals of the office, and the same actions for scripts.
@main
struct Loket {
  static func main() {
    Signals.ignoreBrokenPipes()
    exit(run(Array(CommandLine.arguments.dropFirst())))
  }

  static func run(_ arguments: [String]) -> Int32 {
    var global = GlobalOptions()
    global.language = Environment.value("LOKET_LANG").flatMap { Language(key: $0) } ?? .indonesian
    do {
      let rest = try takeGlobal(arguments, &global)
      guard let verb = VerbTable.verb(rest) else {
        if rest.isEmpty || rest == ["help"] || wantsHelp(arguments) {
          Console.out(Help.overview(global.language, rest.first == "help" ? nil : rest.first))
          return 0
        }
        throw UsageFault.unknownVerb(
          rest.prefix(2).joined(separator: " "), near: nearest(rest.prefix(2).joined(separator: " "), VerbTable.all.map(\.name)))
      }
      if wantsHelp(arguments) {
        Console.out(Help.page(verb, global.language))
        return 0
      }
      let arguments = try Arguments(rest.dropFirst(verb.words.count), known: verb.options)
      return try Runner(Invocation(verb: verb, arguments: arguments, global: global)).run()
    } catch {
      return Failure.report(error, global)
    }
  }

  private static func wantsHelp(_ arguments: [String]) -> Bool {
    arguments.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
  }

  /// Takes the options every verb has out of the line.
  private static func takeGlobal(_ arguments: [String], _ global: inout GlobalOptions) throws -> [String] {
    var rest: [String] = []
    var words = arguments[...]
    func value(_ name: String, _ inline: Substring?) throws -> String {
      if let inline { return String(inline) }
      guard let next = words.popFirst() else { throw UsageFault.missing("--\(name)") }
      return next
    }
    while let word = words.popFirst() {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let inline = parts.count == 2 ? parts[1] : nil
      switch parts.first {
      case "--home": global.home = try value("home", inline)
      case "--lang":
        guard let language = Language(key: try value("lang", inline)) else {
          throw UsageFault.wrong(option: "lang", expected: Language.expected)
        }
        global.language = language
      case "--json": global.json = true
      case "--command-id": global.commandID = try value("command-id", inline)
      case "--practice": global.practice = try value("practice", inline)
      case "--watch": global.watch = true
      case "--help", "-h": continue
      default: rest.append(word)
      }
    }
    if global.home.isEmpty { global.home = Environment.home }
    return rest
  }
}
