import Desk
import Domain
import Glibc
import JSON
import Machine
import Node
import SQL
import Store

/// A command that may or may not have been carried out, and the id by which to find out.
struct Unanswered: Error {
  var id: String
  var reason: String
}

extension Failure {
  /// Exit codes: 1 refused by the rules, 2 usage, 3 node or store unavailable, 4 not permitted, 5 damage found.
  static func describe(_ error: any Error) -> (code: Int32, name: String, text: Bilingual) {
    switch error {
    case let refused as Refused: return (refused.exitCode, refused.code, refused.text)
    case let refusal as Refusal: return (refusal.exitCode, refusal.code, refusal.text)
    case let fault as UsageFault: return (UsageFault.exitCode, "usage", fault.text)
    case let taken as StoreFolder.StoreTaken: return (3, "store-taken", taken.text)
    case let stranger as OfficerVerbs.NotTheOwner: return (4, "not-the-owner", stranger.text)
    case let mismatch as Practice.Mismatch: return (3, "practice", mismatch.text)
    case let stranger as StoreFolder.NotAStore: return (3, "not-a-store", stranger.text)
    case let nobody as Runner.NobodyToRate: return (1, "nobody-to-rate", nobody.text)
    case let none as Terminals.NoScreen: return (2, "no-screen", none.text)
    case let nothing as Repair.NothingToSave: return (3, "nothing-to-save", nothing.text)
    case let unsound as Repair.BackupUnsound: return (5, "backup-unsound", unsound.text)
    case let newer as Schema.TooNew: return (3, "store-newer", newer.text)
    case let unanswered as Unanswered:
      return (
        3, "unreachable",
        Bilingual(
          "loketd tidak menjawab (\(unanswered.reason)). Ulangi perintah yang sama dengan --command-id \(unanswered.id): bila "
            + "tadi sudah tersimpan, jawabannya sama dan tidak tersimpan dua kali.",
          "loketd does not answer (\(unanswered.reason)). Repeat the same command with --command-id \(unanswered.id): if it "
            + "was saved, the answer is the same and it is not saved twice.")
      )
    case let unreachable as DeskUnreachable:
      return (
        3, "unreachable",
        Bilingual(
          "loketd tidak menjawab (\(unreachable.reason)). Perintah yang belum dijawab boleh diulang dengan --command-id yang "
            + "sama. Periksa: loket status",
          "loketd does not answer (\(unreachable.reason)). A command without an answer may be repeated with the same "
            + "--command-id. Check: loket status")
      )
    case let fault as SQLFault:
      return (
        3, "store-failing",
        Bilingual(
          "Penyimpanan tidak dapat dipakai (\(fault.message)). Yang tersimpan tidak disentuh. Periksa: loket store check; bila "
            + "rusak: loket store repair",
          "The store cannot be used (\(fault.message)). What is stored was not touched. Check: loket store check; if it is "
            + "damaged: loket store repair")
      )
    case let fault as SystemFault where fault.number == EACCES:
      return (
        3, "no-access",
        Bilingual(
          "Pengguna ini tidak boleh memakai folder kantor, atau loketd tidak berjalan. Periksa: systemctl status loketd; "
            + "pengguna harus anggota grup loket.",
          "This user may not use the office's folder, or loketd is not running. Check: systemctl status loketd; the user "
            + "must be in the group loket.")
      )
    case let fault as SystemFault:
      return (
        3, "system",
        Bilingual(
          "Komputer menolak: \(Bilingual(refusedByMachine: fault).indonesian). Periksa berkas, izin, dan ruang disk, lalu ulangi.",
          "The computer refused: \(Bilingual(refusedByMachine: fault).english). Check file, permissions and disk space, then repeat."
        )
      )
    default:
      return (
        3, "failed",
        Bilingual(
          "Gagal: \(error). Tidak ada yang diubah.", "Failed: \(error). Nothing was changed.")
      )
    }
  }

  static func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.quote(text)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
