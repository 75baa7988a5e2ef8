import Domain

/// The words of a desk's keys: what they do, and why they do nothing now.
public enum DeskActionWord: String, Vocabulary {
  case next, call, serve, recall, skip, park, resume, transfer, finish, undo, needs, notes, online, search, requeue
  case nextHelp, callHelp, serveHelp, recallHelp, skipHelp, parkHelp, resumeHelp, transferHelp, finishHelp, undoHelp
  case needsHelp, notesHelp, onlineHelp, searchHelp, requeueHelp, lockHelp, frameHelp
  case notLoaded, deskFree, alreadyServing, serveFirst, deskHeld, nobodyWaiting, nobodyParked, nobodyMissed
  case nothingToUndo, recallsUsed, recalledJustNow, noOtherService
  case notLoadedWhy, deskFreeWhy, alreadyServingWhy, serveFirstWhy, deskHeldWhy, nobodyWaitingWhy, nobodyParkedWhy
  case nobodyMissedWhy, nothingToUndoWhy, recallsUsedWhy, recalledJustNowWhy, noOtherServiceWhy, stillWorking, unknownKey

  public static let place = "desk-key"
  public static let indonesian: [Self: String] = [
    .next: "Berikutnya", .call: "Panggil no.", .serve: "Layani", .recall: "Ulang", .skip: "Lewati",
    .park: "Tunda", .resume: "Lanjutkan", .transfer: "Pindahkan", .finish: "Selesai", .undo: "Urungkan",
    .needs: "Data dicari", .notes: "Catatan", .online: "Tautan", .search: "Cari", .requeue: "Antre lagi",
    .nextHelp: "Panggil pengunjung berikutnya.",
    .callHelp: "Panggil nomor tertentu, juga di luar giliran.",
    .serveHelp: "Mulai melayani; Enter juga.",
    .recallHelp: "Panggil ulang: papan dan suara mengulang.",
    .skipHelp: "Lewati yang tidak datang; nomornya tetap berlaku.",
    .parkHelp: "Tunda, misalnya menunggu data; meja bebas lagi.",
    .resumeHelp: "Lanjutkan yang ditunda.",
    .transferHelp: "Pindahkan ke layanan lain dengan nomor yang sama.",
    .finishHelp: "Selesaikan, dengan hasilnya.",
    .undoHelp: "Urungkan langkah terakhir, dalam 10 detik.",
    .needsHelp: "Data yang dicari tamu (Blok III).",
    .notesHelp: "Catat pertanyaan dan jawaban.",
    .onlineHelp: "Hubungkan dengan transaksi daring.",
    .searchHelp: "Cari nomor atau nama di antrean hari ini.",
    .requeueHelp: "Yang dilewati datang lagi: antre kembali.",
    .lockHelp: "Kunci meja ini; yang belum disimpan tetap ada.",
    .frameHelp: "Bahasa, dan tampilan: terang, gelap, kontras, besar.",
    .notLoaded: "belum dimuat", .deskFree: "meja kosong", .alreadyServing: "dilayani",
    .serveFirst: "layani dahulu", .deskHeld: "meja terisi", .nobodyWaiting: "antre kosong",
    .nobodyParked: "tak ada", .nobodyMissed: "tak ada", .nothingToUndo: "tak ada",
    .recallsUsed: "batas habis", .recalledJustNow: "baru saja", .noOtherService: "satu layanan",
    .notLoadedWhy: "Keadaan meja belum diterima dari node kantor. Tunggu sebentar.",
    .deskFreeWhy: "Tidak ada pengunjung di meja ini. Tekan N untuk memanggil berikutnya.",
    .alreadyServingWhy: "{1} sudah dilayani. Tekan F untuk selesai, P untuk menunda.",
    .serveFirstWhy: "{1} baru dipanggil. Bila sudah di depan Anda, tekan V dahulu.",
    .deskHeldWhy: "{1} masih di meja ini. Selesaikan (F), tunda (P), atau lewati (S) dahulu.",
    .nobodyWaitingWhy: "Tidak ada yang menunggu untuk meja ini.",
    .nobodyParkedWhy: "Tidak ada kunjungan yang ditunda.",
    .nobodyMissedWhy: "Tidak ada nomor yang dilewati.",
    .nothingToUndoWhy: "Tidak ada langkah dari 10 detik terakhir yang dapat diurungkan.",
    .recallsUsedWhy: "{1} sudah dipanggil ulang sebanyak yang diizinkan kantor. Tekan S; nomornya tetap berlaku.",
    .recalledJustNowWhy: "{1} baru saja dipanggil ulang; beri waktu beberapa detik untuk datang.",
    .noOtherServiceWhy: "Kantor ini hanya mempunyai satu layanan.",
    .stillWorking: "Tekanan sebelumnya masih dikerjakan; tunggu sebentar.",
    .unknownKey: "{1} bukan tombol di sini. Tekan ? untuk daftar tombol.",
  ]
  public static let english: [Self: String] = [
    .next: "Next", .call: "Call no.", .serve: "Serve", .recall: "Recall", .skip: "Skip",
    .park: "Park", .resume: "Resume", .transfer: "Transfer", .finish: "Finish", .undo: "Undo",
    .needs: "Data needs", .notes: "Notes", .online: "Link", .search: "Search", .requeue: "Requeue",
    .nextHelp: "Call the next visitor.",
    .callHelp: "Call a given number, out of turn as well.",
    .serveHelp: "Begin to serve; Enter too.",
    .recallHelp: "Call again: board and voice repeat it.",
    .skipHelp: "Skip who does not come; the number stays valid.",
    .parkHelp: "Park, waiting for data, say; the desk is free.",
    .resumeHelp: "Go on with a parked visit.",
    .transferHelp: "On to another service with the same number.",
    .finishHelp: "Finish, with the outcome.",
    .undoHelp: "Undo the last step, within 10 seconds.",
    .needsHelp: "The data the guest needs (Block III).",
    .notesHelp: "Note question and answer.",
    .onlineHelp: "Link to an online transaction.",
    .searchHelp: "Find a number or a name in today's queue.",
    .requeueHelp: "Who was skipped came back: queue again.",
    .lockHelp: "Lock this desk; what is not saved stays.",
    .frameHelp: "Language, and look: light, dark, contrast, large.",
    .notLoaded: "not loaded", .deskFree: "desk is free", .alreadyServing: "being served",
    .serveFirst: "serve first", .deskHeld: "desk is taken", .nobodyWaiting: "nobody waits",
    .nobodyParked: "none", .nobodyMissed: "none", .nothingToUndo: "none",
    .recallsUsed: "limit reached", .recalledJustNow: "just now", .noOtherService: "one service",
    .notLoadedWhy: "The state of the desk has not come from the office's node yet. Wait a moment.",
    .deskFreeWhy: "Nobody is at this desk. Press N to call the next.",
    .alreadyServingWhy: "{1} is being served already. Press F to finish, P to park.",
    .serveFirstWhy: "{1} was only called. Once they stand before you, press V first.",
    .deskHeldWhy: "{1} is still at this desk. Finish (F), park (P) or skip (S) first.",
    .nobodyWaitingWhy: "Nobody waits for this desk.",
    .nobodyParkedWhy: "No visit is parked.",
    .nobodyMissedWhy: "No number was skipped.",
    .nothingToUndoWhy: "There is no step of the last 10 seconds to undo.",
    .recallsUsedWhy: "{1} was recalled as often as the office allows. Press S; the number stays valid.",
    .recalledJustNowWhy: "{1} was recalled just now; give them a few seconds to come.",
    .noOtherServiceWhy: "This office has one service only.",
    .stillWorking: "The press before is still being carried out; wait a moment.",
    .unknownKey: "{1} is no key here. Press ? for the list of keys.",
  ]
}
