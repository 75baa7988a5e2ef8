import Canvas
import Desk
import Domain

/// Looking after the store while the desk goes on: sizes, checks, copies, and what the last of each came to.
struct StorePage: AdminPage {
  static let checkErrand = Errand("admin.store.check")
  static let verifyErrand = Errand("admin.store.verify")
  static let backupErrand = Errand("admin.store.backup")
  static let errands = [checkErrand, verifyErrand, backupErrand]

  func title(_ scene: Scene) -> String { scene.speech(AdminWord.store) }
  func hints(_ scene: Scene) -> [Frame.Hint] { [.back(scene.speech)] }

  mutating func press(_ key: Key, _ scene: Scene) -> [Step] {
    switch key.code {
    case .escape: [.back]
    case .character("1"): begin(.check, StorePage.checkErrand, scene)
    case .character("2"): begin(.verify, StorePage.verifyErrand, scene)
    case .character("3"):
      scene.underWay.contains(StorePage.backupErrand) ? [] : [.open(BackupPage(scene))]
    default: []
    }
  }

  private func begin(_ task: Maintenance, _ errand: Errand, _ scene: Scene) -> [Step] {
    scene.underWay.contains(errand) ? [] : [.maintain(task, errand)]
  }

  func draw(_ region: Region, _ scene: Scene, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = scene.speech
    let tall = Button<Touch>.rows(canvas.look)
    let parts = Layout.rows(region, [.fixed(4), .fixed(1), .fill(1), .fixed(tall)])
    if let status = scene.status.value {
      Facts.draw(
        [
          (speech(StoreWord.events), "\(status.events)"), (speech(StoreWord.file), Facts.size(status.storeBytes)),
          (speech(StoreWord.log), Facts.size(status.walBytes)), (speech(StoreWord.free), Facts.size(status.freeBytes)),
        ], parts[0], on: &canvas)
    } else {
      canvas.text(speech(AdminWord.loading), parts[0], .faint)
    }
    drawResults(parts[2], scene, on: &canvas)
    let words: [(StoreWord, Errand)] = [
      (.check, StorePage.checkErrand), (.verify, StorePage.verifyErrand), (.backup, StorePage.backupErrand),
    ]
    let places = Layout.columns(parts[3], words.map { _ in .fill(1) }, gap: 2)
    return zip(words, places).enumerated().flatMap { index, pair in
      let key = Unicode.Scalar(UInt8(49 + index))
      let isBusy = scene.underWay.contains(pair.0.1)
      return Button(
        speech(pair.0.0), key: String(key), detail: isBusy ? speech(StoreWord.running) : "",
        state: isBusy ? .disabled : .normal, Touch.key(.character(key))
      ).draw(pair.1, on: &canvas)
    }
  }

  private func drawResults(_ region: Region, _ scene: Scene, on canvas: inout Canvas) {
    let speech = scene.speech
    let rows: [(StoreWord, Errand)] = [
      (.check, StorePage.checkErrand), (.verify, StorePage.verifyErrand), (.backup, StorePage.backupErrand),
    ]
    var y = region.y
    for (word, errand) in rows where y < region.bottom {
      let text: String
      var style = Style.plain
      if scene.underWay.contains(errand) {
        text = speech(StoreWord.progress, scene.progress[errand] ?? "")
      } else if let result = scene.results[errand] {
        (text, style) = StorePage.result(result, speech)
      } else {
        (text, style) = (speech(StoreWord.never), .faint)
      }
      let (label, rest) = Region(region.x, y, region.width, region.bottom - y).split(left: 18)
      canvas.text(speech(word), label, Style.plain.bold)
      y += max(1, canvas.text(text, rest, style, .paragraph))
    }
  }

  /// What a piece of work came to, in words.
  static func result(_ result: StoreResult, _ speech: Speech) -> (String, Style) {
    if let refused = result.refused {
      return ("(x) \(result.time)  \(speech(refused.text))", Style.faultText.bold)
    }
    guard let report = result.report else { return ("", .plain) }
    if report.findings.isEmpty {
      let copied = report.bytes > 0 ? speech(StoreWord.copied, Facts.size(report.bytes)) : speech(StoreWord.sound)
      return ("(+) \(result.time)  \(copied) \(speech(StoreWord.eventsCount, report.events))", .plain)
    }
    return (
      "(x) \(result.time)  \(report.findings.prefix(3).map { speech.half($0) }.joined(separator: "; "))",
      Style.faultText.bold
    )
  }
}

/// Where a copy goes: a path on this PC.
struct BackupPage: AdminPage {
  private var form: Form

  init(_ scene: Scene) {
    form = Form([
      .line(
        "path", StoreWord.path.both, required: true, hint: StoreWord.pathHint.both,
        scene.status.value.map(BackupPage.proposal) ?? "", limit: 300)
    ])
    form.answers = .roomy
  }

  /// In the store's own folder for copies, which is made where it is missing, by a name nothing has yet and that sorts by age.
  static func proposal(_ status: StatusView) -> String {
    guard !status.backups.isEmpty else { return "" }
    let digits = status.localTime.filter(\.isNumber)
    return "\(status.backups)/store-\(digits.prefix(8))-\(digits.dropFirst(8)).sqlite"
  }

  func title(_ scene: Scene) -> String { scene.speech(StoreWord.backup) }
  var digitsChoose: Bool { false }

  func hints(_ scene: Scene) -> [Frame.Hint] {
    [Frame.Hint(Key(.enter), "Enter", scene.speech(StoreWord.copyNow)), .back(scene.speech)]
  }

  mutating func press(_ key: Key, _ scene: Scene) -> [Step] {
    if key.code == .escape { return [.back] }
    return form.take(key) == .finished ? start(scene) : []
  }

  mutating func touch(_ touch: Touch, _ scene: Scene) -> [Step] {
    form.take(touch) == .finished ? start(scene) : []
  }

  private mutating func start(_ scene: Scene) -> [Step] {
    let path = form["path"].text
    guard path.hasPrefix("/"), !path.hasSuffix("/") else {
      form["path"].fault = StoreWord.pathForm.both
      return []
    }
    return [.back, .maintain(.backup(path: path), StorePage.backupErrand)]
  }

  func draw(_ region: Region, _ scene: Scene, on canvas: inout Canvas) -> [Target<Touch>] {
    let (head, body) = region.split(top: form.showsKeyboard ? 0 : 3)
    canvas.text(scene.speech(StoreWord.backupRemark), head, .faint, .paragraph)
    return form.draw(body, scene.speech, on: &canvas)
  }
}

extension Speech {
  /// The reader's half of what the node says in both languages at once: "kata / words".
  func half(_ text: String) -> String { MaintenanceReport.half(of: text, in: language) }
}

/// Names and figures in two columns.
enum Facts {
  static func draw(_ facts: [(String, String)], _ region: Region, on canvas: inout Canvas) {
    for (row, fact) in facts.prefix(region.height).enumerated() {
      let (label, value) = region.row(row).split(left: min(32, region.width / 2))
      canvas.text(fact.0, label, .plain)
      canvas.text(fact.1, value, Style.plain.bold)
    }
  }

  /// Bytes as people read them.
  static func size(_ bytes: Int) -> String {
    if bytes >= 10 << 30 { return "\(bytes >> 30) GiB" }
    return bytes >= 10 << 20 ? "\(bytes >> 20) MiB" : "\(bytes >> 10) KiB"
  }
}
