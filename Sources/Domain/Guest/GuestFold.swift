extension Guest: Subject {
  public init?(opening: Happening, _ occurrence: Occurrence) {
    guard opening.kind == .guestRegistered else { return nil }
    id = GuestID(occurrence.id)
    registeredAt = occurrence.at
    heads = [occurrence.id]
    if case .fact(.guestRegistered(let registered)) = opening { profile = registered.profile }
  }

  public mutating func apply(_ happening: Happening, _ occurrence: Occurrence) {
    heads = [occurrence.id]
    guard case .fact(let fact) = happening else { return }
    switch fact {
    case .guestAmended(let amended):
      profile = amended.profile
      // What an erasure of some classes let stay is restated after it.
      isErased = false
    case .consentGiven(let given):
      consent = Consent(version: given.version, channel: given.channel, givenAt: occurrence.at)
    case .consentWithdrawn: consent?.withdrawnAt = occurrence.at
    case .wordsErased:
      profile = GuestProfile()
      isErased = true
    default: break
    }
  }
}
