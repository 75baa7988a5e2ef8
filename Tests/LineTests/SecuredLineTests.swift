import Desk
import DeskSocket
import Domain
import LineStand
import Machine
import Node
import TestSupport
import Testing

/// TLS as an office meets it: nginx as the centre's documentation has it, and an authority of the test's own.
@Suite(.serialized) struct `A line with TLS` {
  /// A centre behind a gate and an office that is set up; nobody is enrolled yet.
  private final class Both {
    let folder: String
    let authority: Authority
    let pusat: Pusat
    let gate: Gate
    let office: OfficePC
    var url: String { "https://127.0.0.1:\(gate.port)" }

    init(_ name: String, speaksHTTP2: Bool = true) throws {
      folder = Products.folder("tls-\(name)")
      try Files.makeFolder(folder, mode: 0o750)
      authority = try Authority(in: folder)
      pusat = try Pusat(Products.folder, folder: folder + "/pusat")
      try pusat.serve()
      gate = try Gate(
        authority, port: Products.freePort(), centres: pusat.ports, folder: folder + "/gate", speaksHTTP2: speaksHTTP2)
      office = try OfficePC(Products.folder, OpenOffice.always(), home: folder + "/office")
      try office.start()
    }

    func enrol(authority: String, proxy: String = "") throws -> [String] {
      try office.enrol(url, pusat.code(for: office.code.word), authority: authority, proxy: proxy)
    }

    deinit {
      office.kill()
      gate.stop()
      pusat.stop()
      Files.removeTree(folder)
    }
  }

  @Test(arguments: [true, false])
  func `an authority of one's own is believed, in HTTP 2 where it is offered`(_ speaksHTTP2: Bool) throws {
    let both = try Both("own-\(speaksHTTP2)", speaksHTTP2: speaksHTTP2)
    #expect(try both.enrol(authority: both.authority.file) == [])
    try both.office.settle()
    #expect(!both.gate.requests.isEmpty)
    for request in both.gate.requests {
      #expect(request.prefix(2) == [speaksHTTP2 ? "HTTP/2.0" : "HTTP/1.1", "TLSv1.3"], "\(request)")
    }
  }

  @Test func `a press that ends a held call goes over the same connection, where HTTP 2 allows it`() throws {
    let both = try Both("held")
    #expect(try both.enrol(authority: both.authority.file) == [])
    try both.office.settle()
    let desk = try both.office.desk()
    var presses = 0
    try comesTrue("a call was held and given up") {
      presses += 1
      let complaint = FileComplaint { $0.words = "Ruang tunggu panas, mohon kipas." }
      _ = try desk.perform(.fileComplaint(complaint), id: "complaint-\(presses)")
      try both.office.settle()
      return both.gate.requests.contains { $0[5] == "499" }
    }
    let requests = both.gate.requests
    let given = try #require(requests.lastIndex { $0[5] == "499" })
    #expect(requests[(given + 1)...].contains { $0[3] == requests[given][3] && $0[5] == "200" }, "\(requests)")
  }

  @Test func `an authority nobody named is refused, and the words say why`() throws {
    let both = try Both("system")
    let findings = try both.enrol(authority: "")
    #expect(findings.count == 1)
    #expect(findings.first?.lowercased().contains("certificate") == true, "\(findings)")
    #expect(both.gate.requests.isEmpty, "nothing was said to a stranger")
    #expect(!Files.exists(both.folder + "/office/line.keys"))
  }

  @Test func `another authority's certificate is a stranger's: nothing is sent, nothing is lost, and people are told`()
    throws
  {
    let both = try Both("other")
    #expect(try both.enrol(authority: both.authority.file) == [])
    try both.office.settle()
    #expect(both.office.stop() == 0)
    let said = both.gate.requests.count
    // As after somebody has put himself between: the same address, another authority.
    let other = try Authority(in: both.folder, named: "other")
    let settings = both.folder + "/office/line.toml"
    let text = String(decoding: try Files.read(settings, sizeMax: 65_536), as: UTF8.self)
    let changed = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.hasPrefix("authority") ? "authority = \"\(other.file)\"" : String($0)
    }
    try Files.replace(settings, with: Array(changed.joined(separator: "\n").utf8), mode: 0o640)
    try both.office.start()
    let desk = try both.office.desk()
    _ = try desk.perform(.fileComplaint(FileComplaint { $0.words = "Ruang tunggu panas." }), id: "complaint")
    try comesTrue("a stranger is recognised") { try OfficePC.line(desk).failures > 0 }
    #expect(try OfficePC.line(desk).unsent > 0)
    #expect(both.gate.requests.count == said)
    guard case .status(let status) = try desk.read(.status(Empty())) else { throw Unexpected() }
    #expect(status.alarms.contains { $0.code == "line" }, "\(status.alarms)")
    // Put right again, the complaint goes up.
    #expect(both.office.stop() == 0)
    try Files.replace(settings, with: Array(text.utf8), mode: 0o640)
    try both.office.start()
    try both.office.settle()
  }

  @Test func `through a proxy TLS goes to the centre itself`() throws {
    let both = try Both("proxy")
    let proxy = try Proxy()
    defer { proxy.stop() }
    #expect(try both.enrol(authority: both.authority.file, proxy: "http://127.0.0.1:\(proxy.port)") == [])
    try both.office.settle()
    #expect(!proxy.targets.isEmpty)
    #expect(proxy.targets.allSatisfy { $0 == "127.0.0.1:\(both.gate.port)" }, "\(proxy.targets)")
    #expect(both.gate.requests.allSatisfy { $0[1] == "TLSv1.3" })
  }
}
