import Desk
import Domain
import JSON
import TestSupport
import Testing

@Suite struct `Requests that are not what they should be` {
  private func fault(_ line: String) -> Request.Malformed? {
    do {
      _ = try Request(line: Array(line.utf8)[...])
      return nil
    } catch { return error }
  }

  /// The field a refusal names.
  private func field(_ line: String) -> String? {
    guard case .malformed(let field, _) = fault(line)?.refusal else { return nil }
    return field
  }

  @Test(arguments: [
    (#"{"v":1,"id":1,"perform":"callNext","with":{"desk":1,"dekc":2}}"#, "dekc"),
    (
      #"{"v":1,"id":1,"perform":"takeNote","with":{"visit":"A007","note":{"question":"a","anwser":"b"}}}"#,
      "note.anwser"
    ),
    (#"{"v":1,"id":1,"read":"day","with":{"dya":"2026-11-20"}}"#, "dya"),
    (#"{"v":1,"id":1,"perform":"callNext","with":{"desk":1},"tokn":"a"}"#, "tokn"),
  ])
  func `an unknown field is refused by name`(_ line: String, _ name: String) { #expect(field(line) == name) }

  @Test(arguments: [
    (#"{"v":1,"id":1,"perform":"callNext","with":{"desk":"1"}}"#, "desk"),
    (#"{"v":1,"id":1,"perform":"callNext","with":{"desk":1.0}}"#, "desk"),
    (#"{"v":1,"id":1,"perform":"callNext","with":{"desk":9223372036854775808}}"#, "desk"),
    (#"{"v":1,"id":1,"perform":"callNext","with":{"desk":true}}"#, "desk"),
    (#"{"v":1,"id":1,"perform":"callNext","with":{"service":7}}"#, "service"),
    (#"{"v":1,"id":1,"perform":"callNext","with":[]}"#, "·"),
    (#"{"v":1,"id":1,"perform":"callNext","with":5}"#, "·"),
    (#"{"v":1,"id":1,"perform":"callVisit","with":{"visit":"7"}}"#, "visit"),
    (#"{"v":1,"id":1,"perform":"callVisit","with":{"visit":"0-0"}}"#, "visit"),
    (#"{"v":1,"id":1,"perform":"callVisit","with":{"visit":"A+7"}}"#, "visit"),
    (#"{"v":1,"id":1,"perform":"issueTicket","with":{"priority":"high"}}"#, "priority"),
    (#"{"v":1,"id":1,"perform":"issueTicket","with":{"afterHours":"yes"}}"#, "afterHours"),
    (#"{"v":1,"id":1,"perform":"confirmDay","with":{"day":"2026-02-30"}}"#, "day"),
    (#"{"v":1,"id":1,"perform":"confirmDay","with":{"day":"2026-+1-01"}}"#, "day"),
    (#"{"v":1,"id":1,"perform":"bookReservation","with":{"slot":{"time":"+8.00"}}}"#, "slot.time"),
    (#"{"v":1,"id":1,"perform":"rate","with":{"visit":"A1","scores":"x"}}"#, "scores"),
    (#"{"v":1,"id":1,"perform":"rate","with":{"visit":"A1","scores":["petugas=+4"]}}"#, "scores"),
    (#"{"v":1,"id":1,"perform":"takeNote","with":{"note":"x"}}"#, "note"),
    (#"{"v":1,"id":1,"perform":"dance"}"#, "perform"), (#"{"v":1,"id":1,"perform":7}"#, "perform"),
    (#"{"v":1,"id":1,"read":"moon"}"#, "read"), (#"{"v":1,"id":1,"watch":null}"#, "read"),
    (#"{"v":1,"id":1,"unwatch":"7"}"#, "unwatch"), (#"{"v":1,"id":1,"unwatch":true}"#, "unwatch"),
    (#"{"v":1,"id":1,"login":"siti"}"#, "pin"), (#"{"v":1,"id":1,"maintain":"backup"}"#, "path"),
    (#"{"v":1,"id":1,"maintain":"burn"}"#, "·"), (#"{"v":1,"id":1}"#, "·"),
    (#"{"v":1,"id":1,"token":5,"logout":true}"#, "token"),
    (#"{"v":1,"id":1,"perform":"callNext","command":5}"#, "command"), ("{", "JSON"), ("", "JSON"),
  ])
  func `a wrong value is refused by the name of its field`(_ line: String, _ name: String) {
    #expect(field(line) == name)
  }

  @Test func `a refusal answers under the request's own id and never repeats what was sent`() throws {
    let fault = try #require(self.fault(#"{"v":1,"id":77,"perform":"setPin","with":{"login":"siti","pin":991188}}"#))
    #expect(fault.id == 77)
    #expect(!String(describing: fault.refusal).contains("991188"))
    for line in [#"{"v":2,"id":5,"moon":1}"#, #"{"id":5}"#, #"{"v":"1","id":5}"#] {
      #expect(self.fault(line)?.id == 5)
      #expect(self.fault(line)?.refusal == .versionUnknown)
    }
    #expect(self.fault(#"{"v":1,"id":"five","logout":true}"#) == nil)
    #expect(self.fault("5")?.refusal == .versionUnknown)
  }

  @Test func `what is left out or null is what the command says it is`() throws {
    for line in [
      #"{"v":1,"id":1,"token":null,"perform":"callNext"}"#,
      #"{"v":1,"id":1,"perform":"callNext","with":{"desk":null,"service":null}}"#,
    ] {
      let request = try Request(line: Array(line.utf8)[...])
      #expect(request == Request(id: 1, token: nil, ask: .perform(.callNext(CallNext()), id: "")))
    }
  }
}
