import Desk
import Domain

extension ViewText {
  func overruled(_ view: OverruledView) -> String {
    guard !view.changes.isEmpty else { return say("Tidak ada perubahan yang kalah.", "No change was overruled.") }
    let lines = view.changes.map { "\($0.event)  \(say($0.indonesian, $0.english))" }
    return (lines + (view.more ? [say("… dan lainnya", "… and more")] : [])).joined(separator: "\n")
  }

  /// The line on its own page.
  func line(_ view: LineView, _ alarms: [AlarmView]) -> String {
    guard view.state != .none else {
      // Also where it is the line's own files that keep it from the centre.
      return ([say(view.indonesian, view.english)] + own(alarms)).joined(separator: "\n")
    }
    var lines = [
      say("Jalur          ", "Line           ") + view.state.label[language]
        + (view.talking ? say(" (sedang bertukar)", " (talking)") : ""),
      say("Pusat          ", "Centre         ") + "\(view.centre) · seat \(view.seat)",
      say("Belum terkirim ", "Not sent       ")
        + (view.unsent == 0
          ? say("tidak ada", "nothing")
          : say(
            "\(Amount.events(view.unsent).indonesian), sejak \(view.unsentSince)",
            "\(Amount.events(view.unsent).english), since \(view.unsentSince)")),
      say("Terakhir       ", "Last exchange  ")
        + (view.lastExchange.isEmpty ? "–" : view.lastExchange)
        + (view.ageMinutes.map { Amount.time(minutes: $0) }.map {
          say(" (\($0.indonesian) lalu)", " (\($0.english) ago)")
        } ?? ""),
    ]
    if view.failures > 0 { lines.append(say("Gagal          ", "Failures       ") + "\(view.failures)×") }
    if let offset = view.offsetMilliseconds {
      let words = LineView.clockWords(offset)
      lines.append(say("Jam PC         ", "This PC's clock ") + say(words.indonesian, words.english))
    }
    if view.catchingUp {
      lines.append(say("Riwayat        masih dibaca", "Past           still being read"))
    }
    if !view.identities.isEmpty {
      lines.append(
        say("Identitas      ", "Identities     ")
          + say("dahulu node ", "before: node ") + view.identities.map(String.init).joined(separator: ", "))
    }
    if view.bytesToday > 0 {
      lines.append(say("Data hari ini  ", "Data today     ") + "\(view.bytesToday / 1024) KiB")
    }
    if view.parked > 0 {
      lines.append(say("Disisihkan     ", "Set aside      ") + "\(view.parked)")
      lines += view.parkedEvents.map { "  \($0.event)  \(say($0.indonesian, $0.english))" }
    }
    return (lines + own(alarms)).joined(separator: "\n")
  }

  /// What is wrong with the line, and not with anything else.
  private func own(_ alarms: [AlarmView]) -> [String] {
    alarms.filter { ["line", "parked", "identity", "offset"].contains($0.code) }
      .map { "! [\($0.code)] \(say($0.indonesian, $0.english))" }
  }
}
