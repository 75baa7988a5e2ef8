import Testing

@testable import Domain

extension DayAtTheDesk {
  fileprivate mutating func register(_ profile: GuestProfile, consent: Int? = 1, visit: VisitID? = nil) throws
    -> GuestID
  {
    let drafts = try perform(
      .registerGuest(
        RegisterGuest {
          $0.profile = profile
          $0.consent = consent
          $0.visit = visit.map(VisitKey.id)
        }))
    return GuestID(drafts[0].subject)
  }

  fileprivate func erase(_ guest: GuestID, _ classes: FieldClass...) -> Command {
    .eraseGuest(
      EraseGuest {
        $0.guest = guest
        $0.classes = classes
      })
  }

  fileprivate func link(_ guest: GuestID, to visit: VisitID) -> Command {
    .linkGuest(
      LinkGuest {
        $0.visit = .id(visit)
        $0.guest = guest
      })
  }
}

@Suite struct GuestTests {
  private let siti = GuestProfile {
    $0.name = "Siti"
    $0.email = "siti@example.id"
    $0.phone = "+6281234567890"
    $0.gender = .female
    $0.birthYear = 2001
    $0.education = .bachelor
    $0.occupation = .student
    $0.institutionKind = .academic
    $0.institution = "Universitas Halmahera"
    $0.disability = [.sensory]
  }

  @Test func `a guest registers with a name alone, and a family may share a phone`() throws {
    var day = DayAtTheDesk()
    let a = try day.register(GuestProfile { $0.name = "Suharto" }, consent: nil)
    #expect(day.hall.guests[a]?.consent == nil)
    let mother = try day.register(siti)
    let child = try day.register(siti)
    #expect(mother != child)
  }

  @Test func `the guest book copies what the guest was on that day, and later corrections leave it alone`() throws {
    var day = DayAtTheDesk()
    let visit = try day.arrive("perpustakaan")
    let guest = try day.register(siti, visit: visit)
    #expect(day.visit(visit).guest == guest)
    let sign = Command.signGuestBook(
      SignGuestBook {
        $0.visit = .id(visit)
        $0.purpose = .research
      })
    try day.perform(sign)
    let entry = GuestBookEntry {
      $0.purpose = .research
      $0.services = [.library]
      $0.means = [.visit]
      $0.gender = .female
      $0.ageBand = .to25
      $0.education = .bachelor
      $0.occupation = .student
      $0.institutionKind = .academic
    }
    #expect(day.visit(visit).entry == entry)
    #expect(day.visit(visit).entryWords == nil)
    try day.perform(
      .amendGuest(
        AmendGuest {
          $0.guest = guest
          $0.changes.education = .doctor
          $0.changes.phone = ""
          $0.changes.email = "0812"
        }))
    #expect(day.visit(visit).entry == entry)
    #expect(day.hall.guests[guest]?.profile.education == .doctor)
    #expect(day.hall.guests[guest]?.profile.phone == "")
    #expect(day.hall.guests[guest]?.profile.name == "Siti")
  }

  @Test func `a returning guest is linked to the next visit with the same profile`() throws {
    var day = DayAtTheDesk()
    let first = try day.arrive()
    let guest = try day.register(siti, visit: first)
    day.turnOver()
    let second = try day.arrive()
    try day.perform(day.link(guest, to: second))
    #expect(day.visit(second).guest == guest)
    #expect(day.hall.guests.count == 1)
    #expect(day.refusal(day.link(GuestID(EventID(node: 1, sequence: 999)), to: second)) == .noSuchGuest)
  }

  @Test func `"Lainnya" needs its text, and a text without "Lainnya" is dropped`() throws {
    var day = DayAtTheDesk()
    let visit = try day.arrive()
    func register(_ fill: @escaping (inout GuestProfile) -> Void) -> Refusal? {
      day.refusal(
        .registerGuest(
          RegisterGuest {
            $0.profile.name = "Siti"
            fill(&$0.profile)
          }))
    }
    #expect(register { $0.occupation = .other } == .missing(.other))
    #expect(register { $0.institutionKind = .other } == .missing(.other))
    #expect(
      register {
        $0.occupation = .other
        $0.occupationOther = "Nelayan"
      } == nil)
    func sign(_ purpose: Purpose, _ means: [Means], _ words: String) -> Command {
      .signGuestBook(
        SignGuestBook {
          $0.visit = .id(visit)
          $0.purpose = purpose
          $0.means = means
          $0.purposeOther = words
          $0.meansOther = words
        })
    }
    #expect(day.refusal(sign(.other, [.visit], " ")) == .missing(.other))
    #expect(day.refusal(sign(.study, [.visit, .other], "")) == .missing(.other))
    try day.perform(sign(.other, [.visit], "Lomba"))
    #expect(day.visit(visit).entryWords == GuestBookWords { $0.purposeOther = "Lomba" })
    // Signed again with another purpose, the old text must not stand beside it.
    try day.perform(sign(.study, [.visit], "Lomba"))
    #expect(day.visit(visit).entryWords == GuestBookWords())
  }

  @Test func `age bands change at the birthdays the form names`() {
    let edges: [(Int, AgeBand)] = [
      (0, .under17), (16, .under17), (17, .to25), (25, .to25), (26, .to34), (34, .to34), (35, .to44), (44, .to44),
      (45, .to54), (54, .to54), (55, .to65), (65, .to65), (66, .over65), (120, .over65),
    ]
    for (age, band) in edges { #expect(AgeBand(birthYear: 2026 - age, in: 2026) == band, "\(age)") }
  }

  @Test func `birth years before 1900 and after today are slips`() {
    for (year, fine) in [(1899, false), (1900, true), (2026, true), (2027, false)] {
      let profile = GuestProfile {
        $0.name = "Siti"
        $0.birthYear = year
      }
      let kept = try? profile.checked(thisYear: 2026)
      #expect((kept != nil) == fine, "\(year)")
    }
  }

  @Test func `consent is given with its wording, withdrawn once, and can be given again`() throws {
    var day = DayAtTheDesk()
    let guest = try day.register(siti, consent: nil)
    let withdraw = Command.withdrawConsent(WithdrawConsent { $0.guest = guest })
    let give = Command.giveConsent(GiveConsent { $0.guest = guest })
    #expect(day.refusal(withdraw) == .noConsentToWithdraw)
    try day.perform(give)
    let given = day.now
    #expect(day.hall.guests[guest]?.consent == Consent(version: 1, channel: .desk, givenAt: given))
    day.wait(.minutes(1))
    try day.perform(withdraw)
    #expect(day.hall.guests[guest]?.consent?.withdrawnAt == day.now)
    #expect(day.refusal(withdraw) == .noConsentToWithdraw)
    try day.perform(give)
    #expect(day.hall.guests[guest]?.consent?.withdrawnAt == nil)
  }

  @Test func `a class of fields is erased and the others stay`() throws {
    func kept(_ classes: FieldClass...) throws -> GuestProfile? {
      var day = DayAtTheDesk()
      let guest = try day.register(siti)
      try day.perform(
        .eraseGuest(
          EraseGuest {
            $0.guest = guest
            $0.classes = classes
          }))
      return day.hall.guests[guest]?.profile
    }
    var expected = siti
    (expected.email, expected.phone) = ("", "")
    #expect(try kept(.contact) == expected)
    expected = siti
    expected.disability = []
    #expect(try kept(.sensitive) == expected)
    #expect(
      try kept(.profile)
        == GuestProfile {
          $0.email = siti.email
          $0.phone = siti.phone
          $0.disability = [.sensory]
        })
    #expect(try kept(.words) == siti)
    #expect(try kept() == GuestProfile())
  }

  @Test(arguments: [
    [FieldClass.profile, .contact, .sensitive, .words], [.contact, .sensitive, .profile, .words],
    [.words, .sensitive, .contact, .profile], [.sensitive, .profile, .words, .contact],
  ])
  func `classes whose time is over one after the other leave nothing, whatever their order`(order: [FieldClass]) throws
  {
    var day = DayAtTheDesk()
    let visit = try day.arrive()
    let guest = try day.register(siti, visit: visit)
    try day.perform(
      .takeNote(
        TakeNote {
          $0.visit = .id(visit)
          $0.note.question = "kemiskinan"
        }))
    for field in order { try day.perform(day.erase(guest, field)) }
    #expect(day.hall.guests[guest]?.profile == GuestProfile())
    #expect(day.hall.guests[guest]?.isErased == true)
    #expect(day.visit(visit).notes == [])
    #expect(day.refusal(day.erase(guest)) == .alreadyErased)
  }

  @Test func `erasing a guest empties their words everywhere and leaves the counts`() throws {
    var day = DayAtTheDesk()
    let visit = try day.arrive()
    let guest = try day.register(siti, visit: visit)
    try day.perform(
      .signGuestBook(
        SignGuestBook {
          $0.visit = .id(visit)
          $0.purpose = .other
          $0.purposeOther = "Lomba"
        }))
    try day.perform(
      .recordNeed(
        RecordNeed {
          $0.visit = .id(visit)
          $0.need.detail = "PDRB"
        }))
    let complaint = ComplaintID(
      try day.perform(
        .fileComplaint(
          FileComplaint {
            $0.words = "AC panas"
            $0.visit = .id(visit)
          }))[0].subject)
    let other = try day.arrive()
    try day.perform(
      .takeNote(
        TakeNote {
          $0.visit = .id(other)
          $0.note.answer = "bukan milik Siti"
        }))
    try day.perform(day.erase(guest))
    #expect(day.hall.guests[guest]?.isErased == true)
    #expect(day.visit(visit).entry?.purpose == .other)
    #expect(day.visit(visit).entryWords == nil)
    #expect(day.visit(visit).needs == [])
    #expect(day.hall.complaints[complaint]?.words == "")
    #expect(day.hall.complaints[complaint]?.status == .filed)
    #expect(day.visit(other).notes.count == 1)
    #expect(day.refusal(day.erase(guest)) == .alreadyErased)
    #expect(day.refusal(day.link(guest, to: other)) == .alreadyErased)
    #expect(day.refusal(.amendGuest(AmendGuest { $0.guest = guest })) == .alreadyErased)
    #expect(day.refusal(day.erase(GuestID(EventID(node: 1, sequence: 999)))) == .noSuchGuest)
  }

  @Test func `data needs and notes have limits and plausible years`() throws {
    var day = DayAtTheDesk()
    let visit = try day.arrive()
    func need(_ fill: (inout DataNeed) -> Void) -> Command {
      .recordNeed(
        RecordNeed {
          $0.visit = .id(visit)
          $0.need.detail = "PDRB"
          fill(&$0.need)
        })
    }
    #expect(day.refusal(need { $0.detail = " " }) == .missing(.dataDetail))
    #expect(day.refusal(need { $0.fromYear = 1899 })?.code == "out-of-range")
    #expect(day.refusal(need { ($0.fromYear, $0.toYear) = (2020, 2019) })?.code == "out-of-range")
    #expect(day.refusal(need { ($0.fromYear, $0.toYear) = (2019, 2019) }) == nil)
    #expect(day.refusal(need { $0.quality = 11 }) == .outOfRange(.quality, "1–10"))
    for _ in 1...20 { try day.perform(need { $0.quality = 10 }) }
    #expect(day.refusal(need { _ in }) == .tooMany(.dataDetail, limit: 20))
    #expect(day.refusal(.takeNote(TakeNote { $0.visit = .id(visit) })) == .missing(.note))
  }

  @Test func `a complaint is answered, closed and then left alone`() throws {
    var day = DayAtTheDesk()
    #expect(day.refusal(.fileComplaint(FileComplaint()), by: .visitor) == .missing(.complaint))
    let id = ComplaintID(
      try day.perform(.fileComplaint(FileComplaint { $0.words = "AC\npanas" }), by: .visitor)[0].subject)
    let answer = Command.answerComplaint(
      AnswerComplaint {
        $0.complaint = id
        $0.answer = "Diperbaiki"
      })
    let close = Command.closeComplaint(CloseComplaint { $0.complaint = id })
    #expect(day.hall.complaints[id]?.words == "AC\npanas")
    try day.perform(answer)
    #expect(day.hall.complaints[id]?.status == .answered)
    try day.perform(close)
    #expect(day.hall.complaints[id]?.status == .closed)
    #expect(day.refusal(answer) == .complaintIsClosed)
    #expect(day.refusal(close) == .complaintIsClosed)
  }
}
