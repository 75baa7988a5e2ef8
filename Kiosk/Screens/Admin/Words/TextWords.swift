/// The page of the office's own wording.
public enum TextWord: String, Vocabulary {
  case search, found, nothing, clear, ours, gapRule, emptyIsOurs, gapsDiffer, oneLine

  public static let place = "texts"
  public static let indonesian: [Self: String] = [
    .search: "Cari",
    .found: "{1} kalimat",
    .nothing: "Tidak ada kalimat yang memuat \"{1}\".",
    .clear: "Kosongkan",
    .ours: "Aslinya: {1} / {2}",
    .gapRule: "Sela {1} diisi sendiri oleh layar dan harus tetap ada.",
    .emptyIsOurs: "Kosongkan keduanya untuk kembali ke kalimat asli.",
    .gapsDiffer: "Harus memuat sela yang sama: {1}",
    .oneLine: "Tulis dalam satu baris",
  ]
  public static let english: [Self: String] = [
    .search: "Search",
    .found: "sentences: {1}",
    .nothing: "No sentence contains \"{1}\".",
    .clear: "Clear",
    .ours: "Ours: {1} / {2}",
    .gapRule: "The gaps {1} are filled by the screen and must stay.",
    .emptyIsOurs: "Empty both to return to our sentence.",
    .gapsDiffer: "Must have the same gaps: {1}",
    .oneLine: "Write it in one line",
  ]
}
