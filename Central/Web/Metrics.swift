import CentralReception

/// What Prometheus reads: counts and ages, office by office, nothing about anybody.
enum Metrics {
  static func text(_ status: CentreStatus, _ counts: [(name: String, count: Int)]) -> String {
    var lines = ["# What this process has done since it started."]
    lines += counts.map { "\($0.name) \($0.count)" }
    lines += ["# What the centre holds.", "loket_centre_held_calls \(status.held)"]
    lines.append("loket_centre_offices \(status.offices.count)")
    for office in status.offices {
      let label = "{office=\"\(office.office)\"}"
      lines += [
        "loket_centre_seats\(label) \(office.seats)", "loket_centre_office_events\(label) \(office.events)",
        "loket_centre_feed_end\(label) \(office.feedEnd)", "loket_centre_quarantine\(label) \(office.parked)",
        "loket_centre_double_numbers\(label) \(office.doubleNumbers)",
        "loket_centre_recovering\(label) \(office.isRecovering ? 1 : 0)",
      ]
      if let silent = office.silentFor { lines.append("loket_centre_silent_seconds\(label) \(silent / 1000)") }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
