/// Every limit of the line, in one place.
public enum WireLimits {
  /// The format written here; the two before it are still read. There are none before the first.
  public static let format = 1
  public static let oldestFormat = 1
  /// A call's or a reply's head.
  public static let headBytesMax = 64 * 1024
  /// A frame as it stands on the line, and what it may unfold to.
  public static let frameBytesMax = 1 << 20
  public static let textBytesMax = 4 << 20
  /// What a mixed text may unfold to, and how many events may wait for them to be sent so.
  public static let mixedTextMax = 256 * 1024
  public static let mixedEventsMax = 4_096
  public static let entriesPerFrameMax = 4_096
  public static let runsPerFrameMax = 1_024
  public static let bodyBytesMax = 1 << 20
  /// A whole request or response.
  public static let parcelBytesMax = 2 << 20
  /// Text folded into one frame: some 8 to 16 KB on the line.
  public static let textPerFrame = 56 * 1024
  public static let marksMax = 1_024
  /// Code keys of an office: the one in use and those before it.
  public static let codeKeysMax = 9
  public static let probesMax = 16
  public static let parkedListMax = 64
  /// Bodies a call may offer again, each of its own frame.
  public static let offersMax = 16
  /// The centre's own names among an office's authors begin here: offices count from 1.
  public static let centreNodeFirst: UInt32 = 900
  /// No centre gives out such an incarnation, and there is always a later one to give out.
  public static let incarnationMax = 1 << 62
  /// Longest time a call may be held open waiting for news.
  public static let waitMax_ms = 55_000
}
