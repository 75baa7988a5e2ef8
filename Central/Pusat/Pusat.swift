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
      if options.wantsHelp || options.words.isEmpty || options.words == ["help"] {
        say(help(options.language), 1)
        return 0
      }
      if options.words == ["serve"] {
        try await serve(options)
        return 0
      }
      guard Verb.find(options.words) != nil else { throw PusatFault.usage(.unknownVerb) }
      let (code, text) = try await ask(arguments, options)
      say(text, code == 0 ? 1 : 2)
      return code
    } catch {
      let (code, text) = PusatFault.describe(error)
      say((try? Options(arguments))?.language == .english ? text.english : text.indonesian, 2)
      return code
    }
  }

  /// Carries a verb out here, or where the embedded store is served from.
  private static func ask(_ arguments: [String], _ options: Options) async throws -> (Int32, String) {
    if options.database == nil {
      try Files.makeFolder(options.store, mode: 0o700)
      var lock: FileLock?
      for _ in 0..<100 {
        lock = try FileLock(at: options.store + "/pusat.lock")
        if lock != nil { break }
        if let answer = Relay.ask(options.store, absolute(arguments)) { return answer }
        try await Task.sleep(for: .milliseconds(50))
      }
      guard lock != nil else { throw PusatFault.taken }
      defer { withExtendedLifetime(lock) {} }
      return await carryOut(arguments, try await open(options))
    }
    return await carryOut(arguments, try await open(options))
  }

  /// Files are named from where the question was asked.
  private static func absolute(_ arguments: [String]) -> [String] {
    guard arguments.contains("import"), let here = getcwd(nil, 0) else { return arguments }
    defer { free(here) }
    let folder = String(cString: here)
    var isPath = false
    return arguments.map { word in
      defer { isPath = word == "import" || word == "--reply" }
      return isPath && !word.hasPrefix("/") ? folder + "/" + word : word
    }
  }

  /// One verb against an open centre: exit code and text.
  static func carryOut(_ arguments: [String], _ centre: Centre) async -> (Int32, String) {
    var language = Language.indonesian
    do {
      var options = try Options(arguments)
      language = options.language
      guard let verb = Verb.find(options.words) else { throw PusatFault.usage(.unknownVerb) }
      options.words.removeFirst(verb.words.count)
      return (0, try await verb.run(options, centre))
    } catch {
      let (code, text) = PusatFault.describe(error)
      return (code, text[language])
    }
  }

  private static func open(_ options: Options) async throws -> Centre {
    let practice = try options.practice
    if options.database == nil { try PracticeMark(options.store).settle(practising: practice != nil) }
    let keys = try CentreKeys.open(in: options.store)
    let clock = practice.map { MachineClock.practice(startingAt: $0.milliseconds) } ?? .real
    var surroundings = Centre.Surroundings(
      now: { Moment(milliseconds: clock.wall()) }, squeezer: Zstd.squeezer)
    surroundings.isPractice = practice != nil
    let place = options.database.map { Centre.Place.database(PostgreSQLPlace($0)) } ?? .folder(options.store)
    return try await Centre(place, keys, surroundings)
  }

  private static func serve(_ options: Options) async throws {
    try Files.makeFolder(options.store, mode: 0o700)
    var lock: FileLock?
    if options.database == nil {
      lock = try FileLock(at: options.store + "/pusat.lock")
      guard lock != nil else { throw PusatFault.taken }
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
    let server = try WebServer(centre, host: host, port: port)
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

  private static func help(_ language: Language) -> String {
    var lines = [
      Bilingual("pusat – pusat layanan statistik terpadu", "pusat – the centre of the service desks")[language], "",
      "  pusat serve [--listen 127.0.0.1:8462]   "
        + Bilingual("melayani kantor-kantor", "serve the offices")[language],
    ]
    for verb in Verb.all {
      lines.append("  pusat \(verb.words.joined(separator: " ")) \(verb.usage)".trimmedRight)
      lines.append("      \(verb.help[language])")
    }
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
