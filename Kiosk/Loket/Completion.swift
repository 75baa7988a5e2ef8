import Domain

/// Shell completion, made from the verb table.
enum Completion {
  static func run(_ invocation: Invocation) throws -> Int32 {
    switch try invocation.word(0, "SHELL") {
    case "bash": Console.out(bash)
    case "zsh": Console.out("autoload -U +X bashcompinit && bashcompinit\n" + bash)
    case "fish": Console.out(fish(invocation.global.language))
    default: throw UsageFault.wrong(option: "shell", expected: "bash | zsh | fish")
    }
    return 0
  }

  private static var globals: String { GlobalOptions.all.map { "--" + $0.name }.joined(separator: " ") }

  /// `case` branches that offer each verb's options.
  private static func branches(_ verbs: [Verb], indent: String) -> String {
    verbs.map { verb in
      let options = verb.options.map { "--" + $0.name }.joined(separator: " ")
      return "\(indent)\"\(verb.name)\") words=\"\(options)\" ;;"
    }.joined(separator: "\n")
  }

  private static var bash: String {
    let pairs = VerbTable.all.filter { $0.words.count == 2 }
    let singles = VerbTable.all.filter { $0.words.count == 1 }
    let firsts = Set(VerbTable.all.map { $0.words[0] }).sorted()
    let seconds = firsts.compactMap { first -> String? in
      let words = pairs.filter { $0.words[0] == first }.map { $0.words[1] }
      return words.isEmpty ? nil : "      \(first)) words=\"\(words.joined(separator: " "))\" ;;"
    }
    return """
      _loket() {
        local current=${COMP_WORDS[COMP_CWORD]} words=""
        if [[ $current == --* ]]; then
          case "${COMP_WORDS[1]} ${COMP_WORDS[2]}" in
      \(branches(pairs, indent: "      "))
            *) case "${COMP_WORDS[1]}" in
      \(branches(singles, indent: "        "))
            esac ;;
          esac
          words="$words \(globals)"
        elif [[ $COMP_CWORD == 1 ]]; then
          words="\(firsts.joined(separator: " "))"
        elif [[ $COMP_CWORD == 2 ]]; then
          case "${COMP_WORDS[1]}" in
      \(seconds.joined(separator: "\n"))
          esac
        fi
        COMPREPLY=($(compgen -W "$words" -- "$current"))
      }
      complete -o default -F _loket loket
      """
  }

  private static func fish(_ language: Language) -> String {
    var lines = ["complete -c loket -f"]
    for verb in VerbTable.all {
      let condition =
        verb.words.count == 1
        ? "__fish_use_subcommand" : "__fish_seen_subcommand_from \(verb.words[0])"
      let summary = verb.summary[language].replacing("'", with: "")
      if verb.words.count == 2 {
        lines.append("complete -c loket -n __fish_use_subcommand -a \(verb.words[0])")
      }
      lines.append("complete -c loket -n '\(condition)' -a \(verb.words.last ?? "") -d '\(summary)'")
    }
    for option in GlobalOptions.all {
      lines.append("complete -c loket -l \(option.name)" + (option.form == .flag ? "" : " -r"))
    }
    return lines.joined(separator: "\n")
  }
}
