import Canvas
import Desk
import Domain

/// One terminal of the desk as a value: what it knows, what it does when something happens, how it looks.
///
/// A station knows no clock, no socket and no terminal. The run loop tells it what happened, carries out what it wishes, keeps
/// the views it watches up to date, and puts its picture on the screen.
///
///     key, tap, scan, view, answer, time ──▶ take ──▶ wishes ──▶ the run loop
///                                              │
///                                              ▼
///                                            draw ──▶ picture and what a finger can touch
public protocol Station: Sendable {
  /// What every terminal knows: language, eyes, the office, the line to its node.
  var bearings: Bearings { get set }
  /// Views it wants to see now and after every change. The run loop watches what is added and lets go of what is gone.
  var watching: [Query] { get }
  /// When it must hear of the time again though nothing happens; `nil` when time changes nothing.
  var deadline: Duration? { get }
  /// Digits choose here: a scanner's must be kept back until they are known to be typed.
  var digitsChoose: Bool { get }
  /// Tells the page in view from another: a finger that comes down twice must press nothing on the next one.
  var leaf: Leaf { get }

  /// Takes in one thing that happened. `now` is uptime: it only counts.
  mutating func take(_ input: Input, at now: Duration) -> [Wish]
  /// The picture, and the places on it that answer a touch.
  func draw(on canvas: inout Canvas) -> [Target<Touch>]
}

extension Station {
  /// One page, or pages on which a second press of the same place is meant: an officer's.
  public var leaf: Leaf { Leaf { _ in } }
}

/// Something that happened to a terminal.
public enum Input: Sendable {
  case key(Key)
  /// A tap on a place that has no key of its own; taps on hints and buttons arrive as their keys.
  case touch(Touch)
  /// A scanner read a code that fits the grammar. `typed` of its characters have arrived as keys before that was known.
  case scan(String, typed: Int)
  /// A scanner read something else.
  case scanRefused(typed: Int)
  /// A view it watches, as it is now.
  case view(Query, View)
  /// A view it watches may not be seen, or is no more.
  case unseen(Query, Refused)
  /// A command was carried out.
  case answered(Errand, Answer)
  /// The answer to a `read`.
  case read(Errand, View)
  /// An errand was refused, by the rules or because the node cannot be reached. Commands are not refused for that: they wait.
  case refused(Errand, Refused)
  case entered(Errand, Session)
  /// An errand without an answer of its own is done.
  case done(Errand)
  case progress(Errand, String)
  case report(Errand, MaintenanceReport)
  case link(Link)
  /// Why there is no node, as far as anybody knows; `nil` when that is over.
  case trouble(Bilingual?)
  /// What the showroom sees of its centre.
  case centre(CentreSight)
  /// Time has passed.
  case tick
}

/// What a tap asks for.
public enum Touch: Hashable, Sendable {
  /// The same as pressing this key: every button and every hint.
  case key(Key)
  /// An item of a list or an option, counted from 0.
  case choose(Int)
  /// A field of a form, counted from 0.
  case focus(Int)
}

/// Something a station wants done.
public enum Wish: Equatable, Sendable {
  /// The run loop makes the command's id now and repeats it under that id until the node has answered.
  case perform(Command, Errand)
  case read(Query, Errand)
  case login(String, pin: String, Errand)
  case logout
  case maintain(Maintenance, Errand)
  /// Another copy of a ticket on paper.
  case print(VisitKey, Errand)
  /// A person is wanted here. Repeated under its own id until the node has answered, like a command.
  case askForHelp(HelpAsk, Errand)
  /// The officer here goes to whoever asked.
  case attend(String, Errand)
  /// Silences the office's voice, or gives it back.
  case mute(Bool, Errand)
  /// What is still unanswered of this errand matters no more.
  case forget(Errand)
  /// The last person leaves no trace: screen, scrollback, half-typed and pasted input.
  case wipe
  case bell
  /// Reads a sentence aloud at this terminal, for who cannot see it.
  case say(String, Language)
  /// Books a reservation at the showroom's centre.
  case bookAtCentre
  /// This terminal goes over to a practice of its own, and back to its office.
  case practise(PracticeStart)
  case endPractice
  /// Ends the program. A kiosk never wishes it.
  case leave
}

/// Why something was asked of the node, so that the answer finds its way. One errand is under way once at a time.
public struct Errand: Hashable, Sendable {
  public let name: String
  public init(_ name: String) { self.name = name }
}

/// The line to the node.
public enum Link: Hashable, Sendable {
  case connecting
  case up
  case lost(since: Duration)
}
