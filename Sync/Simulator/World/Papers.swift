import Domain
import Journal
import Wire

/// A reservation's code on paper, as the centre printed it.
struct Paper {
  var place: Int
  var reservation: EventID
  var check: String
  /// The code key it was made under.
  var key: Int
  /// The seats that had said which keys they hold, and the first number no seat had then: those enrolled since are given
  /// all keys at once, as long as the centre knows them.
  var seats: Set<Int>
  var nextSeat: Int
}

// Codes on paper: printed at the centre, read at whatever PC of the office somebody comes to, with or without a line.
extension World {
  /// The centre makes an office's code keys from their names.
  static func codeKey(_ place: Int, _ name: Int) -> [UInt8] {
    Secrets.crypto().keyed(centreKey, Array("\(office(place))/\(name)".utf8), 32)
  }

  private func check(_ id: EventID, at place: Int, under key: [UInt8]) -> String {
    let sealed = ShortCode.sealed(.reservation, World.office(place), id)
    return ShortCode.check(of: Secrets.crypto().keyed(key, sealed, 16))
  }

  private func seats(of place: Int) -> [Int: Centre.Seat] {
    centre.tables.seats.filter { $0.value.place == place && !$0.value.isRevoked }
  }

  /// What is printed for a booking. While no PC has said that it holds the office's keys there is nothing to promise.
  func printCode(_ reservation: EventID, _ place: Int) {
    let seats = seats(of: place)
    let held = seats.values.map(\.codeKey).filter { $0 > 0 }.sorted()
    let time = Moment(milliseconds: World.epoch + now)
    guard let name = centre.tables.offices[place].codes.common(held, at: time) else { return }
    var key = World.codeKey(place, name)
    if lacks(.codesOfOneSeat), let last = seats.keys.max() { key = seats[last]?.linkKey ?? key }
    let paper = Paper(
      place: place, reservation: reservation, check: check(reservation, at: place, under: key), key: name,
      seats: Set(seats.filter { $0.value.codeKey > 0 }.keys), nextSeat: centre.tables.nextSeat)
    printed.append(paper)
    note(82, place, name) { "a code for \(reservation) is printed under key \(name); the PCs have said \(held)" }
    if printed.count > 40 { printed.removeFirst() }
  }

  /// Somebody comes with a paper: every PC of the office that is in use would let them in.
  func comeWithPaper() {
    guard !printed.isEmpty, papers.one(in: 3) else { return }
    judge(papers.pick(printed))
  }

  func judge(_ paper: Paper) {
    // Declared void on purpose.
    guard paper.key > voided[paper.place, default: 0] else { return }
    for pc in pcs where pc.place == paper.place && mayRead(pc) {
      guard paper.seats.contains(pc.seat) || pc.seat >= paper.nextSeat else { continue }
      var keys = pc.files.codes.keys.map(\.key.bytes)
      if lacks(.codesOfOneSeat) { keys = [pc.linkKey] }
      guard !keys.contains(where: { check(paper.reservation, at: pc.place, under: $0) == paper.check }) else {
        continue
      }
      fail("a printed code holds at every PC of its office", "\(paper.reservation) at \(pc.name)")
    }
  }

  /// A PC that is known at the centre, is the only one on its seat, and has heard since it was last shut out, set back, or
  /// since all keys before were declared void.
  private func mayRead(_ pc: OfficePC) -> Bool {
    pc.isOn && pc.seat != 0 && !pc.mustHearOfCodes && pc.files.codes.names.newest != nil
      && centre.tables.seats[pc.seat]?.isRevoked == false && pcs.count { $0.seat == pc.seat } == 1
  }

  /// An officer at the centre makes a new key, now and then because a PC was stolen with the one before.
  func renewCodes(_ place: Int) {
    guard centre.isUp, centre.tables.offices[place].codes.newest != nil else { return }
    let voiding = papers.one(in: 4)
    let time = Moment(milliseconds: World.epoch + now)
    centre.write { $0.offices[place].codes.renew(at: time, voiding: voiding) }
    let names = centre.tables.offices[place].codes
    voided[place] = max(voided[place] ?? 0, names.floor)
    if voiding { for pc in pcs where pc.place == place { pc.mustHearOfCodes = true } }
    note(80, place, voiding ? 1 : 0) {
      "\(World.office(place)) is given a new key for its codes\(voiding ? "; those before are void" : "")"
    }
  }

  /// What a seat that may have them is given: nothing where it holds just these.
  func codes(for said: [Int], seat: Int, _ place: Int) -> [UInt8] {
    guard let held = CodeKeyNames(said: said) else { return [] }
    let time = Moment(milliseconds: World.epoch + now)
    centre.write { tables in
      tables.offices[place].codes.hear(held, at: time)
      if tables.offices[place].codes.newest == nil { tables.offices[place].codes.renew(at: time) }
      tables.seats[seat]?.codeKey = held.newest ?? 0
    }
    let names = centre.tables.offices[place].codes
    // Sealed with the PC's own key in the real world; here nobody else looks.
    return names == held ? [] : ring(names, place).bytes
  }

  /// At enrolment the seat holds them from now on.
  func codesAtEnrolment(_ pc: OfficePC) -> CodeKeyRing {
    _ = codes(for: pc.files.codes.names.said, seat: pc.seat, pc.place)
    let names = centre.tables.offices[pc.place].codes
    centre.write { $0.seats[pc.seat]?.codeKey = names.newest ?? 0 }
    return ring(names, pc.place)
  }

  private func ring(_ names: CodeKeyNames, _ place: Int) -> CodeKeyRing {
    CodeKeyRing(names) { World.codeKey(place, $0) }
  }

  func takeCodes(_ sealed: [UInt8], _ pc: OfficePC) {
    guard var ring = CodeKeyRing(bytes: sealed) else { return fail("what the centre gives can be read", pc.name) }
    if lacks(.forgetsOldCodes) { ring.keys = Array(ring.keys.suffix(1)) }
    guard store(pc, { $0.codes = ring }) else { return }
    note(81, pc.index, ring.keys.count) {
      "\(pc.name) holds \(ring.keys.count) keys for codes, the last \(ring.names.newest ?? 0)"
    }
  }
}
