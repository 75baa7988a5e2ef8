extension Visit: Subject {
  public init?(opening: Happening, _ occurrence: Occurrence) {
    guard case .fact(.visitOpened(let opened)) = opening else { return nil }
    id = VisitID(occurrence.id)
    day = opened.day
    number = opened.number
    service = opened.service
    priority = opened.priority
    language = opened.language
    channel = opened.channel
    reservation = opened.reservation
    openedAt = occurrence.at
    queued = occurrence.id
    queuedAt = occurrence.at
    heads = [occurrence.id]
  }

  public mutating func apply(_ happening: Happening, _ occurrence: Occurrence) {
    heads = [occurrence.id]
    guard case .fact(let fact) = happening else { return }
    if move(fact, occurrence) || gather(fact) { return }
    overruled.append(occurrence.id)
  }

  /// Facts that move the visit. False when the visit no longer stands where the fact was decided.
  private mutating func move(_ fact: Fact, _ occurrence: Occurrence) -> Bool {
    let before = place
    switch (fact, stage) {
    case (.visitCalled(let call), .waiting), (.visitCalled(let call), .missed):
      stage = .called
      (desk, officer) = (call.desk, call.officer)
      recalls = 0
      (calledAt, lastCall) = (occurrence.at, occurrence.id)
      (firstCalledAt, firstCall) = (firstCalledAt ?? occurrence.at, firstCall ?? occurrence.id)
    case (.visitRecalled, .called):
      recalls += 1
      (calledAt, lastCall) = (occurrence.at, occurrence.id)
      return true
    case (.visitMissed, .called):
      stage = .missed
      (desk, officer) = (nil, nil)
    case (.visitRequeued, .missed), (.visitRequeued, .lapsed):
      stage = .waiting
      (closeReason, finishedAt, finished) = (nil, nil, nil)
      (queued, queuedAt) = (occurrence.id, occurrence.at)
    case (.visitTransferred(let transfer), .called), (.visitTransferred(let transfer), .serving),
      (.visitTransferred(let transfer), .waiting), (.visitTransferred(let transfer), .parked):
      stage = .waiting
      service = transfer.service
      (desk, officer) = (nil, nil)
      (queued, queuedAt) = (occurrence.id, occurrence.at)
    case (.serviceStarted(let start), .called), (.serviceStarted(let start), .waiting):
      stage = .serving
      (desk, officer) = (start.desk, start.officer)
      (startedAt, started) = (startedAt ?? occurrence.at, started ?? occurrence.id)
    case (.visitParked, .serving):
      stage = .parked
    case (.serviceResumed(let start), .parked):
      stage = .serving
      (desk, officer) = (start.desk, start.officer)
    case (.visitFinished(let finish), .serving), (.visitFinished(let finish), .parked):
      stage = .finished
      outcome = finish.outcome
      (finishedAt, finished) = (occurrence.at, occurrence.id)
    case (.visitCancelled(let cancel), .waiting), (.visitCancelled(let cancel), .called),
      (.visitCancelled(let cancel), .missed):
      stage = .cancelled
      close(cancel.reason, occurrence)
    case (.visitLapsed(let lapse), _) where stage.isOpen:
      stage = .lapsed
      close(lapse.reason, occurrence)
    case (.stepUndone(let undo), _):
      guard let undoable, undoable.event == undo.undone else { return false }
      place = undoable.before
      if stage != .finished { outcome = nil }
      self.undoable = nil
      return true
    default:
      return false
    }
    undoable = Undoable(event: occurrence.id, at: occurrence.at, kind: fact.kind, before: before)
    return true
  }

  private mutating func close(_ reason: CloseReason, _ occurrence: Occurrence) {
    closeReason = reason
    (finishedAt, finished) = (occurrence.at, occurrence.id)
  }

  /// Facts that add to the visit wherever it stands: they never conflict.
  private mutating func gather(_ fact: Fact) -> Bool {
    switch fact {
    case .guestLinked(let linked): guest = linked.guest
    case .guestBookSigned(let signed): entry = signed.entry
    case .guestBookWorded(let worded): entryWords = worded.words
    case .identityShown(let shown): identity = shown.kind
    case .lockerGiven(let given):
      locker = given.locker
      usedLocker = true
    case .lockerReturned: locker = nil
    case .dataNeeded(let needed): needs.append(needed.need)
    case .noteTaken(let taken): notes.append(taken.note)
    case .onlineLinked(let linked): onlineLinks.append(linked.reference)
    case .visitRated(let rated):
      // One rating per instrument: the first in the visit's order stands.
      guard !ratings.contains(where: { $0.instrument == rated.rating.instrument }) else { return false }
      ratings.append(rated.rating)
    case .commentLeft(let left): comment = left.comment
    case .wordsErased:
      needs = []
      notes = []
      onlineLinks = []
      entryWords = nil
      comment = ""
    default: return false
    }
    return true
  }

  private var place: Undoable.Place {
    get {
      .init(
        stage: stage, service: service, desk: desk, officer: officer, recalls: recalls, calledAt: calledAt,
        firstCalledAt: firstCalledAt, firstCall: firstCall, lastCall: lastCall, startedAt: startedAt,
        started: started, finishedAt: finishedAt, finished: finished, closeReason: closeReason, queued: queued,
        queuedAt: queuedAt)
    }
    set {
      stage = newValue.stage
      service = newValue.service
      desk = newValue.desk
      officer = newValue.officer
      recalls = newValue.recalls
      calledAt = newValue.calledAt
      (firstCalledAt, firstCall) = (newValue.firstCalledAt, newValue.firstCall)
      lastCall = newValue.lastCall
      (startedAt, started) = (newValue.startedAt, newValue.started)
      (finishedAt, finished) = (newValue.finishedAt, newValue.finished)
      closeReason = newValue.closeReason
      queued = newValue.queued
      queuedAt = newValue.queuedAt
    }
  }
}
