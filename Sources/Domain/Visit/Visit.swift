/// One person's visit from the number (or registration) to the rating: the sum of its facts.
public struct Visit: Equatable, Sendable {
  public let id: VisitID
  public var day: Day
  public var number: QueueNumber?
  public var service: String
  public var priority: Priority
  public var language: Language
  public var channel: Channel
  public var reservation: ReservationID?
  public var openedAt: Moment

  public var stage = Stage.waiting
  /// The event by which the visit last joined the line, and when: its place in arrival order.
  public var queued: EventID
  public var queuedAt: Moment
  public var desk: Int?
  public var officer: OfficerID?
  public var recalls = 0
  public var calledAt: Moment?
  public var firstCalledAt: Moment?
  public var firstCall: EventID?
  /// The event of the last call or recall: screens tell by it what they have announced.
  public var lastCall: EventID?
  public var startedAt: Moment?
  public var started: EventID?
  public var finishedAt: Moment?
  public var finished: EventID?
  public var closeReason: CloseReason?
  public var outcome: Outcome?

  public var guest: GuestID?
  public var entry: GuestBookEntry?
  public var entryWords: GuestBookWords?
  public var identity: IdentityKind?
  public var locker: Int?
  public var usedLocker = false
  public var needs: [DataNeed] = []
  public var notes: [ConsultationNote] = []
  public var onlineLinks: [String] = []
  public var ratings: [Rating] = []
  public var comment = ""

  /// What `undo` would take back.
  public var undoable: Undoable?
  /// Facts that arrived too late to count, kept in sight: two writers acted without seeing each other.
  public var overruled: [EventID] = []
  public var heads: [EventID]

  /// Somebody's own words are still kept here.
  public var hasWords: Bool {
    !(needs.isEmpty && notes.isEmpty && onlineLinks.isEmpty && comment.isEmpty) || entryWords != nil
  }

  /// The number people see, or the id where the office gives none.
  public var label: String { number?.description ?? id.description }

  /// Flow steps of the office that this visit has not done yet, in the office's order.
  public func pending(_ flow: [FlowStep]) -> [FlowStep] {
    flow.filter { step in
      switch step {
      case .number, .registration, .wait: false
      case .locker: !usedLocker
      case .guestBook: entry == nil
      case .desk: startedAt == nil
      case .rating: ratings.isEmpty
      }
    }
  }
}

extension Visit {
  /// When somebody who was never served stopped waiting. The turn-over ends visits at night, or on the morning on which the
  /// PC is switched on again: by then nobody had waited since the desk closed. Whoever came later than that waited for
  /// nothing that was promised.
  public func endOfWaiting(_ profile: OfficeProfile) -> Moment? {
    guard closeReason == .stillOpenAtTurnover, let finishedAt else { return finishedAt }
    guard let closing = profile.deskHours.openings(on: day).map(\.to).max() else { return openedAt }
    return min(finishedAt, max(openedAt, profile.zone.moment(day, closing)))
  }

  /// Between two recalls: long enough for the board to flash and the voice to say it.
  public static let recallPause = Span.seconds(5)
}

/// The state one undo goes back to. Ten seconds are enough for a slip of the finger and too short for a rewrite.
public struct Undoable: Equatable, Sendable {
  public static let window = Span.seconds(10)

  /// Whether it can still be taken back. In whole seconds, as steps are stamped: never less than the window that the desk
  /// was shown. A step that seems to lie ahead was stamped by another computer's wrong clock, and is not open for ever.
  public func isOpen(at now: Moment) -> Bool {
    abs(at.span(until: now.second).milliseconds) <= Self.window.milliseconds
  }

  /// How long that will be so, begun seconds counted whole; 0 when it cannot be taken back any more.
  public func secondsLeft(at now: Moment) -> Int {
    guard isOpen(at: now) else { return 0 }
    return Int((Self.window.milliseconds - at.span(until: now.second).milliseconds + 999) / 1_000)
  }

  public var event: EventID
  public var at: Moment
  /// What was done.
  public var kind: FactKind
  public var before: Place

  /// The part of a visit that moving it changes.
  public struct Place: Equatable, Sendable {
    public var stage: Stage
    var service: String
    public var desk: Int?
    var officer: OfficerID?
    var recalls: Int
    var calledAt: Moment?
    var firstCalledAt: Moment?
    var firstCall: EventID?
    var lastCall: EventID?
    var startedAt: Moment?
    var started: EventID?
    var finishedAt: Moment?
    var finished: EventID?
    var closeReason: CloseReason?
    var queued: EventID
    var queuedAt: Moment
  }
}

/// Why a visit ended without a consultation.
public enum CloseReason: UInt8, Category {
  case visitorLeft = 1
  case duplicate, mistake, didNotCome, dayClosed, stillOpenAtTurnover

  public static let terms = [
    Term("left", "pengunjung pulang", "the visitor left"), Term("duplicate", "nomor ganda", "duplicate number"),
    Term("mistake", "salah ambil", "taken by mistake"), Term("no-show", "tidak hadir", "did not come"),
    Term("day-closed", "hari layanan ditutup", "service day closed"),
    Term("turnover", "masih terbuka saat pergantian hari", "still open at turn-over"),
  ]
}

/// How a consultation ended.
public enum Outcome: UInt8, Category {
  case fulfilled = 1
  case partly, unavailable, referred

  public static let terms = [
    Term("terpenuhi", "Terpenuhi", "Fulfilled"), Term("sebagian", "Terpenuhi sebagian", "Partly fulfilled"),
    Term("tidak-tersedia", "Tidak tersedia", "Not available"), Term("dirujuk", "Dirujuk", "Referred"),
  ]
}
