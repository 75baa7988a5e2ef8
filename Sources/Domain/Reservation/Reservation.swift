/// An agreed time, in the office's own zone.
public struct Slot: Record, Hashable {
  public var day = Day.blank
  public var time = TimeOfDay(minute: 0)

  public init() {}
  public init(day: Day, time: TimeOfDay) {
    self.day = day
    self.time = time
  }
  public mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("day", &day)
    try visitor.field("time", &time)
  }
}

extension Slot: CustomStringConvertible {
  public var description: String { "\(day) \(time)" }
}

public enum CancelReason: UInt8, Category {
  case visitor = 1
  case duplicate, visitorAbsent, officeClosed

  public static let terms = [
    Term("visitor", "dibatalkan pengguna", "cancelled by the visitor"), Term("duplicate", "duplikat", "duplicate"),
    Term("absent", "pengguna tidak hadir", "visitor absent"), Term("closed", "kantor tutup", "office closed"),
  ]
}

public enum ReservationStatus: UInt8, Category {
  case submitted = 1
  case approved, checkedIn, finished, absent, cancelled

  public static let terms = [
    Term("diajukan", "Diajukan", "Submitted"), Term("disetujui", "Disetujui", "Approved"),
    Term("hadir", "Hadir", "Checked in"), Term("selesai", "Selesai", "Finished"),
    Term("tidak-hadir", "Tidak hadir", "Did not come"), Term("dibatalkan", "Dibatalkan", "Cancelled"),
  ]
}

/// An appointment that office and centre may both change while they cannot see each other.
public struct Reservation: Equatable, Sendable {
  public var id: ReservationID
  public var status = ReservationStatus.submitted
  public var slot: Slot
  public var topic = ""
  public var guest: GuestID?
  public var officer: OfficerID?
  public var online: String
  public var link = ""
  public var visit: VisitID?
  /// The check-ins that stand, by the visits they made: whoever cancels such a visit takes its check-in back.
  public var checkIns: [VisitID: EventID] = [:]
  public var cancelReason: CancelReason?
  public var bookedAt: Moment
  /// Concurrent facts that lost, with what beat them: "cancelled online 09.01" stays visible.
  public var overruled: [Overruled] = []
  /// Concurrent facts no rule settles, none of which is in effect. An officer who acts after seeing all settles them.
  public var sides: [Side] = []
  public var undecided: [EventID] { sides.map(\.event) }
  public var heads: [EventID]
  /// The office's last step, while nothing has followed it.
  public var undoable: UndoableStep?
  /// The office has taken a step, and something has followed it: the centre, another desk, or the visitor's being here.
  public var isActedOn = false

  /// A step of an officer that can be taken back, and how the reservation stood before it.
  public struct UndoableStep: Equatable, Sendable {
    /// Longer than at a desk, where everybody looks at one number: the line to be mended is looked for in a table.
    public static let window = Span.seconds(60)
    /// Checking in too: the wrong row is pressed easily, and whoever was meant to come would find their code used.
    public static let kinds: Set<FactKind> = [
      .reservationApproved, .reservationMoved, .reservationCancelled, .reservationMarkedAbsent,
      .reservationCheckedIn,
    ]

    public var event: EventID
    public var at: Moment
    public var kind: FactKind
    var status: ReservationStatus
    public var slot: Slot
    var officer: OfficerID?
  }

  /// What one writer decided while another decided otherwise.
  public struct Side: Equatable, Sendable {
    public var event: EventID
    public var happening: Happening

    /// When it would have the visitor come, if it says so.
    public var slot: Slot? {
      switch happening {
      case .fact(.reservationApproved(let approved)): approved.slot
      case .fact(.reservationMoved(let moved)): moved.slot
      default: nil
      }
    }

    /// With whom, if it says so.
    public var officer: OfficerID? {
      switch happening {
      case .fact(.reservationApproved(let approved)): approved.officer
      case .fact(.reservationMoved(let moved)): moved.officer
      default: nil
      }
    }
  }

  public struct Overruled: Equatable, Sendable {
    public var event: EventID
    public var kind: FactKind
    public var by: EventID
  }
}
