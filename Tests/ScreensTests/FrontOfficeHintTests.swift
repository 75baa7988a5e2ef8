import Canvas
import Desk
import Domain
import Screens
import TestSupport
import Testing

/// What the front office is told beside its work: hints, help, and why something was not taken.
@Suite struct FrontOfficeHintTests {
  @Test func `a paste that is too long for its field says so in the guest book, over what is suggested`() throws {
    let rehearsal = try Rehearsal()
    let actor = try FrontOfficeTests.enter(rehearsal)
    actor.press("n", "1", "^s", "b")
    actor.type("Siti")
    actor.give(.key(Key(.paste(String(repeating: "x", count: Limits.name)))))
    #expect(actor.shows("[Siti ") && actor.shows("paling banyak \(Limits.name)"), "\(actor.text)")
    actor.press("Backspace")
    #expect(actor.shows("[Sit ") && !actor.shows("paling banyak"))
  }

  @Test(arguments: Language.allCases) func `no line of the help is cut on the least screen`(_ language: Language) throws
  {
    let rehearsal = try Rehearsal { $0.languages = language == .english ? [.english, .indonesian] : $0.languages }
    let actor = try FrontOfficeTests.enter(rehearsal, columns: Frame.columns, rows: Frame.rows)
    actor.press("F1")
    #expect(actor.shows(language == .english ? "Keys" : "Tombol") && !actor.shows("…"), "\(actor.text)")
  }

  @Test func `the key to leave works at the door as well, by key and by tap`() throws {
    for leave in [{ (actor: Actor) in actor.press("^q") }, { $0.tap("^Q") }] {
      let rehearsal = try Rehearsal()
      let actor = try rehearsal.seat { FrontOffice($0) }
      actor.type("dewi")
      leave(actor)
      #expect(actor.wishes.last == .leave, "\(actor.text)")
    }
  }

  @Test func `one letter is too little to search by and says so; one character of Chinese is a name`() throws {
    let rehearsal = try Rehearsal()
    for name in ["李", "Siti"] {
      try rehearsal.head.press(.registerGuest(RegisterGuest { ($0.profile.name, $0.consent) = (name, 1) }))
    }
    let actor = try FrontOfficeTests.enter(rehearsal)
    actor.press("F7")
    actor.type("s")
    #expect(actor.shows("paling sedikit dua huruf") && !actor.shows("Siti"), "\(actor.text)")
    actor.press("Backspace")
    actor.type("李")
    #expect(actor.shows("» 李") && !actor.shows("Siti"), "\(actor.text)")
  }
}
