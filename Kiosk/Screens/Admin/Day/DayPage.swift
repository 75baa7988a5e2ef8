import Canvas
import Desk
import Domain

/// The service day: who is still open, closing, reopening, and the date when the clock cannot be believed.
struct DayPage: AdminPage {
  func title(_ scene: Scene) -> String { scene.speech(AdminWord.day) }
  var watching: [Query] { [.day(DayQuery()), .queue(QueueQuery())] }

  private enum Act: CaseIterable {
    case close, reopen, confirm

    var word: DayWord {
      switch self {
      case .close: .close
      case .reopen: .reopen
      case .confirm: .confirmDate
      }
    }
  }

  func hints(_ scene: Scene) -> [Frame.Hint] { [.back(scene.speech)] }

  mutating func press(_ key: Key, _ scene: Scene) -> [Step] {
    switch key.code {
    case .escape: [.back]
    case .character("1"): start(.close, scene)
    case .character("2"): start(.reopen, scene)
    case .character("3"): start(.confirm, scene)
    default: []
    }
  }

  /// Why it is not to be had now.
  private func obstacle(_ act: Act, _ scene: Scene) -> Bilingual? {
    guard let status = scene.status.value else { return AdminWord.loading.both }
    switch act {
    case .close: return status.day == nil || status.dayClosed ? DayWord.isClosedAlready.both : nil
    case .reopen:
      if !status.dayClosed { return DayWord.isOpenAlready.both }
      return scene.isHead ? nil : AdminWord.headOnly.both
    case .confirm: return status.clockTrusted ? DayWord.clockIsTrusted.both : nil
    }
  }

  private func start(_ act: Act, _ scene: Scene) -> [Step] {
    if let obstacle = obstacle(act, scene) { return [.say(obstacle, .warning)] }
    switch act {
    case .close: return close(scene)
    case .reopen: return [.open(SheetPage(ReopenPart(), scene))]
    case .confirm: return [.open(SheetPage(DatePart(), scene))]
    }
  }

  private func close(_ scene: Scene) -> [Step] {
    guard let queue = scene.queue.value else { return [.say(AdminWord.loading.both, .warning)] }
    let open = queue.visits.map { visit in
      Change(
        label: Bilingual(visit.number?.word ?? "\(visit.visit)"), from: visit.stage.label, to: DayWord.willLapse.both)
    }
    let out = scene.day.value?.lockersOut ?? []
    let list = out.map { String($0) }.joined(separator: ", ")
    let lockers = out.isEmpty ? [] : [Bilingual(DayWord.lockersRemark, [Bilingual(list)])]
    let state = Change(label: AdminWord.day.both, from: DayWord.open.both, to: DayWord.closed.both)
    return [
      .open(
        ChangeReview(
          Proposal(
            title: DayWord.close.both, changes: [state] + open,
            remarks: [
              open.isEmpty ? DayWord.nobodyOpen.both : Bilingual(DayWord.lapseRemark, [Bilingual(String(open.count))])
            ] + lockers, command: .closeDay(CloseDay()), closesPage: false, done: DayWord.wasClosed.both)))
    ]
  }

  func draw(_ region: Region, _ scene: Scene, on canvas: inout Canvas) -> [Target<Touch>] {
    let speech = scene.speech
    guard let status = scene.status.value else {
      canvas.text(speech(AdminWord.loading), region, .faint)
      return []
    }
    let tall = Button<Touch>.rows(canvas.look)
    let parts = Layout.rows(region, [.fixed(2), .fixed(1), .fill(1), .fixed(tall)], gap: 1)
    let day = status.day.map { $0.spoken(speech.language) } ?? speech(DayWord.none)
    canvas.text(
      "\(day) – \(speech(status.dayClosed ? DayWord.closed : DayWord.open))", parts[0].row(0), Style.plain.bold)
    canvas.text(
      speech(status.clockTrusted ? DayWord.clockIsTrusted : DayWord.clockIsDoubted), parts[0].row(1),
      status.clockTrusted ? .faint : Style.faultText.bold)
    canvas.text(
      speech(DayWord.figures, status.waiting, status.atDesks, status.finished), parts[1], .plain)
    drawOpen(parts[2], scene, on: &canvas)
    let places = Layout.columns(parts[3], Act.allCases.map { _ in .fill(1) }, gap: 2)
    return zip(Act.allCases, places).enumerated().flatMap { index, pair in
      let isBarred = obstacle(pair.0, scene) != nil
      let key = Unicode.Scalar(UInt8(49 + index))
      return Button(
        speech(pair.0.word), key: String(key), detail: isBarred ? speech(DayWord.notNow) : "",
        state: isBarred ? .disabled : .normal, Touch.key(.character(key))
      ).draw(pair.1, on: &canvas)
    }
  }

  private func drawOpen(_ region: Region, _ scene: Scene, on canvas: inout Canvas) {
    let speech = scene.speech
    switch scene.queue {
    case .awaited: canvas.text(speech(AdminWord.loading), region, .faint)
    case .refused(let refused): canvas.text(speech(refused.text), region, Style.faultText.bold, .paragraph)
    case .shown(let queue) where queue.visits.isEmpty: canvas.text(speech(DayWord.nobodyOpen), region, .plain)
    case .shown(let queue):
      let rows = queue.visits.map { visit in
        Table<Touch>.Row([
          visit.number?.word ?? "\(visit.visit)", speech(visit.stage.label), visit.desk.map(String.init) ?? "–",
          visit.since,
        ])
      }
      _ = Table(
        [
          .init(speech(DayWord.number), .fixed(10)), .init(speech(DayWord.stage), .fill(1)),
          .init(speech(DayWord.desk), .fixed(6)), .init(speech(DayWord.since), .fixed(8)),
        ], rows
      ).draw(region, on: &canvas)
    }
  }
}

/// Why a closed day is opened again.
struct ReopenPart: SettingsPart {
  func title(_ scene: Scene) -> Bilingual { DayWord.reopen.both }
  func remark(_ scene: Scene) -> Bilingual? { DayWord.reopenRemark.both }
  func question(for code: String) -> String? { "reason" }
  func entries(_ scene: Scene) -> [Entry] {
    [.line("reason", DayWord.reason.both, required: true, hint: DayWord.reasonHint.both, limit: Limits.line)]
  }

  func propose(_ form: Form, _ scene: Scene, _ faults: inout Faults) -> Proposal? {
    Proposal(
      title: DayWord.reopen.both,
      changes: [
        Change(label: AdminWord.day.both, from: DayWord.closed.both, to: DayWord.open.both),
        Change(label: DayWord.reason.both, from: Bilingual(""), to: Bilingual(form["reason"].text)),
      ], command: .reopenDay(ReopenDay { $0.reason = form["reason"].text }), done: DayWord.wasReopened.both)
  }
}

/// Which date it is, said by a person.
struct DatePart: SettingsPart {
  func title(_ scene: Scene) -> Bilingual { DayWord.confirmDate.both }
  func remark(_ scene: Scene) -> Bilingual? { DayWord.dateRemark.both }
  func question(for code: String) -> String? {
    ["day-behind", "day-already-open"].contains(code) ? "day" : code == "day-far-ahead" ? "sure" : nil
  }
  var isAlwaysNew: Bool { true }
  func entries(_ scene: Scene) -> [Entry] {
    [
      .line(
        "day", CalendarWord.date.both, required: true, hint: CalendarWord.dateHint.both,
        scene.status.value?.day.map { "\($0)" } ?? "", limit: 12),
      .one(
        "sure", DayWord.sure.both, required: true, hint: DayWord.sureHint.both,
        [AdminWord.yes.both, AdminWord.no.both],
        chosen: 1),
    ]
  }

  func propose(_ form: Form, _ scene: Scene, _ faults: inout Faults) -> Proposal? {
    var day = Day.blank
    faults.day(form, "day", into: &day)
    guard faults.list.isEmpty else { return nil }
    let old = scene.status.value?.day
    return Proposal(
      title: DayWord.confirmDate.both,
      changes: [
        Change(
          label: AdminWord.day.both,
          from: Bilingual(old?.spoken(.indonesian) ?? "", old?.spoken(.english) ?? ""),
          to: Bilingual(day.spoken(.indonesian), day.spoken(.english)))
      ], remarks: old.map { $0 < day } == true ? [DayWord.dateLapses.both] : [],
      command: .confirmDay(
        ConfirmDay {
          $0.day = day
          $0.sure = form["sure"].isYes
        }), done: DayWord.dateDone.both)
  }
}
