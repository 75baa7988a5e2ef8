extension Complaint: Subject {
  public init?(opening: Happening, _ occurrence: Occurrence) {
    guard case .fact(.complaintFiled(let filed)) = opening else { return nil }
    id = ComplaintID(occurrence.id)
    channel = filed.channel
    visit = filed.visit
    guest = filed.guest
    filedAt = occurrence.at
    heads = [occurrence.id]
  }

  public mutating func apply(_ happening: Happening, _ occurrence: Occurrence) {
    heads = [occurrence.id]
    switch happening {
    case .fact(.complaintWorded(let worded)): words = worded.words
    case .fact(.complaintAnswered(let answered)):
      answer = answered.answer
      if status == .filed { status = .answered }
    case .erased(.complaintAnswered): if status == .filed { status = .answered }
    case .fact(.complaintClosed): status = .closed
    case .fact(.wordsErased):
      words = ""
      answer = ""
    default: break
    }
  }
}
