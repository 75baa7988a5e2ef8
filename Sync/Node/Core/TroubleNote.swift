import Domain
import Machine

/// Why no node serves this office, left in its folder by the one that had to stop: terminals that may not look into the store
/// themselves show it to whoever stands before them.
public struct TroubleNote {
  private let path: String
  private static let bytesMax = 4_096

  public init(_ folder: StoreFolder) { path = folder.path + "/loketd.trouble" }

  /// What cannot be written on a disk that fails is said on the standard error all the same.
  public func write(_ text: Bilingual) { try? Files.replace(path, with: Array(text.lines.utf8), mode: 0o640) }

  /// `nil` while nothing is known to be wrong.
  public func read() -> Bilingual? {
    guard let bytes = try? Files.read(path, sizeMax: Self.bytesMax) else { return nil }
    return Bilingual(lines: String(decoding: bytes, as: UTF8.self))
  }

  /// A node serves.
  public func remove() { Files.remove(path) }
}
