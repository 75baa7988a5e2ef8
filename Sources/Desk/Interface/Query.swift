import Domain

/// What a terminal may ask to see.
public enum Query: Equatable, Sendable {
  case status(Empty)
  case day(DayQuery)
  case queue(QueueQuery)
  case board(Empty)
  case ticket(VisitQuery)
  case desk(DeskQuery)
  case rating(DeskQuery)
  case visit(VisitQuery)
  case guests(GuestsQuery)
  case guest(GuestQuery)
  case officers(Empty)
  case profile(Empty)
  case reservations(DayQuery)
  case undecided(Empty)
  case complaints(Empty)
  case log(LogQuery)
  case code(CodeQuery)
  case help(Empty)
  case line(Empty)
  case overruled(Empty)
}

public enum QueryKind: String, CaseIterable, Sendable {
  case status
  case day
  case queue
  case board
  case ticket
  case desk
  case rating
  case visit
  case guests
  case guest
  case officers
  case profile
  case reservations
  case undecided
  case complaints
  case log
  case code
  case help
  case line
  case overruled

  /// Visitors see numbers and hours; names are for staff.
  public var isForStaff: Bool {
    switch self {
    case .status, .day, .board, .ticket, .rating, .profile, .code, .help: false
    default: true
    }
  }
}

extension Query {
  public var kind: QueryKind {
    switch self {
    case .status: .status
    case .day: .day
    case .queue: .queue
    case .board: .board
    case .ticket: .ticket
    case .desk: .desk
    case .rating: .rating
    case .visit: .visit
    case .guests: .guests
    case .guest: .guest
    case .officers: .officers
    case .profile: .profile
    case .reservations: .reservations
    case .undecided: .undecided
    case .complaints: .complaints
    case .log: .log
    case .code: .code
    case .help: .help
    case .line: .line
    case .overruled: .overruled
    }
  }

  public func write<V: FieldVisitor>(to visitor: inout V) throws {
    switch self {
    case .status(var body): try visitor.record(&body)
    case .day(var body): try visitor.record(&body)
    case .queue(var body): try visitor.record(&body)
    case .board(var body): try visitor.record(&body)
    case .ticket(var body): try visitor.record(&body)
    case .desk(var body): try visitor.record(&body)
    case .rating(var body): try visitor.record(&body)
    case .visit(var body): try visitor.record(&body)
    case .guests(var body): try visitor.record(&body)
    case .guest(var body): try visitor.record(&body)
    case .officers(var body): try visitor.record(&body)
    case .profile(var body): try visitor.record(&body)
    case .reservations(var body): try visitor.record(&body)
    case .undecided(var body): try visitor.record(&body)
    case .complaints(var body): try visitor.record(&body)
    case .log(var body): try visitor.record(&body)
    case .code(var body): try visitor.record(&body)
    case .help(var body): try visitor.record(&body)
    case .line(var body): try visitor.record(&body)
    case .overruled(var body): try visitor.record(&body)
    }
  }

  public init<V: FieldVisitor>(_ kind: QueryKind, from visitor: inout V) throws {
    func body<R: Record>(_: R.Type) throws -> R {
      var blank = R()
      try visitor.record(&blank)
      return blank
    }
    switch kind {
    case .status: self = .status(try body(Empty.self))
    case .day: self = .day(try body(DayQuery.self))
    case .queue: self = .queue(try body(QueueQuery.self))
    case .board: self = .board(try body(Empty.self))
    case .ticket: self = .ticket(try body(VisitQuery.self))
    case .desk: self = .desk(try body(DeskQuery.self))
    case .rating: self = .rating(try body(DeskQuery.self))
    case .visit: self = .visit(try body(VisitQuery.self))
    case .guests: self = .guests(try body(GuestsQuery.self))
    case .guest: self = .guest(try body(GuestQuery.self))
    case .officers: self = .officers(try body(Empty.self))
    case .profile: self = .profile(try body(Empty.self))
    case .reservations: self = .reservations(try body(DayQuery.self))
    case .undecided: self = .undecided(try body(Empty.self))
    case .complaints: self = .complaints(try body(Empty.self))
    case .log: self = .log(try body(LogQuery.self))
    case .code: self = .code(try body(CodeQuery.self))
    case .help: self = .help(try body(Empty.self))
    case .line: self = .line(try body(Empty.self))
    case .overruled: self = .overruled(try body(Empty.self))
    }
  }
}

/// What a terminal is shown: the answer to the query of the same name.
public enum View: Equatable, Sendable {
  case status(StatusView)
  case day(DayView)
  case queue(QueueView)
  case board(BoardView)
  case ticket(TicketView)
  case desk(DeskView)
  case rating(RatingView)
  case visit(VisitView)
  case guests(GuestsView)
  case guest(GuestView)
  case officers(OfficersView)
  case profile(ProfileView)
  case reservations(ReservationsView)
  case undecided(ReservationsView)
  case complaints(ComplaintsView)
  case log(LogView)
  case code(CodeView)
  case help(HelpView)
  case line(LineView)
  case overruled(OverruledView)
}

extension View {
  public func write<V: FieldVisitor>(to visitor: inout V) throws {
    switch self {
    case .status(var body): try visitor.record(&body)
    case .day(var body): try visitor.record(&body)
    case .queue(var body): try visitor.record(&body)
    case .board(var body): try visitor.record(&body)
    case .ticket(var body): try visitor.record(&body)
    case .desk(var body): try visitor.record(&body)
    case .rating(var body): try visitor.record(&body)
    case .visit(var body): try visitor.record(&body)
    case .guests(var body): try visitor.record(&body)
    case .guest(var body): try visitor.record(&body)
    case .officers(var body): try visitor.record(&body)
    case .profile(var body): try visitor.record(&body)
    case .reservations(var body): try visitor.record(&body)
    case .undecided(var body): try visitor.record(&body)
    case .complaints(var body): try visitor.record(&body)
    case .log(var body): try visitor.record(&body)
    case .code(var body): try visitor.record(&body)
    case .help(var body): try visitor.record(&body)
    case .line(var body): try visitor.record(&body)
    case .overruled(var body): try visitor.record(&body)
    }
  }

  public init<V: FieldVisitor>(_ kind: QueryKind, from visitor: inout V) throws {
    func body<R: Record>(_: R.Type) throws -> R {
      var blank = R()
      try visitor.record(&blank)
      return blank
    }
    switch kind {
    case .status: self = .status(try body(StatusView.self))
    case .day: self = .day(try body(DayView.self))
    case .queue: self = .queue(try body(QueueView.self))
    case .board: self = .board(try body(BoardView.self))
    case .ticket: self = .ticket(try body(TicketView.self))
    case .desk: self = .desk(try body(DeskView.self))
    case .rating: self = .rating(try body(RatingView.self))
    case .visit: self = .visit(try body(VisitView.self))
    case .guests: self = .guests(try body(GuestsView.self))
    case .guest: self = .guest(try body(GuestView.self))
    case .officers: self = .officers(try body(OfficersView.self))
    case .profile: self = .profile(try body(ProfileView.self))
    case .reservations: self = .reservations(try body(ReservationsView.self))
    case .undecided: self = .undecided(try body(ReservationsView.self))
    case .complaints: self = .complaints(try body(ComplaintsView.self))
    case .log: self = .log(try body(LogView.self))
    case .code: self = .code(try body(CodeView.self))
    case .help: self = .help(try body(HelpView.self))
    case .line: self = .line(try body(LineView.self))
    case .overruled: self = .overruled(try body(OverruledView.self))
    }
  }
}
