import Desk
import Domain

/// What one terminal has asked its node and not yet heard, as a value: wishes become requests, replies become inputs.
///
/// A command keeps its press id until it is answered, over any number of lost lines: one press, one effect. Everything else is
/// refused when the line is lost, for it can be asked again.
public struct Correspondence: Sendable {
  private struct Open: Sendable {
    var errand: Errand
    var wish: Wish
    /// The id of a command or of an ask for a person; empty for what may be asked again.
    var press: String
    var number: Int64
  }

  private struct Watched: Sendable {
    var query: Query
    var number: Int64
    /// When a view that was refused is asked for again; `nil` while it is shown.
    var retryAt: Duration?
  }

  /// A view the node refused may become visible again: the store recovers, the office is set up.
  public static let retry = Duration.seconds(2)
  static let unreachable = Refused(
    code: "unreachable", exitCode: 3,
    text: Bilingual(
      "Node kantor tidak menjawab. Tidak ada yang diubah; coba lagi sebentar.",
      "The office's node does not answer. Nothing was changed; try again in a moment."))

  /// The officer's session, from a login on this line.
  public private(set) var token: String?
  private var lastNumber: Int64 = 0
  private var open: [Open] = []
  private var watched: [Watched] = []
  private var isUp = false

  public init() {}

  private mutating func request(_ ask: Request.Ask) -> Request {
    lastNumber += 1
    return Request(id: lastNumber, token: token, ask: ask)
  }

  /// A command has gone to the node and its answer is not there yet.
  public var isAwaitingAnswer: Bool { isUp && open.contains { !$0.press.isEmpty } }

  // MARK: From the station

  /// Asks for what the station now wants to watch and did not before, and for what may be visible again.
  public mutating func follow(_ queries: [Query], at now: Duration) -> [Request] {
    var requests: [Request] = []
    let gone = watched.filter { !queries.contains($0.query) }
    watched.removeAll { !queries.contains($0.query) }
    guard isUp else { return [] }
    // A watch that was refused has ended by itself.
    for watching in gone where watching.retryAt == nil { requests.append(request(.unwatch(watching.number))) }
    for query in queries {
      if let index = watched.firstIndex(where: { $0.query == query }) {
        guard let retry = watched[index].retryAt, retry <= now else { continue }
        watched.remove(at: index)
      }
      let request = request(.watch(query))
      watched.append(Watched(query: query, number: request.id, retryAt: nil))
      requests.append(request)
    }
    return requests
  }

  /// When a refused view is due again.
  public var deadline: Duration? { watched.compactMap(\.retryAt).min() }

  /// The requests a wish leads to; none for what is no business of the node's. `press` makes a command's id.
  public mutating func carry(_ wish: Wish, press: () -> String) -> (requests: [Request], inputs: [Input]) {
    switch wish {
    case .perform(_, let errand), .askForHelp(_, let errand): begin(errand, wish, press())
    case .read(_, let errand), .login(_, _, let errand), .maintain(_, let errand), .print(_, let errand),
      .mute(_, let errand), .attend(_, let errand):
      begin(errand, wish, "")
    case .logout:
      let leave = request(.logout)
      token = nil
      return (isUp ? [leave] : [], [])
    case .forget(let errand):
      open.removeAll { $0.errand == errand }
      return ([], [])
    case .wipe, .bell, .say, .bookAtCentre, .practise, .endPractice, .leave: return ([], [])
    }
    guard let last = open.last else { return ([], []) }
    if isUp { return ([request(for: last)], []) }
    guard last.press.isEmpty else { return ([], []) }
    open.removeLast()
    return ([], [.refused(last.errand, Self.unreachable)])
  }

  private mutating func begin(_ errand: Errand, _ wish: Wish, _ press: String) {
    open.append(Open(errand: errand, wish: wish, press: press, number: 0))
  }

  private mutating func request(for item: Open) -> Request {
    let request: Request
    switch item.wish {
    case .perform(let command, _): request = self.request(.perform(command, id: item.press))
    case .read(let query, _): request = self.request(.read(query))
    case .login(let login, let pin, _): request = self.request(.login(login, pin: pin))
    case .maintain(let task, _): request = self.request(.maintain(task))
    case .print(let visit, _): request = self.request(.print(VisitQuery { $0.visit = visit }))
    case .askForHelp(var help, _):
      // An ask that is sent again has its id already.
      if help.ask.isEmpty { help.ask = item.press }
      request = self.request(.ask(help))
    case .attend(let ask, _): request = self.request(.attend(ask))
    case .mute(let isMuted, _): request = self.request(.mute(isMuted))
    default: preconditionFailure("a wish without a request")
    }
    if let index = open.lastIndex(where: { $0.errand == item.errand }) { open[index].number = request.id }
    return request
  }

  // MARK: From the line

  /// The line is up: presses without an answer go out again under their own ids.
  public mutating func lineIsUp() -> (requests: [Request], inputs: [Input]) {
    isUp = true
    watched = []
    var requests: [Request] = []
    for item in open { requests.append(request(for: item)) }
    return (requests, [.link(.up)])
  }

  /// The line is gone: commands wait, everything else is told so.
  public mutating func lineIsLost(at now: Duration) -> [Input] {
    isUp = false
    watched = []
    let hopeless = open.filter(\.press.isEmpty)
    open.removeAll(where: \.press.isEmpty)
    return [.link(.lost(since: now))] + hopeless.map { .refused($0.errand, Self.unreachable) }
  }

  /// One reply of the node.
  public mutating func receive(_ number: Int64, _ reply: Reply, at now: Duration) -> [Input] {
    if let index = watched.firstIndex(where: { $0.number == number }) {
      switch reply {
      case .view(_, let view): return [.view(watched[index].query, view)]
      case .refused(let refused):
        watched[index].retryAt = now + Self.retry
        return [.unseen(watched[index].query, refused)]
      default: return []
      }
    }
    guard let index = open.firstIndex(where: { $0.number == number }) else { return [] }
    let errand = open[index].errand
    if case .progress(let text) = reply { return [.progress(errand, text)] }
    open.remove(at: index)
    switch reply {
    case .answer(let answer): return [.answered(errand, answer)]
    case .view(_, let view): return [.read(errand, view)]
    case .session(let session):
      token = session.token
      // What was refused without a session may be seen with one.
      for index in watched.indices where watched[index].retryAt != nil { watched[index].retryAt = now }
      return [.entered(errand, session)]
    case .done: return [.done(errand)]
    case .report(let report): return [.report(errand, report)]
    case .refused(let refused): return [.refused(errand, refused)]
    case .progress: return []
    }
  }
}
