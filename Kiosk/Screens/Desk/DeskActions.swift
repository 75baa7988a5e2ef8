import Canvas
import Desk
import Domain

/// What an officer can do at a desk, each with a letter that works in either case.
enum DeskAction: CaseIterable {
  case next, call, serve, recall, skip
  case park, resume, transfer, finish, undo
  case needs, notes, online, search, requeue

  var letter: Unicode.Scalar {
    switch self {
    case .next: "n"
    case .call: "c"
    case .serve: "v"
    case .recall: "r"
    case .skip: "s"
    case .park: "p"
    case .resume: "e"
    case .transfer: "t"
    case .finish: "f"
    case .undo: "u"
    case .needs: "g"
    case .notes: "k"
    case .online: "o"
    case .search: "/"
    case .requeue: "q"
    }
  }

  /// As printed on the key.
  var keyName: String { String(Character(letter)).uppercased() }
  var key: Key { .character(letter) }

  init?(letter: Unicode.Scalar) {
    let small = letter.properties.lowercaseMapping
    guard let found = Self.allCases.first(where: { String(Character($0.letter)) == small }) else { return nil }
    self = found
  }

  var word: DeskActionWord {
    switch self {
    case .next: .next
    case .call: .call
    case .serve: .serve
    case .recall: .recall
    case .skip: .skip
    case .park: .park
    case .resume: .resume
    case .transfer: .transfer
    case .finish: .finish
    case .undo: .undo
    case .needs: .needs
    case .notes: .notes
    case .online: .online
    case .search: .search
    case .requeue: .requeue
    }
  }

  /// What becomes of the visitor, for the help page.
  var explanation: DeskActionWord {
    switch self {
    case .next: .nextHelp
    case .call: .callHelp
    case .serve: .serveHelp
    case .recall: .recallHelp
    case .skip: .skipHelp
    case .park: .parkHelp
    case .resume: .resumeHelp
    case .transfer: .transferHelp
    case .finish: .finishHelp
    case .undo: .undoHelp
    case .needs: .needsHelp
    case .notes: .notesHelp
    case .online: .onlineHelp
    case .search: .searchHelp
    case .requeue: .requeueHelp
    }
  }
}

/// Why a key makes no sense now: on the button in two words, as a sentence when it is pressed.
enum DeskHindrance: Equatable {
  case notLoaded, deskFree, alreadyServing, notCalledYet, deskHeld
  case nobodyWaiting, nobodyParked, nobodyMissed, nothingToUndo, recallsUsed, recalledJustNow, noOtherService

  var short: DeskActionWord {
    switch self {
    case .notLoaded: .notLoaded
    case .deskFree: .deskFree
    case .alreadyServing: .alreadyServing
    case .notCalledYet: .serveFirst
    case .deskHeld: .deskHeld
    case .nobodyWaiting: .nobodyWaiting
    case .nobodyParked: .nobodyParked
    case .nobodyMissed: .nobodyMissed
    case .nothingToUndo: .nothingToUndo
    case .recallsUsed: .recallsUsed
    case .recalledJustNow: .recalledJustNow
    case .noOtherService: .noOtherService
    }
  }

  var sentence: DeskActionWord {
    switch self {
    case .notLoaded: .notLoadedWhy
    case .deskFree: .deskFreeWhy
    case .alreadyServing: .alreadyServingWhy
    case .notCalledYet: .serveFirstWhy
    case .deskHeld: .deskHeldWhy
    case .nobodyWaiting: .nobodyWaitingWhy
    case .nobodyParked: .nobodyParkedWhy
    case .nobodyMissed: .nobodyMissedWhy
    case .nothingToUndo: .nothingToUndoWhy
    case .recallsUsed: .recallsUsedWhy
    case .recalledJustNow: .recalledJustNowWhy
    case .noOtherService: .noOtherServiceWhy
    }
  }
}

extension DeskTerminal {
  /// `nil` when the action makes sense now.
  func hindrance(_ action: DeskAction) -> DeskHindrance? {
    guard let view = picture.desk else { return .notLoaded }
    let held = view.visit
    switch action {
    case .next:
      if held != nil { return .deskHeld }
      return picture.waiting.isEmpty ? .nobodyWaiting : nil
    case .call:
      if held != nil { return .deskHeld }
      return picture.waiting.isEmpty && view.missed.isEmpty ? .nobodyWaiting : nil
    case .resume:
      if view.parked.isEmpty { return .nobodyParked }
      return held == nil ? nil : .deskHeld
    case .requeue: return view.missed.isEmpty ? .nobodyMissed : nil
    case .undo: return picture.undoing(at: bearings.now) == nil ? .nothingToUndo : nil
    case .search: return nil
    default: break
    }
    guard let held else { return .deskFree }
    switch action {
    case .serve, .skip: return held.stage == .called ? nil : .alreadyServing
    case .recall:
      guard held.stage == .called else { return .alreadyServing }
      if recallsLeft(held) == 0 { return .recallsUsed }
      return isStillSounding(held.visit) ? .recalledJustNow : nil
    case .park, .finish: return held.stage == .serving ? nil : .notCalledYet
    case .transfer: return services(besides: held.service).isEmpty ? .noOtherService : nil
    default: return nil
    }
  }

  /// As the office's rule has it: the key says so before it is pressed.
  static let recallPause = Duration.milliseconds(Visit.recallPause.milliseconds)

  private func isStillSounding(_ visit: VisitID) -> Bool {
    recalled.map { $0.visit == visit && bearings.now < $0.at + Self.recallPause } ?? false
  }

  func recallsLeft(_ visit: VisitView) -> Int { max(0, (bearings.profile?.recallLimit ?? 1) - visit.recalls) }

  func services(besides key: String) -> [Service] { (bearings.profile?.services ?? []).filter { $0.key != key } }
}
