import CentralReception
import Domain
import Engine
import Journal
import SQL
import Seal
import TestSupport
import Testing
import Wire

/// Bodies that went without at first, and what an older version set aside.
struct BodyAgainTests {
  private let office = CentreWithOffice.office

  /// One event as it is offered again.
  private func offer(_ journal: JournalOfTests, _ sequence: Int, _ change: (Entry) -> Entry = { $0 }) -> Frame {
    let (event, link) = journal.entries[sequence - 1]
    let before = sequence == 1 ? Digest.zero : journal.entries[sequence - 2].link
    let run = Run(
      author: 1, first: UInt64(sequence), entries: [change(Entry(event))], before: before, check: link.check)
    return Frame(stream: .up, runs: [run])
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `on the line 4: a body withheld once is taken in when it comes after all, and only that very body`(
    engine: TestSupport.Engine
  ) async throws {
    let begun = try await CentreWithOffice(engine)
    let centre = begun.centre
    var (seat, other) = (begun.seat, EnrolledSeat(office))
    try await other.enrol(centre)
    var journal = JournalOfTests(office, node: 1)
    journal.write(3)
    let body = EventID(node: 1, sequence: 4)
    _ = try await seat.exchange(centre, journal.frames { $0.header.id == body ? $0.emptied : $0 })
    #expect(try await centre.quarantine(office).map(\.id) == [body])

    // Another body under the same name, and the hash alone once more: nothing.
    let forged = offer(journal, 4) { entry in
      Entry(header: entry.header, body: .kept(Array("bukan ini yang ditulis di kantor".utf8)))
    }
    #expect(try #require(try await seat.exchange(centre, [forged])).reply.entered == [])
    let hash = offer(journal, 4) { $0.emptied }
    #expect(try #require(try await seat.exchange(centre, [hash])).reply.entered == [])
    #expect(try await centre.quarantine(office).map(\.id) == [body])

    let heard = try #require(try await seat.exchange(centre, [offer(journal, 4)]) { $0.parkedKnown = 1 })
    #expect(heard.reply.entered == [body])
    #expect(heard.reply.parkedCount == 0)
    #expect(heard.reply.marks == [Mark(1, 6)])
    #expect(heard.reply.feedEnd == 6)
    // The reply was lost: the same again is the same word, and no second copy.
    let again = try #require(try await seat.exchange(centre, [offer(journal, 4)]))
    #expect(again.reply.entered == [body])
    #expect(again.reply.feedEnd == 6)
    // Whoever had read past it gets it now.
    let read = try #require(
      try await other.exchange(centre) {
        ($0.room, $0.incarnation, $0.have) = (50_000, heard.reply.incarnation, [Mark(1, 3)])
        $0.cursor.news = 5
      })
    #expect(read.frames.flatMap(\.runs).flatMap(\.entries) == [Entry(journal.entries[3].event)])
    await centre.close()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `a parked body this version still has no word for is kept whole beside the log`(
    engine: TestSupport.Engine
  ) async throws {
    let begun = try await CentreWithOffice(engine)
    let centre = begun.centre
    var seat = begun.seat
    var journal = JournalOfTests(office, node: 1)
    journal.write(1)
    // The second event as a newer version's: of a sort nobody knows here.
    var strange = Entry(journal.entries[1].event)
    strange.header.sort = 99
    let link = strange.link(after: journal.entries[0].link, Seal.digester)
    let first = Run(
      author: 1, first: 1, entries: [Entry(journal.entries[0].event), strange.emptied], before: nil, check: link.check)
    _ = try await seat.exchange(centre, [Frame(stream: .up, runs: [first])])
    #expect(try await centre.quarantine(office).map(\.reason) == [.tooLarge])
    let whole = Run(author: 1, first: 2, entries: [strange], before: journal.entries[0].link, check: link.check)
    let heard = try #require(try await seat.exchange(centre, [Frame(stream: .up, runs: [whole])]))
    #expect(heard.reply.entered == [EventID(node: 1, sequence: 2)])
    #expect(try await centre.quarantine(office).map(\.reason) == [.unknown])
    #expect(try await centre.retry(office) == 0)
    await centre.close()
  }

  @Test func `what an older version set aside is tried when a newer one begins to serve`() async throws {
    let begun = try await CentreWithOffice(.sqlite)
    let (folder, centre) = (begun.folder, begun.centre)
    var seat = begun.seat
    var journal = JournalOfTests(office, node: 1)
    journal.write(2)
    let (event, link) = journal.entries[1]
    _ = try await seat.exchange(centre, journal.frames { $0.header.id == event.id ? $0.emptied : $0 })
    // As if this version had a word for it.
    let run = Run(author: 1, first: 2, entries: [Entry(event)], before: .zero, check: link.check)
    try await folder.change(
      "UPDATE parked SET entry = $1",
      [.blob(Box.pack(Frame(stream: .state, runs: [run]), .none, dictionaries: [], Seal.digester))])
    await centre.close()
    let newer = try await folder.open()
    let attending = Task { await newer.attend() }
    #expect(try await comesTrue { try await newer.quarantine(nil).isEmpty })
    #expect(try await newer.status().offices[0].feedEnd == 4)
    attending.cancel()
    await attending.value
    await newer.close()
  }
}
