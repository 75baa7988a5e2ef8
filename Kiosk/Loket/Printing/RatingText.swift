import Desk
import Domain

extension ViewText {
  /// Who may rate at a desk, on one line.
  func rating(_ view: RatingView) -> String {
    guard let visit = view.visit else {
      return say("Tidak ada yang ditunggu menilai.", "Nobody is waited for to rate.")
    }
    let label = view.number?.description ?? visit.description
    return "\(label)  \(say(view.service, view.serviceEnglish))  "
      + say("sampai pukul \(view.until)", "until \(view.until)")
  }
}
