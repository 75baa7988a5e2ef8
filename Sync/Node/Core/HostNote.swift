import Machine

/// Left in the office's folder while a terminal carries its node: when that terminal is gone, another may take the node over. Where loketd
/// serves there is none, so that no terminal gets in the way of its restart or of work on the store while it is stopped.
public struct HostNote {
  private let path: String

  public init(_ folder: StoreFolder) { path = folder.path + "/terminal.node" }

  public var isThere: Bool { Files.exists(path) }

  /// On a full disk it stays away: the node serves all the same.
  public func write() { try? Files.replace(path, with: [], mode: 0o640) }

  /// loketd serves.
  public func remove() { Files.remove(path) }
}
