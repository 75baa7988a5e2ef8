import Desk
import Domain

/// What a carried-out command is told to a person.
struct AnswerText {
  private let command: Command
  private let answer: Answer
  private let language: Language

  init(_ command: Command, _ answer: Answer, _ language: Language) {
    self.command = command
    self.answer = answer
    self.language = language
  }

  private var label: String { answer.number?.description ?? answer.visit?.description ?? "" }

  /// For a new number also how long it will take, which the desk is asked for.
  func text(asking desk: any Desk) -> String {
    var lines = [sentence[language]]
    switch command {
    case .issueTicket, .registerVisit, .checkIn:
      if let visit = answer.visit,
        case .ticket(let ticket)? = try? desk.read(.ticket(VisitQuery { $0.visit = .id(visit) }))
      {
        lines.append(ViewText(language).text(.ticket(ticket)))
      }
    case .closeDay:
      if case .day(let day)? = try? desk.read(.day(DayQuery())), !day.lockersOut.isEmpty {
        let list = day.lockersOut.map { String($0) }.joined(separator: ", ")
        lines.append(Bilingual("! Kunci loker belum kembali: \(list).", "! Locker keys still out: \(list).")[language])
      }
    case .callVisit(let command):
      if case .number = command.visit, let visit = answer.visit,
        case .queue(let queue)? = try? desk.read(.queue(QueueQuery()))
      {
        let others = queue.visits.filter { $0.number == answer.number && $0.visit != visit }.map(\.visit.description)
        if !others.isEmpty { lines.append(another(visit, others)[language]) }
      }
    default: break
    }
    lines += answer.notices.map { "! " + $0.label[language] }
    return lines.joined(separator: "\n")
  }

  /// A number that two hold means the one who came first; the other goes by the visit.
  private func another(_ visit: VisitID, _ others: [String]) -> Bilingual {
    Bilingual(
      "! \(label) dipegang lebih dari satu pengunjung; yang dipanggil kunjungan \(visit): cocokkan kode empat huruf di tiketnya. "
        + "Yang lain: loket call this \(others.joined(separator: ", "))",
      "! More than one visitor holds \(label); called is visit \(visit): compare the four letters of the ticket's code. The "
        + "other: loket call this \(others.joined(separator: ", "))")
  }

  private var sentence: Bilingual {
    switch command {
    case .issueTicket, .checkIn: Bilingual("Nomor antrean: \(label)", "Queue number: \(label)")
    case .registerVisit: Bilingual("Terdaftar, kode kunjungan \(label).", "Registered, visit code \(label).")
    case .callNext, .callVisit:
      Bilingual("Memanggil \(label) ke meja \(answer.desk ?? 0).", "Calling \(label) to desk \(answer.desk ?? 0).")
    case .recall:
      Bilingual(
        "Memanggil ulang \(label) ke meja \(answer.desk ?? 0).", "Calling \(label) to desk \(answer.desk ?? 0) again.")
    case .skip: Bilingual("\(label) dilewati; nomornya tetap berlaku.", "\(label) was skipped; the number stays valid.")
    case .serve:
      Bilingual("Melayani \(label) di meja \(answer.desk ?? 0).", "Serving \(label) at desk \(answer.desk ?? 0).")
    case .park: Bilingual("\(label) ditunda.", "\(label) is parked.")
    case .resume:
      Bilingual("\(label) dilanjutkan di meja \(answer.desk ?? 0).", "\(label) goes on at desk \(answer.desk ?? 0).")
    case .transfer(let command):
      Bilingual(
        "\(label) dipindahkan ke \(command.service), nomor tetap.",
        "\(label) goes on to \(command.service), same number.")
    case .finish: Bilingual("\(label) selesai.", "\(label) is finished.")
    case .undo: Bilingual("Langkah terakhir \(label) dibatalkan.", "The last step of \(label) was undone.")
    case .requeue: Bilingual("\(label) kembali ke antrean.", "\(label) is back in the queue.")
    case .cancelVisit where answer.reservation != nil:
      Bilingual(
        "\(label) dibatalkan; reservasi \(reservation) bebas lagi.",
        "\(label) is cancelled; reservation \(reservation) is free again.")
    case .cancelVisit: Bilingual("\(label) dibatalkan.", "\(label) is cancelled.")
    case .registerGuest: Bilingual("Tamu tercatat, kode \(guest).", "The guest is registered, code \(guest).")
    case .amendGuest: Bilingual("Data tamu \(guest) diperbaiki.", "Guest \(guest) was corrected.")
    case .eraseWords:
      Bilingual(
        "Isinya dihapus di sini; salinan lain menyusul saat sinkron.",
        "The words were erased here; other copies follow when they sync.")
    case .eraseGuest:
      Bilingual(
        "Data pribadi tamu dihapus di sini; salinan lain menyusul saat sinkron.",
        "The guest's personal data was erased here; other copies follow when they sync.")
    case .rate: Bilingual("Penilaian tersimpan. Terima kasih.", "The rating was saved. Thank you.")
    case .fileComplaint:
      Bilingual(
        "Pengaduan tercatat dengan nomor \(complaint). Terima kasih.",
        "The complaint was filed as \(complaint). Thank you.")
    case .bookReservation:
      Bilingual(
        "Reservasi tercatat, kode \(answer.code ?? reservation).",
        "The reservation is booked, code \(answer.code ?? reservation).")
    case .closeDay:
      Bilingual(
        "Hari layanan ditutup. Yang masih terbuka dan hangus: \(answer.lapsed ?? 0).",
        "The service day is closed. Still open and lapsed: \(answer.lapsed ?? 0).")
    case .reopenDay: Bilingual("Hari layanan dibuka lagi.", "The service day is open again.")
    case .confirmDay:
      Bilingual(
        "Hari layanan dipastikan: \(answer.day?.description ?? "").",
        "Service day confirmed: \(answer.day?.description ?? "").")
    default: recordSentence
    }
  }

  /// Steps that add to a record: named, so that whoever typed the wrong number sees it.
  private var recordSentence: Bilingual {
    switch command {
    case .linkGuest: Bilingual("Tamu terhubung dengan \(label).", "The guest is linked to \(label).")
    case .signGuestBook: Bilingual("Buku tamu \(label) tersimpan.", "The guest book of \(label) was saved.")
    case .showIdentity: Bilingual("Jenis identitas \(label) tercatat.", "The type of identity of \(label) is recorded.")
    case .giveLocker:
      Bilingual("Loker \(answer.locker ?? 0) untuk \(label).", "Locker \(answer.locker ?? 0) is for \(label).")
    case .returnLocker: Bilingual("Loker \(label) dikembalikan.", "The locker of \(label) was returned.")
    case .recordNeed: Bilingual("Kebutuhan data \(label) tercatat.", "The data need of \(label) is recorded.")
    case .takeNote: Bilingual("Catatan konsultasi \(label) tersimpan.", "The consultation note of \(label) was saved.")
    case .linkOnline:
      Bilingual("\(label) terhubung dengan transaksi online.", "\(label) is linked to the online transaction.")
    case .giveConsent: Bilingual("Persetujuan tamu \(guest) tercatat.", "The consent of guest \(guest) is recorded.")
    case .withdrawConsent:
      Bilingual("Penarikan persetujuan tamu \(guest) tercatat.", "The withdrawal of guest \(guest) is recorded.")
    case .approveReservation:
      Bilingual("Reservasi \(reservation) disetujui.", "Reservation \(reservation) is approved.")
    case .moveReservation: Bilingual("Reservasi \(reservation) dipindahkan.", "Reservation \(reservation) was moved.")
    case .cancelReservation:
      Bilingual("Reservasi \(reservation) dibatalkan.", "Reservation \(reservation) is cancelled.")
    case .markAbsent: Bilingual("Reservasi \(reservation): tidak hadir.", "Reservation \(reservation): did not come.")
    case .undoReservation:
      Bilingual(
        "Langkah terakhir reservasi \(reservation) diurungkan.",
        "The last step of reservation \(reservation) was taken back.")
    case .decideReservation:
      Bilingual("Reservasi \(reservation) sudah diputuskan.", "Reservation \(reservation) is decided.")
    case .finishReservation: Bilingual("Reservasi \(reservation) selesai.", "Reservation \(reservation) is finished.")
    case .answerComplaint:
      Bilingual("Jawaban pengaduan \(complaint) tersimpan.", "The answer to complaint \(complaint) was saved.")
    case .closeComplaint: Bilingual("Pengaduan \(complaint) selesai.", "Complaint \(complaint) is closed.")
    case .changeOfficer: Bilingual("Data petugas diubah.", "The officer's data was changed.")
    case .removeOfficer:
      Bilingual("Petugas tidak bertugas lagi dan sesinya berakhir.", "The officer has left and is logged out.")
    default: Bilingual("Tersimpan.", "Saved.")
    }
  }

  private var guest: String { answer.guest?.description ?? "" }
  private var complaint: String { answer.complaint?.description ?? "" }
  private var reservation: String { answer.reservation?.description ?? "" }
}
