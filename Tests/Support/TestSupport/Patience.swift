/// How long a test waits for what another thread or program is sure to do. Only a fault reaches it: a crowded machine is
/// given the time it takes, and nothing is asserted about how much that was.
public enum Patience {
  public static let seconds = 300
  public static var milliseconds: Int { seconds * 1_000 }
}
