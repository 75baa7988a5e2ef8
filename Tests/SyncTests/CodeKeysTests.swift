import Domain
import Journal
import Testing

@testable import Wire

/// Which keys an office's codes are made and checked under, at both ends and over every accident.
struct CodeKeysTests {
  private func names(_ floor: Int, _ names: [Int]) -> CodeKeyNames { CodeKeyNames(floor: floor, names: names) }
  private func at(_ time: Int) -> Moment { Moment(milliseconds: Int64(time)) }
  private static let day = 86_400_000

  @Test func `a key is named by the moment it was made, and never as one before it, whatever the clock says`() {
    var office = CodeKeyNames()
    #expect(office.said == [0] && office.newest == nil)
    #expect(office.renew(at: at(1_000)) == 1_000)
    #expect(office.renew(at: at(500)) == 1_001)
    #expect(office == names(0, [1_000, 1_001]))
    #expect(CodeKeyNames(said: office.said) == office)
    #expect(CodeKeyNames(said: []) == nil, "an older program says nothing")
  }

  @Test func `an earlier key holds as long as paper made under it can, and no longer`() {
    var office = CodeKeyNames()
    office.renew(at: at(1_000))
    office.renew(at: at(100 * Self.day))
    office.settle(at: at(499 * Self.day))
    #expect(office.names == [1_000, 100 * Self.day])
    office.settle(at: at(500 * Self.day))
    #expect(office == names(1_000, [100 * Self.day]))
    // However old it is, the one in use stays.
    office.settle(at: at(5_000 * Self.day))
    #expect(office.newest == 100 * Self.day)
    // A reservation is agreed at most 366 days ahead.
    #expect(CodeKeyNames.span > .minutes((366 + PageToken.days) * 24 * 60))
  }

  @Test func `nine are kept, and void ones not at all`() {
    var office = CodeKeyNames()
    for time in 1...12 { office.renew(at: at(time * 1_000)) }
    #expect(office.names.count == WireLimits.codeKeysMax && office.floor == 3_000)
    office.renew(at: at(13_000), voiding: true)
    #expect(office == names(12_000, [13_000]))
  }

  @Test func `a centre that came back from a backup hears from its offices which keys it had given out`() {
    var centre = names(0, [100])
    centre.hear(names(0, [100, 300]), at: at(1_000))
    #expect(centre == names(0, [100, 300]))
    // Renewed before anybody called: what was given out since the backup is one of the earlier ones.
    centre = names(0, [100])
    centre.renew(at: at(500))
    centre.hear(names(0, [100, 300]), at: at(1_000))
    #expect(centre == names(0, [100, 300, 500]))
    // Declared void since the backup: it stays void.
    centre = names(0, [100])
    centre.hear(names(100, [300]), at: at(1_000))
    #expect(centre == names(100, [300]))
  }

  @Test func `a key declared void before the centre came back from a backup stays void, whoever calls first`() {
    // Renewed at once after the backup, before anybody had called who knew better.
    let seats = [names(100, [300]), names(0, [100]), names(0, [100, 200])]
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [2, 0, 1]] {
      var centre = names(0, [100])
      centre.renew(at: at(500))
      for seat in order { centre.hear(seats[seat], at: at(1_000)) }
      #expect(centre.floor == 100 && !centre.names.contains(100), "\(order)")
      #expect(centre.names.suffix(2) == [300, 500], "\(order)")
    }
  }

  @Test func `what a PC held before it was enrolled again at a restored centre is not lost`() {
    func ring(_ names: CodeKeyNames) -> CodeKeyRing { CodeKeyRing(names) { counting(32, from: $0 / 100) } }
    let given = ring(names(0, [100]))
    #expect(given.joined(with: ring(names(0, [100, 300]))) == ring(names(0, [100, 300])))
    #expect(given.joined(with: ring(names(100, [300]))) == ring(names(100, [300])), "void there")
    #expect(ring(names(200, [300])).joined(with: ring(names(0, [100, 200]))) == ring(names(200, [300])), "void here")
    #expect(given.joined(with: CodeKeyRing()) == given)
    let many = given.joined(with: ring(names(0, (2...12).map { $0 * 100 })))
    #expect(many.keys.count == WireLimits.codeKeysMax && many.names.newest == 1_200)
  }

  @Test func `an office that came back from a backup, or lies, brings nothing back that is over`() {
    let centre = names(200, [300, 400])
    for said in [names(0, [100]), names(0, []), names(0, [100, 200, 300])] {
      var heard = centre
      heard.hear(said, at: at(1_000))
      #expect(heard == centre)
    }
    // Nothing is over because a seat says so that knows of no newer key.
    var heard = centre
    heard.hear(names(399, [400]), at: at(1_000))
    #expect(heard == centre)
    // No key from a future day, and of any number of names only so many.
    heard.hear(names(0, [400, 1_000 + 2 * Self.day]), at: at(1_000))
    #expect(heard == centre)
    heard.hear(CodeKeyNames(said: [0] + Array(500...900))!, at: at(1_000))
    #expect(heard.names.count == WireLimits.codeKeysMax && heard.newest == 900)
  }

  @Test func `a code is made under the newest key that every PC in use holds`() {
    let office = names(0, [100, 300, 500])
    #expect(office.common([500, 500], at: at(600)) == 500)
    #expect(office.common([500, 300], at: at(600)) == 300)
    #expect(office.common([400], at: at(600)) == 300)
    #expect(office.common([], at: at(600)) == nil, "no PC keeps any")
    #expect(names(300, [500]).common([100], at: at(600)) == 500, "what they hold is void")
  }

  @Test func `where a PC last spoke of a void key, a code is made under the oldest that lasts`() {
    let office = names(300, [500, 700, 900])
    #expect(office.common([100, 900], at: at(1_000)) == 500)
    #expect(office.common([900, 900], at: at(1_000)) == 900, "all have said what they hold")
    // Followed 34 days ago, a key ends before a reservation 366 days ahead.
    #expect(office.common([100], at: at(700 + 34 * Self.day)) == 700)
    #expect(office.common([100], at: at(900 + 34 * Self.day)) == 900)
  }

  @Test func `a ring comes back from its bytes, and says no key to any log`() {
    let ring = CodeKeyRing(names(7, [100, 300])) { counting(32, from: $0 / 100) }
    #expect(CodeKeyRing(bytes: ring.bytes) == ring)
    #expect(ring.names == names(7, [100, 300]))
    #expect(!"\(ring)".contains("1, 2, 3"), "\(ring)")
    for count in 0..<ring.bytes.count { #expect(CodeKeyRing(bytes: Array(ring.bytes.prefix(count))) != ring) }
    var wrong = ring
    wrong.keys.reverse()
    #expect(CodeKeyRing(bytes: wrong.bytes) == nil, "out of order")
    wrong = ring
    wrong.keys[0].key = Blob([1])
    #expect(CodeKeyRing(bytes: wrong.bytes) == nil, "too short")
  }
}
