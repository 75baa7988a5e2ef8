import Domain

/// Wakes calls that are held open when their office's feed grows.
public actor Bells {
  /// What PostgreSQL calls the announcements of all processes of one database.
  static let channel = "loket_feed"

  private struct Waiting {
    let number: Int
    let answer: CheckedContinuation<Void, Never>
  }

  private var waiting: [OfficeCode: [Waiting]] = [:]
  /// How often each office's bell rang: who looked before the last ring does not sleep.
  private var rings: [OfficeCode: Int] = [:]
  private var everybody = 0
  private var number = 0
  private var isOver = false

  /// Calls held open at this moment.
  public var count: Int { waiting.values.reduce(0) { $0 + $1.count } }

  /// To be asked for before looking; then `wait` cannot miss what happens in between.
  func ticket(_ office: OfficeCode) -> Int { rings[office, default: 0] + everybody }

  /// Returns when the bell has rung since `ticket`, when the time is over, or when the centre stops.
  func wait(_ office: OfficeCode, since ticket: Int, atMost milliseconds: Int) async {
    guard !isOver, self.ticket(office) == ticket, milliseconds > 0 else { return }
    number += 1
    let own = number
    let timer = Task {
      try? await Task.sleep(for: .milliseconds(milliseconds))
      self.wake(office, own)
    }
    await withCheckedContinuation { waiting[office, default: []].append(Waiting(number: own, answer: $0)) }
    timer.cancel()
  }

  private func wake(_ office: OfficeCode, _ own: Int) {
    guard let place = waiting[office]?.firstIndex(where: { $0.number == own }) else { return }
    waiting[office]?.remove(at: place).answer.resume()
  }

  public func ring(_ office: OfficeCode) {
    rings[office, default: 0] += 1
    for held in waiting.removeValue(forKey: office) ?? [] { held.answer.resume() }
  }

  /// After announcements may have been missed, and when the centre stops.
  public func ringAll() {
    everybody += 1
    let all = waiting
    waiting = [:]
    for held in all.values.joined() { held.answer.resume() }
  }

  /// From now on nothing is held.
  public func close() {
    isOver = true
    ringAll()
  }
}
