import CentralReception
import Domain
import Engine
import Journal
import LineDoubles
import Seal
import TestSupport
import Testing
import Wire

/// What the centre does with a call, on both engines, without a line in between.
struct TakingInTests {
  private let office = CentreWithOffice.office

  private func begun(_ engine: TestSupport.Engine) async throws -> (CentreFolder, Centre, EnrolledSeat) {
    let begun = try await CentreWithOffice(engine)
    #expect(begun.seat.linkKey.count == 32)
    #expect(begun.seat.node == 1)
    return (begun.folder, begun.centre, begun.seat)
  }

  private func events(_ centre: Centre) async throws -> Int { try await centre.status().offices[0].feedEnd }

  @Test(arguments: TestSupport.Engine.allCases)
  func `frames are entered, sent again they are one copy, and another seat reads them whole`(
    engine: TestSupport.Engine
  ) async throws {
    var (folder, centre, seat) = try await begun(engine)
    var journal = JournalOfTests(office, node: 1)
    journal.write(40)
    for _ in 0..<3 {
      let heard = try #require(try await seat.exchange(centre, journal.frames()) { $0.have = [Mark(1, 80)] })
      #expect(heard.reply.standing == .welcome)
      #expect(heard.reply.marks == [Mark(1, 80)])
      #expect(heard.reply.feedEnd == 80)
    }
    var other = EnrolledSeat(office)
    try await other.enrol(centre)
    #expect(other.node > 1)
    let read = try #require(
      try await other.exchange(centre) {
        $0.room = 500_000
        $0.incarnation = 0
      })
    #expect(read.frames.flatMap(\.runs).flatMap(\.entries).count == 80)
    #expect(read.frames.last?.position == 80)
    #expect(read.frames.flatMap(\.runs).allSatisfy { $0.before == nil })
    #expect(!read.reply.hasMore)
    withExtendedLifetime(folder) {}
    await centre.close()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `a small room is filled frame by frame, and goes on where it was cut`(engine: TestSupport.Engine) async throws {
    var (folder, centre, seat) = try await begun(engine)
    var journal = JournalOfTests(office, node: 1)
    journal.write(3_000)
    for start in stride(from: 1, to: 6_000, by: 2_000) {
      let frames = journal.frames(from: start, textMax: 20_000).prefix(100)
      _ = try await seat.exchange(centre, Array(frames))
    }
    #expect(try await events(centre) == 6_000)
    var other = EnrolledSeat(office)
    try await other.enrol(centre)
    var (position, got, rounds): (Int, [EventID], Int) = (0, [], 0)
    while position < 6_000, rounds < 100 {
      let have = got.isEmpty ? [] : [Mark(1, UInt64(got.count))]
      let from = position
      let read = try #require(
        try await other.exchange(centre) {
          ($0.room, $0.have) = (1_000, have)
          $0.cursor.news = from
        })
      got += read.frames.flatMap(\.runs).flatMap(\.entries).map(\.header.id)
      position = Int(read.frames.last?.position ?? 0)
      rounds += 1
    }
    #expect(got == (1...6_000).map { EventID(node: 1, sequence: UInt64($0)) })
    #expect(rounds > 2)
    // Its own events never come back, but the cursor moves.
    let own = try #require(
      try await seat.exchange(centre) { ($0.room, $0.have) = (20_000, [Mark(1, 6_000)]) })
    #expect(own.frames.flatMap(\.runs).isEmpty)
    #expect(own.frames.last?.position == 6_000)
    withExtendedLifetime(folder) {}
    await centre.close()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `on the line 5: poison in front of a thousand events is set aside with its reason and delays them not a round`(
    engine: TestSupport.Engine
  ) async throws {
    var (folder, centre, seat) = try await begun(engine)
    var journal = JournalOfTests(office, node: 1)
    journal.write(501)
    let first = EventID(node: 1, sequence: 2)
    let frames = journal.frames(textMax: 20_000) { $0.header.id == first ? $0.emptied : $0 }
    let heard = try #require(try await seat.exchange(centre, frames))
    #expect(heard.reply.marks == [Mark(1, 1_002)])
    #expect(heard.reply.feedEnd == 1_001)
    #expect(heard.reply.parkedCount == 1)
    #expect(heard.reply.parked == [Parked(first, .tooLarge)])
    #expect(try await centre.quarantine(office).map(\.reason) == [.tooLarge])
    // What is too large stays so; the list survives a retry.
    #expect(try await centre.retry(office) == 0)
    let again = try #require(try await seat.exchange(centre) { $0.parkedKnown = 1 })
    #expect(again.reply.parked.isEmpty)
    withExtendedLifetime(folder) {}
    await centre.close()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `forged, replayed, foreign and revoked calls change nothing`(engine: TestSupport.Engine) async throws {
    var (folder, centre, seat) = try await begun(engine)
    var journal = JournalOfTests(office, node: 1)
    journal.write(10)
    let (call, stranger) = (seat.call(), KeyPair.make())
    let forged = seat.parts(call, journal.frames(), signedBy: stranger).flatMap { $0 }
    #expect(await EnrolledSeat.send(forged, to: centre).status == 403)
    #expect(try await events(centre) == 0)

    // The same call again brings no data and enters nothing.
    let sound = seat.parcel(seat.call { $0.room = 100_000 }, journal.frames())
    #expect(await EnrolledSeat.send(sound, to: centre).status == 200)
    let replayed = await EnrolledSeat.send(sound, to: centre)
    var reader = ParcelReader(.real)
    try reader.append(replayed.body)
    guard case .head(_, let unsealed, _)? = try reader.next() else { throw Unexpected() }
    #expect(try Parcel.record(Reply.self, in: unsealed).standing == .stale)
    #expect(replayed.body.count < 200)
    #expect(try await events(centre) == 20)

    // A frame of one parcel fits no other, nor another place.
    journal.write(10)
    let more = journal.frames(from: 21)
    let (one, other) = (seat.parts(seat.call(), more), seat.parts(seat.call(), more))
    for crossed in [other[0] + one[1], other[0] + other[2] + other[1]] {
      _ = await EnrolledSeat.send(crossed, to: centre)
      #expect(try await events(centre) == 20)
    }

    // Another office's seat reads and brings nothing here.
    let foreign = OfficeCode(6207)
    try await centre.addOffice(foreign, name: "BPS Seruyan")
    var visitor = EnrolledSeat(foreign)
    try await visitor.enrol(centre, node: 1)
    let wrong = try #require(try await visitor.exchange(centre, more) { $0.room = 100_000 })
    #expect(wrong.frames.isEmpty)
    #expect(wrong.reply.marks.isEmpty)
    let known = seat.seat
    let disguised = visitor.call { ($0.office, $0.seat, $0.room) = (self.office, known, 100_000) }
    #expect(await EnrolledSeat.send(visitor.parcel(disguised, more), to: centre).status == 403)
    #expect(try await centre.status().offices.map(\.feedEnd) == [0, 20])

    try await centre.revoke(office, seat: seat.seat)
    let locked = try #require(try await seat.exchange(centre, more) { $0.room = 100_000 })
    #expect(locked.reply.standing == .revoked)
    #expect(locked.frames.isEmpty)
    #expect(try await centre.status().offices[1].feedEnd == 20)
    withExtendedLifetime(folder) {}
    await centre.close()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `what came before a cut counts, at every border of a frame and inside each`(
    engine: TestSupport.Engine
  ) async throws {
    var (folder, centre, seat) = try await begun(engine)
    var journal = JournalOfTests(office, node: 1)
    var expected = 0
    for round in 0..<12 {
      journal.write(12)
      let frames = journal.frames(from: expected + 1)
      let parts = seat.parts(seat.call(), frames)
      let whole = round % parts.count
      var sent = parts.prefix(whole + 1).flatMap { $0 }
      if round % 2 == 1, whole + 1 < parts.count { sent += parts[whole + 1].dropLast(1 + round) }
      let conversation = Conversation(centre)
      await conversation.feed(sent)
      // No `finish`: the office never hears of it.
      expected += frames.prefix(whole).reduce(0) { $0 + $1.entryCount }
      #expect(try await events(centre) == expected, "round \(round)")
    }
    let heard = try #require(try await seat.exchange(centre, journal.frames(from: expected + 1)))
    #expect(heard.reply.marks == [Mark(1, UInt64(journal.entries.count))])
    withExtendedLifetime(folder) {}
    await centre.close()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `an erased body is emptied here too, and the other readers get its hash`(
    engine: TestSupport.Engine
  ) async throws {
    var (folder, centre, seat) = try await begun(engine)
    var journal = JournalOfTests(office, node: 1)
    journal.write(1, "rahasia sekali")
    _ = try await seat.exchange(centre, journal.frames())
    journal.write([Draft(.wordsErased(WordsErased()), about: EventID(node: 1, sequence: 1), .visit)], at: folder.now)
    _ = try await seat.exchange(centre, journal.frames(from: 3))
    var other = EnrolledSeat(office)
    try await other.enrol(centre)
    let read = try #require(try await other.exchange(centre) { $0.room = 100_000 })
    let bodies = read.frames.flatMap(\.runs).flatMap(\.entries).map(\.body)
    #expect(bodies.count == 3)
    guard case .erased = bodies[1] else {
      Issue.record("the words are still there")
      return
    }
    withExtendedLifetime(folder) {}
    await centre.close()
  }
}
