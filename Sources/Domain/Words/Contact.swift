/// Telephone numbers as Indonesians write them. Format is a warning, never a refusal: landlines and foreign numbers
/// are legal, and a family shares one phone.
public enum Phone {
  /// E.164 when the text is plausibly a number, otherwise `nil`: then the text is kept as it was typed.
  public static func international(_ text: String) -> String? {
    var digits = ""
    var plus = false
    for character in text.unicodeScalars {
      switch character {
      case "0"..."9": digits.unicodeScalars.append(character)
      case "+" where digits.isEmpty && !plus: plus = true
      case " ", "-", ".", "(", ")", "/": continue
      default: return nil
      }
    }
    // "+62 (0)812 …" is common on visiting cards: Indonesian numbers are read alike with and without the plus.
    if plus, !digits.hasPrefix("62") {
      return (8...15).contains(digits.count) && digits.first != "0" ? "+" + digits : nil
    }
    if digits.hasPrefix("0") {
      digits.removeFirst()
    } else if digits.hasPrefix("62") {
      digits.removeFirst(2)
      if digits.hasPrefix("0") { digits.removeFirst() }
    } else if !digits.hasPrefix("8") {
      return nil
    }
    // Area code and subscriber number: from 0913-2xxxxx to 0812-xxxx-xxxx-x.
    guard (7...12).contains(digits.count), digits.first != "0" else { return nil }
    return "+62" + digits
  }
}

public enum Email {
  /// A look only: one @, something on both sides, a dot in the domain. The address is kept whatever the answer.
  public static func looksUsable(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else { return false }
    let domain = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    return domain.count >= 2 && domain.allSatisfy { !$0.isEmpty } && !text.contains(where: \.isWhitespace)
  }
}
