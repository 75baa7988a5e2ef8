import Domain

/// One line of a review: what it is, how it stands, how it will stand.
struct Change: Sendable, Equatable {
  var label: Bilingual
  var from: Bilingual
  var to: Bilingual
}

/// A change that has been written down and not yet been made: one command.
struct Proposal: Sendable {
  static let errand = Errand("admin.save")

  var title: Bilingual
  var changes: [Change]
  /// What follows from it that the fields do not say.
  var remarks: [Bilingual] = []
  var command: Command
  /// The settings it was written against; `nil` where it changes none.
  var before: OfficeProfile?
  var after: OfficeProfile?
  /// The page below the review has done its work with it.
  var closesPage = true
  var isReversal = false
  var done = AdminWord.saved.both
  /// Where to go on.
  var next: (any AdminPage)?

  /// The way back.
  var reversed: Proposal {
    guard let before, let after else { return self }
    return Proposal(
      title: AdminWord.putBack.both, changes: changes.map { Change(label: $0.label, from: $0.to, to: $0.from) },
      remarks: [AdminWord.putBackRemark.both], command: .changeOffice(ChangeOffice { $0.profile = before }),
      before: after, after: before, closesPage: false, isReversal: true, done: AdminWord.wasPutBack.both)
  }
}

extension Proposal {
  /// A change of the office's settings.
  init(
    _ title: Bilingual, _ changes: [Change], from before: OfficeProfile, to after: OfficeProfile,
    closesPage: Bool = true, remarks: [Bilingual] = []
  ) {
    self.init(
      title: title, changes: changes, remarks: remarks, command: .changeOffice(ChangeOffice { $0.profile = after }),
      before: before, after: after, closesPage: closesPage)
  }
}

extension Bilingual {
  /// The same in both languages: names, numbers, hours.
  init(_ text: String) { self.init(text, text) }

  /// A sentence of a vocabulary with its gaps filled, for what is kept and shown in either language.
  init<W: Vocabulary>(_ word: W, _ gaps: [Bilingual]) {
    self.init(
      Speech.filled(word.both.indonesian, gaps.map(\.indonesian)),
      Speech.filled(word.both.english, gaps.map(\.english)))
  }
}
