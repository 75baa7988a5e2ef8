import Desk
import DeskSocket
import Domain
import LineStand
import Machine
import Testing

/// The network as the kernel tells of it.
@Suite(.serialized) struct `A cable pulled` {
  @Test(.enabled(if: BadLine.isPermitted(programs: Products.folder), "this machine permits no network namespaces"))
  func `and plugged in again: what was written meanwhile goes by itself`() throws {
    let folder = Products.folder("cable")
    try Files.makeFolder(folder, mode: 0o750)
    defer { Files.removeTree(folder) }
    let line = try BadLine(programs: Products.folder)
    let authority = try Authority(in: folder)
    let pusat = try Pusat(Products.folder, folder: folder + "/pusat", on: line)
    try pusat.serve()
    let gate = try Gate(authority, port: 8443, centres: pusat.ports, folder: folder + "/gate", on: line)
    let office = try OfficePC(Products.folder, OpenOffice.always(), home: folder + "/office", on: line)
    try office.start()
    let url = "https://\(BadLine.End.centre.address):8443"
    #expect(try office.enrol(url, pusat.code(for: office.code.word), authority: authority.file) == [])
    try office.settle()
    let desk = try office.desk()
    try line.plug(false)
    try line.turn(.fine)
    _ = try desk.perform(.fileComplaint(FileComplaint { $0.words = "Ruang tunggu panas." }), id: "complaint")
    #expect(try OfficePC.line(desk).unsent > 0)
    // Without a cable nobody is called at all.
    Thread.pause(milliseconds: 3_000)
    #expect(try line.count().up.packets == 0)
    try line.plug(true)
    try comesTrue("the complaint is signed for", seconds: 120) { try OfficePC.line(desk).unsent == 0 }
    office.kill()
    gate.stop()
    pusat.stop()
  }
}
