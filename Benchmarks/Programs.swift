import Desk
import DeskSocket
import Domain
import Glibc
import Machine
import Node

/// Rows about whole processes.
enum Programs {
  static let rows = [
    Row(
      name: "node-memory", what: "node resident memory after a day of 500 visits", toReach: "≤ 40 MiB",
      measure: nodeMemory),
    Row(
      name: "one-shot", what: "`loket` one-shot command with a running node, process start to exit, p50",
      toReach: "≤ 15 ms",
      measure: oneShot),
  ]

  private static func nodeMemory(_ bench: Bench) throws -> Row.Outcome {
    let store = try bench.freshStore("memory")
    let pin = "294817"
    do {
      let opened = try store.open(Bench.surroundings(), practising: true)
      let desk = LocalDesk(opened.node, folder: store)
      let officer = Command.addOfficer(
        AddOfficer {
          $0.profile.login = "rahma"
          $0.profile.name = "Rahmawati Lubis"
          $0.profile.roles = [.head]
        })
      _ = try desk.perform(officer, id: "officer")
      _ = try desk.perform(.setPin(SetPin { ($0.login, $0.pin) = ("rahma", pin) }), id: "pin")
      desk.close()
      withExtendedLifetime(opened.lock) {}
    }
    let node = try bench.startNode(store)
    defer { node.stop() }
    let desk = try SocketDesk(path: store.socket)
    _ = try desk.login("rahma", pin: pin)
    let board = try desk.watch(.board(Empty()))
    for index in 0..<500 { try visit(desk, index) }
    _ = try board.next(milliseconds: 10)
    guard case .status(let status) = try desk.read(.status(Empty())) else { throw DeskUnreachable("status") }
    let mebibytes = Double(status.memoryKiB) / 1024
    return Row.Outcome(measured: "\(decimal(mebibytes, 1)) MiB", holds: mebibytes <= 40)
  }

  private static func visit(_ desk: SocketDesk, _ index: Int) throws {
    func press(_ command: Command) throws -> Answer { try desk.perform(command, id: PressID.make(.real)) }
    let ticket = try press(.issueTicket(IssueTicket { $0.service = "layanan-a" }))
    guard let visit = ticket.visit else { return }
    _ = try press(
      .registerGuest(
        RegisterGuest {
          $0.profile.name = "Siti Nurhayati Batubara \(index)"
          $0.profile.phone = "0812\(10_000_000 + index)"
          $0.profile.institution = "Universitas Cenderawasih"
          $0.consent = 1
          $0.visit = .id(visit)
        }))
    _ = try press(.callNext(CallNext { $0.desk = 1 }))
    _ = try press(.serve(Serve { $0.desk = 1 }))
    _ = try press(
      .takeNote(
        TakeNote {
          $0.visit = .id(visit)
          $0.note.question = "Mohon data kemiskinan tahun 2024 untuk tingkat kecamatan"
          $0.note.answer = "Diarahkan ke tabel dinamis di website"
        }))
    _ = try press(.finish(Finish { $0.desk = 1 }))
    let token = desk.token
    desk.token = nil  // Visitors rate.
    defer { desk.token = token }
    _ = try press(
      .rate(
        Rate {
          $0.visit = .id(visit)
          $0.scores = [RatingScore(.officer, 9)]
        }))
  }

  private static func oneShot(_ bench: Bench) throws -> Row.Outcome {
    let store = try bench.freshStore("oneshot")
    let node = try bench.startNode(store)
    defer { node.stop() }
    var samples = Samples()
    for index in 0..<220 {
      var code: Int32 = 0
      let time = try Bench.time {
        code = try Child(bench.programs + "/loket", ["ticket", "issue", "layanan-a", "--json", "--home", store.path])
          .wait()
      }
      guard code == 0 else { throw DeskUnreachable("loket exited with \(code)") }
      if index >= 20 { samples.add(time / 1000) }
    }
    return Row.Outcome(
      measured: "\(decimal(samples.p50, 1)) ms (p99 \(decimal(samples.p99, 1)) ms)", holds: samples.p50 <= 15)
  }
}
