import Domain

/// What a ticket says on paper, line by line, before any printer's language.
public struct Receipt: Equatable, Sendable {
  public enum Line: Equatable, Sendable {
    /// `size` 1 is ordinary, 2 double, 4 as tall as the paper allows for a number.
    case text(String, size: Int = 1, centred: Bool = true)
    case rule
    case code(QRCode)
    case feed(Int)
  }

  public var lines: [Line] = []

  public init(_ lines: [Line]) { self.lines = lines }

  /// What a number's ticket says. No name is in it, nor anything else about the person.
  public struct Ticket: Equatable, Sendable {
    public var office = ""
    public var number = ""
    public var service = ""
    /// How many came earlier, and about how long they take; absent when the number has been called already.
    public var ahead: Int?
    public var minutes = 0
    /// The office's promise, where its standard states one.
    public var promiseMinutes: Int?
    /// The decree that sets the standard.
    public var decree = ""
    public var issued = ""
    /// What the square code says to a phone or a scanner.
    public var square = ""
    /// In words below it, for whoever has neither.
    public var code = ""
    public var isCopy = false
    /// Made while practising: the number means nothing.
    public var isPractice = false
    public var language = Language.indonesian

    public init(_ fill: (inout Self) -> Void) { fill(&self) }
  }

  public static func ticket(_ ticket: Ticket) -> Receipt {
    func say(_ indonesian: String, _ english: String) -> String { Bilingual(indonesian, english)[ticket.language] }
    var lines: [Line] = [
      .text(ticket.office), .text(say("Nomor antrean", "Queue number")), .text(ticket.number, size: 4),
    ]
    if ticket.isCopy { lines.append(.text("*** SALINAN / COPY ***")) }
    if ticket.isPractice { lines.append(.text("*** LATIHAN / PRACTICE ***")) }
    lines += [.text(ticket.service, size: 1), .rule]
    if let ahead = ticket.ahead {
      lines.append(
        .text(
          say("\(ahead) orang di depan, ± \(ticket.minutes) menit", "\(ahead) ahead, about \(ticket.minutes) minutes")))
    }
    if let promise = ticket.promiseMinutes {
      lines.append(.text(say("Janji layanan: \(promise) menit", "Service promise: \(promise) minutes")))
    }
    lines.append(.text(ticket.issued))
    if let code = QRCode(ticket.square) { lines += [.feed(1), .code(code)] }
    if !ticket.code.isEmpty { lines.append(.text(ticket.code)) }
    if !ticket.decree.isEmpty { lines.append(.text(say("Standar: ", "Standard: ") + ticket.decree)) }
    lines.append(.text(say("Tidak dipungut biaya", "Free of charge")))
    return Receipt(lines)
  }

  /// Shows at a glance whether width, code page and code are right on this printer.
  public static func trial(office: String, on paper: Paper) -> Receipt {
    let ruler = String((1...paper.columns).map { Character(String($0 % 10)) })
    var lines: [Line] = [
      .text(office), .text("UJI CETAK / PRINT TEST", size: 1), .text("A007", size: 4), .text(ruler, centred: false),
      .text("é ± – € 0O 1l", centred: false), .rule,
    ]
    if let code = QRCode("LOKET:TEST") { lines.append(.code(code)) }
    return Receipt(lines)
  }
}

/// A roll's width in the printer's units.
public enum Paper: Int, Sendable {
  case narrow = 58
  case wide = 80

  public var columns: Int { self == .narrow ? 32 : 48 }
  public var dots: Int { self == .narrow ? 384 : 576 }
}
