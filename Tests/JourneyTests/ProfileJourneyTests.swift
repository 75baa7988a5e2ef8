import JSON
import Testing

@Suite struct ProfileJourneyTests {
  /// The profile with one line exchanged, and that line's number.
  private func broken(_ office: TestOffice, _ line: String, by other: String) throws -> (path: String, line: Int) {
    var lines = text(of: Build.office("halmahera-utara")).split(separator: "\n", omittingEmptySubsequences: false)
    let index = try #require(lines.firstIndex { $0 == line })
    lines[index] = other[...]
    let path = office.folder + "/kantor.toml"
    put(Array(lines.joined(separator: "\n").utf8), at: path)
    return (path, index + 1)
  }

  @Test func `a broken profile is refused with line and field, in both languages, and changes nothing`() throws {
    let office = try TestOffice()
    for (line, other, field) in [
      ("usual-minutes = 15", "usual-minutes = \"lima belas\"", "service.usual-minutes"),
      ("recall-limit = 3", "recall-limit = 99", "recall-limit"), ("zone = \"WIT\"", "zone = \"CET\"", "zone"),
    ] {
      let (path, number) = try broken(office, line, by: other)
      #expect(try office.refused(1, "office", "check", path).contains("\(path): baris \(number), \(field): "))
      #expect(try office.refused(1, "office", "check", path, "--lang", "en").contains("line \(number), \(field): "))
      #expect(try office.refused(1, "office", "change", path, as: "maria").contains("baris \(number)"))
      let outcome = try office.loket("office", "check", path, "--json")
      #expect(outcome.code == 1)
      let faults = try JSONParser.parse(Array(outcome.out.utf8))["faults"]?.elements
      #expect(faults?.first?["line"] == .integer(Int64(number)) && faults?.first?["field"] == .string(field))
    }
    #expect(try office.json("office", "show")["profile"]?["recallLimit"] == .integer(3))
  }

  @Test(arguments: ["halmahera-utara", "seruyan", "labuhanbatu-selatan", "banyuwangi", "holidays-2026"])
  func `every file that is shipped passes the check`(name: String) throws {
    let outcome = try run(Build.loket, ["office", "check", Build.office(name)])
    #expect(outcome.code == 0 && outcome.err == "")
  }

  @Test func `what office show prints sets up another office alike`() throws {
    let office = try TestOffice()
    let printed = try office.head("office", "show")
    put(Array(printed.utf8), at: office.folder + "/kantor.toml")
    #expect(try office.loket("office", "change", office.folder + "/kantor.toml", as: "maria").code == 0)
    #expect(try office.head("office", "show") == printed)
  }
}
