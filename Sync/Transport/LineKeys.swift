import Domain
import Journal
import Machine
import Seal
import Wire

/// What enrolment left at the office: who this PC is to the centre, and the keys of their line. A file for the owner alone.
public struct LineKeys: Equatable, Sendable {
  public var office: OfficeCode
  public var seat: Int
  public var node: KeyPair
  /// The centre's public key: nothing it has not signed counts.
  public var centre: [UInt8]
  public var link: LinkKey

  public init(office: OfficeCode, seat: Int, node: KeyPair, centre: [UInt8], link: LinkKey) {
    (self.office, self.seat, self.node, self.centre, self.link) = (office, seat, node, centre, link)
  }

  public var signer: Signer { Signer(publicKey: node.publicKey, sign: { [node] in node.sign($0) }) }

  // MARK: The file

  private static let title = "loket line 1"

  /// Whole or not at all, and never readable by anybody else.
  public func save(_ path: String) throws {
    let lines = [
      Self.title, office.word, String(seat), hexText(node.seed), hexText(centre), hexText(link.bytes),
    ]
    let text = lines.joined(separator: "\n") + "\n"
    let check = Seal.digester.digest(Array(text.utf8)).description.prefix(16)
    try Files.replace(path, with: Array((text + check + "\n").utf8), mode: 0o600)
  }

  /// `nil` when there is no such file. A damaged one throws: enrolling anew is for a person to decide.
  public static func read(_ path: String) throws -> LineKeys? {
    guard Files.exists(path) else { return nil }
    let text = String(decoding: try Files.read(path, sizeMax: 4_096), as: UTF8.self)
    let lines = text.split(separator: "\n").map(String.init)
    guard lines.count == 7, lines[0] == title,
      lines[6] == Seal.digester.digest(Array((lines[..<6].joined(separator: "\n") + "\n").utf8)).description.prefix(16),
      let office = OfficeCode(word: lines[1]), let seat = Int(lines[2]), let seed = hexBytes(lines[3]),
      seed.count == KeyPair.seedLength, let centre = hexBytes(lines[4]), centre.count == 32,
      let link = hexBytes(lines[5]).flatMap(LinkKey.init)
    else { throw Damaged() }
    return LineKeys(office: office, seat: seat, node: KeyPair(seed: seed), centre: centre, link: link)
  }

  /// The file is not what was written.
  public struct Damaged: Error {}
}

extension LineKeys: CustomStringConvertible {
  /// Keys are in no log.
  public var description: String { "keys of seat \(seat)" }
}

extension Crypto {
  /// libsodium's.
  public static let sodium = Crypto(
    digester: Seal.digester, keyed: { Seal.keyed($0, $1, $2) }, verify: { Seal.verify($0, $1, $2) })
}
