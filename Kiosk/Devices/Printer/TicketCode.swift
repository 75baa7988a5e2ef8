import Domain

/// What the code on a ticket says: which visit of which office, and nothing about anybody.
///
/// Upper-case letters and digits make the smallest code; a scanner types it as it stands.
public struct TicketCode: Equatable, Sendable {
  public var office: OfficeCode
  public var visit: VisitID

  public init(office: OfficeCode, visit: VisitID) {
    self.office = office
    self.visit = visit
  }

  /// `LOKET:8205:1-42`.
  public var text: String { "LOKET:\(office):\(visit)" }

  /// `nil` for everything that is no ticket of ours; scanners read whatever is held in front of them.
  public init?(_ text: some StringProtocol) {
    let parts = text.uppercased().split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "LOKET", let office = OfficeCode(word: String(parts[1])),
      let visit = EventID(parts[2])
    else { return nil }
    self.init(office: office, visit: VisitID(visit))
  }
}
