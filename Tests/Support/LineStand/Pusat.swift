import Machine

/// The centre's program and its folder; several processes where it has a database.
public final class Pusat {
  private let programs: String
  public let folder: String
  private let database: String?
  private let line: BadLine?
  private var processes: [Int: Program] = [:]
  public private(set) var ports: [Int] = []

  public init(_ programs: String, folder: String, database: String? = nil, on line: BadLine? = nil) throws {
    (self.programs, self.folder, self.database, self.line) = (programs, folder, database, line)
    try Files.makeFolder(folder, mode: 0o700)
  }

  private var place: [String] { ["--store", folder, "--lang", "en"] + (database.map { ["--database", $0] } ?? []) }

  /// Starts another process; its port is the kernel's choice, and kept when it is started again.
  @discardableResult
  public func serve() throws -> Int {
    let number = ports.count
    ports.append(0)
    try start(number)
    return number
  }

  public func start(_ number: Int) throws {
    let log = folder + "/pusat-\(number).log"
    Files.remove(log)
    let program = try Program(
      programs + "/pusat", ["serve", "--listen", "127.0.0.1:\(ports[number])"] + place, log: log, on: line, at: .centre)
    processes[number] = program
    try comesTrue("pusat listens: \(program.said)") { program.said.contains("pusat: 127.0.0.1:") }
    let said = program.said
    guard let address = said.split(separator: "\n").last(where: { $0.contains("pusat: 127.0.0.1:") }),
      let port = address.split(separator: ":").last.flatMap({ Int($0) })
    else { throw Never("pusat's port: \(said)") }
    ports[number] = port
  }

  public func kill(_ number: Int) {
    processes[number]?.kill()
    processes[number] = nil
  }

  @discardableResult
  public func stop() -> [Int32?] {
    defer { processes = [:] }
    return processes.sorted { $0.key < $1.key }.map { $0.value.stop() }
  }

  /// A verb of the command line; what it said.
  public func ask(_ words: String...) throws -> String {
    let run = try Program.run(
      programs + "/pusat", words + place, log: folder + "/ask-\(UInt32.random(in: 0...UInt32.max)).log", on: line,
      at: .centre)
    guard run.code == 0 else { throw Never("pusat \(words.joined(separator: " ")): \(run.said)") }
    return run.said
  }

  /// A one-time code for an office, added if it is new.
  public func code(for office: String) throws -> String {
    _ = try? ask("office", "add", office, "BPS \(office)")
    return try ask("enrol", office).split(separator: "\n").first.map(String.init) ?? ""
  }
}
