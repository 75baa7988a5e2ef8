import Domain
import Seal
import TestSupport
import Testing

@testable import Journal

/// Bytes that are in journals at offices. When one of these fails, the format has changed and old journals cannot be
/// read: change the code back, not the test.
@Suite struct `Bytes as they stand in the journals` {
  static let id = EventID(node: 1, sequence: 42)

  static let facts: [(Fact, String)] = [
    (
      .dayOpened(
        DayOpened {
          $0.day = Day(year: 2026, month: 11, day: 20)!
          $0.basis = .staff
        }), "d2c40204"
    ),
    (
      .visitOpened(
        VisitOpened {
          $0.day = Day(year: 2026, month: 11, day: 20)!
          $0.number = QueueNumber("A007")
          $0.service = "konsultasi"
          $0.language = .english
          $0.reservation = ReservationID(id)
        }), "d2c40201de0f0a6b6f6e73756c746173690204020182a005"
    ),
    (
      .visitCalled(
        VisitCalled {
          $0.desk = 2
          $0.officer = OfficerID(id)
          $0.outOfTurn = true
        }), "040182a00501"
    ),
    (.visitFinished(VisitFinished { $0.outcome = .partly }), "04"),
    (.stepUndone(StepUndone { $0.undone = id }), "82a005"),
    (
      .guestBookSigned(
        GuestBookSigned {
          $0.entry.purpose = .research
          $0.entry.services = [.library, .consultation]
          $0.entry.gender = .female
        }), "0d02010802020a00010400000000"
    ),
    (
      .guestRegistered(
        GuestProfiled {
          $0.profile.name = "Siti é 👋"
          $0.profile.phone = "+628123"
          $0.profile.birthYear = 1990
          $0.profile.disability = [.sensory]
        }), "0102030405060708220c5369746920c3a920f09f918b00072b36323831323300018c1f000000000000010a"
    ),
    (
      .visitRated(
        VisitRated {
          $0.rating.instrument = .skm
          $0.rating.version = 2017
          $0.rating.scores = [RatingScore(.requirements, 4), RatingScore(.procedure, 3)]
        }), "0604c21f024866"
    ),
    (
      .reservationMoved(
        ReservationMoved {
          $0.slot = Slot(day: Day(year: 2026, month: 11, day: 23)!, time: TimeOfDay(13, 30))
        }), "05d8c402d40c00"
    ),
    (
      .wordsErased(
        WordsErased {
          $0.classes = [.contact, .words]
          $0.reason = .retention
        }), "02020804"
    ),
    (
      .nodeRestored(
        NodeRestored {
          ($0.before, $0.lastKept) = (1, 1_000_000)
          $0.holes = [NodeRestored.Hole { ($0.node, $0.from, $0.to) = (1, 5, 7) }]
        }), "0280897a0103020a0e"
    ),
  ]

  @Test(arguments: 0..<facts.count)
  func `facts are written as they always were`(_ index: Int) throws {
    let (fact, hex) = Self.facts[index]
    #expect(Event.encode(fact, salt: 0x0102_0304_0506_0708).hex == hex, "\(fact.kind)")
  }

  @Test func `an event's header and link are what they always were`() {
    let event = Event(
      id: EventID(node: 3, sequence: 300), at: HybridTime(Moment(milliseconds: 1_795_132_800_000), counter: 7),
      office: OfficeCode(8205), subject: EventID(node: 1, sequence: 42), sort: .visit,
      after: [EventID(node: 1, sequence: 42), EventID(node: 2, sequence: 9)],
      actor: .officer(OfficerID(EventID(node: 1, sequence: 2))), kind: FactKind.visitFinished.rawValue, body: .kept([4])
    )
    #expect(event.header.bytes.hex == "018d4003ac0201a1f640bc00000781d002041d85100281d0028248")
    #expect(event.packedAfter.hex == "81d0028248")
    let previous = Seal.digester.digest([1])
    let link = event.link(after: previous, Seal.digester)
    #expect(link.description == "5f76a8f5164ee385dc35b66e2d4a1fdad2949175ba0691d655eb436cceada247")
    var erased = event
    erased.body = .erased(Seal.digester.digest([4]))
    #expect(erased.link(after: previous, Seal.digester) == link)
  }

  @Test func `kinds keep their numbers`() {
    let numbers = """
      1 officeOpened, 2 officeChanged, 5 dayOpened, 6 dayClosed, 7 dayReopened, 8 dayConfirmed, 9 clockCompared, \
      10 officerAdded, \
      11 officerChanged, 12 officerLeft, 13 officerPinSet, 20 visitOpened, 21 visitCalled, \
      22 visitRecalled, 23 visitMissed, 24 visitRequeued, 25 visitTransferred, 26 serviceStarted, \
      27 visitParked, 28 serviceResumed, 29 visitFinished, 30 visitCancelled, 31 visitLapsed, \
      32 stepUndone, 40 guestLinked, 41 guestBookSigned, 42 guestBookWorded, 43 identityShown, \
      44 lockerGiven, 45 lockerReturned, 46 dataNeeded, 47 noteTaken, 48 onlineLinked, 49 visitRated, \
      50 commentLeft, 60 guestRegistered, 61 guestAmended, 62 consentGiven, 63 consentWithdrawn, \
      80 reservationBooked, 81 reservationApproved, 82 reservationMoved, 83 reservationCancelled, \
      84 reservationCheckedIn, 85 reservationMarkedAbsent, 86 reservationFinished, \
      87 reservationTopicGiven, 100 complaintFiled, 101 complaintAnswered, 102 complaintClosed, \
      103 complaintWorded, 110 wordsErased, 120 nodeRestored
      """
    #expect(FactKind.allCases.map { "\($0.rawValue) \($0)" }.joined(separator: ", ") == numbers)
  }
}

extension [UInt8] {
  var hex: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
