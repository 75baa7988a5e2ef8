import Domain
import Engine
import GeneratedVisits
import Journal
import Seal
import TestSupport
import Testing
import Wire

@Suite struct `Taking in` {
  static let journal = GeneratedOffice(visits: 6, seed: 11, digester: Seal.digester).entries

  /// Events `first` through `last` as one run.
  static func run(_ first: Int, _ last: Int, loose: Bool = false) -> Run {
    Run(
      author: 1, first: UInt64(first), entries: journal[first - 1..<last].map { Entry($0.event) },
      before: loose ? (first == 1 ? .zero : journal[first - 2].link) : nil, check: journal[last - 1].link.check)
  }

  static func held(_ count: Int) -> Standpoint {
    Standpoint(sequence: UInt64(count), link: count == 0 ? .zero : journal[count - 1].link)
  }

  private func judge(_ run: Run, held count: Int) -> String {
    let verdict = Intake.judge(
      run, held: Self.held(count),
      linkAt: { $0 == 0 ? .zero : $0 <= count ? Self.journal[Int($0) - 1].link : nil }, Seal.digester)
    switch verdict {
    case .commit(let taken):
      let parked = taken.compactMap { taken in taken.parked.map { "\(taken.entry.header.id.sequence) \($0)" } }
      for event in taken {
        #expect(event.link == Self.journal[Int(event.entry.header.id.sequence) - 1].link)
      }
      return "commit \(taken.first!.entry.header.id.sequence)…\(taken.last!.entry.header.id.sequence)"
        + (parked.isEmpty ? "" : " parked " + parked.joined(separator: ", "))
    case .alreadyHave: return "already have"
    case .gap(let from): return "gap from \(from)"
    case .fork(let place): return "fork at \(place)"
    }
  }

  @Test func `a run is entered, entered in part, known, or too early`() {
    #expect(judge(Self.run(1, 9), held: 0) == "commit 1…9")
    #expect(judge(Self.run(10, 20), held: 9) == "commit 10…20")
    #expect(judge(Self.run(5, 20), held: 9) == "commit 10…20")
    #expect(judge(Self.run(1, 20), held: 9) == "commit 10…20")
    #expect(judge(Self.run(3, 9), held: 9) == "already have")
    #expect(judge(Self.run(1, 1), held: 30) == "already have")
    #expect(judge(Self.run(11, 20), held: 9) == "gap from 10")
    #expect(judge(Self.run(15, 20, loose: true), held: 3) == "commit 15…20")
  }

  @Test func `one rewritten event is a fork, wherever the run begins`() {
    for place in [3, 9, 12] {
      var run = Self.run(1, 20)
      run.entries[place - 1].header.actor = 3
      #expect(judge(run, held: 9) == "fork at 1", "\(place)")
    }
    var later = Self.run(10, 20)
    later.entries[0].body = .kept([1])
    #expect(judge(later, held: 9) == "fork at 10")
    var loose = Self.run(15, 20, loose: true)
    loose.before = .zero
    #expect(judge(loose, held: 3) == "fork at 15")
  }

  @Test func `an erased body does not break the chain, and a withheld one parks its event alone`() throws {
    var run = Self.run(7, 20)
    guard case .kept(let words) = run.entries[2].body else { throw Unexpected() }
    run.entries[2].body = .erased(Seal.digester.digest(words))
    #expect(judge(run, held: 6) == "commit 7…20")
    run.entries[2].body = .withheld(Seal.digester.digest(words))
    #expect(judge(run, held: 6) == "commit 7…20 parked 9 tooLarge")
  }

  @Test func `on the line 5: what a newer version wrote is entered where it can be and parked where it cannot`() {
    var link = Digest.zero
    let entries = Self.run(1, 4).entries.enumerated().map { index, entry in
      var entry = entry
      if index == 0 { entry.header.kind = 250 }
      if index == 1 { entry.header.sort = 99 }
      if index == 2 { entry.header.actor = -7 }
      link = entry.link(after: link, Seal.digester)
      return entry
    }
    let run = Run(author: 1, first: 1, entries: entries, check: link.check)
    let verdict = Intake.judge(run, held: Self.held(0), linkAt: { _ in nil }, Seal.digester)
    guard case .commit(let taken) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(taken.map(\.parked) == [nil, .unknown, .unknown, nil])
  }
}

@Suite struct `The centre's end of an exchange` {
  private func call(_ change: (inout Call) -> Void = { _ in }) -> Call {
    var call = Call()
    (call.office, call.seat, call.node, call.counter, call.incarnation) = (OfficeCode(9471), 4, 1, 8, 77)
    call.have = [Mark(1, 20)]
    change(&call)
    return call
  }

  private let seat = SeatRecord(office: OfficeCode(9471), seat: 4, counter: 7)
  private let ledger = OfficeLedger(
    incarnation: 77, marks: Marks([Mark(1, 9)]), seats: [1: 4, 2: 5, 3: 0], feedEnd: 9, spare: 30)

  private func reception(
    _ call: Call, seat: SeatRecord?, ledger: OfficeLedger? = nil
  ) -> Reception {
    Reception(call, seat: seat, ledger: ledger ?? self.ledger, receivedAt: Moment(milliseconds: 5))
  }

  private func take(_ reception: inout Reception, _ runs: [Run]) -> [UInt64] {
    reception.take(
      Frame(stream: .up, runs: runs), held: { $0 == 1 ? `Taking in`.held(9) : Standpoint() },
      linkAt: { author, sequence in
        author == 1 && (1...9).contains(sequence) ? `Taking in`.journal[Int(sequence) - 1].link : nil
      }, Seal.digester
    ).map(\.entry.header.id.sequence)
  }

  @Test func `a body offered again is known by its chain, whoever of the office wrote it and whoever brings it`() {
    let event = `Taking in`.journal[4]
    let run = Run(
      author: 1, first: 5, entries: [Entry(event.event)], before: `Taking in`.journal[3].link, check: event.link.check)
    func offered(seat: Int, _ linkAt: Digest?) -> (taken: Int, entered: [EventID]) {
      var reception = reception(
        call { ($0.seat, $0.node) = (seat, 2) }, seat: SeatRecord(office: OfficeCode(9471), seat: seat, counter: 7))
      let taken = reception.offered(Frame(stream: .up, runs: [run]), linkAt: { _, _ in linkAt }, Seal.digester)
      return (taken.count, reception.reply(ledger, linkAt: { _, _ in linkAt }, at: Moment(milliseconds: 6)).entered)
    }
    for seat in [4, 5] {
      #expect(offered(seat: seat, event.link) == (1, [event.event.id]), "seat \(seat)")
      #expect(offered(seat: seat, `Taking in`.journal[5].link) == (0, []), "another event is held there")
      #expect(offered(seat: seat, nil) == (0, []), "none is held")
    }
  }

  @Test func `only a known seat of that office with a new counter is welcome`() {
    #expect(reception(call(), seat: seat).standing == .welcome)
    #expect(reception(call { $0.counter = 7 }, seat: seat).standing == .stale)
    #expect(reception(call { ($0.counter, $0.isCarried) = (3, true) }, seat: seat).standing == .welcome)
    #expect(reception(call(), seat: nil).standing == .unknown)
    #expect(reception(call { $0.office = OfficeCode(8205) }, seat: seat).standing == .unknown)
    #expect(reception(call { $0.format = 2 }, seat: seat).standing == .unsupported)
    var revoked = seat
    revoked.isRevoked = true
    #expect(reception(call(), seat: revoked).standing == .revoked)
  }

  @Test func `who is not welcome brings nothing in and is told nothing`() {
    for counter in [0, 7] {
      var reception = reception(call { $0.counter = counter }, seat: seat)
      #expect(take(&reception, [`Taking in`.run(10, 20)]) == [])
      let reply = reception.reply(ledger, linkAt: { _, _ in nil }, at: Moment(milliseconds: 6))
      #expect(reply.marks == [] && reply.feedEnd == 0 && reply.incarnation == 0)
      #expect(reply.counter == 7)
    }
  }

  @Test func `behind a gap or a fork of an author nothing of that author is taken, of others it is`() {
    var gap = reception(call(), seat: seat)
    #expect(take(&gap, [`Taking in`.run(12, 20)]) == [])
    #expect(take(&gap, [`Taking in`.run(10, 20)]) == [])
    var fork = reception(call(), seat: seat)
    var rewritten = `Taking in`.run(10, 12)
    rewritten.entries[0].header.actor = 3
    #expect(take(&fork, [rewritten]) == [])
    #expect(fork.reply(ledger, linkAt: { _, _ in nil }, at: Moment(milliseconds: 6)).fork == Mark(1, 10))
  }

  @Test func `several runs of one author in a frame go on from each other`() {
    var reception = reception(call(), seat: seat)
    #expect(take(&reception, [`Taking in`.run(10, 12), `Taking in`.run(13, 14)]) == [10, 11, 12, 13, 14])
  }

  @Test func `another seat's author is not taken, but for what a restored centre lost`() {
    var foreign = `Taking in`.run(1, 3)
    foreign.author = 2
    var reception = reception(call(), seat: seat)
    #expect(take(&reception, [foreign]) == [])
    #expect(reception.reply(ledger, linkAt: { _, _ in nil }, at: Moment(milliseconds: 6)).fork.node == 2)
    #expect(self.reception(call(), seat: seat).hasForgotten == false)
    #expect(self.reception(call { $0.have += [Mark(2, 5)] }, seat: seat).hasForgotten)
    #expect(self.reception(call { $0.have += [Mark(3, 1)] }, seat: seat).hasForgotten)
    #expect(self.reception(call { $0.cursor.news = 10 }, seat: seat).hasForgotten)
    #expect(!self.reception(call { ($0.cursor.news, $0.incarnation) = (10, 76) }, seat: seat).hasForgotten)
    #expect(
      self.reception(call { $0.incarnation = 78 }, seat: seat).hasForgotten, "given out before the backup came back")
    #expect(!self.reception(call { $0.incarnation = .max }, seat: seat).hasForgotten)
  }

  @Test func `numbers nobody has become the caller's where it says that it wrote under them, and no others`() {
    let have = [Mark(1, 20), Mark(6, 2), Mark(8, 1)]
    let own = reception(call { ($0.have, $0.node, $0.earlier) = (have, 8, [6]) }, seat: seat)
    #expect(own.claims == [6, 8])
    #expect(!own.hasForgotten)
    // Whose is 6? Somebody's whom the centre has forgotten.
    let strange = reception(call { ($0.have, $0.node) = (have, 8) }, seat: seat)
    #expect(strange.claims == [8])
    #expect(strange.hasForgotten)
    // A name of the centre's own is nobody else's, whatever the caller says.
    let centres = [Mark(1, 20), Mark(900, 2)]
    #expect(reception(call { ($0.have, $0.earlier) = (centres, [900]) }, seat: seat).claims == [])
    #expect(reception(call { $0.have = centres }, seat: seat).hasForgotten)
  }

  @Test func `a frame that cannot be read is named by its first event and nothing behind it is taken`() {
    var reception = reception(call(), seat: seat)
    reception.couldNotRead(after: Marks([Mark(1, 9)]))
    #expect(take(&reception, [`Taking in`.run(10, 20)]) == [])
    let reply = reception.reply(ledger, linkAt: { _, _ in nil }, at: Moment(milliseconds: 6))
    #expect(reply.unreadable == EventID(node: 1, sequence: 10))
  }

  @Test func `on the line 11: a reader is given every position once, its own office's only, and not what it has`() {
    let rows = `Taking in`.journal.prefix(12).enumerated().map { index, entry in
      FeedRow(
        position: UInt64(index + 1), entry: Entry(entry.event),
        before: index == 0 ? .zero : `Taking in`.journal[index - 1].link, link: entry.link)
    }
    let office = OfficeCode(9471)
    let all = Feed.frames(rows, .news, office: office, have: Marks(), textMax: 200)
    #expect(all.flatMap(\.runs).flatMap(\.entries).count == 12)
    #expect(all.last?.position == 12)
    #expect(all.flatMap(\.runs).allSatisfy { $0.before == nil })
    let rest = Feed.frames(rows, .news, office: office, have: Marks([Mark(1, 10)]))
    #expect(rest.flatMap(\.runs).flatMap(\.entries).map(\.header.id.sequence) == [11, 12])
    let none = Feed.frames(rows, .news, office: office, have: Marks([Mark(1, 12)]))
    #expect(none == [Frame(stream: .news, position: 12, runs: [])])
    let later = Feed.frames(rows.dropFirst(6), .news, office: office, have: Marks())
    #expect(later.first?.runs.first?.before == rows[5].link)
    var mixed = rows
    mixed[4].entry.header.office = OfficeCode(8205)
    let shown = Feed.frames(mixed, .news, office: office, have: Marks()).flatMap(\.runs).flatMap(\.entries)
    #expect(shown.count == 4 && shown.allSatisfy { $0.header.office == office })
  }
}
