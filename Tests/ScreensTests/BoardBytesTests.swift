import Canvas
import Desk
import Domain
import Terminal
import TestSupport
import Testing

@testable import Screens

/// What a change of the board costs its terminal: it may hang at the end of a slow line.
@Suite struct BoardBytesTests {
  private static let bytesMax = 300

  /// Draws a board as its room does and counts what is sent for each change.
  private struct Wall {
    var station: any Station
    private var renderer: Renderer
    private var now: Duration

    init(_ station: any Station, _ colours: Capability.Colours, at now: Duration) {
      (self.station, self.now) = (station, now)
      renderer = Renderer(Capability(colours))
      _ = show()
    }

    mutating func show() -> Int {
      var canvas = Canvas(width: 80, height: 24)
      _ = station.draw(on: &canvas)
      return renderer.frame(canvas).count
    }

    mutating func take(_ view: View, as query: Query) -> Int {
      _ = station.take(.view(query, view), at: now)
      return show()
    }

    /// The dearest change in so much time.
    mutating func pass(_ time: Duration) -> Int {
      var most = 0
      let end = now + time
      while now < end {
        now += .milliseconds(50)
        _ = station.take(.tick, at: now)
        most = max(most, show())
      }
      return most
    }
  }

  private static func view(_ labels: [String], waiting: Int = 7, time: String = "08.05", desk: Int = 1) -> View {
    .board(
      BoardView { view in
        view.called = labels.enumerated().map { index, label in
          BoardLine {
            $0.label = label
            $0.desk = index == 0 ? desk : 1
            $0.call = labels.count - index + 4 * (Int(label.dropFirst()) ?? 0)
          }
        }
        view.waiting = ["Konsultasi Statistik", "Perpustakaan"].enumerated().map { index, name in
          ServiceLine {
            ($0.key, $0.name, $0.series) = ("layanan-\(index)", name, Series(number: Int64(index + 1)))
            $0.waiting = index == 0 ? waiting : 2
          }
        }
        view.localTime = time
      })
  }

  @Test(arguments: [Capability.Colours.basic, .indexed, .full])
  func `a call, the calls before it moving down, who waits and the time: none costs more than 300 bytes`(
    _ colours: Capability.Colours
  ) {
    var bearings = Bearings()
    _ = bearings.take(.link(.up), at: .zero)
    let start = Self.view(["A016", "A015", "A014", "A013", "A012"])
    var board = Board(bearings)
    _ = board.take(.view(.board(Empty()), start), at: .zero)
    var wall = Wall(board, colours, at: .zero)
    let call = wall.take(Self.view(["A017", "A016", "A015", "A014", "A013"], waiting: 6), as: .board(Empty()))
    #expect(call > 50 && call <= Self.bytesMax, "a call: \(call)")
    let announcement = wall.pass(.seconds(6))
    #expect(announcement > 50 && announcement <= Self.bytesMax, "its announcement: \(announcement)")
    let arrival = wall.take(
      Self.view(["A017", "A016", "A015", "A014", "A013"], waiting: 7), as: .board(Empty()))
    #expect((1...60).contains(arrival), "one more waits: \(arrival)")
    let minute = wall.take(
      Self.view(["A017", "A016", "A015", "A014", "A013"], waiting: 7, time: "08.06"), as: .board(Empty()))
    #expect((1...60).contains(minute), "the time: \(minute)")
    let other = wall.take(
      Self.view(["B209", "A017", "A016", "A015", "A014"], waiting: 6, desk: 2), as: .board(Empty()))
    #expect(other <= 600, "another series, number and desk: \(other)")
  }

  @Test func `those called before move down a line at a time, and stand right when the announcement is over`() {
    var earlier = EarlierCalls()
    func lines(_ labels: String...) -> [BoardLine] { labels.map { label in BoardLine { $0.label = label } } }
    earlier.follow(lines("C", "B", "A", "Z"), halves: nil)
    let wanted = lines("D", "C", "B", "A")
    let shown = (0...5).map { halves in
      earlier.follow(wanted, halves: halves)
      return earlier.lines.map(\.label).joined()
    }
    #expect(shown == ["CBAZ", "CBAA", "CBBA", "CCBA", "DCBA", "DCBA"])
    // Taken back: gone at once, announcement or not.
    earlier.follow(lines("C", "B"), halves: 6)
    #expect(earlier.lines.map(\.label) == ["C", "B"])
    // The first calls of a day grow into the column.
    earlier.follow(lines("E", "C", "B"), halves: 0)
    earlier.follow(lines("E", "C", "B"), halves: 4)
    #expect(earlier.lines.map(\.label) == ["E", "C", "B"])
  }
}
