import Domain
import Testing

/// Visitors and officers at real terminals, each in a window of its own, while the node is killed under their hands.
@Suite(.waits) struct WholeJourneyTests {
  struct Way: Sendable, CustomTestStringConvertible {
    var hand: Person.Hand
    var language: Language
    /// Which break of the node comes at the first press.
    var first: Int
    var columns = 80
    var rows = 24

    var testDescription: String { "\(hand.rawValue) \(language.key) \(columns)×\(rows)" }
  }

  static let ways = [
    Way(hand: .keys, language: .indonesian, first: 3),
    Way(hand: .keys, language: .english, first: 1, columns: 100, rows: 30),
    Way(hand: .finger, language: .indonesian, first: 2), Way(hand: .finger, language: .english, first: 0),
  ]

  @Test(arguments: ways)
  func
    `a visitor takes a number, signs, is called, served and rates, and every terminal shows the same after every step`(
      _ way: Way
    ) throws
  {
    let journey = try Journey(
      .numbers, way.hand, way.language, first: way.first, columns: way.columns, rows: way.rows)
    try journey.begin()
    try journey.arrive()
    try journey.agree(.waiting)
    try journey.sign(Person.Guest())
    try journey.agree(.waiting)
    try journey.call()
    try journey.agree(.called)
    try journey.serve()
    try journey.agree(.serving)
    try journey.finish()
    try journey.agree(.finished)
    try journey.rate()
    try journey.expectNothingDoubled()
  }

  @Test(arguments: ways)
  func `where no numbers are given a visitor registers, takes a locker, is entered in the guest book and served`(
    _ way: Way
  ) throws {
    let journey = try Journey(
      .registration, way.hand, way.language, first: way.first + 2, columns: way.columns, rows: way.rows)
    try journey.begin()
    try journey.arrive()
    try journey.agree(.waiting)
    try journey.takeLocker()
    try journey.register("Ani")
    try journey.agree(.waiting)
    try journey.call()
    try journey.agree(.called)
    try journey.serve()
    try journey.agree(.serving)
    try journey.finish()
    try journey.agree(.finished)
    try journey.rate()
    try journey.expectNothingDoubled()
  }
}
