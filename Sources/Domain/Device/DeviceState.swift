/// How a printer or a speaker is doing. Each may be missing; none holds up a number or a call.
public enum DeviceState: UInt8, Category {
  case none = 1
  case notRunning, unknown, ready, paperLow, paperOut, offline, busy, unplugged, silent, slow, cut, badAddress, muted
  case noVoice, noPermission

  public static let terms = [
    Term("none", "tidak dipakai", "not in use"),
    Term("not-running", "menunggu loketd berjalan", "waiting for loketd to run"),
    Term("unknown", "belum diperiksa", "not looked at yet"), Term("ready", "siap", "ready"),
    Term("paper-low", "kertas hampir habis: siapkan gulungan baru", "paper nearly out: have a new roll ready"),
    Term("paper-out", "kertas habis: pasang gulungan baru", "paper out: put in a new roll"),
    Term("offline", "tidak siap: tutup penutupnya dan tekan tombol Online", "offline: close its lid and press Online"),
    Term("busy", "dipakai program lain: tutup program itu", "in use by another program: close that program"),
    Term("unplugged", "tidak terhubung: periksa kabel dan daya", "not connected: check cable and power"),
    Term(
      "silent", "tidak menjawab: periksa kabel, daya, dan alamatnya", "no answer: check cable, power and its address"),
    Term("slow", "tidak mau menerima data: matikan lalu hidupkan lagi", "takes no data: switch it off and on again"),
    Term(
      "cut", "terputus di tengah cetakan: periksa kabel dan kertas", "cut off while printing: check cable and paper"),
    Term(
      "bad-address", "alamatnya tidak dikenal: betulkan profil kantor", "unknown address: correct the office's profile"),
    Term("muted", "dibisukan petugas", "muted by staff"),
    Term("no-voice", "tidak bersuara: panggilan hanya tampil di papan", "no voice: calls are shown on the board only"),
    Term(
      "no-permission", "tidak boleh dipakai: masukkan pengguna loket ke grup lp",
      "may not be used: put the user loket into the group lp"),
  ]

  /// A ticket may be sent to a printer in this state.
  public var takesWork: Bool { self == .ready || self == .paperLow }

  /// Whether a person has to do something about it.
  public var needsPerson: Bool {
    switch self {
    case .paperLow, .paperOut, .offline, .busy, .unplugged, .silent, .slow, .cut, .badAddress, .noPermission: true
    case .none, .notRunning, .unknown, .ready, .muted, .noVoice: false
    }
  }
}
