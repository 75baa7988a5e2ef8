import Desk
import Domain
import Glibc
import Machine
import Node

/// The terminals of the office, and the same actions for scripts.
@main
struct Loket {
  /// What was typed, or `nil` where it is no text: Swift would mend it silently, and a name must be kept as it is.
  private static var words: [String]? {
    var words: [String] = []
    for index in 1..<max(1, Int(CommandLine.argc)) {
      guard let raw = CommandLine.unsafeArgv[index], let word = String(validatingCString: raw) else { return nil }
      words.append(word)
    }
    return words
  }

  static func main() {
    Signals.ignoreBrokenPipes()
    // Without loketd this process makes the store: for the owner and the group.
    umask(0o027)
    exit(run(words))
  }

  static func run(_ arguments: [String]?) -> Int32 {
    var global = GlobalOptions()
    if let language = Environment.value("LOKET_LANG").flatMap({ Language(key: $0) }) {
      (global.language, global.languageIsAsked) = (language, true)
    }
    guard let arguments else { return Failure.report(UsageFault.notText, global) }
    do {
      let rest = try takeGlobal(arguments, &global)
      guard let verb = VerbTable.verb(rest) else {
        if rest.isEmpty || rest == ["help"] || wantsHelp(arguments) {
          Console.out(Help.overview(global.language, rest.first == "help" ? nil : rest.first))
          return 0
        }
        throw unknownVerb(rest)
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

  /// Says what is near, and repeats only what cannot be a name or a number somebody typed in the wrong place.
  private static func unknownVerb(_ words: [String]) -> UsageFault {
    let typed = words.prefix(2).joined(separator: " ")
    let names = VerbTable.all.map(\.name)
    let seconds = VerbTable.all.filter { $0.words.count == 2 && $0.words[0] == words.first }.map { $0.words[1] }
    if let first = words.first, !seconds.isEmpty {
      return .unfinishedVerb(first, seconds: seconds, near: words.count > 1 ? nearest(typed, names) : nil)
    }
    let first = words.first.flatMap { word in word.utf8.allSatisfy { (97...122).contains($0) } ? word : nil }
    let firsts = VerbTable.all.map { $0.words[0] }
    return .unknownVerb(first: first, near: nearest(typed, names) ?? words.first.flatMap { nearest($0, firsts) })
  }

  private static func wantsHelp(_ arguments: [String]) -> Bool {
    arguments.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
  }

  /// Takes the options every verb has out of the line.
  private static func takeGlobal(_ arguments: [String], _ global: inout GlobalOptions) throws -> [String] {
    var rest: [String] = []
    var words = arguments[...]
    func finish(_ rest: [String]) -> [String] {
      if global.home.isEmpty { global.home = StoreFolder.usualPath }
      return rest
    }
    func value(_ name: String, _ inline: Substring?) throws -> String {
      if let inline { return String(inline) }
      guard let next = words.popFirst() else { throw UsageFault.missing("--\(name)") }
      return next
    }
    while let word = words.popFirst() {
      if word == "--" { return finish(rest + ["--"] + words) }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let inline = parts.count == 2 ? parts[1] : nil
      switch parts.first {
      case "--home": global.home = try value("home", inline)
      case "--lang":
        guard let language = Language(key: try value("lang", inline)) else {
          throw UsageFault.wrong(option: "lang", expected: Language.expected)
        }
        global.language = language
        global.languageIsAsked = true
      case "--json": global.json = true
      case "--command-id": global.commandID = try value("command-id", inline)
      case "--practice":
        let clock = try value("practice", inline)
        guard Practice.clock(clock) != nil else {
          throw UsageFault.wrong(option: "practice", expected: Practice.expected)
        }
        global.practice = clock
      case "--watch": global.watch = true
      case "--help", "-h": continue
      default: rest.append(word)
      }
    }
    return finish(rest)
  }
}
