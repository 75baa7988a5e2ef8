import Domain
import Engine
import Journal
import Profiles
import Store
import Transport
import Wire

/// The line at one moment, in plain values for whoever draws it.
struct LinePicture: Equatable {
  var condition = LineStatus.Condition.never
  var isEnrolled = false
  var isTalking = false
  var isToStranger = false
  var isOverBudget = false
  var isCatchingUp = false
  var unsent = 0
  var unsentSince: Moment?
  var lastWhole: Moment?
  var failures = 0
  var offset: Span?
  var parkedCount = 0
  var parked: [Aside] = []
  var centre = ""
  var seat = 0
  var changes: [Int] = []
  var spent = 0

  struct Aside: Equatable {
    var id: EventID
    var reason: Bilingual
  }
}

extension OfficeLine {
  var picture: LinePicture {
    var picture = LinePicture()
    guard let keys else { return picture }
    let status = notices.status
    picture.isEnrolled = true
    picture.condition = isQuiet && record.isPaused ? .paused : status.condition
    picture.isTalking = status.isTalking
    picture.isToStranger = notices.isToStranger
    picture.isOverBudget = isOverBudget
    picture.isCatchingUp = status.isCatchingUp
    picture.unsent = isQuiet ? unsentWhenQuiet : status.unsent
    picture.unsentSince = oldestUnsent(picture.unsent)
    picture.lastWhole = record.lastWhole == Moment.blank ? status.lastWhole : record.lastWhole
    picture.failures = status.failures
    picture.offset = notices.offset?.span
    picture.parkedCount = record.memory.parkedCount
    picture.parked = record.memory.parked.map { .init(id: $0.id, reason: $0.reason.label) }
    picture.centre = settings.centre
    picture.seat = keys.seat
    picture.changes = record.changes
    picture.spent = record.spentOn == node.today ? record.spent : 0
    return picture
  }

  /// From the log, so that a restart does not make it younger.
  private func oldestUnsent(_ unsent: Int) -> Moment? {
    guard unsent > 0, let node = node.store.identity?.node else { return nil }
    let signed = Marks(record.memory.marks)[node]
    if let known = unsentKnown, known.after == signed, known.node == node { return known.at }
    let first = (try? self.node.store.events(node: node, from: signed + 1, limit: 1))?.first?.event.at.moment
    let at = first ?? notices.status.unsentSince
    if let at { unsentKnown = (node, signed, at) }
    return at
  }

  /// Where nothing runs that would count them.
  private var unsentWhenQuiet: Int {
    let signed = Marks(record.memory.marks)
    return held.marks.nodes.reduce(0) { $0 + Int(clamping: max(held.marks[$1], signed[$1]) - signed[$1]) }
  }
}
