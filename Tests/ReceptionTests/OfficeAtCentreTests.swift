import CentralReception
import Domain
import Engine
import Journal
import LineDoubles
import Machine
import Node
import Seal
import Store
import TestSupport
import Testing
import Wire

/// A real office's journal at the centre: the state for a new computer, reservations both ways, a restored centre.
struct OfficeAtCentreTests {
  /// The centre, the office at its PC, and the PC's seat.
  private final class Scene {
    let folder: CentreFolder
    let centre: Centre
    let office: TemporaryOffice
    var seat: EnrolledSeat

    init(_ engine: TestSupport.Engine) async throws {
      folder = try CentreFolder(engine)
      centre = try await folder.open()
      office = TemporaryOffice(try ShippedOffice.profile("halmahera-utara"))
      try office.open()
      try office.setUp()
      folder.now = Moment(milliseconds: office.clock.machine.wall())
      let code = office.profile.code
      try await centre.addOffice(code, name: office.profile.name)
      seat = EnrolledSeat(code)
      try await seat.enrol(centre, node: 1)
    }

    var entries: [(event: Event, link: Digest)] {
      get throws { try office.node.store.events(node: 1, from: 1, limit: 10_000) }
    }

    /// All the office has written goes up.
    @discardableResult
    func send() async throws -> Reply {
      var builder = FrameBuilder(.up, textMax: 2_000)
      var frames: [Frame] = []
      for (event, link) in try entries {
        if let full = builder.add(Entry(event), link: link) { frames.append(full) }
      }
      if let last = builder.close() { frames.append(last) }
      let marks = [Mark(1, UInt64(try entries.count))]
      return try #require(try await seat.exchange(centre, frames) { $0.have = marks }).reply
    }

    func ticket(_ id: String) throws {
      _ = try office.press(.issueTicket(IssueTicket { $0.service = office.profile.services[0].key }), id).get()
    }

    /// A slot in some weeks, at which the office takes appointments.
    func slot(_ skipping: Int = 0) throws -> Slot {
      let today = office.profile.zone.local(folder.now).day
      let calendar = Calendar(hours: office.profile.reservationHours, holidays: office.profile.closures)
      for offset in 20 + skipping..<60 {
        for hour in 8...15 {
          let slot = Slot(day: today.advanced(by: offset), time: TimeOfDay(hour, 0))
          if case .open = calendar.state(on: slot.day, at: slot.time) { return slot }
        }
      }
      throw CentreRefusal.badName
    }
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `a new computer is given what it needs to open the doors, cut anywhere, then the rest`(
    engine: TestSupport.Engine
  ) async throws {
    let scene = try await Scene(engine)
    for number in 0..<40 { try scene.ticket("ticket-\(number)") }
    try await scene.send()
    let all = try scene.entries
    var new = EnrolledSeat(scene.office.profile.code)
    try await new.enrol(scene.centre)
    var cursor = Cursor.fresh
    var got: [EventID: Digest] = [:]
    for _ in 0..<200 where cursor.isReadingState {
      let from = cursor
      let read = try #require(
        try await new.exchange(scene.centre) { ($0.cursor, $0.room) = (from, 300) })
      for frame in read.frames {
        #expect(frame.stream == .state)
        for run in frame.runs {
          var link = try #require(run.before)
          for entry in run.entries {
            link = entry.link(after: link, Seal.digester)
            got[entry.header.id] = link
          }
        }
        cursor = cursor.after(frame)
      }
      cursor = cursor.after(read.reply)
    }
    #expect(!cursor.isReadingState)
    #expect(cursor.news == all.count)
    // All of it is of this day: the state is whole, and each link is the office's own.
    #expect(got == Dictionary(uniqueKeysWithValues: all.map { ($0.event.id, $0.link) }))
    // The past, as if nothing were held.
    var past: [EventID] = []
    for _ in 0..<200 where cursor.isReadingPast {
      let (from, have) = (cursor, [Mark(1, UInt64(past.count))])
      let read = try #require(
        try await new.exchange(scene.centre) { ($0.cursor, $0.room, $0.have) = (from, 300, have) })
      for frame in read.frames where frame.stream == .history {
        past += frame.runs.flatMap(\.entries).map(\.header.id)
        cursor = cursor.after(frame)
      }
    }
    #expect(past == all.map(\.event.id))
    await scene.centre.close()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `reservations booked, approved, moved and cancelled here reach the office as facts of the centre`(
    engine: TestSupport.Engine
  ) async throws {
    let scene = try await Scene(engine)
    try await scene.send()
    let code = scene.office.profile.code
    let (slot, later) = (try scene.slot(), try scene.slot(1))
    let booked = try await scene.centre.carryOut(
      code,
      [
        { _ in .registerGuest(RegisterGuest { $0.profile.name = "Siti" }) },
        { guest in
          .bookReservation(
            BookReservation { ($0.slot, $0.topic, $0.guest) = (slot, "Inflasi", guest.map { GuestID($0) }) })
        },
      ])
    let id = ReservationID(try #require(booked.last))
    #expect(id.first.node >= 900)
    try await scene.centre.carryOut(
      code, [{ _ in .approveReservation(ApproveReservation { ($0.reservation, $0.officer) = (id, "kepala") }) }])
    try await scene.centre.carryOut(
      code, [{ _ in .moveReservation(MoveReservation { ($0.reservation, $0.slot) = (id, later) }) }])
    #expect(try await scene.centre.reservations(code, on: later.day).map(\.id) == [id])
    // By the code that is printed for it; not by another's.
    let printed = try await scene.centre.code(of: id, at: code)
    let typed = try #require(ShortCode.readings(of: printed).first { $0.kind == .reservation })
    let agreed = try await scene.centre.agreement(id, typed: typed, at: code)
    #expect(agreed.reservation.slot == later)
    #expect((agreed.code, agreed.officer) == (printed, "kepala"))
    var wrong = typed
    wrong.check = (typed.check.first == "7" ? "K" : "7") + typed.check.dropFirst()
    await #expect(throws: CentreRefusal.codeUnknown) { try await scene.centre.agreement(id, typed: wrong, at: code) }
    // The office's own rules refuse here too.
    await #expect(throws: CentreRefusal.self) {
      try await scene.centre.carryOut(
        code, [{ _ in .bookReservation(BookReservation { $0.slot = Slot(day: slot.day, time: TimeOfDay(3, 0)) }) }])
    }
    // A day in the past, and one that is a slip of the hand.
    let today = scene.office.profile.zone.local(scene.folder.now).day
    for days in [-30, 700] {
      await #expect(throws: CentreRefusal.self) {
        try await scene.centre.carryOut(
          code,
          [
            { _ in
              .bookReservation(
                BookReservation {
                  ($0.slot, $0.topic) = (Slot(day: today.advanced(by: days), time: slot.time), "Inflasi")
                }
              )
            }
          ])
      }
    }
    let have = [Mark(1, UInt64(try scene.entries.count))]
    let read = try #require(
      try await scene.seat.exchange(scene.centre) { ($0.have, $0.room) = (have, 100_000) })
    let run = try #require(read.frames.flatMap(\.runs).first)
    #expect(run.author == id.first.node)
    #expect(run.first == 1)
    #expect(read.frames.count == 1, "small commits share a frame")
    let events = run.entries.compactMap(\.event)
    #expect(events.allSatisfy { $0.actor == .centre })
    // The office holds them and sees the appointment.
    var link = Digest.zero
    let linked = events.map { event -> (event: Event, link: Digest) in
      link = event.link(after: link, Seal.digester)
      return (event, link)
    }
    let store = scene.office.node.store
    #expect(try store.writing { try store.take(linked) } == events.count)
    let reservation = try #require(try store.reservation(id))
    #expect(reservation.slot == later)
    #expect(reservation.status == .approved)
    #expect(reservation.guest != nil)
    try await scene.centre.carryOut(code, [{ _ in .cancelReservation(CancelReservation { $0.reservation = id }) }])
    #expect(try await scene.centre.reservations(code, on: later.day).map(\.status) == [.cancelled])
    await scene.centre.close()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `what office and centre decided differently has its sides here too, and the one that is chosen holds`(
    engine: TestSupport.Engine
  ) async throws {
    let scene = try await Scene(engine)
    let (code, head) = (scene.office.profile.code, scene.office.head)
    let (slot, later) = (try scene.slot(), try scene.slot(1))
    let id = ReservationID(EventID(node: 1, sequence: UInt64(try scene.entries.count) + 1))
    _ = try scene.office.press(
      .bookReservation(BookReservation { ($0.slot, $0.topic) = (slot, "Inflasi") }), "book", as: .officer(head)
    ).get()
    try await scene.send()
    _ = try scene.office.press(
      .approveReservation(ApproveReservation { $0.reservation = id }), "approve", as: .officer(head)
    ).get()
    let moved = try await scene.centre.carryOut(
      code, [{ _ in .moveReservation(MoveReservation { ($0.reservation, $0.slot) = (id, later) }) }])
    try await scene.send()
    let open = try await scene.centre.agreement(id, at: code).reservation
    #expect(open.slot == slot && open.status == .submitted, "neither is in effect")
    #expect(open.sides.compactMap(\.slot) == [slot, later] && open.sides.last?.event == moved[0])
    let choice = DecideReservation { ($0.reservation, $0.side) = (id, moved[0]) }
    try await scene.centre.carryOut(code, [{ _ in .decideReservation(choice) }])
    let held = try await scene.centre.agreement(id, at: code).reservation
    #expect(held.slot == later && held.status == .submitted && held.sides == [])
    await #expect(throws: CentreRefusal.refused(.noSuchSide)) {
      try await scene.centre.carryOut(code, [{ _ in .decideReservation(choice) }])
    }
    await scene.centre.close()
  }

  @Test func `a centre that has forgotten says so, and takes back what another computer and itself had written`()
    async throws
  {
    let scene = try await Scene(.sqlite)
    try await scene.send()
    let before = try #require(try await scene.seat.exchange(scene.centre)).reply.incarnation
    // The backup: everything so far.
    await scene.centre.close()
    let copy = scene.folder.folder.path + "/copy.sqlite"
    let file = scene.folder.folder.path + "/centre.sqlite"
    let log = try Files.read(file + "-wal", sizeMax: 64 << 20)
    try Files.replace(copy, with: Files.read(file, sizeMax: 64 << 20), mode: 0o600)
    let centre = try await scene.folder.open()
    let code = scene.office.profile.code
    let slot = try scene.slot()
    try await centre.carryOut(
      code, [{ _ in .bookReservation(BookReservation { ($0.slot, $0.topic) = (slot, "Inflasi") }) }])
    let have = [Mark(1, UInt64(try scene.entries.count))]
    let read = try #require(try await scene.seat.exchange(centre) { ($0.have, $0.room) = (have, 100_000) })
    let own = try #require(read.frames.flatMap(\.runs).first)
    let position = Int(read.frames.last?.position ?? 0)
    await centre.close()
    // The disk is set back.
    try Files.replace(file, with: Files.read(copy, sizeMax: 64 << 20), mode: 0o600)
    try Files.replace(file + "-wal", with: log, mode: 0o600)
    Files.remove(file + "-shm")
    let restored = try await scene.folder.open()
    let held = have + [Mark(own.author, own.last)]
    func tell(_ call: inout Call) {
      (call.have, call.incarnation, call.cursor.news) = (held, before, position)
    }
    let heard = try #require(try await scene.seat.exchange(restored, [], tell))
    #expect(heard.reply.incarnation != before)
    #expect(try await restored.status().offices[0].isRecovering)
    let again = try #require(
      try await scene.seat.exchange(
        restored,
        [Frame(stream: .up, runs: [Run(author: own.author, first: 1, entries: own.entries, check: own.check)])]
      ) { $0.have = held })
    #expect(Set(again.reply.marks) == Set(held))
    // What it writes from now on is under another number.
    let next = try await restored.carryOut(
      code, [{ _ in .bookReservation(BookReservation { ($0.slot, $0.topic) = (slot, "Ekspor") }) }])
    #expect(next[0].node != own.author && next[0].node >= WireLimits.centreNodeFirst)
    await restored.close()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `two histories under one name: nothing of the second is entered, and the reply says where`(
    engine: TestSupport.Engine
  ) async throws {
    let scene = try await Scene(engine)
    let code = OfficeCode(6207)
    try await scene.centre.addOffice(code, name: "BPS Seruyan")
    var seat = EnrolledSeat(code)
    try await seat.enrol(scene.centre, node: 1)
    var journal = JournalOfTests(code, node: 1)
    journal.write(5)
    var other = journal
    journal.write(5, "pertama")
    other.write(7, "kedua")
    _ = try await seat.exchange(scene.centre, journal.frames())
    let heard = try #require(try await seat.exchange(scene.centre, other.frames(from: 11)))
    #expect(heard.reply.fork.node == 1)
    #expect(heard.reply.marks == [Mark(1, 20)])
    #expect(heard.reply.spare > 1)
    let probes = [4, 10, 11, 14].map { Probe(1, UInt64($0), check: other.entries[$0 - 1].link.check) }
    let probed = try #require(try await seat.exchange(scene.centre) { $0.probes = probes })
    // The visit's opening is the same in both: no salt, no difference.
    #expect(probed.reply.agreed == Mark(1, 11))
    await scene.centre.close()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `a file carried by hand is an exchange, and of another office or changed it is nothing`(
    engine: TestSupport.Engine
  ) async throws {
    let scene = try await Scene(engine)
    var journal = JournalOfTests(scene.seat.office, node: 1)
    journal.write(6)
    let call = scene.seat.call { ($0.isCarried, $0.room) = (true, 50_000) }
    let file = CarriedFile.bytes(
      of: scene.seat.parcel(call, journal.frames()), office: scene.seat.office, seat: scene.seat.seat,
      link: scene.seat.linkKey, .real
    ) { Seal.lock($0, key: $1, beside: $2) }
    var dice = Dice(seed: 9)
    for _ in 0..<100 {
      let changed = dice.mutated(file)
      guard changed != file else { continue }
      await #expect(throws: (any Error).self) { _ = try await scene.centre.carry(changed) }
    }
    let reply = try await scene.centre.carry(file).file
    let opened = CarriedFile(reply)?.parcel(link: scene.seat.linkKey, .real) { Seal.unlock($0, key: $1, beside: $2) }
    let parcel = try #require(opened)
    #expect(try scene.seat.read(parcel, to: call)?.reply.marks == [Mark(1, 12)])
    #expect(try await scene.centre.carry(file).standing == .welcome)
    #expect(try await scene.centre.status().offices[0].feedEnd == 12)
    try await scene.centre.revoke(scene.seat.office, seat: scene.seat.seat)
    #expect(try await scene.centre.carry(file).standing == .revoked)
    await scene.centre.close()
  }

  @Test func `a centre from an old copy says of a carried file whether it lacks the computer or its newer key`()
    async throws
  {
    let scene = try await Scene(.sqlite)
    let (code, seat) = (scene.seat.office, scene.seat.seat)
    func carried(_ seat: Int, _ link: [UInt8]) async throws {
      let call = scene.seat.call { ($0.isCarried, $0.room) = (true, 50_000) }
      let parcel = scene.seat.parcel(call)
      _ = try await scene.centre.carry(
        CarriedFile.bytes(of: parcel, office: code, seat: seat, link: link, .real) {
          Seal.lock($0, key: $1, beside: $2)
        })
    }
    try await carried(seat, scene.seat.linkKey)
    await #expect(throws: CentreRefusal.carrierUnknown(code, seat: 77)) { try await carried(77, scene.seat.linkKey) }
    await #expect(throws: CentreRefusal.carriedUnderOtherKey(code, seat: seat)) {
      try await carried(seat, Seal.randomBytes(32))
    }
    await #expect(throws: CentreRefusal.notCarried) { _ = try await scene.centre.carry(Array("LKTU".utf8)) }
    await scene.centre.close()
  }

  @Test(arguments: TestSupport.Engine.allCases)
  func `one number from two computers that could not see each other: both visits are there, and it is told`(
    engine: TestSupport.Engine
  ) async throws {
    let scene = try await Scene(engine)
    let (code, day) = (scene.office.profile.code, scene.office.profile.zone.local(scene.folder.now).day)
    try await scene.send()
    var other = EnrolledSeat(code)
    try await other.enrol(scene.centre)
    func opened(_ seat: inout EnrolledSeat, _ journal: inout JournalOfTests, _ number: String) async throws {
      let first = journal.entries.count + 1
      journal.write(
        [
          Draft(
            opening: .visitOpened(
              VisitOpened { ($0.day, $0.number, $0.service) = (day, QueueNumber(number), "konsultasi") }),
            at: journal.next)
        ], at: scene.folder.now)
      _ = try await seat.exchange(scene.centre, journal.frames(from: first))
    }
    var third = EnrolledSeat(code)
    try await third.enrol(scene.centre)
    var (mine, theirs) = (JournalOfTests(code, node: other.node), JournalOfTests(code, node: third.node))
    try await opened(&other, &mine, "A001")
    try await opened(&third, &theirs, "A001")
    try await opened(&third, &theirs, "A002")
    let found = try await scene.centre.doubleNumbers(code, since: day)
    #expect(found.map(\.number) == [QueueNumber("A001")])
    #expect(Set(found.flatMap(\.visits).map(\.first.node)) == [other.node, third.node])
    #expect(try await scene.centre.status().offices.map(\.doubleNumbers) == [1])
    await scene.centre.close()
  }
}
