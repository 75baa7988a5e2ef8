import Desk
import Domain
import TestSupport
import Testing

@testable import Screens

/// A visitor asks for a person: who hears of it, and what the visitor is told.
@Suite struct StaffHelpTests {
  private let day: Rehearsal

  init() throws { day = try Rehearsal() }

  @Test func `the bell at the kiosk shows and rings at the front office and at the desks, and one key answers it`()
    throws
  {
    let kiosk = try day.seat { Kiosk($0) }
    let front = try day.seat { FrontOffice($0) }
    front.enter("dewi")
    let desk = try day.desk(1)
    kiosk.press("F6", "1")
    #expect(kiosk.shows("Petugas sudah dipanggil, pukul \(OfficeStart.time)"))
    for staff in [front, desk] {
      #expect(staff.shows("Petugas diminta di anjungan sejak \(OfficeStart.time)") && staff.shows("F4 Saya ke sana"))
      #expect(staff.bells == 1)
    }
    kiosk.press("1")
    #expect(desk.bells == 1, "a second press while staff are called is no second ask")
    desk.press("F4")
    #expect(desk.shows("Pengunjung di anjungan diberi tahu") && !desk.shows("Petugas diminta"))
    #expect(!front.shows("Petugas diminta"))
    #expect(kiosk.shows("Petugas sedang menuju ke sini"))
  }

  @Test func `a tap on the row answers as well, and whoever writes goes on writing`() throws {
    try day.arrive("konsultasi")
    let book = try day.seat { GuestBookTerminal($0) }
    let front = try day.seat { FrontOffice($0) }
    front.enter("dewi")
    front.press("/")
    front.type("A0")
    book.press("F6")
    #expect(front.shows("Petugas diminta di buku tamu"))
    front.tap("Saya ke sana")
    #expect(front.shows("A0") && book.shows("Petugas sedang menuju ke sini"))
  }

  @Test func `who asks inside the guest book at the kiosk is found at the kiosk`() throws {
    let front = try day.seat { FrontOffice($0) }
    front.enter("dewi")
    let kiosk = try day.seat { Kiosk($0) }
    kiosk.press("1", "2")
    day.pass(.seconds(1))
    kiosk.tap("Isi buku tamu")
    kiosk.press("F6")
    #expect(front.shows("Petugas diminta di anjungan") && !front.shows("di buku tamu"), "\(kiosk.text)")
  }

  @Test func `a locked terminal shows the row and cannot answer it`() throws {
    let kiosk = try day.seat { Kiosk($0) }
    let front = try day.seat { FrontOffice($0) }
    kiosk.press("F6", "1")
    front.press("F4")
    #expect(front.shows("Petugas diminta di anjungan") && !front.shows("F4 Saya"))
    #expect(kiosk.shows("Petugas sudah dipanggil"))
  }

  @Test func `a node that restarts is asked again, and staff see it again`() throws {
    let kiosk = try day.seat { Kiosk($0) }
    let front = try day.seat { FrontOffice($0) }
    kiosk.press("F6", "1")
    day.nodeGoes()
    try day.nodeComes()
    day.look()
    #expect(front.shows("Petugas diminta di anjungan"))
    #expect(kiosk.shows("Petugas sudah dipanggil"))
  }

  @Test func `a bell pressed while the node is gone rings when it is back`() throws {
    let kiosk = try day.seat { Kiosk($0) }
    let front = try day.seat { FrontOffice($0) }
    kiosk.press("F6")
    day.nodeGoes()
    kiosk.press("1")
    try day.nodeComes()
    day.look()
    #expect(front.shows("Petugas diminta di anjungan") && kiosk.shows("Petugas sudah dipanggil"))
  }

  @Test func `that nobody could come is said for a minute, also where nobody has begun anything`() throws {
    let book = try day.seat { GuestBookTerminal($0) }
    book.press("F6")
    day.pass(.seconds(601))
    #expect(book.shows("Belum ada petugas yang dapat datang"), "\(book.text)")
    day.pass(.seconds(61))
    #expect(!book.shows("petugas yang dapat datang"))
  }

  @Test func `when nobody can come the visitor is told where to go, and the next one is told nothing`() throws {
    let kiosk = try day.seat { Kiosk($0) }
    kiosk.press("F6", "1")
    for _ in 0..<20 {
      day.pass(.seconds(30))
      kiosk.press("Tab")
    }
    day.pass(.seconds(2))
    #expect(kiosk.shows("Belum ada petugas yang dapat datang"))
    day.pass(.seconds(120))
    #expect(!kiosk.shows("petugas yang dapat datang"))
  }
}
