import Testing

@testable import Domain

@Suite struct PermissionTests {
  private static let visitors: Set<CommandKind> = [
    .openOffice, .issueTicket, .registerVisit, .rate, .registerGuest, .fileComplaint, .linkGuest, .signGuestBook,
    .giveLocker, .checkIn,
  ]
  private static let heads: Set<CommandKind> = [.changeOffice, .reopenDay, .addOfficer, .changeOfficer, .removeOfficer]

  private func answer(_ kind: CommandKind, _ actor: Actor, _ day: DayAtTheDesk) -> Refusal? {
    do {
      try Decision(day.setting(by: actor), day.hall).permit(kind)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: CommandKind.allCases)
  func `everybody may do what their place asks for and nothing more`(kind: CommandKind) throws {
    var day = DayAtTheDesk()
    let visitors = Self.visitors.contains(kind)
    for actor in [Actor.visitor, .phone] { #expect(answer(kind, actor, day) == (visitors ? nil : .needsPin)) }
    let forHead: Refusal? = Self.heads.contains(kind) ? .notAllowed([.head]) : nil
    #expect(answer(kind, .officer(day.frontOffice), day) == forHead)
    #expect(answer(kind, .officer(day.consultant), day) == forHead)
    #expect(answer(kind, .officer(day.head), day) == nil)
    #expect(answer(kind, .node, day) == nil)
    #expect(answer(kind, .officer(OfficerID(EventID(node: 5, sequence: 5))), day) == (visitors ? nil : .sessionOver))
    try day.perform(.removeOfficer(RemoveOfficer { $0.login = "budi" }), by: .officer(day.head))
    #expect(answer(kind, .officer(day.consultant), day) == (visitors ? nil : .sessionOver))
  }

  @Test(arguments: CommandKind.allCases)
  func `until there is a head with a PIN, setting up needs no session`(kind: CommandKind) {
    let day = DayAtTheDesk(isSetUp: false)
    let open = Self.visitors.union([.addOfficer, .changeOfficer, .setPin]).contains(kind)
    #expect(answer(kind, .visitor, day) == (open ? nil : .needsPin))
  }

  @Test func `an officer sets their own PIN, the head anybody's, and no PIN is simple`() {
    let day = DayAtTheDesk()
    func set(_ login: String, _ pin: String = "194508") -> Command {
      .setPin(
        SetPin {
          $0.login = login
          $0.pin = pin
        })
    }
    #expect(day.refusal(set("budi")) == nil)
    #expect(day.refusal(set("ana")) == .notAllowed([.head]))
    #expect(day.refusal(set("ana"), by: .officer(day.head)) == nil)
    #expect(day.refusal(set("tono"), by: .officer(day.head)) == .noSuchOfficer)
    for pin in ["", "12345", "1234567890123", "111111", "123456", "987654", "12a456", "١٢٣٤٥٦"] {
      #expect(day.refusal(set("budi", pin)) == .pinTooSimple, "\(pin)")
    }
  }

  @Test func `one head always remains, and logins stay apart`() throws {
    var day = DayAtTheDesk()
    day.actor = .officer(day.head)
    #expect(day.refusal(.removeOfficer(RemoveOfficer { $0.login = "kepala" })) == .lastHead)
    #expect(
      day.refusal(
        .changeOfficer(
          ChangeOfficer {
            $0.login = "kepala"
            $0.roles = [.consultant]
          })) == .lastHead)
    func add(_ login: String, _ roles: [Role] = [.head]) -> Command {
      .addOfficer(
        AddOfficer {
          $0.profile.login = login
          $0.profile.name = "Dewi"
          $0.profile.roles = roles
        })
    }
    #expect(day.refusal(add("ana")) == .loginTaken)
    #expect(day.refusal(add("dewi", []))?.code == "missing")
    for login in ["", "d", "Dewi", "de wi", String(repeating: "d", count: 33), "dewi_"] {
      #expect(day.refusal(add(login)) == .loginMalformed, "\(login)")
    }
    try day.perform(add("dewi"))
    #expect(day.refusal(.removeOfficer(RemoveOfficer { $0.login = "kepala" })) == nil)
    var alone = day
    try alone.perform(.removeOfficer(RemoveOfficer { $0.login = "dewi" }))
    #expect(
      alone.refusal(.removeOfficer(RemoveOfficer { $0.login = "kepala" })) == .lastHead,
      "a head who left does not count")
    try day.perform(.removeOfficer(RemoveOfficer { $0.login = "ana" }))
    #expect(day.refusal(add("ana")) == nil, "a login is free again when its officer has left")
  }

  @Test func `an office is opened once and stays the office it is`() {
    let day = DayAtTheDesk()
    #expect(day.refusal(.openOffice(OpenOffice()), by: .visitor) == .officeAlreadyOpened)
    let other = Command.changeOffice(ChangeOffice { $0.profile.code = OfficeCode(1222) })
    #expect(day.refusal(other, by: .officer(day.head))?.code == "malformed")
    var empty = day
    empty.hall = Hall()
    #expect(empty.refusal(.ticket("konsultasi"), by: .visitor) == .officeNotOpened)
  }
}
