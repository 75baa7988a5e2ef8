import Domain

/// The words of the showroom's centre and of the cable to it.
public enum CentreWord: String, Vocabulary {
  case title, line, received, figures, through, visits, reservations, noVisits, noReservations, noOffice
  case starting, missing, howToCheckIn, book, pull, putBack
  case unplugged, unsent, lastTalk, justTalked, neverTalked
  case barStarting, barMissing, barUnplugged, barPlugged, barConnecting
  case booked, noSlot, noAnswer

  public static let place = "centre"
  public static let indonesian: [Self: String] = [
    .title: "Pusat",
    .line: "Jalur",
    .received: "Diterima",
    .figures: "{1} peristiwa · disisihkan {2} · panggilan terakhir {3} detik lalu",
    .through: "sampai {1}",
    .visits: "Kunjungan hari ini yang sudah sampai",
    .reservations: "Reservasi hari ini",
    .noVisits: "Belum ada. Ambil nomor di kiosk (F12), lalu lihat lagi di sini.",
    .noReservations: "Belum ada. B membuat satu, seperti pengunjung dari rumah.",
    .noOffice: "Belum ada peristiwa yang sampai.",
    .starting: "Pusat sedang dinyalakan …",
    .missing: "Tidak ada pusat di sini: {1}\n\nKantor tetap melayani tanpa pusat.",
    .howToCheckIn: "Di kiosk: \"Saya punya reservasi\", lalu ketik kodenya.",
    .book: "Buat reservasi",
    .pull: "Cabut kabel",
    .putBack: "Pasang kabel",
    .unplugged: "kabel tercabut",
    .unsent: "belum terkirim {1}",
    .lastTalk: "terakhir sinkron {1} menit lalu",
    .justTalked: "baru saja sinkron",
    .neverTalked: "belum pernah sinkron",
    .barStarting: "menyala …",
    .barMissing: "tanpa pusat",
    .barUnplugged: "tercabut {1}",
    .barPlugged: "tersambung {1}",
    .barConnecting: "menyambung",
    .booked: "Reservasi {1} dibuat di pusat. Kodenya {2}.",
    .noSlot: "Tidak ada jam kosong lagi hari ini.",
    .noAnswer: "Pusat tidak menjawab. Tidak ada yang diubah; coba lagi.",
  ]
  public static let english: [Self: String] = [
    .title: "Centre",
    .line: "Line",
    .received: "Received",
    .figures: "{1} events · set aside {2} · last call {3} seconds ago",
    .through: "through {1}",
    .visits: "Today's visits that have arrived",
    .reservations: "Today's reservations",
    .noVisits: "None yet. Take a number at the kiosk (F12), then look here again.",
    .noReservations: "None yet. B makes one, as a visitor does from home.",
    .noOffice: "No event has arrived yet.",
    .starting: "The centre is being started …",
    .missing: "There is no centre here: {1}\n\nThe office serves without it.",
    .howToCheckIn: "At the kiosk: \"I have a reservation\", then type the code.",
    .book: "Book",
    .pull: "Pull the cable",
    .putBack: "Plug it in",
    .unplugged: "cable pulled",
    .unsent: "not sent {1}",
    .lastTalk: "last sync {1} minutes ago",
    .justTalked: "just synced",
    .neverTalked: "never synced",
    .barStarting: "starting …",
    .barMissing: "no centre",
    .barUnplugged: "pulled {1}",
    .barPlugged: "connected {1}",
    .barConnecting: "calling",
    .booked: "Reservation {1} was made at the centre. Its code is {2}.",
    .noSlot: "There is no free hour left today.",
    .noAnswer: "The centre does not answer. Nothing was changed; try again.",
  ]
}
