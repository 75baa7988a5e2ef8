import Desk
import Domain

/// What the showroom sees of its centre and of the cable between the two.
public struct CentreSight: Equatable, Sendable {
  public enum Stage: Equatable, Sendable {
    case starting
    case running
    /// Why there is none; the office works all the same.
    case missing(Bilingual)
  }

  public var stage = Stage.starting
  public var isPlugged = true
  /// As the office's node tells it.
  public var line: LineView?
  /// As the centre tells it.
  public var office: OfficeAtCentre?
  /// What came of the last booking.
  public var said: Said?

  /// A sentence, told once: the number tells a repeated one from the last.
  public struct Said: Equatable, Sendable {
    public var number: Int
    public var text: Bilingual
    public var isRefusal: Bool

    public init(number: Int, text: Bilingual, isRefusal: Bool) {
      (self.number, self.text, self.isRefusal) = (number, text, isRefusal)
    }
  }

  public init() {}
}

// How the line stands, in words.
extension CentreSight {
  /// For a bar that has little room: "tercabut, 12".
  public func brief(_ speech: Speech) -> String {
    switch stage {
    case .starting: speech(CentreWord.barStarting)
    case .missing: speech(CentreWord.barMissing)
    case .running where isPlugged && line?.state != .good: speech(CentreWord.barConnecting)
    case .running: speech(isPlugged ? CentreWord.barPlugged : CentreWord.barUnplugged, line?.unsent ?? 0)
    }
  }

  /// In one sentence.
  public func full(_ speech: Speech) -> String {
    switch stage {
    case .starting: return speech(CentreWord.starting)
    case .missing: return speech(CentreWord.barMissing)
    case .running:
      return [condition(speech), speech(CentreWord.unsent, line?.unsent ?? 0), lastTalk(speech)].joined(
        separator: " · ")
    }
  }

  /// The cable is what the hand knows; how the line itself stands follows a moment later.
  private func condition(_ speech: Speech) -> String {
    guard isPlugged else { return speech(CentreWord.unplugged) }
    return speech((line?.state ?? .never).label)
  }

  private func lastTalk(_ speech: Speech) -> String {
    guard let line, !line.lastExchange.isEmpty else { return speech(CentreWord.neverTalked) }
    let minutes = line.ageMinutes ?? 0
    return minutes == 0 ? speech(CentreWord.justTalked) : speech(CentreWord.lastTalk, minutes)
  }
}
