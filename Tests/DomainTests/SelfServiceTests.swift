import Testing

@testable import Domain

/// What a visitor does alone at the kiosk: add to their own visit of today, and never write over anything.
@Suite struct SelfServiceTests {
  private var day = DayAtTheDesk()

  private static func sign(_ visit: VisitID) -> Command {
    .signGuestBook(SignGuestBook { ($0.visit, $0.purpose) = (.id(visit), .study) })
  }
  private static func link(_ visit: VisitID, _ guest: GuestID) -> Command {
    .linkGuest(LinkGuest { ($0.visit, $0.guest) = (.id(visit), guest) })
  }
  private static func locker(_ visit: VisitID, _ number: Int = 0) -> Command {
    .giveLocker(GiveLocker { ($0.visit, $0.locker) = (.id(visit), number) })
  }

  private mutating func guest(_ name: String) throws -> GuestID {
    let drafts = try day.perform(.registerGuest(RegisterGuest { $0.profile.name = name }), by: .visitor)
    return GuestID(drafts[0].subject)
  }

  @Test mutating func `a visitor signs once, and the second time is sent to staff, who may`() throws {
    let visit = try day.arrive()
    let siti = try guest("Siti")
    let budi = try guest("Budi")
    try day.perform(Self.link(visit, siti), by: .visitor)
    try day.perform(Self.sign(visit), by: .visitor)
    for command in [Self.link(visit, budi), Self.link(visit, siti), Self.sign(visit)] {
      #expect(day.refusal(command, by: .visitor) == .alreadySigned)
      #expect(day.refusal(command, by: .phone) == .alreadySigned)
      #expect(day.refusal(command) == nil)
    }
    let another = Command.registerGuest(
      RegisterGuest { ($0.profile.name, $0.visit) = ("Ani", .id(visit)) })
    #expect(day.refusal(another, by: .visitor) == .alreadySigned)
    #expect(day.visit(visit).guest == siti)
  }

  @Test mutating func `a visit that is over, or of another day, is closed to visitors and open to staff`() throws {
    let siti = try guest("Siti")
    let left = try day.arrive()
    try day.perform(.cancel(left))
    for command in [Self.sign(left), Self.link(left, siti), Self.locker(left)] {
      #expect(day.refusal(command, by: .visitor)?.code == "wrong-stage")
    }
    #expect(day.refusal(Self.sign(left)) == nil)
    let old = try day.arrive()
    let kept = day.visit(old)
    day.turnOver()
    try day.arrive()
    day.hall.place(kept)
    for command in [Self.sign(old), Self.link(old, siti), Self.locker(old)] {
      #expect(day.refusal(command, by: .visitor) == .noSuchVisit)
    }
    #expect(day.refusal(Self.sign(old)) == nil)
  }

  @Test mutating func `whoever was served completes the guest book afterwards, and takes no locker any more`() throws {
    let siti = try guest("Siti")
    let served = try day.arrive()
    try day.perform(.callNext(desk: 1))
    try day.perform(.serve(desk: 1))
    try day.perform(.finish(desk: 1))
    #expect(day.visit(served).stage == .finished)
    #expect(day.refusal(Self.locker(served), by: .visitor)?.code == "wrong-stage")
    try day.perform(Self.link(served, siti), by: .visitor)
    try day.perform(Self.sign(served), by: .visitor)
    #expect(day.visit(served).entry != nil && day.visit(served).guest == siti)
    #expect(day.refusal(Self.sign(served), by: .visitor) == .alreadySigned)
  }

  @Test func `a visitor cancels nothing`() throws {
    var day = day
    let visit = try day.arrive()
    #expect(day.refusal(.cancel(visit), by: .visitor) == .needsPin)
  }

  @Test func `lockers are given lowest first, each once, and come free again`() throws {
    var profile = Offices.seruyan
    profile.lockers = 2
    var day = DayAtTheDesk(profile)
    var visits: [VisitID] = []
    for _ in 1...3 {
      visits.append(VisitID(try day.perform(.register(), by: .visitor).last { $0.fact.kind == .visitOpened }!.subject))
    }
    try day.perform(Self.locker(visits[0]), by: .visitor)
    #expect(day.refusal(Self.locker(visits[0]), by: .visitor) == .alreadyHasLocker)
    #expect(day.refusal(Self.locker(visits[1], 1), by: .visitor) == .lockerInUse)
    #expect(day.refusal(Self.locker(visits[1], 3), by: .visitor)?.code == "out-of-range")
    #expect(day.refusal(Self.locker(visits[1], 3)) == nil, "staff know of lockers the profile does not")
    try day.perform(Self.locker(visits[1]), by: .visitor)
    #expect([day.visit(visits[0]).locker, day.visit(visits[1]).locker] == [1, 2])
    #expect(day.refusal(Self.locker(visits[2]), by: .visitor) == .noLockerFree)
    try day.perform(.returnLocker(ReturnLocker { $0.visit = .id(visits[0]) }))
    try day.perform(Self.locker(visits[2]), by: .visitor)
    #expect(day.visit(visits[2]).locker == 1)
    try day.perform(Self.locker(visits[1]))
    #expect(day.visit(visits[1]).locker == 2, "asking again takes no second one")
  }

  @Test func `an office without lockers has none free`() throws {
    var day = day
    let visit = try day.arrive()
    for number in [0, 1] { #expect(day.refusal(Self.locker(visit, number), by: .visitor) == .noLockerFree) }
    #expect(day.refusal(Self.locker(visit, -1))?.code == "out-of-range")
  }
}
