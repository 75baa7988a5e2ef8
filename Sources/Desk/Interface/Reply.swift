import Domain
import JSON

/// One line from the node.
public enum Reply: Equatable, Sendable {
  case answer(Answer)
  case view(QueryKind, View)
  case session(Session)
  case done
  case progress(String)
  case report(MaintenanceReport)
  case refused(Refused)

  /// The reply to request `id` as a line, with its end.
  public func line(to id: Int64) -> [UInt8] {
    var writer = JSONWriter()
    writer.raw("{\"id\":")
    writer.raw(Array(String(id).utf8))
    switch self {
    case .answer(let answer): Reply.write(answer, as: ",\"answer\":", &writer)
    case .view(let kind, let view):
      writer.raw(",\"view\":")
      writer.quote(kind.rawValue)
      writer.raw(",\"is\":")
      writer.must { try view.write(to: &$0) }
    case .session(let session): Reply.write(session, as: ",\"session\":", &writer)
    case .done: writer.raw(",\"done\":true")
    case .progress(let text):
      writer.raw(",\"progress\":")
      writer.quote(text)
    case .report(let report): Reply.write(report, as: ",\"report\":", &writer)
    case .refused(let refused):
      writer.raw(",\"refused\":{\"code\":")
      writer.quote(refused.code)
      writer.raw(",\"exit\":")
      writer.raw(Array(String(refused.exitCode).utf8))
      writer.raw(",\"id\":")
      writer.quote(refused.text.indonesian)
      writer.raw(",\"en\":")
      writer.quote(refused.text.english)
      writer.raw("}")
    }
    writer.raw("}\n")
    return writer.bytes
  }

  private static func write<R: Record>(_ record: R, as name: StaticString, _ writer: inout JSONWriter) {
    var record = record
    writer.raw(name)
    writer.must { try $0.record(&record) }
  }

  /// `nil` for a line no node of this version writes.
  public static func read(line: ArraySlice<UInt8>) -> (id: Int64, reply: Reply)? {
    guard let json = try? JSONParser.parse(line, sizeMax: Wire.lineMax * 4), let id = json["id"]?.integer else {
      return nil
    }
    if let answer = json["answer"] {
      return (try? JSONReader.read(Answer.self, from: answer, allowsUnknown: true)).map { (id, .answer($0)) }
    }
    if let kind = json["view"]?.string.flatMap(QueryKind.init(rawValue:)), let body = json["is"] {
      var reader = JSONReader(body, allowsUnknown: true)
      return (try? View(kind, from: &reader)).map { (id, .view(kind, $0)) }
    }
    if let session = json["session"] {
      return (try? JSONReader.read(Session.self, from: session, allowsUnknown: true)).map { (id, .session($0)) }
    }
    if let report = json["report"] {
      return (try? JSONReader.read(MaintenanceReport.self, from: report, allowsUnknown: true)).map { (id, .report($0)) }
    }
    if let progress = json["progress"]?.string { return (id, .progress(progress)) }
    if let refused = json["refused"], let code = refused["code"]?.string, let exit = refused["exit"]?.integer {
      let text = Bilingual(refused["id"]?.string ?? "", refused["en"]?.string ?? "")
      return (id, .refused(Refused(code: code, exitCode: Int32(clamping: exit), text: text)))
    }
    return json["done"] == .bool(true) ? (id, .done) : nil
  }
}
