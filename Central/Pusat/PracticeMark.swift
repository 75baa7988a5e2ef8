import Machine

/// A folder in which a centre practises, told from one that holds the offices' real data: never the one for the other.
struct PracticeMark {
  private let store: String

  init(_ store: String) { self.store = store }

  private var path: String { store + "/practice" }

  /// Marks an empty folder, and refuses to mix.
  func settle(practising: Bool) throws {
    let isMarked = Files.exists(path)
    guard Files.exists(store + "/centre.sqlite") else {
      if practising, !isMarked { try Files.replace(path, with: [], mode: 0o600) }
      guard practising || !isMarked else { throw PusatFault.mixed(isForPractice: true) }
      return
    }
    guard isMarked == practising else { throw PusatFault.mixed(isForPractice: isMarked) }
  }
}
