import Domain
import Engine
import Journal
import Wire

// A new PC joins by a one-time code, over the same bad line. The centre's rule: a code is one key's.
extension World {
  func enrol(_ pc: OfficePC) {
    guard pc.seat == 0, let code = pc.enrolCode else { return }
    let again = now + Int64(line.roll(2, 60)) * 1_000
    let isLost = !isCalm && has(.loss) && line.one(in: 3)
    guard centre.isUp, !isLost, now >= pc.darkUntil else { return agenda.plan(.enrol(pc), at: again) }
    guard let seat = redeem(code, pc.key, pc.place) else {
      // Somebody was quicker: the officer at the telephone hears of it and makes another code.
      pc.enrolCode = code + "'"
      centre.tables.codes[code + "'"] = Centre.Code(place: pc.place)
      note(51, pc.index, 0) { "\(pc.name) is told that its code is used" }
      return agenda.plan(.enrol(pc), at: again)
    }
    // The reply may be lost: the same key gets the same seat, and another link key.
    if !isCalm, has(.lostReplies), line.one(in: 2) { return agenda.plan(.enrol(pc), at: again) }
    pc.seat = seat
    pc.linkKey = centre.tables.seats[seat]?.linkKey ?? []
    centre.reserveSpare(pc.place, seat: seat)
    let node = centre.tables.offices[pc.place].spares[seat] ?? 0
    centre.tables.offices[pc.place].seats[node] = seat
    let codes = codesAtEnrolment(pc)
    pc.disk.replace(
      files(OfficeFiles(node: node)) { ($0.memory.cursor, $0.codes) = (.fresh, codes) })
    note(50, pc.index, seat) { "\(pc.name) is enrolled as seat \(seat), node \(node)" }
    boot(pc)
  }

  func redeem(_ name: String, _ key: [UInt8], _ place: Int) -> Int? {
    guard let code = centre.tables.codes[name], code.place == place else { return nil }
    if let used = code.usedBy, used == key {
      centre.tables.seats[code.seat]?.linkKey = secrets.bytes(32)
      return code.seat
    }
    guard code.usedBy == nil || lacks(.codeWorksTwice) else { return nil }
    let (seat, _) = centre.seat(key, place: place, link: secrets.bytes(32))
    centre.tables.codes[name]?.usedBy = key
    centre.tables.codes[name]?.seat = seat
    if code.usedBy != nil { fail("a code works once", name) }
    return seat
  }
}
