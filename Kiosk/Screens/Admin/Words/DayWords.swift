/// The service day.
public enum DayWord: String, Vocabulary {
  case close, reopen, confirmDate, open, closed, none, isClosedAlready, isOpenAlready, clockIsTrusted,
    clockIsDoubted, figures, notNow, willLapse, nobodyOpen, lapseRemark, wasClosed, reason, reasonHint,
    reopenRemark, wasReopened, dateRemark, sure, sureHint, dateLapses, dateDone, number, stage, desk, since

  public static let place = "day"
  public static let indonesian: [Self: String] = [
    .close: "Tutup hari",
    .reopen: "Buka lagi",
    .confirmDate: "Pastikan tanggal",
    .open: "terbuka",
    .closed: "tertutup",
    .none: "belum ada hari layanan",
    .isClosedAlready: "Hari layanan tidak sedang terbuka.",
    .isOpenAlready: "Hari layanan tidak tertutup.",
    .clockIsTrusted: "Jam komputer dipercaya; tanggal tidak perlu dipastikan.",
    .clockIsDoubted: "Jam komputer diragukan. Pastikan tanggal dengan 3.",
    .figures: "Menunggu {1}, di meja {2}, selesai {3}",
    .notNow: "tidak sekarang",
    .willLapse: "hangus: hari ditutup",
    .nobodyOpen: "Tidak ada kunjungan yang masih terbuka.",
    .lapseRemark:
      "{1} kunjungan yang masih terbuka hangus dengan alasan \"hari layanan ditutup\". Hari dapat "
      + "dibuka lagi, yang hangus tidak.",
    .wasClosed: "Hari layanan ditutup.",
    .reason: "Alasan",
    .reasonHint: "Tercatat, misalnya tutup terlalu cepat.",
    .reopenRemark: "Yang sudah hangus tetap hangus; nomor berlanjut dari yang terakhir.",
    .wasReopened: "Hari layanan terbuka lagi.",
    .dateRemark: "Hari layanan tidak pernah mundur. Tulis tanggal hari ini seperti di kalender dinding.",
    .sure: "Lebih dari sebulan ke depan",
    .sureHint: "Pilih ya hanya bila kantor memang lama tutup.",
    .dateLapses: "Kunjungan hari layanan lama yang masih terbuka hangus.",
    .dateDone: "Tanggal dipastikan.",
    .number: "Nomor",
    .stage: "Tahap",
    .desk: "Meja",
    .since: "Sejak",
  ]
  public static let english: [Self: String] = [
    .close: "Close the day",
    .reopen: "Reopen",
    .confirmDate: "Confirm the date",
    .open: "open",
    .closed: "closed",
    .none: "no service day yet",
    .isClosedAlready: "The service day is not open.",
    .isOpenAlready: "The service day is not closed.",
    .clockIsTrusted: "The PC's clock is trusted; the date need not be confirmed.",
    .clockIsDoubted: "The PC's clock is doubted. Confirm the date with 3.",
    .figures: "Waiting {1}, at desks {2}, finished {3}",
    .notNow: "not now",
    .willLapse: "lapses: day closed",
    .nobodyOpen: "No visit is still open.",
    .lapseRemark:
      "Visits still open: {1}. They lapse with the reason \"service day closed\". The day can be "
      + "reopened; lapsed visits cannot.",
    .wasClosed: "The service day is closed.",
    .reason: "Reason",
    .reasonHint: "Recorded, such as closed too early.",
    .reopenRemark: "What has lapsed stays so; numbers go on from the last.",
    .wasReopened: "The service day is open again.",
    .dateRemark: "The service day never goes back. Write today's date as the calendar on the wall has it.",
    .sure: "More than a month ahead",
    .sureHint: "Yes only if the office was really closed so long.",
    .dateLapses: "Visits of the old service day that are still open lapse.",
    .dateDone: "The date is confirmed.",
    .number: "Number",
    .stage: "Stage",
    .desk: "Desk",
    .since: "Since",
  ]
}
