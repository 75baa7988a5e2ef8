import Canvas
import Desk
import Domain
import Screens
import Testing

/// The showroom's centre: what has arrived, and how the cable stands, in words.
@Suite struct CentreTerminalTests {
  private func sight(_ change: (inout CentreSight) -> Void = { _ in }) -> CentreSight {
    var sight = CentreSight()
    sight.stage = .running
    sight.line = LineView {
      ($0.state, $0.unsent) = (.good, 0)
      ($0.lastExchange, $0.ageMinutes) = ("2026-11-20 08.41 WIT", 0)
    }
    sight.office = OfficeAtCentre {
      ($0.office, $0.name, $0.localTime) = (OfficeCode(8205), "BPS Kabupaten Contoh", "08.41")
      ($0.seats, $0.events, $0.silentSeconds) = (1, 14, 3)
      $0.marks = [
        MarkAtCentre { ($0.author, $0.sequence) = (1, 11) }, MarkAtCentre { ($0.author, $0.sequence) = (512, 3) },
      ]
      $0.visits = ["A002", "A001"].map { label in
        VisitAtCentre {
          ($0.label, $0.service, $0.stage, $0.opened) = (label, "Konsultasi Statistik", .waiting, "08.40")
        }
      }
      $0.reservations = [
        ReservationAtCentre {
          ($0.slot.time, $0.status, $0.topic, $0.code) = (TimeOfDay(9, 0), .approved, "Inflasi Tobelo", "R512-2-7KQ2")
        }
      ]
    }
    change(&sight)
    return sight
  }

  private func terminal(_ sight: CentreSight) -> CentreTerminal {
    var terminal = CentreTerminal(Bearings())
    _ = terminal.take(.link(.up), at: .zero)
    _ = terminal.take(.centre(sight), at: .zero)
    return terminal
  }

  @Test func `what has arrived, with the cable in and with the cable pulled`() throws {
    try Snapshot.check("centre-plugged", terminal(sight()))
    let pulled = sight {
      $0.isPlugged = false
      $0.line?.state = .failing
      $0.line?.unsent = 12
      $0.line?.ageMinutes = 7
    }
    try Snapshot.check("centre-pulled", terminal(pulled))
  }

  @Test func `nothing has arrived yet, and there is no centre`() throws {
    try Snapshot.check("centre-empty", terminal(sight { $0.office = nil }))
    let missing = sight {
      $0.stage = .missing(Bilingual("program pusat tidak ada.", "the program pusat is not there."))
    }
    try Snapshot.check("centre-missing", terminal(missing))
  }

  @Test func `B books only where there is a centre, and a booking is told once`() {
    var terminal = terminal(sight())
    #expect(terminal.take(.key(.character("b")), at: .zero) == [.bookAtCentre])
    let told = sight { $0.said = .init(number: 1, text: Bilingual("dibuat", "made"), isRefusal: false) }
    _ = terminal.take(.centre(told), at: .zero)
    #expect(terminal.bearings.notice?.text == Bilingual("dibuat", "made"))
    _ = terminal.take(.tick, at: Bearings.noticeTime + .seconds(1))
    _ = terminal.take(.centre(told), at: Bearings.noticeTime + .seconds(2))
    #expect(terminal.bearings.notice == nil)
    var starting = CentreTerminal(Bearings())
    #expect(starting.take(.key(.character("b")), at: .zero) == [])
  }

  @Test(arguments: Language.allCases) func `the bar has room for the cable's state beside all seats`(
    _ language: Language
  ) {
    let speech = Speech(language)
    for unsent in [0, 7, 99] {
      for isPlugged in [true, false] {
        let brief = sight {
          $0.isPlugged = isPlugged
          $0.line?.unsent = unsent
        }.brief(speech)
        // 80 columns less the names of nine seats, the two keys at the ends, and the key of the cable itself.
        #expect(Width.of(brief) <= 13, "\(brief)")
      }
    }
    #expect(Width.of(sight { $0.line?.state = .failing }.brief(speech)) <= 13)
  }
}
