/// What is said of practice: what becomes of it, and how one goes there and back.
public enum PracticeWord: String, Vocabulary {
  case practice, isPractice, isReal, detailReal, detailPractice
  case itsData, itsCentre, itsPaper, toEnd, endHere, endCommand, toClear
  case ownFolder, ownClock, notSent, untouched, toBegin, beginHere, firstTime, othersCommand, byCommand
  case begin, beginText, beginYes, end, endText, endYes, stay

  public static let place = "practice"
  public static let indonesian: [Self: String] = [
    .practice: "Latihan",
    .isPractice: "Ini latihan, bukan pekerjaan kantor.",
    .isReal: "Ini pekerjaan kantor yang sebenarnya, bukan latihan.",
    .detailReal: "sekarang: pekerjaan sebenarnya",
    .detailPractice: "sekarang: LATIHAN",
    .itsData:
      "Nomor, tamu, petugas dan pengaturan di sini hanya milik latihan. Data kantor tidak disentuh dan tidak terlihat dari sini.",
    .itsCentre: "Tidak ada yang dikirim ke pusat; hanya pusat yang juga berlatih dapat disambungkan.",
    .itsPaper: "Karcis yang tercetak bertanda LATIHAN. Pencetak dan suara yang dipasang di sini benar-benar bekerja.",
    .toEnd: "Mengakhiri latihan",
    .endHere:
      "Tekan 1: terminal ini kembali ke kantor dan meminta PIN. Data latihan tetap di foldernya untuk lain kali.",
    .endCommand:
      "Latihan ini dibuka dengan perintah: tutup terminalnya dengan Ctrl-Q, hentikan loketd latihan bila ada, lalu buka tanpa --home dan --practice, misalnya loket admin. Node yang berjalan tidak dapat berganti.",
    .toClear:
      "Untuk mulai dari awal, tutup semua terminal latihan dan hapus folder latihan itu; tidak ada isinya yang diperlukan kantor.",
    .ownFolder:
      "Latihan mempunyai folder sendiri: nomor, tamu dan petugasnya tidak pernah tercampur dengan data kantor, juga tidak dapat dipindahkan ke sana.",
    .ownClock: "Latihan mempunyai jam sendiri yang mulai pada jam buka, sehingga dapat dicoba di luar jam layanan.",
    .notSent: "Tidak ada yang dikirim ke pusat kantor ini.",
    .untouched: "Kantor tetap bekerja: terminal lain, antrean dan papan tidak berubah.",
    .toBegin: "Memulai latihan",
    .beginHere: "Tekan 1: hanya terminal ini pindah ke latihan, di folder {1}.",
    .firstTime:
      "Pertama kali, latihan disiapkan dulu dengan beberapa pertanyaan; pengaturan kantor ini ditawarkan paling atas. Buat PIN khusus latihan.",
    .othersCommand: "Terminal lain untuk latihan dibuka dengan foldernya, misalnya: loket --home {1} desk 1",
    .byCommand:
      "Node yang berjalan tidak dapat berganti dari layar ini. Tutup terminal ini (Ctrl-Q), lalu ketik: loket --home latihan --practice {1} admin",
    .begin: "Mulai latihan di terminal ini",
    .beginText:
      "Terminal ini keluar dari kantor dan membuka latihan dengan folder dan jam sendiri. Yang Anda tekan di sana tidak masuk ke data kantor dan tidak dikirim ke pusat. Jangan melayani pengunjung di terminal ini selama latihan.",
    .beginYes: "Ya, mulai latihan",
    .end: "Akhiri latihan di terminal ini",
    .endText:
      "Terminal ini kembali ke kantor yang sebenarnya. Terminal lain yang masih berlatih kehilangan latihannya bila dibawa oleh terminal ini. Data latihan tetap di foldernya.",
    .endYes: "Ya, kembali ke kantor",
    .stay: "Tidak, tetap di sini",
  ]
  public static let english: [Self: String] = [
    .practice: "Practice",
    .isPractice: "This is practice, not the office's work.",
    .isReal: "This is the office's real work, not practice.",
    .detailReal: "now: real work",
    .detailPractice: "now: PRACTICE",
    .itsData:
      "Numbers, guests, officers and settings here belong to practice alone. The office's data is not touched and cannot be seen from here.",
    .itsCentre: "Nothing is sent to the centre; only a centre that practises too can be connected.",
    .itsPaper: "Printed tickets are marked PRACTICE. A printer and a voice that are set up here do work.",
    .toEnd: "Ending practice",
    .endHere:
      "Press 1: this terminal goes back to the office and asks for a PIN. The practice data stays in its folder for another time.",
    .endCommand:
      "This practice was opened by a command: close its terminals with Ctrl-Q, stop its loketd if there is one, then open without --home and --practice, for example loket admin. A running node cannot change over.",
    .toClear:
      "To begin afresh, close every practice terminal and delete that practice folder; the office needs nothing in it.",
    .ownFolder:
      "Practice has a folder of its own: its numbers, guests and officers are never mixed with the office's data, and cannot be moved there.",
    .ownClock: "Practice has a clock of its own that begins at opening time, so that it can be tried outside hours.",
    .notSent: "Nothing is sent to this office's centre.",
    .untouched: "The office goes on working: other terminals, the queue and the board do not change.",
    .toBegin: "Beginning practice",
    .beginHere: "Press 1: only this terminal goes over to practice, in the folder {1}.",
    .firstTime:
      "The first time, practice is set up by a few questions; this office's settings are offered at the top. Make a PIN for practice.",
    .othersCommand: "Other terminals for practice are opened with its folder, for example: loket --home {1} desk 1",
    .byCommand:
      "A running node cannot change over from this screen. Close this terminal (Ctrl-Q), then type: loket --home latihan --practice {1} admin",
    .begin: "Begin practice at this terminal",
    .beginText:
      "This terminal leaves the office and opens practice with a folder and a clock of its own. What you press there does not reach the office's data and is not sent to the centre. Serve no visitors at this terminal while practising.",
    .beginYes: "Yes, begin practice",
    .end: "End practice at this terminal",
    .endText:
      "This terminal goes back to the real office. Other terminals that still practise lose their practice where this terminal carries it. The practice data stays in its folder.",
    .endYes: "Yes, back to the office",
    .stay: "No, stay here",
  ]
}
