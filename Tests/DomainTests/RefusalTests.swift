import Testing

@testable import Domain

/// One of each. The switch below does not compile when a case is added without its code here.
private let everyRefusal: [Refusal] = [
  .missing(.name), .tooLong(.name, limit: 200), .tooMany(.note, limit: 50), .controlCharacter(.name),
  .outOfRange(.years, "1900–2100"), .loginMalformed, .loginTaken, .pinTooSimple, .ratingIncomplete(.cost),
  .ratingOffScale(.cost, 1...4), .noSuchService(known: ["konsultasi"]), .noSuchDesk(known: [1, 2]), .noSuchVisit,
  .noSuchGuest, .noSuchOfficer, .noSuchReservation, .noSuchComplaint, .officeNotOpened, .officeArriving,
  .officeAlreadyOpened,
  .officeGivesNoNumbers, .officeGivesNumbers, .closed(.over(next: nil)), .dayIsClosed, .dayNotOpen, .dayAlreadyOpen,
  .dayBehind(current: DayAtTheDesk.thursday), .dayFarAhead(current: DayAtTheDesk.thursday),
  .seriesFull(.blank),
  .queueEmpty, .deskBusy(label: "A007", .called),
  .deskFree, .wrongStage(label: "A007", .parked, desk: 3), .alreadyCalled(label: "A007", desk: 3),
  .deskDoesNotServe(service: "konsultasi"), .recallLimit(3), .tooLateToUndo, .nothingToUndo, .alreadyRated,
  .notFinished, .visitorsRate, .sameService, .lockerInUse, .noLocker, .noLockerFree, .alreadySigned,
  .alreadyHasLocker, .helpNotWanted, .codeUnknown, .tooManyTries(wait: .seconds(4)), .alreadyErased,
  .noConsentToWithdraw,
  .reservationStatus(.finished), .reservationUndecided, .noSuchSide, .reservationActedOn(.cancelled),
  .tooLateToUndoReservation,
  .recalledJustNow(wait: .seconds(4)), .slotInPast, .slotOutsideHours, .slotTaken, .lastHead,
  .complaintIsClosed, .needsPin, .notAllowed([.head]), .wrongPin(wait: .seconds(30)), .noPinHere, .sessionOver, .busy,
  .storeFull,
  .storeFailing, .commandIDReused, .malformed(field: "code", expected: "8205"), .versionUnknown, .notWhileRunning,
  .noPrinter, .copyLimit(3),
]

private func code(of refusal: Refusal) -> String {
  switch refusal {
  case .missing: "missing"
  case .tooLong: "too-long"
  case .tooMany: "too-many"
  case .controlCharacter: "control-character"
  case .outOfRange: "out-of-range"
  case .loginMalformed: "login-malformed"
  case .loginTaken: "login-taken"
  case .pinTooSimple: "pin-too-simple"
  case .ratingIncomplete: "rating-incomplete"
  case .ratingOffScale: "rating-off-scale"
  case .noSuchService: "no-such-service"
  case .noSuchDesk: "no-such-desk"
  case .noSuchVisit: "no-such-visit"
  case .noSuchGuest: "no-such-guest"
  case .noSuchOfficer: "no-such-officer"
  case .noSuchReservation: "no-such-reservation"
  case .noSuchComplaint: "no-such-complaint"
  case .officeNotOpened: "office-not-opened"
  case .officeArriving: "office-arriving"
  case .officeAlreadyOpened: "office-already-opened"
  case .officeGivesNoNumbers: "office-gives-no-numbers"
  case .officeGivesNumbers: "office-gives-numbers"
  case .closed: "closed"
  case .dayIsClosed: "day-is-closed"
  case .dayNotOpen: "day-not-open"
  case .dayAlreadyOpen: "day-already-open"
  case .dayBehind: "day-behind"
  case .dayFarAhead: "day-far-ahead"
  case .visitorsRate: "visitors-rate"
  case .seriesFull: "series-full"
  case .queueEmpty: "queue-empty"
  case .deskBusy: "desk-busy"
  case .deskFree: "desk-free"
  case .wrongStage: "wrong-stage"
  case .alreadyCalled: "already-called"
  case .deskDoesNotServe: "desk-does-not-serve"
  case .recallLimit: "recall-limit"
  case .tooLateToUndo: "too-late-to-undo"
  case .nothingToUndo: "nothing-to-undo"
  case .alreadyRated: "already-rated"
  case .notFinished: "not-finished"
  case .sameService: "same-service"
  case .lockerInUse: "locker-in-use"
  case .noLocker: "no-locker"
  case .noLockerFree: "no-locker-free"
  case .alreadySigned: "already-signed"
  case .alreadyHasLocker: "already-has-locker"
  case .helpNotWanted: "help-not-wanted"
  case .codeUnknown: "code-unknown"
  case .tooManyTries: "too-many-tries"
  case .alreadyErased: "already-erased"
  case .noConsentToWithdraw: "no-consent-to-withdraw"
  case .reservationStatus: "reservation-status"
  case .reservationUndecided: "reservation-undecided"
  case .noSuchSide: "no-such-side"
  case .reservationActedOn: "reservation-acted-on"
  case .tooLateToUndoReservation: "too-late-to-undo-reservation"
  case .recalledJustNow: "recalled-just-now"
  case .slotInPast: "slot-in-past"
  case .slotOutsideHours: "slot-outside-hours"
  case .slotTaken: "slot-taken"
  case .lastHead: "last-head"
  case .complaintIsClosed: "complaint-is-closed"
  case .needsPin: "needs-pin"
  case .notAllowed: "not-allowed"
  case .wrongPin: "wrong-pin"
  case .noPinHere: "no-pin-here"
  case .sessionOver: "session-over"
  case .busy: "busy"
  case .noPrinter: "no-printer"
  case .copyLimit: "copy-limit"
  case .storeFull: "store-full"
  case .storeFailing: "store-failing"
  case .commandIDReused: "command-id-reused"
  case .malformed: "malformed"
  case .versionUnknown: "version-unknown"
  case .notWhileRunning: "not-while-running"
  }
}

@Suite struct RefusalTests {
  @Test func `every refusal has its own stable code`() {
    for refusal in everyRefusal { #expect(refusal.code == code(of: refusal)) }
    #expect(Set(everyRefusal.map(\.code)).count == everyRefusal.count)
  }

  @Test func `every refusal says its own thing in both languages`() {
    var texts: [String: String] = [:]
    for refusal in everyRefusal {
      for language in Language.allCases {
        let text = refusal.text[language]
        #expect(text.count > 10, "\(refusal.code)")
        #expect(texts.updateValue(refusal.code, forKey: text) == nil, "\(refusal.code) and another say: \(text)")
        #expect(text != "Perintah ditolak." && text != "The command was refused.", "\(refusal.code)")
      }
      #expect(refusal.text.indonesian != refusal.text.english)
    }
    let closed: [OpenState] = [
      .onBreak(until: TimeOfDay(13, 0)), .notYet(opens: TimeOfDay(8, 0)), .over(next: DayAtTheDesk.thursday),
      .holiday(name: "Natal", next: nil),
    ]
    #expect(Set(closed.map { Refusal.closed($0).text.indonesian }).count == 4)
    #expect(Refusal.closed(closed[0]).text.indonesian.contains("13.00"))
    #expect(Refusal.closed(closed[2]).text.indonesian.contains("Kamis, 19 November 2026"))
  }

  @Test func `those who lose a race read which desk won`() {
    #expect(Refusal.alreadyCalled(label: "A007", desk: 3).text.indonesian.contains("A007 sudah dipanggil meja 3"))
    #expect(Refusal.wrongStage(label: "A007", .serving, desk: 3).text.english.contains("at desk 3"))
    #expect(Refusal.seriesFull(.blank).text.indonesian.contains("999"))
  }

  @Test func `scripts tell refused, failing and not permitted apart`() {
    #expect(Refusal.queueEmpty.exitCode == 1)
    #expect(Refusal.storeFull.exitCode == 3)
    #expect(Refusal.wrongPin(wait: nil).exitCode == 4)
    for wait in [1, 999] {
      #expect(Refusal.wrongPin(wait: Span(milliseconds: Int64(wait))).text.indonesian.contains(" 1 detik"))
    }
    #expect(Refusal.busy.isPassing && !Refusal.noSuchVisit.isPassing)
  }

  @Test func `no refusal repeats what was typed`() throws {
    let typed = "Zulaikha"
    let bad = typed + "\u{7}"
    let long = typed + String(repeating: "x", count: 40_000)
    var day = DayAtTheDesk()
    let visit = try day.arrive()
    day.actor = .officer(day.head)
    var commands: [Command] = [
      .ticket(typed), .transfer(visit, to: typed), .callNext(desk: 1, typed),
      .addOfficer(
        AddOfficer {
          $0.profile.login = typed
          $0.profile.name = typed
        }),
      .changeOfficer(ChangeOfficer { $0.login = typed }), .removeOfficer(RemoveOfficer { $0.login = typed }),
      .setPin(
        SetPin {
          $0.login = "ana"
          $0.pin = typed
        }),
      .recordNeed(
        RecordNeed {
          $0.visit = .id(visit)
          $0.need.detail = typed
          ($0.need.fromYear, $0.need.toYear) = (2077, 1988)
        }),
    ]
    for text in [bad, long] {
      commands += [
        .registerGuest(RegisterGuest { $0.profile.name = text }),
        .registerGuest(
          RegisterGuest {
            $0.profile.name = "S"
            $0.profile.email = text
          }),
        .registerGuest(
          RegisterGuest {
            $0.profile.name = "S"
            $0.profile.phone = text
          }),
        .registerGuest(
          RegisterGuest {
            $0.profile.name = "S"
            $0.profile.institution = text
          }),
        .fileComplaint(FileComplaint { $0.words = text }),
        .linkOnline(
          LinkOnline {
            $0.visit = .id(visit)
            $0.reference = text
          }),
        .takeNote(
          TakeNote {
            $0.visit = .id(visit)
            $0.note.answer = text
          }),
        .signGuestBook(
          SignGuestBook {
            $0.visit = .id(visit)
            $0.purpose = .other
            $0.purposeOther = text
          }),
      ]
    }
    for command in commands {
      let refusal = try #require(day.refusal(command), "\(command.kind)")
      for text in [refusal.text.indonesian, refusal.text.english, "\(refusal)"] {
        for trace in [typed, "xxx", "2077", "1988"] {
          #expect(!text.contains(trace), "\(command.kind): \(refusal.code)")
        }
      }
    }
  }
}
