extension Refusal {
  /// What happened, what was kept, what to do next. Never what the person had typed.
  public var text: Bilingual {
    switch self {
    case .missing, .tooLong, .tooMany, .controlCharacter, .outOfRange, .loginMalformed, .loginTaken, .pinTooSimple,
      .ratingIncomplete, .ratingOffScale, .malformed:
      typedText
    case .noSuchService, .noSuchDesk, .noSuchVisit, .noSuchGuest, .noSuchOfficer, .noSuchReservation,
      .noSuchComplaint:
      unknownText
    case .officeNotOpened, .officeArriving, .officeAlreadyOpened, .officeGivesNoNumbers, .officeGivesNumbers, .closed,
      .dayIsClosed,
      .dayNotOpen, .dayAlreadyOpen, .dayBehind, .dayFarAhead, .seriesFull, .lastHead:
      officeText
    case .needsPin, .notAllowed, .wrongPin, .noPinHere, .sessionOver, .busy, .storeFull, .storeFailing,
      .commandIDReused,
      .versionUnknown, .notWhileRunning, .tooManyTries, .noPrinter, .copyLimit:
      systemText
    case .reservationStatus, .reservationUndecided, .noSuchSide, .reservationActedOn, .tooLateToUndoReservation,
      .slotInPast,
      .slotOutsideHours, .slotTaken:
      reservationText
    case .alreadySigned, .alreadyHasLocker, .noLockerFree, .codeUnknown, .helpNotWanted:
      visitorText
    default:
      deskText
    }
  }

  /// Rounded up: nobody is asked to wait for no seconds.
  private static func seconds(_ wait: Span) -> Int64 { max(1, (wait.milliseconds + 999) / 1000) }

  private var typedText: Bilingual {
    switch self {
    case .missing(let field):
      Bilingual(
        "Isian \(field.label.indonesian) masih kosong. Belum ada yang disimpan; isi lalu coba lagi.",
        "The field \(field.label.english) is empty. Nothing was saved yet; fill it in and try again.")
    case .tooLong(let field, let limit):
      Bilingual(
        "Isian \(field.label.indonesian) terlalu panjang (paling banyak \(limit) huruf). Belum ada yang disimpan; "
          + "ringkas lalu coba lagi.",
        "The field \(field.label.english) is too long (at most \(limit) characters). Nothing was saved yet; shorten it "
          + "and try again.")
    case .tooMany(let field, let limit):
      Bilingual(
        "Terlalu banyak isian \(field.label.indonesian) (paling banyak \(limit)). Yang sudah ada tetap tersimpan.",
        "Too many entries for \(field.label.english) (at most \(limit)). What was there is kept.")
    case .controlCharacter(let field):
      Bilingual(
        "Isian \(field.label.indonesian) memuat karakter kendali. Belum ada yang disimpan; ketik ulang tanpa karakter itu.",
        "The field \(field.label.english) has a control character in it. Nothing was saved yet; type it again without.")
    case .outOfRange(let field, let range):
      Bilingual(
        "Isian \(field.label.indonesian) di luar rentang \(range). Belum ada yang disimpan; perbaiki lalu coba lagi.",
        "The field \(field.label.english) is outside \(range). Nothing was saved yet; correct it and try again.")
    case .loginMalformed:
      Bilingual(
        "Nama masuk harus 2–32 huruf kecil, angka, titik, atau tanda hubung. Belum ada yang disimpan.",
        "A login is 2–32 small letters, digits, dots or hyphens. Nothing was saved yet.")
    case .loginTaken:
      Bilingual(
        "Nama masuk itu sudah dipakai petugas lain. Belum ada yang disimpan; pilih nama lain.",
        "Another officer has that login. Nothing was saved yet; choose another.")
    case .pinTooSimple:
      Bilingual(
        "PIN harus 6–12 angka, bukan angka kembar atau berurutan. Belum ada yang diubah.",
        "A PIN is 6–12 digits, not all equal and not in sequence. Nothing was changed yet.")
    case .ratingIncomplete(let item):
      Bilingual(
        "Penilaian belum lengkap: \(item.label.indonesian). Belum ada yang disimpan; jawab setiap unsur satu kali.",
        "The rating is incomplete: \(item.label.english). Nothing was saved yet; answer every item once.")
    case .ratingOffScale(let item, let scale):
      Bilingual(
        "Nilai \(item.label.indonesian) harus \(scale.lowerBound)–\(scale.upperBound). Belum ada yang disimpan.",
        "The score for \(item.label.english) must be \(scale.lowerBound)–\(scale.upperBound). Nothing was saved yet.")
    case .malformed(let field, let expected):
      Bilingual(
        "Isian \(field) tidak terbaca; yang diharapkan: \(expected). Belum ada yang disimpan.",
        "The field \(field) could not be read; expected: \(expected). Nothing was saved.")
    default: deskText
    }
  }

  private var unknownText: Bilingual {
    switch self {
    case .noSuchService(let known):
      Bilingual(
        "Layanan itu tidak ada di kantor ini. Pilih salah satu: \(known.joined(separator: ", ")).",
        "This office has no such service. Choose one of: \(known.joined(separator: ", ")).")
    case .noSuchDesk(let known):
      Bilingual(
        "Meja itu tidak ada. Meja di kantor ini: \(known.map { String($0) }.joined(separator: ", ")).",
        "There is no such desk. Desks of this office: \(known.map { String($0) }.joined(separator: ", ")).")
    case .noSuchVisit:
      Bilingual(
        "Nomor atau kunjungan itu tidak ditemukan hari ini. Periksa nomornya; untuk hari lain pakai kode kunjungan.",
        "No such number or visit today. Check the number; for another day use the visit's id.")
    case .noSuchGuest:
      Bilingual(
        "Tamu tidak ditemukan. Cari dengan nama, nomor HP, atau email.",
        "No such guest. Search by name, phone or email.")
    case .noSuchOfficer:
      Bilingual("Petugas tidak ditemukan atau sudah tidak bertugas.", "No such officer, or they have left.")
    case .noSuchReservation:
      Bilingual(
        "Reservasi tidak ditemukan di kantor ini. Periksa kodenya, atau layani sebagai kunjungan biasa.",
        "This office has no such reservation. Check the code, or serve the visitor without one.")
    default: Bilingual("Pengaduan tidak ditemukan.", "No such complaint.")
    }
  }

  private var officeText: Bilingual {
    switch self {
    case .officeNotOpened:
      Bilingual(
        "Kantor belum disiapkan di komputer ini. Jalankan: loket office init PROFIL",
        "No office has been set up on this computer. Run: loket office init PROFILE")
    case .officeArriving:
      Bilingual(
        "Data kantor masih dibaca dari pusat; belum ada yang hilang. Tunggu, atau periksa jalurnya: loket sync status",
        "The office's data are still being read from the centre; nothing is lost. Wait, or look at the line: loket sync status"
      )
    case .officeAlreadyOpened:
      Bilingual(
        "Kantor sudah disiapkan; datanya tetap. Untuk mengubah pengaturan: loket office change PROFIL",
        "The office is already set up and was left as it is. To change settings: loket office change PROFILE")
    case .officeGivesNoNumbers:
      Bilingual(
        "Kantor ini tidak memakai nomor antrean. Silakan registrasi: loket visit register",
        "This office gives no queue numbers. Please register: loket visit register")
    case .officeGivesNumbers:
      Bilingual(
        "Di kantor ini pengunjung mengambil nomor antrean: loket ticket issue",
        "At this office visitors take a number: loket ticket issue")
    case .closed(let state): state.closedText
    case .dayIsClosed:
      Bilingual(
        "Hari layanan sudah ditutup; semua catatan tersimpan. Kepala seksi dapat membukanya lagi: loket day reopen",
        "The service day has been closed; everything is kept. The head of section can reopen it: loket day reopen")
    case .dayNotOpen:
      Bilingual("Belum ada hari layanan yang dibuka.", "No service day has been opened yet.")
    case .dayAlreadyOpen: Bilingual("Hari layanan memang sedang terbuka.", "The service day is open already.")
    case .dayBehind(let current):
      Bilingual(
        "Tanggal itu sebelum hari layanan terakhir (\(current)). Tidak ada yang diubah.",
        "That date is before the last service day (\(current)). Nothing was changed.")
    case .dayFarAhead(let current):
      Bilingual(
        "Tanggal itu lebih dari sebulan setelah hari layanan terakhir (\(current)), dan tanggal layanan tidak dapat mundur. "
          + "Tidak ada yang diubah; periksa tahunnya, atau ulangi dengan --sure.",
        "That date is more than a month after the last service day (\(current)), and service days cannot go back. Nothing "
          + "was changed; check the year, or repeat with --sure.")
    case .seriesFull(let series):
      Bilingual(
        "Nomor seri \(series.word) hari ini sudah habis (\(Limits.numberMax)). Semua nomor yang keluar tetap berlaku; "
          + "daftarkan pengunjung lewat petugas pada layanan lain.",
        "Series \(series.word) has no number left today (\(Limits.numberMax)). All numbers given stay valid; staff can "
          + "register the visitor under another service.")
    default:
      Bilingual(
        "Harus tetap ada satu kepala atau admin. Tidak ada yang diubah.",
        "One head or administrator must remain. Nothing was changed.")
    }
  }

  private var deskText: Bilingual {
    switch self {
    case .queueEmpty:
      Bilingual("Tidak ada yang menunggu untuk meja ini.", "Nobody waits for this desk.")
    case .deskBusy(let label, let stage):
      Bilingual(
        "Meja ini masih memegang \(label) (\(stage.label.indonesian)). Selesaikan, tunda, atau lewati dahulu.",
        "This desk still holds \(label) (\(stage.label.english)). Finish, park or skip it first.")
    case .deskFree:
      Bilingual(
        "Tidak ada pengunjung di meja ini. Panggil berikutnya dahulu.", "Nobody is at this desk. Call the next first.")
    case .wrongStage(let label, let stage, let desk):
      Bilingual(
        "\(label) sekarang \(stage.label.indonesian)\(desk.map { " di meja \($0)" } ?? ""); langkah itu tidak berlaku. "
          + "Tidak ada yang diubah.",
        "\(label) is \(stage.label.english)\(desk.map { " at desk \($0)" } ?? "") now; that step does not apply. "
          + "Nothing was changed.")
    case .alreadyCalled(let label, let desk):
      Bilingual(
        "\(label) sudah dipanggil meja \(desk). Panggil nomor berikutnya.",
        "\(label) was already called by desk \(desk). Call the next number.")
    case .deskDoesNotServe(let service):
      Bilingual("Meja ini tidak melayani \(service).", "This desk does not serve \(service).")
    case .recalledJustNow(let wait):
      Bilingual(
        "Baru saja dipanggil ulang; papan dan suara masih menyebutnya. Beri waktu \(Self.seconds(wait)) detik lagi.",
        "Recalled just now; board and voice are still saying it. Give it \(Self.seconds(wait)) more seconds.")
    case .recallLimit(let limit):
      Bilingual(
        "Sudah dipanggil ulang \(limit) kali. Lewati; nomornya tetap berlaku bila pengunjung datang.",
        "Recalled \(limit) times already. Skip it; the number stays valid if the visitor comes.")
    case .tooLateToUndo:
      Bilingual(
        "Langkah itu sudah lebih dari 10 detik yang lalu dan tetap berlaku.",
        "That step was more than 10 seconds ago and stands.")
    case .nothingToUndo:
      Bilingual("Tidak ada langkah yang dapat diurungkan.", "There is no step to undo.")
    case .alreadyRated:
      Bilingual(
        "Kunjungan ini sudah dinilai dengan instrumen itu; penilaian pertama tetap. Terima kasih.",
        "This visit has been rated with that instrument; the first rating stands. Thank you.")
    case .notFinished:
      Bilingual(
        "Layanan belum selesai; penilaian dapat diberikan sesudahnya.",
        "The service is not finished yet; it can be rated afterwards.")
    case .visitorsRate:
      Bilingual(
        "Penilaian diberikan oleh pengunjung sendiri, di anjungan atau lewat ponsel. Keluar dari sesi petugas dahulu.",
        "Visitors rate for themselves, at the kiosk or by phone. Leave the officer's session first.")
    case .sameService: Bilingual("Kunjungan sudah di layanan itu.", "The visit is at that service already.")
    case .lockerInUse:
      Bilingual("Loker itu sedang dipakai. Pilih loker lain.", "That locker is in use. Choose another.")
    case .noLocker: Bilingual("Kunjungan ini tidak memakai loker.", "This visit has no locker.")
    case .alreadyErased: Bilingual("Data tamu itu sudah dihapus.", "That guest's data has been erased already.")
    case .noConsentToWithdraw:
      Bilingual("Tidak ada persetujuan yang berlaku untuk ditarik.", "There is no consent in force to withdraw.")
    case .complaintIsClosed: Bilingual("Pengaduan itu sudah selesai.", "That complaint is closed.")
    default: Bilingual("Perintah ditolak.", "The command was refused.")
    }
  }

  /// Said to a visitor who is alone at the kiosk.
  private var visitorText: Bilingual {
    switch self {
    case .alreadySigned:
      Bilingual(
        "Buku tamu kunjungan ini sudah diisi dan tetap seperti semula. Untuk mengubahnya, hubungi petugas.",
        "The guest book of this visit is filled in already and stays as it is. To change it, please ask staff.")
    case .alreadyHasLocker:
      Bilingual(
        "Kunjungan ini sudah mendapat loker. Untuk menggantinya, hubungi petugas.",
        "This visit has a locker already. To change it, please ask staff.")
    case .noLockerFree:
      Bilingual(
        "Tidak ada loker kosong saat ini. Silakan hubungi petugas.", "No locker is free right now. Please ask staff.")
    case .helpNotWanted:
      Bilingual(
        "Petugas lain sudah menuju ke sana, atau pengunjungnya tidak menunggu lagi.",
        "Another officer is on the way already, or the visitor waits no more.")
    default:
      Bilingual(
        "Kode itu tidak dikenal di kantor ini. Periksa lagi hurufnya, atau hubungi petugas.",
        "This office does not know that code. Please check its letters again, or ask staff.")
    }
  }

  private var reservationText: Bilingual {
    switch self {
    case .reservationStatus(let status):
      Bilingual(
        "Reservasi berstatus \(status.label.indonesian); langkah itu tidak berlaku. Tidak ada yang diubah.",
        "The reservation is \(status.label.english); that step does not apply. Nothing was changed.")
    case .reservationActedOn(.checkedIn):
      Bilingual(
        "Tidak diurungkan: pengunjungnya sudah dicatat hadir. Bila itu keliru dan nomornya belum dilayani, batalkan "
          + "kunjungannya; reservasinya lalu dapat dipakai lagi.",
        "Not taken back: the visitor is checked in. If that is a mistake and the number is not being served yet, cancel "
          + "the visit; the reservation can then be used again.")
    case .reservationActedOn(let status):
      Bilingual(
        "Langkah itu tidak dapat diurungkan lagi: pusat atau petugas lain sudah melanjutkannya. Status kini: "
          + "\(status.label.indonesian). Tidak ada yang diubah; putuskan lagi dari keadaan ini.",
        "That step cannot be taken back any more: the centre or another officer has gone on from it. Status now: "
          + "\(status.label.english). Nothing was changed; decide again from how it stands.")
    case .tooLateToUndoReservation:
      Bilingual(
        "Langkah itu sudah lebih dari satu menit yang lalu dan tetap berlaku. Setujui, pindahkan, atau batalkan lagi bila perlu.",
        "That step was more than a minute ago and stands. Approve, move or cancel it again if need be.")
    case .reservationUndecided:
      Bilingual(
        "Kantor dan pusat mengubah reservasi ini bersamaan. Lihat keduanya lalu putuskan: setujui, pindahkan, atau batalkan.",
        "Office and centre changed this reservation at the same time. See both, then decide: approve, move or cancel.")
    case .noSuchSide:
      Bilingual(
        "Pilihan itu tidak ada lagi: reservasi ini sudah diputuskan, atau diubah lagi di tempat lain. Tidak ada yang diubah; "
          + "lihat lagi, lalu putuskan.",
        "That is no choice any more: the reservation has been decided, or was changed again elsewhere. Nothing was changed; "
          + "look again, then decide.")
    case .slotInPast:
      Bilingual(
        "Waktunya terlalu dekat atau sudah lewat. Pilih waktu lain.",
        "The time is too soon or has passed. Choose another.")
    case .slotOutsideHours:
      Bilingual(
        "Di luar jam reservasi kantor ini. Pilih waktu lain.",
        "Outside this office's reservation hours. Choose another time.")
    default:
      Bilingual(
        "Petugas itu sudah punya janji pada waktu tersebut. Pilih waktu atau petugas lain.",
        "That officer has an appointment at that time. Choose another time or officer.")
    }
  }

  private var systemText: Bilingual {
    switch self {
    case .needsPin:
      Bilingual(
        "Perintah ini untuk petugas. Masuk dahulu: loket login NAMA",
        "This is for staff. Log in first: loket login NAME")
    case .notAllowed(let roles):
      Bilingual(
        "Perlu peran: \(roles.map(\.label.indonesian).joined(separator: ", ")). Tidak ada yang diubah.",
        "Needs the role: \(roles.map(\.label.english).joined(separator: ", ")). Nothing was changed.")
    case .wrongPin(let wait):
      Bilingual(
        "Nama atau PIN salah." + (wait.map { " Tunggu \(Self.seconds($0)) detik sebelum mencoba lagi." } ?? ""),
        "Wrong login or PIN." + (wait.map { " Wait \(Self.seconds($0)) seconds before trying again." } ?? ""))
    case .noPinHere:
      Bilingual(
        "Belum ada PIN untuk nama itu di komputer ini; PIN tidak ikut berpindah. Pemilik komputer memasangnya selagi loketd "
          + "mati: loket officer pin NAMA --reset",
        "There is no PIN for that login on this PC yet; PINs do not travel. The PC's owner sets it while loketd is "
          + "stopped: loket officer pin NAME --reset")
    case .sessionOver:
      Bilingual(
        "Sesi sudah berakhir. Masuk lagi: loket login NAMA", "The session is over. Log in again: loket login NAME")
    case .busy: Bilingual("Sedang sibuk; coba lagi sebentar.", "Busy; try again in a moment.")
    case .tooManyTries(let wait):
      Bilingual(
        "Terlalu banyak kode salah. Tunggu \(Self.seconds(wait)) detik, lalu coba lagi.",
        "Too many wrong codes. Wait \(Self.seconds(wait)) seconds, then try again.")
    case .storeFull:
      Bilingual(
        "Disk penuh; perintah ini tidak disimpan. Yang sudah tersimpan aman dan tetap dapat dibaca. Kosongkan ruang disk, "
          + "lalu ulangi.",
        "The disk is full; this command was not saved. What was saved is safe and can be read. Free some space, then repeat it."
      )
    case .storeFailing:
      Bilingual(
        "Penyimpanan gagal menulis; perintah ini tidak disimpan. Yang sudah tersimpan aman. Periksa: loket store check",
        "The store could not write; this command was not saved. What was saved is safe. Check: loket store check")
    case .commandIDReused:
      Bilingual(
        "Kode perintah itu sudah dipakai untuk perintah lain. Tidak ada yang diubah; pakai kode baru.",
        "That command id was used for a different command. Nothing was changed; use a new id.")
    case .noPrinter:
      Bilingual(
        "Kantor ini tidak memakai pencetak karcis. Nomor tetap berlaku; catat atau foto nomornya.",
        "This office has no ticket printer. The number stays valid; note it down or take a photo.")
    case .copyLimit(let limit):
      Bilingual(
        "Salinan karcis ini sudah dicetak \(limit) kali, batasnya. Nomor tetap berlaku; catat atau foto nomornya.",
        "This ticket was copied \(limit) times, the limit. The number stays valid; note it down or take a photo.")
    case .versionUnknown:
      Bilingual(
        "Versi protokol tidak dikenal. Perbarui loket dan loketd bersama-sama.",
        "Unknown protocol version. Update loket and loketd together.")
    default:
      Bilingual(
        "Hentikan loketd dahulu; perintah ini memerlukan penyimpanan untuk dirinya sendiri.",
        "Stop loketd first; this needs the store to itself.")
    }
  }
}

extension OpenState {
  var closedText: Bilingual {
    switch self {
    case .open: return Bilingual("Layanan sedang buka.", "The service is open.")
    case .onBreak(let until):
      return Bilingual(
        "Layanan istirahat dan buka lagi pukul \(until).", "The service is on a break and opens again at \(until).")
    case .notYet(let opens):
      return Bilingual("Layanan belum buka. Buka pukul \(opens).", "The service is not open yet. It opens at \(opens).")
    case .over(let next), .holiday(_, let next):
      let why = shutText
      guard let next else { return why }
      return Bilingual(
        why.indonesian + " Buka lagi \(next.spoken(.indonesian)).",
        why.english + " It opens again on \(next.spoken(.english)).")
    }
  }

  /// Why there is no service, without when there is again.
  public var shutText: Bilingual {
    switch self {
    case .open, .onBreak, .notYet: closedText
    case .over: Bilingual("Layanan hari ini sudah tutup.", "The service has closed for today.")
    case .holiday(let name, _): Bilingual("Layanan tutup: \(name).", "The service is closed: \(name).")
    }
  }
}
