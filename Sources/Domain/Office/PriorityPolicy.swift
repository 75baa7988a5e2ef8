/// Why somebody may be served earlier.
public enum Priority: UInt8, Category {
  case none = 1
  case elderly, pregnant, disabled, withSmallChild

  public static let terms = [
    Term("none", "tanpa prioritas", "no priority"), Term("elderly", "lanjut usia", "elderly"),
    Term("pregnant", "ibu hamil", "pregnant"), Term("disabled", "penyandang disabilitas", "disabled"),
    Term("child", "membawa anak kecil", "with a small child"),
  ]
}

public enum PriorityMode: UInt8, Category {
  case off = 1
  /// Priority visitors first, but after `every` of them in a row the head of the line is called.
  case first
  /// One call in `every` goes to a priority visitor if one waits.
  case everyNth

  public static let terms = [
    Term("off", "sesuai urutan datang", "arrival order"), Term("first", "prioritas didahulukan", "priority first"),
    Term("every-nth", "setiap panggilan ke-n", "every n-th call"),
  ]
}

/// Whose turn it is. The same object decides in production and in simulation.
///
/// No mode can starve anybody: the head of the line is passed at most `boundPassed` times before it is called.
public struct PriorityPolicy: Record {
  public var mode = PriorityMode.off
  public var every = 3

  public init() {}
  public init(_ mode: PriorityMode, every: Int = 3) {
    self.mode = mode
    self.every = every
  }

  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("mode", &mode)
    try visitor.field("every", &every)
  }

  /// One visitor who waits, as far as turn-taking goes.
  public struct Candidate: Equatable, Sendable {
    public var visit: VisitID
    public var hasPriority: Bool
    /// Their agreed time has come: ahead of everyone, because the office promised it.
    public var hasAppointmentNow: Bool
    /// Place in arrival order; a requeued visitor arrives anew.
    public var arrival: EventID
    public var arrivedAt: Moment
    /// How often they were passed while at the head of a line. Counted on the visitor and not on the desk's calls,
    /// because lines of several desks overlap and the calls of one must not use up the patience of another.
    public var passed: Int

    public init(
      visit: VisitID, hasPriority: Bool, hasAppointmentNow: Bool = false, arrival: EventID, arrivedAt: Moment,
      passed: Int = 0
    ) {
      self.visit = visit
      self.hasPriority = hasPriority
      self.hasAppointmentNow = hasAppointmentNow
      self.arrival = arrival
      self.arrivedAt = arrivedAt
      self.passed = passed
    }
  }

  /// Whose turn it is. `lately` says of the calls before, newest last, whether each was out of turn, that is,
  /// passed somebody who had come earlier. It sets the pace of `everyNth`, which looks back no further than `every`.
  public func next(_ waiting: [Candidate], lately: [Bool]) -> (candidate: Candidate, outOfTurn: Bool)? {
    let line = Self.inOrder(waiting)
    return turn(line, lately).map { (line[$0], $0 > 0) }
  }

  /// The first `limit` of those who wait, in the order in which they would be called if nobody else came and no time
  /// passed.
  public func order(_ waiting: [Candidate], lately: [Bool], limit: Int) -> [Candidate] {
    var line = Self.inOrder(waiting)
    let isPlain = !line.contains { $0.hasAppointmentNow || $0.hasPriority && mode != .off }
    if isPlain { return Array(line.prefix(limit)) }
    var (called, lately) = ([Candidate](), lately)
    while called.count < limit, let turn = turn(line, lately) {
      if turn > 0 { line[0].passed += 1 }
      called.append(line.remove(at: turn))
      lately.append(turn > 0)
    }
    return called
  }

  private static func inOrder(_ waiting: [Candidate]) -> [Candidate] {
    waiting.sorted { ($0.arrivedAt, $0.arrival) < ($1.arrivedAt, $1.arrival) }
  }

  /// Whose turn it is in a line in order of arrival.
  private func turn(_ line: [Candidate], _ lately: [Bool]) -> Int? {
    guard let first = line.first else { return nil }
    return first.passed < boundPassed ? preferred(line, lately: lately) ?? 0 : 0
  }

  /// Somebody who may pass the head of the line now, if the policy allows it at all.
  private func preferred(_ inOrder: [Candidate], lately: [Bool]) -> Int? {
    if let appointment = inOrder.firstIndex(where: \.hasAppointmentNow) { return appointment }
    guard let priority = inOrder.firstIndex(where: \.hasPriority) else { return nil }
    switch mode {
    case .off: return nil
    case .first: return priority
    case .everyNth: return lately.suffix(max(2, every) - 1).contains(true) ? nil : priority
    }
  }

  /// How many may pass the head of the line before it is called.
  public var boundPassed: Int { mode == .first ? max(1, every) : 1 }
}
