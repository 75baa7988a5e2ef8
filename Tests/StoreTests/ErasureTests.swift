import Desk
import Foundation
import Journal
import Machine
import SQL
import SQLite
import TestSupport
import Testing

@testable import Domain
@testable import Node
@testable import Store

/// Words nobody else has, and whose they are: what must be nowhere once their guest is erased.
private struct Person {
  var guest = GuestID.blank
  var visit = VisitID.blank
  var words: [String] = []
  var isErased = false
}

/// An office full of people whose words can be told apart.
private struct Crowd {
  let office: TemporaryOffice
  var dice: Dice
  var people: [Person] = []
  var presses = 0
  /// Every press and its answer, to be pressed again at the end.
  var answered: [(id: String, command: Command, answer: Answer)] = []

  init(_ office: TemporaryOffice, seed: UInt64) {
    self.office = office
    dice = Dice(seed: seed)
  }

  @discardableResult
  mutating func press(_ command: Command) throws -> Answer {
    presses += 1
    office.pass(.seconds(2))
    let id = "crowd-\(presses)"
    let answer = try office.press(command, id).get()
    answered.append((id, command, answer))
    return answer
  }

  private mutating func word(_ index: Int) -> String {
    let word = dice.word(16)
    people[index].words.append(word)
    return word
  }

  /// A sentence long enough to need pages of its own now and then.
  private mutating func sentence(_ index: Int) -> String {
    let length = [1, 1, 2, 8, 60, 180][dice.below(6)]
    return (0..<length).map { _ in word(index) }.joined(separator: " ")
  }

  mutating func arrive() throws {
    let index = people.count
    people.append(Person())
    let visit = try press(.issueTicket(IssueTicket { $0.service = "konsultasi" })).visit
    people[index].visit = try #require(visit)
    let (name, institution, email) = (word(index), word(index), word(index) + "@contoh.id")
    let phone = dice.one(in: 3) ? word(index) : ""
    let key = VisitKey.id(people[index].visit)
    let guest = try press(
      .registerGuest(
        RegisterGuest {
          ($0.profile.name, $0.profile.institution, $0.profile.email) = (name, institution, email)
          ($0.profile.phone, $0.consent, $0.visit) = (phone, 1, key)
        })
    ).guest
    people[index].guest = try #require(guest)
  }

  mutating func work(_ index: Int) throws {
    let key = VisitKey.id(people[index].visit)
    let guest = people[index].guest
    switch dice.below(8) {
    case 0:
      let name = word(index)
      try press(.amendGuest(AmendGuest { ($0.guest, $0.changes.name) = (guest, name) }))
    case 1, 2:
      let (question, answer) = (word(index), sentence(index))
      try press(.takeNote(TakeNote { ($0.visit, $0.note.question, $0.note.answer) = (key, question, answer) }))
    case 3:
      let detail = word(index)
      try press(.recordNeed(RecordNeed { ($0.visit, $0.need.detail) = (key, detail) }))
    case 4:
      let purpose = word(index)
      try press(.signGuestBook(SignGuestBook { ($0.visit, $0.purpose, $0.purposeOther) = (key, .other, purpose) }))
    case 5:
      // At the kiosk nobody says which guest complains; the visit does.
      let words = sentence(index)
      let named = dice.one(in: 2) ? guest : nil
      let id = try press(.fileComplaint(FileComplaint { ($0.words, $0.visit, $0.guest) = (words, key, named) }))
        .complaint
      let complaint = try #require(id)
      let answer = word(index)
      try press(.answerComplaint(AnswerComplaint { ($0.complaint, $0.answer) = (complaint, answer) }))
    case 6:
      let topic = word(index)
      let slot = Slot(day: OfficeStart.day.advanced(by: 1), time: TimeOfDay(9, 0))
      try press(.bookReservation(BookReservation { ($0.slot, $0.topic, $0.guest) = (slot, topic, guest) }))
    default:
      let reference = word(index)
      try press(.linkOnline(LinkOnline { ($0.visit, $0.reference) = (key, reference) }))
    }
  }

  mutating func erase(_ index: Int) throws {
    let guest = people[index].guest
    try press(.eraseGuest(EraseGuest { $0.guest = guest }))
    people[index].isErased = true
  }
}

struct ErasureTests {
  /// Which of the words stand in the file; halves count, since a word may lie across two pages.
  private func found(_ words: [String], in path: String) throws -> [String] {
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    let bytes = [UInt8](data)
    var halves: [UInt64: String] = [:]
    for word in words {
      for half in [word.utf8.prefix(8), word.utf8.suffix(8)] { halves[half.reduce(0) { $0 << 8 | UInt64($1) }] = word }
    }
    var found: Set<String> = []
    var window: UInt64 = 0
    for byte in bytes {
      window = window << 8 | UInt64(byte)
      if let word = halves[window] { found.insert(word) }
    }
    return found.sorted()
  }

  private func crowd(seed: UInt64, people: Int, work: Int, _ engine: Engine = .sqlite) throws
    -> (crowd: Crowd, upkeep: Upkeep)
  {
    let office = try TemporaryOffice(ShippedOffice.profile("halmahera-utara"), engine: engine)
    try office.open()
    try office.setUp()
    var crowd = Crowd(office, seed: seed)
    let upkeep = Upkeep(office.node, folder: office.folder)
    while crowd.people.count < people {
      try crowd.arrive()
      for _ in 0..<work {
        let index = crowd.dice.below(crowd.people.count)
        guard !crowd.people[index].isErased else { continue }
        try crowd.work(index)
      }
      if crowd.dice.one(in: 3) {
        let index = crowd.dice.below(crowd.people.count)
        if !crowd.people[index].isErased { try crowd.erase(index) }
        upkeep.beforeAnswering()
      }
    }
    return (crowd, upkeep)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `words of an erased guest are nowhere in the store, its log or a backup made after, and the chain verifies`(
    seed: UInt64
  ) throws {
    let (crowd, upkeep) = try crowd(seed: seed, people: 120, work: 5)
    upkeep.beforeAnswering()
    upkeep.run(isIdle: true)
    let office = crowd.office
    let backup = office.folder.path + "/backup.sqlite"
    #expect(MaintenanceWork.run(.backup(path: backup), office.folder) { _ in }.findings == [])
    let gone = crowd.people.filter(\.isErased).flatMap(\.words)
    let kept = crowd.people.filter { !$0.isErased }.flatMap(\.words)
    #expect(gone.count > 500)
    #expect(try found(kept, in: backup).count > kept.count / 2, "the search itself finds what is there")
    for path in [office.folder.database, office.folder.writeAheadLog, backup] {
      let left = try found(gone, in: path)
      #expect(left.isEmpty, "seed \(seed), \(path.split(separator: "/").last ?? ""): \(left.count) of \(gone.count)")
    }
    let store = office.node.store
    #expect(try store.verifyChain().lines == [])
    #expect(try store.verifyProjections().lines == [])
    let rows = try OfficeTables.dump(store.connection)
    try store.rebuild()
    #expect(try OfficeTables.dump(store.connection) == rows)
  }

  @Test(arguments: Engine.allCases) func `an erased guest is in no view, no refusal and no alarm`(engine: Engine) throws
  {
    let (crowd, _) = try crowd(seed: 7, people: 30, work: 6, engine)
    let node = crowd.office.node
    let head = Actor.officer(crowd.office.head)
    let gone = crowd.people.filter(\.isErased)
    var texts: [String] = node.alarms.current.map { "\($0)" }
    for person in gone {
      texts.append(
        "\(crowd.office.press(.amendGuest(AmendGuest { $0.guest = person.guest }), "amend-\(person.guest)"))")
      texts.append(
        "\(crowd.office.press(.eraseGuest(EraseGuest { $0.guest = person.guest }), "again-\(person.guest)"))")
      texts.append("\(try node.view(.guest(GuestQuery { $0.guest = person.guest }), for: head))")
      texts.append("\(try node.view(.visit(VisitQuery { $0.visit = .id(person.visit) }), for: head))")
      for subject in [person.guest.first, person.visit.first] {
        texts.append("\(try node.view(.log(LogQuery { $0.subject = subject }), for: head))")
      }
      #expect(try node.view(.guests(GuestsQuery { $0.text = person.words[0] }), for: head) == .guests(GuestsView()))
    }
    for query in [
      Query.queue(QueueQuery()), .complaints(Empty()),
      .reservations(DayQuery { $0.day = OfficeStart.day.advanced(by: 1) }),
    ] {
      texts.append("\(try node.view(query, for: head))")
    }
    let all = texts.joined(separator: "\n")
    #expect(gone.flatMap(\.words).filter { all.contains($0) } == [])
  }

  @Test(arguments: Engine.allCases) func `the log view shows no personal body at all, erased or not`(engine: Engine)
    throws
  {
    let (crowd, _) = try crowd(seed: 8, people: 10, work: 6, engine)
    let words = crowd.people.flatMap(\.words)
    let view = try crowd.office.node.view(.log(LogQuery { $0.limit = 1000 }), for: .officer(crowd.office.head))
    let text = "\(view)"
    #expect(words.filter { text.contains($0) } == [])
  }

  @Test(arguments: Engine.allCases) func `every press repeated after the erasures is answered as it was`(engine: Engine)
    throws
  {
    let (crowd, _) = try crowd(seed: 9, people: 40, work: 4, engine)
    for (id, command, answer) in crowd.answered {
      guard case .success(let again) = crowd.office.press(command, id) else {
        Issue.record("\(id), \(command.kind): refused when repeated")
        continue
      }
      var expected = answer
      // A notice is about words; it goes with them.
      let isGone = crowd.people.contains { $0.isErased && $0.guest == answer.guest }
      if isGone { expected.notices = [] }
      #expect(again == expected, "\(id), \(command.kind)")
    }
  }

  @Test func `the words of an erased guest leave after a power cut that fell before the tidying`() throws {
    var (crowd, _) = try crowd(seed: 10, people: 20, work: 5)
    let office = crowd.office
    try crowd.arrive()
    try crowd.erase(crowd.people.count - 1)
    office.drop()
    try office.open()
    #expect(office.node.isScrubbingDue)
    Upkeep(office.node, folder: office.folder).run(isIdle: true)
    let gone = crowd.people.filter(\.isErased).flatMap(\.words)
    for path in [office.folder.database, office.folder.writeAheadLog] { #expect(try found(gone, in: path) == []) }
  }
}
