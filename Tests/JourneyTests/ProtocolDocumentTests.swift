import Desk
import Domain
import Glibc
import JSON
import Machine
import Testing

/// `docs/protocol.md` is a promise to whoever writes a client: what it lists and what it shows must be so.
@Suite(.serialized) struct ProtocolDocumentTests {
  /// Fenced blocks by their word after the fence, in order.
  private static func blocks(_ kind: String) -> [[String]] {
    var found: [[String]] = []
    var open: [String]?
    for line in text(of: Build.sources + "/docs/protocol.md").split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```\(kind)" {
        open = []
      } else if line.hasPrefix("```"), let block = open {
        found.append(block)
        open = nil
      } else {
        open?.append(String(line))
      }
    }
    return found
  }

  /// `LOKET_RECORD=1` writes the lists anew: read the difference before committing it.
  private static func rewrite(_ kind: String, _ lines: [String]) throws {
    let path = Build.sources + "/docs/protocol.md"
    let old = text(of: path).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let fence = old.firstIndex(of: "```\(kind)"), let end = old[(fence + 1)...].firstIndex(of: "```") else {
      throw Failed("no block \(kind)")
    }
    let new = old[...fence] + lines + old[end...]
    try Files.replace(path, with: Array(new.joined(separator: "\n").utf8), mode: 0o644)
  }

  @Test(arguments: ["commands", "queries", "views", "replies", "records", "forms"])
  func `the document lists exactly what the program has`(kind: String) throws {
    let listed = try #require(try ProtocolLists.all()[kind])
    if getenv("LOKET_RECORD") != nil { try Self.rewrite(kind, listed) }
    let documented = Self.blocks(kind).flatMap { $0 }
    #expect(documented == listed, "```\(kind)\n\(listed.joined(separator: "\n"))\n```")
  }

  @Test func `every limit the document names is the program's`() {
    let document = text(of: Build.sources + "/docs/protocol.md")
    #expect(Wire.version == 1 && document.contains("`\"v\":1`"))
    #expect(Wire.lineMax == 2_097_152 && document.contains("2,097,152 bytes"))
  }

  private struct Line: Equatable {
    var isRequest: Bool
    var text: String
  }

  private static func session() -> [Line] {
    blocks("session").flatMap { $0 }.filter { !$0.isEmpty }.map { line in
      Line(isRequest: line.hasPrefix("> "), text: String(line.dropFirst(2)))
    }
  }

  @Test func `every request shown parses and comes back the same, every reply can be read`() throws {
    let session = Self.session()
    #expect(session.count > 30)
    for (index, line) in session.enumerated() {
      let utf8 = Array(line.text.utf8)
      if line.isRequest {
        let answered = session[(index + 1)...].first { !$0.isRequest }?.text ?? ""
        do {
          let request = try Request(line: utf8[...])
          #expect(try Request(line: request.line.dropLast()) == request)
        } catch {
          #expect(answered.contains("\"malformed\"") || answered.contains("\"version-unknown\""), "\(line.text)")
        }
      } else {
        #expect(Reply.read(line: utf8[...]) != nil, "\(line.text)")
      }
    }
  }

  @Test func `the session of the document, played again, gets replies of the same shape`() throws {
    let office = try TestOffice(open: false)
    try office.ok("office", "init", Build.office("halmahera-utara"))
    try office.ok("officer", "add", "maria", "--name", "Maria Tatengkeng", "--roles", "head", pin: TestOffice.pin)
    let wire = try RawConnection(office.home + "/loketd.sock")
    var tokens: [String: String] = [:]
    var shown: [Line] = []
    for line in Self.session() {
      if line.isRequest {
        var request = line.text
        for (old, new) in tokens { request.replace(old, with: new) }
        request.replace("/media/usb", with: office.folder)
        try wire.send(request)
        shown.append(line)
        continue
      }
      let reply = try wire.line()
      let (said, documented) = (try JSONParser.parse(Array(reply.utf8)), try JSONParser.parse(Array(line.text.utf8)))
      #expect(Self.shape(said) == Self.shape(documented), "after \(shown.last?.text ?? ""): \(reply)")
      #expect(said["refused"]?["code"] == documented["refused"]?["code"])
      #expect(said["id"] == documented["id"])
      if let old = documented["session"]?["token"]?.string, let new = said["session"]?["token"]?.string {
        tokens[old] = new
      }
    }
  }

  @Test func `a line that never ends closes the connection, and a longer one than allowed is refused`() throws {
    let office = try TestOffice(open: false)
    let wire = try RawConnection(office.home + "/loketd.sock")
    let long = String(repeating: "x", count: 200_000)
    #expect(throws: Failed.self) {
      for _ in 0..<100 { try wire.send(long, ending: false) }
      _ = try wire.line()
    }
    #expect(try office.ok("status") != "")
  }

  /// Names and types all the way down; of a list, its first element stands for all.
  private static func shape(_ json: JSONValue) -> String {
    switch json {
    case .null: "null"
    case .bool: "bool"
    case .integer, .fraction: "number"
    case .string: "text"
    case .array(let elements): elements.first.map { "[\(shape($0))]" } ?? "[]"
    case .object(let members): "{" + members.map { "\($0.name):\(shape($0.value))" }.joined(separator: ",") + "}"
    }
  }
}

/// A client in the fewest words: what the document says suffices to write one.
final class RawConnection {
  private let socket: Int32
  private var arrived: [UInt8] = []

  init(_ path: String) throws {
    socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, size) }
    }
    guard result == 0 else { throw Failed("connect \(path)") }
  }

  deinit { close(socket) }

  func send(_ line: String, ending: Bool = true) throws {
    let bytes = Array((line + (ending ? "\n" : "")).utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { throw Failed("the node does not take more") }
      sent += count
    }
  }

  func line() throws -> String {
    while true {
      if let end = arrived.firstIndex(of: 0x0A) {
        defer { arrived.removeFirst(end + 1) }
        return String(decoding: arrived[..<end], as: UTF8.self)
      }
      var ready = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, 30_000) > 0 else { throw Failed("no reply") }
      var chunk = [UInt8](repeating: 0, count: 65_536)
      let count = read(socket, &chunk, chunk.count)
      guard count > 0 else { throw Failed("the node closed the connection") }
      arrived += chunk[..<count]
    }
  }
}
