extension Officer: Subject {
  public init?(opening: Happening, _ occurrence: Occurrence) {
    guard case .fact(.officerAdded(let added)) = opening else { return nil }
    id = OfficerID(occurrence.id)
    profile = added.profile
    heads = [occurrence.id]
  }

  public mutating func apply(_ happening: Happening, _ occurrence: Occurrence) {
    heads = [occurrence.id]
    guard case .fact(let fact) = happening else { return }
    switch fact {
    case .officerChanged(let changed): profile = changed.profile
    case .officerLeft: hasLeft = true
    case .officerPinSet: hasPin = true
    default: break
    }
  }
}
