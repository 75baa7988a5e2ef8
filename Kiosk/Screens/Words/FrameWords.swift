/// What stands around every page.
public enum FrameWord: String, Vocabulary {
  case service, practice, tooSmall, connecting, lost, lostPress, help, language, look, back, say

  public static let place = "frame"
  public static let indonesian: [Self: String] = [
    .service: "Pelayanan Statistik Terpadu",
    .practice: "LATIHAN",
    .tooSmall: "Jendela terlalu kecil. Perbesar jendela atau perkecil hurufnya.",
    .connecting: "Menyambung ke node kantor …",
    .lost: "Node kantor tidak menjawab. Yang tersimpan aman; layar ini menyambung lagi sendiri.",
    .lostPress: "Node kantor tidak menjawab. Tekanan Anda dilanjutkan begitu tersambung; jangan menekan lagi.",
    .help: "Bantuan",
    .language: "English",
    .look: "Tampilan",
    .back: "Kembali",
    .say: "Bacakan",
  ]
  public static let english: [Self: String] = [
    .service: "Integrated statistical services",
    .practice: "PRACTICE",
    .tooSmall: "The window is too small. Enlarge it or use smaller letters.",
    .connecting: "Connecting to the office's node …",
    .lost: "The office's node does not answer. What is stored is safe; this screen reconnects by itself.",
    .lostPress:
      "The office's node does not answer. Your press is carried out when it is back; please do not press again.",
    .help: "Help",
    .language: "Indonesia",
    .look: "Display",
    .back: "Back",
    .say: "Read aloud",
  ]
}
