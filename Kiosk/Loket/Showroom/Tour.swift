import Canvas
import Domain
import Seats

/// The day that walks by itself: one visitor from the kiosk to the rating, at every terminal on the way.
enum Tour {
  /// The seats of the showroom, by what happens there.
  private enum Place: Int { case kiosk, book, front, desk, secondDesk, board, rating, admin, centre }

  static let steps: [Guide.Step] = [
    step(.kiosk, "Seorang pengunjung datang dan memilih bahasanya.", "A visitor comes and chooses a language.", "1"),
    step(.kiosk, "Konsultasi statistik: satu sentuhan.", "A statistical consultation: one touch.", "1"),
    step(
      .kiosk, "Prioritas ditanyakan dengan hormat; kali ini tidak.", "Priority is asked with respect; not today.", "1"),
    step(.kiosk, "Nomornya besar, kodenya siap difoto.", "The number is large, the code ready for a photo."),
    step(.front, "Front office melihatnya dalam antrean.", "The front office sees the visitor in the queue.", "Enter"),
    step(
      .front, "Buku tamu: satu halaman, angka memilih, kurang dari satu menit.",
      "The guest book: one page, digits choose, less than a minute.", "b", "Siti Nurhaliza", "Enter", "1", "Enter",
      "0812 3456 7890", "Enter", "Enter", "2", "Enter", "1998", "Enter", "3", "Enter", "1", "Enter"),
    step(.front, "Disimpan: sejak kini aman dari listrik padam.", "Saved: from here on safe from a power cut.", "^s"),
    step(.desk, "Di meja 1 petugas menekan N.", "At desk 1 the officer presses N.", "n"),
    step(
      .board, "Papan mengumumkan nomor dan meja, tidak pernah nama.", "The board calls number and desk, never a name."),
    step(.desk, "Pengunjung datang: V mulai melayani.", "The visitor has come: V begins to serve.", "v"),
    step(
      // The page stays open for the next note: Esc leaves it.
      .desk, "Yang ditanya dan dijawab dicatat singkat.", "What was asked and given is noted briefly.", "k",
      "Inflasi Tobelo 2025", "Tab", "Tabel dinamis di website", "^s", "Esc"),
    step(.desk, "F lalu 1: selesai, terpenuhi.", "F then 1: finished, fulfilled.", "f", "1"),
    step(.rating, "Di layar penilaian lima wajah menunggu.", "At the rating terminal five faces wait.", "5"),
    step(.rating, "Komentar boleh kosong.", "A comment may be left out.", "Enter"),
    step(.rating, "Terima kasih, dan layar lupa siapa yang menilai.", "Thanks, and the screen forgets who rated.", "3"),
    step(.desk, "Angka hari ini bertambah; meja siap lagi.", "Today's figures have grown; the desk is ready."),
    step(
      .centre, "Pusat sudah menerima semuanya, tanpa nama siapa pun di layar ini.",
      "The centre has all of it, with nobody's name on this screen."),
    step(
      .centre, "Kabelnya dicabut: kantor tanpa internet.", "The cable is pulled: an office without a network.", "^p"),
    step(
      .kiosk, "Di kantor tidak ada yang berubah: pengunjung baru.", "At the office nothing changes: a new visitor.",
      "Esc", "1"
    ),
    step(.kiosk, "Nomornya keluar seperti biasa.", "The number comes as always.", "2", "1"),
    step(
      .centre, "Pusat belum tahu; yang belum terkirim dihitung di bawah.",
      "The centre does not know; what is not sent is counted below."),
    step(.centre, "Kabel dipasang lagi: semuanya menyusul.", "The cable is back: everything follows.", "^p"),
    step(.centre, "Reservasi yang dibuat di pusat …", "A reservation made at the centre …", "b"),
    step(.front, "… ada di front office.", "… stands at the front office.", "F6"),
    step(.admin, "Kepala seksi mengatur kantor di sini.", "The head of section sets the office up here."),
    step(
      .kiosk, "Selesai. F12 berpindah terminal: silakan mencoba sendiri.",
      "Done. F12 changes terminals: try it yourself."),
  ]

  private static func step(_ place: Place, _ indonesian: String, _ english: String, _ keys: String...) -> Guide.Step {
    Guide.Step(place.rawValue, Bilingual(indonesian, english), keys.flatMap { Guide.Step.keys($0) })
  }
}
