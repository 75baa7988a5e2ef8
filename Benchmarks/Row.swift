/// One measurement and what it is held against.
struct Row: Sendable {
  let name: String
  let what: String
  let toReach: String
  let measure: @Sendable (Bench) throws -> Outcome

  struct Outcome {
    var measured: String
    var holds: Bool
  }

  /// `name | measured | to reach | holds`, the line that scripts read.
  func line(_ outcome: Outcome) -> String {
    "\(name) | \(outcome.measured) | \(toReach) | \(outcome.holds ? "holds" : "short")"
  }
}

/// The sorted durations of one kind of operation, in microseconds.
struct Samples {
  private var values: [Double] = []

  mutating func add(_ microseconds: Double) { values.append(microseconds) }
  var count: Int { values.count }

  func percentile(_ share: Double) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
  }

  var p50: Double { percentile(0.50) }
  var p99: Double { percentile(0.99) }
}

/// Two decimals, no Foundation.
func decimal(_ value: Double, _ places: Int = 2) -> String {
  var scale = 1.0
  for _ in 0..<places { scale *= 10 }
  let whole = Int((value * scale).rounded())
  let digits = String(whole % Int(scale))
  return places == 0
    ? String(whole) : "\(whole / Int(scale)).\(String(repeating: "0", count: places - digits.count) + digits)"
}
