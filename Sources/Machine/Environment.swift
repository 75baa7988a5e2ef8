import Glibc

/// What the process was started with.
public enum Environment {
  /// `nil` for a variable that is not set, or set to nothing.
  public static func value(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}
