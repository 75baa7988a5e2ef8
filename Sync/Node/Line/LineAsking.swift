import Desk
import Domain
import Engine
import Journal
import Machine
import Profiles
import Seal
import Store
import Transport
import Wire

// What people ask of the line, and how it is answered.
extension OfficeLine {
  /// What is answered at once; `nil` for what takes a thread of its own.
  func ask(_ task: LineTask, progress: (String) -> Void) -> MaintenanceReport? {
    switch task {
    case .now, .retry, .pause, .resume, .last:
      guard isEnrolled else { return Self.report(Self.notEnrolled) }
      switch task {
      case .now: if isQuiet { return Self.report(Self.notRunning) } else { syncNow() }
      case .retry:
        guard !isQuiet else { return Self.report(Self.notRunning) }
        guard retry() else { return Self.report(Self.nothingOwed) }
      case .pause: pause(true)
      case .resume: pause(false)
      default:
        guard let trace = lastTrace else { return Self.report(Self.nothingYet) }
        for line in trace.lines({ node.dateText($0) }) { progress(line) }
      }
      return MaintenanceReport()
    case .export, .takeIn: return isEnrolled ? nil : Self.report(Self.notEnrolled)
    case .enrol: return nil
    }
  }

  static func report(_ fault: LineFault) -> MaintenanceReport {
    var report = report(fault.text)
    report.field = fault.field
    return report
  }

  static func report(_ fault: Bilingual?, events: Int = 0, bytes: Int = 0) -> MaintenanceReport {
    MaintenanceReport {
      ($0.events, $0.bytes) = (events, bytes)
      if let fault { $0.findings = ["\(fault.indonesian) / \(fault.english)"] }
    }
  }

  private static let nothingYet = Bilingual(
    "Belum ada pertukaran sejak loketd menyala.", "No exchange since loketd was started.")
  private static let nothingOwed = Bilingual(
    "Tidak ada isi yang belum sampai di pusat.", "There is no body that the centre lacks.")
  private static let notRunning = Bilingual(
    "loketd tidak berjalan; tanpa loketd tidak ada yang terkirim.", "loketd is not running; nothing is sent without it."
  )

  // MARK: Files

  /// A file given by name, as large as a parcel may be.
  static func read(_ path: String) -> Result<[UInt8], LineFault> {
    do { return .success(try Files.read(path, sizeMax: Carried.bytesMax)) } catch {
      return .failure(
        LineFault(text: Bilingual.refused("Berkas itu tidak terbaca", "That file cannot be read", error)))
    }
  }

  /// Why an ask came to nothing.
  struct LineFault: Error {
    var text: Bilingual
    /// What of the request it is about, by its name there.
    var field: String?
  }

  /// Writes an export away from the node's thread.
  static func write(_ out: CarriedOut?, to path: String) -> Written {
    guard let out else { return Written(fault: notEnrolled) }
    guard !Files.exists(path) else {
      return Written(
        fault: Bilingual("Berkas itu sudah ada dan tidak disentuh.", "That file exists already and was left alone."))
    }
    do {
      let made = try out.write(path)
      // Sealed for this office and the centre: whoever carries it may read it and sees nothing.
      let place = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
      if let carried = Files.identity(out.folder.carried), carried == Files.identity(place) {
        try Files.show(path)
      }
      return Written(exchange: made.exchange, events: made.events, bytes: made.bytes)
    } catch {
      return Written(
        fault: Bilingual.refused("Berkas itu gagal ditulis", "That file could not be written", error))
    }
  }

  struct Written: Sendable {
    var exchange: [UInt8] = []
    var events = 0
    var bytes = 0
    var fault: Bilingual?
  }

  /// The file stands on the stick: its answer may come.
  func wrote(_ written: Written) -> MaintenanceReport {
    if written.fault == nil { noteCarried(written.exchange) }
    return Self.report(written.fault, events: written.events, bytes: written.bytes)
  }

  // MARK: Enrolling

  /// What is asked of the centre, on a thread of its own.
  struct EnrolJob: Sendable {
    var route: Route
    var office: OfficeCode
    var node: UInt32
    var code: EnrolCode
    var pair: KeyPair
    var isPractice = false
    /// The public key this PC was enrolled with before.
    var earlier: [UInt8] = []

    func run() -> Enrolling.Outcome {
      Enrolling.ask(
        route, office: office, node: node, code: code, pair: pair, version: Node.version, isPractice: isPractice,
        earlier: earlier)
    }
  }

  /// The call to make. The key pair is on the disk before it goes out: if the answer is lost, the same call is made again.
  func enrolling(_ request: EnrolRequest) -> Result<EnrolJob, LineFault> {
    guard let url = Route.address(request.centre) else {
      return .failure(
        LineFault(
          text: Bilingual("Alamat pusat: https://…", "The centre's address: https://…"), field: "centre"))
    }
    guard let code = EnrolCode(request.code) else {
      return .failure(
        LineFault(
          text: Bilingual(
            "Kode terdiri dari 20 huruf dan angka: XXXX-XXXX-XXXX-XXXX-XXXX.",
            "A code has 20 letters and digits: XXXX-XXXX-XXXX-XXXX-XXXX."), field: "code"))
    }
    guard let office = node.store.identity?.office ?? request.office else {
      return .failure(
        LineFault(
          text: Bilingual(
            "Komputer ini masih kosong: sebutkan kantornya dengan --office 8205.",
            "This PC is empty: name its office with --office 8205."), field: "office"))
    }
    if let asked = request.office, asked != office {
      return .failure(
        LineFault(
          text: Bilingual("Penyimpanan ini milik kantor \(office).", "This store is office \(office)'s."),
          field: "office"))
    }
    if let fault = LineFault(authority: request.authority) { return .failure(fault) }
    do {
      let pair = try pendingPair()
      let route = Route(url: url, authority: request.authority, proxy: request.proxy)
      var job = EnrolJob(route: route, office: office, node: node.store.identity?.node ?? 0, code: code, pair: pair)
      job.isPractice = try node.store.meta(Practice.key) != nil
      let known = (try? LineKeys.read(folder.lineKeys)) ?? nil
      job.earlier = known.map { $0.office == office ? $0.node.publicKey : [] } ?? []
      return .success(job)
    } catch {
      return .failure(
        LineFault(text: Bilingual.refused("Kunci gagal ditulis", "The keys could not be written", error)))
    }
  }

  private var pendingPath: String { folder.lineKeys + ".made" }

  /// Every enrolment has a pair of its own, so that a copy of this folder says nothing more once the PC was enrolled
  /// again. Only one that was never answered is asked for again with the same pair.
  private func pendingPair() throws -> KeyPair {
    if let seed = (try? Files.read(pendingPath, sizeMax: 256)).flatMap({
      hexBytes(String(decoding: $0.prefix(64), as: UTF8.self))
    }),
      seed.count == KeyPair.seedLength
    {
      return KeyPair(seed: seed)
    }
    let pair = KeyPair.make()
    try Files.replace(pendingPath, with: Array((hexText(pair.seed) + "\n").utf8), mode: 0o600)
    return pair
  }

  /// The answer: what it says is kept, and the line begins.
  func enrolled(_ outcome: Enrolling.Outcome, _ request: EnrolRequest) -> MaintenanceReport {
    switch outcome {
    case .refused(let why): return Self.report(why.text)
    case .unreached(let why): return Self.report(why.text)
    case .enrolled(let keys, let identity, let spare, let codes, let sharesNumbers):
      do {
        try settle(keys, identity, spare: spare)
        try keepKeysBefore(keys)
        let before = keys.centre == self.keys?.centre ? self.codes : CodeKeyRing()
        try CodeKeyFile.save(codes.joined(with: before), of: keys.office, folder.codeKeys)
        var settings = (try? readSettings()) ?? LineSettings()
        settings.centre = Route.address(request.centre) ?? request.centre
        (settings.authority, settings.proxy) = (request.authority, request.proxy)
        try Files.replace(folder.lineSettings, with: Array(LineFile.write(settings).utf8), mode: 0o640)
        // Last: without them there is no line, and the same code may be tried again.
        try keys.save(folder.lineKeys)
        Files.remove(pendingPath)
        start()
        return MaintenanceReport { if sharesNumbers { $0.remark = Self.sharing } }
      } catch {
        return Self.report(
          Bilingual.refused("Pendaftaran gagal disimpan", "The enrolment could not be stored", error))
      }
    }
  }

  private static let sharing =
    "Kantor ini punya lebih dari \(NumberShare.count) komputer terdaftar: komputer ini memberi nomor antrean yang juga diberikan "
    + "komputer lain, jadi nomor bisa ganda. Minta pusat mencabut komputer yang tidak dipakai lagi, lalu daftarkan yang ini sekali "
    + "lagi. / This office has more than \(NumberShare.count) PCs enrolled: this PC gives queue numbers that another gives too, so "
    + "a number may come twice. Ask the centre to revoke a PC that is no longer used, then enrol this one once more."

  /// Papers made under the keys this PC has had hold on. The office's code keys come with every enrolment at the same
  /// centre; another centre has its own.
  private func keepKeysBefore(_ next: LineKeys) throws {
    guard let before = (try? LineKeys.read(folder.lineKeys)) ?? nil, before.office == next.office,
      before.link != next.link
    else { return }
    if before.centre != next.centre {
      for key in codes.keys { try LinkKey(key.key.bytes).map { try node.keepAsEarlier($0) } }
    }
    try node.keepAsEarlier(before.link)
  }

  /// The identity the centre has given, in a store that may be empty, or hold a history under a number another PC has.
  private func settle(_ keys: LineKeys, _ identity: UInt32, spare: Int) throws {
    var fresh = LineRecord()
    if keys.centre == self.keys?.centre, keys.seat == self.keys?.seat { fresh = record }
    fresh.memory.spare = spare
    fresh.node = Int(identity)
    guard let own = node.store.identity else {
      fresh.memory.cursor = .fresh
      let text = fresh.text
      try node.takingIn {
        try node.store.settle(Store.Identity(office: keys.office, node: identity))
        try node.store.setMeta(Store.catchingUpKey, "yes")
        try node.store.setMeta(LineRecord.key, text)
        try node.reload()
      }
      return
    }
    guard own.node != identity else { return try node.store.setMeta(LineRecord.key, fresh.text) }
    fresh.changes.insert(Int(own.node), at: 0)
    try node.succeed(Succession(author: own.node, after: 0, become: identity, through: 0)) { fresh.text }
  }
}
