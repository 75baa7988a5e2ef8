import Canvas
import Desk
import Domain

/// What keys, taps and scans do.
extension Founding {
  mutating func pressed(_ input: Input) -> [Wish] {
    switch input {
    case .key(let key), .touch(.key(let key)): return pressed(key)
    case .touch(let touch):
      guard forms[page] != nil else { return [] }
      return forms[page]!.take(touch) == .finished ? next() : []
    case .scan(_, let typed), .scanRefused(let typed):
      forms[page]?.refuseScan(typed)
      return []
    default: return []
    }
  }

  private mutating func pressed(_ key: Key) -> [Wish] {
    if key == Admin.leave, page != .working { return [.leave] }
    switch page {
    case .working: return []
    case .review: return answer(key)
    case .ready: return chose(key)
    case .told:
      guard key.code == .enter else { return [] }
      if bearings.missing == .officer { show(.head) } else { finish() }
      return []
    default: break
    }
    if key.code == .escape {
      back()
      return []
    }
    if key == .function(5) { return next() }
    guard forms[page] != nil else { return [] }
    return forms[page]!.take(key) == .finished ? next() : []
  }

  /// Founding is one letter that nobody presses on the way there: Enter held down stops at this page.
  private mutating func answer(_ key: Key) -> [Wish] {
    switch key.code {
    case .escape:
      back()
      return []
    case .character("y"), .character("Y"): return steps.dropLast().allSatisfy { check($0) } ? found() : toFault()
    default: return []
    }
  }

  private mutating func toFault() -> [Wish] {
    if let page = steps.first(where: { !check($0) }) { show(page) }
    return []
  }

  private mutating func chose(_ key: Key) -> [Wish] {
    switch key.code {
    case .enter: finish()
    case .character("1") where hasPrinter: return bearings.ask(Founding.trial) { .maintain(.printTest, $0) }
    case .character("2") where !isEnrolled: show(.centre)
    default: break
    }
    return []
  }

  var hasPrinter: Bool { (bearings.profile ?? profile).devices.printer != "none" }

  private mutating func back() {
    if page == .centre { return show(.ready) }
    if page == .join { return show(.source) }
    guard let index = steps.firstIndex(of: page), index > 0 else { return }
    show(steps[index - 1])
  }

  private mutating func next() -> [Wish] {
    guard !bearings.underWay.contains(Founding.enrolment), check(page) else { return [] }
    if page == .source, joins {
      show(.join)
      return []
    }
    if page == .centre || page == .join { return enrol() }
    guard let index = steps.firstIndex(of: page), index + 1 < steps.count else { return [] }
    show(steps[index + 1])
    return []
  }

  private mutating func enrol() -> [Wish] {
    guard let form = forms[page] else { return [] }
    var request = Enrolment.request(form)
    if page == .join { request.office = OfficeCode(word: form["office"].text) }
    return bearings.ask(Founding.enrolment) { .maintain(.line(.enrol(request)), $0) }
  }
}
