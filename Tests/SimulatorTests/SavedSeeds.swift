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
      story: "a PC heard the centre, was paused by hand before its first whole exchange, and never called again"),
    SavedSeed(
      seed: 679,
      story:
        "a PC restarted into a revoked seat put its next call off for ever, and stayed away after it was let in again"),
    SavedSeed(seed: 985, story: "the same of a PC cloned while its seat was revoked"),
    SavedSeed(
      seed: 137,
      story:
        "a restored centre had forgotten only what the caller itself had written, gave its positions to others, and never noticed"
    ),
    SavedSeed(seed: 197, story: "the same with two offices: a booking at a position the office had read past"),
    SavedSeed(seed: 253, story: "the same with two PCs, both of which missed the booking"),
    SavedSeed(
      seed: 2081,
      story:
        "two clones wrote as many events under one name: the second took the centre's for its own and showed nothing unsent"
    ),
    SavedSeed(
      seed: 7720,
      story: "a PC sent back to the state by a centre that had forgotten met its own events there and never read on"),
    SavedSeed(
      seed: 6762,
      story: "an erasure refused once with 413 went without its body, was parked, and the words stayed at the centre"),
    SavedSeed(
      seed: 77,
      story:
        "a body refused once with 413 was offered again only after a restart; then, of two clones of one seat, only in calls "
        + "whose counter the other had used"),
    SavedSeed(
      seed: 19, story: "a call under a link key the centre had forgotten was never answered: its end could not be read"),
    SavedSeed(
      seed: 4480,
      story:
        "a body refused once with 413 was offered again and again in a way of folding that the centre did not know: it lacked it "
        + "for good"),
    SavedSeed(
      seed: 16896,
      story:
        "a new PC was told of an erasure and of a note before what lay between them, and emptied the note, which was written "
        + "later"),
    SavedSeed(
      seed: 21689,
      story:
        "a body was owed under a name the PC no longer had: the call that listens was broken off for it every few seconds, for "
        + "ever"),
    SavedSeed(seed: 10690, story: "the same of a note on a visit that three PCs wrote"),
    SavedSeed(
      seed: 44675,
      story:
        "one PC had not yet said what it was given for a void key, and a code was made under one that none held"),
    SavedSeed(
      seed: 39114,
      story:
        "a PC sent back what the centre had written, met a proxy, and owed the body for ever: it was not its to bring"),
    SavedSeed(
      seed: 30812,
      story:
        "of PCs with one disk two took one new name in one second, by the very same event"),
    SavedSeed(
      seed: 54170,
      story:
        "a note written after an erasure went without its body: the signature that followed it was emptied everywhere else"
    ),
    SavedSeed(
      seed: 75129,
      story:
        "a centre set back twice, in the same incarnation both times, gave positions to a booking that one PC had read past"
    ),
  ]

  /// Which seed notices that a safeguard is gone.
  static let sabotages: [Sabotage: UInt64] = [
    .repliesBeforeSync: 86, .ignoresCounter: 6, .ignoresFork: 2, .entersOverGaps: 19, .entersTwice: 1,
    .refusesParking: 5, .commitsLate: 4, .mixesOffices: 2, .ignoresRevocation: 4, .codeWorksTwice: 15,
    .forgetsSilently: 19, .keepsItsAuthor: 175, .hidesParked: 5, .dropsUnknown: 5, .answersBeforeSync: 8,
    .forgetsPresses: 2, .cursorBeforeFrame: 18, .believesAnySeal: 2, .believesOldReplies: 51, .noWatchdog: 15,
    .neverRetries: 4, .keepsItsName: 10, .renamesHeadersOnly: 99, .erasesOnlyOnce: 676, .prunesUnsigned: 1,
    .neverWithholds: 237, .neverHalves: 867, .ignoresIncarnation: 19, .clockRunsBack: 2,
    .neverOffers: 46, .keepsItsKey: 6, .codesOfOneSeat: 1, .forgetsOldCodes: 11,
    .keepsClockQuiet: 9, .sharesNoNumbers: 12, .neverPlain: 16,
  ]
}
