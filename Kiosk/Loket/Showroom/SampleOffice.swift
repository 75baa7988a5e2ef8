import Desk
import Domain
import Machine
import Node

/// A small office for trying: everything works, nothing is kept.
struct SampleOffice {
  let folder: StoreFolder
  /// The one login of the showroom, told on its screen.
  static let login = "maria"
  static let pin = "482913"
  /// A Friday morning without a holiday.
  static let clock = "2026-11-20T08.40WIT"

  /// Makes the office in a folder of its own below the system's temporary one; only the user may look into it.
  init(_ profile: OfficeProfile = SampleOffice.profile, hasVisitors: Bool = true) throws {
    let place = Environment.value("XDG_RUNTIME_DIR") ?? Environment.value("TMPDIR") ?? "/tmp"
    Self.sweep(place)
    folder = StoreFolder(place + "/" + Self.prefix + String(Files.processNumber))
    try Files.makeFolder(folder.path, mode: 0o700)
    guard let clock = Practice.clock(SampleOffice.clock) else { preconditionFailure("the sample's clock is ours") }
    var surroundings = Surroundings.real(holidays: [])
    surroundings.clock = clock
    let opened = try folder.open(surroundings, practising: true)
    let desk = LocalDesk(opened.node, folder: folder)
    try SampleOffice.furnish(desk, profile, hasVisitors)
    desk.close()
    withExtendedLifetime(opened.lock) {}
  }

  private static let prefix = "loket-contoh-"

  /// What a showroom left behind that was killed: the samples of processes that are gone. Others' are not ours to remove.
  private static func sweep(_ place: String) {
    for name in Files.list(place) where name.hasPrefix(prefix) {
      guard let process = Int(name.dropFirst(prefix.count)), !Files.isRunning(process) else { continue }
      Files.removeTree(place + "/" + name)
    }
  }

  /// Takes the office away again, with all that was tried in it.
  func remove() { Files.removeTree(folder.path) }

  private static func furnish(_ desk: any Desk, _ profile: OfficeProfile, _ hasVisitors: Bool) throws {
    func press(_ command: Command) throws { _ = try desk.perform(command, id: PressID.make(.real)) }
    try press(.openOffice(OpenOffice { $0.profile = profile }))
    try press(
      .addOfficer(
        AddOfficer {
          $0.profile.login = login
          $0.profile.name = "Maria Tatengkeng"
          $0.profile.roles = [.head, .consultant, .frontOffice]
        }))
    try press(.setPin(SetPin { ($0.login, $0.pin) = (login, pin) }))
    guard hasVisitors, profile.givesNumbers else { return }
    for service in profile.services.prefix(3) + profile.services.prefix(1) {
      try press(
        .issueTicket(
          IssueTicket {
            $0.service = service.key
            $0.afterHours = true
          }))
    }
  }

  static let profile = OfficeProfile { profile in
    profile.code = OfficeCode(8205)
    profile.name = "BPS Kabupaten Contoh"
    profile.address = "Jl. Merdeka 1, Tobelo"
    profile.zone = .wit
    profile.languages = [.indonesian, .english]
    profile.decree = "003.1/8205/KEPKA/2024"
    profile.onlineAddress = "https://pst.bps.go.id"
    profile.flow = [.number, .guestBook, .desk, .rating]
    profile.asksIdentity = true
    profile.services = [
      service("konsultasi", "A", "Konsultasi Statistik", "Statistical consultation", .consultation, 15),
      service("perpustakaan", "B", "Perpustakaan", "Library", .library, 10),
      service("publikasi", "C", "Pembelian Publikasi", "Purchase of publications", .publications, 10),
      service("rekomendasi", "F", "Rekomendasi Kegiatan Statistik", "Recommendation", .recommendation, 30),
    ]
    profile.desks = [
      DeskPlan {
        ($0.number, $0.name) = (1, "Meja Konsultasi")
        $0.services = ["konsultasi", "rekomendasi"]
      },
      DeskPlan { ($0.number, $0.name) = (2, "Meja Layanan") },
    ]
    profile.serviceLevel = ServiceLevel(.previousFinished)
    profile.priority.mode = .everyNth
    let day = [Opening(TimeOfDay(8, 0), TimeOfDay(12, 0)), Opening(TimeOfDay(13, 0), TimeOfDay(15, 30))]
    let week = Weekday.allCases.prefix(5).map { DayHours($0, day) }
    (profile.deskHours.week, profile.reservationHours.week) = (week, week)
    // Booked from home a moment ago, checked in at the kiosk now: nobody who tries it waits for an hour.
    profile.reservations.leadMinutes = 15
    profile.complaintChannels = [
      ComplaintChannel(.box, "Kotak saran di ruang PST"), ComplaintChannel(.email, "bps8205@bps.go.id"),
      ComplaintChannel(.lapor, "lapor.go.id"),
    ]
    profile.messages = [
      OfficeMessage {
        $0.indonesian = "Semua layanan PST tidak dipungut biaya."
        $0.english = "All services are free of charge."
      },
      OfficeMessage {
        $0.indonesian = "Data terbuka 24 jam di www.bps.go.id"
        $0.english = "Data are open day and night at www.bps.go.id"
      },
    ]
    profile.devices.voice = false
    // Nobody who tries it knows the PIN.
    profile.lockMinutes = Limits.lockMinutes.upperBound
  }

  private static func service(
    _ key: String, _ letter: Character, _ name: String, _ english: String, _ kind: ServiceKind, _ minutes: Int
  ) -> Service {
    Service {
      ($0.key, $0.name, $0.nameEnglish, $0.kind, $0.usualMinutes) = (key, name, english, kind, minutes)
      $0.series = Series(letter: letter) ?? .blank
    }
  }
}
