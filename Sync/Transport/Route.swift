import CCurl
import Machine

/// How the centre is reached.
public struct Route: Equatable, Sendable {
  /// `https://pusat.example.go.id`, with a path if the centre stands behind one.
  public var url: String
  /// Certificates to believe instead of the system's.
  public var authority: String
  /// `http://proxy:3128`; empty: as the environment says (`https_proxy`, `all_proxy`, `no_proxy`).
  public var proxy: String
  /// Seconds in which nothing comes and nothing is acknowledged before the transfer is given up. Where the kernel keeps
  /// trying, a connection is worth more than a new one.
  public var slowSeconds = Stamina.isBounded ? 30 : 20
  public var connectSeconds = 20

  public init(url: String, authority: String = "", proxy: String = "") {
    self.url = url
    self.authority = authority
    self.proxy = proxy
  }

  static let slowBytes = 16
  /// The engine gives up at thirty minutes; this is for the case that it does not.
  static let longestSeconds = 31 * 60

  /// Without the slash at its end, and `nil` for what is no address: `https`, or `http` for a centre on this PC or a trial.
  public static func address(_ text: String) -> String? {
    var text = text
    while text.hasSuffix("/") { text.removeLast() }
    let scheme = ["https://", "http://"].first { text.lowercased().hasPrefix($0) }
    guard let scheme, text.utf8.count > scheme.utf8.count, text.utf8.count <= 512,
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return nil }
    return text
  }

  /// The name between the slashes, without its port.
  public var host: String {
    let rest = url.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first ?? ""
    if rest.hasPrefix("[") { return String(rest.dropFirst().prefix { $0 != "]" }) }
    return String(rest.prefix { $0 != ":" })
  }

  /// The centre, or its proxy, is on this PC: no network is needed to reach it.
  public var isLocal: Bool {
    ["127.", "localhost", "::1"].contains { host.hasPrefix($0) }
  }

  func prepare(_ handle: UnsafeMutableRawPointer, path: String, wait_ms: Int) {
    _ = door_text(handle, CURLOPT_URL, url + path)
    _ = door_text(handle, CURLOPT_PROTOCOLS_STR, "https,http")
    _ = door_number(handle, CURLOPT_NOSIGNAL, 1)
    _ = door_number(handle, CURLOPT_FOLLOWLOCATION, 0)
    _ = door_number(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
    _ = door_number(handle, CURLOPT_TCP_KEEPALIVE, 1)
    // Where the centre allows it, a new connection is a round trip shorter; where it does not, nothing is lost. What goes
    // with the first packet is the beginning of TLS, which nobody can play again to any effect.
    if url.lowercased().hasPrefix("https") { _ = door_number(handle, CURLOPT_TCP_FASTOPEN, 1) }
    _ = door_number(handle, CURLOPT_CONNECTTIMEOUT, connectSeconds)
    _ = door_number(handle, CURLOPT_LOW_SPEED_LIMIT, Self.slowBytes)
    // While the centre holds the call open, silence is what was asked for.
    _ = door_number(handle, CURLOPT_LOW_SPEED_TIME, slowSeconds + wait_ms / 1_000)
    _ = door_number(handle, CURLOPT_TIMEOUT, Self.longestSeconds + wait_ms / 1_000)
    _ = door_text(handle, CURLOPT_USERAGENT, "loket")
    if !authority.isEmpty { _ = door_text(handle, CURLOPT_CAINFO, authority) }
    if !proxy.isEmpty { _ = door_text(handle, CURLOPT_PROXY, proxy) }
  }
}
