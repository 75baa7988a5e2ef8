import Domain

// What is said of a line that cannot be read: what is wrong, then what to write.
extension Bilingual {
  static let fileTooLong = Bilingual(
    "Berkas terlalu besar (paling besar \(FileLimits.bytesMax / 1024) KB). Apakah ini berkas profil?",
    "The file is too large (at most \(FileLimits.bytesMax / 1024) KB). Is it a profile at all?")
  static let lineTooLong = Bilingual(
    "Baris terlalu panjang (paling panjang \(FileLimits.lineBytesMax) byte). Ringkas isinya.",
    "The line is too long (at most \(FileLimits.lineBytesMax) bytes). Shorten it.")
  static let notText = Bilingual(
    "Baris ini bukan teks UTF-8. Simpan ulang berkas dengan pengodean UTF-8.",
    "This line is not UTF-8 text. Save the file again with the encoding UTF-8.")
  static let lineUnreadable = Bilingual(
    "Baris ini tidak terbaca. Tulis `isian = nilai`, `[tabel]`, atau awali dengan # bila ini catatan.",
    "This line cannot be read. Write `field = value`, `[table]`, or begin it with # if it is a remark.")
  static let headerUnreadable = Bilingual(
    "Nama tabel tidak terbaca. Tulis misalnya [hours.desk] atau [[service]].",
    "The name of the table cannot be read. Write for example [hours.desk] or [[service]].")
  static let dottedKey = Bilingual(
    "Nama isian tidak boleh memakai titik. Tulis isian ini di bawah [tabel]-nya.",
    "The name of a field has no dots. Write this field below its [table].")
  static let equalsMissing = Bilingual(
    "Tanda = tidak ada. Tulis `isian = nilai`.", "There is no =. Write `field = value`.")
  static let valueMissing = Bilingual(
    "Nilai belum diisi. Tulis nilainya, atau awali baris dengan # bila belum ada.",
    "There is no value. Write one, or begin the line with # if there is none yet.")
  static let afterValue = Bilingual(
    "Ada tulisan yang tidak terbaca di akhir baris. Catatan diawali tanda #.",
    "There is something unreadable at the end of the line. A remark begins with #.")
  static let quotesMissing = Bilingual(
    "Teks harus diapit tanda petik ganda: \"…\".", "A text stands in double quotes: \"…\".")
  static let singleQuotes = Bilingual(
    "Pakai tanda petik ganda \"…\", bukan petik tunggal.", "Use double quotes \"…\" instead of single ones.")
  static let longText = Bilingual(
    "Teks tidak boleh lebih dari satu baris. Pakai satu pasang tanda petik: \"…\".",
    "A text has one line only. Use one pair of quotes: \"…\".")
  static let quotesAroundDates = Bilingual(
    "Tanggal, jam, dan kode ditulis dalam tanda petik, misalnya \"2026-11-20\" atau \"08.00\"; angka selalu bulat.",
    "Dates, times and codes stand in quotes, for example \"2026-11-20\" or \"08.00\"; numbers are whole.")
  static let leadingZero = Bilingual(
    "Angka tidak diawali nol. Kode dan nomor telepon ditulis dalam tanda petik.",
    "A number does not begin with zero. Codes and telephone numbers stand in quotes.")
  static let numberTooLarge = Bilingual("Angka terlalu besar.", "The number is too large.")
  static let inlineTable = Bilingual(
    "Tanda { } tidak dipakai di sini. Tulis sebagai [tabel] tersendiri.",
    "{ } are not used here. Write a [table] of its own.")
  static let listInList = Bilingual(
    "Daftar di dalam daftar tidak dipakai di sini.", "A list inside a list is not used here.")
  static let listNotClosed = Bilingual("Daftar ini tidak ditutup dengan ].", "This list is not closed with ].")
  static let commaMissing = Bilingual(
    "Pisahkan isi daftar dengan koma.", "Put commas between the entries of a list.")
  static let commaTwice = Bilingual(
    "Ada koma tanpa isi sebelumnya.", "There is a comma with nothing before it.")
  static let textNotClosed = Bilingual(
    "Tanda petik penutup tidak ada di baris ini.", "The closing quote is missing on this line.")
  static let escapeUnknown = Bilingual(
    "Garis miring terbalik tidak dikenal di sini. Untuk satu \\ tulis \\\\.",
    "That backslash means nothing here. For one \\ write \\\\.")
  static let controlCharacter = Bilingual(
    "Isian memuat karakter kendali. Ketik ulang tanpa karakter itu.",
    "The field has a control character in it. Type it again without.")

  static func headerNotClosed(_ header: String) -> Bilingual {
    Bilingual("Tulis nama tabel lengkap dengan kurungnya: \(header).", "Write the table with its brackets: \(header).")
  }

  static func tableTwice(firstLine: Int) -> Bilingual {
    Bilingual(
      "Tabel ini sudah ada di baris \(firstLine). Gabungkan keduanya.",
      "This table is already on line \(firstLine). Join the two.")
  }

  static func keyTwice(firstLine: Int) -> Bilingual {
    Bilingual(
      "Isian ini sudah ada di baris \(firstLine). Hapus salah satu.",
      "This field is already on line \(firstLine). Remove one of them.")
  }
}
