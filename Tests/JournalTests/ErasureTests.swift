import Domain
import Journal
import TestSupport
import Testing

@Suite struct `Erasure of words` {
  private func note(_ text: String) -> Fact { .noteTaken(NoteTaken { $0.note.question = text }) }
  private let erase = Fact.wordsErased(WordsErased { $0.classes = FieldClass.allCases })

  @Test func `reaches personal facts that arrive after it`() throws {
    var story = Story(.visit, try Fact.random(.visitOpened, 1))
    story.write(note("before"), at: 1)
    story.write(erase, at: 1)
    // Node 2 has not heard of the erasure.
    story.write(note("meanwhile"), at: 2)
    story.write(.commentLeft(CommentLeft { $0.comment = "meanwhile" }), at: 2)
    let late = try #require(History.fold(Visit.self, story.inOrder))
    #expect(late.notes.isEmpty)
    #expect(late.comment.isEmpty)
    story.exchange()
    story.write(note("after"), at: 2)
    let visit = try #require(History.fold(Visit.self, story.inOrder))
    #expect(visit.notes.map(\.question) == ["after"])
  }

  @Test func `of a guest empties a concurrent correction, and a later one restates`() throws {
    var story = Story(.guest, try Fact.random(.guestRegistered, 2))
    story.write(erase, at: 1)
    story.write(.guestAmended(GuestProfiled { $0.profile.name = "Siti" }), at: 2)
    var guest = try #require(History.fold(Guest.self, story.inOrder))
    #expect(guest.profile == GuestProfile())
    #expect(guest.isErased)
    story.exchange()
    story.write(.guestAmended(GuestProfiled { $0.profile.institution = "Dinas" }), at: 3)
    guest = try #require(History.fold(Guest.self, story.inOrder))
    #expect(guest.profile.institution == "Dinas")
  }

  @Test func `by two nodes at once spares only what saw both`() throws {
    var story = Story(.visit, try Fact.random(.visitOpened, 3))
    story.write(erase, at: 1)
    story.write(note("saw the first"), at: 1)
    story.write(erase, at: 2)
    story.write(note("saw the second"), at: 2)
    #expect(History.fold(Visit.self, story.inOrder)?.notes.isEmpty == true)
    story.exchange()
    story.write(note("saw both"), at: 3)
    #expect(History.fold(Visit.self, story.inOrder)?.notes.map(\.question) == ["saw both"])
  }

  @Test func `of a reservation takes its topic`() throws {
    var story = Story(.reservation, try Fact.random(.reservationBooked, 4))
    story.write(.reservationTopicGiven(ReservationTopicGiven { $0.topic = "sakit" }), at: 2)
    #expect(History.reservation(story.inOrder)?.topic == "sakit")
    story.write(erase, at: 1)
    #expect(History.reservation(story.inOrder)?.topic == "")
  }

  /// Copies differ in which bodies they still hold; what they mean must not.
  @Test(arguments: 0..<80)
  func `means the same to a copy that still holds the words and to one that does not`(_ seed: Int) throws {
    for (sort, opening, kinds) in [
      (SubjectKind.visit, FactKind.visitOpened, FactKind.ofVisit), (.guest, .guestRegistered, FactKind.ofGuest),
      (.complaint, .complaintFiled, FactKind.ofComplaint), (.reservation, .reservationBooked, FactKind.ofReservation),
    ] {
      var story = Story(sort, try Fact.random(opening, seed))
      try story.goOn(kinds + [.wordsErased], steps: 10, seed: seed)
      let holding = story.inOrder
      // The other copy empties what the written rule says, no more.
      let reached = Set(
        History.settled(holding).filter { if case .erased = $0.happening { true } else { false } }.map(\.occurrence.id))
      let emptied = holding.map { reached.contains($0.id) ? $0.erased : $0 }
      switch sort {
      case .visit: #expect(History.fold(Visit.self, holding) == History.fold(Visit.self, emptied), "seed \(seed)")
      case .guest: #expect(History.fold(Guest.self, holding) == History.fold(Guest.self, emptied), "seed \(seed)")
      case .complaint:
        #expect(History.fold(Complaint.self, holding) == History.fold(Complaint.self, emptied), "seed \(seed)")
      default: #expect(History.reservation(holding) == History.reservation(emptied), "seed \(seed)")
      }
    }
  }
}
