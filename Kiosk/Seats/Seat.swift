import Canvas
import Desk
import DeskSocket
import Domain
import Machine
import Screens
import Terminal

/// One station in a room, and whoever it talks to.
public protocol Seat: AnyObject {
  /// Shown in the showroom's row of seats.
  var name: Bilingual { get }
  var station: any Station { get }
  /// To be waited on; `nil` while there is nothing to wait for.
  var descriptor: Int32? { get }
  /// A command has gone to the node and its answer is not there yet.
  var isAwaitingAnswer: Bool { get }
  /// When this seat must be looked after though nothing happens.
  func deadline(at now: Duration) -> Duration?
  /// Hears what has come, and lets the station know that time has passed. Returns what is wished of the terminal itself.
  func attend(at now: Duration) -> [Wish]
  /// Gives the station one input and carries out what it wishes of whoever it talks to.
  func take(_ input: Input, at now: Duration) -> [Wish]
  /// Asks for what the station wants to see now. After drawing: whoever answers would take the processor from the picture of the answer before.
  func follow(at now: Duration) -> [Wish]
}

extension Seat {
  public var isAwaitingAnswer: Bool { false }
  public func follow(at now: Duration) -> [Wish] { [] }
}

/// One station with its own line to the node. A terminal has one; the showroom has all of them in one window.
public final class OfficeSeat: Seat {
  /// Pauses between attempts to reach a node that is gone.
  static let retry = Duration.milliseconds(250)

  public let name: Bilingual
  public private(set) var station: any Station
  private var letters = Correspondence()
  private var line: NodeLine?
  private let path: String
  private let press: @Sendable () -> String
  private var nextAttempt: Duration = .zero
  private var toldLost = false
  private var opening: [Wish]
  /// A line that is up already, until this seat takes it.
  private var offered: NodeLine?
  private let missing: () -> Void
  private let trouble: () -> Bilingual?
  private var toldTrouble: Bilingual?

  /// `press` makes the id of a command. `missing` hears each time that no node answers, and may bring one up. `trouble` says why no node
  /// answers, where that is known. `opening` is wished for when the line first comes up: the showroom logs its officers in. `line` is one that is up already, if whoever opens the terminal has one.
  public init(
    _ name: Bilingual, _ station: any Station, socket path: String, line: NodeLine? = nil, opening: [Wish] = [],
    missing: @escaping () -> Void = {}, trouble: @escaping () -> Bilingual? = { nil },
    press: @escaping @Sendable () -> String
  ) {
    self.name = name
    self.station = station
    self.path = path
    self.opening = opening
    offered = line
    self.missing = missing
    self.trouble = trouble
    self.press = press
  }

  public var descriptor: Int32? { line?.descriptor }

  public var isAwaitingAnswer: Bool { letters.isAwaitingAnswer }

  public func deadline(at now: Duration) -> Duration? {
    var times = [station.deadline, letters.deadline].compactMap { $0 }
    if line == nil { times.append(nextAttempt) }
    if line?.hasUnsent == true { times.append(now + .milliseconds(20)) }
    return times.min()
  }

  /// Connects too, when it is time.
  public func attend(at now: Duration) -> [Wish] {
    var wishes: [Wish] = []
    if line == nil, nextAttempt <= now { wishes += connect(at: now) }
    if let line {
      do {
        try line.flush()
        for (number, reply) in try line.receive() { wishes += hand(letters.receive(number, reply, at: now), at: now) }
      } catch { wishes += lose(at: now) }
    }
    wishes += take(.tick, at: now)
    return wishes
  }

  public func take(_ input: Input, at now: Duration) -> [Wish] { hand([input], at: now) }

  private func hand(_ inputs: [Input], at now: Duration) -> [Wish] {
    var own: [Wish] = []
    var queue = inputs[...]
    while let input = queue.popFirst() {
      for wish in station.take(input, at: now) {
        let (requests, more) = letters.carry(wish, press: press)
        queue += more
        send(requests, &queue, at: now)
        switch wish {
        case .wipe, .bell, .say, .practise, .endPractice, .leave: own.append(wish)
        default: break
        }
      }
    }
    return own
  }

  public func follow(at now: Duration) -> [Wish] {
    var lost: ArraySlice<Input> = []
    send(letters.follow(station.watching, at: now), &lost, at: now)
    return lost.isEmpty ? [] : hand(Array(lost), at: now)
  }

  private func send(_ requests: [Request], _ queue: inout ArraySlice<Input>, at now: Duration) {
    for request in requests {
      do { try line?.send(request) } catch {
        line = nil
        nextAttempt = now + OfficeSeat.retry
        queue += letters.lineIsLost(at: now)
        return
      }
    }
  }

  private func connect(at now: Duration) -> [Wish] {
    do { line = try offered ?? NodeLine(path: path) } catch {
      nextAttempt = now + OfficeSeat.retry
      missing()
      let wishes = tell(trouble(), at: now)
      // Nothing to say while a node that was never there is still starting.
      guard !toldLost else { return wishes }
      toldLost = true
      return wishes + hand(letters.lineIsLost(at: now), at: now)
    }
    offered = nil
    toldLost = false
    _ = tell(nil, at: now)
    let (requests, inputs) = letters.lineIsUp()
    var queue = inputs[...]
    send(requests, &queue, at: now)
    for wish in opening { send(letters.carry(wish, press: press).requests, &queue, at: now) }
    opening = []
    return hand(Array(queue), at: now)
  }

  /// Once, when it is another than before.
  private func tell(_ trouble: Bilingual?, at now: Duration) -> [Wish] {
    guard trouble != toldTrouble else { return [] }
    toldTrouble = trouble
    return hand([.trouble(trouble)], at: now)
  }

  private func lose(at now: Duration) -> [Wish] {
    line = nil
    nextAttempt = now + OfficeSeat.retry
    toldLost = true
    return hand(letters.lineIsLost(at: now), at: now)
  }
}
