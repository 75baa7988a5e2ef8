import Desk
import Domain
import Machine
import Node
import TestSupport
import Testing

@Suite struct HolidayTests {
  private func holidays(_ desk: any Desk) throws -> [Holiday] {
    guard case .profile(let view) = try desk.read(.profile(Empty())) else { return [] }
    return view.holidays
  }

  @Test func `a new file of holidays holds without a restart, and a damaged one changes nothing`() throws {
    let office = TemporaryOffice(try ShippedOffice.profile("halmahera-utara"))
    _ = try office.open()
    let desk = LocalDesk(office.node, folder: office.folder)
    for (index, command) in OfficeStart.commands(office.profile).enumerated() {
      _ = try desk.perform(command, id: "setup-\(index)")
    }
    let upkeep = Upkeep(office.node, folder: office.folder)
    #expect(try holidays(desk) == [])
    let file =
      "year = 2026\nstatus = \"confirmed\"\nsource = \"SKB\"\n\n[[holiday]]\ndate = \"2026-12-25\"\nname = \"Hari Raya Natal\"\nkind = \"libur-nasional\"\n"
    try Files.replace(office.folder.holidays, with: Array(file.utf8), mode: 0o640)
    office.clock.pass(.seconds(11))
    upkeep.run(isIdle: true)
    let christmas = Holiday(try #require(Day(word: "2026-12-25")), "Hari Raya Natal")
    #expect(try holidays(desk) == [christmas])
    try Files.replace(office.folder.holidays, with: Array("[[holiday]]\ndate = 3\n".utf8), mode: 0o640)
    office.clock.pass(.seconds(11))
    upkeep.run(isIdle: true)
    #expect(try holidays(desk) == [christmas])
  }
}
