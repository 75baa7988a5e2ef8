import Desk
import Domain

/// Walks records as readers and writers do, and lists what the protocol's document must say of them.
struct FieldLister: FieldVisitor {
  private(set) var fields: [String] = []
  /// Closed lists and written forms by their name.
  private(set) var forms: [String: String] = [:]
  private(set) var records: [String: [String]] = [:]
  private var name = ""
  private var isOptional = false
  private var isList = false
  private var isInside = false

  private mutating func add(_ type: String) {
    fields.append("\(name)\(isOptional ? "?" : ""): \(isList ? "[\(type)]" : type)")
  }

  mutating func key(_ name: StaticString) { self.name = name.description }
  mutating func integer(_ value: inout Int64) { add("number") }
  mutating func truth(_ value: inout Bool) { add("bool") }
  mutating func text(_ value: inout String) { add("text") }
  mutating func bytes(_ value: inout [UInt8]) { add("hex") }

  mutating func scalar<S: Scalar>(_ value: inout S) {
    forms["\(S.self)"] = S.expected
    add("\(S.self)")
  }

  mutating func optional<T: FieldValue>(_ value: inout T?) throws {
    isOptional = true
    defer { isOptional = false }
    var blank = T.blank
    try blank.visit(&self)
  }

  mutating func list<T: FieldValue>(_ value: inout [T]) throws {
    isList = true
    defer { isList = false }
    var blank = T.blank
    try blank.visit(&self)
  }

  mutating func record<R: Record>(_ value: inout R) throws {
    guard isInside else {
      isInside = true
      return try value.fields(&self)
    }
    add("\(R.self)")
    guard records["\(R.self)"] == nil else { return }
    var inner = FieldLister()
    try inner.record(&value)
    records["\(R.self)"] = inner.fields
    forms.merge(inner.forms) { $1 }
    records.merge(inner.records) { $1 }
  }
}

/// The lists of `docs/protocol.md`, as the program has them.
enum ProtocolLists {
  /// By the name of their block in the document.
  static func all() throws -> [String: [String]] {
    var (forms, records): ([String: String], [String: [String]]) = ([:], [:])
    func fields(_ walk: (inout FieldLister) throws -> Void) rethrows -> String {
      var lister = FieldLister()
      try walk(&lister)
      forms.merge(lister.forms) { $1 }
      records.merge(lister.records) { $1 }
      return lister.fields.isEmpty ? "–" : lister.fields.joined(separator: ", ")
    }
    let commands = try CommandKind.allCases.map { kind in
      "\(kind.rawValue) (\(who(kind.permission))): \(try fields { _ = try Command(kind, from: &$0) })"
    }
    let queries = try QueryKind.allCases.map { kind in
      "\(kind.rawValue) (\(kind.isForStaff ? "staff" : "visitor")): \(try fields { _ = try Query(kind, from: &$0) })"
    }
    let views = try QueryKind.allCases.map { kind in "\(kind.rawValue): \(try fields { _ = try View(kind, from: &$0) })"
    }
    func replied<R: Record>(_ name: String, _: R.Type) throws -> String {
      var blank = R()
      return "\(name): \(try fields { try $0.record(&blank) })"
    }
    let replies = [
      try replied("answer", Answer.self), try replied("session", Session.self),
      try replied("report", MaintenanceReport.self),
    ]
    return [
      "commands": commands, "queries": queries, "views": views, "replies": replies,
      "records": records.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.joined(separator: ", "))" },
      "forms": forms.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" },
    ]
  }

  private static func who(_ permission: Permission) -> String {
    switch permission {
    case .visitor: "visitor"
    case .setup: "setting up"
    case .roles(let roles): roles.map(\.key).joined(separator: ", ")
    }
  }
}
