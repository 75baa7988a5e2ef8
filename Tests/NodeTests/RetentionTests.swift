import Desk
import Domain
import Store
import TestSupport
import Testing

@testable import Node

/// What an office may no longer know goes by itself, class by class, and nothing else does.
struct RetentionTests {
  private func left(_ office: TemporaryOffice, _ guest: GuestID) throws -> String {
    let store = office.node.store
    guard let kept = try store.guest(guest)?.profile else { return "nobody" }
    var words: [String] = []
    if !kept.phone.isEmpty || !kept.email.isEmpty { words.append("contact") }
    if !kept.disability.isEmpty { words.append("sensitive") }
    if try store.visits(of: guest).contains(where: { try store.visit($0)?.notes.isEmpty == false }) {
      words.append("notes")
    }
    if try store.complaints(of: guest).contains(where: { try store.complaint($0)?.words.isEmpty == false }) {
      words.append("complaint")
    }
    if !kept.name.isEmpty { words.append("name") }
    return words.joined(separator: " ")
  }

  private func life(_ periods: (contact: Int, sensitive: Int, words: Int, profile: Int)) throws -> (
    TemporaryOffice, GuestID, GuestID
  ) {
    var profile = try ShippedOffice.profile("halmahera-utara")
    profile.retention.contactDays = periods.contact
    profile.retention.sensitiveDays = periods.sensitive
    profile.retention.wordsDays = periods.words
    profile.retention.profileDays = periods.profile
    let office = TemporaryOffice(profile)
    try office.open()
    try office.setUp()
    let guests = try ["Siti Rahmawati", "Yohanes Tobelo"].map { name in
      let visit = try #require(
        try office.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }), name).get().visit)
      let guest = try #require(
        try office.press(
          .registerGuest(
            RegisterGuest {
              ($0.profile.name, $0.profile.phone, $0.profile.email) = (name, "081234567890", "a@contoh.id")
              ($0.profile.disability, $0.visit) = ([.sensory], .id(visit))
            }), name + " guest"
        ).get().guest)
      _ = try office.press(.takeNote(TakeNote { ($0.visit, $0.note.question) = (.id(visit), "PDRB") }), name + " note")
        .get()
      _ = try office.press(
        .fileComplaint(FileComplaint { ($0.words, $0.guest) = ("Kursi kurang", guest) }), name + " complaint"
      ).get()
      return guest
    }
    return (office, guests[0], guests[1])
  }

  /// The office works on the day `days` after the first; its node tidies until nothing is left to do.
  private func work(_ office: TemporaryOffice, dayAfter days: Int, returning guest: GuestID? = nil) throws {
    var day = OfficeStart.day.advanced(by: days)
    while day.weekday == .saturday || day.weekday == .sunday { day = day.advanced(by: 1) }
    while office.node.hall.day.map({ $0.day < day }) ?? true {
      office.nextMorning()
      let visit = try #require(
        try office.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }), "work \(office.clock.wall)").get()
          .visit)
      if let guest, office.node.hall.day?.day == day {
        _ = try office.press(.linkGuest(LinkGuest { ($0.visit, $0.guest) = (.id(visit), guest) }), "link \(visit)")
          .get()
      }
      let upkeep = Upkeep(office.node, folder: office.folder)
      for _ in 0..<20 { upkeep.run(isIdle: true) }
    }
    #expect(office.node.alarms.current.filter { $0.source == .retention } == [])
  }

  @Test func `each class goes when its period is over and the rest stays`() throws {
    let (office, siti, _) = try life((contact: 7, sensitive: 14, words: 21, profile: 28))
    try work(office, dayAfter: 4)
    #expect(try left(office, siti) == "contact sensitive notes complaint name")
    try work(office, dayAfter: 9)
    #expect(try left(office, siti) == "sensitive notes complaint name")
    try work(office, dayAfter: 16)
    #expect(try left(office, siti) == "notes complaint name")
    try work(office, dayAfter: 23)
    #expect(try left(office, siti) == "name")
    try work(office, dayAfter: 30)
    #expect(try left(office, siti) == "")
    #expect(try office.node.store.verifyChain().lines == [])
    #expect(try office.node.store.verifyProjections().lines == [])
    let before = office.node.lastSequence
    office.nextMorning()
    _ = try office.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }), "later").get()
    let upkeep = Upkeep(office.node, folder: office.folder)
    for _ in 0..<20 { upkeep.run(isIdle: true) }
    #expect(office.node.lastSequence <= before + 4, "what is gone is not erased every day anew")
  }

  @Test func `words and numbers with a longer period than the name go in their turn as well`() throws {
    let (office, siti, _) = try life((contact: 14, sensitive: 14, words: 21, profile: 7))
    try work(office, dayAfter: 9)
    #expect(try left(office, siti) == "contact sensitive notes complaint")
    try work(office, dayAfter: 16)
    #expect(try left(office, siti) == "notes complaint")
    try work(office, dayAfter: 23)
    #expect(try left(office, siti) == "")
  }

  @Test func `whoever came again is remembered longer, and without periods nobody is forgotten`() throws {
    let (office, siti, yohanes) = try life((contact: 7, sensitive: 0, words: 0, profile: 0))
    try work(office, dayAfter: 4, returning: yohanes)
    try work(office, dayAfter: 9)
    #expect(try left(office, siti) == "sensitive notes complaint name")
    #expect(try left(office, yohanes) == "contact sensitive notes complaint name")
    try work(office, dayAfter: 60)
    #expect(try left(office, yohanes) == "sensitive notes complaint name")
  }
}
