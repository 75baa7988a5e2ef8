import Testing

@Suite struct HelpTests {
  /// A verb's name ends where two blanks or a word to fill in follow; summaries are small words too.
  private func names() throws -> [String] {
    let overview = try run(Build.loket, ["--help"]).out
    return overview.split(separator: "\n").compactMap { line in
      guard line.hasPrefix("  "), !line.hasPrefix("  --") else { return nil }
      var words: [Substring] = []
      for word in line.dropFirst(2).split(separator: " ", omittingEmptySubsequences: false) {
        guard let first = word.first, first.isLowercase, first.isLetter else { break }
        words.append(word)
      }
      return words.isEmpty ? nil : words.joined(separator: " ")
    }
  }

  @Test func `every verb has a page with its usage, what it does and an example, in both languages`() throws {
    let names = try names()
    #expect(names.count > 60)
    #expect(Set(names).count == names.count)
    for name in names {
      let words = name.split(separator: " ").map(String.init)
      let indonesian = try run(Build.loket, words + ["--help"])
      let english = try run(Build.loket, words + ["--help", "--lang", "en"])
      for (page, example) in [(indonesian, "Contoh:\n  "), (english, "Examples:\n  ")] {
        #expect(page.code == 0 && page.err == "")
        #expect(page.out.hasPrefix("loket \(name)"), "\(name): \(page.out.prefix(60))")
        let parts = page.out.components(after: example)
        #expect(parts?.contains("loket \(name)") == true, "\(name) has no example")
      }
      #expect(indonesian.out != english.out)
    }
  }

  @Test func `the overview says the exit codes and takes part of the verbs`() throws {
    #expect(try run(Build.loket, []).out == (try run(Build.loket, ["--help"]).out))
    #expect(try run(Build.loket, ["--help", "--lang", "en"]).out.contains("Exit codes"))
    let guests = try run(Build.loket, ["guest", "--help"]).out
    #expect(guests.contains("guest erase") && !guests.contains("ticket issue"))
  }

  @Test(arguments: ["id", "en"]) func `the overview lists every full-screen terminal together`(_ language: String)
    throws
  {
    let overview = try run(Build.loket, ["--help", "--lang", language]).out
    let title = language == "id" ? "Terminal layar penuh:\n" : "Full-screen terminals:\n"
    let after = try #require(overview.components(after: title))
    let part = after.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
    for name in ["kiosk", "guestbook", "frontoffice", "desk", "board", "rate", "admin", "showroom", "tour"] {
      #expect(part.contains { $0.hasPrefix("  \(name) ") }, "\(name) is not in \(part)")
    }
    for name in ["desk", "board", "rate"] {
      let page = try run(Build.loket, [name, "--help", "--lang", language]).out
      #expect(page.contains(language == "id" ? "terbuka layar penuh" : "opens a full screen"), "\(page)")
    }
  }

  private func complete(_ script: String, _ words: [String]) throws -> String {
    let list = words.map { "'\($0)'" }.joined(separator: " ")
    let outcome = try run(
      "/bin/bash",
      [
        "--norc", "-c",
        "source \"$0\"; COMP_WORDS=(\(list)); COMP_CWORD=\(words.count - 1); _loket; echo \"${COMPREPLY[*]}\"", script,
      ])
    #expect(outcome.code == 0 && outcome.err == "", "\(outcome.err)")
    return String(outcome.out.dropLast())
  }

  @Test func `the completion script is sound and completes verbs, second words and options`() throws {
    let office = try TestOffice(served: false, open: false)
    let script = office.folder + "/loket.bash"
    put(Array(try run(Build.loket, ["completion", "bash"]).out.utf8), at: script)
    #expect(try run("/bin/bash", ["--norc", "-n", script]) == Outcome(code: 0, out: "", err: ""))
    #expect(try complete(script, ["loket", "ti"]) == "ticket")
    #expect(try complete(script, ["loket", "ticket", ""]) == "issue show print cancel")
    #expect(try complete(script, ["loket", "ticket", "is"]) == "issue")
    #expect(try complete(script, ["loket", "ticket", "issue", "--pri"]) == "--priority")
    #expect(try complete(script, ["loket", "recall", "--de"]) == "--desk")
    #expect(try complete(script, ["loket", "board", "--wa"]) == "--watch")
  }

  @Test func `zsh and fish get scripts of their own`() throws {
    #expect(try run(Build.loket, ["completion", "zsh"]).out.contains("bashcompinit"))
    let fish = try run(Build.loket, ["completion", "fish"]).out
    #expect(fish.contains("-a ticket") && fish.contains("-a issue") && fish.contains("-l json"))
  }
}

extension String {
  /// What follows the first occurrence of `text`.
  func components(after text: String) -> Substring? {
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(text) { return rest.dropFirst(text.count) }
      rest.removeFirst()
    }
    return nil
  }
}
