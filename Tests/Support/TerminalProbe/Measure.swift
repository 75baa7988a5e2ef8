import Canvas
import Terminal

/// What a frame costs: `terminal-probe measure`, in release.
enum Measure {
  static func run() {
    for (columns, rows) in [(80, 24), (240, 67)] {
      typing(columns, rows)
    }
    call()
    firstFrame()
  }

  private static func typing(_ columns: Int, _ rows: Int) {
    var renderer = Renderer(Capability(.full))
    var editor = LineEditor("Siti", limit: 60)
    _ = renderer.frame(form(columns, rows, editor))
    var bytes = 0
    var most = 0
    let count = 2_000
    let (time, drawing) = (
      nanoseconds {
        for step in 0..<count {
          if step % 40 == 39 { editor.clear() } else { editor.insert("a") }
          let frame = renderer.frame(form(columns, rows, editor)).count
          bytes += frame
          if step % 40 != 39 { most = max(most, frame) }
        }
      },
      nanoseconds { for _ in 0..<count { sink = form(columns, rows, editor).cells.count } }
    )
    print("\(columns)×\(rows) key to frame: \(time / count) ns, of it drawing \(drawing / count) ns;", terminator: " ")
    print("\(bytes / count) bytes, at most \(most) for a letter")
  }

  /// A call on the wall board: another number in giant digits.
  private static func call() {
    var renderer = Renderer(Capability(.full))
    var sizes: [Int] = []
    for number in 20...30 {
      var canvas = Canvas(width: 80, height: 24)
      BigText("A0\(number)", .giant, .title).draw(Region(0, 4, 80, 8), on: &canvas)
      canvas.text("Meja \(number % 4 + 1)", Region(0, 14, 80, 1), .title, .centred)
      sizes.append(renderer.frame(canvas).count)
    }
    print("board change, one digit: \(sizes.dropFirst().min()!) to \(sizes.dropFirst().max()!) bytes")
  }

  private static func firstFrame() {
    var bytes = 0
    let time = nanoseconds {
      for _ in 0..<200 {
        var renderer = Renderer(Capability(.full))
        bytes = renderer.frame(form(80, 24, LineEditor("Siti", limit: 60))).count
      }
    }
    print("first frame: \(time / 200) ns, \(bytes) bytes")
  }

  nonisolated(unsafe) private static var sink = 0

  /// A page of the guest book.
  private static func form(_ columns: Int, _ rows: Int, _ editor: LineEditor) -> Canvas {
    var canvas = Canvas(width: columns, height: rows)
    let parts = Layout.rows(canvas.region, [.fixed(1), .fixed(2), .fill(1), .fixed(3), .fixed(1)], gap: 1)
    Banner("BPS Kabupaten Seruyan — Buku tamu").draw(parts[0], on: &canvas)
    Progress(2, of: 5).draw(parts[1], on: &canvas)
    var targets: [Target<Int>] = []
    for (index, place) in Layout.rows(parts[2], [.fixed(2), .fixed(2), .fixed(2), .fixed(2)], gap: 1).enumerated() {
      let value = index == 0 ? editor : LineEditor("Universitas Palangka Raya", limit: 80)
      targets += Field("Nama lengkap", value, isFocused: index == 0, required: "wajib", index).draw(place, on: &canvas)
    }
    for (index, place) in Layout.columns(parts[3], [.fill(1), .fill(1)], gap: 2).enumerated() {
      targets += Button("Lanjut", key: "Enter", 10 + index).draw(place, on: &canvas)
    }
    targets += Footer([.init("F1", "Bantuan", 20), .init("F2", "English", 21), .init("Esc", "Kembali", 22)])
      .draw(parts[4], on: &canvas)
    sink &+= targets.count
    return canvas
  }

  private static func nanoseconds(_ work: () -> Void) -> Int {
    let time = ContinuousClock().measure(work)
    return Int(time.components.seconds) * 1_000_000_000 + Int(time.components.attoseconds / 1_000_000_000)
  }
}
