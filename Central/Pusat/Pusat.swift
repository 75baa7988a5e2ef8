import CentralReception
import CentralWeb
import Domain
import Glibc
import Machine
import PostgreSQL
import Squeeze

/// The centre's program: receives the offices' events and gives each office its own.
@main
struct Pusat {
  static func main() async {
    Signals.ignoreBrokenPipes()
    // Keys and codes: for this user only.
    umask(0o077)
    var words: [String] = []
    for index in 1..<max(1, Int(CommandLine.argc)) {
      guard let raw = CommandLine.unsafeArgv[index], let word = String(validatingCString: raw) else { exit(2) }
      words.append(word)
    }
    exit(await run(words))
  }

  private static func say(_ text: String, _ descriptor: Int32) {
    var rest = Array((text.hasSuffix("\n") || text.isEmpty ? text : text + "\n").utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  static func run(_ arguments: [String]) async -> Int32 {
    do {
      let options = try Options(arguments)
      if options.wantsHelp, let text = help(about: options.words, options.language) {
        say(text, 1)
        return 0
      }
      if options.wantsHelp || options.words.isEmpty || options.words == ["help"] {
        say(help(options.language), 1)
        return 0
      }
      if options.words.first == "serve" {
        try checkServe(options)
        try await serve(options)
        return 0
      }
      let (verb, words) = try verb(options)
      // Only an office added founds a centre: nothing is made for words that mean nothing.
      try verb.vet(words)
      guard hasCentre(options) || verb.name == "office add" else { throw PusatFault.noCentre(options.store) }
      var arguments = arguments
      if verb.name == "restored", !options.has("yes"), confirms(options.language) { arguments.append("--yes") }
      let (code, text) = try await ask(arguments, options)
      say(text, code == 0 ? 1 : 2)
      return code
    } catch {
      let (code, text) = PusatFault.describe(error)
      say(text[Options.language(of: arguments)], 2)
      return code
    }
  }

  /// The verb that was asked for, and what is left for it; nothing is left over.
  private static func verb(_ options: Options) throws -> (verb: Verb, options: Options) {
    guard let verb = Verb.find(options.words) else { throw PusatFault.usage(.unknownVerb) }
    var rest = options
    rest.words.removeFirst(verb.words.count)
    try verb.check(rest)
    return (verb, rest)
  }

  /// Whether a centre was founded here: it has its key, and in a folder of its own its data.
  private static func hasCentre(_ options: Options) -> Bool {
    Files.exists(options.store + "/centre.key")
      && (options.database != nil || Files.exists(options.store + "/centre.sqlite"))
  }

  /// Asks whoever sits at a terminal.
  private static func confirms(_ language: Language) -> Bool {
    guard isatty(0) == 1, isatty(2) == 1 else { return false }
    say(
      Bilingual(
        "Semua kantor akan mengirim ulang. Basis data ini memang dipulihkan dari salinan? Ketik ya:",
        "All offices will send again. Was this database really brought back from a copy? Type yes:")[language], 2)
    return ["ya", "yes"].contains(readLine(strippingNewline: true)?.lowercased() ?? "")
  }

  /// Carries a verb out here, or where the embedded store is served from.
  private static func ask(_ arguments: [String], _ options: Options) async throws -> (Int32, String) {
    if options.database == nil {
      try Files.makeFolder(options.store, mode: 0o700)
      var lock: FileLock?
      for _ in 0..<100 {
        lock = try FileLock(at: options.store + "/pusat.lock")
        if lock != nil { break }
        // The one that serves was started in a language of its own.
        let stick = try Stick(options)
        let asked = (stick?.words ?? arguments) + ["--lang", options.language.word]
        switch Relay.ask(options.store, asked) {
        case .said(let code, let text): return try stick?.bringOut((code, text)) ?? (code, text)
        case .silence: throw PusatFault.taken
        case .brokenOff: throw PusatFault.brokenOff
        case .nobody: break
        }
        try await Task.sleep(for: .milliseconds(50))
      }
      guard lock != nil else { throw PusatFault.taken }
      defer { withExtendedLifetime(lock) {} }
      let centre = try await open(options)
      let answer = await carryOut(arguments, centre)
      // Nobody else follows: what a carried file erased is to leave the tables now.
      _ = try? await centre.project()
      return answer
    }
    return await carryOut(arguments, try await open(options))
  }

  /// One verb against an open centre: exit code and text.
  static func carryOut(_ arguments: [String], _ centre: Centre) async -> (Int32, String) {
    do {
      let (verb, options) = try verb(try Options(arguments))
      return (0, try await verb.run(options, centre))
    } catch {
      let (code, text) = PusatFault.describe(error)
      return (code, text[Options.language(of: arguments)])
    }
  }

  private static func open(_ options: Options) async throws -> Centre {
    let practice = try options.practice
    if options.database == nil { try PracticeMark(options.store).settle(practising: practice != nil) }
    let place = options.database.map { Centre.Place.database(PostgreSQLPlace($0)) } ?? .folder(options.store)
    let keys = try keys(options, place)
    let clock = practice.map { MachineClock.practice(startingAt: $0.milliseconds) } ?? .real
    var surroundings = Centre.Surroundings(
      now: { Moment(milliseconds: clock.wall()) }, squeezer: Zstd.squeezer)
    surroundings.isPractice = practice != nil
    return try await Centre(place, keys, surroundings)
  }

  /// The centre's key; made where nothing was begun with another. A centre that has lost its key gets no new one: its offices
  /// would believe it no more.
  private static func keys(_ options: Options, _ place: Centre.Place) throws -> CentreKeys {
    if !CentreKeys.exist(in: options.store) {
      guard try !Centre.isBegun(place) else { throw PusatFault.keyMissing(options.store) }
      say(
        Bilingual(
          "Pusat baru didirikan di \(options.store), dengan kunci baru: centre.key",
          "A new centre is founded in \(options.store), with a key of its own: centre.key")[options.language], 2)
    }
    return try CentreKeys.open(in: options.store)
  }

  private static func serve(_ options: Options) async throws {
    try Files.makeFolder(options.store, mode: 0o700)
    var lock: FileLock?
    if options.database == nil {
      lock = try FileLock(at: options.store + "/pusat.lock")
      guard lock != nil else { throw PusatFault.served(options.store) }
    }
    defer { withExtendedLifetime(lock) {} }
    let parts = (options.values["listen"] ?? "127.0.0.1:8462").split(separator: ":")
    guard parts.count >= 2, let port = parts.last.flatMap({ UInt16($0) }) else {
      throw PusatFault.usage(.option("listen", "127.0.0.1:8462"))
    }
    let host = parts.dropLast().joined(separator: ":").filter { $0 != "[" && $0 != "]" }
    let bell = try Bell()
    Signals.stopOn(bell)
    let centre = try await open(options)
    let server: WebServer
    do { server = try WebServer(centre, host: host, port: port) } catch {
      throw PusatFault.unheard(host: host, port: port, why: String(cString: strerror(error.number)))
    }
    let attending = Task { await centre.attend() }
    let relaying = Task { if options.database == nil { await Relay.serve(options.store, centre) } }
    Notify.send("READY=1")
    let tether = options.has("tethered")
    // Whoever holds the tether reads where to call.
    if tether { say("\(host):\(server.port)", 1) } else { say("pusat: \(host):\(server.port)", 2) }
    while !Signals.stopWanted, !(tether && inputHasEnded) { try? await Task.sleep(for: .milliseconds(100)) }
    Notify.send("STOPPING=1")
    await server.stop()
    attending.cancel()
    relaying.cancel()
    await relaying.value
    await attending.value
    await centre.close()
  }

  /// Nobody holds the other end of standard input any more: also after a program that was killed.
  private static var inputHasEnded: Bool {
    guard let ready = try? Waiting.wait(for: [.init(0, reading: true)], milliseconds: 0), ready[0].canRead else {
      return false
    }
    var chunk = [UInt8](repeating: 0, count: 256)
    return read(0, &chunk, chunk.count) == 0
  }

  private static let serveUsage = "serve [--listen 127.0.0.1:8462] [--tethered]"
  private static let serveHelp = Bilingual("melayani kantor-kantor", "serve the offices")

  private static func checkServe(_ options: Options) throws {
    guard options.words.count == 1 else {
      throw PusatFault.usage(.extraWord(options.words[1], verb: "serve"))
    }
    let own: Set = ["listen", "tethered"]
    for option in options.values.keys.sorted() where !Options.common.union(own).contains(option) {
      throw PusatFault.usage(.strangeOption(option, verb: "serve"))
    }
  }

  /// What one verb takes, or those that begin with the same word; `nil` where nothing was named.
  private static func help(about words: [String], _ language: Language) -> String? {
    guard let first = words.first else { return nil }
    if first == "serve" { return "  pusat \(serveUsage)\n      \(serveHelp[language])" }
    var verbs = Verb.find(words).map { [$0] } ?? []
    if verbs.isEmpty { verbs = Verb.all.filter { $0.words.starts(with: words) } }
    return verbs.isEmpty ? nil : verbs.flatMap { lines(of: $0, language) }.joined(separator: "\n")
  }

  private static func lines(of verb: Verb, _ language: Language) -> [String] {
    ["  pusat \(verb.name) \(verb.usage[language])".trimmedRight, "      \(verb.help[language])"]
  }

  private static func help(_ language: Language) -> String {
    var lines = [
      Bilingual("pusat – pusat layanan statistik terpadu", "pusat – the centre of the service desks")[language], "",
      "  pusat \(serveUsage)", "      \(serveHelp[language])",
    ]
    for verb in Verb.all { lines += self.lines(of: verb, language) }
    lines += [
      "",
      Bilingual(
        """
        --store DIR        folder pusat: kunci, dan tanpa --database juga datanya ($PUSAT_HOME, ~/.local/share/pusat)
        --database "…"     PostgreSQL, misalnya "host=/run/postgresql dbname=pusat" ($PUSAT_DATABASE)
        --practice WAKTU   latihan dengan jam sendiri, di folder latihan: \(PracticeTime.expected)
        --tethered         (serve) berhenti bila masukan standar tertutup; alamatnya ditulis ke keluaran standar
        --lang id|en       bahasa ($LOKET_LANG)

        Kode keluar: 0 berhasil, 1 ditolak aturan, 2 salah ketik, 3 tidak tersedia, 5 rusak. Berhenti bersih dengan SIGTERM.
        """,
        """
        --store DIR        the centre's folder: its key, and without --database its data ($PUSAT_HOME, ~/.local/share/pusat)
        --database "…"     PostgreSQL, such as "host=/run/postgresql dbname=pusat" ($PUSAT_DATABASE)
        --practice TIME    practice with a clock of its own, in a practice folder: \(PracticeTime.expected)
        --tethered         (serve) stops when standard input is closed; writes its address to standard output
        --lang id|en       language ($LOKET_LANG)

        Exit codes: 0 done, 1 refused by the rules, 2 usage, 3 unavailable, 5 damaged. Stops cleanly on SIGTERM.
        """)[language],
    ]
    return lines.joined(separator: "\n")
  }
}

extension String {
  fileprivate var trimmedRight: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
