import Domain
import Journal
import Machine
import Seal
import Wire

/// The office's code keys on the disk of one PC, beside the keys of its line. For the owner alone.
///
/// A file of its own: an older program beside it goes on reading `line.keys`, and the keys are the centre's to give anew, so
/// that a missing or damaged file is a lack that the next exchange ends.
public enum CodeKeyFile {
  private static let title = "loket codes 1"
  /// A title, a floor, nine keys and a check.
  private static let bytesMax = 4_096

  /// Whole or not at all.
  public static func save(_ ring: CodeKeyRing, of office: OfficeCode, _ path: String) throws {
    let keys = ring.keys.map { "\($0.name) \(hexText($0.key.bytes))" }
    let text = ([title, office.word, String(ring.floor)] + keys).joined(separator: "\n") + "\n"
    try Files.replace(path, with: Array((text + check(text) + "\n").utf8), mode: 0o600)
  }

  /// Nothing where there is no such file, or it is another office's, or not what was written.
  public static func read(_ path: String, of office: OfficeCode) -> CodeKeyRing {
    guard let bytes = try? Files.read(path, sizeMax: bytesMax) else { return CodeKeyRing() }
    var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    guard let check = lines.popLast(), check == self.check(lines.joined(separator: "\n") + "\n"), lines.count >= 3,
      lines[0] == title, lines[1] == office.word, let floor = Int(lines[2])
    else { return CodeKeyRing() }
    var ring = CodeKeyRing()
    ring.floor = floor
    for line in lines.dropFirst(3) {
      let parts = line.split(separator: " ")
      guard parts.count == 2, let name = Int(parts[0]), let key = hexBytes(String(parts[1])) else {
        return CodeKeyRing()
      }
      ring.keys.append(CodeKey { ($0.name, $0.key) = (name, Blob(key)) })
    }
    // The same rules as for what comes over the line.
    return CodeKeyRing(bytes: ring.bytes) ?? CodeKeyRing()
  }

  private static func check(_ text: String) -> String {
    String(Seal.digester.digest(Array(text.utf8)).description.prefix(16))
  }
}

extension KeyPair {
  /// Opens the code keys the centre has sealed to this pair.
  public func codeKeys(in sealed: [UInt8]) -> CodeKeyRing? { open(sealed).flatMap(CodeKeyRing.init(bytes:)) }
}
