import Domain

/// The questions of the satisfaction survey (PermenPANRB 14/2017) and the words of their four answers, worst first.
public enum SurveyWord: String, Vocabulary {
  case requirements, procedure, time, cost, product, competence, behaviour, facilities, complaints
  case unfit, lessFit, fit, veryFit, hard, lessEasy, easy, veryEasy, slow, lessFast, fast, veryFast, veryDear, dear,
    cheap, gratis
  case unable, lessAble, able, veryAble, rude, lessKind, kind, veryKind, poor, enough, decent, excellent, missing, idle,
    partly, managed

  public static let place = "survey"

  /// Each item of the survey has its question.
  static func question(_ item: RatingItem) -> SurveyWord {
    switch item {
    case .procedure: .procedure
    case .time: .time
    case .cost: .cost
    case .product: .product
    case .competence: .competence
    case .behaviour: .behaviour
    case .facilities: .facilities
    case .complaints: .complaints
    default: .requirements
    }
  }

  /// For 1, 2, 3 and 4.
  static func answers(_ item: RatingItem) -> [SurveyWord] {
    switch item {
    case .procedure: [.hard, .lessEasy, .easy, .veryEasy]
    case .time: [.slow, .lessFast, .fast, .veryFast]
    case .cost: [.veryDear, .dear, .cheap, .gratis]
    case .competence: [.unable, .lessAble, .able, .veryAble]
    case .behaviour: [.rude, .lessKind, .kind, .veryKind]
    case .facilities: [.poor, .enough, .decent, .excellent]
    case .complaints: [.missing, .idle, .partly, .managed]
    default: [.unfit, .lessFit, .fit, .veryFit]
    }
  }

  public static let indonesian: [Self: String] = [
    .requirements: "Bagaimana kesesuaian persyaratan pelayanan dengan jenis layanannya?",
    .procedure: "Bagaimana kemudahan prosedur pelayanan di kantor ini?",
    .time: "Bagaimana kecepatan waktu pelayanannya?",
    .cost: "Bagaimana kewajaran biaya/tarif pelayanannya?",
    .product: "Bagaimana kesesuaian hasil dengan yang tercantum dalam standar pelayanan?",
    .competence: "Bagaimana kemampuan petugas dalam pelayanan?",
    .behaviour: "Bagaimana kesopanan dan keramahan petugas?",
    .facilities: "Bagaimana kualitas sarana dan prasarana?",
    .complaints: "Bagaimana penanganan pengaduan, saran, dan masukan?",
    .unfit: "Tidak sesuai",
    .lessFit: "Kurang sesuai",
    .fit: "Sesuai",
    .veryFit: "Sangat sesuai",
    .hard: "Tidak mudah",
    .lessEasy: "Kurang mudah",
    .easy: "Mudah",
    .veryEasy: "Sangat mudah",
    .slow: "Tidak cepat",
    .lessFast: "Kurang cepat",
    .fast: "Cepat",
    .veryFast: "Sangat cepat",
    .veryDear: "Sangat mahal",
    .dear: "Cukup mahal",
    .cheap: "Murah",
    .gratis: "Gratis",
    .unable: "Tidak kompeten",
    .lessAble: "Kurang kompeten",
    .able: "Kompeten",
    .veryAble: "Sangat kompeten",
    .rude: "Tidak sopan dan ramah",
    .lessKind: "Kurang sopan dan ramah",
    .kind: "Sopan dan ramah",
    .veryKind: "Sangat sopan dan ramah",
    .poor: "Buruk",
    .enough: "Cukup",
    .decent: "Baik",
    .excellent: "Sangat baik",
    .missing: "Tidak ada",
    .idle: "Ada tetapi tidak berfungsi",
    .partly: "Berfungsi kurang maksimal",
    .managed: "Dikelola dengan baik",
  ]
  public static let english: [Self: String] = [
    .requirements: "How well do the requirements suit the service?",
    .procedure: "How easy is the procedure at this office?",
    .time: "How fast was the service?",
    .cost: "How fair is the cost of the service?",
    .product: "How well does the result match the service standard?",
    .competence: "How competent were the staff?",
    .behaviour: "How polite and friendly were the staff?",
    .facilities: "How good are the facilities?",
    .complaints: "How are complaints and suggestions handled?",
    .unfit: "Not suitable",
    .lessFit: "Less suitable",
    .fit: "Suitable",
    .veryFit: "Very suitable",
    .hard: "Not easy",
    .lessEasy: "Less easy",
    .easy: "Easy",
    .veryEasy: "Very easy",
    .slow: "Not fast",
    .lessFast: "Less fast",
    .fast: "Fast",
    .veryFast: "Very fast",
    .veryDear: "Very expensive",
    .dear: "Rather expensive",
    .cheap: "Cheap",
    .gratis: "Free of charge",
    .unable: "Not competent",
    .lessAble: "Less competent",
    .able: "Competent",
    .veryAble: "Very competent",
    .rude: "Not polite and friendly",
    .lessKind: "Less polite and friendly",
    .kind: "Polite and friendly",
    .veryKind: "Very polite and friendly",
    .poor: "Poor",
    .enough: "Fair",
    .decent: "Good",
    .excellent: "Very good",
    .missing: "There is none",
    .idle: "There, but not working",
    .partly: "Working, but not well",
    .managed: "Well managed",
  ]
}
