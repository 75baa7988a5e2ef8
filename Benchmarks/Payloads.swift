import GeneratedVisits
import Seal
import Squeeze
import Transport
import Wire

/// What a visit weighs on the line.
enum Payloads {
  static let rows = [
    Row(
      name: "payload",
      what: "payload bytes per visit, batches of 25 / 100 (salts + times and hashes + folded text + framing)",
      toReach: "≤ 100 / ≤ 85", measure: { _ in measure() })
  ]

  private static func measure() -> Row.Outcome {
    let office = GeneratedOffice(visits: 4_000, seed: 7, digester: Seal.digester)
    let (small, large) = (
      Payload(office, batch: 25, Zstd.squeezer, .sodium), Payload(office, batch: 100, Zstd.squeezer, .sodium)
    )
    return Row.Outcome(
      measured: "\(text(small)) / \(text(large)), \(decimal(small.eventsPerVisit, 1)) events a visit",
      holds: small.perVisit <= 100 && large.perVisit <= 85)
  }

  private static func text(_ payload: Payload) -> String {
    let parts = [payload.salts, payload.noise, payload.folded, payload.framing].map { decimal($0, 1) }
    return "\(decimal(payload.perVisit, 1)) (\(parts.joined(separator: " + ")))"
  }
}
