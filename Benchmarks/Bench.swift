import Desk
import DeskSocket
import Domain
import Glibc
import Journal
import Machine
import Node
import SQL
import SQLite
import Seal
import Store

/// What the rows share: a folder on the disk that is measured, the programs, and a clock.
final class Bench {
  let folder: String
  let programs: String
  private var made: [String: StoreFolder] = [:]

  init(folder: String, programs: String) throws {
    self.folder = folder
    self.programs = programs
    try Files.makeFolder(folder, mode: 0o700)
  }

  static func microseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
  }

  static func time(_ body: () throws -> Void) rethrows -> Double {
    let begun = microseconds()
    try body()
    return microseconds() - begun
  }

  /// Monday morning of a week without holidays.
  static let day = Day(year: 2026, month: 11, day: 23)!
  static let clockText = "2026-11-23T08.00WIT"
  static var morning: Moment { Zone.wit.moment(day, TimeOfDay(8, 0)) }

  /// An office with every series there is, so that a benchmark does not run out of numbers.
  static func profile() -> OfficeProfile {
    OfficeProfile { profile in
      profile.code = OfficeCode(8205)
      profile.name = "BPS Kabupaten Halmahera Utara"
      profile.zone = .wit
      profile.languages = [.indonesian, .english]
      profile.flow = [.number, .guestBook, .desk, .rating]
      profile.services = (Int64(1)...26).map { number in
        Service {
          $0.series = Series(number: number)!
          $0.key = "layanan-\($0.series.word.lowercased())"
          $0.name = "Layanan \($0.series.word)"
        }
      }
      profile.desks = (1...8).map { number in
        DeskPlan {
          $0.number = number
          $0.name = "Meja \(number)"
        }
      }
      let hours = Weekday.allCases.map { DayHours($0, [Opening(TimeOfDay(0, 0), TimeOfDay(24, 0))]) }
      profile.deskHours.week = hours
      profile.reservationHours.week = hours
      profile.serviceLevel = ServiceLevel(.previousFinished)
    }
  }

  /// A fresh store with the office opened in it: for practice, or one that may have a line to a centre.
  func freshStore(
    _ name: String, practising: Bool = true, _ surroundings: Surroundings = Bench.surroundings()
  ) throws -> StoreFolder {
    let store = StoreFolder(folder + "/" + name)
    for file in Files.list(store.path) { Files.remove(store.path + "/" + file) }
    let opened = try store.open(surroundings, practising: practising)
    let desk = LocalDesk(opened.node, folder: store)
    _ = try desk.perform(.openOffice(OpenOffice { $0.profile = Bench.profile() }), id: "bench-open")
    desk.close()
    withExtendedLifetime(opened.lock) {}
    return store
  }

  static func surroundings() -> Surroundings {
    Surroundings(clock: .practice(startingAt: morning.milliseconds), salt: { Seal.randomNumber() }, holidays: [])
  }

  /// The node as a process of its own, ready to answer.
  func startNode(_ store: StoreFolder, practising: Bool = true) throws -> Child {
    let child = try Child(
      programs + "/loketd", ["--home", store.path] + (practising ? ["--practice", Bench.clockText] : []))
    for _ in 0..<5_000 {
      if let desk = try? SocketDesk(path: store.socket), (try? desk.read(.status(Empty()))) != nil { return child }
      Thread.pause(milliseconds: 1)
    }
    throw DeskUnreachable("loketd did not start")
  }

  /// A store kept for several rows of one run, made when first asked for.
  func kept(_ name: String, _ make: (StoreFolder) throws -> Void) throws -> StoreFolder {
    if let store = made[name] { return store }
    let store = try freshStore(name)
    try make(store)
    made[name] = store
    return store
  }
}
