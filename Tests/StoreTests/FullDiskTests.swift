import Desk
import Domain
import Glibc
import Machine
import Node
import Store
import TestSupport
import Testing

/// A real file system with no room left.
struct FullDiskTests {
  @Test func `on a full disk commands are refused, reading goes on, and service resumes when there is room`() throws {
    let place = TemporaryFolder()
    try Files.makeFolder(place.path, mode: 0o750)
    guard mount("tmpfs", place.path, "tmpfs", 0, "size=2m") == 0 else {
      print("skipped: mounting a small file system is not permitted here (errno \(errno))")
      return
    }
    defer { umount2(place.path, Int32(MNT_DETACH)) }
    let office = TemporaryOffice(try ShippedOffice.profile("halmahera-utara"), in: place)
    try office.open()
    try office.setUp()
    let upkeep = Upkeep(office.node, folder: office.folder)
    _ = try office.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }), "before").get()
    let ballast = place.path + "/ballast"
    let file = Descriptor(open(ballast, O_WRONLY | O_CREAT, 0o600))
    let page = [UInt8](repeating: 1, count: 4096)
    while page.withUnsafeBytes({ write(file.number, $0.baseAddress, $0.count) }) > 0 {}
    // What the log's file has allocated already may take a few more.
    var given = 1
    var refusal: Refusal?
    for index in 0..<200 where refusal == nil {
      switch office.press(.issueTicket(IssueTicket { $0.service = "konsultasi" }), "full-\(index)") {
      case .success: given += 1
      case .failure(let said): refusal = said
      }
    }
    #expect(refusal == .storeFull)
    upkeep.run(isIdle: true)
    #expect(Set(office.node.alarms.current.map(\.source)).isSuperset(of: [.disk, .store]))
    for attempt in 0..<5 {
      #expect(office.press(.callNext(CallNext { $0.desk = 1 }), "call-\(attempt)") == .failure(.storeFull))
    }
    guard case .queue(let queue) = try office.node.view(.queue(QueueQuery()), for: .officer(office.head)) else {
      throw Unexpected()
    }
    #expect(queue.visits.count == given)
    #expect(queue.visits.allSatisfy { $0.stage == .waiting })
    unlink(ballast)
    ftruncate(file.number, 0)
    #expect(try office.press(.callNext(CallNext { $0.desk = 1 }), "call-0").get().number == queue.visits[0].number)
    #expect(!office.node.alarms.current.contains { $0.source == .store })
    #expect(try office.node.store.verifyChain().isSound)
    #expect(try office.node.store.verifyProjections().isSound)
    office.close()
    try office.open()
    #expect(office.node.hall.todaysVisits.count == given)
    office.close()
  }
}
