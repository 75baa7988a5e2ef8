import Glibc

/// What the process was started with.
public enum Environment {
  /// Where a program lies, looked for as a shell does; `nil` when it is not installed.
  public static func program(_ name: String) -> String? {
    (value("PATH") ?? "/usr/bin:/bin").split(separator: ":").map { "\($0)/\(name)" }.first(where: Files.isExecutable)
  }

  /// `nil` for a variable that is not set, or set to nothing.
  public static func value(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}
