import Domain

// What is said of a value that can be read but not used: what is wrong, then what is expected.
extension Bilingual {
  static let missing = Bilingual(
    "Isian ini wajib ada dan belum ditulis.", "This field is required and has not been written.")
  static let empty = Bilingual("Isian ini tidak boleh kosong.", "This field may not be empty.")
  static let listEmpty = Bilingual("Daftar ini tidak boleh kosong.", "This list may not be empty.")
  static let listedTwice = Bilingual("Isi ini sudah ada di daftar yang sama.", "This entry is in the list already.")

  static func tableMissing(_ header: String) -> Bilingual {
    Bilingual(
      "Tabel \(header) wajib ada dan belum ditulis.", "The table \(header) is required and has not been written.")
  }

  static func tableForm(_ header: String) -> Bilingual {
    Bilingual("Tulis tabel ini sebagai \(header).", "Write this table as \(header).")
  }

  static func unknownField(_ near: String?) -> Bilingual {
    let advice = advice(near)
    return Bilingual("Isian ini tidak dikenal. \(advice.indonesian)", "There is no such field. \(advice.english)")
  }

  static func unknownTable(_ near: String?) -> Bilingual {
    let advice = advice(near)
    return Bilingual("Tabel ini tidak dikenal. \(advice.indonesian)", "There is no such table. \(advice.english)")
  }

  private static func advice(_ near: String?) -> Bilingual {
    guard let near else {
      return Bilingual("Hapus, atau jadikan catatan dengan #.", "Remove it, or make it a remark with #.")
    }
    return Bilingual("Mungkin maksudnya \(near)?", "Is \(near) meant?")
  }

  static func wrongType(_ expected: Bilingual) -> Bilingual {
    Bilingual("Yang diharapkan: \(expected.indonesian).", "Expected: \(expected.english).")
  }

  static func unknownWord(_ near: String?, _ known: [String]) -> Bilingual {
    Bilingual(
      (near.map { "Mungkin maksudnya \($0)? " } ?? "") + "Pilih salah satu: \(known.joined(separator: ", ")).",
      (near.map { "Is \($0) meant? " } ?? "") + "Choose one of: \(known.joined(separator: ", ")).")
  }

  static func outOfRange(_ range: ClosedRange<Int>) -> Bilingual {
    Bilingual(
      "Angka harus \(range.lowerBound) sampai \(range.upperBound).",
      "The number must be \(range.lowerBound) to \(range.upperBound).")
  }

  static func tooLong(_ limit: Int) -> Bilingual {
    Bilingual("Terlalu panjang (paling banyak \(limit) huruf).", "Too long (at most \(limit) characters).")
  }

  static func tooMany(_ limit: Int) -> Bilingual {
    Bilingual("Terlalu banyak (paling banyak \(limit)).", "Too many (at most \(limit)).")
  }

  static func taken(firstLine: Int) -> Bilingual {
    Bilingual(
      "Sudah dipakai di baris \(firstLine). Pilih yang lain.", "Already used on line \(firstLine). Choose another.")
  }
}

/// What may stand in a field, for the sentence "Yang diharapkan: …".
enum Expected {
  static let text = Bilingual("teks dalam tanda petik, misalnya \"…\"", "a text in quotes, for example \"…\"")
  static let number = Bilingual("angka tanpa tanda petik, misalnya 10", "a number without quotes, for example 10")
  static let truth = Bilingual("true (ya) atau false (tidak), tanpa tanda petik", "true or false, without quotes")
  static let list = Bilingual(
    "daftar dalam kurung siku, misalnya [\"…\", \"…\"]", "a list in brackets, for example [\"…\", \"…\"]")
  static let code = Bilingual(
    "empat angka dalam tanda petik, misalnya \"8205\"", "four digits in quotes, for example \"8205\"")
  static let time = Bilingual(
    "jam dalam tanda petik, misalnya \"08.00\"", "a time of day in quotes, for example \"08.00\"")
  static let day = Bilingual(
    "tanggal yang ada di kalender, misalnya \"2026-11-20\"", "a date of the calendar, for example \"2026-11-20\"")
  static let opening = Bilingual(
    "jam buka dalam tanda petik, misalnya \"08.00-12.00\"", "opening times in quotes, for example \"08.00-12.00\"")
  static let series = Bilingual("satu huruf besar A–Z, misalnya \"A\"", "one capital letter A–Z, for example \"A\"")
  static let serviceKey = Bilingual(
    "huruf kecil, angka, dan tanda hubung, misalnya \"data-mikro\"",
    "small letters, digits and hyphens, for example \"data-mikro\"")
  static let onlineAddress = Bilingual(
    "alamat pendek dengan huruf kecil dan tanpa garis miring di akhir, misalnya \"https://pst.bps.go.id\"",
    "a short address in small letters without a final slash, for example \"https://pst.bps.go.id\"")
  static let textKey = Bilingual(
    "huruf kecil, angka, titik, dan tanda hubung, misalnya \"kiosk.welcome\"",
    "small letters, digits, dots and hyphens, for example \"kiosk.welcome\"")
}
