import Domain
import Glibc
import Machine
import TestSupport
import Testing
import Wire

/// The program, as an officer at the centre uses it.
struct PusatTests {
  private let folder = TemporaryFolder()

  private static let program = Environment.beside("pusat")

  private func run(_ words: String...) throws -> (code: Int32, text: String) { try run(words) }

  private func run(_ words: [String]) throws -> (code: Int32, text: String) {
    let path = folder.path + ".out"
    defer { Files.remove(path) }
    let file = try Ports.end(of: path)
    let child = try Child(Self.program, words + ["--store", folder.path], output: file.number, isQuiet: true)
    let code = child.wait()
    return (code, String(decoding: try Files.read(path, sizeMax: 1 << 20), as: UTF8.self))
  }

  @Test func `offices, codes and exit codes, with nobody serving and while somebody does`() async throws {
    #expect(try run("office", "add", "8205", "BPS", "Halmahera", "Utara").code == 0)
    #expect(try run("office", "add", "8205", "BPS").code == 1)
    #expect(try run("enrol", "9999").code == 1)
    #expect(try run("enrol", "abc").code == 2)
    #expect(try run("frobnicate").code == 2)
    #expect(try run("seats", "--nonsense").code == 2)
    let code = try run("enrol", "8205")
    #expect(code.code == 0)
    let first = try #require(code.text.split(separator: "\n").first)
    #expect(first.split(separator: "-").map(\.count) == [4, 4, 4, 4, 4])
    #expect(EnrolCode(String(first)) != nil)

    let serving = try Child(Self.program, ["serve", "--listen", "127.0.0.1:0", "--store", folder.path], isQuiet: true)
    defer { serving.stop() }
    #expect(try await comesTrue { Files.exists(folder.path + "/pusat.sock") })
    #expect(try run("status", "--lang", "en").text.contains("8205  BPS Halmahera Utara: seats 0"))
    #expect(try run("enrol", "8205").code == 0)
    #expect(try run("revoke", "8205", "7").code == 1)
    for name in ["centre.key", "centre.sqlite", "pusat.sock", "centre.sqlite-wal"] {
      var status = stat()
      #expect(stat(folder.path + "/" + name, &status) == 0, "\(name)")
      #expect(status.st_mode & 0o077 == 0, "\(name)")
    }
    // Killed and started again: nothing was lost.
    serving.kill9()
    #expect(try run("status").text.contains("8205"))
  }

  @Test func `what was begun is never asked for twice, and whoever asked is told that nobody knows`() throws {
    #expect(try run("office", "add", "8205", "BPS").code == 0)
    // Another one serves from the folder, as far as anybody can see.
    let lock = try #require(try FileLock(at: folder.path + "/pusat.lock"))
    let listener = try Socket.listen(at: folder.path + "/pusat.sock", mode: 0o600, backlog: 8)
    let asking = try Child(
      Self.program, ["office", "add", "8206", "BPS", "--store", folder.path], isQuiet: true)
    defer { asking.kill9() }
    var client = try Self.caller(listener)
    _ = try [UInt8(0xFF)].withUnsafeBytes { try client?.write($0) }
    client = nil
    #expect(asking.wait(atMost: Patience.milliseconds) == 3)
    #expect(try Waiting.wait(for: [.init(listener.number, reading: true)], milliseconds: 0)[0].canRead == false)
    withExtendedLifetime(lock) {}
  }

  @Test func `a question that was never begun is asked again, and answered when it is`() throws {
    #expect(try run("office", "add", "8205", "BPS").code == 0)
    let lock = try #require(try FileLock(at: folder.path + "/pusat.lock"))
    let listener = try Socket.listen(at: folder.path + "/pusat.sock", mode: 0o600, backlog: 8)
    let asking = try Child(Self.program, ["status", "--store", folder.path], isQuiet: true)
    defer { asking.kill9() }
    // The first hangs up without a word.
    _ = try #require(try Self.caller(listener))
    let second = try #require(try Self.caller(listener))
    for byte in [0xFF, 0xFF, 0x01, 0x61] as [UInt8] { _ = try [byte].withUnsafeBytes { try second.write($0) } }
    Socket.close(second)
    #expect(asking.wait(atMost: Patience.milliseconds) == 1)
    withExtendedLifetime(lock) {}
  }

  @Test func `nothing is carried out for whoever has gone`() async throws {
    #expect(try run("office", "add", "8205", "BPS").code == 0)
    let serving = try Child(Self.program, ["serve", "--listen", "127.0.0.1:0", "--store", folder.path], isQuiet: true)
    defer { serving.stop() }
    let path = folder.path + "/pusat.sock"
    #expect(try await comesTrue { (try? Socket.connect(to: path, patience: 1)) != nil })
    // It stands still until the asker has gone.
    kill(serving.process, SIGSTOP)
    let gone = try Socket.connect(to: path, patience: 60)
    let words = ["office", "add", "8206", "BPS", "--store", folder.path].joined(separator: "\u{0}") + "\n"
    _ = try Array(words.utf8).withUnsafeBytes { try gone.write($0) }
    Socket.close(gone)
    kill(serving.process, SIGCONT)
    // The one behind it has its turn after it.
    #expect(try !run("status").text.contains("8206"))
  }

  /// Whoever calls next, with the whole question in.
  private static func caller(_ listener: Descriptor) throws -> Descriptor? {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    guard try isReady(listener), let client = try Socket.accept(on: listener) else { return nil }
    var question: [UInt8] = []
    while question.last != 10 {
      guard try isReady(client), let count = try buffer.withUnsafeMutableBytes({ try client.read(into: $0) }), count > 0
      else { return nil }
      question += buffer[..<count]
    }
    return client
  }

  private static func isReady(_ descriptor: Descriptor) throws -> Bool {
    try Waiting.wait(for: [.init(descriptor.number, reading: true)], milliseconds: Patience.milliseconds)[0].canRead
  }

  @Test
  func `a centre that practises begins at its own time, is never mixed with one at work, and ends with its holder`()
    throws
  {
    var held: Pipe? = try Pipe()
    let said = try Pipe()
    let serving = try Child(
      Self.program,
      ["serve", "--tethered", "--practice", "2026-11-20T08.40WIT", "--listen", "127.0.0.1:0", "--store", folder.path],
      input: held?.reading.number, output: said.writing.number, isQuiet: true)
    defer { serving.kill9() }
    #expect(try Self.address(said).hasPrefix("127.0.0.1:"))
    #expect(try run("office", "add", "8205", "BPS", "Contoh").code == 0)
    let shown = try run("office", "show", "8205", "--json").text
    #expect(shown.hasPrefix(#"{"office":"8205","name":"BPS Contoh","localTime":"06.4"#), "\(shown)")
    #expect(try run("office", "show", "8205", "--lang", "en").text.contains("Events   0, parked 0, last call –"))
    #expect(try run("office", "show", "9999").code == 1)
    // Whoever held it is gone, in whatever way.
    held = nil
    #expect(serving.wait(atMost: Patience.milliseconds) == 0)
    let refused = try run("status")
    #expect(refused.code == 3)
  }

  /// What it holds is measured in a process of its own: nobody else's memory is in it.
  @Test(arguments: ["/sync/1", "/enrol/1"])
  func `a body without an end is refused, and nothing of it is kept`(path: String) async throws {
    var held: Pipe? = try Pipe()
    let said = try Pipe()
    let serving = try Child(
      Self.program, ["serve", "--tethered", "--listen", "127.0.0.1:0", "--store", folder.path],
      input: held?.reading.number, output: said.writing.number, isQuiet: true)
    defer { serving.kill9() }
    let port = try #require(Self.address(said).split(separator: ":").last.flatMap { UInt16($0) })
    func residentKiB() throws -> Int {
      let text = String(decoding: try Files.read("/proc/\(serving.process)/statm", sizeMax: 4_096), as: UTF8.self)
      return try #require(text.split(separator: " ").dropFirst().first.flatMap { Int($0) })
        * sysconf(Int32(_SC_PAGESIZE))
        / 1_024
    }
    // What a first request needs is there before anything is counted.
    #expect(await RawClient(port: port)?.get("/health")?.status == 200)
    let line = try #require(RawClient(port: port))
    _ = await line.send(RawClient.head(path, ["Transfer-Encoding: chunked"]))
    let before = try residentKiB()
    let (waste, pieces) = ([UInt8](repeating: 0x46, count: 64_000), 1_000)
    for _ in 0..<pieces { _ = await line.chunk(waste) }
    #expect(try residentKiB() - before < pieces * 64 / 2, "half of what was sent would be there")
    _ = await line.chunk([])
    #expect([400, 413].contains(try #require(await line.receive()).status))
    held = nil
  }

  /// Where a tethered centre says that it listens.
  private static func address(_ said: Pipe) throws -> String {
    var line = [UInt8](repeating: 0, count: 64)
    let count = try line.withUnsafeMutableBytes { try said.reading.read(into: $0) } ?? 0
    return String(decoding: line[..<count].filter { $0 != 10 }, as: UTF8.self)
  }

  @Test func `the help says the same in both languages`() throws {
    let (indonesian, english) = (try run("--help"), try run("--help", "--lang", "en"))
    #expect(indonesian.code == 0)
    #expect(english.code == 0)
    let lines = { (text: String) in text.split(separator: "\n").filter { $0.contains("pusat ") }.count }
    #expect(lines(indonesian.text) == lines(english.text))
    #expect(indonesian.text != english.text)
  }

  /// What is said about it too.
  private func told(_ words: String...) throws -> (code: Int32, text: String) { try told(words) }

  private func told(_ words: [String]) throws -> (code: Int32, text: String) {
    let path = folder.path + ".told"
    defer { Files.remove(path) }
    let script = "out=$1; shift; exec \"$@\" >\"$out\" 2>&1 </dev/null"
    let own = [Self.program] + words + ["--store", folder.path]
    let child = try Child("/bin/sh", ["-c", script, "sh", path] + own, isQuiet: true)
    let code = child.wait()
    return (code, String(decoding: try Files.read(path, sizeMax: 1 << 20), as: UTF8.self))
  }

  @Test func `only an office or serving founds a centre, and says so; everything else refuses and makes nothing`()
    throws
  {
    for words in [["status"], ["seats"], ["enrol", "8205"], ["restored", "--yes"], ["scrub"]] {
      #expect(try run(words).code == 3, "\(words)")
    }
    #expect(try told("status", "--lang", "en").text.contains("no centre in \(folder.path)"))
    #expect(try told("status").text.contains("Tidak ada pusat di \(folder.path)"))
    #expect(Files.list(folder.path).isEmpty)
    // Words that mean nothing found nothing either.
    for words in [["office", "add", "8205"], ["office", "add", "82x", "BPS"], ["office", "add"]] {
      #expect(try run(words).code == 2, "\(words)")
    }
    #expect(try run("office", "add", "8205", String(repeating: "n", count: 201)).code == 1)
    #expect(Files.list(folder.path).isEmpty)
    let founded = try told("office", "add", "8205", "BPS", "--lang", "en")
    #expect(founded.code == 0)
    #expect(founded.text.contains("new centre is founded in \(folder.path)"))
    #expect(try !told("office", "add", "8206", "BPS", "--lang", "en").text.contains("founded"))
    #expect(try run("status").code == 0)
  }

  @Test func `a centre whose key is gone makes no other, says where it must be, and serves again when it is there`()
    throws
  {
    #expect(try run("office", "add", "8205", "BPS").code == 0)
    let (key, kept) = (folder.path + "/centre.key", folder.path + "/kept")
    let bytes = try Files.read(key, sizeMax: 64)
    try Files.replace(kept, with: bytes, mode: 0o600)
    Files.remove(key)
    for words in [["serve", "--listen", "127.0.0.1:0"], ["office", "add", "8206", "BPS"]] {
      let refused = try told(words + ["--lang", "en"])
      #expect(refused.code == 3, "\(words)")
      #expect(refused.text.contains("its key is not: \(key)"), "\(refused.text)")
      #expect(!Files.exists(key), "\(words)")
    }
    try Files.replace(key, with: bytes, mode: 0o600)
    #expect(try told("office", "add", "8206", "BPS", "--lang", "en") == (0, "Office 8206 added.\n"))
  }

  @Test func `a stray word, a strange option, an unknown office are refused, and restoring wants a yes`() throws {
    #expect(try run("office", "add", "8205", "BPS", "Halmahera", "Utara").code == 0)
    for words in [
      ["status", "zzz"], ["seats", "8205", "extra"], ["status", "--json"], ["restored", "please", "now", "--yes"],
      ["restored"], ["serve", "now"], ["serve", "--json"], ["scrub", "--yes"],
    ] { #expect(try run(words).code == 2, "\(words)") }
    for words in [["seats", "9999"], ["quarantine", "list", "9999"]] { #expect(try run(words).code == 1, "\(words)") }
    #expect(try run("seats", "8205").code == 0)
    #expect(try run("restored", "--yes").code == 0)
    #expect(try told("status", "--nonsense", "--lang", "en").text == "Unknown option: --nonsense. See: pusat --help\n")
    #expect(try told("office", "add", "--lang", "en", "8205").text == "Word 2 must be: NAME\n")
    #expect(try told("--lang", "en", "feed", "show", "8205", "--limit", "x").text == "--limit needs: N\n")
  }

  @Test func `practice lies in its folder, whatever database the work has, and a ticket's code is called one`() throws {
    func practise(_ more: String...) throws -> (code: Int32, text: String) {
      let path = folder.path + ".told"
      defer { Files.remove(path) }
      let script = "export PUSAT_DATABASE=host=/nowhere; out=$1; shift; exec \"$@\" >\"$out\" 2>&1 </dev/null"
      let words = ["--store", folder.path, "--practice", "2026-11-20T08.40WIT", "--lang", "en"]
      let child = try Child("/bin/sh", ["-c", script, "sh", path, Self.program] + more + words, isQuiet: true)
      let code = child.wait()
      return (code, String(decoding: try Files.read(path, sizeMax: 1 << 20), as: UTF8.self))
    }
    #expect(try practise("office", "add", "8205", "BPS").code == 0)
    let named = try practise("status", "--database", "host=/nowhere")
    #expect(named.code == 2 && named.text.contains("without --database"), "\(named.text)")
    let ticket = try practise("ticket", "abc")
    #expect(ticket.code == 1 && ticket.text.contains("no valid ticket code"), "\(ticket.text)")
  }

  @Test func `the help of a verb is that verb's`() throws {
    let help = try run("seats", "--help", "--lang", "en").text
    #expect(help == "  pusat seats [8205]\n      enrolled computers\n")
    #expect(try run("quarantine", "--help").text.split(separator: "\n").count == 4)
    #expect(try run("serve", "--help").text.contains("--listen"))
    #expect(try !run("office", "add", "--help", "--lang", "en").text.contains("NAMA"))
  }

  @Test func `a reply is never written over a file, the office's own above all`() throws {
    #expect(try run("office", "add", "8205", "BPS").code == 0)
    let (carried, other) = (folder.path + "/8205.lktu", folder.path + "/other")
    for path in [carried, other] { try Files.replace(path, with: Array("whatever it is".utf8), mode: 0o600) }
    for reply in [carried, other] {
      let refused = try told("import", carried, "--reply", reply, "--lang", "en")
      #expect(refused.code == 1)
      #expect(refused.text.contains("is not overwritten"))
    }
    for path in [carried, other] { #expect(try Files.read(path, sizeMax: 100) == Array("whatever it is".utf8)) }
  }

  @Test func `a port or a folder that somebody else has is named, with what to do`() async throws {
    let serving = try Child(Self.program, ["serve", "--listen", "127.0.0.1:0", "--store", folder.path], isQuiet: true)
    defer { serving.stop() }
    #expect(try await comesTrue { Files.exists(folder.path + "/pusat.sock") })
    let second = try told("serve", "--listen", "127.0.0.1:0", "--lang", "en")
    #expect(second.code == 3)
    #expect(second.text.contains("A pusat serves from the folder \(folder.path) already"))
    // A language of one's own, also through whoever serves.
    #expect(try told("seats", "9999", "--lang", "en").text.hasPrefix("There is no office 9999"))
    let said = try Pipe()
    let elsewhere = TemporaryFolder()
    var held: Pipe? = try Pipe()
    let other = try Child(
      Self.program, ["serve", "--tethered", "--listen", "127.0.0.1:0", "--store", elsewhere.path],
      input: held?.reading.number, output: said.writing.number, isQuiet: true)
    defer { other.kill9() }
    let address = try Self.address(said)
    serving.stop()
    let unheard = try told("serve", "--listen", address, "--lang", "en")
    #expect(unheard.code == 3)
    #expect(unheard.text.contains("Cannot take calls at \(address)"), "\(unheard.text)")
    held = nil
  }
}
