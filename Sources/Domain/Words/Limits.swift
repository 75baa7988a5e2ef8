/// Every limit on what people may write, in one place.
public enum Limits {
  public static let name = 200
  public static let note = 4_000
  /// Titles, institutions, addresses, reasons: one line.
  public static let line = 300
  public static let contact = 120
  /// Bytes allowed for each character counted above: an emoji family is 25, a stack of combining marks has no end.
  public static let bytesPerCharacter = 8
  /// Combining marks on one letter. Vietnamese needs two, pointed Arabic and Hebrew three or four.
  public static let marksPerLetter = 6
  public static let dataNeedsPerVisit = 20
  public static let notesPerVisit = 50
  public static let linksPerVisit = 10
  public static let recallsPerVisit = 20
  public static let choicesPerList = 16
  /// Highest number of a series on one day; the display has three digits.
  public static let numberMax = 999
  public static let desksMax = 32
  public static let servicesMax = 26
  public static let officersMax = 200
  public static let lockerMax = 500
  /// Running messages on the board: more, and nobody sees the first again.
  public static let messagesMax = 8
  public static let textsMax = 200
  public static let textKey = 60
  /// Leaves room for the longest token in a QR code of version 4.
  public static let onlineAddress = 36
  public static let scannerPrefix = 8
  public static let lockMinutes = 1...240
  public static let idleSeconds = 10...900
  public static let codePage = 0...255
}
