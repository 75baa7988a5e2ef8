/// A complaint (*pengaduan*) and what became of it. Anonymous unless the person says who they are.
public struct Complaint: Equatable, Sendable {
  public enum Status: UInt8, Category {
    case filed = 1
    case answered, closed

    public static let terms = [
      Term("filed", "diterima", "filed"), Term("answered", "dijawab", "answered"), Term("closed", "selesai", "closed"),
    ]
  }

  public var id: ComplaintID
  public var channel = ComplaintChannelKind.kiosk
  public var words = ""
  public var visit: VisitID?
  public var guest: GuestID?
  public var filedAt: Moment
  public var status = Status.filed
  public var answer = ""
  public var heads: [EventID]

  /// Somebody's own words are still kept here.
  public var hasWords: Bool { !words.isEmpty || !answer.isEmpty }
}
