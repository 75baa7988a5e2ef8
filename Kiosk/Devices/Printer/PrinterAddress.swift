/// Where an office's printer is, as its profile says it.
public enum PrinterAddress: Equatable, Sendable {
  /// The office prints nothing.
  case none
  /// A character device of the kernel, usually `/dev/usb/lp0`.
  case device(String)
  case serial(String, baud: Int)
  /// A printer on the office's own network, usually at port 9100.
  case tcp(host: String, port: UInt16)
  /// What would be printed goes to the end of a file: for trying things out.
  case file(String)
  /// Nothing this version understands.
  case unknown

  /// Speeds of serial lines that receipt printers are sold with; the first where none is said.
  public static let bauds = [9600, 19_200, 38_400, 57_600, 115_200]

  /// `none`, `tcp:192.168.1.9:9100`, `/dev/usb/lp0`, `/dev/ttyUSB0@19200`, or the path of a file.
  public init(_ text: String) {
    if text.isEmpty || text == "none" {
      self = .none
    } else if text.hasPrefix("tcp:") {
      self = Self.network(text.dropFirst(4))
    } else if text.hasPrefix("/dev/tty") || text.hasPrefix("/dev/serial/") {
      let parts = text.split(separator: "@", maxSplits: 1)
      let baud = parts.count == 2 ? Int(parts[1]) ?? 0 : Self.bauds[0]
      self = Self.bauds.contains(baud) ? .serial(String(parts[0]), baud: baud) : .unknown
    } else if text.hasPrefix("/dev/") {
      self = .device(text)
    } else {
      self = text.hasPrefix("/") && !text.hasSuffix("/") ? .file(text) : .unknown
    }
  }

  private static func network(_ text: Substring) -> Self {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), !parts[0].isEmpty else { return .unknown }
    guard parts.count == 2 else { return .tcp(host: String(parts[0]), port: 9100) }
    guard let port = UInt16(parts[1]), port > 0 else { return .unknown }
    return .tcp(host: String(parts[0]), port: port)
  }
}
