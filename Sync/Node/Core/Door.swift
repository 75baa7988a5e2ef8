import Desk
import Domain
import Journal
import Machine
import Seal
import Store

/// Who is who: sessions behind tokens, and PINs with growing pauses after wrong ones.
///
/// Verifying a PIN takes 50 ms and 64 MiB on purpose, so it is split in two: `begin` and `finish` run on the node's
/// thread, the hashing between them wherever the host likes.
public final class Door {
  /// A desk left alone this long is locked.
  public static let idle = Span.minutes(30)
  /// Wrong PINs before pauses begin.
  static let freeFailures = 3
  static let pauseMax = Span.minutes(15)
  static let sessionsMax = 256

  private struct Known {
    var officer: OfficerID
    var expiresAt: Moment
    var savedUntil: Moment
  }

  private let node: Node
  private var sessions: [[UInt8]: Known] = [:]
  /// Pauses hold in memory as well, for a disk that cannot be written must not make guessing free.
  private var pauses: [OfficerID: (failures: Int, until: Moment)] = [:]

  public init(_ node: Node) { self.node = node }

  private static func key(_ token: String) -> [UInt8] { Seal.digester.digest(Array(token.utf8)).bytes }

  /// For what visitors may do as well: a session that is over makes nobody less than a visitor.
  public func actorOrVisitor(_ token: String?, isUse: Bool = true) throws -> Actor {
    do { return try actor(token, isUse: isUse) } catch Refusal.sessionOver { return .visitor }
  }

  /// The actor behind a token. Using a session keeps it alive; the store hears of that once a minute. A picture sent to
  /// whoever watches is no use: a screen left on would never be locked.
  public func actor(_ token: String?, isUse: Bool = true) throws -> Actor {
    guard let token else { return .visitor }
    let key = Door.key(token)
    let now = node.now
    if sessions[key] == nil, let stored = try node.store.session(key) {
      sessions[key] = Known(officer: stored.officer, expiresAt: stored.expiresAt, savedUntil: stored.expiresAt)
    }
    guard var known = sessions[key], known.expiresAt > now, node.hall.officers[known.officer]?.hasLeft == false else {
      sessions[key] = nil
      throw Refusal.sessionOver
    }
    guard isUse else { return .officer(known.officer) }
    known.expiresAt = now.advanced(by: Door.idle)
    if known.savedUntil.span(until: known.expiresAt) > .minutes(1) {
      try? save(key, known.officer, known.expiresAt)
      known.savedUntil = known.expiresAt
    }
    sessions[key] = known
    return .officer(known.officer)
  }

  func actor(for command: Command, _ token: String?) throws -> Actor {
    command.kind.permission == .visitor ? try actorOrVisitor(token) : try actor(token)
  }

  func actor(for query: Query, _ token: String?, isUse: Bool = true) throws -> Actor {
    query.kind.isForStaff ? try actor(token, isUse: isUse) : try actorOrVisitor(token, isUse: isUse)
  }

  private func save(_ key: [UInt8], _ officer: OfficerID, _ expires: Moment) throws {
    try node.store.writing { try node.store.setSession(key, Store.OpenSession(officer: officer, expiresAt: expires)) }
  }

  /// What is to be verified, possibly on another thread.
  public struct Attempt: Sendable {
    public var login: String
    public var pin: String
    var officer: OfficerID?
    var hash: String?

    /// The slow part. Takes as long for an unknown login as for a wrong PIN.
    public func verify() -> Bool {
      guard let hash else {
        _ = PinHash.decoy?.matches(pin)
        return false
      }
      return PinHash(text: hash).matches(pin)
    }
  }

  public func begin(_ login: String, pin: String) throws -> Attempt {
    guard pin.utf8.count <= 64, let officer = node.hall.officer(login: login) else {
      return Attempt(login: login, pin: "", officer: nil, hash: nil)
    }
    // A PC that has learnt its officers from the centre: no PIN could be right here, and whoever stands there must know.
    guard let credential = try node.store.credential(officer.id) else { throw Refusal.noPinHere }
    let wait = node.now.span(until: credential.lockedUntil)
    guard wait.milliseconds <= 0 else { throw Refusal.wrongPin(wait: wait) }
    return Attempt(login: login, pin: pin, officer: officer.id, hash: credential.hash)
  }

  public func finish(_ attempt: Attempt, matches: Bool) throws -> Session {
    guard let id = attempt.officer, let officer = node.hall.officers[id] else { throw Refusal.wrongPin(wait: nil) }
    let now = node.now
    guard let credential = try node.store.credential(id) else { throw Refusal.wrongPin(wait: nil) }
    // Several attempts may have been begun before the first was judged: the pause holds for those as well.
    let wait = now.span(until: max(credential.lockedUntil, pauses[id]?.until ?? now))
    guard wait.milliseconds <= 0 else { throw Refusal.wrongPin(wait: wait) }
    guard matches, credential.hash == attempt.hash else {
      let failures = credential.failures + 1
      let pause = Door.pause(after: max(failures, (pauses[id]?.failures ?? 0) + 1))
      pauses[id] = (
        max(failures, (pauses[id]?.failures ?? 0) + 1), now.advanced(by: pause ?? Span(milliseconds: 0))
      )
      try? node.store.writing {
        try node.store.setFailures(id, failures, lockedUntil: now.advanced(by: pause ?? Span(milliseconds: 0)))
      }
      throw Refusal.wrongPin(wait: pause)
    }
    let token = hexText(Seal.randomBytes(16))
    let key = Door.key(token)
    let expires = now.advanced(by: Door.idle)
    // On a full disk the session lives in memory only: whoever works there must still be able to read the queue.
    try? node.store.writing {
      try node.store.endSessions(expiredBefore: now)
      try node.store.setFailures(id, 0, lockedUntil: Moment(milliseconds: 0))
      try node.store.setSession(key, Store.OpenSession(officer: id, expiresAt: expires))
    }
    pauses[id] = nil
    if sessions.count >= Door.sessionsMax { sessions = sessions.filter { $0.value.expiresAt > now } }
    sessions[key] = Known(officer: id, expiresAt: expires, savedUntil: expires)
    return Session {
      $0.token = token
      $0.officer = id
      $0.name = officer.profile.name
      $0.idleMinutes = Door.idle.wholeMinutes
    }
  }

  /// 5 s after the third wrong PIN, then twice as long each time.
  static func pause(after failures: Int) -> Span? {
    guard failures >= freeFailures else { return nil }
    let doublings = min(failures - freeFailures, 16)
    return min(Span.seconds(5 << doublings), pauseMax)
  }

  public func leave(_ token: String?) throws {
    guard let token else { return }
    let key = Door.key(token)
    sessions[key] = nil
    try node.store.writing { try node.store.endSession(key) }
  }

  /// A PIN was changed: whoever was in with the old one is out.
  public func forget(_ officer: OfficerID) { sessions = sessions.filter { $0.value.officer != officer } }
}
