import Desk
import DeskSocket
import Domain
import LineStand
import Machine
import Testing

/// What the network under a line does, and what the line makes of it.
@Suite(
  .serialized,
  .enabled(
    if: BadLine.isPermitted(programs: Products.folder),
    "this machine permits no network namespaces, or has no /dev/net/tun"))
struct `The network under the line` {
  /// An office and a centre in agreement, with a bad line between them that is fine so far.
  private final class Joined {
    let folder: String
    let line: BadLine
    let pusat: Pusat
    let gate: Gate
    let office: OfficePC
    let desk: SocketDesk
    private var presses = 0

    init(_ name: String) throws {
      folder = Products.folder(name)
      try Files.makeFolder(folder, mode: 0o750)
      line = try BadLine(programs: Products.folder)
      let authority = try Authority(in: folder)
      pusat = try Pusat(Products.folder, folder: folder + "/pusat", on: line)
      try pusat.serve()
      gate = try Gate(authority, port: 8443, centres: pusat.ports, folder: folder + "/gate", on: line)
      office = try OfficePC(Products.folder, OpenOffice.always(), home: folder + "/office", on: line)
      try office.start()
      let url = "https://\(BadLine.End.centre.address):8443"
      #expect(try office.enrol(url, pusat.code(for: office.code.word), authority: authority.file) == [])
      try office.settle()
      desk = try office.desk()
    }

    func complain() throws {
      presses += 1
      let complaint = FileComplaint { $0.words = "Ruang tunggu panas, mohon kipas." }
      _ = try desk.perform(.fileComplaint(complaint), id: "complaint-\(presses)")
    }

    var unsent: Int { get throws { try OfficePC.line(desk).unsent } }

    deinit {
      office.kill()
      gate.stop()
      pusat.stop()
      Files.removeTree(folder)
    }
  }

  @Test func `a cable pulled and plugged in again: what was written meanwhile goes by itself`() throws {
    let joined = try Joined("cable")
    try joined.line.plug(false)
    try joined.line.turn(.fine)
    try joined.complain()
    #expect(try joined.unsent > 0)
    // Longer than a press waits for others: without a cable nobody is called at all.
    Thread.pause(milliseconds: 3_000)
    #expect(try joined.line.count().up.packets == 0)
    try joined.line.plug(true)
    try comesTrue("the complaint is signed for") { try joined.unsent == 0 }
  }

  @Test
  func `a call broken off in the dark takes its connection with it, and the next does not stand in line behind it`()
    throws
  {
    let joined = try Joined("dark")
    try joined.complain()
    try joined.office.settle()
    let before = try #require(joined.gate.requests.last { $0[5] == "200" })
    try joined.line.turn(.dark)
    try joined.complain()
    try comesTrue("a call goes into the dark") { try joined.line.count().up.packets > 0 }
    _ = try joined.desk.maintain(.line(.pause), progress: { _ in })
    try joined.line.turn(.fine)
    _ = try joined.desk.maintain(.line(.resume), progress: { _ in })
    try joined.office.settle()
    let after = try #require(joined.gate.requests.last { $0[5] == "200" })
    #expect(after[3] != before[3], "\(joined.gate.requests)")
  }
}
