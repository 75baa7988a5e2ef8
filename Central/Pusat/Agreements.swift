import CentralReception
import Domain

// Reservations from the centre's side, until it has a face of its own.
extension Verb {
  static let agreements: [Verb] = [
    Verb(
      "book", "8205 YYYY-MM-DD HH.MM --topic TEXT [--name TEXT] [--phone TEXT] [--officer LOGIN]", "buat reservasi",
      "book a reservation"
    ) { options, centre in
      let office = try options.word(0, OfficeCode.self)
      let slot = Slot(day: try options.word(1, Day.self), time: try options.word(2, TimeOfDay.self))
      let (topic, officer) = (options.values["topic"] ?? "", options.values["officer"])
      var commands: [@Sendable (EventID?) -> Command] = []
      if let name = options.values["name"] {
        let phone = options.values["phone"] ?? ""
        commands.append { _ in
          .registerGuest(
            RegisterGuest {
              ($0.profile.name, $0.profile.phone) = (name, phone)
            })
        }
      }
      commands.append { guest in
        .bookReservation(
          BookReservation {
            ($0.slot, $0.topic, $0.officer, $0.guest) = (slot, topic, officer, guest.map { GuestID($0) })
          })
      }
      guard let made = try await centre.carryOut(office, commands).last else { return "" }
      let agreed = try await centre.agreement(ReservationID(made), at: office)
      return line(agreed, options.language) + "\n" + next(agreed, office)[options.language]
    },
    Verb("approve", "8205 R1-42-7KQ2 [--officer LOGIN] [--link URL]", "setujui reservasi", "approve a reservation") {
      options, centre in
      let id = try await reservation(options, centre)
      let (officer, link) = (options.values["officer"], options.values["link"] ?? "")
      return try await done(id, options, centre) { _ in
        .approveReservation(ApproveReservation { ($0.reservation, $0.officer, $0.link) = (id, officer, link) })
      }
    },
    Verb("move", "8205 R1-42-7KQ2 YYYY-MM-DD HH.MM [--officer LOGIN]", "pindahkan reservasi", "move a reservation") {
      options, centre in
      let id = try await reservation(options, centre)
      let slot = Slot(day: try options.word(2, Day.self), time: try options.word(3, TimeOfDay.self))
      let officer = options.values["officer"]
      return try await done(id, options, centre) { _ in
        .moveReservation(MoveReservation { ($0.reservation, $0.slot, $0.officer) = (id, slot, officer) })
      }
    },
    Verb("cancel", "8205 R1-42-7KQ2 [--reason KEY]", "batalkan reservasi", "cancel a reservation") { options, centre in
      let id = try await reservation(options, centre)
      guard let reason = CancelReason(key: options.values["reason"] ?? CancelReason.visitor.key) else {
        throw PusatFault.usage(.option("reason", CancelReason.expected))
      }
      return try await done(id, options, centre) { _ in
        .cancelReservation(CancelReservation { ($0.reservation, $0.reason) = (id, reason) })
      }
    },
    Verb(
      "decide", "8205 R1-42-7KQ2 900-12", "pilih keputusan yang berlaku", "choose the decision that holds"
    ) { options, centre in
      let id = try await reservation(options, centre)
      let side = try options.word(2, EventID.self)
      return try await done(id, options, centre) { _ in
        .decideReservation(DecideReservation { ($0.reservation, $0.side) = (id, side) })
      }
    },
    Verb("reservations", "8205 YYYY-MM-DD", "reservasi pada suatu hari", "a day's reservations") { options, centre in
      let office = try options.word(0, OfficeCode.self)
      let list = try await centre.reservations(office, on: try options.word(1, Day.self))
      guard !list.isEmpty else { return Bilingual("Tidak ada.", "None.")[options.language] }
      var lines: [String] = []
      for agreed in list { lines.append(line(try await centre.agreement(agreed.id, at: office), options.language)) }
      return lines.joined(separator: "\n")
    },
  ]

  /// The reservation that is meant, if it is there and its letters are right.
  private static func reservation(_ options: Options, _ centre: Centre) async throws -> ReservationID {
    let office = try options.word(0, OfficeCode.self)
    let (id, code) = try options.reservation(1)
    return try await centre.agreement(id, typed: code, at: office).reservation.id
  }

  /// Carries it out, and shows how the reservation stands now.
  private static func done(
    _ id: ReservationID, _ options: Options, _ centre: Centre, _ command: @escaping @Sendable (EventID?) -> Command
  ) async throws -> String {
    let office = try options.word(0, OfficeCode.self)
    try await centre.carryOut(office, [command])
    return line(try await centre.agreement(id, at: office), options.language)
  }

  /// What is to be done with a reservation that has just been made.
  private static func next(_ agreed: Agreement, _ office: OfficeCode) -> Bilingual {
    let named = agreed.code.isEmpty ? "\(agreed.reservation.id)" : agreed.code
    let approve = "pusat approve \(office) \(named)"
    guard agreed.code.isEmpty else {
      return Bilingual(
        "Berikan kode \(agreed.code) kepada tamu: dengan itu ia mendaftar di kios. Berikutnya: \(approve)",
        "Give the visitor the code \(agreed.code): it checks in at the kiosk. Next: \(approve)")
    }
    return Bilingual(
      "Belum ada kode: kantor ini belum punya komputer yang terdaftar (pusat enrol \(office)). Berikutnya: \(approve)",
      "There is no code yet: no computer of this office is enrolled (pusat enrol \(office)). Next: \(approve)")
  }

  private static func line(_ agreed: Agreement, _ language: Language) -> String {
    let reservation = agreed.reservation
    let parts = [
      "\(reservation.id)", "\(reservation.slot)", reservation.status.label[language], agreed.code, reservation.topic,
      agreed.officer,
      reservation.undecided.isEmpty ? "" : Bilingual("(perlu diputuskan)", "(to be decided)")[language],
    ]
    let sides = reservation.sides.map { "    \($0.event)  \($0.deed { _ in nil }[language])" }
    return ([parts.filter { !$0.isEmpty }.joined(separator: "  ")] + sides).joined(separator: "\n")
  }
}
