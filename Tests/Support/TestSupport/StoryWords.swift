/// Names and words as they are written at a desk in Tobelo or Kuala Pembuang.
public enum StoryWords {
  static let first = [
    "Siti", "Muhammad", "Nurul", "Yohanes", "Maria", "Abdul", "I Made", "Dewi", "Agus", "Suparno", "Ch. Elisabeth",
    "Fransiskus",
    "La Ode", "Andi", "Ni Luh", "Ratna", "Yakobus", "Halimah", "R.A. Kartini", "H. Ismail", "Ngadimin", "Øyvind", "张伟",
  ]
  static let last = [
    "", "Rahmawati", "Salim", "Tobelo", "Siahaan", "bin Usman", "Simanjuntak", "Wulandari", "Pattiasina",
    "Sutrisno, S.Si., M.Stat.",
    "Nasution", "d'Arqom", "Ginting", "Hi. Djafar", "Kao-Malifut",
  ]
  static let institutions = [
    "Universitas Hein Namotemo", "Dinas Pertanian Kab. Halmahera Utara", "PT Nusa Halmahera Minerals",
    "SMA Negeri 1 Tobelo",
    "Bappeda Kabupaten Seruyan", "CV Maju Jaya", "", "Kejaksaan Negeri Tobelo",
  ]
  static let questions = [
    "Angka inflasi Tobelo 2020–2025 menurut kelompok pengeluaran", "PDRB per kapita kabupaten atas dasar harga konstan",
    "Jumlah penduduk per kecamatan hasil SP2020", "Produksi kelapa dan kopra per desa, lima tahun terakhir",
    "Cara membaca indeks harga konsumen",
  ]

  public static func name(_ dice: inout Dice) -> String {
    [dice.pick(first), dice.pick(last)].filter { !$0.isEmpty }.joined(separator: " ")
  }
  public static func institution(_ dice: inout Dice) -> String { dice.pick(institutions) }
  public static func question(_ dice: inout Dice) -> String { dice.pick(questions) }
  public static func phone(_ dice: inout Dice) -> String {
    "08\(10 + dice.below(80))\(1_000_000 + dice.below(8_999_999))"
  }
}

extension Dice {
  public mutating func below(_ bound: Int) -> Int { roll(0...bound - 1) }

  /// Letters nobody else in a store has.
  public mutating func word(_ length: Int) -> String {
    String(decoding: (0..<length).map { _ in UInt8(97 + below(26)) }, as: UTF8.self)
  }
}
