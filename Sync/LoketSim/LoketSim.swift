import Glibc
import Machine
import Simulator

/// `loket-sim`: lives through worlds and says which of them broke a promise.
@main struct LoketSim {
  var first: UInt64 = 1
  var seeds: UInt64 = 1_000
  var steps = 30
  var isTraced = false
  var tellsStory = false
  var minimises = false
  var sabotage: Sabotage?
  var triesAll = false

  static let help = """
    loket-sim [--seeds N] [--first K] [--seed S] [--steps N] [--sabotage NAME] [--trace] [--story] [--minimise]

      --seeds N     so many worlds (1000), from seed --first K (1) on
      --seed S      one world
      --steps N     how long each goes wrong (30)
      --sabotage    with one safeguard switched off; 'list' names them, 'all' tries each until --seeds N have missed it
      --trace       the hash of everything that happened in each world
      --story       a failing world in words
      --minimise    a failing world made as small as it goes, then in words
    """

  static func main() {
    var program = LoketSim()
    var words = CommandLine.arguments.dropFirst()
    while let word = words.popFirst() {
      switch word {
      case "--trace": program.isTraced = true
      case "--story": program.tellsStory = true
      case "--minimise": program.minimises = true
      case "--sabotage":
        let name = words.popFirst() ?? "list"
        program.triesAll = name == "all"
        program.sabotage = Sabotage(rawValue: name)
        if !program.triesAll, program.sabotage == nil {
          return print(Sabotage.allCases.map(\.rawValue).joined(separator: "\n"))
        }
      default:
        guard program.takes(word, words.popFirst().flatMap { UInt64($0) }) else { return print(help) }
      }
    }
    if program.triesAll { program.tryAll() } else { program.run() }
  }

  private mutating func takes(_ option: String, _ number: UInt64?) -> Bool {
    guard let number else { return false }
    switch option {
    case "--seeds": seeds = number
    case "--first": first = number
    case "--seed": (first, seeds) = (number, 1)
    case "--steps": steps = Int(number)
    default: return false
    }
    return true
  }

  private func run() {
    let began = MachineClock.real.uptime()
    var failed = 0
    var (presses, exchanges, days) = (0, 0, 0.0)
    for seed in first..<first + seeds {
      let outcome = Simulator.run(Script(seed: seed, steps: steps, sabotage: sabotage))
      presses += outcome.presses
      exchanges += outcome.exchanges
      days += Double(outcome.span) / 86_400_000 * Double(outcome.script.offices)
      if isTraced { print("seed \(seed): \(String(outcome.traceHash, radix: 16))") }
      defer { tellProgress(seed - first + 1, failed) }
      guard let violation = outcome.violation else { continue }
      failed += 1
      print("seed \(seed): \(violation.promise): \(violation.detail)")
      if tellsStory || minimises { tell(outcome) }
    }
    let seconds = max(0.001, Double(MachineClock.real.uptime() - began) / 1_000)
    print("\(presses) presses, \(exchanges) exchanges, \(Int(days)) office days")
    print("\(Int(Double(seeds) / seconds)) seeds a second, \(Int(days / seconds)) office days a second")
    print("\(seeds - UInt64(failed)) passed, \(failed) failed")
    if failed > 0, sabotage == nil { exit(1) }
  }

  /// Of a long campaign, now and then: how far it is. Beside the results, which can be read meanwhile too.
  private func tellProgress(_ lived: UInt64, _ failed: Int) {
    guard lived < seeds, lived.isMultiple(of: 1_000) else { return }
    fflush(nil)
    let told = Array("\(lived) of \(seeds) worlds, \(failed) failed\n".utf8)
    write(STDERR_FILENO, told, told.count)
  }

  /// Each safeguard in turn: the first seed that notices that it is gone.
  private func tryAll() {
    var missed = 0
    for sabotage in Sabotage.allCases {
      let noticed = (first..<first + seeds).lazy.map {
        Simulator.run(Script(seed: $0, steps: steps, sabotage: sabotage))
      }
      .first { $0.violation != nil }
      if let noticed, let violation = noticed.violation {
        print("\(sabotage.rawValue): seed \(noticed.script.seed), \(violation.promise)")
      } else {
        missed += 1
        print("\(sabotage.rawValue): not noticed in \(seeds) seeds")
      }
    }
    print("\(Sabotage.allCases.count - missed) found, \(missed) missed")
    if missed > 0 { exit(1) }
  }

  private func tell(_ outcome: Outcome) {
    let told = minimises ? Simulator.minimise(outcome) : Simulator.run(outcome.script, keepsStory: true)
    let script = told.script
    print("  \(script.offices) offices of \(script.pcs) PCs, \(script.steps) steps")
    print("  troubles: \(Trouble.allCases.filter(script.troubles.contains).map(\.words).joined(separator: ", "))")
    for line in told.story { print("  \(line)") }
  }
}
