import Domain
import JSON

/// The socket protocol, version 1: one JSON object a line in each direction. Described in `docs/protocol.md`.
public enum Wire {
  public static let version: Int64 = 1
  /// A longer line ends the connection: no command needs it, and it must be held in memory whole.
  public static let lineMax = 2 << 20
}

/// One line from a terminal.
public struct Request: Equatable, Sendable {
  public enum Ask: Equatable, Sendable {
    case perform(Command, id: String)
    case read(Query)
    case watch(Query)
    /// Ends the watch that the request of this number on the same connection began.
    case unwatch(Int64)
    case login(String, pin: String)
    case logout
    case print(VisitQuery)
    case mute(Bool)
    /// A visitor asks for a person.
    case ask(HelpAsk)
    /// An officer is on the way to whoever asked.
    case attend(String)
    case maintain(Maintenance)
  }

  public var id: Int64
  public var token: String?
  public var ask: Ask

  public init(id: Int64, token: String?, ask: Ask) {
    self.id = id
    self.token = token
    self.ask = ask
  }
}

extension Request {
  /// Why a line is no request, and the id to answer under when even that could be read.
  public struct Malformed: Error, Equatable {
    public var id: Int64
    public var refusal: Refusal
  }

  public init(line: ArraySlice<UInt8>) throws(Malformed) {
    let json: JSONValue
    do {
      json = try JSONParser.parse(line, sizeMax: Wire.lineMax)
    } catch {
      throw Malformed(
        id: 0, refusal: .malformed(field: "JSON", expected: "\(error.reason.rawValue) at \(error.position)"))
    }
    let id = json["id"]?.integer ?? 0
    guard json["v"]?.integer == Wire.version else { throw Malformed(id: id, refusal: .versionUnknown) }
    do {
      try Request.checkNames(json)
      self.init(id: id, token: try Request.text("token", json), ask: try Request.ask(json))
    } catch let fault as FieldFault {
      throw Malformed(id: id, refusal: .malformed(field: fault.field, expected: fault.expected))
    } catch {
      throw Malformed(id: id, refusal: .malformed(field: "·", expected: "a request"))
    }
  }

  private static let names = [
    "v", "id", "token", "perform", "command", "with", "read", "watch", "unwatch", "login", "pin", "logout", "print",
    "mute", "ask", "attend", "maintain",
  ]

  /// A misspelt `token` or `command` must not quietly become a visitor's press or a press without an id.
  private static func checkNames(_ json: JSONValue) throws {
    guard case .object(let members) = json else { return }
    if let unknown = members.first(where: { !names.contains($0.name) }) {
      throw FieldFault(field: unknown.name, expected: "one of: \(names.joined(separator: ", "))")
    }
  }

  private static func text(_ name: String, _ json: JSONValue) throws -> String? {
    guard let value = json[name], value != .null else { return nil }
    guard let text = value.string else { throw FieldFault(field: name, expected: "a text") }
    return text
  }

  private static func ask(_ json: JSONValue) throws -> Ask {
    let with = json["with"] ?? .object([])
    if let name = json["perform"] {
      guard let kind = name.string.flatMap(CommandKind.init(rawValue:)) else {
        throw FieldFault(field: "perform", expected: "a command of version \(Wire.version)")
      }
      var reader = JSONReader(with)
      return .perform(try Command(kind, from: &reader), id: try text("command", json) ?? "")
    }
    if let name = json["read"] { return .read(try query(name, with)) }
    if let name = json["watch"] { return .watch(try query(name, with)) }
    if let watch = json["unwatch"] {
      guard let id = watch.integer else { throw FieldFault(field: "unwatch", expected: "the id of a watch") }
      return .unwatch(id)
    }
    if let login = json["login"] {
      guard let name = login.string, let pin = json["pin"]?.string else {
        throw FieldFault(field: "pin", expected: "login and PIN")
      }
      return .login(name, pin: pin)
    }
    if json["logout"] != nil { return .logout }
    if let ticket = json["print"] { return .print(try JSONReader.read(VisitQuery.self, from: ticket)) }
    if let isMuted = json["mute"] {
      guard case .bool(let isMuted) = isMuted else { throw FieldFault(field: "mute", expected: "true | false") }
      return .mute(isMuted)
    }
    if let help = json["ask"] { return .ask(try JSONReader.read(HelpAsk.self, from: help)) }
    if let ask = json["attend"] {
      guard let ask = ask.string else { throw FieldFault(field: "attend", expected: "the id of an ask") }
      return .attend(ask)
    }
    if let task = json["maintain"]?.string {
      switch task {
      case "check": return .maintain(.check)
      case "verify": return .maintain(.verify)
      case "printTest": return .maintain(.printTest)
      case "voiceTest": return .maintain(.voiceTest)
      case "backup":
        guard let path = with["path"]?.string else { throw FieldFault(field: "path", expected: "a file") }
        return .maintain(.backup(path: path))
      default: if let line = try lineTask(task, with) { return .maintain(.line(line)) }
      }
    }
    throw FieldFault(
      field: "·", expected: "perform, read, watch, unwatch, login, logout, print, mute, ask, attend or maintain")
  }

  private static func lineTask(_ name: String, _ with: JSONValue) throws -> LineTask? {
    func path() throws -> String {
      guard let path = with["path"]?.string else { throw FieldFault(field: "path", expected: "a file") }
      return path
    }
    return switch name {
    case "syncNow": .now
    case "syncPause": .pause
    case "syncResume": .resume
    case "syncRetry": .retry
    case "syncLast": .last
    case "syncEnrol": .enrol(try JSONReader.read(EnrolRequest.self, from: with))
    case "syncExport": .export(path: try path())
    case "syncImport": .takeIn(path: try path())
    default: nil
    }
  }

  private static func query(_ name: JSONValue, _ with: JSONValue) throws -> Query {
    guard let kind = name.string.flatMap(QueryKind.init(rawValue:)) else {
      throw FieldFault(field: "read", expected: QueryKind.allCases.map(\.rawValue).joined(separator: " | "))
    }
    var reader = JSONReader(with)
    return try Query(kind, from: &reader)
  }

  /// The request as a line, with its end.
  public var line: [UInt8] {
    var writer = JSONWriter()
    writer.raw("{\"v\":1,\"id\":")
    writer.raw(Array(String(id).utf8))
    if let token {
      writer.raw(",\"token\":")
      writer.quote(token)
    }
    switch ask {
    case .perform(let command, let id):
      writer.raw(",\"perform\":")
      writer.quote(command.kind.rawValue)
      writer.raw(",\"command\":")
      writer.quote(id)
      writer.raw(",\"with\":")
      writer.must { try command.write(to: &$0) }
    case .read(let query):
      writer.raw(",\"read\":")
      writer.quote(query.kind.rawValue)
      writer.raw(",\"with\":")
      writer.must { try query.write(to: &$0) }
    case .watch(let query):
      writer.raw(",\"watch\":")
      writer.quote(query.kind.rawValue)
      writer.raw(",\"with\":")
      writer.must { try query.write(to: &$0) }
    case .unwatch(let id):
      writer.raw(",\"unwatch\":")
      writer.raw(Array(String(id).utf8))
    case .login(let login, let pin):
      writer.raw(",\"login\":")
      writer.quote(login)
      writer.raw(",\"pin\":")
      writer.quote(pin)
    case .logout: writer.raw(",\"logout\":true")
    case .print(var ticket):
      writer.raw(",\"print\":")
      writer.must { try $0.record(&ticket) }
    case .mute(let isMuted): writer.raw(isMuted ? ",\"mute\":true" : ",\"mute\":false")
    case .ask(var help):
      writer.raw(",\"ask\":")
      writer.must { try $0.record(&help) }
    case .attend(let ask):
      writer.raw(",\"attend\":")
      writer.quote(ask)
    case .maintain(let task):
      writer.raw(",\"maintain\":")
      writer.quote(task.name)
      switch task {
      case .backup(let path), .line(.export(let path)), .line(.takeIn(let path)):
        writer.raw(",\"with\":{\"path\":")
        writer.quote(path)
        writer.raw("}")
      case .line(.enrol(var request)):
        writer.raw(",\"with\":")
        writer.must { try $0.record(&request) }
      default: break
      }
    }
    writer.raw("}\n")
    return writer.bytes
  }
}
