import Domain
import Screens
import Testing

@Suite struct VocabularyTests {
  /// Every vocabulary of the screens.
  private static let all: [any Vocabulary.Type] = AllWords.vocabularies

  @Test func `every sentence is there in both languages, with the same gaps`() {
    for vocabulary in Self.all { check(vocabulary) }
  }

  private func check<W: Vocabulary>(_: W.Type) {
    for word in W.allCases {
      guard let indonesian = W.indonesian[word], let english = W.english[word] else {
        Issue.record("\(word.key) is missing in a table")
        continue
      }
      #expect(!indonesian.isEmpty && !english.isEmpty, "\(word.key)")
      #expect(gaps(indonesian) == gaps(english), "\(word.key)")
    }
    #expect(W.indonesian.count == W.allCases.count && W.english.count == W.allCases.count)
  }

  private func gaps(_ text: String) -> Set<String> {
    Set(
      text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map { String($0.prefix { $0 != "}" }) })
  }

  @Test func `an office can write every key into its file, and each is there once`() {
    let keys = AllWords.sentences.map(\.key)
    for key in keys { #expect(OfficeText.isKey(key), "\(key)") }
    #expect(Set(keys).count == keys.count)
  }

  @Test func `each vocabulary has a place of its own`() {
    #expect(Set(Self.all.map { $0.place }).count == Self.all.count)
  }

  @Test func `an office may word a sentence its own way, gaps included`() {
    let own = [GateWord.locked.key: Bilingual("Halo {1}", "Hello {1}")]
    #expect(Speech(.indonesian, own: own)(GateWord.locked, "Siti") == "Halo Siti")
    #expect(Speech(.english, own: own)(GateWord.locked, "Siti") == "Hello Siti")
    #expect(Speech(.english)(GateWord.open) == "Log in")
  }
}
