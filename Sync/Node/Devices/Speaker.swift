import Devices
import Domain
import Machine

/// Why a call was not heard. The board shows it all the same.
public enum VoiceFault: Equatable, Sendable {
  case noSynthesiser, noPlayer, noCard, failed, tooSlow

  var text: Bilingual {
    switch self {
    case .noSynthesiser:
      Bilingual(
        "espeak-ng tidak terpasang dan rekaman di folder voice tidak lengkap",
        "espeak-ng is not installed and the recordings in the folder voice are not complete")
    case .noPlayer: Bilingual("aplay (paket alsa-utils) tidak terpasang", "aplay (package alsa-utils) is not installed")
    case .noCard: Bilingual("komputer ini tidak memiliki kartu suara", "this PC has no sound card")
    case .failed:
      Bilingual(
        "suara gagal diputar: periksa pengeras dan kartu suara", "sound failed to play: check speaker and sound card")
    case .tooSlow: Bilingual("suara macet dan dihentikan", "sound got stuck and was stopped")
    }
  }
}

/// Whatever turns calls into sound. Takes as long as the sound does, and never for ever.
public protocol Speaker: Sendable {
  /// What stands in the way before anything is tried; cheap.
  func trouble() -> VoiceFault?
  /// Returns when it has been heard, or with what kept it from being.
  func say(_ announcement: Announcement) -> VoiceFault?
}

/// The office's recordings where they are complete, `espeak-ng` otherwise, played by `aplay`.
public struct ProgramSpeaker: Speaker {
  /// Where the office keeps its recordings.
  private let recordings: String
  /// Written anew for every sentence.
  private let scratch: String
  private let cards: String
  private let program: @Sendable (String) -> String?
  private let playingMax: Int

  static let synthesisMax = 10_000

  /// `program` finds a program by its name; a player is stopped after `playingMax` milliseconds.
  public init(
    _ folder: StoreFolder, cards: String = "/dev/snd", playingMax: Int = 30_000,
    program: @escaping @Sendable (String) -> String? = { Environment.program($0) }
  ) {
    self.program = program
    self.playingMax = playingMax
    recordings = folder.path + "/voice"
    scratch = folder.path + "/voice-now.wav"
    self.cards = cards
  }

  public func trouble() -> VoiceFault? {
    if program("aplay") == nil { return .noPlayer }
    if program("espeak-ng") == nil, !Files.exists(recordings) { return .noSynthesiser }
    // Outputs end in p, microphones in c.
    return Files.list(cards).contains { $0.hasPrefix("pcmC") && $0.hasSuffix("p") } ? nil : .noCard
  }

  public func say(_ announcement: Announcement) -> VoiceFault? {
    if let trouble = trouble() { return trouble }
    defer { Files.remove(scratch) }
    let recorded = announcement.fragments.map { "\(recordings)/\($0).wav" }
    let isRecorded = recorded.allSatisfy(Files.exists)
    if !isRecorded, let fault = chime() { return fault }
    for _ in 0..<Announcement.rounds {
      for language in announcement.languages {
        let fault =
          isRecorded && language == .indonesian ? play(recorded) : speak(announcement.sentence(language), language)
        if let fault { return fault }
      }
    }
    return nil
  }

  private func chime() -> VoiceFault? {
    let own = recordings + "/chime.wav"
    if Files.exists(own) { return play([own]) }
    do { try Files.replace(scratch, with: Chime.wav, mode: 0o640) } catch { return .failed }
    return play([scratch])
  }

  private func speak(_ sentence: String, _ language: Language) -> VoiceFault? {
    guard let synthesiser = program("espeak-ng") else { return .noSynthesiser }
    let arguments = ["-v", language.key, "-s", "140", "-w", scratch, sentence]
    if let fault = run(synthesiser, arguments, Self.synthesisMax) { return fault }
    return play([scratch])
  }

  private func play(_ files: [String]) -> VoiceFault? {
    guard let player = program("aplay") else { return .noPlayer }
    return run(player, ["-q"] + files, playingMax)
  }

  private func run(_ path: String, _ arguments: [String], _ milliseconds: Int) -> VoiceFault? {
    guard let child = try? Child(path, arguments, isQuiet: true) else { return .failed }
    guard let code = child.wait(atMost: milliseconds) else { return .tooSlow }
    return code == 0 ? nil : .failed
  }
}
