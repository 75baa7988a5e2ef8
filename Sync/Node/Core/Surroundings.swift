import Domain
import Machine
import Seal

/// What a node takes from the machine it runs on, so that tests can hand in another.
public struct Surroundings: Sendable {
  public var clock: MachineClock
  public var salt: @Sendable () -> UInt64
  public var holidays: [Holiday]

  public init(clock: MachineClock, salt: @escaping @Sendable () -> UInt64, holidays: [Holiday]) {
    self.clock = clock
    self.salt = salt
    self.holidays = holidays
  }

  public static func real(holidays: [Holiday]) -> Surroundings {
    Surroundings(clock: .real, salt: { Seal.randomNumber() }, holidays: holidays)
  }
}
