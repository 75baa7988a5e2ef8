// Guests, reservations and complaints.
import Desk
import Domain

extension VerbTable {
  static let people: [Verb] = [
    perform(
      "guest add", .registerGuest, "daftarkan tamu", "register a guest", ["name"],
      "loket guest add \"Siti Nur\" --phone 0812-3456-7890 --education d4-s1 --consent 1 --visit A007"),
    show("guest find", .guests, "cari tamu", "find a guest", ["text"], "loket guest find siti"),
    show("guest show", .guest, "data satu tamu", "one guest's data", ["guest"], "loket guest show 1-12"),
    perform(
      "guest amend", .amendGuest, "perbaiki data tamu", "correct a guest's data", ["guest"],
      "loket guest amend 1-12 --phone 08129999000"),
    perform(
      "guest erase", .eraseGuest, "hapus data tamu di semua salinan", "erase a guest's data everywhere", ["guest"],
      "loket guest erase 1-12", "loket guest erase 1-12 --classes contact"),
    perform(
      "guest consent", .giveConsent, "catat persetujuan", "record consent", ["guest"], "loket guest consent 1-12"),
    perform(
      "guest withdraw", .withdrawConsent, "catat penarikan persetujuan", "record withdrawal of consent", ["guest"],
      "loket guest withdraw 1-12"),
    perform(
      "reservation book", .bookReservation, "catat reservasi", "book a reservation", ["day", "time", "topic"],
      "loket reservation book 2026-11-23 09.00 \"Inflasi\" --officer rahma"),
    perform(
      "reservation approve", .approveReservation, "setujui", "approve", ["reservation"],
      "loket reservation approve 1-88 --officer rahma"),
    perform(
      "reservation move", .moveReservation, "pindahkan waktu atau petugas", "move to another time or officer",
      ["reservation", "day", "time"], "loket reservation move 1-88 2026-11-24 10.00"),
    perform(
      "reservation cancel", .cancelReservation, "batalkan", "cancel", ["reservation"],
      "loket reservation cancel 1-88 --reason duplicate"),
    perform(
      "reservation check-in", .checkIn, "pengunjung dengan reservasi hadir", "the visitor with the reservation is here",
      ["reservation", "service?"], "loket reservation check-in 1-88 konsultasi"),
    perform(
      "reservation absent", .markAbsent, "tidak hadir", "did not come", ["reservation"], "loket reservation absent 1-88"
    ),
    perform(
      "reservation undo", .undoReservation, "urungkan langkah terakhir di sini (satu menit)",
      "take back the last step made here (one minute)", ["reservation"], "loket reservation undo 1-88"),
    perform(
      "reservation finish", .finishReservation, "selesai", "finished", ["reservation"], "loket reservation finish 1-88"),
    show(
      "reservation undecided", .undecided, "reservasi yang diputuskan berbeda di dua tempat",
      "reservations on which two places decided differently", [], "loket reservation undecided"),
    perform(
      "reservation decide", .decideReservation, "pilih keputusan yang berlaku", "choose the decision that holds",
      ["reservation", "side"], "loket reservation decide 1-88 900-12"),
    show(
      "reservation list", .reservations, "reservasi satu hari", "the reservations of a day", ["day?"],
      "loket reservation list 2026-11-23"),
    perform(
      "complain", .fileComplaint, "sampaikan pengaduan", "file a complaint", ["words"],
      "loket complain \"Ruang tunggu panas\" --channel box"),
    perform(
      "complaint answer", .answerComplaint, "jawab pengaduan", "answer a complaint", ["complaint", "answer"],
      "loket complaint answer 1-90 \"AC sudah diperbaiki\""),
    perform(
      "complaint erase", .eraseWords, "hapus isi pengaduan", "erase the words of a complaint", ["complaint"],
      "loket complaint erase 1-90"),
    perform(
      "complaint close", .closeComplaint, "pengaduan selesai", "close a complaint", ["complaint"],
      "loket complaint close 1-90"),
    show(
      "complaint list", .complaints, "daftar pengaduan", "list the complaints", [], "loket complaint list",
      "loket complaint list --json"),
  ]
}
