import Domain

// What the terminals say and when they lock: all of it may be left out.
extension OfficeReader {
  mutating func readOnlineAddress() {
    var address = ""
    let root = document.root
    guard root.read("online-address", into: &address, limit: Limits.line, &faults), !address.isEmpty else { return }
    guard OfficeProfile.isOnlineAddress(address) else {
      return faults.add(root.line(of: "online-address"), "online-address", .wrongType(Expected.onlineAddress))
    }
    profile.onlineAddress = address
  }

  mutating func readTerminals() {
    guard let table = document.table("terminals", &faults) else { return }
    table.read("lock-minutes", into: &profile.lockMinutes, Limits.lockMinutes, &faults)
    table.read("idle-seconds", into: &profile.idleSeconds, Limits.idleSeconds, &faults)
  }

  mutating func readMessages() {
    for table in document.tables("message", limit: Limits.messagesMax, &faults) {
      var message = OfficeMessage()
      table.read("indonesian", into: &message.indonesian, limit: Limits.line, &faults, .required)
      table.read("english", into: &message.english, limit: Limits.line, &faults)
      profile.messages.append(message)
    }
  }

  mutating func readTexts() {
    var keys = Taken<String>()
    for table in document.tables("text", limit: Limits.textsMax, &faults) {
      var text = OfficeText()
      if table.read("key", into: &text.key, limit: Limits.line, &faults, .required) {
        if OfficeText.isKey(text.key) {
          keys.use(text.key, table.line(of: "key"), table.field("key"), &faults)
        } else {
          faults.add(table.line(of: "key"), table.field("key"), .wrongType(Expected.textKey))
        }
      }
      table.read("indonesian", into: &text.indonesian, limit: Limits.line, &faults, .required)
      table.read("english", into: &text.english, limit: Limits.line, &faults)
      profile.texts.append(text)
    }
  }
}
