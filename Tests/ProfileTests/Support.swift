import Chance
import Domain
import Foundation
import Glibc
import Profiles
import Testing

/// The files that ship with the project, read from the checkout the tests were built from.
enum Shipped {
  static let offices = ["halmahera-utara", "seruyan", "labuhanbatu-selatan", "banyuwangi"]

  static func bytes(_ name: String) throws -> [UInt8] {
    let top = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return [UInt8](try Data(contentsOf: top.appendingPathComponent("Offices/\(name).toml")))
  }

  static func office(_ name: String) throws -> OfficeProfile {
    try OfficeFile.read(bytes(name)).get()
  }
}

/// The smallest sound profile; the tests spoil one part of it at a time.
let soundProfile = """
  code = "6208"
  name = "BPS Kabupaten Contoh"
  zone = "WIB"
  turnover = "03.00"
  languages = ["id", "en"]
  flow = ["number", "guest-book", "desk", "rating"]
  asks-identity = false
  recall-limit = 3

  [[service]]
  key = "konsultasi"
  series = "A"
  name = "Konsultasi Statistik"
  kind = "konsultasi"
  usual-minutes = 15

  [[service]]
  key = "perpustakaan"
  series = "B"
  name = "Perpustakaan"
  kind = "perpustakaan"

  [[desk]]
  number = 1
  name = "Meja 1"
  services = ["konsultasi"]

  [[desk]]
  number = 2

  [hours.desk]
  senin = ["08.00-12.00", "13.00-15.30"]
  jumat = ["08.00-11.30", "13.00-15.30"]

  [[hours.desk.season]]
  name = "Ramadan"
  from = "2026-02-18"
  to = "2026-03-19"
  senin = ["08.00-15.00"]

  [[closure]]
  date = "2026-08-31"
  name = "Pindah gedung"

  [service-level]
  start = "previous-finished"
  minutes = 10

  [priority]
  mode = "first"
  every = 3

  [retention]
  contact-days = 0

  [[complaint-channel]]
  kind = "email"
  value = "bps6208@bps.go.id"

  [devices]
  paper = 58

  """

func faults(_ text: String) -> [ProfileFault] {
  guard case .failure(let faults) = OfficeFile.read(Array(text.utf8)) else { return [] }
  return faults.list
}

/// The sound profile with one part replaced.
func spoiled(_ part: String, _ replacement: String) -> String {
  precondition(soundProfile.contains(part), "the sound profile has no \(part)")
  return replacing(part, replacement, in: soundProfile)
}

/// Spoils one part and expects exactly one fault: on the line where `marker` stands (or `offset` below), of `field`,
/// saying `words`.
func expectFault(
  _ part: String, _ replacement: String, at marker: String, _ field: String, _ words: String, offset: Int = 0,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let text = spoiled(part, replacement)
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  guard let index = lines.firstIndex(where: { $0.contains(marker) }) else {
    Issue.record("no line has \(marker)", sourceLocation: sourceLocation)
    return
  }
  let found = faults(text)
  #expect(found.map(\.line) == [index + 1 + offset], "\(found)", sourceLocation: sourceLocation)
  #expect(found.map(\.field) == [field], "\(found)", sourceLocation: sourceLocation)
  #expect(found.allSatisfy { $0.message.english.contains(words) }, "\(found)", sourceLocation: sourceLocation)
}

/// Repeatable randomness: a failure names the seed that brings it back.
struct Dice: RandomNumberGenerator {
  private var seeded: Seeded
  init(seed: UInt64) { seeded = Seeded(seed) }
  mutating func next() -> UInt64 { seeded.next() }
  mutating func roll(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
  mutating func flip() -> Bool { Bool.random(using: &self) }
  mutating func pick<T>(_ items: [T]) -> T { items[roll(0...items.count - 1)] }
}

func replacing(_ part: String, _ replacement: String, in text: String) -> String {
  text.replacingOccurrences(of: part, with: replacement)
}

/// Processor time this thread has used: what else the machine does is not in it.
func ownSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
