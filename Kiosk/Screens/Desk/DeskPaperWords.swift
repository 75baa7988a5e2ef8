import Domain

/// The words of what an officer writes down.
public enum DeskPaperWord: String, Vocabulary {
  case needsTitle, notesTitle, onlineTitle, noneYet, recorded, saving
  case detail, detailHint, region, fromYear, toYear, yearHint, yearFault, yearOrder, level, period, obtained
  case source, sourceHint, title, sourceYear, quality, qualityHint
  case question, answer, noteHint, reference, referenceHint

  public static let place = "desk-paper"
  public static let indonesian: [Self: String] = [
    .needsTitle: "Data yang dicari {1}",
    .notesTitle: "Catatan konsultasi {1}",
    .onlineTitle: "Transaksi daring {1}",
    .noneYet: "belum ada yang tercatat",
    .recorded: "{1} tercatat",
    .saving: "menyimpan …",
    .detail: "Rincian data",
    .detailHint: "Data yang dicari, misalnya: PDRB menurut lapangan usaha.",
    .region: "Wilayah",
    .fromYear: "Tahun dari",
    .toYear: "Tahun sampai",
    .yearHint: "Empat angka, misalnya 2024.",
    .yearFault: "Tahun 1900–2100",
    .yearOrder: "Sebelum tahun dari",
    .level: "Level data",
    .period: "Periode",
    .obtained: "Diperoleh",
    .source: "Sumber",
    .sourceHint: "Publikasi, tabel, atau situs tempat data itu ada.",
    .title: "Judul",
    .sourceYear: "Tahun sumber",
    .quality: "Kualitas data",
    .qualityHint: "Penilaian tamu, 1 sampai 10; tombol 0 berarti 10.",
    .question: "Pertanyaan",
    .answer: "Jawaban",
    .noteHint: "Enter: baris baru. Tab: kolom lain. Ctrl-S: simpan.",
    .reference: "Nomor transaksi",
    .referenceHint: "Nomor transaksi pst.bps.go.id atau HaloPST, seperti tertulis di sana.",
  ]
  public static let english: [Self: String] = [
    .needsTitle: "Data needed by {1}",
    .notesTitle: "Consultation notes of {1}",
    .onlineTitle: "Online transaction of {1}",
    .noneYet: "nothing recorded yet",
    .recorded: "{1} recorded",
    .saving: "saving …",
    .detail: "Data in detail",
    .detailHint: "The data needed, such as: regional GDP by industry.",
    .region: "Region",
    .fromYear: "From year",
    .toYear: "To year",
    .yearHint: "Four digits, such as 2024.",
    .yearFault: "Year 1900–2100",
    .yearOrder: "Before the first year",
    .level: "Level",
    .period: "Period",
    .obtained: "Obtained",
    .source: "Source",
    .sourceHint: "The publication, table or site where the data is.",
    .title: "Title",
    .sourceYear: "Year of source",
    .quality: "Quality of data",
    .qualityHint: "The guest's own judgement, 1 to 10; key 0 is 10.",
    .question: "Question",
    .answer: "Answer",
    .noteHint: "Enter: new line. Tab: the other field. Ctrl-S: save.",
    .reference: "Transaction number",
    .referenceHint: "The number of the transaction at pst.bps.go.id or HaloPST, as it is written there.",
  ]
}
