import Domain
import Machine
import SQL

// What a repair says of itself.
extension Repair {
  static func line(_ hole: NodeRestored.Hole) -> String { "node \(hole.node): \(hole.from)–\(hole.to)" }

  static func text(
    events: Int, _ holes: [NodeRestored.Hole], isWhole: Bool, endIsKnown: Bool, pins: [String], aside: String
  ) -> Bilingual {
    let lost = holes.reduce(0) { $0 + $1.to - $1.from + 1 }
    let listed = holes.prefix(5).map(line).joined(separator: ", ") + (holes.count > 5 ? ", …" : "")
    var indonesian = "Penyimpanan rusak: \(events) peristiwa selamat"
    var english = "The store was damaged: \(events) events were saved"
    if lost > 0 {
      indonesian += ", \(lost) hilang (\(listed))"
      english += ", \(lost) are lost (\(listed))"
    }
    indonesian += "."
    english += "."
    if !endIsKnown {
      indonesian += " Berapa yang hilang sesudah itu tidak diketahui; nomor antrean melompat."
      english += " How many were lost after those is not known; numbering skips ahead."
    } else {
      indonesian += " Nomor antrean yang sudah keluar tidak diberikan lagi."
      english += " Queue numbers already given are not given again."
    }
    indonesian +=
      " Penghapusan data tamu yang termasuk yang hilang mungkin batal; yang masih diketahui diulang, yang lain periksa dan "
      + "ulangi: loket guest erase. Node memakai identitas baru."
    english +=
      " Erasures of guests among what was lost may be undone; those still known are done again, look for others and repeat "
      + "them: loket guest erase. The node has a new identity."
    if isWhole {
      indonesian =
        pins.isEmpty
        ? "Penyimpanan rusak dan sudah pulih: \(events) peristiwa, tidak ada yang hilang."
        : "Penyimpanan rusak: semua \(events) peristiwa selamat."
      english =
        pins.isEmpty
        ? "The store was damaged and is whole again: \(events) events, none lost."
        : "The store was damaged: all \(events) events were saved."
    }
    if !pins.isEmpty {
      indonesian += " PIN yang hilang: \(pins.joined(separator: ", ")). Pasang lagi: loket officer pin LOGIN."
      english += " PINs that are lost: \(pins.joined(separator: ", ")). Set them again: loket officer pin LOGIN."
    }
    return Bilingual(indonesian + " Berkas lama: \(aside)", english + " The old file: \(aside)")
  }

  /// Visits and officers are there, the office's own event is not.
  static let officeLost = Bilingual(
    "Profil kantor hilang; yang lain tetap ada. Pasang lagi: loket office init PROFIL",
    "The office's profile is lost; the rest is there. Give it again: loket office init FILE")

  /// Neither the store nor any backup could be read.
  public struct NothingToSave: Error, Equatable {
    public var path: String
    public var findings: [String]

    public var text: Bilingual {
      let first = findings.first?.split(separator: "\n").last.map(String.init) ?? ""
      return Bilingual(
        "Penyimpanan di \(path) rusak (\(first)), tidak ada peristiwa yang dapat diselamatkan, dan tidak ada salinan di "
          + "\(path)/backups. Tidak ada yang diubah. Ambil salinan dari tempat lain: loket store restore BERKAS. Tanpa salinan: "
          + "pindahkan store.sqlite* dan store.mark ke tempat aman, lalu mulai baru: loket office init PROFIL",
        "The store in \(path) is damaged (\(first)), none of its events can be saved, and there is no copy in "
          + "\(path)/backups. Nothing was changed. Take a copy from elsewhere: loket store restore FILE. Without any copy: "
          + "move store.sqlite* and store.mark to a safe place, then begin anew: loket office init FILE")
    }
  }

  public struct BackupUnsound: Error, Equatable {
    public var findings: [String]

    public var text: Bilingual {
      let first = findings.first ?? ""
      return Bilingual(
        "Salinan itu tidak utuh atau bukan dari kantor ini (\(first)). Penyimpanan tidak diubah. Pakai salinan lain.",
        "That copy is not sound or not of this office (\(first)). The store was not changed. Use another copy.")
    }
  }
}

extension Bilingual {
  /// This sentence after another text.
  func after(_ text: Bilingual?) -> Bilingual {
    text.map { Bilingual("\($0.indonesian). \(indonesian)", "\($0.english). \(english)") } ?? self
  }
}

extension Damage {
  /// A failure to read as a finding: what SQLite says, and of which table.
  static func line(_ error: any Error) -> String {
    guard let fault = error as? SQLFault else { return "unreadable: \(error)" }
    let words = fault.statement.split(whereSeparator: { " \n(,".contains($0) }).map(String.init)
    let table = words.firstIndex(of: "FROM").flatMap { words.dropFirst($0 + 1).first }
    return table.map { "unreadable: table \($0): \(fault.message)" } ?? "file: page 1 or the length: \(fault.message)"
  }
}
