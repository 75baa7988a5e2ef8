import Domain

/// The words of the wall board.
public enum BoardWord: String, Vocabulary {
  case title, now, before, noneBefore, desk, deskBig, waiting, people, welcomeBig, nobodyCalled, free, stale, notYet
  case notShown, dayClosed, closedBig

  public static let place = "board"
  public static let indonesian: [Self: String] = [
    .title: "Papan antrean",
    .now: "SEKARANG DIPANGGIL",
    .before: "SEBELUMNYA",
    .noneBefore: "belum ada",
    .desk: "Meja {1}",
    .deskBig: "MEJA {1}",
    .waiting: "MENUNGGU",
    .people: "orang",
    .welcomeBig: "HALO",
    .closedBig: "TUTUP",
    .nobodyCalled: "Selamat datang. Belum ada nomor yang dipanggil.",
    .dayClosed: "Layanan hari ini sudah ditutup.",
    .free: "Semua layanan di sini tidak dipungut biaya.",
    .stale: "Tidak terkini sejak {1}. Dengarkan panggilan petugas.",
    .notYet: "Menunggu kabar dari node kantor. Papan ini belum tahu siapa yang dipanggil.",
    .notShown: "Papan tidak dapat ditampilkan. Ini bukan antrean kosong; dengarkan panggilan petugas.",
  ]
  public static let english: [Self: String] = [
    .title: "Queue board",
    .now: "NOW CALLED",
    .before: "BEFORE",
    .noneBefore: "none yet",
    .desk: "Desk {1}",
    .deskBig: "DESK {1}",
    .waiting: "WAITING",
    .people: "people",
    .welcomeBig: "WELCOME",
    .closedBig: "CLOSED",
    .nobodyCalled: "Welcome. No number has been called yet.",
    .dayClosed: "Today's service has been closed.",
    .free: "All services here are free of charge.",
    .stale: "Not current since {1}. Please listen to the officers' calls.",
    .notYet: "Waiting for news from the office's node. This board does not know yet who is called.",
    .notShown: "The board cannot be shown. This is not an empty queue; please listen to the officers' calls.",
  ]
}
