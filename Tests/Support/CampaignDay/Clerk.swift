import Chance
import Desk
import Domain
import Machine
import Node
import Profiles
import Seal

/// One person at one terminal on a busy day: decides what to press next from the answers heard so far.
public struct Clerk: Sendable {
  public let desk: Int
  public var seeded: Seeded
  private var pressed = 0
  private let name: String
  private var mine: [VisitID] = []
  private var finished: [VisitID] = []
  private var guests: [GuestID] = []
  private var held: VisitID?
  private var isServing = false

  public static let services = ["konsultasi", "perpustakaan", "publikasi"]

  public init(desk: Int, seed: UInt64, name: String) {
    self.desk = desk
    self.name = name
    seeded = Seeded(seed)
  }

  /// A new press: its id and what it asks.
  public mutating func press() -> (id: String, command: Command) {
    pressed += 1
    return ("\(name)-\(desk)-\(pressed)", next())
  }

  private mutating func next() -> Command {
    if let held, isServing { return serving(held) }
    if held != nil {
      if seeded.chance(6) { return .skip(Skip { $0.desk = desk }) }
      if seeded.chance(4) { return .recall(Recall { $0.desk = desk }) }
      return .serve(Serve { $0.desk = desk })
    }
    switch seeded.below(12) {
    case 0...4: return ticket()
    case 5: return guest(mine.last)
    case 6 where !finished.isEmpty: return rating(finished[seeded.below(finished.count)])
    case 7 where !mine.isEmpty: return .signGuestBook(book(mine[seeded.below(mine.count)]))
    case 8 where !mine.isEmpty && seeded.chance(3):
      return .cancelVisit(CancelVisit { $0.visit = .id(mine[seeded.below(mine.count)]) })
    case 9 where !guests.isEmpty && seeded.chance(6):
      return .eraseGuest(EraseGuest { $0.guest = guests[seeded.below(guests.count)] })
    default: return .callNext(CallNext { $0.desk = desk })
    }
  }

  private mutating func serving(_ visit: VisitID) -> Command {
    switch seeded.below(5) {
    case 0:
      return .recordNeed(
        RecordNeed {
          $0.visit = .id(visit)
          $0.need = DataNeed { $0.detail = "PDRB menurut lapangan usaha" }
        })
    case 1:
      return .takeNote(
        TakeNote {
          $0.visit = .id(visit)
          $0.note = ConsultationNote {
            $0.question = "Garis kemiskinan"
            $0.answer = "Publikasi 2025 hal. \(seeded.below(400))"
          }
        })
    case 2: return guest(visit)
    default: return .finish(Finish { $0.desk = desk })
    }
  }

  private mutating func ticket() -> Command {
    .issueTicket(
      IssueTicket {
        $0.service = Clerk.services[seeded.below(Clerk.services.count)]
        $0.priority = seeded.chance(8) ? .elderly : .none
      })
  }

  private mutating func guest(_ visit: VisitID?) -> Command {
    .registerGuest(
      RegisterGuest {
        $0.profile.name = ["Siti Nur", "Yohanes", "Ni Wayan Sari", "La Ode Ahmad"][seeded.below(4)]
        $0.profile.phone = "0812" + String(seeded.below(90_000_000) + 10_000_000)
        $0.profile.institution = "Universitas Halmahera"
        $0.consent = 1
        $0.visit = visit.map { .id($0) }
      })
  }

  private mutating func rating(_ visit: VisitID) -> Command {
    .rate(
      Rate {
        $0.visit = .id(visit)
        $0.instrument = .review
        $0.scores = [RatingScore(.officer, 1 + seeded.below(10))]
        $0.comment = "Ramah"
      })
  }

  private func book(_ visit: VisitID) -> SignGuestBook {
    SignGuestBook {
      $0.visit = .id(visit)
      $0.purpose = Purpose.allCases.first
      $0.means = Array(Means.allCases.prefix(1))
    }
  }

  public mutating func heard(_ command: Command, _ answer: Answer) {
    switch command {
    case .issueTicket:
      if let visit = answer.visit { mine.append(visit) }
      if mine.count > 20 { mine.removeFirst() }
    case .callNext: (held, isServing) = (answer.visit, false)
    case .serve: isServing = true
    case .skip: held = nil
    case .finish:
      if let held { finished.append(held) }
      if finished.count > 20 { finished.removeFirst() }
      (held, isServing) = (nil, false)
    case .registerGuest: if let guest = answer.guest { guests.append(guest) }
    default: break
    }
  }

  /// What was thought of the desk was wrong: look up and begin anew.
  public mutating func refused(_ command: Command) {
    switch command {
    case .serve, .skip, .finish: (held, isServing) = (nil, false)
    default: break
    }
  }
}

/// The office everybody presses at.
public enum CampaignOffice {
  public static let practice = "2026-11-20T08.00WIT"
  public static let login = "kepala"
  public static let pin = "482915"

  public static func profile(repository: String) throws -> OfficeProfile {
    let bytes = try Files.read(repository + "/Offices/halmahera-utara.toml", sizeMax: 1 << 20)
    var profile = try OfficeFile.read(bytes).get()
    for number in 3...6 {
      profile.desks.append(
        DeskPlan {
          $0.number = number
          $0.name = "Meja \(number)"
        })
    }
    return profile
  }

  /// Opens the office with a head who may do everything; returns the head's session.
  public static func setUp(_ desk: any Desk, _ profile: OfficeProfile) throws -> String {
    _ = try desk.perform(.openOffice(OpenOffice { $0.profile = profile }), id: "set-up-1")
    _ = try desk.perform(
      .addOfficer(
        AddOfficer {
          $0.profile.login = login
          $0.profile.name = "Kepala Kantor"
          $0.profile.roles = [.head]
        }), id: "set-up-2")
    _ = try desk.perform(
      .setPin(
        SetPin {
          $0.login = login
          $0.pin = pin
        }), id: "set-up-3")
    return try desk.login(login, pin: pin).token
  }
}
