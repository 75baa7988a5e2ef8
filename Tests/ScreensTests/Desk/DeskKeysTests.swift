import Desk
import Domain
import Screens
import Testing

@Suite struct DeskKeysTests {
  @Test func `a visit from call to finish with single letters, in either case`() throws {
    let rehearsal = try Rehearsal()
    let visits = try rehearsal.arrive("konsultasi", "konsultasi")
    try rehearsal.welcome(visits[0])
    let desk = try rehearsal.desk(1)
    #expect(desk.shows("MEJA KOSONG") && desk.shows("2 menunggu"))
    desk.press("N")
    #expect(desk.shows("DIPANGGIL") && desk.shows("Siti Rahmawati"))
    desk.press("v")
    #expect(desk.shows("DILAYANI"))
    desk.press("F", "1")
    #expect(desk.shows("A001 selesai") && desk.shows("menilai") && desk.shows("MEJA KOSONG"))
    #expect(desk.sent.map(\.command.kind) == [.callNext, .serve, .finish])
    print(desk.text)
  }
}
