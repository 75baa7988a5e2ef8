import CFaultDisk
import Desk
import Domain
import Foundation
import TestSupport
import Testing

@testable import Domain
@testable import Node
@testable import Store

/// The n-th call into the disk fails, for every n of a day at the desk.
struct FailingCallTests {
  private func undisturbed(_ profile: OfficeProfile) throws -> [String] {
    let life = FaultyLife(profile)
    try life.begin()
    life.live(patience: 0)
    life.inspect()
    #expect(life.complaints == [])
    #expect(life.answers.count == StoryDay.numbers.count)
    return try life.rows()
  }

  /// Stops at the first few lives gone wrong: a thousand copies of one finding help nobody.
  ///
  /// All calls take minutes: by default every 31st is tried, beginning elsewhere in each run of the tests, and all of
  /// them with LOKET_EVERY_CALL=1.
  private func sweep(_ work: (Int64) throws -> (complaints: [String], fired: Bool, place: String)) rethrows {
    let step: Int64 = ProcessInfo.processInfo.environment["LOKET_EVERY_CALL"] == nil ? 31 : 1
    var bad = 0
    for n in stride(from: Int64.random(in: 1...step), to: 20_000, by: Int64.Stride(step)) {
      let (complaints, fired, place) = try work(n)
      if !complaints.isEmpty {
        bad += 1
        Issue.record("call \(n), \(place): \(complaints.prefix(4))")
      }
      if !fired || bad >= 3 { return }
    }
    Issue.record("the story did not end")
  }

  /// A life on a disk whose n-th call fails, or all from there on; sound again afterwards. Whether it came so far, and where.
  private static func lived(
    _ profile: OfficeProfile, failing n: Int64, _ kind: FaultDiskKind, fromThereOn: Bool = false, patience: Int = 0
  ) throws -> (life: FaultyLife, fired: Bool, place: String) {
    let life = FaultyLife(profile)
    try life.begin()
    faultdisk_fail_at(life.disk.pointer, n, kind, fromThereOn)
    life.live(patience: patience)
    let (fired, place) = (life.disk.fired, life.disk.firedAt)
    faultdisk_clear(life.disk.pointer)
    return (life, fired, place)
  }

  @Test func `the story itself is carried out whole on a sound disk`() throws {
    #expect(try !undisturbed(ShippedOffice.profile("halmahera-utara")).isEmpty)
  }

  @Test(arguments: FaultDiskKind.all)
  func `one call fails, the next press is carried out, and the day ends as if nothing had been`(kind: FaultDiskKind)
    throws
  {
    let profile = try ShippedOffice.profile("halmahera-utara")
    let expected = try undisturbed(profile)
    try sweep { n in
      let (life, fired, place) = try Self.lived(profile, failing: n, kind, patience: 2)
      if life.answers.count != StoryDay.numbers.count {
        life.complain("only \(life.answers.count) steps were carried out")
      }
      life.office.drop()
      try life.office.open()
      life.inspect()
      if try life.rows() != expected { life.complain("the day ended differently") }
      return (life.complaints, fired, place)
    }
  }

  @Test(arguments: FaultDiskKind.all)
  func `from one call on all fail, then the disk is sound again and the node goes on by itself`(kind: FaultDiskKind)
    throws
  {
    let profile = try ShippedOffice.profile("halmahera-utara")
    let expected = try undisturbed(profile)
    try sweep { n in
      let (life, fired, place) = try Self.lived(profile, failing: n, kind, fromThereOn: true)
      let kept = life.answers.count
      life.live(patience: 0)
      if life.answers.count != StoryDay.numbers.count { life.complain("only \(life.answers.count) after \(kept)") }
      life.office.drop()
      try life.office.open()
      life.inspect()
      if try life.rows().map(withoutTimes) != expected.map(withoutTimes) { life.complain("the day ended differently") }
      return (life.complaints, fired, place)
    }
  }

  /// Steps pressed again come later by the clock; everything else is the same.
  private func withoutTimes(_ row: String) -> String {
    row.split(separator: "|").filter { !($0.count == 15 && $0.hasPrefix("'") == false && Int($0.dropFirst(0)) != nil) }
      .map { field in Int(field.filter { $0 != "'" }).map { $0 > 1_000_000_000_000 ? "time" : "\($0)" } ?? String(field)
      }
      .joined(separator: "|")
  }

  @Test(arguments: FaultDiskKind.all)
  func `a call fails while the store is made and opened, and opening again works`(kind: FaultDiskKind) throws {
    let profile = try ShippedOffice.profile("halmahera-utara")
    sweep { n in
      let life = FaultyLife(profile)
      faultdisk_fail_at(life.disk.pointer, n, kind, false)
      var begun = false
      for _ in 0..<3 where !begun {
        do {
          if life.office.opened == nil { try life.office.open() }
          try life.office.setUp()
          begun = true
        } catch {}
      }
      let (fired, place) = (life.disk.fired, life.disk.firedAt)
      faultdisk_clear(life.disk.pointer)
      if !begun { life.complain("did not begin in three attempts") } else { life.live(patience: 0) }
      if begun { life.inspect() }
      return (life.complaints, fired, place)
    }
  }

  @Test func `a write torn anywhere in the day loses no answered press`() throws {
    let profile = try ShippedOffice.profile("halmahera-utara")
    let expected = try undisturbed(profile)
    try sweep { n in
      let life = FaultyLife(profile)
      try life.begin()
      faultdisk_tear_write(life.disk.pointer, n, 512 * (n % 8))
      life.live(patience: 2)
      let (fired, place) = (life.disk.fired, life.disk.firedAt)
      faultdisk_clear(life.disk.pointer)
      life.office.drop()
      try life.office.open()
      life.inspect()
      if try life.rows() != expected { life.complain("the day ended differently") }
      return (life.complaints, fired, place)
    }
  }

  @Test(arguments: [FaultDiskCut.dropsAll, .keepsSome])
  func `whichever call the power fails at, what was answered is there and the day goes on`(cut: FaultDiskCut) throws {
    let profile = try ShippedOffice.profile("halmahera-utara")
    let expected = try undisturbed(profile)
    try sweep { n in
      let life = FaultyLife(profile)
      try life.begin()
      faultdisk_cut_at(life.disk.pointer, n, UInt64(n) &* 7919, cut)
      life.live(patience: 0)
      let (fired, place) = (life.disk.fired, life.disk.firedAt)
      life.office.drop()
      faultdisk_clear(life.disk.pointer)
      faultdisk_power_up(life.disk.pointer)
      try life.office.open()
      life.inspect()
      life.live(patience: 0)
      if life.answers.count != StoryDay.numbers.count { life.complain("only \(life.answers.count) steps in the end") }
      life.inspect()
      if try life.rows().map(withoutTimes) != expected.map(withoutTimes) { life.complain("the day ended differently") }
      return (life.complaints, fired, place)
    }
  }
}
