import Domain

/// `--help`, made from the verb table and the records' own descriptions.
enum Help {
  /// All verbs, or those that begin with a word.
  static func overview(_ language: Language, _ first: String?) -> String {
    var lines = [
      Bilingual(
        "loket – meja layanan PST, dengan atau tanpa internet\n\nPakai: loket PERINTAH [ISIAN] [--opsi NILAI]",
        "loket – the PST service desk, with or without internet\n\nUsage: loket COMMAND [WORDS] [--option VALUE]")[
          language]
    ]
    for (title, verbs) in VerbTable.groups {
      let shown = verbs.filter { verb in first.map { verb.words[0] == $0 } ?? true }
      guard !shown.isEmpty else { continue }
      lines.append("\n\(title[language]):")
      let width = shown.map { usage($0).count }.max() ?? 0
      for verb in shown {
        lines.append("  \(padded(usage(verb), width))  \(verb.summary[language])")
      }
    }
    lines.append("\n" + Bilingual("Opsi untuk semua perintah:", "Options of every command:")[language])
    lines += globalLines(language)
    lines.append(
      "\n"
        + Bilingual(
          "Kode keluar: 0 berhasil, 1 ditolak aturan, 2 salah pakai, 3 node atau penyimpanan tidak dapat dipakai,\n"
            + "4 tidak diizinkan, 5 kerusakan ditemukan. Rincian: loket PERINTAH --help",
          "Exit codes: 0 done, 1 refused by the rules, 2 wrong usage, 3 node or store unavailable,\n"
            + "4 not permitted, 5 damage found. Details: loket COMMAND --help")[language])
    return lines.joined(separator: "\n")
  }

  private static func globalLines(_ language: Language) -> [String] {
    GlobalOptions.all.map { option in
      let text = "--\(option.name)" + (option.form == .flag ? "" : " \(option.expected)")
      return "  \(padded(text, 30))  \(GlobalOptions.explanation(option.name)[language])"
    }
  }

  private static func usage(_ verb: Verb) -> String {
    let words = verb.positionals.map { word in
      let name = word.filter { $0 != "?" && $0 != "…" }.uppercased()
      if word.hasSuffix("?") { return "[\(name)]" }
      return word.hasSuffix("…") ? "\(name)…" : name
    }
    // A screen needs none of them.
    if verb.screen != nil, !words.isEmpty { return verb.name + " [" + words.joined(separator: " ") + "]" }
    return ([verb.name] + words).joined(separator: " ")
  }

  static func page(_ verb: Verb, _ language: Language) -> String {
    var lines = ["loket \(usage(verb))", "", "  " + verb.summary[language]]
    if verb.screen != nil {
      lines.append(
        "\n  "
          + Bilingual(
            "Di terminal terbuka layar penuh. Melalui pipa, dengan --json, atau dengan isian perintahnya: untuk skrip.",
            "In a terminal it opens a full screen. Through a pipe, with --json, or with a command's words: for scripts."
          )[
            language])
    }
    let options = verb.options
    if !options.isEmpty {
      lines.append("\n" + Bilingual("Opsi:", "Options:")[language])
      for option in options {
        var text = "  --\(option.name)"
        switch option.form {
        case .flag: break
        case .value: text += " \(option.expected)"
        case .list:
          text +=
            " \(option.expected)" + Bilingual("  (boleh beberapa, pisahkan koma)", "  (several, with commas)")[language]
        }
        lines.append(text)
      }
    }
    if !verb.examples.isEmpty {
      lines.append("\n" + Bilingual("Contoh:", "Examples:")[language])
      lines += verb.examples.map { "  \($0)" }
    }
    lines.append("\n" + Bilingual("Opsi umum:", "General options:")[language])
    lines += globalLines(language)
    return lines.joined(separator: "\n")
  }

  static func padded(_ text: String, _ width: Int) -> String {
    text.count >= width ? text : text + String(repeating: " ", count: width - text.count)
  }
}
