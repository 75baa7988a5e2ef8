import Simulator
import Testing

/// Every seed that has found a bug, with its story in a line. A change of the simulator changes what a seed lives through:
/// when a promise, a trouble or an order of drawing changes, take the fix away, find the seed anew, and write it here.
struct SavedSeed: Sendable, CustomTestStringConvertible {
  var seed: UInt64
  var story: String

  var testDescription: String { "seed \(seed)" }

  static let all: [SavedSeed] = [
    SavedSeed(
      seed: 113,
      story:
        "a copied PC heard the centre once, was paused by hand before its first whole exchange, and never called again")
  ]

  /// Which seed notices that a safeguard is gone.
  static let sabotages: [Sabotage: UInt64] = [
    .repliesBeforeSync: 1, .ignoresCounter: 6, .ignoresFork: 2, .entersOverGaps: 19, .entersTwice: 1,
    .refusesParking: 1, .commitsLate: 1, .mixesOffices: 2, .ignoresRevocation: 4, .codeWorksTwice: 15,
    .forgetsSilently: 19, .keepsItsAuthor: 57, .hidesParked: 1, .dropsUnknown: 1, .answersBeforeSync: 8,
    .forgetsPresses: 2, .cursorBeforeFrame: 26, .believesAnySeal: 2, .believesOldReplies: 109, .noWatchdog: 15,
    .neverRetries: 1, .keepsItsName: 10, .renamesHeadersOnly: 216, .erasesOnlyOnce: 499, .prunesUnsigned: 1,
    .neverWithholds: 198, .neverHalves: 237, .ignoresIncarnation: 19, .clockRunsBack: 2,
  ]
}
