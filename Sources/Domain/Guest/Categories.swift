/// Edition of the category lists of the official guest book (SKD Blok I). Stored with every entry.
public let guestBookEdition = 1

public enum Gender: UInt8, Category {
  case male = 1
  case female

  public static let terms = [Term("L", "Laki-laki", "Male"), Term("P", "Perempuan", "Female")]
}

public enum Education: UInt8, Category {
  case secondary = 1
  case diploma, bachelor, master, doctor

  public static let terms = [
    Term("slta", "≤ SLTA", "Senior high school or below"), Term("d1-d3", "D1/D2/D3", "Diploma"),
    Term("d4-s1", "D4/S1", "Bachelor"), Term("s2", "S2", "Master"), Term("s3", "S3", "Doctor"),
  ]
}

public enum Occupation: UInt8, Category {
  case student = 1
  case academic, civilServant, stateCompany, privateEmployee, selfEmployed, other

  public static let terms = [
    Term("pelajar", "Pelajar/Mahasiswa", "Pupil/student"), Term("peneliti", "Peneliti/Dosen", "Researcher/lecturer"),
    Term("asn", "ASN/TNI/Polri", "Civil servant/armed forces/police"),
    Term("bumn", "Pegawai BUMN/BUMD", "State company employee"),
    Term("swasta", "Pegawai Swasta", "Private employee"), Term("wiraswasta", "Wiraswasta", "Self-employed"),
    Term("lainnya", "Lainnya", "Other"),
  ]
}

public enum InstitutionKind: UInt8, Category {
  case stateBody = 1
  case ministry, security, localGovernment, international, academic, stateCompany, privateSector, other

  public static let terms = [
    Term("lembaga-negara", "Lembaga Negara", "State body"),
    Term("kementerian", "Kementerian & Lembaga Pemerintah", "Ministry or government agency"),
    Term("keamanan", "TNI/POLRI/BIN/Kejaksaan", "Armed forces, police, intelligence, prosecution"),
    Term("pemda", "Pemerintah Daerah", "Local government"),
    Term("internasional", "Lembaga Internasional", "International body"),
    Term("pendidikan", "Lembaga Penelitian & Pendidikan", "Research or education"),
    Term("bumn", "BUMN/BUMD", "State company"), Term("swasta", "Swasta", "Private sector"),
    Term("lainnya", "Lainnya", "Other"),
  ]
}

/// *Pemanfaatan*: what the data will be used for.
public enum Purpose: UInt8, Category {
  case study = 1
  case government, commercial, research, other

  public static let terms = [
    Term("tugas", "Tugas Sekolah/Kuliah", "School or university work"),
    Term("pemerintahan", "Pemerintahan", "Government"), Term("komersial", "Komersial", "Commercial"),
    Term("penelitian", "Penelitian", "Research"), Term("lainnya", "Lainnya", "Other"),
  ]
}

/// *Jenis layanan*.
public enum ServiceKind: UInt8, Category {
  case library = 1
  case publications, microdata, website, consultation, recommendation

  public static let terms = [
    Term("perpustakaan", "Perpustakaan", "Library"),
    Term("publikasi", "Pembelian Publikasi", "Purchase of publications"),
    Term("data-mikro", "Pembelian Data Mikro/Peta Wilkerstat", "Purchase of microdata or maps"),
    Term("website", "Akses Produk di Website", "Products on the website"),
    Term("konsultasi", "Konsultasi Statistik", "Statistical consultation"),
    Term("rekomendasi", "Rekomendasi Kegiatan Statistik", "Recommendation for a statistical activity"),
  ]
}

/// *Sarana*: the ways by which the guest has used the service.
public enum Means: UInt8, Category {
  case visit = 1
  case portal, website, mail, chat, other

  public static let terms = [
    Term("pst", "PST langsung", "Visit"), Term("pst-online", "PST online", "PST online"),
    Term("website", "Website/AllStats", "Website/AllStats"), Term("surat", "Surat/Email", "Letter or email"),
    Term("chat", "Aplikasi chat", "Chat application"), Term("lainnya", "Lainnya", "Other"),
  ]
}

/// Optional and specially protected.
public enum Disability: UInt8, Category {
  case none = 1
  case physical, intellectual, mental, sensory

  public static let terms = [
    Term("tidak", "Tidak", "None"), Term("fisik", "Fisik", "Physical"),
    Term("intelektual", "Intelektual", "Intellectual"), Term("mental", "Mental", "Mental"),
    Term("sensorik", "Sensorik", "Sensory"),
  ]
}

/// The type of document shown. Never its number, never a scan.
public enum IdentityKind: UInt8, Category {
  case ktp = 1
  case sim, passport, other

  public static let terms = [
    Term("ktp", "KTP", "Identity card"), Term("sim", "SIM", "Driving licence"), Term("paspor", "Paspor", "Passport"),
    Term("lainnya", "Lainnya", "Other"),
  ]
}

public enum AgeBand: UInt8, Category {
  case under17 = 1
  case to25, to34, to44, to54, to65, over65

  public static let terms = [
    Term("<17", "<17", "<17"), Term("17-25", "17–25", "17–25"), Term("26-34", "26–34", "26–34"),
    Term("35-44", "35–44", "35–44"), Term("45-54", "45–54", "45–54"), Term("55-65", "55–65", "55–65"),
    Term(">65", ">65", ">65"),
  ]

  /// Derived from the birth year alone, so it may be a year off before the birthday; the form asks no more.
  public init(birthYear: Int, in year: Int) {
    switch year - birthYear {
    case ..<17: self = .under17
    case ...25: self = .to25
    case ...34: self = .to34
    case ...44: self = .to44
    case ...54: self = .to54
    case ...65: self = .to65
    default: self = .over65
    }
  }
}

public enum DataLevel: UInt8, Category {
  case national = 1
  case province, regency, district, village, individual

  public static let terms = [
    Term("nasional", "Nasional", "National"), Term("provinsi", "Provinsi", "Province"),
    Term("kabupaten", "Kabupaten/Kota", "Regency/city"), Term("kecamatan", "Kecamatan", "District"),
    Term("desa", "Desa", "Village"), Term("individu", "Individu", "Individual"),
  ]
}

public enum DataPeriod: UInt8, Category {
  case tenYearly = 1
  case fiveYearly, threeYearly, yearly, halfYearly, quarterly, monthly

  public static let terms = [
    Term("sepuluh-tahunan", "Sepuluh tahunan", "Every ten years"),
    Term("lima-tahunan", "Lima tahunan", "Every five years"), Term("tiga-tahunan", "Tiga tahunan", "Every three years"),
    Term("tahunan", "Tahunan", "Yearly"), Term("semesteran", "Semesteran", "Half-yearly"),
    Term("triwulanan", "Triwulanan", "Quarterly"), Term("bulanan", "Bulanan", "Monthly"),
  ]
}

/// *Diperoleh*: whether the data was obtained.
public enum Obtained: UInt8, Category {
  case asNeeded = 1
  case notAsNeeded, no, notYet

  public static let terms = [
    Term("sesuai", "Ya, sesuai", "Yes, as needed"), Term("tidak-sesuai", "Ya, tidak sesuai", "Yes, not as needed"),
    Term("tidak", "Tidak", "No"), Term("belum", "Belum", "Not yet"),
  ]
}
