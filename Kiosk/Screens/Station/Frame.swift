import Canvas
import Domain

/// What stands around every page: the office above, news below it, the keys at the foot.
public struct Frame: Sendable {
  /// One key at the foot: how it is written on keyboards here, and what it does.
  public struct Hint: Sendable {
    let key: Key
    let name: String
    let label: String

    /// A tap on it is the key.
    public init(_ key: Key, _ name: String, _ label: String) {
      self.key = key
      self.name = name
      self.label = label
    }
  }

  /// The least page for which screens are made: a window of 80×24, less the showroom's row of terminals.
  public static let columns = 80
  public static let rows = 23

  let title: String
  let clock: String
  let hints: [Hint]
  let banner: (String, Banner.Kind)?
  let duty: (HelpDuty, isIn: Bool)?
  let alarms: StaffAlarms
  /// The page itself is how an office comes to be: what others say while there is none is not said over it.
  var isFounding = false

  /// `clock` is the office's time as the node says it, never this PC's. A banner stays as long as its reason; notices pass by themselves.
  public init(_ title: String, clock: String = "", hints: [Hint], banner: (String, Banner.Kind)? = nil) {
    self.init(title, clock: clock, hints: hints, banner: banner, duty: nil)
  }

  /// A staff terminal's: visitors who ask for a person have a row of their own, and so has what is wrong in the background.
  init(
    _ title: String, clock: String = "", hints: [Hint], banner: (String, Banner.Kind)? = nil,
    duty: (HelpDuty, isIn: Bool)?, alarms: StaffAlarms = StaffAlarms()
  ) {
    self.title = title
    self.clock = clock
    self.hints = hints
    self.banner = banner
    self.duty = duty
    self.alarms = alarms
  }

  /// Draws what stands around; `page` draws the rest.
  public func draw(
    _ bearings: Bearings, on canvas: inout Canvas, _ page: (Region, inout Canvas) -> [Target<Touch>]
  ) -> [Target<Touch>] {
    let speech = bearings.speech
    let small = TooSmall(columns: Frame.columns, rows: Frame.rows, speech(FrameWord.tooSmall))
    if small.applies(canvas) {
      small.draw(on: &canvas)
      return []
    }
    let footer = Footer(hints.map { .init($0.name, $0.label, Touch.key($0.key)) })
    let tall = footer.rows(columns: canvas.width, canvas.look)
    let news = news(bearings)
    let isWanted = duty?.0.isWanted == true
    let most = news == nil && !isWanted ? StaffAlarms.rowsMax : 1
    let parts = Layout.rows(
      canvas.region,
      [
        .fixed(1), .fixed(alarms.rows(canvas.width, most: most, speech)), .fixed(isWanted ? 1 : 0),
        .fixed(news == nil ? 0 : newsRows(news?.0 ?? "", canvas)), .fill(1), .fixed(tall),
      ])
    drawBar(parts[0], bearings, on: &canvas)
    alarms.draw(parts[1], speech, on: &canvas)
    let wanted = duty?.0.draw(parts[2], isIn: duty?.isIn == true, speech, on: &canvas) ?? []
    if let news { Banner(news.0, news.1).draw(parts[3], on: &canvas) }
    let targets = canvas.clipped(to: parts[4]) { canvas in
      // A page that nothing stands behind any more would be a lie.
      if let trouble = bearings.trouble {
        draw(trouble, speech, parts[4], on: &canvas)
      } else if let missing = bearings.missing, bearings.hasNoOffice, !isFounding {
        FirstStart.draw(missing, speech, parts[4], on: &canvas)
      } else {
        return page(parts[4], &canvas)
      }
      return []
    }
    return wanted + targets + footer.draw(parts[5], on: &canvas)
  }

  /// What happened, what was kept, what to do: for visitors, for staff, and for whoever they call.
  private func draw(_ trouble: Bilingual, _ speech: Speech, _ region: Region, on canvas: inout Canvas) {
    let lines = [
      speech(FrameWord.troubleVisitors), speech(FrameWord.troubleStaff, speech(trouble)),
      speech(FrameWord.troubleRetry),
    ]
    LargeNotice(speech(FrameWord.trouble), lines, .fault).draw(region.inset(x: 2), on: &canvas)
  }

  private func newsRows(_ text: String, _ canvas: Canvas) -> Int {
    min(2, TextLines.wrap(text, columns: canvas.width - 6, linesMax: 3).count)
  }

  /// The line to the node matters most; then what was just refused; then what stays.
  private func news(_ bearings: Bearings) -> (String, Banner.Kind)? {
    if bearings.trouble != nil || bearings.hasNoOffice && !isFounding { return nil }
    switch bearings.link {
    case .lost:
      let isWaiting = !bearings.underWay.isEmpty
      return (bearings.speech(isWaiting ? FrameWord.lostPress : FrameWord.lost), .fault)
    case .connecting where bearings.profile == nil: return (bearings.speech(FrameWord.connecting), .information)
    default: break
    }
    if let notice = bearings.notice { return (bearings.speech(notice.text), notice.kind) }
    return banner ?? bearings.bell.banner(bearings.speech)
  }

  private func drawBar(_ region: Region, _ bearings: Bearings, on canvas: inout Canvas) {
    canvas.fill(region, .bar)
    let inner = region.inset(x: 1)
    let practice = bearings.isPractice ? " " + bearings.speech(FrameWord.practice) + " " : ""
    let end = (clock.isEmpty ? 0 : Width.of(clock) + 2) + (practice.isEmpty ? 0 : Width.of(practice) + 2)
    let (left, right) = inner.split(left: inner.width - end)
    // Whatever else is cut: nobody takes practice for the office's day.
    canvas.text(practice, right.split(left: 2).1, Style.warning.bold)
    let office = bearings.profile?.name ?? bearings.speech(FrameWord.service)
    let wide = min(Width.of(office), left.width)
    canvas.text(office, left, Style.bar.bold)
    let (_, after) = left.split(left: wide + 3)
    if after.width > 4 { canvas.text(title, after, .bar, end == 0 ? .right : .line) }
    canvas.text(clock, right, Style.bar.bold, .right)
  }
}

extension Frame.Hint {
  static func help(_ speech: Speech) -> Self { Self(.function(1), "F1", speech(FrameWord.help)) }
  static func language(_ speech: Speech) -> Self { Self(.function(2), "F2", speech(FrameWord.language)) }
  static func look(_ speech: Speech) -> Self { Self(.function(9), "F9", speech(FrameWord.look)) }
  static func say(_ speech: Speech) -> Self { Self(.function(10), "F10", speech(FrameWord.say)) }
  static func staff(_ speech: Speech) -> Self { Self(.function(6), "F6", speech(StaffWord.call)) }
  static func back(_ speech: Speech) -> Self { Self(Key(.escape), "Esc", speech(FrameWord.back)) }
}
