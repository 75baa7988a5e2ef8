import Desk
import Domain
import Engine
import Journal
import Wire

/// What the engine has told so far, and what of it people should hear as an alarm.
struct LineNotices {
  var status = LineStatus()
  private(set) var offset: (span: Span, within: Span)?
  private var trouble: Trouble?
  private var isStranger = false
  /// Something on the way wants a password, and said so with this HTTP status.
  private var passwordAsked: Int?
  private var hasRestoredCentre = false
  /// Another identity is to be taken as soon as nobody is pressing.
  var isChangeWaiting = false

  /// Troubles of this PC's own with the line.
  enum Trouble: Equatable {
    case keysOfAnotherOffice, keysDamaged, settingsWrong, identityNotTaken, newKeyNotKept
    /// The certificates to believe are not to be read from where the node stands.
    case authorityUnreadable(String)
  }

  mutating func say(_ trouble: Trouble) { self.trouble = trouble }

  /// That trouble is over.
  mutating func unsay(_ trouble: Trouble) { if self.trouble == trouble { self.trouble = nil } }

  mutating func hear(_ notice: LineNotice) {
    switch notice {
    case .status(let status): self.status = status
    case .notTheCentre: isStranger = true
    case .centreRestored: hasRestoredCentre = true
    case .clockOffset(let span, let within): offset = (span, within)
    // These stand in the status or in what the store remembers.
    case .withheld, .parked, .revoked, .reinstated, .notEnrolled, .unsupported, .diskRestored: break
    }
  }

  mutating func hear(_ ending: Ending) {
    switch ending {
    case .stranger: isStranger = true
    // Whoever it was, another one answers now, or nobody: that is what people can do something about.
    case .whole, .cut, .refused, .unreadable: isStranger = false
    case .diskRefused: break
    }
    if case .refused(let status, _, _) = ending, status == 401 || status == 407 {
      passwordAsked = status
    } else {
      passwordAsked = nil
    }
    if ending == .whole, status.unsent == 0 { hasRestoredCentre = false }
  }

  var isToStranger: Bool { isStranger && status.condition != .revoked }

  // MARK: Alarms

  /// Further off than this, appointments and the centre's no-shows are judged by another time than the office's.
  private static let offsetAlarm = Span.minutes(2)

  /// `refused`: bodies that something on the way has refused, for the centre to be offered again.
  func alarms(changes: [Int], parked: [Parked], refused: [EventID]) -> [(Alarms.Source, Bilingual?)] {
    [
      (.line, line), (.parked, self.parked(parked) ?? tooLarge(refused)), (.identity, identity(changes)),
      (.offset, clock),
    ]
  }

  private var line: Bilingual? {
    switch trouble {
    case .keysOfAnotherOffice:
      return Bilingual(
        "Kunci jalur di folder ini milik kantor lain. Daftarkan lagi: loket sync enrol URL KODE",
        "The line's keys in this folder are another office's. Enrol again: loket sync enrol URL CODE")
    case .keysDamaged:
      return Bilingual(
        "Berkas line.keys rusak; kantor tetap berjalan tanpa jalur. Daftarkan lagi: loket sync enrol URL KODE",
        "The file line.keys is damaged; the office goes on without its line. Enrol again: loket sync enrol URL CODE")
    case .settingsWrong:
      return Bilingual(
        "Berkas line.toml tidak terbaca; kantor tetap berjalan tanpa jalur. Perbaiki lalu mulai ulang loketd.",
        "The file line.toml cannot be read; the office goes on without its line. Correct it, then restart loketd.")
    case .identityNotTaken:
      return Bilingual(
        "Identitas baru belum dapat disimpan; jalur menunggu dan mencoba lagi setiap lima menit. Periksa ruang disk.",
        "The new identity could not be stored; the line waits and tries again every five minutes. Check the disk's space."
      )
    case .newKeyNotKept:
      return Bilingual(
        "Kunci jalur yang baru belum dapat disimpan; jalur mencoba lagi sendiri. Periksa ruang disk.",
        "The line's new key could not be stored; the line tries again by itself. Check the disk's space.")
    case .authorityUnreadable(let path): return OfficeLine.LineFault.unreadable(path)
    case nil: break
    }
    switch status.condition {
    case .revoked:
      return Bilingual(
        "Pusat mencabut pendaftaran komputer ini. Layanan berjalan, tetapi tidak ada yang terkirim. Hubungi pusat.",
        "The centre has revoked this PC. Service goes on, but nothing is sent. Call the centre.")
    case .notEnrolled:
      return Bilingual(
        "Pusat tidak mengenal komputer ini. Minta kode baru, lalu: loket sync enrol URL KODE",
        "The centre does not know this PC. Ask for a new code, then: loket sync enrol URL CODE")
    case .unsupported:
      return Bilingual(
        "Versi loket ini terlalu lama atau terlalu baru bagi pusat. Perbarui loket.",
        "This version of loket is too old or too new for the centre. Update loket.")
    case .never, .good, .failing, .paused: break
    }
    if let passwordAsked {
      return Bilingual(
        "Proxy atau gerbang di jalan meminta kata sandi (HTTP \(passwordAsked)). Tidak ada yang terkirim; dicoba lagi sendiri. "
          + "Isi di line.toml: proxy = \"http://NAMA:SANDI@PROXY:PORT\", lalu mulai ulang loketd.",
        "A proxy or gateway on the way asks for a password (HTTP \(passwordAsked)). Nothing was sent; it is tried again. Put into "
          + "line.toml: proxy = \"http://NAME:PASSWORD@PROXY:PORT\", then restart loketd.")
    }
    if isToStranger {
      return Bilingual(
        "Yang menjawab bukan pusat: mungkin halaman masuk Wi-Fi atau proxy. Tidak ada yang terkirim; dicoba lagi sendiri.",
        "Something else answers in the centre's place: a Wi-Fi login page or a proxy, perhaps. Nothing was sent; it is tried again."
      )
    }
    if hasRestoredCentre {
      return Bilingual(
        "Pusat dipulihkan dari salinan; yang hilang di sana sedang dikirim ulang.",
        "The centre was restored from a copy; what it lost is being sent again.")
    }
    return nil
  }

  private func parked(_ list: [Parked]) -> Bilingual? {
    guard status.parkedCount > 0 else { return nil }
    let first = list.first.map { ("\($0.id)", $0.reason.label) }
    let example = Bilingual(
      first.map { " (\($0.0): \($0.1.indonesian))" } ?? "", first.map { " (\($0.0): \($0.1.english))" } ?? "")
    let count = status.parkedCount
    return Bilingual(
      "Pusat menyisihkan \(count) peristiwa\(example.indonesian). Yang lain tetap terkirim. Lihat: loket sync status",
      "The centre has set \(Amount.events(count).english) aside\(example.english). All others go on. See: loket sync status"
    )
  }

  /// Whoever refused has signed nothing: it may have been a proxy, and is not said of the centre.
  private func tooLarge(_ refused: [EventID]) -> Bilingual? {
    guard let first = refused.first else { return nil }
    return Bilingual(
      "Jalur menolak isi \(refused.count) peristiwa (\(first)) karena terlalu besar. Isinya tersimpan di sini dan ditawarkan "
        + "lagi sendiri, atau segera dengan: loket sync retry",
      "The line refused the words of \(Amount.events(refused.count).english) (\(first)) as too large. They are kept here and offered again by "
        + "themselves, or at once with: loket sync retry")
  }

  private func identity(_ changes: [Int]) -> Bilingual? {
    if isChangeWaiting {
      return Bilingual(
        "Penyimpanan ini salinan atau lebih lama dari yang ada di pusat. Nomor node baru diambil setelah lima menit tanpa "
          + "kegiatan, atau saat loketd dimulai lagi; sampai itu tidak ada yang terkirim.",
        "This store is a copy, or older than what the centre holds. It takes a new node number after five minutes without a "
          + "press, or when loketd is started again; nothing is sent until then.")
    }
    guard let before = changes.first else { return nil }
    return Bilingual(
      "Penyimpanan ini salinan atau lebih lama dari yang ada di pusat: node \(before) diteruskan dengan nomor node baru. "
        + "Kedua riwayat tersimpan.",
      "This store is a copy, or older than what the centre holds: node \(before) goes on under a new number. Both histories "
        + "are kept.")
  }

  private var clock: Bilingual? {
    guard let offset, abs(offset.span.milliseconds) > Self.offsetAlarm.milliseconds + offset.within.milliseconds else {
      return nil
    }
    return Self.clockText(offset.span)
  }

  /// In the words that stand beside the clock on the page of the centre.
  static func clockText(_ offset: Span) -> Bilingual {
    let words = LineView.clockWords(Int(offset.milliseconds))
    return Bilingual(
      "Jam komputer \(words.indonesian). Tidak ada yang diubah; betulkan jamnya.",
      "The PC's clock is \(words.english). Nothing was changed; set the clock.")
  }
}
