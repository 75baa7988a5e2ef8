import Domain

/// The messages that run on the wall board.
struct MessageList: ProfileList {
  var title: Bilingual { AdminWord.messages.both }
  var emptyText: Bilingual { SettingWord.messagesEmpty.both }
  var blank: OfficeMessage { OfficeMessage() }
  var questions: [String: String] {
    ["message.indonesian": "indonesian", "message.english": "english", "message": "indonesian"]
  }

  func items(of profile: OfficeProfile) -> [OfficeMessage] { profile.messages }
  func put(_ items: [OfficeMessage], into profile: inout OfficeProfile) { profile.messages = items }

  func line(_ item: OfficeMessage, _ scene: Scene) -> (label: Bilingual, detail: String) { (item.text, "") }

  func entries(_ item: OfficeMessage, isNew: Bool, _ scene: Scene) -> [Entry] {
    [
      .line(
        "indonesian", Language.indonesian.label, required: true, hint: SettingWord.messageHint.both, item.indonesian,
        limit: Limits.line),
      .line(
        "english", Language.english.label, hint: SettingWord.messageEnglishHint.both, item.english, limit: Limits.line),
    ]
  }

  func read(
    _ form: Form, _ item: inout OfficeMessage, others: [OfficeMessage], _ scene: Scene, _ faults: inout Faults
  ) {
    item.indonesian = form["indonesian"].text
    item.english = form["english"].text
    if others.contains(item) { faults.add("indonesian", SettingWord.alreadyThere.both) }
    if others.count >= Limits.messagesMax {
      faults.add("indonesian", Bilingual(SettingWord.tooMany, [Bilingual(String(Limits.messagesMax))]))
    }
  }
}
