import Domain
import Profiles
import Testing

@Suite struct `Writing a profile` {
  @Test func `whatever is written reads back the same`() {
    for seed in UInt64(1)...600 {
      var dice = Dice(seed: seed)
      let profile = dice.profile()
      let text = OfficeFile.write(profile)
      switch OfficeFile.read(Array(text.utf8)) {
      case .success(let read): #expect(read == profile, "seed \(seed)\n\(text)")
      case .failure(let faults): Issue.record("seed \(seed): \(faults.list.map { $0.text(.english) })\n\(text)")
      }
    }
  }

  @Test func `every number lands in the field its name says`() throws {
    let text = replacing(
      "contact-days = 0", "contact-days = 1\nprofile-days = 2\nsensitive-days = 3\nwords-days = 4", in: soundProfile)
    let rules = """
      [reservations]
      lead-minutes = 5
      no-show-minutes = 6
      slot-minutes = 7
      [idle-close]
      portal-days = 8
      portal-working-days = 9
      whatsapp-at-closing = true
      """
    let profile = try OfficeFile.read(Array((text + rules).utf8)).get()
    let retention = profile.retention
    #expect(
      [retention.contactDays, retention.profileDays, retention.sensitiveDays, retention.wordsDays] == [1, 2, 3, 4])
    let reservations = profile.reservations
    #expect([reservations.leadMinutes, reservations.noShowMinutes, reservations.slotMinutes] == [5, 6, 7])
    #expect([profile.idleClose.portalDays, profile.idleClose.portalWorkingDays] == [8, 9])
    #expect(profile.idleClose.whatsappAtClosing)
    #expect(profile.devices == Devices())
    #expect(profile.priority == PriorityPolicy(.first, every: 3))
    #expect(profile.desks.map(\.services) == [["konsultasi"], []])
  }

  @Test func `a written profile is written the same again`() throws {
    let text = OfficeFile.write(try Shipped.office("seruyan"))
    let again = OfficeFile.write(try OfficeFile.read(Array(text.utf8)).get())
    #expect(again == text)
  }

  @Test func `the longest texts the domain allows still fit a line`() throws {
    var profile = try Shipped.office("seruyan")
    profile.address = String(repeating: "\u{1F44B}\u{1F3FD}", count: Limits.line)
    profile.name = String(repeating: "\\", count: Limits.name)
    #expect(try OfficeFile.read(Array(OfficeFile.write(profile).utf8)).get() == profile)
  }
}

extension Dice {
  /// A profile an office might have written, though hardly one that exists.
  mutating func profile() -> OfficeProfile {
    var profile = OfficeProfile()
    profile.code = OfficeCode(UInt16(roll(0...9999)))
    profile.name = text(1...Limits.name)
    profile.address = text(0...Limits.line)
    profile.phone = text(0...Limits.contact)
    profile.website = text(0...Limits.line)
    profile.zone = pick(Zone.allCases.map { $0 })
    profile.turnover = TimeOfDay(minute: roll(0...240))
    profile.languages = some(of: Language.allCases.map { $0 }, atLeast: 1)
    profile.decree = text(0...Limits.line)
    profile.flow = flow()
    profile.services = services()
    profile.desks = desks(profile.services.map(\.key))
    profile.asksIdentity = flip()
    profile.serviceLevel = ServiceLevel(pick(ServiceLevelStart.allCases.map { $0 }), minutes: roll(1...480))
    profile.deskHours = hours(after: profile.turnover)
    profile.reservationHours = flip() ? Hours() : hours(after: profile.turnover)
    profile.whatsappHours = flip() ? Hours() : hours(after: profile.turnover)
    profile.closures = days(0...8).map { Holiday($0, text(1...40)) }
    profile.reservations.leadMinutes = roll(0...10_080)
    profile.reservations.noShowMinutes = roll(1...480)
    profile.reservations.slotMinutes = roll(1...480)
    profile.idleClose.portalDays = roll(0...365)
    profile.idleClose.portalWorkingDays = roll(0...365)
    profile.idleClose.whatsappAtClosing = flip()
    profile.recallLimit = roll(1...20)
    profile.priority = PriorityPolicy(pick(PriorityMode.allCases.map { $0 }), every: roll(1...20))
    profile.retention.contactDays = roll(0...4_000)
    profile.retention.profileDays = roll(0...4_000)
    profile.retention.sensitiveDays = roll(0...4_000)
    profile.retention.wordsDays = roll(0...36_500)
    profile.complaintChannels = (0..<roll(0...16)).map { _ in
      ComplaintChannel(pick(ComplaintChannelKind.allCases.map { $0 }), text(1...60))
    }
    profile.devices.printer = text(1...60)
    profile.devices.paperMillimetres = pick([58, 80])
    profile.devices.voice = flip()
    profile.devices.codePage = roll(0...255)
    profile.devices.scannerPrefix = text(0...8)
    profile.lockers = roll(0...500)
    profile.onlineAddress = pick(["", "https://pst.bps.go.id", "http://10.0.0.2:8080/x"])
    profile.lockMinutes = roll(1...240)
    profile.idleSeconds = roll(10...900)
    profile.messages = (0..<roll(0...8)).map { _ in OfficeMessage(text(1...Limits.line), text(0...Limits.line)) }
    profile.texts = (0..<roll(0...20)).map { OfficeText("kiosk.line-\($0)", text(1...Limits.line), text(0...60)) }
    return profile
  }

  private mutating func text(_ length: ClosedRange<Int>) -> String {
    let letters = Array("abc XYZ 019 \"\\#[]=,.'{}-éß漢😀")
    var text = String((0..<roll(length)).map { _ in pick(letters) })
    // Outer blanks are not kept.
    while text.hasPrefix(" ") { text.removeFirst() }
    while text.hasSuffix(" ") { text.removeLast() }
    return text.isEmpty && length.lowerBound > 0 ? "x" : text
  }

  private mutating func some<T>(of items: [T], atLeast least: Int) -> [T] {
    Array(items.shuffled(using: &self).prefix(roll(least...items.count)))
  }

  private mutating func flow() -> [FlowStep] {
    let needed: [FlowStep] = [.desk, flip() ? .number : .registration]
    let others = FlowStep.allCases.filter { !needed.contains($0) }
    return (needed + some(of: others, atLeast: 0)).shuffled(using: &self)
  }

  private mutating func services() -> [Service] {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ").compactMap(Series.init(letter:))
    return some(of: letters, atLeast: 1).enumerated().map { index, letter in
      Service {
        $0.key = pick(["s-\(index)", "layanan\(index)", "\(index)"])
        $0.series = letter
        $0.name = text(1...Limits.name)
        $0.nameEnglish = text(0...Limits.name)
        $0.kind = pick(ServiceKind.allCases.map { $0 })
        $0.usualMinutes = roll(1...480)
      }
    }
  }

  private mutating func desks(_ services: [String]) -> [DeskPlan] {
    let numbers = some(of: Array(1...99), atLeast: 1).prefix(Limits.desksMax)
    return numbers.enumerated().map { index, number in
      DeskPlan {
        $0.number = number
        $0.name = text(0...40)
        // The first desk serves everything, so that nobody waits for ever.
        $0.services = index == 0 ? pick([[], services.shuffled(using: &self)]) : some(of: services, atLeast: 0)
      }
    }
  }

  private mutating func days(_ count: ClosedRange<Int>) -> [Day] {
    some(of: Array(0..<400), atLeast: 0).prefix(roll(count)).map { Day(count: Int32(20_000 + $0)) }
  }

  private mutating func hours(after turnover: TimeOfDay) -> Hours {
    let edges = days(0...8).sorted()
    return Hours {
      $0.week = week(after: turnover)
      $0.seasons = stride(from: 0, to: edges.count - edges.count % 2, by: 2).map { index in
        Season {
          $0.name = text(1...40)
          ($0.from, $0.to) = (edges[index], edges[index + 1])
          $0.week = week(after: turnover)
        }
      }
    }
  }

  private mutating func week(after turnover: TimeOfDay) -> [DayHours] {
    var week = some(of: Weekday.allCases.map { $0 }, atLeast: 1).map { DayHours($0, openings(after: turnover)) }
    if week.allSatisfy(\.openings.isEmpty) { week[0].openings = [Opening(TimeOfDay(8, 0), TimeOfDay(24, 0))] }
    return week
  }

  private mutating func openings(after turnover: TimeOfDay) -> [Opening] {
    let minutes = some(of: Array(turnover.minute...1440), atLeast: 0).prefix(roll(0...8)).sorted()
    return stride(from: 0, to: minutes.count - minutes.count % 2, by: 2).map {
      Opening(TimeOfDay(minute: minutes[$0]), TimeOfDay(minute: minutes[$0 + 1]))
    }
  }
}
