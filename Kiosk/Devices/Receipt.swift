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

  /// A number's ticket. No name is on it, nor anything else about the person.
  public static func ticket(
    office: String, number: String, service: String, ahead: Int, minutes: Int, issued: String, address: String,
    code: QRCode?, isCopy: Bool, language: Language
  ) -> Receipt {
    func say(_ indonesian: String, _ english: String) -> String { language == .indonesian ? indonesian : english }
    var lines: [Line] = [.text(office), .text(say("Nomor antrean", "Queue number")), .text(number, size: 4)]
    if isCopy { lines.append(.text("*** SALINAN / COPY ***")) }
    lines += [.text(service, size: 1), .rule]
    lines.append(
      .text(say("\(ahead) orang di depan, ± \(minutes) menit", "\(ahead) ahead, about \(minutes) minutes")))
    lines.append(.text(issued))
    if let code { lines += [.feed(1), .code(code)] }
    if !address.isEmpty { lines.append(.text(address)) }
    lines.append(.text(say("Tidak dipungut biaya", "Free of charge")))
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
