import Domain
import Profiles
import Testing

@Suite struct `Holiday files` {
  let sound = """
    year = 2026
    status = "confirmed"
    source = "SKB"

    [[holiday]]
    date = "2026-12-25"
    name = "Natal"
    kind = "libur-nasional"

    [[holiday]]
    date = "2026-12-24"
    name = "Natal"
    kind = "cuti-bersama"

    """

  @Test func `the holidays of 2026 read, and say that nobody has confirmed them`() throws {
    let year = try HolidayFile.read(Shipped.bytes("holidays-2026")).get()
    #expect(year.year == 2026)
    #expect(year.status == .toBeConfirmed)
    #expect(year.days.count { $0.kind == .national } == 17)
    #expect(year.days.count { $0.kind == .jointLeave } == 8)
    #expect(year.holidays.first == Holiday(try #require(Day(word: "2026-01-01")), "Tahun Baru 2026 Masehi"))
  }

  @Test func `days come in the order of the year, whatever the order of the file`() throws {
    let year = try HolidayFile.read(Array(sound.utf8)).get()
    #expect(year.status == .confirmed)
    #expect(
      year.days == [
        NationalHoliday(try #require(Day(word: "2026-12-24")), "Natal", .jointLeave),
        NationalHoliday(try #require(Day(word: "2026-12-25")), "Natal", .national),
      ])
  }

  @Test(arguments: [
    ("2026-12-24", "2027-12-24", 11, "holiday.date", "not in 2026"),
    ("2026-12-24", "2026-12-25", 11, "holiday.date", "Already used on line 6"),
    ("2026-12-24", "2026-02-30", 11, "holiday.date", "date of the calendar"),
    ("cuti-bersama", "cuti", 13, "holiday.kind", "libur-nasional, cuti-bersama"),
    ("status = \"confirmed\"", "status = \"confirmd\"", 2, "status", "Is confirmed meant?"),
    ("source = \"SKB\"", "# source", 1, "source", "required"),
    ("year = 2026", "year = \"2026\"", 1, "year", "number without quotes"),
    ("source = ", "sumber = ", 3, "sumber", "no such field"),
  ])
  func `a fault names its line and field`(_ part: String, _ with: String, _ line: Int, _ field: String, _ words: String)
  {
    let text = replacing(part, with, in: sound)
    guard case .failure(let faults) = HolidayFile.read(Array(text.utf8)) else {
      Issue.record("read without a fault")
      return
    }
    #expect(
      faults.list.contains { $0.line == line && $0.field == field && $0.message.english.contains(words) },
      "\(faults.list)")
  }

  @Test func `a file without a holiday is refused`() {
    let result = HolidayFile.read(Array("year = 2026\nstatus = \"confirmed\"\nsource = \"SKB\"\n".utf8))
    #expect(throws: ProfileFaults.self) { try result.get() }
  }
}
