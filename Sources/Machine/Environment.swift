import Glibc

/// What the process was started with.
public enum Environment {
  /// Where a program lies, looked for as a shell does; `nil` when it is not installed.
  public static func program(_ name: String) -> String? {
    (value("PATH") ?? "/usr/bin:/bin").split(separator: ":").map { "\($0)/\(name)" }.first(where: Files.isExecutable)
  }

  /// Where a program lies that was installed together with this one.
  public static func beside(_ name: String) -> String {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let own = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return (own.lastIndex(of: "/").map { String(own[...$0]) } ?? "./") + name
  }

  /// Whose rights this process has: a name, or the number where there is none.
  public static var user: String {
    let own = geteuid()
    var (entry, found): (passwd, UnsafeMutablePointer<passwd>?) = (passwd(), nil)
    var room = [CChar](repeating: 0, count: 4_096)
    guard getpwuid_r(own, &entry, &room, room.count, &found) == 0, found != nil, let name = entry.pw_name else {
      return String(own)
    }
    return String(cString: name)
  }

  /// `nil` for a variable that is not set, or set to nothing.
  public static func value(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}
