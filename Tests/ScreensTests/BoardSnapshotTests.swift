import Desk
import Domain
import Screens
import TestSupport
import Testing

/// Every state of the wall board as a picture.
@Suite struct BoardSnapshotTests {
  @Test func `the board through a morning`() throws {
    let rehearsal = try Rehearsal { $0.messages = [OfficeMessage("Tutup pukul 12 hari ini.", "Closing at 12 today.")] }
    let (board, _) = try rehearsal.board()
    try Snapshot.check("board-empty", board.station)
    try rehearsal.arrive(
      "konsultasi", "konsultasi", "perpustakaan", "konsultasi", "rekomendasi", "konsultasi", "publikasi")
    func call(_ desk: Int) throws {
      try rehearsal.head.press(.callNext(CallNext { $0.desk = desk }))
      rehearsal.look()
    }
    try call(1)
    var lit = board.station
    _ = lit.take(.tick, at: rehearsal.now + .milliseconds(600))
    try Snapshot.check("board-flash", lit)
    rehearsal.wait(.seconds(9))
    try Snapshot.check("board-one", board.station)
    try call(2)
    for desk in [1, 2, 1] {
      try rehearsal.head.press(.serve(Serve { $0.desk = desk }))
      try rehearsal.head.press(.park(Park { $0.desk = desk }))
      try call(desk)
    }
    rehearsal.wait(.seconds(40))
    try Snapshot.check("board-five", board.station)
    rehearsal.nodeGoes()
    try Snapshot.check("board-lost", board.station)
  }
}
