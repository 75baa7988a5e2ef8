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
    case unknownOption(String)
    /// An option that means nothing to this verb.
    case strangeOption(String, verb: String)
    /// More words than the verb has places for.
    case extraWord(String, verb: String)
    case option(String, String)
    /// Practice has no database.
    case practiceElsewhere
    /// A word of the verb, counted from 1.
    case word(Int, String)
  }

  case usage(Usage)
  /// Another `pusat` has this folder and does not answer.
  case taken
  /// It began with what was asked, and was not heard of again.
  case brokenOff
  /// Another `pusat` serves from this folder already.
  case served(String)
  /// Nobody founded a centre in this folder.
  case noCentre(String)
  /// The data are there and the key is not.
  case keyMissing(String)
  /// Nobody can be called at this address.
  case unheard(host: String, port: UInt16, why: String)
  /// A reply is never written over a file that is there.
  case replyExists(String)
  /// What cannot be taken back wants a yes.
  case unconfirmed(String)
  /// A file to take in or to write, and what the machine says of it.
  case badFile(String, why: String)
  /// A folder for practice used for the work, or the other way round.
  case mixed(isForPractice: Bool)

  private static func describe(_ usage: Usage) -> Bilingual {
    switch usage {
    case .unknownVerb: Bilingual("Perintah tidak dikenal. Lihat: pusat --help", "Unknown command. See: pusat --help")
    case .unknownOption(let name):
      Bilingual("Opsi tidak dikenal: --\(name). Lihat: pusat --help", "Unknown option: --\(name). See: pusat --help")
    case .strangeOption(let name, let verb):
      Bilingual(
        "\(verb) tidak mengenal --\(name). Tidak ada yang dilakukan. Lihat: pusat \(verb) --help",
        "\(verb) does not know --\(name). Nothing was done. See: pusat \(verb) --help")
    case .extraWord(let word, let verb):
      Bilingual(
        "Kata berlebih: \(word). Tidak ada yang dilakukan. Lihat: pusat \(verb) --help",
        "One word too many: \(word). Nothing was done. See: pusat \(verb) --help")
    case .option(let name, let expected):
      Bilingual("--\(name) memerlukan: \(expected)", "--\(name) needs: \(expected)")
    case .practiceElsewhere:
      Bilingual(
        "Latihan ada di folder sendiri dan tidak memakai basis data: --store FOLDER tanpa --database",
        "Practice lies in a folder of its own and uses no database: --store FOLDER without --database")
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
    case .codeUnknown:
      Bilingual(
        "Kode reservasi itu tidak cocok. Periksa huruf terakhirnya: pusat reservations",
        "This reservation code is not right. Check its last letters: pusat reservations")
    case .ticketUnknown:
      Bilingual(
        "Itu bukan kode tiket yang berlaku: salah ketik, bukan dari kantor yang terdaftar di sini, atau masanya sudah lewat.",
        "That is no valid ticket code: mistyped, of no office that is enrolled here, or its time is over.")
    case .tooFarAhead(let last):
      Bilingual(
        "Reservasi paling lama setahun ke depan, sampai \(last). Tidak ada yang diubah.",
        "Reservations are for at most a year ahead, until \(last). Nothing was changed.")
    case .notCarried, .carrierUnknown, .carriedUnderOtherKey, .carryLater: describeCarried(refusal)
    case .refused(let refusal): refusal.text
    }
  }

  /// Why a carried file was not taken in, and how what is in it gets here all the same.
  private static func describeCarried(_ refusal: CentreRefusal) -> Bilingual {
    switch refusal {
    case .carrierUnknown(let code, let seat):
      Bilingual(
        "Berkas ini dari komputer \(seat) kantor \(code), yang tidak dikenal di sini. Tidak ada yang diubah; isinya tetap ada di "
          + "kantor. Bila pusat ini dipulihkan dari salinan lama: pusat enrol \(code), daftarkan komputer itu lagi, lalu buat "
          + "berkas baru di sana: loket sync export BERKAS",
        "This file is from computer \(seat) of office \(code), which is not known here. Nothing was changed; what is in it is still "
          + "at the office. If this centre was brought back from an old copy: pusat enrol \(code), enrol that computer again, "
          + "then make a new file there: loket sync export FILE")
    case .carriedUnderOtherKey(let code, let seat):
      Bilingual(
        "Berkas dari komputer \(seat) kantor \(code) tidak terbuka dengan kunci yang ada di sini. Tidak ada yang diubah; isinya "
          + "tetap ada di kantor. Mungkin rusak di jalan: salin lagi. Atau pusat ini dipulihkan dari salinan yang lebih lama dari "
          + "kunci komputer itu: biarkan ia sekali menyambung lewat jalur (loket sync now), atau daftarkan lagi (pusat enrol "
          + "\(code)), lalu buat berkas baru: loket sync export BERKAS",
        "The file from computer \(seat) of office \(code) does not open under the key that is here. Nothing was changed; what is in "
          + "it is still at the office. It may be damaged: copy it again. Or this centre was brought back from a copy older "
          + "than that computer's key: let it call once over the line (loket sync now), or enrol it again (pusat enrol "
          + "\(code)), then make a new file: loket sync export FILE")
    case .carryLater:
      Bilingual(
        "Basis data pusat sedang sibuk atau tidak menjawab. Yang sempat diterima tersimpan; ulangi dengan berkas yang sama.",
        "The centre's database is busy or does not answer. What was taken in is kept; give the same command with the same file again."
      )
    default:
      Bilingual(
        "Berkas ini bukan kiriman dari kantor, atau rusak. Tidak ada yang diubah.",
        "This file was not carried from an office, or is damaged. Nothing was changed.")
    }
  }

  private static func describe(_ fault: PusatFault) -> (code: Int32, text: Bilingual) {
    switch fault {
    case .usage(let usage): (2, describe(usage))
    case .mixed(let isForPractice):
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
    case .taken:
      (
        3,
        Bilingual(
          "Folder ini sedang dipakai pusat lain yang tidak menjawab. Periksa: systemctl status pusat",
          "Another pusat holds this folder and does not answer. Check: systemctl status pusat")
      )
    case .brokenOff:
      (
        3,
        Bilingual(
          "Pusat yang melayani dari folder ini berhenti sebelum menjawab. Perintah itu mungkin sudah dilakukan, mungkin belum: "
            + "lihat dahulu (pusat status, pusat reservations) sebelum mengulanginya.",
          "The pusat that serves from this folder ended before it answered. The command may have been carried out or not: look "
            + "first (pusat status, pusat reservations) before giving it again.")
      )
    case .served(let store):
      (
        3,
        Bilingual(
          "Sudah ada pusat yang melayani dari folder \(store). Yang itu tetap berjalan; yang ini tidak dimulai. Periksa: "
            + "pusat status",
          "A pusat serves from the folder \(store) already. That one goes on; this one was not started. Check: pusat status"
        )
      )
    case .noCentre(let store):
      (
        3,
        Bilingual(
          "Tidak ada pusat di \(store). Tidak ada yang dibuat. Sebut foldernya dengan --store atau $PUSAT_HOME; pusat baru "
            + "didirikan oleh: pusat office add, atau pusat serve",
          "There is no centre in \(store). Nothing was made. Name its folder with --store or $PUSAT_HOME; a new centre is "
            + "founded by: pusat office add, or pusat serve")
      )
    case .unheard(let host, let port, let why):
      (
        3,
        Bilingual(
          "Tidak dapat menerima panggilan di \(host):\(port) (\(why)). Mungkin program lain memakainya, atau alamat itu "
            + "bukan milik komputer ini. Periksa: ss -ltnp; atau pilih yang lain: --listen 127.0.0.1:8463",
          "Cannot take calls at \(host):\(port) (\(why)). Another program may have it, or the address is not this "
            + "computer's. Check: ss -ltnp; or choose another: --listen 127.0.0.1:8463")
      )
    case .unconfirmed(let verb):
      (
        2,
        Bilingual(
          "Ini tidak dapat dibatalkan. Tidak ada yang dilakukan. Bila memang itu maksudnya: pusat \(verb) --yes",
          "This cannot be undone. Nothing was done. If it is what you mean: pusat \(verb) --yes")
      )
    case .replyExists, .badFile, .keyMissing: describeFile(fault)
    }
  }

  /// What is wrong with a file.
  private static func describeFile(_ fault: PusatFault) -> (code: Int32, text: Bilingual) {
    switch fault {
    case .replyExists(let path):
      (
        1,
        Bilingual(
          "Berkas \(path) sudah ada dan tidak ditimpa. Tidak ada yang diterima. Sebut berkas baru: --reply BERKAS",
          "The file \(path) is there and is not overwritten. Nothing was taken in. Name a new file: --reply FILE")
      )
    case .keyMissing(let store):
      (
        3,
        Bilingual(
          "Data pusat ada, tetapi kuncinya tidak: \(store)/centre.key. Kantor-kantor tidak percaya kunci lain, jadi tidak ada "
            + "yang dibuat dan tidak ada yang diubah. Salin centre.key dari cadangan ke \(store), lalu mulai lagi.",
          "The centre's data are there and its key is not: \(store)/centre.key. The offices believe no other, so nothing was "
            + "made and nothing was changed. Copy centre.key from the backup to \(store), then start again.")
      )
    case .badFile(let path, let why):
      (
        3,
        Bilingual(
          "Berkas \(path) tidak dapat dibaca atau ditulis oleh pengguna \(Environment.user) (\(why)). Salin ke tempat yang "
            + "boleh ia pakai, lalu ulangi; mengulang berkas yang sama tidak mengubah apa-apa.",
          "The file \(path) cannot be read or written by the user \(Environment.user) (\(why)). Copy it to where that user may, "
            + "and try again; the same file taken in twice changes nothing.")
      )
    default: (3, Bilingual("Gagal.", "Failed."))
    }
  }

  /// Exit codes as `loket` has them: 1 refused by the rules, 2 usage, 3 store unavailable, 5 damage found.
  static func describe(_ error: any Error) -> (code: Int32, text: Bilingual) {
    switch error {
    case let fault as PusatFault: describe(fault)
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
