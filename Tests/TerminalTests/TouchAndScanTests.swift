import Canvas
import Terminal
import Testing

@Suite struct TapTests {
  private let targets = [
    Target(Region(0, 0, 10, 3), "under"), Target(Region(2, 1, 4, 1), "over"), Target(Region(20, 0, 5, 3), "far"),
  ]

  private func tap(_ taps: inout Taps<String>, _ down: Point, _ up: Point, at now: Int) -> String? {
    _ = taps.feed(Key(.press(down)), targets, now: .milliseconds(now))
    return taps.feed(Key(.release(up)), targets, now: .milliseconds(now))
  }

  @Test func `a tap acts on release inside the same target, and on the one drawn last`() {
    var taps = Taps<String>()
    #expect(tap(&taps, Point(0, 0), Point(9, 2), at: 0) == "under")
    #expect(tap(&taps, Point(3, 1), Point(5, 1), at: 1_000) == "over")
    #expect(tap(&taps, Point(3, 1), Point(0, 0), at: 2_000) == nil)
    #expect(tap(&taps, Point(0, 0), Point(21, 0), at: 3_000) == nil)
    #expect(tap(&taps, Point(15, 0), Point(15, 0), at: 4_000) == nil)
    #expect(taps.feed(Key(.release(Point(0, 0))), targets, now: .seconds(5)) == nil)
  }

  @Test func `a trembling finger presses once`() {
    var taps = Taps<String>()
    #expect(tap(&taps, Point(0, 0), Point(0, 0), at: 0) == "under")
    #expect(tap(&taps, Point(0, 0), Point(0, 0), at: 299) == nil)
    #expect(tap(&taps, Point(0, 0), Point(0, 0), at: 300) == "under")
  }

  @Test func `the pressed target is known until the finger leaves or the screen changes`() {
    var taps = Taps<String>()
    _ = taps.feed(Key(.press(Point(0, 0))), targets, now: .zero)
    #expect(taps.pressed?.action == "under")
    taps.cancel()
    #expect(taps.feed(Key(.release(Point(0, 0))), targets, now: .zero) == nil)
  }
}

@Suite struct ScanTests {
  private static let f12 = Key.function(12)

  private func detector(prefix: Key? = nil, holdsBack: Bool = false) -> ScanDetector {
    ScanDetector(
      prefix: prefix, holdsBack: holdsBack,
      ScanGrammar(begins: { ("0"..."9").contains($0) || ("A"..."Z").contains($0) }) { $0.hasPrefix("LK-") })
  }

  /// Types a text with a gap between keys, Enter last.
  private func type(
    _ text: String, _ detector: inout ScanDetector, gap: Int, from start: Int = 0, prefix: Key? = nil
  ) -> [ScanDetector.Event] {
    var now = start
    var events: [ScanDetector.Event] = []
    for key in (prefix.map { [$0] } ?? []) + text.unicodeScalars.map(Key.character) + [Key(.enter)] {
      events += detector.feed(key, at: .milliseconds(now))
      now += gap
    }
    return events
  }

  private func typed(_ text: String) -> [ScanDetector.Event] { text.unicodeScalars.map { .key(.character($0)) } }

  @Test func `a prefix makes a scan at any speed, and nothing of it reaches a field or a button`() {
    for gap in [0, 1, 15, 60, 300] {
      var detector = detector(prefix: Self.f12)
      #expect(type("LK-7", &detector, gap: gap, prefix: Self.f12) == [.scan("LK-7", typed: 0)])
      #expect(type("http://x", &detector, gap: gap, from: 10_000, prefix: Self.f12) == [.refused(typed: 0)])
      #expect(type("ani", &detector, gap: gap, from: 20_000) == typed("ani") + [.key(Key(.enter))])
    }
  }

  @Test func `a prefix that nothing follows lets go of what was typed`() {
    var detector = detector(prefix: Self.f12)
    #expect(detector.feed(Self.f12, at: .zero).isEmpty)
    #expect(detector.feed(.character("a"), at: .milliseconds(50)).isEmpty)
    #expect(detector.deadline == .milliseconds(550))
    #expect(detector.flush(at: .milliseconds(550)) == typed("a"))
    #expect(detector.feed(.character("b"), at: .milliseconds(560)) == typed("b"))
  }

  @Test func `without a prefix speed decides, and the field is told how much to take back`() {
    var detector = detector()
    #expect(type("LK-123", &detector, gap: 5) == typed("LK-123") + [.scan("LK-123", typed: 6)])
    #expect(type("xx-123", &detector, gap: 5, from: 5_000) == typed("xx-123") + [.refused(typed: 6)])
    #expect(type("LK-12", &detector, gap: 5, from: 9_000) == typed("LK-12") + [.key(Key(.enter))])
    // 250 words a minute are 48 ms a key.
    #expect(type("LK-123456", &detector, gap: 48, from: 20_000) == typed("LK-123456") + [.key(Key(.enter))])
  }

  @Test func `where scanners announce themselves no key that chooses waits`() {
    var detector = detector(prefix: Self.f12, holdsBack: true)
    #expect(detector.feed(.character("1"), at: .zero) == typed("1"))
    #expect(detector.deadline == nil)
    #expect(type("LK-7", &detector, gap: 5, from: 1_000, prefix: Self.f12) == [.scan("LK-7", typed: 0)])
  }

  @Test func `letters typed before a scan are not part of it`() {
    var detector = detector()
    _ = detector.feed(.character("a"), at: .zero)
    #expect(type("LK-123", &detector, gap: 5, from: 500).last == .scan("LK-123", typed: 6))
  }

  @Test func `where a digit is a choice, a scan chooses nothing and a person hardly waits`() {
    var detector = detector(holdsBack: true)
    #expect(type("LK-123", &detector, gap: 5) == [.scan("LK-123", typed: 0)])
    #expect(detector.feed(.character("1"), at: .seconds(1)).isEmpty)
    #expect(detector.deadline == .milliseconds(1_014))
    #expect(detector.flush(at: .milliseconds(1_014)) == typed("1"))
    #expect(type("12345678", &detector, gap: 48, from: 9_000) == typed("12345678") + [.key(Key(.enter))])
  }

  @Test func `a key that no code begins with waits half as long, and a foreign paper still presses nothing`() {
    var detector = detector(holdsBack: true)
    #expect(detector.feed(.character("n"), at: .seconds(1)).isEmpty)
    #expect(detector.flush(at: .milliseconds(1_007)).isEmpty)
    #expect(detector.deadline == .milliseconds(1_008))
    #expect(detector.flush(at: .milliseconds(1_008)) == typed("n"))
    for gap in 1..<8 {
      #expect(type("name:ani", &detector, gap: gap, from: 9_000 + gap * 1_000) == [.refused(typed: 0)])
    }
    for gap in 1..<14 {
      #expect(type("LK-123", &detector, gap: gap, from: 90_000 + gap * 1_000) == [.scan("LK-123", typed: 0)])
    }
  }
}
