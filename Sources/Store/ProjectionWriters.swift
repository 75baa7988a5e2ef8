import Domain
import SQL

/// Prepared statements of every projection.
final class ProjectionWriters {
  let visit: ProjectionWriter<Visit>
  let guest: ProjectionWriter<Guest>
  let officer: ProjectionWriter<Officer>
  let reservation: ProjectionWriter<Reservation>
  let complaint: ProjectionWriter<Complaint>
  let day: ProjectionWriter<ServiceDay>
  let office: ProjectionWriter<Office>

  init(_ connection: any SQLConnection, office code: OfficeCode, mode: ProjectionMode = .upsert) throws(SQLFault) {
    visit = try ProjectionWriter(Projections.visit, connection, code, mode)
    guest = try ProjectionWriter(Projections.guest, connection, code, mode)
    officer = try ProjectionWriter(Projections.officer, connection, code, mode)
    reservation = try ProjectionWriter(Projections.reservation, connection, code, mode)
    complaint = try ProjectionWriter(Projections.complaint, connection, code, mode)
    day = try ProjectionWriter(Projections.day, connection, code, mode)
    office = try ProjectionWriter(Projections.office, connection, code, mode)
  }

  func write(_ folded: Folded) throws(SQLFault) {
    switch folded {
    case .visit(let subject): try visit.write(subject)
    case .guest(let subject): try guest.write(subject)
    case .officer(let subject): try officer.write(subject)
    case .reservation(let subject): try reservation.write(subject)
    case .complaint(let subject): try complaint.write(subject)
    case .day(let subject): try day.write(subject)
    case .office(let subject): try office.write(subject)
    }
  }

  /// The stored row differs from the one the log means.
  func differs(_ folded: Folded) throws -> Bool {
    switch folded {
    case .visit(let subject): try visit.differs(subject)
    case .guest(let subject): try guest.differs(subject)
    case .officer(let subject): try officer.differs(subject)
    case .reservation(let subject): try reservation.differs(subject)
    case .complaint(let subject): try complaint.differs(subject)
    case .day(let subject): try day.differs(subject)
    case .office(let subject): try office.differs(subject)
    }
  }
}

enum ProjectionMode { case upsert, insert }

final class ProjectionWriter<S: Sendable> {
  private let projection: Projection<S>
  private let office: SQLValue
  private let writing: any SQLStatement
  private let reading: any SQLStatement

  init(_ projection: Projection<S>, _ connection: any SQLConnection, _ office: OfficeCode, _ mode: ProjectionMode)
    throws(SQLFault)
  {
    self.projection = projection
    self.office = .integer(office.number)
    writing = try connection.prepare(mode == .upsert ? projection.upsert : projection.insert)
    reading = try connection.prepare(projection.select)
  }

  func write(_ subject: S) throws(SQLFault) {
    try writing.run([office, .integer(projection.id(subject).number)] + projection.row(subject))
  }

  func differs(_ subject: S) throws -> Bool {
    let stored = try reading.first([office, .integer(projection.id(subject).number)]) { projection.read($0) }
    return stored != projection.row(subject)
  }
}
