import Canvas

/// Every widget once, as the snapshots show it. Actions are numbers here.
struct Exhibit: Sendable {
  let name: String
  let columns: Int
  let rows: Int
  let draw: @Sendable (inout Canvas) -> [Target<Int>]

  init(_ name: String, _ columns: Int, _ rows: Int, _ draw: @escaping @Sendable (inout Canvas) -> [Target<Int>]) {
    self.name = name
    self.columns = columns
    self.rows = rows
    self.draw = draw
  }

  static let all: [Exhibit] = [
    Exhibit("digits-giant", 60, 9) { canvas in
      BigText("A021", .giant).draw(canvas.region, on: &canvas)
      return []
    },
    Exhibit("digits-compact", 60, 9) { canvas in
      let (upper, lower) = canvas.region.split(top: 4)
      BigText("B-109 KTP", .compact, .title).draw(upper, on: &canvas)
      BigText.fitting("8", lower, look: canvas.look)?.draw(lower, on: &canvas)
      return []
    },
    Exhibit("buttons", 44, 17) { canvas in
      let states: [Button<Int>.State] = [.normal, .focused, .pressed, .disabled]
      let places = Layout.rows(canvas.region, states.map { _ in .fill(1) }, gap: 1)
      return zip(states, places).enumerated().flatMap { index, pair in
        Button("Konsultasi statistik", key: "\(index + 1)", detail: "3 menunggu", state: pair.0, index)
          .draw(pair.1, on: &canvas)
      }
    },
    Exhibit("list", 40, 6) { canvas in
      let items = (1...9).map { ItemList<Int>.Item("A0\($0) Siti 漢字", detail: "\($0) menit", $0) }
      return ItemList(items, selected: 5, first: 0, up: 100, down: 101).draw(canvas.region, on: &canvas)
    },
    Exhibit("table", 60, 6) { canvas in
      let columns: [Table<Int>.Column] = [
        .init("Nomor", .fixed(6)), .init("Layanan", .fill(1)), .init("Menit", .fixed(5), .right),
      ]
      let rows = (1...7).map {
        Table<Int>.Row(["A00\($0)", "Perpustakaan dan rekomendasi statistik", "\($0 * 7)"], $0)
      }
      return Table(columns, rows, selected: 2).draw(canvas.region, on: &canvas)
    },
    Exhibit("fields", 76, 9) { canvas in
      let places = Layout.rows(canvas.region, [.fixed(2), .fixed(2), .fixed(2)], gap: 1)
      return Field("Nama", LineEditor("Siti Nurhaliza 👩‍👩‍👧‍👦", limit: 60), isFocused: true, required: "wajib", 1).draw(
        places[0], on: &canvas)
        + Field("Surel", LineEditor("siti@", limit: 60), error: "Alamat surel belum lengkap", 2).draw(
          places[1], on: &canvas)
        + Field("Telepon", LineEditor(limit: 20), hint: "08…", 3).draw(places[2], on: &canvas)
    },
    Exhibit("field-narrow", 30, 3) { canvas in
      Field("Name", LineEditor("A name longer than its field", limit: 60), isFocused: true, error: "Too long", 1)
        .draw(canvas.region, on: &canvas)
    },
    Exhibit("note", 24, 5) { canvas in
      var note = NoteEditor("Data inflasi 2020 sampai 2025\n\nuntuk skripsi 漢字", limit: 200)
      note.moveUp(columns: 23)
      note.draw(canvas.region, isFocused: true, on: &canvas)
      return []
    },
    Exhibit("qr", 40, 22) { canvas in
      let size = 21
      let bits = (0..<size * size).map { ($0 * 7919 + $0 / size * 31) % 5 < 2 }
      canvas.text(
        QRCode(BitMatrix(size: size, bits)!).draw(canvas.region, on: &canvas) ? "" : "no room", canvas.region, .plain)
      return []
    },
    Exhibit("banners", 50, 5) { canvas in
      let kinds: [Banner.Kind] = [.information, .good, .warning, .fault]
      for (row, kind) in kinds.enumerated() {
        Banner("Printer kehabisan kertas", kind).draw(canvas.region.row(row), on: &canvas)
      }
      return []
    },
    Exhibit("progress", 40, 3) { canvas in
      Progress(2, of: 5).draw(canvas.region.row(0), on: &canvas)
      Sparkline([0, 1, 2, 3, 5, 8, 13, 21, 8, 1]).draw(canvas.region.row(2), on: &canvas)
      return []
    },
    Exhibit("footer", 60, 3) { canvas in
      let hints: [Footer<Int>.Hint] = [
        .init("F1", "Bantuan", 1), .init("F2", "English", 2), .init("F9", "Huruf besar", 9), .init("Esc", "Kembali", 0),
      ]
      return Footer(hints).draw(canvas.region, on: &canvas)
    },
    Exhibit("dialog", 64, 16) { canvas in
      canvas.fill(canvas.region, .faint)
      return Dialog(
        "Lewati A021?", "Tamu dipanggil tiga kali dan belum datang. Nomor dapat dipanggil kembali hari ini.",
        [Button("Lewati", key: "Y", state: .focused, 1), Button("Batal", key: "Esc", 2)]
      ).draw(canvas.region, on: &canvas)
    },
    Exhibit("too-small", 30, 5) { canvas in
      let notice = TooSmall(columns: 80, rows: 24, "Jendela terlalu kecil untuk layar ini")
      if notice.applies(canvas) { notice.draw(on: &canvas) }
      return []
    },
  ]

  func shown(_ look: Look) -> (Canvas, [Target<Int>]) {
    var canvas = Canvas(width: columns, height: rows, look: look)
    let targets = draw(&canvas)
    return (canvas, targets)
  }
}
