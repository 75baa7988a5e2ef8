import Domain
import Journal
import Store

// Which queue numbers this computer gives, and those that two have given all the same.
extension Node {
  static let seatKey = "seat"

  /// From here on this computer gives the numbers of its share. Remembered in the store as well: keys that get lost must not
  /// bring back numbers that others give.
  func sit(_ seat: Int) {
    guard self.seat != seat else { return }
    self.seat = seat
    try? store.setMeta(Node.seatKey, String(seat))
  }

  var share: NumberShare? { seat.map(NumberShare.init(seat:)) }

  /// Two visitors with one number are told of at every screen that shows alarms, until the day is over.
  func noteDoubleNumbers() {
    let doubles = hall.doubleNumbers.filter { $0.visits.contains(where: \.stage.isOpen) }
    alarms.set(.numbers, doubles.isEmpty ? nil : Self.doubleText(doubles), at: reading.wall)
  }

  private static let doublesTold = 3

  private static func doubleText(_ doubles: [(number: QueueNumber, visits: [Visit])]) -> Bilingual {
    let list = doubles.prefix(doublesTold).map { double in
      "\(double.number) (\(double.visits.map(\.id.description).joined(separator: ", ")))"
    }.joined(separator: "; ")
    let more = doubles.count > doublesTold ? ", …" : ""
    return Bilingual(
      "Nomor ganda hari ini: \(list)\(more). Keduanya berlaku. Panggil satu per satu dan cocokkan kode empat huruf di tiketnya; "
        + "lalu pastikan kedua komputer memakai loket terbaru dan bukan salinan disk, dan kantor ini tidak punya lebih dari "
        + "\(NumberShare.count) komputer terdaftar (di pusat: pusat seats).",
      "Numbers given twice today: \(list)\(more). Both are valid. Call them one at a time and compare the four letters of the "
        + "ticket's code; then see that both PCs run the newest loket, that neither is a copy of the other's disk, and that no more "
        + "than \(NumberShare.count) PCs of this office are enrolled (at the centre: pusat seats).")
  }
}
