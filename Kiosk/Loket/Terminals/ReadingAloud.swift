import Domain
import Machine

/// Reads a page aloud at this terminal, for who cannot see it: one sentence at a time, the newest. Without a voice nothing happens
/// and nothing waits.
final class ReadingAloud {
  private var voice: Child?

  /// Whether this PC can speak at all; screens offer it only then.
  static var isPossible: Bool { Environment.program("espeak-ng") != nil }

  deinit { silence() }

  func say(_ text: String, _ language: Language) {
    silence()
    guard let program = Environment.program("espeak-ng") else { return }
    voice = try? Child(program, ["-v", language.key, "-s", "140", text], isQuiet: true)
  }

  private func silence() {
    voice?.stop()
    voice = nil
  }
}
