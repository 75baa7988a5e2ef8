import RecordWalks
import Testing

@testable import Domain

/// The numbers, keys and field orders that are written into journals. A failure here means that a journal written
/// yesterday would be read differently: append, never change.
@Suite struct FormatTests {
  private func pinned<C: Category>(_ type: C.Type, _ expected: [String]) {
    #expect(C.allCases.map { "\($0) \($0.key)" } == expected)
    #expect(C.allCases.map(\.rawValue) == (1...expected.count).map { UInt8($0) }, "\(type)")
    #expect(C.terms.count == expected.count, "\(type)")
    #expect(Set(C.terms.map(\.key)).count == expected.count, "\(type)")
    for value in C.allCases {
      #expect(C(key: value.key) == value && C(word: value.word) == value && C(number: value.number) == value)
      #expect(!value.label.indonesian.isEmpty && !value.label.english.isEmpty)
    }
    for number: Int64 in [0, -1, 256, Int64(expected.count) + 1] { #expect(C(number: number) == nil, "\(type)") }
  }

  @Test func `every category keeps its numbers and keys`() {
    pinned(Complaint.Status.self, ["filed filed", "answered answered", "closed closed"])
    pinned(ErasureReason.self, ["asked asked", "retention retention", "consentWithdrawn consent"])
    pinned(DayBasis.self, ["clock clock", "staff staff"])
    pinned(Gender.self, ["male L", "female P"])
    pinned(Education.self, ["secondary slta", "diploma d1-d3", "bachelor d4-s1", "master s2", "doctor s3"])
    pinned(
      Occupation.self,
      [
        "student pelajar", "academic peneliti", "civilServant asn", "stateCompany bumn", "privateEmployee swasta",
        "selfEmployed wiraswasta", "other lainnya",
      ])
    pinned(
      InstitutionKind.self,
      [
        "stateBody lembaga-negara", "ministry kementerian", "security keamanan", "localGovernment pemda",
        "international internasional", "academic pendidikan", "stateCompany bumn", "privateSector swasta",
        "other lainnya",
      ])
    pinned(
      Purpose.self,
      [
        "study tugas", "government pemerintahan", "commercial komersial", "research penelitian", "other lainnya",
      ])
    pinned(
      ServiceKind.self,
      [
        "library perpustakaan", "publications publikasi", "microdata data-mikro", "website website",
        "consultation konsultasi", "recommendation rekomendasi",
      ])
    pinned(
      Means.self,
      [
        "visit pst", "portal pst-online", "website website", "mail surat", "chat chat", "other lainnya",
      ])
    pinned(
      Disability.self,
      [
        "none tidak", "physical fisik", "intellectual intelektual", "mental mental", "sensory sensorik",
      ])
    pinned(IdentityKind.self, ["ktp ktp", "sim sim", "passport paspor", "other lainnya"])
    pinned(
      AgeBand.self,
      [
        "under17 <17", "to25 17-25", "to34 26-34", "to44 35-44", "to54 45-54", "to65 55-65", "over65 >65",
      ])
    pinned(
      DataLevel.self,
      [
        "national nasional", "province provinsi", "regency kabupaten", "district kecamatan", "village desa",
        "individual individu",
      ])
    pinned(
      DataPeriod.self,
      [
        "tenYearly sepuluh-tahunan", "fiveYearly lima-tahunan", "threeYearly tiga-tahunan", "yearly tahunan",
        "halfYearly semesteran", "quarterly triwulanan", "monthly bulanan",
      ])
    pinned(Obtained.self, ["asNeeded sesuai", "notAsNeeded tidak-sesuai", "no tidak", "notYet belum"])
    pinned(FieldClass.self, ["contact contact", "profile profile", "sensitive sensitive", "words words"])
    pinned(Channel.self, ["kiosk kiosk", "desk desk", "reservation reservation", "phone phone", "paper paper"])
    pinned(
      FlowStep.self,
      [
        "number number", "registration registration", "wait wait", "locker locker", "guestBook guest-book",
        "desk desk", "rating rating",
      ])
    pinned(
      ComplaintChannelKind.self,
      [
        "box box", "phone phone", "email email", "whatsapp whatsapp", "website website", "facebook facebook",
        "instagram instagram", "lapor lapor", "kiosk kiosk",
      ])
    pinned(
      Priority.self,
      [
        "none none", "elderly elderly", "pregnant pregnant", "disabled disabled", "withSmallChild child",
      ])
    pinned(PriorityMode.self, ["off off", "first first", "everyNth every-nth"])
    pinned(
      ServiceLevelStart.self,
      [
        "previousFinished previous-finished", "registration registration", "unstated unstated",
      ])
    pinned(Role.self, ["frontOffice front-office", "consultant consultant", "head head"])
    pinned(
      CancelReason.self,
      [
        "visitor visitor", "duplicate duplicate", "visitorAbsent absent", "officeClosed closed",
      ])
    pinned(
      ReservationStatus.self,
      [
        "submitted diajukan", "approved disetujui", "checkedIn hadir", "finished selesai", "absent tidak-hadir",
        "cancelled dibatalkan",
      ])
    pinned(
      Weekday.self,
      [
        "monday senin", "tuesday selasa", "wednesday rabu", "thursday kamis", "friday jumat", "saturday sabtu",
        "sunday minggu",
      ])
    pinned(Zone.self, ["wib WIB", "wita WITA", "wit WIT"])
    pinned(Instrument.self, ["review review", "skm skm", "skd skd"])
    pinned(
      RatingItem.self,
      [
        "officer petugas", "requirements persyaratan", "procedure prosedur", "time waktu", "cost biaya",
        "product produk", "competence kompetensi", "behaviour perilaku", "facilities sarana", "complaints pengaduan",
        "dataAvailable informasi-tersedia", "dataAccess akses-data", "officerResponds petugas-merespon",
        "clearInformation informasi-jelas", "complaintFacilities fasilitas-pengaduan",
        "noDiscrimination tanpa-diskriminasi", "noFraud tanpa-kecurangan", "noGratuity tanpa-gratifikasi",
        "noIllegalLevies tanpa-pungli", "noBrokers tanpa-percaloan",
      ])
    pinned(
      Stage.self,
      [
        "waiting waiting", "called called", "serving serving", "parked parked", "finished finished", "missed missed",
        "cancelled cancelled", "lapsed lapsed",
      ])
    pinned(
      CloseReason.self,
      [
        "visitorLeft left", "duplicate duplicate", "mistake mistake", "didNotCome no-show", "dayClosed day-closed",
        "stillOpenAtTurnover turnover",
      ])
    pinned(Outcome.self, ["fulfilled terpenuhi", "partly sebagian", "unavailable tidak-tersedia", "referred dirujuk"])
    pinned(Language.self, ["indonesian id", "english en"])
    pinned(
      Notice.self,
      [
        "phoneLooksWrong phone-looks-wrong", "emailLooksWrong email-looks-wrong", "consentMissing consent-missing",
      ])
  }

  @Test func `every fact keeps its number`() {
    let expected: [String: UInt8] = [
      "officeOpened": 1, "officeChanged": 2, "dayOpened": 5, "dayClosed": 6, "dayReopened": 7, "dayConfirmed": 8,
      "officerAdded": 10,
      "officerChanged": 11, "officerLeft": 12, "officerPinSet": 13, "visitOpened": 20, "visitCalled": 21,
      "visitRecalled": 22, "visitMissed": 23, "visitRequeued": 24, "visitTransferred": 25, "serviceStarted": 26,
      "visitParked": 27, "serviceResumed": 28, "visitFinished": 29, "visitCancelled": 30, "visitLapsed": 31,
      "stepUndone": 32, "guestLinked": 40, "guestBookSigned": 41, "guestBookWorded": 42, "identityShown": 43,
      "lockerGiven": 44, "lockerReturned": 45, "dataNeeded": 46, "noteTaken": 47, "onlineLinked": 48,
      "visitRated": 49, "commentLeft": 50, "guestRegistered": 60, "guestAmended": 61, "consentGiven": 62,
      "consentWithdrawn": 63, "reservationBooked": 80, "reservationApproved": 81, "reservationMoved": 82,
      "reservationCancelled": 83, "reservationCheckedIn": 84, "reservationMarkedAbsent": 85,
      "reservationFinished": 86, "reservationTopicGiven": 87, "complaintFiled": 100, "complaintAnswered": 101,
      "complaintClosed": 102, "complaintWorded": 103, "wordsErased": 110, "nodeRestored": 120,
    ]
    #expect(Dictionary(uniqueKeysWithValues: FactKind.allCases.map { ("\($0)", $0.rawValue) }) == expected)
    #expect(
      SubjectKind.allCases.map { "\($0.rawValue) \($0)" } == [
        "1 office", "2 day", "3 officer", "4 visit", "5 guest", "6 reservation", "7 complaint", "8 node",
      ])
  }

  @Test func `every fact that holds somebody's words can be emptied, and no other`() {
    #expect(
      Set(FactKind.allCases.filter(\.isPersonal)) == [
        .guestRegistered, .guestAmended, .guestBookWorded, .dataNeeded, .noteTaken, .onlineLinked, .commentLeft,
        .reservationTopicGiven, .complaintWorded, .complaintAnswered,
      ])
  }

  @Test(arguments: FactKind.allCases)
  func `every fact keeps the order of its fields`(kind: FactKind) throws {
    var names = FieldNames()
    let fact = try Fact(kind, from: &names)
    #expect(fact.kind == kind)
    #expect(names.list == fieldOrder["\(kind)"] ?? "")
    var written = FieldNames()
    try fact.write(to: &written)
    #expect(written.list == names.list, "what is read is what is written")
  }

  @Test(arguments: CommandKind.allCases)
  func `every command is read and written alike`(kind: CommandKind) throws {
    var names = FieldNames()
    let command = try Command(kind, from: &names)
    #expect(command.kind == kind)
    var written = FieldNames()
    try command.write(to: &written)
    #expect(written.list == names.list)
  }

  @Test func `numbers for bytes and words for people mean the same`() {
    func both<S: Scalar>(_ values: S...) {
      for value in values {
        #expect(S(number: value.number) == value, "\(value)")
        #expect(S(word: value.word) == value, "\(value)")
      }
    }
    both(EventID(node: 1, sequence: 1), EventID(node: 1023, sequence: 1 << 52 - 1))
    both(Actor.visitor, .node, .centre, .phone, .officer(OfficerID(EventID(node: 3, sequence: 9))))
    both(OfficeCode(8205), OfficeCode(7))
    both(TimeOfDay(0, 0), TimeOfDay(24, 0))
    both(Opening(TimeOfDay(8, 0), TimeOfDay(24, 0)))
    both(QueueNumber(Series(letter: "Z")!, 999), QueueNumber(Series(letter: "A")!, 1))
    both(DayAtTheDesk.thursday)
    #expect(EventID("+1-2") == nil)
    #expect(EventID("1-0") == nil)
    #expect(EventID("1024-1") == nil)
    #expect(Actor(number: -1) == nil)
    #expect(OfficeCode(word: "123") == nil)
  }
}

/// Walks a record and keeps the names of its fields, with those of nested records in brackets.
struct FieldNames: Passing {
  private(set) var list = ""

  mutating func key(_ name: StaticString) { list += list.isEmpty || list.hasSuffix("(") ? "\(name)" : " \(name)" }
  mutating func optional<T: FieldValue>(_ value: inout T?) throws {
    list += "?"
    var blank = T.blank
    try blank.visit(&self)
  }
  mutating func list<T: FieldValue>(_ value: inout [T]) throws {
    list += "*"
    var blank = T.blank
    try blank.visit(&self)
  }
  mutating func record<R: Record>(_ value: inout R) throws {
    let isNested = !list.isEmpty
    if isNested { list += "(" }
    try value.fields(&self)
    if isNested { list += ")" }
  }
}

private let officeFields =
  """
  profile(code name address phone website zone turnover languages* decree flow* services*(key series \
  name nameEnglish kind usualMinutes) desks*(number name services*) asksIdentity serviceLevel(start \
  minutes) deskHours(week*(weekday openings*) seasons*(name from to week*(weekday openings*))) \
  reservationHours(week*(weekday openings*) seasons*(name from to week*(weekday openings*))) \
  whatsappHours(week*(weekday openings*) seasons*(name from to week*(weekday openings*))) \
  closures*(day name) reservations(leadMinutes noShowMinutes slotMinutes) idleClose(portalDays \
  portalWorkingDays whatsappAtClosing) recallLimit priority(mode every) retention(contactDays \
  profileDays sensitiveDays wordsDays) complaintChannels*(kind value) devices(printer paperMillimetres \
  voice codePage scannerPrefix) messages*(indonesian english) texts*(key indonesian english) lockers \
  onlineAddress lockMinutes idleSeconds)
  """

private let guestFields =
  """
  profile(name email phone gender? birthYear? education? occupation? occupationOther institutionKind? \
  institutionOther institution disability*)
  """

/// Facts without fields are not listed.
private let fieldOrder: [String: String] = [
  "officeOpened": officeFields,
  "officeChanged": officeFields,
  "dayOpened": "day basis",
  "dayClosed": "reason lapsed",
  "dayReopened": "reason",
  "dayConfirmed": "",
  "officerAdded": "profile(login name roles* specialisations* isShown)",
  "officerChanged": "profile(login name roles* specialisations* isShown)",
  "visitOpened": "day number? service priority language channel reservation?",
  "visitCalled": "desk officer? outOfTurn",
  "visitRecalled": "desk",
  "visitTransferred": "service",
  "serviceStarted": "desk officer?",
  "serviceResumed": "desk officer?",
  "visitFinished": "outcome",
  "visitCancelled": "reason",
  "visitLapsed": "reason",
  "stepUndone": "undone",
  "guestLinked": "guest",
  "guestBookSigned":
    "entry(edition purpose? services* means* gender? ageBand? education? occupation? institutionKind?)",
  "guestBookWorded": "words(purposeOther meansOther)",
  "identityShown": "kind",
  "lockerGiven": "locker",
  "dataNeeded":
    "need(detail region fromYear? toYear? level? period? obtained? source title sourceYear? quality?)",
  "noteTaken": "note(question answer)",
  "onlineLinked": "reference",
  "visitRated": "rating(instrument version scores*)",
  "commentLeft": "comment",
  "guestRegistered": guestFields,
  "guestAmended": guestFields,
  "consentGiven": "version channel",
  "reservationBooked": "slot(day time) guest? officer? online",
  "reservationApproved": "slot(day time) officer? link",
  "reservationMoved": "slot(day time) officer?",
  "reservationCancelled": "reason",
  "reservationCheckedIn": "visit?",
  "reservationMarkedAbsent": "automatic",
  "reservationTopicGiven": "topic",
  "complaintFiled": "channel visit? guest?",
  "complaintAnswered": "answer",
  "complaintWorded": "words",
  "wordsErased": "classes* reason",
  "nodeRestored": "before lastKept holes*(node from to)",
]
