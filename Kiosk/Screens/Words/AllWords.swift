import Domain

/// Every vocabulary of the screens, so that an office finds each sentence it may word its own way.
public enum AllWords {
  /// A test finds the vocabulary that is not here.
  public static let vocabularies: [any Vocabulary.Type] = [
    FrameWord.self, FormWord.self, GateWord.self, VisitorWord.self, StaffWord.self, KioskWord.self, TicketWord.self,
    RatingWord.self,
    SurveyWord.self, DeskWord.self, DeskActionWord.self, DeskPaperWord.self, BoardWord.self, BookWord.self,
    BookTerminalWord.self, FrontWord.self, AdminWord.self, SettingWord.self, OfficerWord.self,
    CalendarWord.self, DeviceWord.self, StoreWord.self, DayWord.self, TextWord.self, PracticeWord.self,
    CentreWord.self, FoundingWord.self,
  ]

  /// A sentence by its key, as the project words it.
  public struct Sentence: Sendable, Equatable {
    public var key: String
    public var text: Bilingual
  }

  /// In the order of the screens.
  public static let sentences: [Sentence] = vocabularies.flatMap { sentences(of: $0) }

  private static func sentences<W: Vocabulary>(of _: W.Type) -> [Sentence] {
    W.allCases.map { Sentence(key: $0.key, text: $0.both) }
  }

  /// The numbers of the gaps in a sentence, so that an own wording can be held to them.
  public static func gaps(_ text: String) -> Set<String> {
    Set(
      text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { piece in
        piece.contains("}") ? String(piece.prefix { $0 != "}" }) : nil
      })
  }
}
