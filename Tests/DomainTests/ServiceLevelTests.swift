import Testing

@testable import Domain

@Suite struct ServiceLevelTests {
  private let came = Moment(milliseconds: 0)
  private func at(_ minutes: Int) -> Moment { came.advanced(by: .minutes(minutes)) }

  @Test func `an office that promises nothing is never late`() {
    #expect(
      ServiceLevel(.unstated).judge(arrival: came, previousFinished: at(1), served: nil, now: at(999)) == .notPromised)
  }

  @Test func `from registration the clock runs from arrival, whoever was before`() {
    let promise = ServiceLevel(.registration)
    #expect(
      promise.judge(arrival: came, previousFinished: at(8), served: nil, now: at(4)) == .running(left: .minutes(6)))
    #expect(
      promise.judge(arrival: came, previousFinished: at(8), served: nil, now: at(10)) == .running(left: .minutes(0)))
    #expect(promise.judge(arrival: came, previousFinished: at(8), served: nil, now: at(12)) == .late(by: .minutes(2)))
    #expect(promise.judge(arrival: came, previousFinished: nil, served: at(10), now: at(99)) == .kept)
    #expect(
      promise.judge(arrival: came, previousFinished: nil, served: at(11), now: at(99)) == .missed(by: .minutes(1)))
  }

  @Test func `from the previous number the clock waits for it, but never runs before arrival`() {
    let promise = ServiceLevel(.previousFinished)
    #expect(promise.clockStart(arrival: came, previousFinished: at(30)) == at(30))
    #expect(promise.clockStart(arrival: at(30), previousFinished: came) == at(30))
    #expect(promise.clockStart(arrival: came, previousFinished: nil) == came)
    #expect(promise.judge(arrival: came, previousFinished: at(30), served: at(40), now: at(99)) == .kept)
    #expect(
      promise.judge(arrival: came, previousFinished: at(30), served: at(41), now: at(99)) == .missed(by: .minutes(1)))
  }

  @Test func `another number of minutes is another promise`() {
    let promise = ServiceLevel(.registration, minutes: 5)
    #expect(promise.judge(arrival: came, previousFinished: nil, served: at(6), now: at(6)) == .missed(by: .minutes(1)))
  }
}
