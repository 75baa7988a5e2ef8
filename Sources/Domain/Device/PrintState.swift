/// Where the paper of a ticket stands. Never where the number stands: that is valid whatever the paper does.
///
/// ```
///  (number given) ──▶ queued ──▶ printing ──▶ printed
///                       ▲  │         │ └─────▶ failed
///       as a copy again └──┼─────────┘ half on paper, or the node stopped in the middle
///                          └──▶ expired, when its time is over
/// ```
public enum PrintState: UInt8, Category {
  case none = 1
  case queued, printing, printed, failed, expired

  public static let terms = [
    Term("none", "tanpa karcis", "no paper"), Term("queued", "menunggu dicetak", "waiting to be printed"),
    Term("printing", "sedang dicetak", "being printed"), Term("printed", "sudah dicetak", "printed"),
    Term("failed", "tidak tercetak", "not printed"),
    Term("expired", "tidak tercetak pada waktunya", "not printed in time"),
  ]

  /// Something may still come out of the printer.
  public var isPending: Bool { self == .queued || self == .printing }

  /// What the visitor does now. Empty where there is nothing to say.
  public var advice: Bilingual {
    switch self {
    case .none: Bilingual("", "")
    case .queued:
      Bilingual(
        "Nomor sudah berlaku; karcis menunggu pencetak. Catat atau foto nomor ini bila tidak ingin menunggu.",
        "Your number is valid; the paper waits for the printer. Note it down or take a photo if you do not want to wait."
      )
    case .printing: Bilingual("Karcis sedang dicetak. Silakan tunggu.", "Your ticket is being printed. Please wait.")
    case .printed: Bilingual("Silakan ambil karcis.", "Please take your ticket.")
    case .failed:
      Bilingual(
        "Nomor tetap berlaku; karcis tidak tercetak. Catat atau foto nomor ini, atau mintalah salinan kepada petugas.",
        "Your number stays valid; the paper was not printed. Note it down or take a photo, or ask staff for a copy.")
    case .expired:
      Bilingual(
        "Nomor tetap berlaku; karcis tidak dicetak lagi karena sudah terlalu lama. Catat atau foto nomor ini, atau mintalah "
          + "salinan.",
        "Your number stays valid; the paper comes too late to be printed. Note it down or take a photo, or ask for a copy."
      )
    }
  }
}
