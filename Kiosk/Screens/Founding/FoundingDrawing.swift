import Canvas
import Desk
import Domain

/// How the pages look: where one is, one or two sentences, then the questions; the review and what follows it as large buttons.
extension Founding {
  public func draw(on canvas: inout Canvas) -> [Target<Touch>] {
    guard isInFront else { return inner.draw(on: &canvas) }
    let speech = bearings.speech
    var frame = Frame(speech(FoundingWord.title), hints: hints)
    frame.isFounding = true
    return frame.draw(bearings, on: &canvas) { region, canvas in
      let place = region.inset(x: 2)
      return switch page {
      case .review: drawReview(place, speech, on: &canvas)
      case .ready: drawReady(place, speech, on: &canvas)
      case .working:
        drawNotice(FoundingWord.working, [speech(FoundingWord.workingText)], place, speech, on: &canvas)
      case .told:
        drawNotice(
          FoundingWord.told,
          [speech(FoundingWord.toldText), speech(bearings.missing == .officer ? .officerOnly : FoundingWord.toldHead)],
          place, speech, button: .goOn, on: &canvas)
      default: drawForm(place, speech, on: &canvas)
      }
    }
  }

  private var hints: [Frame.Hint] {
    let speech = bearings.speech
    let looks: [Frame.Hint] = [.language(speech), .look(speech)]
    let leave = Frame.Hint(Admin.leave, "^Q", speech(FoundingWord.leave))
    switch page {
    case .working: return looks
    case .told: return [Frame.Hint(Key(.enter), "Enter", speech(FoundingWord.goOn)), leave] + looks
    case .ready: return [Frame.Hint(Key(.enter), "Enter", speech(FoundingWord.begin))] + looks
    case .review:
      return [
        Frame.Hint(.character("y"), "Y", speech(FoundingWord.yes)),
        Frame.Hint(Key(.escape), "Esc", speech(FoundingWord.notYet)),
      ] + looks
    default:
      let isFirst = page == steps.first
      let word: FoundingWord = page == .centre || page == .join ? .enrol : .nextPage
      return [
        Frame.Hint(Key(.enter), "Enter", speech(FoundingWord.next)), Frame.Hint(.function(5), "F5", speech(word)),
      ] + (isFirst ? [] : [.back(speech)]) + looks + [leave]
    }
  }

  private func title(_ page: Page) -> FoundingWord {
    switch page {
    case .source: .source
    case .office: .office
    case .clock: .clock
    case .head: .head
    case .desks: .desks
    case .printer: .printer
    case .centre, .join: .centre
    case .review: .review
    case .working: .working
    case .ready: .done
    case .told: .told
    }
  }

  private func intro(_ page: Page, _ speech: Speech) -> String {
    switch page {
    case .source: speech(FoundingWord.sourceIntro) + (offices.isEmpty ? " " + speech(FoundingWord.noOffices) : "")
    case .office: speech(FoundingWord.officeIntro)
    case .clock: speech(FoundingWord.clockIntro)
    case .head: speech(isOpened ? FoundingWord.officerOnly : .headIntro)
    case .desks: speech(FoundingWord.desksIntro)
    case .printer: speech(FoundingWord.printerIntro)
    case .centre, .join: speech(FoundingWord.centreIntro)
    case .review: speech(FoundingWord.reviewIntro)
    case .working, .ready, .told: ""
    }
  }

  private func heading(_ speech: Speech) -> String {
    guard let index = steps.firstIndex(of: page) else { return speech(title(page)) }
    return speech(FoundingWord.step, index + 1, steps.count, speech(title(page)))
  }

  private func drawForm(_ region: Region, _ speech: Speech, on canvas: inout Canvas) -> [Target<Touch>] {
    guard let form = forms[page] else { return [] }
    let words = intro(page, speech)
    let rows = form.showsKeyboard ? 0 : TextLines.wrap(words, columns: region.width, linesMax: 4).count
    let clockRows = page == .clock ? 2 : 0
    let parts = Layout.rows(region, [.fixed(1), .fixed(rows + 1), .fixed(clockRows), .fill(1)])
    canvas.text(heading(speech), parts[0], .title)
    if rows > 0 { canvas.text(words, parts[1], .faint, .paragraph) }
    if page == .clock { canvas.text(clockText(speech), parts[2], Style.plain.bold) }
    if bearings.underWay.contains(Founding.enrolment) {
      canvas.text(speech(FoundingWord.enrolling), parts[1].row(parts[1].height - 1), Style.plain.bold)
    }
    return form.draw(parts[3], speech, on: &canvas)
  }

  private func clockText(_ speech: Speech) -> String {
    guard let local = localTime, source != nil else { return speech(FoundingWord.clockWaiting) }
    return speech(
      FoundingWord.clockNow, local.day.spoken(speech.language), local.time.description, profile.zone.word)
  }

  /// Everything that will be, in one view.
  private func drawReview(_ region: Region, _ speech: Speech, on canvas: inout Canvas) -> [Target<Touch>] {
    let tall = Button<Touch>.rows(canvas.look)
    let parts = Layout.rows(region, [.fixed(1), .fixed(2), .fill(1), .fixed(tall)])
    canvas.text(heading(speech), parts[0], .title)
    canvas.text(speech(FoundingWord.reviewIntro), parts[1], .faint)
    var y = parts[2].y
    let lines = summary(speech)
    let labels = min((lines.map { Width.of($0.0) }.max() ?? 0) + 2, parts[2].width / 2)
    for (label, value) in lines where y < parts[2].bottom {
      let (left, right) = Region(parts[2].x, y, parts[2].width, parts[2].bottom - y).split(left: labels)
      canvas.text(label, left.row(0), .plain)
      y += max(
        1, canvas.text(value, Region(right.x, right.y, right.width, min(4, right.height)), Style.plain.bold, .paragraph)
      )
    }
    let buttons = Layout.columns(parts[3], [.fill(1), .fill(1)], gap: 2)
    return Button(speech(FoundingWord.yes), key: "Y", .key(.character("y"))).draw(buttons[0], on: &canvas)
      + Button(speech(FoundingWord.notYet), key: "Esc", .key(Key(.escape))).draw(buttons[1], on: &canvas)
  }

  private func summary(_ speech: Speech) -> [(String, String)] {
    let head = headProfile
    let digits = forms[.head]?["pin"].text.count ?? 0
    let officer = (
      speech(FoundingWord.head), speech(FoundingWord.headLine, head.name, head.login, digits)
    )
    guard !isOpened else { return [officer] }
    let profile = self.profile
    let day = confirmedDay?.spoken(speech.language) ?? ""
    let isSaid = forms[.clock]?["right"].chosen == 1
    let printer = profile.devices.printer
    return [
      (
        speech(FoundingWord.source),
        speech(FoundingWord.officeLine, profile.code.word, profile.name, profile.zone.word)
      ),
      (speech(FoundingWord.kindOfWork), speech(status?.practice == true ? FoundingWord.practice : .real)),
      (speech(FoundingWord.firstDay), isSaid ? speech(FoundingWord.confirmed, day) : day),
      officer,
      (speech(FoundingWord.deskCount), String(profile.desks.count)),
      (speech(FoundingWord.services), profile.services.map { speech($0.label) }.joined(separator: ", ")),
      (
        speech(FoundingWord.printer),
        printer == "none" ? speech(FoundingWord.noPrinter) : "\(printer), \(profile.devices.paperMillimetres) mm"
      ),
    ]
  }

  private func drawReady(_ region: Region, _ speech: Speech, on canvas: inout Canvas) -> [Target<Touch>] {
    let name = bearings.profile?.name ?? profile.name
    var lines = [speech(FoundingWord.doneText, headProfile.name)]
    if let day = status?.day ?? confirmedDay, !joins {
      lines.append(speech(FoundingWord.doneDay, day.spoken(speech.language)))
    }
    switch holidays {
    case .success: lines.append(speech(FoundingWord.holidaysIn))
    case .failure(let unusable): lines.append(speech(FoundingWord.holidaysNone, speech(unusable.text)))
    case nil: break
    }
    if isAnotherOffice, !joins { lines.append(speech(FoundingWord.stillEmpty)) }
    if isEnrolled { lines.append(speech(FoundingWord.enrolled)) }
    if let printed { lines.append(speech(printed)) }
    lines.append(speech(FoundingWord.beginHint))
    let tall = Button<Touch>.rows(canvas.look)
    let parts = Layout.rows(region, [.fill(1), .fixed(tall)])
    draw(speech(FoundingWord.done, name), lines, parts[0], on: &canvas)
    var buttons: [Button<Touch>] = []
    if hasPrinter {
      let isBusy = bearings.underWay.contains(Founding.trial)
      buttons.append(
        Button(
          speech(FoundingWord.tryPrinter), key: "1", state: isBusy ? .disabled : .normal, .key(.character("1"))))
    }
    if !isEnrolled { buttons.append(Button(speech(FoundingWord.enrol), key: "2", .key(.character("2")))) }
    buttons.append(Button(speech(FoundingWord.begin), key: "Enter", state: .focused, .key(Key(.enter))))
    let places = Layout.columns(parts[1], buttons.map { _ in .fill(1) }, gap: 2)
    return zip(buttons, places).flatMap { $0.draw($1, on: &canvas) }
  }

  private func drawNotice(
    _ title: FoundingWord, _ lines: [String], _ region: Region, _ speech: Speech, button: FoundingWord? = nil,
    on canvas: inout Canvas
  ) -> [Target<Touch>] {
    let tall = button == nil ? 0 : Button<Touch>.rows(canvas.look)
    let parts = Layout.rows(region, [.fill(1), .fixed(tall)])
    draw(speech(title), lines, parts[0], on: &canvas)
    guard let button else { return [] }
    return Button(speech(button), key: "Enter", state: .focused, .key(Key(.enter))).draw(parts[1], on: &canvas)
  }

  private func draw(_ title: String, _ lines: [String], _ region: Region, on canvas: inout Canvas) {
    canvas.text(title, region.row(1), .title)
    var y = region.y + 3
    for line in lines where y < region.bottom {
      y += canvas.text(line, Region(region.x, y, min(region.width, 90), region.bottom - y), .plain, .paragraph) + 1
    }
  }
}
