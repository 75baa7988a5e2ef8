import Domain

/// The command line itself is wrong; nothing was asked of the desk.
enum UsageFault: Error, Equatable {
  /// `first` is repeated only where it cannot be anything personal: a word of small letters.
  case unknownVerb(first: String?, near: String?)
  /// The first word of several commands, alone or with a second that is none of theirs.
  case unfinishedVerb(String, seconds: [String], near: String?)
  case unknownOption(String, near: String?)
  /// Counted among the words after the command.
  case unexpected(position: Int)
  case twice(String)
  case wrong(option: String, expected: String)
  case missing(String)
  case pinsDiffer
  case notText

  static let exitCode: Int32 = 2

  var text: Bilingual {
    func hint(_ near: String?, _ lead: String) -> String { near.map { " \(lead) \($0)?" } ?? "" }
    switch self {
    case .unknownVerb(let first, let near):
      let typed = first.map { ": " + $0 } ?? ""
      return Bilingual(
        "Perintah tidak dikenal\(typed).\(hint(near, "Maksud Anda")) Daftar perintah: loket --help",
        "Unknown command\(typed).\(hint(near, "Did you mean")) All commands: loket --help")
    case .unfinishedVerb(let first, let seconds, let near):
      let known = seconds.joined(separator: ", ")
      return Bilingual(
        "Sesudah \(first) tulis salah satu: \(known).\(hint(near, "Maksud Anda")) Rincian: loket \(first) --help",
        "After \(first) comes one of: \(known).\(hint(near, "Did you mean")) Details: loket \(first) --help")
    case .unknownOption(let option, let near):
      return Bilingual(
        "Opsi tidak dikenal: --\(option).\(hint(near.map { "--" + $0 }, "Maksud Anda")) Tambahkan --help untuk daftar opsi.",
        "Unknown option: --\(option).\(hint(near.map { "--" + $0 }, "Did you mean")) Add --help for the options.")
    case .unexpected(let position):
      return Bilingual(
        "Ada kata berlebih, yaitu kata ke-\(position) sesudah perintah. Isian yang berspasi diapit tanda petik: \"Siti Nur\".",
        "There is a word too many, word \(position) after the command. Put quotes around a value with blanks: \"Siti Nur\"."
      )
    case .twice(let option):
      return Bilingual("--\(option) ditulis dua kali.", "--\(option) is given twice.")
    case .wrong(let option, let expected):
      return Bilingual("--\(option) harus: \(expected)", "--\(option) must be: \(expected)")
    case .notText:
      return Bilingual(
        "Ada isian yang bukan teks UTF-8. Tidak ada yang disimpan; periksa penyandian terminal atau berkas skrip.",
        "Something typed is not UTF-8 text. Nothing was saved; check the terminal's or the script's encoding.")
    case .pinsDiffer:
      return Bilingual(
        "Kedua PIN tidak sama. Tidak ada yang diubah; ulangi.", "The two PINs differ. Nothing was changed; try again.")
    case .missing(let what):
      return Bilingual("Kurang: \(what). Tambahkan --help untuk cara pakai.", "Missing: \(what). Add --help for usage.")
    }
  }
}
