/// Names and words of visitors, as tools for the line have always drawn them.
enum VisitWords {
  static let first = """
    Budi Siti Agus Dewi Muhammad Ahmad Nur Sri Putri Rizky Yohanes Maria Ketut Wayan Made Nyoman Komang Rahmat \
    Hidayat Fitri Ayu Indah Lestari Wahyu Eko Joko Bambang Slamet Suparman Ratna Yuliana Desi Rina Tuti Hendra \
    Arief Fajar Galih Bayu Dian Intan Mega Kartika Rosdiana Andi Baso Daeng Ruth Elisabeth Yosef Fransiskus \
    Melkianus Yuliana Ester Marthen Hasan Husein Abdul Rahman Zainal Abidin Nurhayati Rohani Cut Teuku Sultan \
    Syarifah Imelda Novita Robertus Petrus Paulus Agustina Veronika Selfina Otniel Yulius
    """.split(separator: " ").map(String.init)
  static let last = """
    Santoso Wijaya Saputra Pratama Nugroho Setiawan Hidayat Kurniawan Siregar Nasution Harahap Simanjuntak \
    Hutagalung Sitompul Tampubolon Manurung Lubis Pane Ginting Tarigan Sembiring Rumbekwan Wanggai Kogoya Wenda \
    Tabuni Yikwa Mambrasar Rumaropen Pattiasina Latuconsina Tuasikal Salampessy Lamawuran Boli Nggadas Bere Manek \
    Taolin Wibowo Susanto Hartono Gunawan Suryadi Mulyani Handayani Rahayu Puspitasari Wulandari Astuti Maharani \
    Permata Anggraini Safitri Ramadhani Maulana Firmansyah Alamsyah Syahputra Batubara Daulay
    """.split(separator: " ").map(String.init)
  static let institutions = [
    "Universitas Cenderawasih", "Universitas Nusa Cendana", "Universitas Pattimura", "Dinas Pertanian Kabupaten",
    "Dinas Kesehatan Kabupaten", "Bappeda Kabupaten", "Bank Rakyat Indonesia Unit", "SMA Negeri 1", "SMK Negeri 2",
    "Politeknik Statistika STIS", "CV Karya Mandiri", "PT Sumber Makmur Abadi", "Kantor Desa", "Kecamatan",
    "Badan Penanggulangan Bencana Daerah", "RSUD", "Universitas Terbuka", "Pribadi / Umum", "LSM Wahana Visi",
    "Kejaksaan Negeri",
  ]
  static let topics = [
    "Inflasi", "PDRB menurut lapangan usaha", "Kemiskinan dan garis kemiskinan", "Indeks Pembangunan Manusia",
    "Ketenagakerjaan Sakernas", "Nilai Tukar Petani", "Sensus Penduduk 2020", "Produksi padi KSA",
    "Statistik pariwisata", "Ekspor impor", "Indikator kesejahteraan rakyat", "Kecamatan Dalam Angka",
    "Statistik potensi desa", "Gini rasio", "Jumlah penduduk menurut kelompok umur", "Tingkat pengangguran terbuka",
  ]
  static let questions = [
    "Mohon data {t} tahun {y} untuk tingkat kecamatan", "Saya membutuhkan {t} {y}-{z} untuk penulisan skripsi",
    "Bagaimana cara membaca tabel {t} tahun {y}?", "Apakah ada data {t} per desa tahun {y}?",
    "Perbedaan angka {t} antara publikasi {y} dan {z}", "Perlu metadata dan konsep definisi {t} tahun {y}",
  ]
  static let answers = [
    "Data {t} tersedia di publikasi Dalam Angka {y} halaman {p}, diberikan dalam format Excel",
    "Diarahkan ke tabel dinamis di website, kode tabel {p}",
    "Data tingkat desa tidak tersedia, diberikan data kecamatan tahun {y}",
    "Dijelaskan perbedaan tahun dasar {y} dan {z}, pengunjung memahami",
    "Permintaan diteruskan ke BPS Provinsi, estimasi {p} hari kerja",
  ]
  static let comments = [
    "", "", "", "", "Pelayanan ramah dan cepat", "Petugas sangat membantu, terima kasih", "Ruang tunggu agak panas",
    "Data yang dicari lengkap", "Mohon antrean dipercepat", "Sangat puas dengan penjelasan petugas",
    "AC kurang dingin tapi petugas baik sekali",
  ]
  static let officers = [
    "Ni Luh Sukmawati", "Yance Wenda", "Rahmawati Lubis", "Oktovianus Bere", "Dwi Prasetyo",
  ]
}
