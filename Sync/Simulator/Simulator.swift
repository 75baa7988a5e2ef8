/// What a world is made of. The seed alone makes one; `minimise` takes away from it.
public struct Script: Equatable, Sendable {
  public var seed: UInt64
  public var offices: Int
  /// PCs of each office at the beginning.
  public var pcs: Int
  public var steps: Int
  public var troubles: Set<Trouble>
  /// Frames are folded as on the line, by programs of several versions. Folding takes most of such a world's time.
  public var folds: Bool
  /// One safeguard switched off.
  public var sabotage: Sabotage?

  /// A world as its seed draws it: each trouble in about a third of all worlds, so that they also meet in small numbers.
  public init(seed: UInt64, steps: Int = 30, sabotage: Sabotage? = nil) {
    var chance = Chance(seed, stream: 0)
    self.seed = seed
    self.steps = steps
    self.sabotage = sabotage
    offices = chance.one(in: 3) ? 2 : 1
    pcs = chance.roll(1, 2)
    folds = seed.isMultiple(of: 16)
    let share = chance.pick([0, 15, 30, 30, 45])
    troubles = Set(Trouble.allCases.filter { _ in chance.percent(share) })
    // A disk and the centre both set back lose more than either can give back.
    if troubles.contains(.restoredCentre) { troubles.subtract([.restoredDisk, .clonedDisk]) }
  }
}

/// What came of one world.
public struct Outcome: Sendable {
  public var script: Script
  public var violation: Violation?
  /// The same seed, the same number.
  public var traceHash: UInt64
  public var presses: Int
  public var events: Int
  public var exchanges: Int
  /// How many frames were folded by each method, and how many of them the other side could not read.
  public var foldings: [UInt8: Int]
  public var unreadable: Int
  /// How much time went by in it, in milliseconds.
  public var span: Int64
  /// In words, if it was asked for.
  public var story: [String]
}

/// Worlds of offices, a centre and bad lines, in one thread and from one seed each.
public enum Simulator {
  /// Lives through one world.
  public static func run(_ script: Script, keepsStory: Bool = false) -> Outcome {
    let world = World(script, keepsStory: keepsStory)
    world.run()
    return Outcome(
      script: script, violation: world.violation, traceHash: world.chronicle.hash, presses: world.presses,
      events: world.oracle.bornCount, exchanges: world.exchanges, foldings: world.foldings,
      unreadable: world.unreadable, span: world.now, story: world.chronicle.lines)
  }

  /// The smallest world found that breaks the same promise: fewer troubles, offices, PCs and steps.
  public static func minimise(_ failed: Outcome) -> Outcome {
    guard let promise = failed.violation?.promise else { return failed }
    var best = failed
    func attempt(_ change: (inout Script) -> Void) -> Bool {
      var script = best.script
      change(&script)
      guard script != best.script else { return false }
      let outcome = run(script)
      guard outcome.violation?.promise == promise else { return false }
      best = outcome
      return true
    }
    var hasShrunk = true
    while hasShrunk {
      hasShrunk = false
      for trouble in Trouble.allCases where best.script.troubles.contains(trouble) {
        if attempt({ $0.troubles.remove(trouble) }) { hasShrunk = true }
      }
      if attempt({ $0.folds = false }) { hasShrunk = true }
      if attempt({ $0.offices = 1 }) { hasShrunk = true }
      if attempt({ $0.pcs = 1 }) { hasShrunk = true }
      for share in [2, 4, 8] where attempt({ $0.steps -= $0.steps / share }) { hasShrunk = true }
      if attempt({ $0.steps -= 1 }) { hasShrunk = true }
    }
    return run(best.script, keepsStory: true)
  }
}
