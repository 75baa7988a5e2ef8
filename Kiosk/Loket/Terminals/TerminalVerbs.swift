import Domain
import Node
import Screens

/// The full-screen terminals among the verbs.
enum TerminalVerbs {
  static let all: [Verb] = [
    verb("kiosk", "anjungan pengunjung: nomor antrean, informasi", "the visitors' kiosk: queue numbers, information") {
      try Terminals.open([.init(name: Bilingual("Anjungan", "Kiosk")) { Kiosk($0) }], $0.global)
    },
    verb("guestbook", "buku tamu mandiri, dengan kode tiket", "the guest book for visitors, by ticket code") {
      try Terminals.open([.init(name: Bilingual("Buku tamu", "Guest book")) { GuestBookTerminal($0) }], $0.global)
    },
    verb(
      "frontoffice", "front office: antrean hari ini, buku tamu, reservasi, tamu",
      "the front office: today's queue, guest book, reservations, guests"
    ) {
      try staff(Bilingual("Front office", "Front office"), $0) { FrontOffice($0) }
    },
    verb(
      "admin", "pengaturan kantor, petugas, kalender, perangkat, untuk kepala seksi",
      "the office's settings, officers, calendar, devices, for the head of section"
    ) {
      try PracticeTurn.admin($0)
    },
  ]

  /// For trying it, without an office of one's own.
  static let trials: [Verb] = [
    verb(
      "showroom", "semua terminal kantor contoh dalam satu jendela", "every terminal of a sample office in one window",
      Showroom.open),
    verb(
      "tour", "satu kunjungan yang berjalan sendiri, dari anjungan sampai penilaian",
      "a visit that walks by itself, from the kiosk to the rating",
      options: [Option(name: "pace", form: .value, expected: "SECONDS")], Showroom.tour),
  ]

  private static func verb(
    _ name: String, _ indonesian: String, _ english: String, options: [Option] = [],
    _ open: @escaping @Sendable (Invocation) throws -> Int32
  ) -> Verb {
    Verb(
      name: name, summary: Bilingual(indonesian, english), action: .run(open, options), examples: ["loket \(name)"])
  }

  static func board(_ invocation: Invocation) throws -> Int32 {
    try Terminals.open([.init(name: Bilingual("Papan", "Board")) { Board($0) }], invocation.global)
  }

  /// Bound to a desk with `--desk`; otherwise visitors type the code of their ticket.
  static func rating(_ invocation: Invocation) throws -> Int32 {
    let desk = try invocation.option("desk").map(number)
    return try Terminals.open(
      [.init(name: Bilingual("Penilaian", "Rating")) { RatingTerminal($0, desk: desk) }], invocation.global)
  }

  /// Without a number the terminal asks which desk it is.
  static func desk(_ invocation: Invocation) throws -> Int32 {
    let desk = try invocation.arguments.words.first.map(number)
    return try staff(Bilingual("Meja", "Desk"), invocation) { DeskTerminal($0, desk: desk) }
  }

  /// A staff terminal: where there is no office yet, it guides through the first set-up.
  static func staff(
    _ name: Bilingual, _ invocation: Invocation, _ station: @escaping (Bearings) -> any Station
  ) throws -> Int32 {
    let tools = OfficeFounding.tools(StoreFolder(invocation.global.home))
    return try Terminals.open([.init(name: name) { Founding(station($0), tools) }], invocation.global)
  }

  private static func number(_ text: String) throws -> Int {
    guard let number = Int(text), number > 0 else { throw UsageFault.wrong(option: "desk", expected: "1, 2, …") }
    return number
  }
}
