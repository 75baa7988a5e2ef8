import Domain

/// The command line itself is wrong; nothing was asked of the desk.
enum UsageFault: Error, Equatable {
  case unknownVerb(String, near: String?)
  case unknownOption(String, near: String?)
  case unexpected(String)
  case twice(String)
  case wrong(option: String, expected: String)
  case missing(String)

  static let exitCode: Int32 = 2

  var text: Bilingual {
    func hint(_ near: String?, _ lead: String) -> String { near.map { " \(lead) \($0)?" } ?? "" }
    switch self {
    case .unknownVerb(let verb, let near):
      return Bilingual(
        "Perintah tidak dikenal: \(verb).\(hint(near, "Maksud Anda")) Daftar perintah: loket --help",
        "Unknown command: \(verb).\(hint(near, "Did you mean")) All commands: loket --help")
    case .unknownOption(let option, let near):
      return Bilingual(
        "Opsi tidak dikenal: --\(option).\(hint(near.map { "--" + $0 }, "Maksud Anda")) Tambahkan --help untuk daftar opsi.",
        "Unknown option: --\(option).\(hint(near.map { "--" + $0 }, "Did you mean")) Add --help for the options.")
    case .unexpected(let word):
      return Bilingual(
        "Kata berlebih: \(word). Tambahkan --help untuk cara pakai.", "Unexpected word: \(word). Add --help for usage.")
    case .twice(let option):
      return Bilingual("--\(option) ditulis dua kali.", "--\(option) is given twice.")
    case .wrong(let option, let expected):
      return Bilingual("--\(option) harus: \(expected)", "--\(option) must be: \(expected)")
    case .missing(let what):
      return Bilingual("Kurang: \(what). Tambahkan --help untuk cara pakai.", "Missing: \(what). Add --help for usage.")
    }
  }
}
