import Desk
import Domain
import Engine

extension LineView {
  /// The line as the status pages show it.
  init(_ picture: LinePicture, isQuiet: Bool, now: Moment, date: (Moment) -> String) {
    self.init()
    state = Self.state(picture, isQuiet: isQuiet)
    talking = picture.isTalking
    unsent = picture.unsent
    unsentSince = picture.unsentSince.map(date) ?? ""
    unsentMinutes = picture.unsentSince.map { max(0, $0.span(until: now).wholeMinutes) }
    if let last = picture.lastWhole, picture.isEnrolled {
      lastExchange = date(last)
      ageMinutes = max(0, last.span(until: now).wholeMinutes)
    }
    failures = picture.failures
    catchingUp = picture.isCatchingUp
    offsetMilliseconds = picture.offset.map { Int($0.milliseconds) }
    parked = picture.parkedCount
    parkedEvents = picture.parked.map { aside in
      ParkedLine { ($0.event, $0.indonesian, $0.english) = (aside.id, aside.reason.indonesian, aside.reason.english) }
    }
    identities = picture.changes
    seat = picture.seat
    centre = picture.centre
    bytesToday = picture.spent
    let text = sentence
    (indonesian, english) = (text.indonesian, text.english)
  }

  private static func state(_ picture: LinePicture, isQuiet: Bool) -> LineState {
    guard picture.isEnrolled else { return .none }
    switch picture.condition {
    case .paused: return .paused
    case .revoked: return .revoked
    case .notEnrolled: return .notEnrolled
    case .unsupported: return .unsupported
    case .never, .good, .failing: break
    }
    if isQuiet { return .notRunning }
    if picture.isOverBudget { return .overBudget }
    if picture.isToStranger { return .stranger }
    switch picture.condition {
    case .good: return .good
    case .failing: return .failing
    default:
      if picture.failures > 0 { return .failing }
      return picture.lastWhole == nil ? .never : .connecting
    }
  }

  /// What stands on one row: how it is, what waits, how old the centre's word is.
  private var sentence: Bilingual {
    var (indonesian, english) = (state.label.indonesian, state.label.english)
    guard state != .none else { return state.label }
    if unsent > 0 {
      let amount = Amount.events(unsent)
      indonesian += ", \(amount.indonesian) belum terkirim" + (unsentSince.isEmpty ? "" : " sejak \(unsentSince)")
      english += ", \(amount.english) not sent" + (unsentSince.isEmpty ? "" : " since \(unsentSince)")
    } else {
      indonesian += ", semua terkirim"
      english += ", everything sent"
    }
    if let ageMinutes {
      let age = Amount.time(minutes: ageMinutes)
      indonesian += ageMinutes == 0 ? "; data pusat terbaru" : "; data pusat berumur \(age.indonesian)"
      english += ageMinutes == 0 ? "; the centre's data are current" : "; the centre's data are \(age.english) old"
    }
    if catchingUp {
      indonesian += "; masih membaca riwayat"
      english += "; still reading the past"
    }
    return Bilingual(indonesian, english)
  }
}
