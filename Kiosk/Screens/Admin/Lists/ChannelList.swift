import Domain

/// Where complaints may go, as every visitor is shown.
struct ChannelList: ProfileList {
  var title: Bilingual { AdminWord.channels.both }
  var emptyText: Bilingual { SettingWord.channelsEmpty.both }
  var blank: ComplaintChannel { ComplaintChannel() }
  var questions: [String: String] { ["complaint-channel.kind": "kind", "complaint-channel.value": "value"] }

  func items(of profile: OfficeProfile) -> [ComplaintChannel] { profile.complaintChannels }
  func put(_ items: [ComplaintChannel], into profile: inout OfficeProfile) { profile.complaintChannels = items }

  func line(_ item: ComplaintChannel, _ scene: Scene) -> (label: Bilingual, detail: String) {
    (item.kind.label, item.value)
  }

  func entries(_ item: ComplaintChannel, isNew: Bool, _ scene: Scene) -> [Entry] {
    [
      .category(
        "kind", SettingWord.channelKind.both, ComplaintChannelKind.self, required: true, isNew ? nil : item.kind),
      .line(
        "value", SettingWord.channelValue.both, required: true, hint: SettingWord.channelHint.both, item.value,
        limit: Limits.line),
    ]
  }

  func read(
    _ form: Form, _ item: inout ComplaintChannel, others: [ComplaintChannel], _ scene: Scene, _ faults: inout Faults
  ) {
    if let kind = form["kind"].value(ComplaintChannelKind.self) { item.kind = kind }
    item.value = form["value"].text
    if others.contains(item) { faults.add("value", SettingWord.alreadyThere.both) }
  }
}
