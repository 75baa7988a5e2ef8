import Canvas
import Desk
import Domain

/// Where everything begins: what there is, each with its digit or letter and how it stands.
struct MenuPage: AdminPage {
  /// Which of the menus.
  enum Kind: Sendable { case main, calendar, devices }

  struct Item: Sendable {
    var label: Bilingual
    var detail: Bilingual
    var needsHead = true
    var page: @Sendable (Scene) -> any AdminPage
  }

  private let kind: Kind
  private var selected = 0
  /// Esc was pressed once: one slip too many must not end the session.
  private var isLeaving = false

  init(_ kind: Kind) { self.kind = kind }

  func title(_ scene: Scene) -> String {
    switch kind {
    case .main: scene.speech(AdminWord.menu)
    case .calendar: scene.speech(AdminWord.calendar)
    case .devices: scene.speech(AdminWord.devices)
    }
  }

  func hints(_ scene: Scene) -> [Frame.Hint] {
    let speech = scene.speech
    let open = Frame.Hint(Key(.enter), "Enter", speech(AdminWord.open))
    guard kind == .main else { return [open, .back(speech)] }
    return [
      open, Frame.Hint(Key(.escape), "Esc", speech(AdminWord.logOut)),
      Frame.Hint(Admin.leave, "^Q", speech(AdminWord.leave)),
    ]
  }

  private func items(_ scene: Scene) -> [Item] {
    switch kind {
    case .main: MenuPage.main(scene)
    case .calendar: MenuPage.calendar(scene)
    case .devices: MenuPage.devices(scene)
    }
  }

  mutating func press(_ key: Key, _ scene: Scene) -> [Step] {
    if kind == .main, key.code == .escape {
      if isLeaving { return [.logout] }
      isLeaving = true
      return [.say(AdminWord.leaveAsk.both, .information)]
    }
    isLeaving = false
    let count = items(scene).count
    let rows = (count + columns(count) - 1) / columns(count)
    switch key.code {
    case .up: selected = max(0, selected - 1)
    case .down: selected = min(count - 1, selected + 1)
    case .left: if selected - rows >= 0 { selected -= rows }
    case .right: if selected + rows < count { selected += rows }
    case .enter: return open(selected, scene)
    case .escape: return [.back]
    case .character(let scalar): if let index = Form.index(scalar) { return open(index, scene) }
    default: break
    }
    return []
  }

  mutating func touch(_ touch: Touch, _ scene: Scene) -> [Step] {
    isLeaving = false
    guard case .choose(let index) = touch else { return [] }
    return open(index, scene)
  }

  private mutating func open(_ index: Int, _ scene: Scene) -> [Step] {
    let items = items(scene)
    guard items.indices.contains(index) else { return [] }
    selected = index
    if items[index].needsHead, !scene.isHead {
      return [.say(scene.knowsRoles ? AdminWord.onlyHead.both : AdminWord.loading.both, .warning)]
    }
    return [.open(items[index].page(scene))]
  }

  private func columns(_ count: Int) -> Int { count > 8 ? 2 : 1 }

  func draw(_ region: Region, _ scene: Scene, on canvas: inout Canvas) -> [Target<Touch>] {
    let items = items(scene)
    let columns = columns(items.count)
    let rows = (items.count + columns - 1) / columns
    // Every item has its row: one that cannot be seen could still be chosen.
    let tall = max(1, min(canvas.look.large ? 4 : 3, region.height / rows))
    let places = Layout.columns(region, (0..<columns).map { _ in .fill(1) }, gap: 2)
    return items.enumerated().compactMap { index, item in
      let column = places[index / rows]
      let place = Region(column.x, column.y + index % rows * tall, column.width, tall <= 2 ? tall : tall - 1)
      guard place.bottom <= region.bottom else { return nil }
      return draw(item, index, place, scene, on: &canvas)
    }
  }

  private func draw(_ item: Item, _ index: Int, _ place: Region, _ scene: Scene, on canvas: inout Canvas)
    -> Target<Touch>
  {
    let isSelected = index == selected
    let style: Style = isSelected ? .focus : .plain
    canvas.fill(place, style)
    canvas.put(isSelected ? "»" : " ", place.x, place.y, style)
    canvas.text(Form.name(ofOption: index), Region(place.x + 2, place.y, 2, 1), style.bold)
    let isBarred = item.needsHead && scene.knowsRoles && !scene.isHead
    canvas.text(scene.speech(item.label), place.row(0).split(left: 5).1, style.bold)
    let detail = isBarred ? scene.speech(AdminWord.headOnly) : scene.speech(item.detail)
    if place.height > 1 { canvas.text(detail, place.row(1).split(left: 5).1, isSelected ? style : .faint) }
    if isSelected { canvas.cursor = Point(place.x, place.y) }
    return Target(place, .choose(index))
  }
}

extension MenuPage {
  private static func count(_ word: AdminWord, _ number: Int) -> Bilingual {
    Bilingual(word, [Bilingual(String(number))])
  }

  fileprivate static func main(_ scene: Scene) -> [Item] {
    let profile = scene.profile
    let withoutPin = scene.officers.value?.officers.count { !$0.left && !$0.hasPin } ?? 0
    let officers = scene.officers.value?.officers.count { !$0.left } ?? 0
    return [
      Item(label: AdminWord.office.both, detail: Bilingual(profile.decree)) { SheetPage(OfficePart(), $0) },
      Item(label: AdminWord.flow.both, detail: count(.flowCount, profile.flow.count)) { _ in ListPage(FlowList()) },
      Item(label: AdminWord.rules.both, detail: AdminWord.rulesDetail.both) { SheetPage(RulesPart(), $0) },
      Item(label: AdminWord.periods.both, detail: AdminWord.periodsDetail.both) { SheetPage(PeriodsPart(), $0) },
      Item(label: AdminWord.services.both, detail: count(.servicesCount, profile.services.count)) { _ in
        ListPage(ServiceList())
      },
      Item(label: AdminWord.desks.both, detail: count(.desksCount, profile.desks.count)) { _ in ListPage(DeskList()) },
      Item(
        label: AdminWord.officers.both,
        detail: Bilingual(AdminWord.officersCount, [Bilingual(String(officers)), Bilingual(String(withoutPin))])
      ) { _ in OfficersPage() },
      Item(label: AdminWord.calendar.both, detail: AdminWord.calendarDetail.both, needsHead: false) { _ in
        MenuPage(.calendar)
      },
      Item(label: AdminWord.channels.both, detail: count(.channelsCount, profile.complaintChannels.count)) { _ in
        ListPage(ChannelList())
      },
      Item(label: AdminWord.devices.both, detail: AdminWord.devicesDetail.both, needsHead: false) { _ in
        MenuPage(.devices)
      },
      Item(label: AdminWord.texts.both, detail: count(.textsCount, profile.texts.count)) { _ in TextsPage() },
      Item(label: AdminWord.messages.both, detail: count(.messagesCount, profile.messages.count)) { _ in
        ListPage(MessageList())
      },
      Item(label: AdminWord.day.both, detail: AdminWord.dayDetail.both, needsHead: false) { _ in DayPage() },
      Item(label: AdminWord.store.both, detail: AdminWord.storeDetail.both, needsHead: false) { _ in StorePage() },
      Item(label: AdminWord.status.both, detail: alarms(scene), needsHead: false) { _ in StatusPage() },
      Item(label: StoreWord.centre.both, detail: centre(scene), needsHead: false) { _ in CentrePage() },
      Item(
        label: PracticeWord.practice.both,
        detail: (scene.isPractice ? PracticeWord.detailPractice : .detailReal).both, needsHead: false
      ) { _ in PracticePage() },
    ]
  }

  private static func alarms(_ scene: Scene) -> Bilingual {
    guard let status = scene.status.value else { return AdminWord.loading.both }
    return status.alarms.isEmpty ? AdminWord.noAlarms.both : count(.alarmsCount, status.alarms.count)
  }

  private static func centre(_ scene: Scene) -> Bilingual {
    scene.status.value.map(\.line.state.label) ?? AdminWord.loading.both
  }

  fileprivate static func calendar(_ scene: Scene) -> [Item] {
    let profile = scene.profile
    func seasons(_ hours: Hours) -> Bilingual { count(.seasonsCount, hours.seasons.count) }
    return [
      Item(label: CalendarWord.month.both, detail: CalendarWord.monthDetail.both, needsHead: false) { MonthPage($0) },
      Item(label: CalendarWord.deskHours.both, detail: CalendarWord.hoursDetail.both) {
        SheetPage(HoursPart(calendar: .desk), $0)
      },
      Item(label: CalendarWord.deskSeasons.both, detail: seasons(profile.deskHours)) { _ in
        ListPage(SeasonList(calendar: .desk))
      },
      Item(label: CalendarWord.reservationHours.both, detail: CalendarWord.hoursDetail.both) {
        SheetPage(HoursPart(calendar: .reservation), $0)
      },
      Item(label: CalendarWord.whatsappHours.both, detail: CalendarWord.hoursDetail.both) {
        SheetPage(HoursPart(calendar: .whatsapp), $0)
      },
      Item(label: CalendarWord.closures.both, detail: count(.closuresCount, profile.closures.count)) { _ in
        ListPage(ClosureList())
      },
      Item(
        label: CalendarWord.holidays.both, detail: count(.holidaysCount, scene.holidays.count), needsHead: false
      ) { _ in HolidaysPage() },
    ]
  }

  fileprivate static func devices(_ scene: Scene) -> [Item] {
    let devices = scene.profile.devices
    return [
      Item(
        label: DeviceWord.settings.both,
        detail: devices.printer == "none" ? DeviceWord.noPrinter.both : Bilingual(devices.printer)
      ) { SheetPage(DevicePart(), $0) },
      Item(label: DeviceWord.trials.both, detail: DeviceWord.trialsDetail.both) { _ in TrialsPage() },
      Item(label: DeviceWord.scannerTest.both, detail: DeviceWord.scannerDetail.both, needsHead: false) { _ in
        ScannerPage()
      },
      Item(label: DeviceWord.screenTest.both, detail: DeviceWord.screenDetail.both, needsHead: false) { _ in
        ScreenPage()
      },
    ]
  }
}
