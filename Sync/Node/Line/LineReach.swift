import Domain
import Machine
import Transport

// What keeps an enrolment from the centre, and what to do about it.
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
