import CentralReception
import Domain

// Codes on paper: their keys, and whether a ticket is one.
extension Verb {
  static let codes: [Verb] = [
    Verb(
      "codes renew", "8205 [--void]", "kunci baru untuk kode reservasi dan tiket kantor",
      "a new key for an office's reservation and ticket codes"
    ) { options, centre in
      let office = try options.word(0, OfficeCode.self)
      try await centre.renewCodes(office, voiding: options.has("void"))
      let text =
        options.has("void")
        ? Bilingual(
          "Kunci kode kantor \(office) diganti, dan kode yang dicetak sebelum ini tidak berlaku lagi. Komputer kantor "
            + "mengambilnya pada pertukaran berikutnya.",
          "The code key of office \(office) was replaced, and codes printed before this hold no more. The office's computers "
            + "take it with their next exchange.")
        : Bilingual(
          "Kunci kode kantor \(office) diperbarui. Kode yang sudah dicetak tetap berlaku; komputer yang dicabut tidak "
            + "mendapat kunci ini.",
          "The code key of office \(office) was renewed. Codes already printed hold; a revoked computer is not given this key."
        )
      return text[options.language]
    },
    Verb(
      "ticket", "TEXT", "periksa kode QR sebuah tiket, juga yang kunjungannya belum terkirim",
      "check a ticket's QR code, also of a visit that has not been sent yet"
    ) { options, centre in
      guard let token = try await centre.ticket(try options.text(0, "TEXT")) else { throw CentreRefusal.ticketUnknown }
      return Bilingual(
        "\(token.office)  kunjungan \(token.visit)  berlaku sampai \(token.expires)",
        "\(token.office)  visit \(token.visit)  valid through \(token.expires)")[options.language]
    },
  ]
}
