import Domain
import Simulator

/// How fast the simulator lives.
enum Worlds {
  static let row = Row(
    name: "sim-speed", what: "worlds of the size `make test` has, a second and core; simulated office-days in them",
    toReach: "≥ 50 a second", measure: { _ in measure() })

  private static let seeds: UInt64 = 400

  private static func measure() -> Row.Outcome {
    var (officeDays, broken) = (0.0, 0)
    let time = Bench.time {
      for seed in 1...seeds {
        let outcome = Simulator.run(Script(seed: seed))
        officeDays += Double(outcome.script.offices) * Double(outcome.span) / 86_400_000
        if outcome.violation != nil { broken += 1 }
      }
    }
    let rate = Double(seeds) / time * 1e6
    let told = broken > 0 ? ", \(broken) broken" : ""
    return Row.Outcome(
      measured: "\(decimal(rate, 0)) worlds, \(decimal(officeDays / time * 1e6, 0)) office-days a second\(told)",
      holds: rate >= 50 && broken == 0)
  }
}
