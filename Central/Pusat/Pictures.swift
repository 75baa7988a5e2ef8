import CentralReception
import Desk
import Domain
import JSON

// What has arrived from one office, for an officer and for a screen.
extension Verb {
  static let pictures: [Verb] = [
    Verb(
      "office show", "8205 [--json]", "yang sudah sampai dari satu kantor: kunjungan dan reservasi hari ini",
      "what has arrived from an office: today's visits and reservations"
    ) { options, centre in
      let code = try options.word(0, OfficeCode.self)
      let view = OfficeAtCentre(code, try await centre.picture(of: code), at: centre.now)
      guard options.has("json") else { return view.text(options.language) }
      return String(decoding: JSONWriter.write(view), as: UTF8.self)
    }
  ]
}

extension OfficeAtCentre {
  init(_ code: OfficeCode, _ picture: OfficePicture, at now: Moment) {
    let zone = picture.profile?.zone ?? .wib
    self.init {
      $0.office = code
      $0.name = picture.profile?.name ?? picture.status.name
      $0.localTime = zone.local(now).time.description
      ($0.seats, $0.events, $0.parked) = (picture.status.seats, picture.status.events, picture.status.parked)
      $0.silentSeconds = picture.status.silentFor.map { Int($0 / 1_000) }
      $0.marks = picture.marks.map { mark in
        MarkAtCentre { ($0.author, $0.sequence) = (Int(mark.author), Int(clamping: mark.sequence)) }
      }
      $0.visits = picture.visits.map { visit in
        VisitAtCentre {
          ($0.visit, $0.label, $0.stage) = (visit.id, visit.label, visit.stage)
          $0.service = picture.profile?.services.first { $0.key == visit.service }?.name ?? visit.service
          $0.opened = zone.local(visit.openedAt).time.description
        }
      }
      $0.reservations = picture.reservations.map { agreed in
        ReservationAtCentre {
          ($0.reservation, $0.slot) = (agreed.reservation.id, agreed.reservation.slot)
          ($0.status, $0.topic, $0.code) = (agreed.reservation.status, agreed.reservation.topic, agreed.code)
        }
      }
    }
  }

  func text(_ language: Language) -> String {
    func say(_ indonesian: String, _ english: String) -> String { Bilingual(indonesian, english)[language] }
    let silent = silentSeconds.map { "\($0) s" } ?? "–"
    var lines = [
      "\(office)  \(name)",
      say("Kejadian ", "Events   ") + "\(events), " + say("disisihkan", "parked") + " \(parked), "
        + say("panggilan terakhir", "last call") + " \(silent)",
      say("Sampai   ", "Through  ") + marks.map { "\($0.author)-\($0.sequence)" }.joined(separator: "  "),
    ]
    let holders = Dictionary(grouping: visits, by: \.label).mapValues(\.count).filter { $0.value > 1 }
    lines += visits.map {
      "  \($0.opened)  \($0.label)\(holders[$0.label].map { "×\($0)" } ?? "")  \($0.service)  \($0.stage.label[language])"
    }
    lines += reservations.map { "  \($0.slot)  \($0.status.label[language])  \($0.code)  \($0.topic)" }
    return lines.joined(separator: "\n")
  }
}
