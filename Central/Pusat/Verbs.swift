import CentralReception
import Domain
import Machine
import Wire

/// One thing `pusat` can be asked, as its help shows it.
struct Verb {
  let words: [String]
  /// The words it takes and its options; nothing else is taken. A last word that ends in "…" stands for any number.
  let usage: Bilingual
  let help: Bilingual
  /// What can be refused by the words alone, before anything is opened or made. With the verb's own words taken away.
  let vet: @Sendable (Options) throws -> Void
  /// Given the options, with the verb's own words taken away; returns what to print.
  let run: @Sendable (Options, Centre) async throws -> String

  init(
    _ words: String, _ usage: String, inEnglish: String? = nil, _ indonesian: String, _ english: String,
    vet: @escaping @Sendable (Options) throws -> Void = { _ in },
    run: @escaping @Sendable (Options, Centre) async throws -> String
  ) {
    self.words = words.split(separator: " ").map(String.init)
    self.usage = Bilingual(usage, inEnglish ?? usage)
    help = Bilingual(indonesian, english)
    self.vet = vet
    self.run = run
  }

  var name: String { words.joined(separator: " ") }

  /// Refuses what would be passed over in silence. `options` without the verb's own words.
  func check(_ options: Options) throws(PusatFault) {
    let parts = usage.english.split(separator: " ")
    let places = parts.prefix { !$0.hasPrefix("--") && !$0.hasPrefix("[--") }
    if places.last?.hasSuffix("…") != true, options.words.count > places.count {
      throw .usage(.extraWord(options.words[places.count], verb: name))
    }
    let own = Set(
      parts.map { $0.filter { $0 != "[" && $0 != "]" } }.filter { $0.hasPrefix("--") }.map { $0.dropFirst(2) })
    for option in options.values.keys.sorted() where !Options.common.contains(option) && !own.contains(option[...]) {
      throw .usage(.strangeOption(option, verb: name))
    }
  }

  static func find(_ words: [String]) -> Verb? {
    all.filter { words.starts(with: $0.words) }.max { $0.words.count < $1.words.count }
  }

  static let all = offices + codes + pictures + feeds + agreements

  static let offices: [Verb] = [
    Verb(
      "office add", "8205 NAMA…", inEnglish: "8205 NAME…", "tambah kantor", "add an office",
      vet: { options in _ = try newOffice(options) }
    ) { options, centre in
      let (office, name) = try newOffice(options)
      try await centre.addOffice(office, name: name)
      return Bilingual("Kantor \(office) ditambahkan.", "Office \(office) added.")[options.language]
    },
    Verb("enrol", "8205", "buat kode sekali pakai untuk satu komputer", "make a one-time code for one computer") {
      options, centre in
      let office = try options.word(0, OfficeCode.self)
      let code = try await centre.makeCode(office).text
      let note = Bilingual(
        "Berlaku 72 jam, sekali pakai, hanya untuk kantor \(office). Di komputer kantor: loket sync enrol",
        "Valid for 72 hours, once, for office \(office) only. On the office's computer: loket sync enrol")
      let working = try await centre.seats(office).count { $0.revokedAt == nil }
      return
        ([code, note[options.language]]
        + (working < NumberShare.count ? [] : [crowded(office, working)[options.language]]))
        .joined(separator: "\n")
    },
    Verb("revoke", "8205 SEAT", "cabut pendaftaran", "lock a seat out") { options, centre in
      let (office, seat) = (try options.word(0, OfficeCode.self), try options.number(1))
      try await centre.revoke(office, seat: seat)
      return Bilingual(
        "Pendaftaran \(seat) dicabut. Kantor tetap melayani, tanpa pusat. Komputer itu dicuri? Lalu: pusat codes renew \(office)",
        "Seat \(seat) is revoked. The office goes on serving, without the centre. Was the PC stolen? Then: pusat codes renew "
          + "\(office)")[options.language]
    },
    Verb(
      "scrub", "", "tulis ulang tabel tanpa sisa kata-kata yang sudah dihapus",
      "write the tables anew, without what is left of erased words"
    ) { options, centre in
      try await centre.scrub()
      return Bilingual(
        "Tabel ditulis ulang. Arsip WAL dan salinan lama: hapus menurut masa simpannya.",
        "The tables are written anew. Archives of the write-ahead log and old backups: remove them as your retention says."
      )[
        options.language]
    },
    Verb(
      "restored", "[--yes]", "beri tahu bahwa basis data ini dipulihkan dari salinan",
      "say that this database was brought back from a copy"
    ) { options, centre in
      guard options.has("yes") else { throw PusatFault.unconfirmed("restored") }
      try await centre.wasRestored()
      return Bilingual(
        "Dicatat. Kantor-kantor mengirim ulang apa yang hilang di sini.",
        "Noted. The offices send again what is missing here.")[options.language]
    },
    Verb("seats", "[8205]", "komputer yang terdaftar", "enrolled computers") { options, centre in
      let seats = try await centre.seats(try options.optional(0, OfficeCode.self))
      let rows = seats.map { seat -> String in
        let seen = seat.seenAt.map { shown($0) } ?? "–"
        let mark = seat.revokedAt == nil ? "" : Bilingual("  dicabut", "  revoked")[options.language]
        return "\(seat.office)  \(seat.seat)  node \(seat.node)  \(seat.version)  \(seen)\(mark)"
      }
      return rows.isEmpty ? Bilingual("Belum ada.", "None yet.")[options.language] : rows.joined(separator: "\n")
    },
    Verb("status", "", "keadaan tiap kantor", "how each office stands") { options, centre in
      let status = try await centre.status()
      let scrub = try await centre.isScrubbingDue()
      let due = Bilingual("Ada penghapusan yang belum disapu: pusat scrub", "Erasures left to scrub: pusat scrub")
      let english = options.language == .english
      return
        (status.offices.map { office in
          let silent = office.silentFor.map { "\($0 / 60_000) min" } ?? "–"
          let words =
            english
            ? ["seats", "events", "parked", "last call", "recovering", "double numbers"]
            : ["komputer", "kejadian", "disisihkan", "panggilan terakhir", "sedang pulih", "nomor ganda"]
          return "\(office.office)  \(office.name): \(words[0]) \(office.seats), \(words[1]) \(office.events), "
            + "\(words[2]) \(office.parked), \(words[3]) \(silent)"
            + (office.doubleNumbers > 0 ? ", \(words[5]) \(office.doubleNumbers)" : "")
            + (office.isRecovering ? ", \(words[4])" : "")
        } + (scrub ? [due[options.language]] : [])).joined(separator: "\n")
    },
  ]

  static let feeds: [Verb] = [
    Verb(
      "feed show", "8205 [--above N] [--limit N]", "isi aliran kantor, tanpa kata-kata", "an office's feed, no words"
    ) {
      options, centre in
      let lines = try await centre.feed(
        try options.word(0, OfficeCode.self), above: try options.number("above", or: 0),
        limit: try options.number("limit", or: 100))
      return lines.map { "\($0.first)…\($0.last)  \($0.from) … \($0.through)" }.joined(separator: "\n")
    },
    Verb(
      "numbers", "8205 [--since YYYY-MM-DD]", "nomor antrean yang diberikan dua kali dalam sehari",
      "queue numbers given twice on a day"
    ) { options, centre in
      let office = try options.word(0, OfficeCode.self)
      var since = Zone.wib.local(centre.now).day.advanced(by: -7)
      if let word = options.values["since"] {
        guard let day = Day(word: word) else { throw PusatFault.usage(.option("since", "YYYY-MM-DD")) }
        since = day
      }
      let found = try await centre.doubleNumbers(office, since: since)
      guard !found.isEmpty else { return Bilingual("Tidak ada.", "None.")[options.language] }
      return found.map { "\($0.day)  \($0.number)  \($0.visits.map { "\($0)" }.joined(separator: "  "))" }
        .joined(separator: "\n")
    },
    Verb("quarantine list", "[8205]", "kejadian yang disisihkan", "events set aside") { options, centre in
      let parked = try await centre.quarantine(try options.optional(0, OfficeCode.self))
      guard !parked.isEmpty else { return Bilingual("Tidak ada.", "None.")[options.language] }
      return parked.map {
        "\($0.office)  \($0.id)  \($0.reason.label[options.language])  (\($0.kind))  \(shown($0.parkedAt))"
      }.joined(separator: "\n")
    },
    Verb("quarantine retry", "[8205]", "coba masukkan lagi", "try to enter them again") { options, centre in
      let count = try await centre.retry(try options.optional(0, OfficeCode.self))
      return Bilingual("\(count) kejadian dimasukkan.", "\(count) events entered.")[options.language]
    },
    Verb("import", "FILE --reply FILE", "terima kiriman USB, tulis balasannya", "take in a USB file, write its reply") {
      options, centre in
      let path = try options.text(0, "FILE")
      guard let reply = options.values["reply"] else { throw PusatFault.usage(.option("reply", "FILE")) }
      // Whatever it is, and the office's own file above all.
      guard !Files.exists(reply) else { throw PusatFault.replyExists(reply) }
      let answer = try await centre.carry(try Stick.read(path))
      try Stick.write(answer.file, to: reply)
      return Self.carried(answer.standing)[options.language]
    },
  ]

  /// The reply goes back whatever it says: the office learns from it how it stands.
  private static func carried(_ standing: Standing) -> Bilingual {
    switch standing {
    case .welcome:
      Bilingual(
        "Diterima. Bawa kembali berkas balasan ke kantor.", "Taken in. Carry the reply file back to the office.")
    case .revoked:
      Bilingual(
        "Tidak ada yang diterima: pendaftaran komputer itu dicabut, dan berkas balasan mengatakannya. Masih dipakai? Kode baru: "
          + "pusat enrol",
        "Nothing was taken in: that PC's enrolment is revoked, and the reply file says so. Still in use? A new code: pusat enrol"
      )
    case .stale, .unknown, .unsupported, .busy, .newKey:
      Bilingual(
        "Tidak ada yang diterima (\(standing.label.indonesian)). Bawa kembali berkas balasan ke kantor, lalu buat kiriman baru.",
        "Nothing was taken in (\(standing.label.english)). Carry the reply file back to the office, then make a new one there."
      )
    }
  }

  /// There are more PCs than shares of queue numbers.
  private static func crowded(_ office: OfficeCode, _ working: Int) -> Bilingual {
    Bilingual(
      "Perhatian: kantor \(office) sudah punya \(working) komputer terdaftar. Satu lagi akan memberi nomor antrean yang juga "
        + "diberikan komputer lain: nomor bisa ganda. Cabut yang tidak dipakai lagi: pusat seats \(office), lalu pusat revoke "
        + "\(office) SEAT. Komputer yang didaftarkan ulang tetap memakai nomornya.",
      "Note: office \(office) has \(working) PCs enrolled already. One more will give queue numbers that another gives too: a "
        + "number may come twice. Revoke one that is no longer used: pusat seats \(office), then pusat revoke \(office) SEAT. A PC "
        + "that is enrolled again keeps its numbers.")
  }

  private static func newOffice(_ options: Options) throws -> (OfficeCode, name: String) {
    let office = try options.word(0, OfficeCode.self)
    _ = try options.text(1, Bilingual("NAMA", "NAME")[options.language])
    return (office, try CentreRefusal.checkedName(options.words.dropFirst().joined(separator: " ")))
  }

  /// In the centre's own time, as far as it matters here: Jakarta's.
  static func shown(_ moment: Moment) -> String {
    let local = Zone.wib.local(moment)
    return "\(local.day) \(local.time) WIB"
  }
}
