import CampaignDay
import Chance
import Desk
import DeskSocket
import Domain
import Glibc
import LineStand
import Machine
import Node
import TemporaryPostgres
import Testing

/// Several `pusat` on one database, behind one nginx.
@Suite(.serialized) struct `Several centre processes on one database` {
  private static let offices = 8
  private static let visits = 120

  @Test func `killed one after another while eight offices push, they lose nothing and keep nothing twice`() throws {
    let seed = getenv("LOKET_SEED").flatMap { UInt64(String(cString: $0)) } ?? UInt64.random(in: 1...999_999)
    let folder = Products.folder("many-\(seed)")
    try Files.makeFolder(folder, mode: 0o750)
    defer { Files.removeTree(folder) }
    let postgres = try TemporaryPostgres()
    let database = try postgres.databaseAddress()
    let pusat = try Pusat(Products.folder, folder: folder + "/pusat", database: database)
    for _ in 0..<3 { try pusat.serve() }
    let authority = try Authority(in: folder)
    let gate = try Gate(authority, port: Products.freePort(), centres: pusat.ports, folder: folder + "/gate")
    defer { gate.stop() }
    let offices = try (0..<Self.offices).map { number in
      let office = try OfficePC(
        Products.folder, OpenOffice.always(OfficeCode(UInt16(1_101 + number))), home: folder + "/office-\(number)")
      try office.start()
      let findings = try office.enrol(
        "https://127.0.0.1:\(gate.port)", pusat.code(for: office.code.word), authority: authority.file)
      #expect(findings == [])
      try office.settle()
      #expect(office.stop() == 0)
      try office.live(visits: Self.visits, seed: seed &+ UInt64(number))
      return office
    }
    for office in offices { try office.start() }
    let desks = try offices.map { try $0.desk() }
    for desk in desks { _ = try desk.maintain(.line(.now), progress: { _ in }) }
    let kills = try Self.killInTurns(pusat, desks, seed)
    #expect(kills >= Self.killsLeast)
    for office in offices { #expect(office.stop() == 0) }
    #expect(pusat.stop() == [0, 0, 0])
    for office in offices {
      let here = try Copy(ofOffice: office.home.database, office.code)
      let there = try Copy(atCentre: database, office.code)
      #expect(here.count > Self.visits * 8)
      let isSame = there == here
      #expect(isSame, "LOKET_SEED=\(seed) \(office.code.word): \(here.difference(from: there))")
      #expect(there.eventsTwice == 0 && there.parked == 0)
    }
    print("centre campaign: seed \(seed), \(kills) kills, \(gate.requests.count) requests")
  }

  private static let killsLeast =
    getenv("LOKET_LINE_KILLS").flatMap { Int(String(cString: $0)) }.map { max(6, $0 / 5) } ?? 6

  /// Until everybody has everything signed for, and so often at least; how often it was.
  private static func killInTurns(_ pusat: Pusat, _ desks: [SocketDesk], _ seed: UInt64) throws -> Int {
    var seeded = Seeded(seed)
    var kills = 0
    while try kills < killsLeast || desks.contains(where: { try OfficePC.line($0).unsent > 0 }) {
      guard kills < killsLeast + 60 else { throw Never("everything is signed for between the kills") }
      Thread.pause(milliseconds: 50 + seeded.below(kills < killsLeast ? 350 : 3_000))
      let one = seeded.below(3)
      pusat.kill(one)
      kills += 1
      for desk in desks { _ = try desk.maintain(.line(.now), progress: { _ in }) }
      Thread.pause(milliseconds: seeded.below(300))
      try pusat.start(one)
    }
    return kills
  }
}
