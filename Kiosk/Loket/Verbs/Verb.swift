import Desk
import Domain

/// Something `loket` can be told to do.
struct Verb: Sendable {
  enum Action: Sendable {
    /// Performs a command; the record's fields are the options.
    case perform(CommandKind)
    /// Shows a view.
    case show(QueryKind)
    /// Something with a procedure of its own.
    case run(@Sendable (Invocation) throws -> Int32, [Option])
  }

  /// As typed, e.g. `ticket issue`.
  let name: String
  let summary: Bilingual
  /// Fields that may be given as plain words, in order. `?` marks those that may be left out, `…` takes all the rest.
  var positionals: [String] = []
  let action: Action
  var examples: [String] = []
  /// The full-screen terminal this verb opens where there is a screen; piped, with `--json` or `--watch` it prints.
  var screen: (@Sendable (Invocation) throws -> Int32)?

  /// Options that only the full-screen terminal has.
  var screenOptions: [Option] = []

  func onScreen(_ open: @escaping @Sendable (Invocation) throws -> Int32, options: [Option] = []) -> Verb {
    var verb = self
    verb.screen = open
    verb.screenOptions = options
    return verb
  }

  /// A command given in words is carried out, not shown: only without them the terminal opens.
  func opensScreen(_ arguments: Arguments) -> Bool {
    guard case .perform = action else { return true }
    return arguments.words.isEmpty
      && arguments.options.keys.allSatisfy { name in screenOptions.contains { $0.name == name } }
  }

  var words: [String] { name.split(separator: " ").map(String.init) }

  /// Names of the positional fields without their marks.
  var fields: [String] { positionals.map { $0.hasSuffix("?") ? String($0.dropLast()) : $0 } }

  var options: [Option] {
    switch action {
    case .perform(let kind): OptionLister.options { _ = try Command(kind, from: &$0) } + screenOptions
    case .show(let kind): OptionLister.options { _ = try Query(kind, from: &$0) }
    case .run(_, let options): options
    }
  }
}

/// Options every verb understands.
struct GlobalOptions {
  var home = ""
  var language = Language.indonesian
  /// `--lang` or `LOKET_LANG` was given: terminals then do not follow the office's first language.
  var languageIsAsked = false
  var json = false
  var commandID: String?
  var practice: String?
  var watch = false

  static let all = [
    Option(name: "home", form: .value, expected: "DIR"), Option(name: "lang", form: .value, expected: "id | en"),
    Option(name: "json", form: .flag, expected: ""), Option(name: "command-id", form: .value, expected: "TEXT"),
    Option(name: "practice", form: .value, expected: "YYYY-MM-DDTHH.MM"),
    Option(name: "watch", form: .flag, expected: ""),
    Option(name: "help", form: .flag, expected: ""),
  ]

  static func explanation(_ name: String) -> Bilingual {
    switch name {
    case "home":
      Bilingual(
        "folder kantor (bawaan: $LOKET_HOME atau ~/.local/share/loket)",
        "the office's folder (default: $LOKET_HOME or ~/.local/share/loket)")
    case "lang":
      Bilingual("bahasa keluaran (bawaan: $LOKET_LANG atau id)", "language of the output (default: $LOKET_LANG or id)")
    case "json": Bilingual("keluaran JSON satu baris, untuk skrip", "one line of JSON, for scripts")
    case "command-id":
      Bilingual(
        "kode tekan: mengulang kode yang sama tidak mengulang akibatnya",
        "id of the press: repeating it does not repeat the effect")
    case "practice":
      Bilingual(
        "latihan: mulai dengan jam yang disebut, di penyimpanan latihan",
        "practice: start with the given clock, in a practice store")
    case "watch":
      Bilingual("perlihatkan terus, setiap ada perubahan (untuk tampilan)", "keep showing, at every change (for views)")
    default: Bilingual("bantuan", "help")
    }
  }
}

/// A verb with everything that was typed after it.
struct Invocation {
  let verb: Verb
  let arguments: Arguments
  let global: GlobalOptions

  func option(_ name: String) -> String? { arguments.options[name]?.last }
  func has(_ name: String) -> Bool { arguments.options[name] != nil }
  func word(_ index: Int, _ what: String) throws -> String {
    guard arguments.words.count > index else { throw UsageFault.missing(what) }
    return arguments.words[index]
  }
}
