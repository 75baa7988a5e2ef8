import CentralReception
import Domain
import Engine
import Journal
import LineDoubles
import Machine
import Seal
import TestSupport
import Testing
import Wire

/// A centre that came back from a backup: what it has given out since, it does not know.
struct BackupTests {
  private let office = CentreWithOffice.office

  private func begun(_ engine: TestSupport.Engine) async throws -> (CentreFolder, Centre, EnrolledSeat) {
    let begun = try await CentreWithOffice(engine)
    return (begun.folder, begun.centre, begun.seat)
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `a seat with a newer link key than the centre's gets a fresh one, and only it can open that`(
    engine: TestSupport.Engine
  ) async throws {
    var (_, centre, seat) = try await begun(engine)
    var journal = JournalOfTests(office, node: 1)
    journal.write(4)
    _ = try await seat.exchange(centre, journal.frames())
    // Enrolled again since the backup: the seat has a key the centre has forgotten.
    let before = seat.linkKey
    seat.linkKey = Seal.randomBytes(32)
    journal.write(3)
    let frames = journal.frames(from: 9)
    let newer = Blob(Parcel.mark(ofLink: seat.linkKey, .real))
    let call = seat.call { $0.linkMark = newer }
    let bytes = seat.parcel(call, frames)
    let answer = await EnrolledSeat.send(bytes, to: centre)
    let heard = try #require(try seat.readHead(answer.body, to: call))
    #expect(heard.standing == .newKey)
    #expect(heard.marks == [])
    #expect(try await centre.status().offices[0].feedEnd == 8)
    #expect(KeyPair.make().open(heard.sealedLinkKey.bytes) == nil)
    let fresh = try #require(seat.pair.open(heard.sealedLinkKey.bytes))
    #expect(fresh.count == 32 && fresh != before && fresh != seat.linkKey)

    // The same call played again makes no further key.
    let replayed = await EnrolledSeat.send(bytes, to: centre)
    #expect(try seat.readHead(replayed.body, to: call)?.standing == .stale)
    seat.linkKey = fresh
    let mark = Blob(Parcel.mark(ofLink: fresh, .real))
    let whole = try #require(try await seat.exchange(centre, frames) { $0.linkMark = mark })
    #expect(whole.reply.standing == .welcome)
    #expect(whole.reply.marks == [Mark(1, 14)])

    // Whoever cannot sign for the seat is told nothing, and changes nothing.
    let thief = KeyPair.make()
    let forged = seat.call { $0.linkMark = Blob(Parcel.mark(ofLink: Seal.randomBytes(32), .real)) }
    let refused = await EnrolledSeat.send(seat.parts(forged, [], signedBy: thief).flatMap { $0 }, to: centre)
    #expect(refused.status == 403 && refused.body.isEmpty)
    #expect(try await seat.exchange(centre) { $0.linkMark = mark }?.reply.standing == .welcome)
    await centre.close()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `a database that stands elsewhere than it did came from a backup: nothing it may have given out is given again`(
    engine: TestSupport.Engine
  ) async throws {
    var (folder, centre, seat) = try await begun(engine)
    let before = try #require(try await seat.exchange(centre)).reply
    await centre.close()
    // Opened again where it was, it is what it was.
    let same = try await folder.open()
    #expect(try await !same.status().offices[0].isRecovering)
    #expect(try #require(try await seat.exchange(same)).reply.incarnation == before.incarnation)
    await same.close()
    try await folder.change("UPDATE meta SET value = 'elsewhere' WHERE key = 'centre-origin'", [])
    let restored = try await folder.open()
    #expect(try await restored.status().offices[0].isRecovering)
    #expect(try #require(try await seat.exchange(restored)).reply.incarnation != before.incarnation)
    await restored.close()
    // And somebody may say so.
    let asked = try await folder.open()
    let known = try #require(try await seat.exchange(asked)).reply.incarnation
    try await asked.wasRestored()
    #expect(try #require(try await seat.exchange(asked)).reply.incarnation != known)
    await asked.close()
  }

  @Test func `two lives of one backup give out other seats, identities and names`() async throws {
    let (folder, centre, _) = try await begun(.sqlite)
    await centre.close()
    let file = folder.folder.path + "/centre.sqlite"
    let copy = try ["", "-wal"].map { try Files.read(file + $0, sizeMax: 64 << 20) }
    func live() async throws -> [Int] {
      let centre = try await folder.open()
      var given: [Int] = []
      for _ in 0..<3 {
        var seat = EnrolledSeat(office)
        try await seat.enrol(centre)
        given += [seat.seat, Int(seat.node), try #require(try await seat.exchange(centre)).reply.spare]
      }
      await centre.close()
      return given
    }
    let first = try await live()
    Files.remove(file + "-shm")
    for (name, bytes) in zip(["", "-wal"], copy) { try Files.replace(file + name, with: bytes, mode: 0o600) }
    let second = try await live()
    // By chance one number may come twice; nine do not.
    #expect(zip(first, second).count { $0 == $1 } <= 2)
    #expect(Set(first.enumerated().filter { $0.offset % 3 != 0 }.map(\.element)).count == 6)
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `an author nobody knows is a sign of forgetting, is brought back, and is claimed by who wrote it`(
    engine: TestSupport.Engine
  ) async throws {
    var (_, centre, seat) = try await begun(engine)
    let before = try #require(try await seat.exchange(centre)).reply.incarnation
    var theirs = JournalOfTests(office, node: 7)
    theirs.write(5)
    let held = [Mark(7, 10)]
    // What seat 1 read of node 7, whose enrolment the centre has forgotten.
    let told = try #require(
      try await seat.exchange(centre) { ($0.have, $0.incarnation) = (held, before) })
    #expect(told.reply.incarnation != before)
    let back = try #require(try await seat.exchange(centre, theirs.frames()) { $0.have = held })
    #expect(back.reply.marks.contains(Mark(7, 10)))
    // It enrols again, keeps its name, and goes on where it was: nothing is there twice.
    var lost = EnrolledSeat(office)
    try await lost.enrol(centre, node: 7)
    #expect(lost.node == 7)
    theirs.write(2)
    let on = try #require(
      try await lost.exchange(centre, theirs.frames(from: 11)) { $0.have = [Mark(7, 14)] })
    #expect(on.reply.marks.contains(Mark(7, 14)))
    #expect(on.reply.feedEnd == 14)
    #expect(on.reply.fork == Mark())
    await centre.close()
  }
}
