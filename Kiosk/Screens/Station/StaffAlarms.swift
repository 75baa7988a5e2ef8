import Canvas
import Desk
import Domain

/// What in the background hinders or falsifies the work of those at the desks: a doubted clock, a full disk, paper that has run out.
/// Above every page of theirs as long as it lasts; whoever never opens the status page would work on under the wrong day.
struct StaffAlarms: Sendable {
  private var alarms: [AlarmView] = []

  mutating func take(_ input: Input) {
    if case .view(.day(let query), .day(let view)) = input, query.day == nil { alarms = view.alarms }
  }

  /// Most rows it takes; one where others have news as well.
  static let rowsMax = 2

  func rows(_ columns: Int, most: Int, _ speech: Speech) -> Int {
    guard let text = text(columns, rows: most, speech) else { return 0 }
    return min(most, TextLines.wrap(text, columns: Self.room(columns), linesMax: most + 1).count)
  }

  func draw(_ region: Region, _ speech: Speech, on canvas: inout Canvas) {
    guard !region.isEmpty, let text = text(region.width, rows: region.height, speech) else { return }
    Banner(text, .warning).draw(region, on: &canvas)
  }

  /// The gravest, by as many of its sentences as have room: half a sentence would say something else.
  private func text(_ columns: Int, rows: Int, _ speech: Speech) -> String? {
    guard let first = alarms.first else { return nil }
    let more = alarms.count > 1 ? " (" + speech(StaffWord.more, alarms.count - 1) + ")" : ""
    let sentences = Self.sentences(speech(Bilingual(first.indonesian, first.english)))
    for count in stride(from: sentences.count, to: 1, by: -1) {
      let text = sentences.prefix(count).joined(separator: " ") + more
      if TextLines.wrap(text, columns: Self.room(columns), linesMax: rows + 1).count <= rows { return text }
    }
    return sentences[0] + more
  }

  private static func room(_ columns: Int) -> Int { columns - 6 }

  private static func sentences(_ text: String) -> [String] {
    var sentences = [""]
    for word in text.split(separator: " ") {
      sentences[sentences.count - 1] += (sentences[sentences.count - 1].isEmpty ? "" : " ") + word
      if word.last == "." { sentences.append("") }
    }
    if sentences.count > 1, sentences.last == "" { sentences.removeLast() }
    return sentences
  }
}
