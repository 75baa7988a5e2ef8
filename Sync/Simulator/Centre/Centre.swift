import Domain
import Engine
import Journal
import Wire

/// The centre's tables, as durable as its database: a transaction is there or it is not.
final class Centre {
  /// What it keeps of one office.
  struct OfficeTables {
    var copy = Copy()
    /// Newest first.
    var parked: [Parked] = []
    var parkedIDs: Set<EventID> = []
    /// The event at each position, counted from 1.
    var feed: [EventID] = []
    var fed: Set<EventID> = []
    var seats: [UInt32: Int] = [:]
    var spares: [Int: UInt32] = [:]
    var nextSpare: UInt32 = 100
    /// The centre's own name among this office's authors.
    var author: UInt32 = 900
    var isRecovering = false
    /// Under which keys its codes are made.
    var codes = CodeKeyNames()
  }

  struct Seat {
    var place: Int
    var key: [UInt8]
    var linkKey: [UInt8]
    var counter = 0
    var isRevoked = false
    /// The newest code key it has said it holds.
    var codeKey = 0
  }

  struct Code {
    var place: Int
    var usedBy: [UInt8]?
    var seat = 0
  }

  struct Tables {
    var incarnation = 1
    var offices: [OfficeTables]
    var seats: [Int: Seat] = [:]
    var codes: [String: Code] = [:]
    var nextSeat = 1
  }

  var tables: Tables
  /// Planted: what a crash leaves, where replies do not wait for the disk.
  private var synced: Tables?
  private let isSabotaged: Bool
  private var writes = 0
  var backup: Tables?
  var isUp = true
  var folding = FoldingVersion.none
  /// How many names the centre has written under. Not in the tables: a name that was forgotten must not come again.
  var authors = 0
  var sessions: [Session] = []

  init(offices: Int, isSabotaged: Bool) {
    tables = Tables(offices: Array(repeating: OfficeTables(), count: offices))
    self.isSabotaged = isSabotaged
  }

  func write(_ change: (inout Tables) -> Void) {
    writes += 1
    if isSabotaged, synced == nil { synced = tables }
    change(&tables)
    if isSabotaged, writes.isMultiple(of: 4) { synced = nil }
  }

  func crash() {
    if let synced { tables = synced }
    synced = nil
    for session in sessions { session.isOver = true }
    sessions = []
    isUp = false
  }

  func seat(_ key: [UInt8], place: Int, link: [UInt8]) -> (Int, [UInt8]) {
    // As the real centre does it: a seat says which queue numbers are its own.
    let held = NumberShare.all.map { share in
      tables.seats.count { $0.value.place == place && NumberShare(seat: $0.key) == share }
    }
    let fewest = held.min() ?? 0
    let share = NumberShare.all[held.firstIndex(of: fewest) ?? 0]
    let number = (tables.nextSeat...).first { NumberShare(seat: $0) == share } ?? tables.nextSeat
    tables.nextSeat = number + 1
    tables.seats[number] = Seat(place: place, key: key, linkKey: link)
    return (number, link)
  }

  /// As the reception is told it.
  func ledger(_ place: Int, seat: Int) -> OfficeLedger {
    let office = tables.offices[place]
    return OfficeLedger(
      incarnation: tables.incarnation, isRecovering: office.isRecovering, marks: office.copy.marks,
      seats: office.seats.merging([office.author: 0]) { first, _ in first }, feedEnd: UInt64(office.feed.count),
      parkedCount: office.parked.count, parked: office.parked, spare: office.spares[seat] ?? 0)
  }

  /// A name promised to one seat is promised to no other.
  func reserveSpare(_ place: Int, seat: Int) {
    let office = tables.offices[place]
    if let spare = office.spares[seat], office.seats[spare] == nil { return }
    var next = office.nextSpare
    while office.seats[next] != nil { next += 1 }
    tables.offices[place].spares[seat] = next
    tables.offices[place].nextSpare = next + 1
  }
}

/// The centre's end of one exchange.
final class Session {
  unowned let pc: OfficePC
  /// The office's end, which holds this one; `nil` where the call came on a stick.
  private(set) weak var talk: Talk?
  var reader: ParcelReader
  var reception: Reception?
  /// A link key made for the caller.
  var sealed: [UInt8] = []
  /// The office's code keys, if the caller should hold others.
  var codes: [UInt8] = []
  var key: [UInt8] = []
  var place = 0
  var isOver = false
  var isHeld = false
  /// The head was not signed by the seat: answered like nobody.
  var isForbidden = false

  init(_ pc: OfficePC, _ talk: Talk?) {
    self.pc = pc
    self.talk = talk
    reader = ParcelReader(Secrets.crypto())
  }
}
