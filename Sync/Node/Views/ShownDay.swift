import Domain

// Which service day people are shown. A day is opened by its first visitor and no view writes facts, but nobody is to take
// yesterday's calls and sums for today's until somebody comes.
extension Node {
  /// The service day has come and nobody with it. While the clock is in doubt the last day stays, and an alarm says why.
  var isBeforeFirstVisitor: Bool {
    // Reading the clock is what lets it follow the wall into a new day.
    _ = now
    guard let last = hall.day?.day, let today, isClockTrusted else { return false }
    return last < today
  }

  /// The service day that views are about when they name none.
  var shownDay: Day? { isBeforeFirstVisitor ? today : hall.day?.day ?? today }

  /// The hall as views see it.
  var shownHall: Hall { isBeforeFirstVisitor ? hall.beforeFirstVisitor() : hall }
}
