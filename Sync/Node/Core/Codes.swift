import Domain
import Journal
import Seal
import Store
import Wire

/// Guesses at codes, counted for the whole node: twenty bits hold only if nobody can try them quickly.
struct Guesses {
  /// Slips of the finger before pauses begin.
  static let free = 3
  static let pauseMax = Span.seconds(60)
  /// A wrong code is forgotten after so long.
  static let forgiveness = Span.minutes(2)

  private var wrong = 0
  private var lastWrong = Span(milliseconds: 0)
  private var until = Span(milliseconds: 0)

  /// Throws while a pause lasts. `uptime`, because a clock put back must not make a pause endless.
  func check(_ uptime: Span) throws(Refusal) {
    let wait = until.milliseconds - uptime.milliseconds
    guard wait <= 0 else { throw .tooManyTries(wait: Span(milliseconds: wait)) }
  }

  mutating func noteWrong(_ uptime: Span) {
    let forgiven = (uptime.milliseconds - lastWrong.milliseconds) / Self.forgiveness.milliseconds
    wrong = max(0, wrong - Int(clamping: max(0, forgiven))) + 1
    lastWrong = uptime
    guard wrong > Self.free else { return }
    let pause = min(Span.seconds(1 << min(wrong - Self.free - 1, 16)), Self.pauseMax)
    until = Span(milliseconds: uptime.milliseconds + pause.milliseconds)
  }
}

/// The keys a node makes and checks codes under, as it remembers them; `Node.codeKey` reads what is missing.
struct CodeKeys {
  /// The office's, from the centre: oldest first, the last makes the codes. Empty at a PC that no centre knows, and where
  /// the centre is older than they are.
  var office: [LinkKey] = []
  /// The key of this PC's line, under which codes were made before there were keys of the office.
  var line: LinkKey?
  /// Made by this node itself when its office was opened.
  var own: LinkKey?
  /// Of this PC's lines before, newest first; `nil` until they are read.
  var earlier: [LinkKey]?

  /// What came from the store is read again.
  mutating func forget() { (own, earlier) = (nil, nil) }
}

// Codes for paper and phones: made and checked under the office's keys, which every PC of the office holds, so that what
// one has printed is read at all. Frames and files on the line are tagged under each PC's own link key.
extension Node {
  static let ownKeyName = "link-key"
  static let earlierKeysName = "link-keys-before"
  /// Link keys kept from before: each enrolment leaves one, and so does a centre that came back from a backup.
  static let earlierKeysMax = 8

  /// The key codes are made under. `nil` while the store can keep none: a code that is worthless after the next start is
  /// worse than none.
  func codeKey() -> LinkKey? { codeKeys.office.last ?? codeKeys.line ?? ownKey() }

  /// The node's own key, made at first use.
  private func ownKey() -> LinkKey? {
    if let own = codeKeys.own { return own }
    do {
      if let kept = try store.meta(Node.ownKeyName).flatMap(hexBytes).flatMap(LinkKey.init) {
        codeKeys.own = kept
      } else if store.identity != nil, codeKeys.line == nil {
        let new = LinkKey.random()
        try store.setMeta(Node.ownKeyName, hexText(new.bytes))
        codeKeys.own = new
      }
    } catch { return nil }
    return codeKeys.own
  }

  private func earlierKeys() -> [LinkKey] {
    if let known = codeKeys.earlier { return known }
    let kept = ((try? store.meta(Node.earlierKeysName)) ?? nil) ?? ""
    let keys = kept.split(separator: " ").compactMap { hexBytes(String($0)).flatMap(LinkKey.init) }
    codeKeys.earlier = keys
    return keys
  }

  /// Every key a code in somebody's hand may have been made under, the likeliest first.
  private func keysThatHold() -> [LinkKey] {
    codeKeys.office.reversed() + [codeKeys.line, ownKey()].compactMap { $0 } + earlierKeys()
  }

  /// From enrolment on the centre knows the key that makes the codes; papers from before hold as well.
  func adopt(linkKey key: LinkKey, codes: CodeKeyRing) {
    codeKeys.line = key
    adopt(codes)
  }

  /// The office's keys as the centre has given them, in place of those before.
  func adopt(_ codes: CodeKeyRing) { codeKeys.office = codes.keys.compactMap { LinkKey($0.key.bytes) } }

  /// A link key whose place another takes: codes on paper that were made under it hold.
  func keepAsEarlier(_ key: LinkKey) throws {
    let keys = ([key] + earlierKeys().filter { $0 != key }).prefix(Node.earlierKeysMax)
    try store.setMeta(Node.earlierKeysName, keys.map { hexText($0.bytes) }.joined(separator: " "))
    codeKeys.earlier = Array(keys)
  }

  private func check(_ kind: CodeKind, _ id: EventID, under key: LinkKey? = nil) -> String? {
    guard let key = key ?? codeKey(), let office = store.identity?.office else { return nil }
    return ShortCode.check(of: key.tag(ShortCode.sealed(kind, office, id)))
  }

  /// A ticket's, by its number where it has one; empty where none can be made.
  func code(of visit: Visit) -> String {
    guard let check = check(.ticket, visit.id.first) else { return "" }
    return ShortCode(.ticket, visit.number.map(VisitKey.number) ?? .id(visit.id), check: check).description
  }

  func code(of guest: GuestID) -> String { code(.guest, guest.first) }
  func code(of reservation: ReservationID) -> String { code(.reservation, reservation.first) }

  private func code(_ kind: CodeKind, _ id: EventID) -> String {
    guard let check = check(kind, id) else { return "" }
    return ShortCode(kind, .id(VisitID(id)), check: check).description
  }

  /// The text of a ticket's QR code; empty where the office has no online address.
  func pageText(of visit: Visit) -> String {
    guard let profile = hall.profile, !profile.onlineAddress.isEmpty, let key = codeKey() else { return "" }
    let expires = visit.day.advanced(by: PageToken.days)
    let seal = key.tag(PageToken.sealed(profile.code, visit.id, expires))
    return PageToken(office: profile.code, visit: visit.id, expires: expires, seal: seal)
      .text(at: profile.onlineAddress) ?? ""
  }

  /// What stands in the square code of a ticket, on the screen and on paper: the address of its page for a phone, or, where the
  /// office has none, the ticket code for the office's own scanners.
  func squareText(of visit: Visit) -> String {
    let page = pageText(of: visit)
    return page.isEmpty ? code(of: visit) : page
  }

  // MARK: Checking

  /// The subject of a right code. Wrong ones cost a growing pause, for visitors alone: staff may look up more anyway.
  func subject(ofCode text: String, for actor: Actor) throws -> (kind: CodeKind, id: EventID) {
    let isStaff = if case .officer = actor { true } else { false }
    if !isStaff { try guesses.check(reading.uptime) }
    if let token = PageToken(text) {
      if let visit = try visit(of: token) { return (.ticket, visit.first) }
    } else {
      let readings = ShortCode.readings(of: text)
      // No code at all, such as half of one, is no guess.
      guard !readings.isEmpty else { throw Refusal.codeUnknown }
      if let found = readings.lazy.compactMap({ self.subject(of: $0) }).first { return found }
    }
    if !isStaff { guesses.noteWrong(reading.uptime) }
    throw Refusal.codeUnknown
  }

  private func subject(of code: ShortCode) -> (kind: CodeKind, id: EventID)? {
    let id: EventID
    switch code.subject {
    case .id(let subject): id = subject.first
    case .number:
      guard let visit = hall.visit(code.subject) else { return nil }
      id = visit.id.first
    }
    let isRight = keysThatHold().contains { key in
      check(code.kind, id, under: key).map { Seal.areEqual(Array($0.utf8), Array(code.check.utf8)) } ?? false
    }
    return isRight ? (code.kind, id) : nil
  }

  private func visit(of token: PageToken) throws -> VisitID? {
    let sealed = PageToken.sealed(token.office, token.visit, token.expires)
    guard token.office == store.identity?.office,
      keysThatHold().contains(where: { Seal.areEqual($0.tag(sealed), token.seal) })
    else { return nil }
    return (today ?? token.expires) <= token.expires ? token.visit : nil
  }

  /// Ids are short and in sequence, so at the kiosk whoever holds the code is the guest or has the reservation, and
  /// nobody else. A code that staff give is checked too: it stands for a booking that this office may not have yet.
  func permitLinking(_ command: Command, _ actor: Actor) throws {
    let isVisitor = actor == .visitor || actor == .phone
    switch command {
    case .linkGuest(let link) where isVisitor:
      let found = try subject(ofCode: link.code, for: actor)
      guard found == (.guest, link.guest.first) else { throw Refusal.codeUnknown }
    case .checkIn(let arrival) where isVisitor || !arrival.code.isEmpty:
      let found = try subject(ofCode: arrival.code, for: actor)
      guard found == (.reservation, arrival.reservation.first) else { throw Refusal.codeUnknown }
    default: break
    }
  }
}
