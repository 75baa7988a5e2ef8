import Desk
import Domain

/// Every verb, in the order of a day: setting up, the queue, the visit, the people, the end of the day, devices, the store.
enum VerbTable {
  /// In the order in which help shows them; every verb is in one of them.
  static let groups: [(title: Bilingual, verbs: [Verb])] = [
    (Bilingual("Menyiapkan", "Setting up"), setUp),
    (Bilingual("Terminal layar penuh", "Full-screen terminals"), TerminalVerbs.all),
    (Bilingual("Antrean dan meja", "Queue and desk"), queue),
    (Bilingual("Kunjungan", "The visit"), visit),
    (Bilingual("Tamu, reservasi, pengaduan", "Guests, reservations, complaints"), people),
    (Bilingual("Hari layanan", "The service day"), day),
    (Bilingual("Perangkat", "Devices"), devices),
    (Bilingual("Jalur ke pusat", "The line to the centre"), SyncVerbs.all),
    (Bilingual("Penyimpanan", "The store"), store),
  ]

  static let all: [Verb] = groups.flatMap(\.verbs)

  /// The verb of the most words that begins the line. The terminals are looked for first: one of them is not kept from its first frame
  /// by the table of everything else.
  static func verb(_ words: [String]) -> Verb? {
    for count in stride(from: min(words.count, wordsMax), to: 0, by: -1) {
      var name = words[0]
      for word in words[1..<count] { name += " " + word }
      let verb = TerminalVerbs.all.first { $0.name == name } ?? all.first { $0.name == name }
      if let verb, verb.words.count == count { return verb }
    }
    return nil
  }

  private static let wordsMax = 3

  static func perform(
    _ name: String, _ kind: CommandKind, _ indonesian: String, _ english: String, _ positionals: [String] = [],
    _ examples: String...
  ) -> Verb {
    Verb(
      name: name, summary: Bilingual(indonesian, english), positionals: positionals, action: .perform(kind),
      examples: examples)
  }

  static func show(
    _ name: String, _ kind: QueryKind, _ indonesian: String, _ english: String, _ positionals: [String] = [],
    _ examples: String...
  ) -> Verb {
    Verb(
      name: name, summary: Bilingual(indonesian, english), positionals: positionals, action: .show(kind),
      examples: examples)
  }

  private static func run(
    _ name: String, _ indonesian: String, _ english: String, _ positionals: [String] = [], options: [Option] = [],
    examples: [String] = [], _ body: @escaping @Sendable (Invocation) throws -> Int32
  ) -> Verb {
    Verb(
      name: name, summary: Bilingual(indonesian, english), positionals: positionals, action: .run(body, options),
      examples: examples)
  }

  private static let pinOption = Option(name: "pin-stdin", form: .flag, expected: "")

  static let setUp: [Verb] = [
    run(
      "office init", "siapkan kantor dari berkas profil", "set up the office from a profile file", ["FILE"],
      options: [
        Option(name: "day", form: .value, expected: Day.expected),
        Option(name: "holidays", form: .value, expected: "FILE"),
      ],
      examples: ["loket office init Offices/halmahera-utara.toml"], OfficeVerbs.initialise),
    run(
      "office change", "ganti pengaturan dengan isi berkas profil", "replace the settings by a profile file", ["FILE"],
      examples: ["loket office change kantor.toml"], OfficeVerbs.change),
    run(
      "office check", "periksa berkas profil atau hari libur: baris dan isian yang salah",
      "check a profile or holiday file: wrong lines and fields", ["FILE"],
      examples: ["loket office check kantor.toml"], OfficeVerbs.check),
    run(
      "office show", "tampilkan pengaturan sebagai berkas profil", "print the settings as a profile file",
      examples: ["loket office show > kantor.toml"], OfficeVerbs.show),
    run(
      "office holidays", "pasang berkas hari libur nasional", "install a file of national holidays", ["FILE"],
      examples: ["loket office holidays Offices/holidays-2026.toml"], OfficeVerbs.installHolidays),
    run(
      "officer add", "tambah petugas, sekaligus PIN-nya", "add an officer, and set the PIN", ["login"],
      options: OptionLister.options { _ = try Command(.addOfficer, from: &$0) } + [
        pinOption, Option(name: "no-pin", form: .flag, expected: ""),
      ],
      examples: ["loket officer add rahma --name \"Rahmawati Lubis\" --roles consultant,front-office"], OfficerVerbs.add
    ),
    perform(
      "officer change", .changeOfficer, "ubah nama, peran, atau keahlian petugas",
      "change an officer's name, roles or specialisations", ["login"],
      "loket officer change rahma --specialisations Inflasi,PDRB"),
    perform(
      "officer remove", .removeOfficer, "petugas tidak bertugas lagi", "an officer has left", ["login"],
      "loket officer remove rahma"),
    run(
      "officer pin", "pasang atau ganti PIN", "set or change a PIN", ["login"],
      options: [pinOption, Option(name: "reset", form: .flag, expected: "")],
      examples: ["loket officer pin rahma", "sudo -u loket loket officer pin maria --reset"], OfficerVerbs.setPin),
    show("officer list", .officers, "daftar petugas", "list the officers", [], "loket officer list"),
    run(
      "login", "masuk sebagai petugas", "log in as an officer", ["login"], options: [pinOption],
      examples: ["loket login rahma", "echo $PIN | loket login rahma --pin-stdin"], OfficerVerbs.login),
    run("logout", "keluar", "log out", [], examples: ["loket logout"], OfficerVerbs.logout),
  ]

  static let queue: [Verb] = [
    perform(
      "ticket issue", .issueTicket, "ambil nomor antrean", "take a queue number", ["service"],
      "loket ticket issue konsultasi", "loket ticket issue konsultasi --priority elderly --command-id tekan-1 --json"),
    show("ticket show", .ticket, "kedudukan satu nomor", "where a number stands", ["visit"], "loket ticket show A007"),
    run(
      "ticket print", "cetak salinan karcis hari ini", "print a copy of a ticket of today", ["visit"],
      examples: ["loket ticket print A007"], DeviceVerbs.printTicket),
    perform("call next", .callNext, "panggil berikutnya", "call the next", ["desk"], "loket call next --desk 2"),
    perform(
      "call this", .callVisit, "panggil nomor tertentu", "call a given number", ["visit", "desk"],
      "loket call this A007 --desk 2"),
    perform("recall", .recall, "panggil ulang", "call again", ["visit?"], "loket recall --desk 2"),
    perform(
      "skip", .skip, "lewati: pengunjung tidak datang", "skip: the visitor did not come", ["visit?"],
      "loket skip --desk 2"),
    perform(
      "serve", .serve, "mulai melayani yang dipanggil", "begin to serve whoever was called", ["visit?"],
      "loket serve --desk 2"),
    perform(
      "park", .park, "tunda layanan, misalnya menunggu data", "park: waiting for data, say", ["visit?"],
      "loket park --desk 2"),
    perform(
      "resume", .resume, "lanjutkan yang ditunda", "resume a parked visit", ["visit", "desk"],
      "loket resume A007 --desk 2"),
    perform(
      "transfer", .transfer, "pindahkan ke layanan lain, nomor tetap", "on to another service, same number",
      ["visit", "service"], "loket transfer A007 perpustakaan"),
    perform(
      "finish", .finish, "selesai melayani", "finish serving", ["visit?"], "loket finish --desk 2 --outcome terpenuhi"),
    perform(
      "requeue", .requeue, "yang dilewati datang lagi: antre kembali dengan nomor sama",
      "a skipped visitor came back: queue again, same number", ["visit"], "loket requeue A007"),
    perform(
      "undo", .undo, "batalkan langkah terakhir (10 detik)", "undo the last step (10 seconds)", ["visit"],
      "loket undo A007"),
    perform(
      "ticket cancel", .cancelVisit, "batalkan nomor", "cancel a number", ["visit"],
      "loket ticket cancel A007 --reason left"),
    show(
      "queue", .queue, "siapa yang masih dalam antrean", "who is still in the queue", [],
      "loket queue --service konsultasi"),
    show(
      "desk", .desk, "layar meja petugas; dalam skrip: siapa di meja ini",
      "the officer's desk; in scripts: who is at it", ["desk"], "loket desk 2", "loket desk 2 --json"
    )
    .onScreen(TerminalVerbs.desk),
    show(
      "rating", .rating, "siapa yang baru selesai di meja ini dan dapat menilai",
      "who was just finished at this desk and may rate", ["desk"], "loket rating 2"),
    show(
      "code", .code, "periksa kode tiket, tamu, atau reservasi", "check the code of a ticket, guest or reservation",
      ["text"], "loket code A007-7KQ2"),
    show(
      "board", .board, "papan panggilan, layar penuh; dalam skrip: isinya",
      "the call board, full screen; in scripts: what it shows", [], "loket board", "loket board --watch"
    )
    .onScreen(TerminalVerbs.board),
  ]

  static let visit: [Verb] = [
    perform(
      "visit register", .registerVisit, "registrasi di kantor tanpa nomor antrean",
      "register at an office without numbers", ["service?"], "loket visit register konsultasi"),
    show("visit show", .visit, "satu kunjungan selengkapnya", "one visit in full", ["visit"], "loket visit show A007"),
    perform(
      "visit guest", .linkGuest, "hubungkan tamu dengan kunjungan", "link a guest to a visit", ["visit", "guest"],
      "loket visit guest A007 1-12"),
    perform(
      "visit sign", .signGuestBook, "isi buku tamu kunjungan", "sign the guest book", ["visit"],
      "loket visit sign A007 --purpose penelitian --means pst,website"),
    perform(
      "visit identity", .showIdentity, "catat jenis identitas yang ditunjukkan", "record the type of identity shown",
      ["visit", "kind"], "loket visit identity A007 ktp"),
    perform(
      "visit locker", .giveLocker, "beri loker", "give a locker", ["visit", "locker"], "loket visit locker 1-42 7"),
    perform(
      "visit unlocker", .returnLocker, "loker dikembalikan", "the locker is returned", ["visit"],
      "loket visit unlocker 1-42"),
    perform(
      "visit need", .recordNeed, "catat data yang dibutuhkan", "record data needed", ["visit", "detail"],
      "loket visit need A007 \"PDRB menurut lapangan usaha\" --from-year 2019 --to-year 2024 --level kabupaten"),
    perform(
      "visit note", .takeNote, "catat yang ditanyakan dan diberikan", "note what was asked and given", ["visit"],
      "loket visit note A007 --question \"Garis kemiskinan\" --answer \"Publikasi 2025 hal. 12\""),
    perform(
      "visit link", .linkOnline, "hubungkan dengan transaksi online", "link to an online transaction",
      ["visit", "reference"], "loket visit link A007 HALOPST-123"),
    perform(
      "visit erase", .eraseWords, "hapus isi konsultasi dan komentar satu kunjungan tanpa tamu terdaftar",
      "erase notes and comments of a visit without a registered guest", ["visit"], "loket visit erase A007"),
    perform(
      "rate", .rate, "beri penilaian", "rate a visit", ["visit", "instrument", "scores…"],
      "loket rate A007 review petugas=9 --comment \"Ramah\"",
      "loket rate A007 skm persyaratan=4 prosedur=4 waktu=3 biaya=4 produk=4 kompetensi=4 perilaku=4 sarana=3 pengaduan=4"
    ).onScreen(TerminalVerbs.rating, options: [Option(name: "desk", form: .value, expected: "N")]),
  ]

  static let day: [Verb] = [
    show(
      "day status", .day, "angka hari ini atau hari lain", "figures of today or another day", ["day?"],
      "loket day status", "loket day status 2026-11-19 --json"),
    perform(
      "day close", .closeDay, "tutup hari layanan; yang masih terbuka hangus dengan alasan",
      "close the service day; what is open lapses with a reason", [], "loket day close"),
    perform(
      "day reopen", .reopenDay, "buka lagi hari yang sudah ditutup", "reopen a closed day", [],
      "loket day reopen --reason \"tutup terlalu cepat\""),
    perform(
      "day set", .confirmDay, "pastikan tanggal saat jam komputer salah", "confirm the date when the clock is wrong",
      ["day"], "loket day set 2026-11-20"),
    show(
      "asks", .help, "siapa yang memanggil petugas dari anjungan, buku tamu, atau layar penilaian",
      "who asks for staff at the kiosk, the guest book or the rating screen", [], "loket asks"),
    show(
      "status", .status, "keadaan node, penyimpanan, jam, dan peringatan", "state of node, store, clock, and alarms",
      [], "loket status --json"),
  ]

  static let devices: [Verb] = [
    run(
      "printer test", "cetak halaman uji dan laporkan keadaan pencetak", "print a test page and report on the printer",
      [], examples: ["loket printer test"], DeviceVerbs.tryPrinter),
    run(
      "voice test", "ucapkan kalimat uji dan laporkan yang kurang", "say a test sentence and report what is missing",
      [],
      examples: ["loket voice test"], DeviceVerbs.tryVoice),
    run(
      "voice off", "bisukan panggilan; papan tetap berjalan", "mute the announcer; the board goes on", [],
      examples: ["loket voice off"], DeviceVerbs.voiceOff),
    run(
      "voice on", "ucapkan panggilan lagi", "speak the calls again", [], examples: ["loket voice on"],
      DeviceVerbs.voiceOn),
  ]

  static let store: [Verb] = [
    show(
      "log show", .log, "catatan peristiwa, tanpa data pribadi", "the event log, without personal data", ["from?"],
      "loket log show --from 1 --limit 20"),
    run(
      "log verify", "periksa rantai peristiwa", "verify the chain of events", [], examples: ["loket log verify"],
      StoreVerbs.verify),
    run(
      "store check", "periksa berkas, rantai, dan proyeksi", "check file, chain and projections", [],
      examples: ["loket store check"], StoreVerbs.check),
    run(
      "store backup", "salin penyimpanan selagi layanan berjalan", "copy the store while the desk goes on", ["FILE?"],
      examples: ["loket store backup /media/usb/loket.sqlite"], StoreVerbs.backup),
    run(
      "store restore", "pulihkan dari salinan; yang lama disimpan di samping",
      "restore from a copy; the old store is kept beside", ["FILE"],
      examples: ["loket store restore /media/usb/loket.sqlite"], StoreVerbs.restore),
    run(
      "store repair", "selamatkan yang utuh dari penyimpanan rusak, lengkapi dari salinan",
      "salvage what is sound from a damaged store, complete it from backups", [], examples: ["loket store repair"],
      StoreVerbs.repair),
    run(
      "store rebuild", "hitung ulang semua proyeksi dari catatan", "compute all projections again from the log", [],
      examples: ["loket store rebuild"], StoreVerbs.rebuild),
    run(
      "completion", "skrip pelengkap untuk bash, zsh, atau fish", "completion script for bash, zsh or fish", ["SHELL"],
      examples: ["loket completion bash > /etc/bash_completion.d/loket"], Completion.run),
  ]
}
