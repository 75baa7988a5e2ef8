import Domain
import Profiles
import Testing

/// Files come from editors, mail attachments and USB sticks: whatever is in them, reading ends and says something.
@Suite struct `Files that are not what they should be` {
  static let runs = 20_000

  @Test(arguments: 0..<4)
  func `no bytes bring the reader down`(_ part: Int) {
    let sound = Array(soundProfile.utf8)
    for seed in (part * Self.runs / 4)..<((part + 1) * Self.runs / 4) {
      var dice = Dice(seed: UInt64(seed))
      let bytes = dice.flip() ? dice.mutated(sound) : dice.noise()
      switch OfficeFile.read(bytes) {
      case .success(let profile):
        // What is accepted must be complete enough to be written and accepted again.
        let again = OfficeFile.read(Array(OfficeFile.write(profile).utf8))
        #expect((try? again.get()) == profile, "seed \(seed)")
      case .failure(let faults):
        let lines = bytes.count { $0 == 0x0A } + 1
        let isSound =
          !faults.list.isEmpty && faults.list.count <= FileLimits.faultsMax
          && faults.list.allSatisfy { (1...lines).contains($0.line) }
          && zip(faults.list, faults.list.dropFirst()).allSatisfy { $0.line <= $1.line }
        #expect(isSound, "seed \(seed)")
      }
      _ = HolidayFile.read(bytes)
    }
  }

  @Test func `every beginning of a sound file is read to its end`() {
    let sound = Array(soundProfile.utf8)
    for count in sound.indices { _ = OfficeFile.read(Array(sound[..<count])) }
  }

  @Test func `files of one thing over and over are read in a moment`() {
    let heaps = [
      "[[a]]\n", "[a]\n", "a=[\n", "[[service]]\n", "[[hours.desk.season]]\n", "a=[1,1,1,1,1]\n", "\n", "\"", "\\",
    ]
    for piece in heaps {
      let count = FileLimits.bytesMax / piece.utf8.count
      let bytes = Array(String(repeating: piece, count: count).utf8)
      let before = ownSeconds()
      _ = OfficeFile.read(bytes)
      #expect(ownSeconds() - before < 20, "\(piece)")
    }
    let keys = (0..<20_000).map { "k\($0)=1\n" }.joined()
    _ = OfficeFile.read(Array(keys.utf8))
    let list = "languages = [\n" + String(repeating: "\"id\",\n", count: 30_000) + "]\n"
    _ = OfficeFile.read(Array(list.utf8))
  }
}

extension Dice {
  /// Bytes that look like the syntax more often than chance would have it.
  mutating func noise() -> [UInt8] {
    let pieces = [
      "[", "]", "[[", "]]", "=", "\"", "\\", "\n", "\r\n", ",", "#", " ", "code", "flow", "hours.desk", "senin",
      "\\u00e9", "\\U", "true", "12", "-", "\"desk\"", "\"08.00-12.00\"", "service", "date", ".", "'", "{",
    ]
    var bytes: [UInt8] = []
    for _ in 0..<roll(0...60) {
      if roll(0...5) == 0 { bytes.append(UInt8(roll(0...255))) } else { bytes += Array(pick(pieces).utf8) }
    }
    return bytes
  }

  mutating func mutated(_ sound: [UInt8]) -> [UInt8] {
    var bytes = sound
    for _ in 0..<roll(1...4) where !bytes.isEmpty {
      let at = roll(0...bytes.count - 1)
      switch roll(0...5) {
      case 0: bytes[at] = UInt8(roll(0...255))
      case 1: bytes.remove(at: at)
      case 2: bytes.insert(UInt8(roll(0...255)), at: at)
      case 3: bytes.removeSubrange(at..<min(bytes.count, at + roll(1...40)))
      case 4: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + roll(1...80))], at: roll(0...bytes.count - 1))
      default: bytes.insert(pick(Array("[]\"\\=,#\n.-019".utf8)), at: at)
      }
    }
    return bytes
  }
}
