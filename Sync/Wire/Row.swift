import Domain
import Journal

/// What both sides of a frame expect of an event from those before it, so that what is as expected need not be said.
struct Expecting {
  /// A subject and its sort, which never changes.
  struct Thread: Equatable {
    var subject: EventID
    var sort: UInt8
  }

  /// Who acts where nobody has yet: visitor, node, centre, phone.
  private static let firstActors: [Int64] = [0, 1, 2, 3]

  private(set) var subjects = Recent<Thread>()
  private(set) var actors = Recent<Int64>(Expecting.firstActors)
  private var newest: [EventID: (id: EventID, kind: UInt8, actor: Int64, officer: Int64?)] = [:]
  private var kindAfter: [UInt8]
  private var actorOf: [Int64?] = Array(repeating: nil, count: 256)
  private var lastActor: Int64 = 0

  init() {
    kindAfter = Array(repeating: 0, count: 512)
    for (before, kind) in Self.usual { kindAfter[before] = kind }
  }

  /// Which kind usually follows which on a subject; from 256 on: which opens a subject of that sort.
  private static let usual: [(Int, UInt8)] = [
    (256 + 4, 20), (20, 40), (40, 41), (41, 21), (42, 21), (21, 26), (26, 46), (46, 47), (47, 29), (29, 49), (49, 50),
    (256 + 5, 60), (60, 62), (256 + 2, 5), (5, 6),
  ]

  /// Where the kinds that may follow are looked up: by the kind before, or the sort of a subject that opens.
  private func place(_ thread: Thread, _ own: EventID) -> Int {
    if let before = newest[thread.subject] { return Int(before.kind) }
    return thread.subject == own ? 256 + Int(thread.sort) : 0
  }

  func kind(_ thread: Thread, _ own: EventID) -> UInt8 { kindAfter[place(thread, own)] }

  /// The event of the subject before it in this frame.
  func after(_ thread: Thread) -> [EventID] { newest[thread.subject].map { [$0.id] } ?? [] }

  /// Whoever did the last of this kind, unless that was an officer: then the officer who last had to do with the subject,
  /// or else whoever did the last thing to it.
  func actor(_ thread: Thread, _ kind: UInt8) -> Int64 {
    if let actor = actorOf[Int(kind)], Self.firstActors.contains(actor) { return actor }
    guard let before = newest[thread.subject] else { return lastActor }
    return before.officer ?? before.actor
  }

  mutating func take(_ thread: Thread, _ id: EventID, kind: UInt8, actor: Int64) {
    kindAfter[place(thread, id)] = kind
    let officer = Self.firstActors.contains(actor) ? newest[thread.subject]?.officer : actor
    newest[thread.subject] = (id, kind, actor, officer)
    actorOf[Int(kind)] = actor
    lastActor = actor
    subjects.use(thread, at: subjects.index(of: thread))
    actors.use(actor, at: actors.index(of: actor))
  }
}

/// What of an event is not as expected.
struct Shape {
  enum Length: UInt8 { case laidOut = 0, given, erased, withheld }

  var hasAfter = false
  var hasActor = false
  var length = Length.laidOut

  /// Nothing to say: most events.
  var isPlain: Bool { byte == 0 }
  var byte: UInt8 { (hasAfter ? 1 : 0) | (hasActor ? 2 : 0) | length.rawValue << 2 }

  init() {}
  init?(_ byte: UInt8) {
    guard let length = Length(rawValue: byte >> 2) else { return nil }
    (hasAfter, hasActor, self.length) = (byte & 1 != 0, byte & 2 != 0, length)
  }
}

/// A personal body's salt on the line: left out where it was made from the last one of the same subject in the frame.
struct Salts {
  private var last: [EventID: [UInt8]] = [:]
  let digester: Digester

  init(_ digester: Digester) { self.digester = digester }

  /// The salt this event has if it was made from the one before; `nil` for the first of a subject.
  func expected(_ subject: EventID, _ id: EventID) -> UInt64? {
    last[subject].map { Event.salt(after: $0, for: id, digester) }
  }

  mutating func take(_ subject: EventID, _ salt: [UInt8]) { last[subject] = salt }
}
