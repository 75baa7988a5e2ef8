import Canvas
import Desk
import Domain

/// What is still to be sent to the node, one errand after the other, and what is done: a refusal of the second leaves the first as it
/// stands.
struct BookWork: Sendable, Equatable {
  enum Deed: String, Sendable, CaseIterable { case register, link, amend, consent, sign, identity, locker }

  private let visit: VisitKey
  var todo: [Deed] = []
  var done: Set<Deed> = []
  /// Why the first of `todo` was not done.
  var refused: Refused?
  /// The guest behind the visit, once there is one.
  var guest: GuestView?
  var guestID: GuestID?
  /// Of the guest who was registered now.
  var code: String?
  var locker: Int?
  var knownIdentity: IdentityKind?
  var hasLocker = false

  init(visit: VisitKey) { self.visit = visit }

  /// The visit is part of the name: what is asked for one guest never answers for another.
  func errand(_ deed: Deed) -> Errand { Errand("book.\(deed.rawValue) \(visit.word)") }
  func deed(_ errand: Errand) -> Deed? { Deed.allCases.first { self.errand($0) == errand } }

  var errands: [Errand] { Deed.allCases.map(errand) }
}

extension GuestBook {
  /// Whether an answer of the node is being waited for.
  func isSending(_ bearings: Bearings) -> Bool { !bearings.underWay.isDisjoint(with: work.errands) }

  /// What has to be sent for the answers as they are. Deeds that are done are not done again.
  private var deeds: [BookWork.Deed] {
    var deeds: [BookWork.Deed] = []
    let agrees = answers.agrees == true
    if returning != nil {
      deeds.append(.link)
    } else if let guest = work.guest {
      if agrees {
        deeds.append(.link)
        if answers.changes(from: guest.profile) != nil { deeds.append(.amend) }
        if guest.consent == nil || guest.consent?.withdrawnAt != nil { deeds.append(.consent) }
      }
    } else if agrees {
      deeds.append(.register)
    }
    if !isStopping || !answers[.purpose].isEmpty { deeds.append(.sign) }
    if let shown = answers[.identity].value(IdentityKind.self), shown != work.knownIdentity { deeds.append(.identity) }
    if !work.hasLocker, answers[.locker].chosen == 0 { deeds.append(.locker) }
    return deeds.filter { !work.done.contains($0) }
  }

  /// Begins, or goes on after a refusal.
  mutating func send(_ bearings: inout Bearings) -> Step {
    guard !isSending(bearings) else { return .on([]) }
    work.refused = nil
    work.todo = deeds
    return sendNext(&bearings)
  }

  private mutating func sendNext(_ bearings: inout Bearings) -> Step {
    guard let deed = work.todo.first else { return sent(&bearings) }
    let command = command(deed)
    return .on(bearings.ask(work.errand(deed)) { .perform(command, $0) })
  }

  private func command(_ deed: BookWork.Deed) -> Command {
    let key = visit
    let channel: Channel = manner == .visitor ? .kiosk : .desk
    switch deed {
    case .register:
      return .registerGuest(
        RegisterGuest {
          $0.profile = answers.profile
          $0.consent = Consent.current.version
          $0.channel = channel
          $0.visit = key
        })
    case .link:
      return .linkGuest(
        LinkGuest {
          $0.visit = key
          $0.guest = returning?.guest ?? work.guest?.guest ?? .blank
          $0.code = returningCode
        })
    case .amend:
      return .amendGuest(
        AmendGuest {
          $0.guest = work.guest?.guest ?? .blank
          $0.changes = work.guest.flatMap { answers.changes(from: $0.profile) } ?? GuestChanges()
        })
    case .consent:
      return .giveConsent(
        GiveConsent {
          $0.guest = work.guest?.guest ?? .blank
          $0.channel = channel
        })
    case .sign: return .signGuestBook(answers.entry(of: key))
    case .identity:
      return .showIdentity(
        ShowIdentity {
          $0.visit = key
          $0.kind = answers[.identity].value(IdentityKind.self) ?? .ktp
        })
    case .locker: return .giveLocker(GiveLocker { $0.visit = key })
    }
  }

  mutating func answered(_ errand: Errand, _ answer: Answer, _ bearings: inout Bearings) -> Step {
    guard let deed = work.deed(errand), work.todo.first == deed else { return .on([]) }
    work.todo.removeFirst()
    work.done.insert(deed)
    if deed == .register {
      work.guestID = answer.guest
      work.code = answer.code
    }
    if deed == .locker { work.locker = answer.locker }
    for notice in answer.notices where notice != .consentMissing { bearings.say(notice.label, .warning) }
    return sendNext(&bearings)
  }

  mutating func refused(_ errand: Errand, _ refused: Refused, _ bearings: inout Bearings) -> Step {
    if errand == codeErrand {
      codeRefused(refused)
      return .on([])
    }
    if search.errand == errand {
      search.isUnderWay = false
      search.refused = refused
      return .on([])
    }
    guard let deed = work.deed(errand), work.todo.first == deed else { return .on([]) }
    // Somebody has linked a guest meanwhile: that stands, and the visit is still to be signed for.
    if refused.code == "already-signed", manner == .visitor, deed == .register || deed == .link {
      work.todo.removeFirst()
      work.done.insert(deed)
      return sendNext(&bearings)
    }
    work.refused = refused
    if manner == .staff { bearings.say(refused.text, .warning) }
    return .on([])
  }

  mutating func read(_ errand: Errand, _ view: View, _ bearings: inout Bearings) -> Step {
    if errand == codeErrand, case .code(let code) = view { return codeRead(code) }
    if errand == search.errand, case .guests(let guests) = view { return .on(found(guests, &bearings)) }
    return .on([])
  }

  private mutating func sent(_ bearings: inout Bearings) -> Step {
    if manner == .staff {
      bearings.say(savedText, .good)
      return .done([], guestCode: work.code)
    }
    page = isStopping ? .paused : .thanks
    asksToStop = false
    selection = -1
    forgetAnswers()
    return .on([])
  }

  private var savedText: Bilingual {
    if let code = work.code { return BookWord.savedCode.both.filled(code) }
    if let locker = work.locker { return BookWord.savedLocker.both.filled(String(locker)) }
    return BookWord.saved.both
  }

  /// Everything is stored: what was typed need not stay on this terminal.
  mutating func forgetAnswers() {
    answers = Answers()
    form = Form([Question.gender.entry])
    returningCode = ""
  }
}
