import Desk
import Domain
import Engine
import Glibc
import LineDoubles
import Machine
import Seal
import Store
import TestSupport
import Transport
import Wire

@testable import Node

func mode(_ path: String) -> mode_t {
  var status = stat()
  return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
}

extension LineOffice {
  /// The keys of a seat as if it had been enrolled, on a PC that holds nothing.
  func adopt(_ pair: KeyPair, seat: Int, node identity: UInt32) throws {
    let keys = centre.with {
      $0.ledger.seats[identity] = seat
      return LineKeys(office: $0.office, seat: seat, node: pair, centre: $0.pair.publicKey, link: $0.link)
    }
    var request = EnrolRequest()
    request.centre = centre.url
    let report = line.enrolled(.enrolled(keys, node: identity, spare: 0), request)
    guard report.findings.isEmpty else { throw Stuck(description: report.findings[0]) }
    let bell = bell
    centre.onHolding { bell.ring() }
  }

  func issueOwn(_ count: Int) throws {
    guard let head = node.hall.officer(login: "kepala") else { throw Stuck(description: "no head") }
    for number in 1...count {
      let ticket = IssueTicket { ($0.service, $0.afterHours) = ("konsultasi", true) }
      _ = try office.press(.issueTicket(ticket), "own-\(number)", as: .officer(head.id)).get()
    }
  }

  /// The store's file as it is now.
  func copyOfDisk() throws -> [UInt8] {
    let path = office.folder.path + "/copy"
    let report = MaintenanceWork.run(.backup(path: path), office.folder) { _ in }
    guard report.findings.isEmpty else { throw Stuck(description: report.findings[0]) }
    defer { Files.remove(path) }
    return try Files.read(path, sizeMax: 1 << 30)
  }

  /// The node starts on an older copy of its disk, with nothing beside it that would know.
  func setDiskBack(to copy: [UInt8]) throws {
    line.close()
    office.drop()
    for path in [office.folder.writeAheadLog, office.folder.database + "-shm", office.folder.highWater] {
      Files.remove(path)
    }
    try Files.replace(office.folder.database, with: copy, mode: 0o640)
    try start()
  }
}
