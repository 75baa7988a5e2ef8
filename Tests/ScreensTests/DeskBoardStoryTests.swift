import Desk
import Domain
import Screens
import TestSupport
import Testing

/// A random morning of two desks and a board: after each press they agree, and no call goes unannounced.
@Suite struct DeskBoardStoryTests {
  @Test(arguments: 1...2) func `the board shows what the desks do, after every press`(_ seed: Int) throws {
    var dice = Dice(seed: seed)
    let rehearsal = try Rehearsal { $0.lockMinutes = 240 }
    let desks = [try rehearsal.desk(1), try rehearsal.desk(2, login: "kepala")]
    let (_, log) = try rehearsal.board()
    for step in 1...60 {
      let note = Comment(rawValue: "seed \(seed), step \(step)")
      let desk = dice.pick(desks)
      switch dice.roll(1...14) {
      case 1, 2: try rehearsal.arrive(dice.pick(["konsultasi", "perpustakaan"]))
      case 3, 4, 5: desk.press("n")
      case 6: desk.press("r")
      case 7: desk.press("v")
      case 8: desk.press("f", "1")
      case 9: desk.press("s", "y")
      case 10: desk.press("p")
      case 11: desk.press("e", "Enter")
      case 12: desk.press("u")
      case 13: desk.press("c", "Enter")
      default: desk.press("q", "Enter")
      }
      desk.press("Esc")
      if dice.one(in: 12) {
        rehearsal.nodeGoes()
        try rehearsal.nodeComes()
      }
      rehearsal.wait(.seconds(dice.roll(1...6)))
      rehearsal.look()
      try agree(rehearsal, desks, log, note)
    }
    rehearsal.wait(.seconds(80))
    #expect(!log.isAnnouncing, "seed \(seed)")
  }

  private func agree(_ rehearsal: Rehearsal, _ desks: [Actor], _ log: BoardLog, _ note: Comment) throws {
    guard case .board(let view) = try rehearsal.head.read(.board(Empty())) else { throw Unexpected() }
    let shown = log.shown
    #expect(shown == view.called.map { "\($0.label)>\($0.desk)" }, note)
    for (index, desk) in desks.enumerated() {
      guard case .desk(let truth) = try rehearsal.head.read(.desk(DeskQuery { $0.desk = index + 1 })) else {
        throw Unexpected()
      }
      if let visit = truth.visit {
        #expect(desk.shows(visit.stage == .called ? "DIPANGGIL" : "DILAYANI"), note)
        let label = visit.number?.description ?? ""
        // Off the board after four later calls, but never at another desk.
        #expect(shown.allSatisfy { !$0.hasPrefix(label + ">") || $0 == "\(label)>\(index + 1)" }, note)
      } else {
        #expect(desk.shows("MEJA KOSONG"), note)
      }
    }
    // Whatever was called by a press here is announced or waits its turn.
    for line in view.called where line.call > 0 {
      #expect(log.calls.contains(line.call) || log.waiting.contains(line.call), note)
    }
  }
}
