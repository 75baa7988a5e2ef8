import Domain

// What is said of a profile whose parts do not go together.
extension Bilingual {
  static let flowWithoutDesk = Bilingual(
    "Alur harus memuat \"desk\": tanpa meja tidak ada yang dilayani.",
    "The flow must have \"desk\" in it: without one nobody is served.")
  static let flowWithoutStart = Bilingual(
    "Alur harus memuat \"number\" (ambil nomor) atau \"registration\" (registrasi).",
    "The flow must have \"number\" or \"registration\" in it.")
  static let openingBackwards = Bilingual(
    "Jam tutup harus sesudah jam buka.", "It must close after it opens.")
  static let openingsOverlap = Bilingual(
    "Jam buka ini bertumpuk dengan jam buka lain pada hari yang sama.",
    "These opening times overlap others of the same day.")
  static let hoursEmpty = Bilingual(
    "Belum ada jam buka. Tulis misalnya senin = [\"08.00-12.00\", \"13.00-15.30\"].",
    "There are no opening times. Write for example senin = [\"08.00-12.00\", \"13.00-15.30\"].")
  static let seasonBackwards = Bilingual(
    "Tanggal akhir harus sama dengan atau sesudah tanggal awal.", "The last date must not be before the first.")
  static let seasonWithoutCalendar = Bilingual(
    "Musim ini tidak punya jam biasa. Tulis dahulu tabel jam biasanya.",
    "This season has no usual hours. Write the table of usual hours first.")
  static let turnoverLate = Bilingual(
    "Jam pergantian hari harus sebelum 24.00.", "The day must turn over before 24.00.")
  static let serviceNowhere = Bilingual(
    "Tidak ada meja yang melayani layanan ini; pengunjungnya tidak akan pernah dipanggil.",
    "No desk serves this service; its visitors would never be called.")

  static func seasonsOverlap(firstLine: Int) -> Bilingual {
    Bilingual(
      "Tanggal musim ini bertumpuk dengan musim di baris \(firstLine).",
      "The dates of this season overlap the season on line \(firstLine).")
  }

  static func turnoverInside(_ opening: Opening) -> Bilingual {
    Bilingual(
      "Pergantian hari harus sebelum jam buka (\(opening.word)); kalau tidak, satu hari layanan terbelah dua.",
      "The day must turn over before opening times (\(opening.word)); otherwise one service day falls into two.")
  }

  static func paperWidth(_ widths: [Int]) -> Bilingual {
    let list = widths.map(String.init)
    return Bilingual(
      "Lebar kertas harus \(list.joined(separator: " atau ")) mm.",
      "The paper must be \(list.joined(separator: " or ")) mm wide.")
  }
}
