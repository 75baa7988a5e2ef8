/// What stands around every page.
public enum FrameWord: String, Vocabulary {
  case service, practice, tooSmall, connecting, lost, lostPress, help, language, look, back, say, dayClosed
  case trouble, troubleVisitors, troubleStaff, troubleRetry
  case firstTitle, firstOfficerTitle, firstGuided, firstThen, firstScript

  public static let place = "frame"
  public static let indonesian: [Self: String] = [
    .service: "Pelayanan Statistik Terpadu",
    .practice: "LATIHAN",
    .dayClosed:
      "Hari layanan sudah ditutup; semua catatan tersimpan. Kepala seksi dapat membukanya lagi di layar admin, Hari layanan.",
    .tooSmall: "Jendela terlalu kecil. Perbesar jendela atau perkecil hurufnya.",
    .connecting: "Menyambung ke node kantor …",
    .lost: "Node kantor tidak menjawab. Yang tersimpan aman; layar ini menyambung lagi sendiri.",
    .lostPress: "Node kantor tidak menjawab. Tekanan Anda dilanjutkan begitu tersambung; jangan menekan lagi.",
    .help: "Bantuan",
    .language: "English",
    .look: "Tampilan",
    .back: "Kembali",
    .say: "Bacakan",
    .trouble: "Layar ini belum dapat dipakai",
    .troubleVisitors: "Silakan ke petugas: Anda tetap dilayani, dengan nomor yang sudah Anda pegang.",
    .troubleStaff: "Petugas, panggil kepala seksi atau admin IPDS dan bacakan ini: {1}",
    .troubleRetry: "Layar ini mencoba lagi sendiri dan tidak perlu dimatikan.",
    .firstTitle: "Kantor ini belum disiapkan di komputer ini.",
    .firstOfficerTitle: "Kantor sudah ada, tetapi belum ada petugas yang dapat masuk.",
    .firstGuided: "Petugas: buka layar ini di komputer yang sama. Ia memandu langkah demi langkah:",
    .firstThen: "Layar ini lalu mulai sendiri dan tidak perlu dimatikan.",
    .firstScript: "Untuk skrip:",
  ]
  public static let english: [Self: String] = [
    .service: "Integrated statistical services",
    .practice: "PRACTICE",
    .dayClosed:
      "The service day has been closed; everything is kept. The head of section can reopen it on the admin screen, Service day.",
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
    .trouble: "This screen cannot be used now",
    .troubleVisitors: "Please go to the staff: you are served all the same, with the number you have.",
    .troubleStaff: "Staff, please call the head of section or the IT officer and read this out: {1}",
    .troubleRetry: "This screen tries again by itself and need not be switched off.",
    .firstTitle: "No office has been set up on this computer yet.",
    .firstOfficerTitle: "The office is there, but no officer who could log in.",
    .firstGuided: "Staff: open this screen on the same computer. It guides step by step:",
    .firstThen: "This screen then begins by itself and need not be switched off.",
    .firstScript: "For scripts:",
  ]
}
