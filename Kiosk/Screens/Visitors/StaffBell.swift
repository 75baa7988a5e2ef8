import Canvas
import Desk
import Domain

/// What a visitor's terminal knows of the person it has asked for: rung, on the way, or nobody came.
public struct StaffBell: Sendable, Equatable {
  enum State: Sendable, Equatable {
    case silent
    /// Pressed; the node has not said yet that staff see it.
    case ringing
    case rung(since: String)
    case attended
    /// The node's limit has passed and nobody came; said for a while, for whoever still stands here.
    case over(until: Duration)
  }

  static let errand = Errand("staff.ask")

  static let overFor = Duration.seconds(60)

  private(set) var state = State.silent
  /// The ask's id, by which it is followed and sent again.
  private var ask = ""
  private var help = HelpAsk()
  /// The line was lost: a node that comes back may have forgotten.
  private var mustRepeat = false

  /// The view in which the answer is seen, as long as something is waited for.
  var watching: [Query] { ask.isEmpty ? [] : [.help(Empty())] }

  /// A second press while somebody is asked for is no second ask.
  var canRing: Bool {
    switch state {
    case .silent, .over: true
    case .ringing, .rung, .attended: false
    }
  }

  /// When what it says goes by itself.
  var deadline: Duration? { if case .over(let until) = state { until } else { nil } }

  fileprivate mutating func rings(_ help: HelpAsk) {
    self = StaffBell()
    state = .ringing
    self.help = help
  }

  /// What is to be sent again.
  fileprivate mutating func take(_ input: Input, at now: Duration) -> HelpAsk? {
    if let deadline, deadline <= now { state = .silent }
    switch input {
    case .read(Self.errand, .help(let view)):
      ask = view.own
      learn(view, at: now)
    case .refused(Self.errand, _): self = StaffBell()
    case .view(.help, .help(let view)) where !mustRepeat && !ask.isEmpty: learn(view, at: now)
    case .link(.lost): mustRepeat = !ask.isEmpty
    case .link(.up) where mustRepeat:
      mustRepeat = false
      guard case .rung = state else { return nil }
      var again = help
      again.ask = ask
      return again
    default: break
    }
    return nil
  }

  private mutating func learn(_ view: HelpView, at now: Duration) {
    if let line = view.asks.first(where: { $0.ask == ask }) {
      state = line.isAttended ? .attended : .rung(since: line.since)
    } else {
      // Whoever came has been here meanwhile.
      state = state == .attended ? .silent : .over(until: now + Self.overFor)
      ask = ""
    }
  }

  /// For the row above the page.
  func banner(_ speech: Speech) -> (String, Banner.Kind)? {
    switch state {
    case .silent: nil
    case .ringing: (speech(StaffWord.ringing), .information)
    case .rung(let since): (speech(StaffWord.rung, since), .information)
    case .attended: (speech(StaffWord.attended), .good)
    case .over: (speech(StaffWord.nobodyCame), .warning)
    }
  }
}

extension Bearings {
  /// Asks the office for a person, and rings here as well: whoever stands near hears it without any line.
  mutating func ring(_ place: HelpPlace, _ number: QueueNumber? = nil) -> [Wish] {
    guard bell.canRing else { return [.bell] }
    let help = HelpAsk { ($0.place, $0.number) = (place, number) }
    bell.rings(help)
    return [.bell] + ask(StaffBell.errand) { .askForHelp(help, $0) }
  }

  /// What follows from news about the person asked for.
  mutating func followBell(_ input: Input) -> [Wish] {
    guard let again = bell.take(input, at: now) else { return [] }
    return ask(StaffBell.errand) { .askForHelp(again, $0) }
  }
}

/// The words about a person who is asked for, at both ends.
public enum StaffWord: String, Vocabulary {
  case call, ringing, rung, attended, nobodyCame
  case wanted, wantedNumber, more, go, going

  public static let place = "staff"
  public static let indonesian: [Self: String] = [
    .call: "Petugas",
    .ringing: "Memanggil petugas …",
    .rung: "Petugas sudah dipanggil, pukul {1}. Mohon tunggu di sini sebentar.",
    .attended: "Petugas sedang menuju ke sini. Mohon tunggu sebentar.",
    .nobodyCame: "Belum ada petugas yang dapat datang. Silakan ke meja front office.",
    .wanted: "Petugas diminta di {1} sejak {2}",
    .wantedNumber: "Petugas diminta di {1} ({3}) sejak {2}",
    .more: "+{1} lagi",
    .go: "Saya ke sana",
    .going: "Pengunjung di {1} diberi tahu bahwa Anda sedang menuju ke sana.",
  ]
  public static let english: [Self: String] = [
    .call: "Staff",
    .ringing: "Calling staff …",
    .rung: "Staff have been called, at {1}. Please wait here for a moment.",
    .attended: "Somebody is on the way to you. Please wait a moment.",
    .nobodyCame: "Nobody could come yet. Please go to the front office.",
    .wanted: "Staff wanted at {1} since {2}",
    .wantedNumber: "Staff wanted at {1} ({3}) since {2}",
    .more: "+{1} more",
    .go: "I am going",
    .going: "The visitor at {1} is told that you are on the way.",
  ]
}
