import Desk
import Domain

/// A short day at the desk, always the same: some thirty presses, each with its own id, some of which mention what an
/// earlier one was answered.
public struct StoryStep: Sendable {
  public var name: String
  /// `nil` when what it builds on was never answered.
  public var command: @Sendable ([String: Answer]) -> Command?
}

public enum StoryDay {
  private static func step(_ name: String, _ command: @escaping @Sendable ([String: Answer]) -> Command?) -> StoryStep {
    StoryStep(name: name, command: command)
  }

  private static func key(_ number: String) -> VisitKey { VisitKey(word: number) ?? .blank }

  /// For an office that gives numbers in series A and B at desks 1 and 2.
  public static let numbers: [StoryStep] = [
    step("first ticket") { _ in .issueTicket(IssueTicket { $0.service = "konsultasi" }) },
    step("second ticket") { _ in .issueTicket(IssueTicket { $0.service = "konsultasi" }) },
    step("library ticket") { _ in .issueTicket(IssueTicket { $0.service = "perpustakaan" }) },
    step("guest") { _ in
      .registerGuest(
        RegisterGuest {
          $0.profile.name = "Siti Rahmawati"
          $0.profile.phone = "081234567890"
          $0.consent = 1
          $0.visit = key("A001")
        })
    },
    step("call") { _ in .callNext(CallNext { $0.desk = 1 }) },
    step("recall") { _ in .recall(Recall { $0.desk = 1 }) },
    step("serve") { _ in .serve(Serve { $0.desk = 1 }) },
    step("guest book") { _ in .signGuestBook(SignGuestBook { ($0.visit, $0.purpose) = (key("A001"), .research) }) },
    step("identity") { _ in .showIdentity(ShowIdentity { $0.visit = key("A001") }) },
    step("need") { _ in .recordNeed(RecordNeed { ($0.visit, $0.need.detail) = (key("A001"), "PDRB per kapita") }) },
    step("long note") { _ in
      .takeNote(
        TakeNote {
          ($0.visit, $0.note.question) = (key("A001"), "Inflasi")
          $0.note.answer = String(repeating: "Tabel dinamis, lalu publikasi. ", count: 120)
        })
    },
    step("second call") { _ in .callNext(CallNext { ($0.desk, $0.service) = (2, "perpustakaan") }) },
    step("skip") { _ in .skip(Skip { $0.desk = 2 }) },
    step("back in line") { _ in .requeue(Requeue { $0.visit = key("B001") }) },
    step("park") { _ in .park(Park { $0.desk = 1 }) },
    step("resume") { _ in .resume(Resume { ($0.visit, $0.desk) = (key("A001"), 1) }) },
    step("finish") { _ in .finish(Finish { $0.desk = 1 }) },
    step("rating") { _ in
      .rate(Rate { ($0.visit, $0.scores, $0.comment) = (key("A001"), [RatingScore(.officer, 10)], "Ramah dan cepat") })
    },
    step("transfer") { _ in .transfer(Transfer { ($0.visit, $0.service) = (key("A002"), "perpustakaan") }) },
    step("reservation") { answers in
      .bookReservation(
        BookReservation {
          $0.slot = Slot(day: OfficeStart.day.advanced(by: 1), time: TimeOfDay(9, 0))
          ($0.topic, $0.guest) = ("Metadata survei", answers["guest"]?.guest)
        })
    },
    step("approval") { answers in
      answers["reservation"]?.reservation.map { id in
        .approveReservation(ApproveReservation { ($0.reservation, $0.officer) = (id, "yusuf") })
      }
    },
    step("complaint") { answers in
      .fileComplaint(FileComplaint { ($0.words, $0.visit) = ("Kursi tunggu kurang.", key("A001")) })
    },
    step("answer") { answers in
      answers["complaint"]?.complaint.map { id in
        .answerComplaint(AnswerComplaint { ($0.complaint, $0.answer) = (id, "Kursi ditambah pekan ini.") })
      }
    },
    step("amendment") { answers in
      answers["guest"]?.guest.map { id in
        .amendGuest(AmendGuest { ($0.guest, $0.changes.email) = (id, "siti@contoh.id") })
      }
    },
    step("third ticket") { _ in .issueTicket(IssueTicket { $0.service = "konsultasi" }) },
    step("cancelled") { _ in .cancelVisit(CancelVisit { $0.visit = key("A003") }) },
    step("erasure") { answers in answers["guest"]?.guest.map { id in .eraseGuest(EraseGuest { $0.guest = id }) } },
    step("tomorrow") { _ in .confirmDay(ConfirmDay { $0.day = OfficeStart.day.advanced(by: 1) }) },
    step("tomorrow's first") { _ in .issueTicket(IssueTicket { $0.service = "konsultasi" }) },
    step("closing") { _ in .closeDay(CloseDay()) },
  ]
}
