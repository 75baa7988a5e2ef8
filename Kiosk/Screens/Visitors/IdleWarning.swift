import Canvas
import Domain

/// The whole screen asks whether anybody is still there; any key or a tap anywhere says yes.
struct IdleWarning: Sendable {
  let seconds: Int

  func draw(_ region: Region, _ speech: Speech, on canvas: inout Canvas) -> [Target<Touch>] {
    let tall = region.height >= 18 ? 7 : 4
    let place = region.centred(width: min(region.width - 4, 76), height: tall + 8)
    let parts = Layout.rows(place, [.fixed(1), .fixed(tall + 2), .fixed(3), .fill(1)])
    canvas.text(speech(VisitorWord.stillThere), parts[0], .title, .centred)
    let digits = BigText.fitting(String(seconds), parts[1].inset(y: 1), look: canvas.look)
    digits?.draw(parts[1].inset(y: 1), on: &canvas)
    canvas.text(speech(VisitorWord.erasedIn, seconds), parts[2], .plain, .centredParagraph)
    let button = parts[3].centred(width: 40, height: Button<Touch>.rows(Look()))
    _ = Button(speech(VisitorWord.goOn), state: .focused, Touch.key(Key(.enter))).draw(button, on: &canvas)
    return [Target(region, .key(Key(.enter)))]
  }

  func spoken(_ speech: Speech) -> String {
    speech(VisitorWord.stillThere) + " " + speech(VisitorWord.erasedIn, seconds)
  }
}

/// What kiosk and rating terminal say alike.
public enum VisitorWord: String, Vocabulary {
  case stillThere, erasedIn, goOn, back, done, start, free, space, enter, checking, notLoaded, halfCode

  public static let place = "visitor"
  public static let indonesian: [Self: String] = [
    .stillThere: "Apakah Anda masih di sini?",
    .erasedIn: "Dalam {1} detik layar kembali ke awal dan isian Anda dihapus.",
    .goOn: "Ya, saya masih di sini",
    .back: "Kembali",
    .done: "Selesai",
    .start: "Ke halaman awal",
    .free: "Semua layanan tidak dipungut biaya.",
    .space: "spasi",
    .enter: "Lanjut",
    .checking: "Sedang diperiksa …",
    .notLoaded: "Menyiapkan layanan …",
    .halfCode:
      "{1} baru setengah kodenya. Ketik juga empat huruf dan angka sesudahnya pada tiket, seperti {2}.",
  ]
  public static let english: [Self: String] = [
    .stillThere: "Are you still there?",
    .erasedIn: "In {1} seconds this screen starts again and what you entered is erased.",
    .goOn: "Yes, I am still here",
    .back: "Back",
    .done: "Done",
    .start: "To the first page",
    .free: "All services are free of charge.",
    .space: "space",
    .enter: "Go on",
    .checking: "Checking …",
    .notLoaded: "Preparing the services …",
    .halfCode: "{1} is half of the code. Type the four characters after it on the ticket too, as in {2}.",
  ]
}
