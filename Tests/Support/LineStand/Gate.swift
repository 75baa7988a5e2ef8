import Machine

/// nginx in front of a centre with the settings that are installed, `Central/pusat.nginx.conf`: TLS, HTTP/2, bodies streamed
/// through. Only places and addresses are the test's own.
public final class Gate {
  public let port: Int
  private let folder: String
  private let program: Program

  public static let path = "/usr/sbin/nginx"
  public static var isInstalled: Bool { Files.isExecutable(path) }

  /// `centres`: the ports of the processes behind it, on the same machine.
  public init(
    _ authority: Authority, port: Int, centres: [Int], folder: String, speaksHTTP2: Bool = true, on line: BadLine? = nil
  ) throws {
    self.port = port
    self.folder = folder
    try Files.makeFolder(folder, mode: 0o700)
    let text = try Self.settings(authority, port, centres, folder, speaksHTTP2)
    try Files.replace(folder + "/nginx.conf", with: Array(text.utf8), mode: 0o640)
    program = try Program(
      Self.path, ["-e", "stderr", "-p", folder, "-c", folder + "/nginx.conf"], log: folder + "/nginx.log", on: line,
      at: .centre)
    try comesTrue("nginx answers: \(program.said)") { Files.exists(folder + "/nginx.pid") }
  }

  /// One line a request: protocol, TLS, whether its session was resumed, connection, its how-manieth request, status,
  /// bytes of the request and of the answer.
  public var requests: [[String]] {
    let bytes = (try? Files.read(folder + "/requests.log", sizeMax: 1 << 22)) ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
  }

  public func stop() { program.kill() }

  private static func settings(
    _ authority: Authority, _ port: Int, _ centres: [Int], _ folder: String, _ speaksHTTP2: Bool
  ) throws -> String {
    let places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { "  \($0)_temp_path \(folder)/\($0);" }
    return """
      daemon off; master_process off; pid \(folder)/nginx.pid; error_log stderr warn;
      events { worker_connections 512; }
      http {
        log_format line '$server_protocol $ssl_protocol $ssl_session_reused $connection $connection_requests $status $request_length $bytes_sent';
        access_log \(folder)/requests.log line;
      \(places.joined(separator: "\n"))
      \(try installed(authority, port, centres, speaksHTTP2))
      }

      """
  }

  /// What is installed at the centre, with what differs from machine to machine put in its place.
  private static func installed(
    _ authority: Authority, _ port: Int, _ centres: [Int], _ speaksHTTP2: Bool
  ) throws -> String {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
    let bytes = try Files.read(root + "/Central/pusat.nginx.conf", sizeMax: 65_536)
    let own: [(directive: String, lines: [String])] = [
      ("server 127.0.0.1:", centres.map { "server 127.0.0.1:\($0);" }),
      ("listen 443 ", ["listen 0.0.0.0:\(port) ssl\(speaksHTTP2 ? " http2" : "") fastopen=256;"]),
      ("listen [::]:443 ", []), ("server_name ", []),
      ("ssl_certificate ", ["ssl_certificate \(authority.certificate);"]),
      ("ssl_certificate_key ", ["ssl_certificate_key \(authority.key);"]),
    ]
    var left = Set(own.map(\.directive))
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").flatMap { line -> [String] in
      let words = line.drop { $0 == " " }
      guard let found = own.first(where: { words.hasPrefix($0.directive) }) else { return [String(line)] }
      left.remove(found.directive)
      return found.lines
    }
    guard left.isEmpty else { throw Never("pusat.nginx.conf without \(left.sorted())") }
    return lines.joined(separator: "\n")
  }
}
