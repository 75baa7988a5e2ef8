import Desk
import Domain

/// What enrols this computer at a centre: the same two questions in the first set-up and, later, on the page of the centre.
enum Enrolment {
  static var entries: [Entry] {
    [
      .line(
        "centre", FoundingWord.centreAddress.both, required: true, hint: FoundingWord.centreAddressHint.both,
        limit: Limits.line),
      .line("code", FoundingWord.code.both, required: true, hint: FoundingWord.codeHint.both, limit: 40),
    ]
  }

  static func request(_ form: Form) -> EnrolRequest {
    EnrolRequest { ($0.centre, $0.code) = (form["centre"].text, form["code"].text) }
  }

  /// Why the node did not enrol; `nil` when it did.
  static func fault(_ report: MaintenanceReport) -> Bilingual? {
    guard !report.findings.isEmpty else { return nil }
    let text = report.findings.joined(separator: "; ")
    return Bilingual(Speech(.indonesian).half(text), Speech(.english).half(text))
  }
}

extension Form {
  /// Marks the question the node's words are about and goes there; `false` where they are about none of these.
  mutating func mark(_ name: String?, _ fault: Bilingual) -> Bool {
    guard let name, let index = entries.firstIndex(where: { $0.name == name }) else { return false }
    (entries[index].fault, entries[index].isOnlyWarning) = (fault, false)
    move(to: index)
    return true
  }
}
