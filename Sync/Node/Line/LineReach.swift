import Domain
import Machine
import Transport
import Wire

// What keeps an enrolment from the centre, and what to do about it.
extension EnrolOutcome {
  /// Why the centre did not enrol this PC, and what to do.
  var text: Bilingual {
    switch self {
    case .unknownCode:
      Bilingual(
        "Pusat tidak mengenal kode itu. Tidak ada yang diubah; periksa huruf-hurufnya dan alamat pusat, atau minta kode baru.",
        "The centre does not know that code. Nothing was changed; check its letters and the centre's address, or ask for a new one."
      )
    case .usedCode:
      Bilingual(
        "Kode itu sudah dipakai, oleh komputer lain atau komputer ini sendiri (lihat: loket sync status). Tidak ada yang diubah; "
          + "bila masih perlu, minta kode baru.",
        "That code has been used, by another PC or by this one (see: loket sync status). Nothing was changed; if it is still "
          + "needed, ask for a new one.")
    case .expiredCode:
      Bilingual(
        "Kode itu kedaluwarsa. Tidak ada yang diubah; minta kode baru.",
        "That code has expired. Nothing was changed; ask for a new one.")
    case .otherOffice:
      Bilingual(
        "Kode itu untuk kantor lain. Tidak ada yang diubah; minta kode untuk kantor ini, atau sebutkan kantornya: --office 8205",
        "That code is for another office. Nothing was changed; ask for one of this office, or name the office: --office 8205"
      )
    case .unsupported:
      Bilingual(
        "Versi loket ini terlalu lama atau terlalu baru bagi pusat. Perbarui loket, lalu ulangi perintah yang sama.",
        "This version of loket is too old or too new for the centre. Update loket, then give the same command again.")
    case .enrolled, .centrePractises, .officePractises, .revokedKey: label
    }
  }
}

extension Standing {
  /// Why an answer that was carried here is none, and what to do.
  var carriedText: Bilingual {
    switch self {
    case .revoked:
      Bilingual(
        "Pusat mencabut pendaftaran komputer ini; tidak ada yang diterimanya. Hubungi pusat; daftarkan lagi: loket sync enrol "
          + "URL KODE",
        "The centre has revoked this PC's enrolment and took nothing in. Call the centre; to enrol again: loket sync enrol URL "
          + "CODE")
    case .unknown:
      Bilingual(
        "Pusat tidak mengenal komputer ini; tidak ada yang diterimanya. Minta kode, lalu: loket sync enrol URL KODE",
        "The centre does not know this PC and took nothing in. Ask for a code, then: loket sync enrol URL CODE")
    case .unsupported:
      Bilingual(
        "Versi loket ini terlalu lama atau terlalu baru bagi pusat; tidak ada yang diterimanya. Perbarui loket.",
        "This version of loket is too old or too new for the centre, which took nothing in. Update loket.")
    case .welcome, .stale, .busy, .newKey:
      Bilingual(
        "Pusat tidak menerima kiriman itu (\(label.indonesian)). Buat lagi: loket sync export BERKAS",
        "The centre did not take that file in (\(label.english)). Make another: loket sync export FILE")
    }
  }
}

extension Enrolling.Unreached {
  var text: Bilingual {
    switch self {
    case .line(let why):
      Bilingual(
        "Pusat tidak terjangkau (\(why)). Kode tetap berlaku: ulangi perintah yang sama bila jalur sudah ada.",
        "The centre was not reached (\(why)). The code stays valid: give the same command again when there is a line.")
    case .stranger:
      Bilingual(
        "Yang menjawab bukan pusat: mungkin halaman masuk Wi-Fi, atau alamatnya salah. Kode tetap berlaku.",
        "Something else answers in the centre's place: a Wi-Fi login page, perhaps, or the address is wrong. The code stays valid."
      )
    case .status(429, let seconds):
      Bilingual(
        "Pusat tidak menerima apa-apa dari alamat ini \(Self.span(seconds).indonesian): terlalu banyak kode salah atau panggilan. "
          + "Kode yang benar tetap berlaku: periksa huruf-hurufnya, lalu ulangi perintah yang sama.",
        "The centre takes nothing from this address \(Self.span(seconds).english): too many wrong codes or calls came from it. "
          + "A right code stays valid: check its letters, then give the same command again.")
    case .status(401, _), .status(407, _):
      Bilingual(
        "Proxy atau gerbang di jalan meminta kata sandi (\(http)); pusat tidak terjangkau. Kode tetap berlaku: ulangi dengan "
          + "--proxy http://NAMA:SANDI@PROXY:PORT, atau tanyakan kepada pengelola jaringan.",
        "A proxy or gateway on the way asks for a password (\(http)); the centre was not reached. The code stays valid: again "
          + "with --proxy http://NAME:PASSWORD@PROXY:PORT, or ask whoever runs the network.")
    case .status(500..., let seconds):
      Bilingual(
        "Pusat atau gerbang di depannya sedang tidak melayani (\(http)). Kode tetap berlaku: ulangi "
          + "\(Self.span(seconds, else: 60).indonesian).",
        "The centre, or the gateway before it, is not serving now (\(http)). The code stays valid: try again "
          + "\(Self.span(seconds, else: 60).english).")
    case .status:
      Bilingual(
        "Di alamat ini bukan pusat yang menjawab (\(http)). Periksa alamatnya. Kode tetap berlaku.",
        "What answers at this address is no centre (\(http)). Check the address. The code stays valid.")
    }
  }

  private var http: String { if case .status(let status, _) = self { "HTTP \(status)" } else { "HTTP" } }

  /// As whoever refused has said, or else in general.
  private static func span(_ seconds: Int?, else usual: Int = 3_600) -> Bilingual {
    let minutes = max(1, ((seconds ?? usual) + 59) / 60)
    return Bilingual(
      "\(usual == 60 ? "dalam" : "selama") \(minutes) menit", "\(usual == 60 ? "in" : "for") \(minutes) min")
  }
}

extension OfficeLine.LineFault {
  /// Certificates that the node itself cannot read: it runs as a user of its own, and may see neither homes nor sticks.
  init?(authority path: String) {
    guard !path.isEmpty, !Files.isReadable(path) else { return nil }
    self.init(text: Self.unreadable(path), field: "authority")
  }

  static func unreadable(_ path: String) -> Bilingual {
    let user = Environment.user
    let place = "/etc/loket/" + (path.split(separator: "/").last.map(String.init) ?? "ca.pem")
    return Bilingual(
      "Sertifikat \(path) tidak terbaca oleh loketd, yang berjalan sebagai pengguna \(user) dan tidak melihat folder rumah. "
        + "Tidak ada yang dikirim. Taruh di tempat yang terbaca: sudo install -D -m 0644 \(path) \(place)",
      "loketd, which runs as the user \(user) and sees no homes, cannot read the certificate \(path). Nothing was sent. Put it "
        + "where it can be read: sudo install -D -m 0644 \(path) \(place)")
  }
}
