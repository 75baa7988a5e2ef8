import Machine

/// nginx in front of a centre as `docs/centre.md` has it: TLS, HTTP/2, bodies streamed through.
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
    let text = Self.settings(authority, port, centres, folder, speaksHTTP2)
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
  ) -> String {
    let places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { "  \($0)_temp_path \(folder)/\($0);" }
    return """
      daemon off; master_process off; pid \(folder)/nginx.pid; error_log stderr warn;
      events { worker_connections 512; }
      http {
        server_tokens off;
        log_format line '$server_protocol $ssl_protocol $ssl_session_reused $connection $connection_requests $status $request_length $bytes_sent';
        access_log \(folder)/requests.log line;
      \(places.joined(separator: "\n"))
        upstream pusat {
      \(centres.map { "    server 127.0.0.1:\($0);" }.joined(separator: "\n"))
          keepalive 16;
        }
        server {
          listen 0.0.0.0:\(port) ssl\(speaksHTTP2 ? " http2" : "") fastopen=256;
          ssl_certificate \(authority.certificate);
          ssl_certificate_key \(authority.key);
          ssl_protocols TLSv1.2 TLSv1.3;
          keepalive_timeout 600s;
          location ~ ^/(sync|enrol)/1$ {
            proxy_pass http://pusat;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header X-Forwarded-For $remote_addr;
            proxy_request_buffering off;
            proxy_buffering off;
            client_max_body_size 2m;
            client_body_timeout 60s;
            proxy_read_timeout 90s;
            proxy_send_timeout 60s;
          }
          location / { return 404; }
        }
      }

      """
  }
}
