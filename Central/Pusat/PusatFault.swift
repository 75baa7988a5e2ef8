import CentralReception
import Domain
import Machine
import SQL
import SQLPool
import Store

/// What can be wrong with what was asked of `pusat`.
enum PusatFault: Error {
  enum Usage {
    case unknownVerb
    case unknownOption
    case option(String, String)
    /// A word of the verb, counted from 1.
    case word(Int, String)
  }

  case usage(Usage)
  /// Another `pusat` has this folder and does not answer.
  case taken
  case badFile
  /// A folder for practice used for the work, or the other way round.
  case mixed(isForPractice: Bool)

  private static func describe(_ usage: Usage) -> Bilingual {
    switch usage {
    case .unknownVerb: Bilingual("Perintah tidak dikenal. Lihat: pusat --help", "Unknown command. See: pusat --help")
    case .unknownOption: Bilingual("Opsi tidak dikenal. Lihat: pusat --help", "Unknown option. See: pusat --help")
    case .option(let name, let expected):
      Bilingual("--\(name) memerlukan: \(expected)", "--\(name) needs: \(expected)")
    case .word(let place, let expected):
      Bilingual("Kata ke-\(place) harus: \(expected)", "Word \(place) must be: \(expected)")
    }
  }

  private static func describe(_ refusal: CentreRefusal) -> Bilingual {
    switch refusal {
    case .noSuchOffice(let code):
      Bilingual(
        "Kantor \(code) belum ada. Tambahkan: pusat office add \(code) NAMA",
        "There is no office \(code). Add it: pusat office add \(code) NAME")
    case .officeKnown(let code): Bilingual("Kantor \(code) sudah ada.", "Office \(code) is there already.")
    case .noSuchSeat(let code, let seat):
      Bilingual("Kantor \(code) tidak punya pendaftaran \(seat).", "Office \(code) has no seat \(seat).")
    case .alreadyRevoked(_, let seat):
      Bilingual("Pendaftaran \(seat) sudah dicabut.", "Seat \(seat) is revoked already.")
    case .badName:
      Bilingual("Nama kantor: 1 sampai 200 huruf dalam satu baris.", "An office's name: 1 to 200 letters on one line.")
    case .noNumberLeft(let code):
      Bilingual(
        "Kantor \(code) sudah memakai semua nomor node. Tidak ada yang diubah.",
        "Office \(code) has used up all its node numbers. Nothing was changed.")
    case .notCarried:
      Bilingual(
        "Berkas ini bukan kiriman dari kantor yang terdaftar di sini, atau rusak. Tidak ada yang diubah.",
        "This file was not carried from an office enrolled here, or is damaged. Nothing was changed.")
    case .refused(let refusal): refusal.text
    }
  }

  /// Exit codes as `loket` has them: 1 refused by the rules, 2 usage, 3 store unavailable, 5 damage found.
  static func describe(_ error: any Error) -> (code: Int32, text: Bilingual) {
    switch error {
    case PusatFault.usage(let usage): (2, describe(usage))
    case PusatFault.mixed(let isForPractice):
      (
        3,
        isForPractice
          ? Bilingual(
            "Folder ini untuk latihan. Tambahkan --practice, atau pakai folder lain dengan --store.",
            "This folder is for practice. Add --practice, or use another folder with --store.")
          : Bilingual(
            "Folder ini berisi data kantor yang sebenarnya; latihan memerlukan folder lain: --store FOLDER",
            "This folder holds offices' real data; practice needs another folder: --store FOLDER")
      )
    case PusatFault.taken:
      (
        3,
        Bilingual(
          "Folder ini sedang dipakai pusat lain yang tidak menjawab. Periksa: systemctl status pusat",
          "Another pusat holds this folder and does not answer. Check: systemctl status pusat")
      )
    case PusatFault.badFile:
      (3, Bilingual("Berkas tidak dapat dibaca atau ditulis.", "The file cannot be read or written."))
    case let refusal as CentreRefusal: (1, describe(refusal))
    case is CentreKeys.Foreign:
      (
        3,
        Bilingual(
          "Basis data ini dimulai dengan kunci pusat lain. Salin centre.key dari pusat yang pertama ke folder ini. Tidak ada "
            + "yang diubah.",
          "This database was begun with another centre key. Copy centre.key from the first centre into this folder. Nothing "
            + "was changed.")
      )
    case let fault as CentreKeys.Unreadable:
      (5, Bilingual("Kunci pusat rusak: \(fault.path)", "The centre's key is damaged: \(fault.path)"))
    case let newer as Schema.TooNew: (3, newer.text)
    case let fault as SQLFault:
      (
        fault.kind == .corrupt ? 5 : 3,
        Bilingual(
          "Basis data tidak dapat dipakai (\(fault.message)). Yang tersimpan tidak disentuh.",
          "The database cannot be used (\(fault.message)). What is stored was not touched.")
      )
    case is PoolRefusal:
      (3, Bilingual("Basis data terlalu sibuk. Ulangi sebentar lagi.", "The database is too busy. Try again soon."))
    case let fault as SystemFault:
      (3, Bilingual("Komputer menolak: \(fault.description)", "The computer refused: \(fault.description)"))
    default: (3, Bilingual("Gagal: \(type(of: error))", "Failed: \(type(of: error))"))
    }
  }
}
