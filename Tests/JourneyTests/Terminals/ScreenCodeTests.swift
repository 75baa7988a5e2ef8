import Glibc
import JSON
import Testing

/// The codes on the screen, read as a telephone reads them: from a picture of it.
@Suite(.waits) struct ScreenCodeTests {
  /// Where the window stands still after a page was turned: the same key sooner counts as held.
  private static let held: Int32 = 750

  @Test(arguments: [(80, 24), (100, 30), (160, 45)])
  func `a ticket's code is read from a picture of the screen in every theme, and says what the node says`(
    _ columns: Int, _ rows: Int
  ) throws {
    let office = try TestOffice(settings: ["online-address": "\"https://pst.bps.go.id\""])
    let display = try Display(office)
    try display.open("kiosk", columns: columns, rows: rows)
    try display.press("1")
    poll(nil, 0, Self.held)
    try display.press("1")
    let text = try #require(try office.json("ticket", "show", "A001")["qr"]?.string)
    #expect(text.lowercased().hasPrefix("https://pst.bps.go.id/"))
    for theme in ["light", "dark", "high contrast"] {
      try display.until("the code in the \(theme) theme, \(columns)×\(rows)") { _ in try display.code() == text }
      try display.press("F9")
    }
  }
}
