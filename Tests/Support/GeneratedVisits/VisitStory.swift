import Domain

/// One visitor: who they are, what they ask, what they are told.
struct VisitStory {
  let number: Int
  let service: (series: Int64, key: String)
  let channel: Channel
  let profile: GuestProfile
  let purpose: Purpose
  let topic: String
  let (year, later, page): (Int, Int, Int)
  let note: NoteTaken
  let outcome: Outcome
  let officer: Int
  let desk: Int
  let scores: (all: Int, service: Int, facility: Int)
  let comment: CommentLeft?

  private static let services: [(Int64, String)] = [
    (1, "konsultasi"), (2, "data-mikro"), (1, "perpustakaan"), (3, "rekomendasi"), (2, "publikasi"), (3, "pengaduan"),
  ]

  init(_ draw: inout Draw, number: Int) {
    self.number = number
    service = draw.pick(Self.services)
    channel = draw.pick([.kiosk, .kiosk, .desk, .reservation])
    let base = draw.roll(2015...2025)
    (year, later, page) = (base, base + draw.roll(1...3), draw.roll(3...480))
    topic = draw.pick(VisitWords.topics)
    profile = Self.guest(&draw)
    purpose = draw.pick([.study, .study, .study, .study, .government, .government, .research, .research, .commercial])
    officer = draw.roll(0...4)
    desk = draw.roll(1...4)
    outcome = draw.pick([.fulfilled, .fulfilled, .partly, .unavailable])
    scores = (draw.pick([3, 4, 4, 5, 5, 5]), draw.roll(3...5), draw.roll(2...5))
    let remark = draw.pick(VisitWords.comments)
    comment = remark.isEmpty ? nil : CommentLeft { $0.comment = remark }
    var words = ConsultationNote()
    words.question = Self.filled(draw.pick(VisitWords.questions), topic, year, later, page)
    words.answer = Self.filled(draw.pick(VisitWords.answers), topic, year, later, page)
    note = NoteTaken { $0.note = words }
  }

  private static func filled(_ text: String, _ topic: String, _ year: Int, _ later: Int, _ page: Int) -> String {
    var out = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      out += rest[..<open]
      switch rest[rest.index(after: open)..<close] {
      case "t": out += topic
      case "y": out += String(year)
      case "z": out += String(later)
      default: out += String(page)
      }
      rest = rest[rest.index(after: close)...]
    }
    return out + rest
  }

  private static func guest(_ draw: inout Draw) -> GuestProfile {
    var names = [draw.pick(VisitWords.first)]
    if draw.percent(60) { names.append(draw.pick(VisitWords.first)) }
    names.append(draw.pick(VisitWords.last))
    var guest = GuestProfile()
    guest.name = names.joined(separator: " ")
    guest.gender = draw.pick([.male, .female])
    guest.birthYear = draw.roll(1955...2008)
    guest.education = draw.pick([.secondary, .diploma, .bachelor, .master, .doctor, .secondary])
    guest.occupation = draw.pick([
      .student, .student, .civilServant, .civilServant, .stateCompany, .privateEmployee, .selfEmployed, .academic,
      .other, .other,
    ])
    if guest.occupation == .other { guest.occupationOther = draw.pick(["Jurnalis", "Lainnya"]) }
    guest.institution = draw.pick(VisitWords.institutions)
    if ["Kabupaten", "Unit", "1", "2", "Desa", "Kecamatan", "RSUD"].contains(where: guest.institution.hasSuffix) {
      guest.institution += " " + draw.pick(VisitWords.last)
    }
    guest.institutionKind = draw.pick([.academic, .academic, .localGovernment, .privateSector, .other])
    if guest.institutionKind == .other { guest.institutionOther = "Umum" }
    guest.phone = "+628" + (0..<draw.roll(9...10)).map { _ in String(draw.roll(0...9)) }.joined()
    if draw.percent(60) {
      let host = draw.pick(["gmail.com", "gmail.com", "yahoo.co.id", "bps.go.id", "student.uncen.ac.id"])
      guest.email = (names[0] + names[names.count - 1]).lowercased() + String(draw.roll(1...999)) + "@" + host
    }
    return guest
  }

  func opened(_ at: Int64) -> VisitOpened {
    VisitOpened {
      $0.day = Zone.wit.serviceDay(at: Moment(milliseconds: at), turnover: TimeOfDay(3, 0))
      $0.number = QueueNumber(Series(number: service.series)!, number)
      $0.service = service.key
      $0.channel = channel
    }
  }

  var signed: GuestBookSigned {
    GuestBookSigned {
      $0.entry.purpose = purpose
      $0.entry.services = [.consultation]
      $0.entry.means = [.visit]
      $0.entry.gender = profile.gender
      $0.entry.ageBand = profile.birthYear.map { AgeBand(birthYear: $0, in: 2026) }
      $0.entry.education = profile.education
      $0.entry.occupation = profile.occupation
      $0.entry.institutionKind = profile.institutionKind
    }
  }

  /// Only some purposes are put in words.
  var words: GuestBookWorded? {
    purpose == .commercial && number % 2 == 0 ? GuestBookWorded { $0.words.meansOther = "Diantar rekan" } : nil
  }

  var need: DataNeeded {
    DataNeeded {
      $0.need.detail = topic
      ($0.need.fromYear, $0.need.toYear) = (year, later)
      ($0.need.level, $0.need.period) = (.regency, .yearly)
      $0.need.obtained = outcome == .fulfilled ? .asNeeded : outcome == .partly ? .notAsNeeded : .no
    }
  }

  /// The nine elements follow the three impressions a visitor has.
  var rated: VisitRated {
    let service: [RatingItem] = [.requirements, .procedure, .time, .competence, .behaviour]
    return VisitRated {
      ($0.rating.instrument, $0.rating.version) = (.skm, 2017)
      $0.rating.scores = Instrument.skm.items.map { item in
        let value = item == .facilities ? scores.facility : service.contains(item) ? scores.service : scores.all
        return RatingScore(item, max(1, value - 1))
      }
    }
  }
}
