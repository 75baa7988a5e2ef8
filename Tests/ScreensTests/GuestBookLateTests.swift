import Canvas
import Desk
import Domain
import Screens
import TestSupport
import Testing

/// The guest book of somebody who has been served, and what finds no room in it.
@Suite struct GuestBookLateTests {
  private let book = GuestBookTests()

  @Test func `a guest book that is open when the service ends is completed all the same, and says so`() throws {
    let (rehearsal, actor, id) = try book.opened()
    book.fill(actor)
    try rehearsal.head.press(.callNext(CallNext { $0.desk = 1 }))
    try rehearsal.head.press(.serve(Serve { $0.desk = 1 }))
    try rehearsal.head.press(.finish(Finish { $0.desk = 1 }))
    rehearsal.look()
    #expect(actor.shows("Layanan Anda sudah selesai. Buku tamu ini tetap dapat dilengkapi"), "\(actor.text)")
    actor.press("Enter")
    let view = try book.visit(rehearsal, id)
    #expect(view.stage == .finished && view.entry?.purpose == .research && view.guest != nil)
    #expect(actor.shows("Sampai jumpa kembali") && !actor.shows("menunggu panggilan"), "\(actor.text)")
  }

  @Test func `the code of a ticket that was served opens the guest book`() throws {
    let rehearsal = try Rehearsal()
    let (id, code) = try book.arrival(rehearsal)
    try rehearsal.head.press(.callNext(CallNext { $0.desk = 1 }))
    try rehearsal.head.press(.serve(Serve { $0.desk = 1 }))
    try rehearsal.head.press(.finish(Finish { $0.desk = 1 }))
    let actor = try rehearsal.seat { GuestBookTerminal($0) }
    actor.type(code)
    actor.press("Enter")
    book.fill(actor)
    actor.press("Enter")
    #expect(try book.visit(rehearsal, id).entry?.purpose == .research)
  }

  @Test func `a paste or a scan that finds no room is refused whole beside the field, and what stood there stays`()
    throws
  {
    let (rehearsal, actor, _) = try book.opened()
    actor.press("1")
    actor.type("Siti")
    actor.give(.key(Key(.paste(String(repeating: "x", count: Limits.name)))))
    #expect(actor.shows("[Siti ") && actor.shows("Terlalu panjang, tidak dimasukkan"), "\(actor.text)")
    actor.type("X")
    #expect(actor.shows("[SitiX ") && !actor.shows("Terlalu panjang"), "\(actor.text)")
    actor.press("Enter", "Enter")
    actor.press("Enter", "2")
    actor.type("1998")
    actor.type("7123456")
    #expect(actor.shows("[1998 ") && actor.shows("paling banyak 4 karakter"), "\(actor.text)")
    actor.give(.scanRefused(typed: 7))
    #expect(actor.shows("[1998 ") && actor.shows("Pindaian itu bukan kode"), "\(actor.text)")
    actor.press("Enter")
    rehearsal.look()
    #expect(!actor.shows("Pindaian itu bukan kode"))
  }
}
