import Domain
import Glibc
import Machine
import Profiles
import Synchronization
import TestSupport

/// Where the programs under test were built.
enum Products {
  static let folder = String(Environment.beside("").dropLast())

  /// A port of the loopback that nobody had a moment ago.
  static func freePort() -> Int {
    let socket = Descriptor(Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    return withUnsafeMutablePointer(to: &address) { place in
      place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(socket.number, $0, size)
        _ = getsockname(socket.number, $0, &size)
      }
      return Int(UInt16(bigEndian: place.pointee.sin_port))
    }
  }

  static func folder(_ name: String) -> String { "/tmp/loket-line-\(getpid())-\(name)" }
}

/// An office that never closes, so that the machine's own clock does not matter.
enum OpenOffice {
  static func always(_ code: OfficeCode? = nil) throws -> OfficeProfile {
    var profile = try ShippedOffice.profile("halmahera-utara")
    if let code { profile.code = code }
    let allDay = Weekday.allCases.map { DayHours($0, [Opening(TimeOfDay(0, 0), TimeOfDay(24, 0))]) }
    profile.deskHours = Hours { $0.week = allDay }
    profile.desks = (1...4).map { number in DeskPlan { ($0.number, $0.name) = (number, "Meja \(number)") } }
    return profile
  }
}

/// Raised once, by any thread.
final class Flag: Sendable {
  private let state = Atomic(false)
  var isUp: Bool { state.load(ordering: .sequentiallyConsistent) }
  func raise() { state.store(true, ordering: .sequentiallyConsistent) }
}
