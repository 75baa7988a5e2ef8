@testable import Domain

/// Two offices that differ as much as real ones do: numbers at Halmahera Utara, registration at Seruyan.
enum Offices {
  static let breakWeek: [DayHours] =
    [Weekday.monday, .tuesday, .wednesday, .thursday].map {
      DayHours($0, [Opening(TimeOfDay(8, 0), TimeOfDay(12, 0)), Opening(TimeOfDay(13, 0), TimeOfDay(16, 0))])
    } + [
      DayHours(.friday, [Opening(TimeOfDay(8, 0), TimeOfDay(11, 30)), Opening(TimeOfDay(13, 0), TimeOfDay(16, 30))])
    ]

  static func service(_ key: String, _ series: Character, _ kind: ServiceKind) -> Service {
    Service {
      $0.key = key
      $0.series = Series(letter: series)!
      $0.name = key
      $0.kind = kind
    }
  }

  static func desk(_ number: Int, _ services: [String] = []) -> DeskPlan {
    DeskPlan {
      $0.number = number
      $0.name = "Meja \(number)"
      $0.services = services
    }
  }

  /// Number, guest book, desk, rating; desks 1 and 2 serve everything, desk 3 consultation, desk 4 the library only.
  static let halmaheraUtara = OfficeProfile {
    $0.code = OfficeCode(8205)
    $0.name = "BPS Kabupaten Halmahera Utara"
    $0.zone = .wit
    $0.flow = [.number, .guestBook, .desk, .rating]
    $0.services = [
      service("konsultasi", "A", .consultation), service("perpustakaan", "B", .library),
      service("publikasi", "C", .publications),
    ]
    $0.desks = [desk(1), desk(2), desk(3, ["konsultasi"]), desk(4, ["perpustakaan"])]
    $0.serviceLevel = ServiceLevel(.previousFinished)
    $0.deskHours = Hours { $0.week = breakWeek }
    $0.reservationHours = Hours { $0.week = breakWeek }
  }

  /// Register, wait, locker, guest book, desk, rating: no number at all.
  static let seruyan = OfficeProfile {
    $0.code = OfficeCode(6208)
    $0.name = "BPS Kabupaten Seruyan"
    $0.zone = .wib
    $0.flow = [.registration, .wait, .locker, .guestBook, .desk, .rating]
    $0.services = [service("konsultasi", "A", .consultation)]
    $0.desks = [desk(1), desk(2)]
    $0.serviceLevel = ServiceLevel(.registration)
    $0.deskHours = Hours { $0.week = breakWeek }
    $0.reservationHours = Hours { $0.week = breakWeek }
  }
}
