import Testing

/// The house rules that a compiler does not know.
@Suite struct TidyTests {
  private let tree = SourceTree()
  private static let code = ["Sources", "Kiosk", "Sync", "Central", "Benchmarks", "Tests"]

  /// Who may import whom. A folder that is not here may import anything of the project.
  private static let walls: [(folder: String, may: Set<String>)] = [
    ("Sources/Domain", []),
    ("Sources/Profiles", ["Domain"]),
    ("Sources/Journal", ["Domain"]),
    ("Sources/JSON", ["Domain"]),
    ("Sources/SQL/Interface", []),
    ("Sources/SQL/SQLite", ["SQL", "CSQLite"]),
    ("Sources/SQL/PostgreSQL", ["SQL", "SQLPool", "CPostgreSQL"]),
    ("Sources/SQL/Pool", ["Glibc", "Machine"]),
    ("Sources/Machine", ["Glibc"]),
    ("Sources/Seal", ["Journal", "CSodium"]),
    ("Kiosk/Devices", ["CQREncode", "Domain"]),
    ("Sources/Store", ["Domain", "Journal", "SQL"]),
    ("Sources/Desk/Interface", ["Domain", "JSON"]),
    ("Sources/Desk/Socket", ["Desk", "Domain", "Machine"]),
    ("Sync/Wire", ["Domain", "Journal"]),
    ("Sync/Squeeze", ["CZstd", "Wire"]),
    ("Sync/Engine", ["Domain", "Journal", "Wire"]),
    ("Sync/Simulator", ["Domain", "Engine", "Journal", "Seal", "Squeeze", "Wire"]),
    ("Sync/LoketSim", ["Glibc", "Machine", "Simulator"]),
    (
      "Sync/Transport",
      ["CCurl", "Domain", "Engine", "Journal", "Machine", "Seal", "Synchronization", "Wire"]
    ),
    ("Kiosk/Canvas", []),
    ("Kiosk/Screens", ["Canvas", "Desk", "Domain"]),
    ("Kiosk/Seats", ["Canvas", "Desk", "DeskSocket", "Domain", "Machine", "Screens", "Terminal"]),
    ("Kiosk/Terminal", ["CTerminal", "Canvas", "Machine"]),
    (
      "Central/Reception",
      [
        "Domain", "Engine", "Journal", "Machine", "PostgreSQL", "SQL", "SQLPool", "SQLite", "Seal", "Store",
        "Synchronization", "Wire",
      ]
    ),
    ("Central/Web", ["CMicroHTTPD", "CentralReception", "Machine", "Synchronization", "Wire"]),
    (
      "Sync/Node",
      [
        "Desk", "Devices", "Domain", "Engine", "JSON", "Journal", "Machine", "Profiles", "SQL", "SQLite", "Seal",
        "Squeeze", "Store", "Synchronization", "Transport", "Wire",
      ]
    ),
  ]

  @Test(arguments: walls) func `a room imports only the rooms its wall has a door to`(
    _ wall: (folder: String, may: Set<String>)
  ) {
    let files = tree.files(wall.folder)
    #expect(!files.isEmpty, "\(wall.folder) is empty: the wall guards nothing")
    for file in files {
      let through = Set(file.imports).subtracting(wall.may)
      #expect(through.isEmpty, "\(file.path) imports \(through.sorted())")
    }
  }

  @Test func `the centre's document names every number that /metrics gives, and no other`() throws {
    func names(_ lines: some Sequence<Substring>) -> Set<String> {
      var found: Set<String> = []
      for line in lines {
        for word in line.split(whereSeparator: { !($0.isLowercase || $0 == "_") })
        where word.hasPrefix("loket_centre_") { found.insert(String(word)) }
      }
      return found
    }
    let given = names(tree.files("Central").flatMap(\.lines))
    let told = names(try #require(tree.files("docs", endings: ["centre.md"]).first).lines)
    #expect(given.count > 20)
    #expect(given == told, "\(given.symmetricDifference(told).sorted())")
  }

  @Test func `nothing imports Foundation: it costs ten megabytes and the kiosk's start`() {
    for file in ["Sources", "Kiosk", "Sync", "Central", "Benchmarks"].flatMap({ tree.files($0) }) {
      #expect(!file.imports.contains { $0.hasPrefix("Foundation") }, "\(file.path)")
    }
  }

  @Test func `C libraries are reached through one adapter each`() {
    let doors = [
      "CSQLite": "Sources/SQL/SQLite", "CPostgreSQL": "Sources/SQL/PostgreSQL", "CSodium": "Sources/Seal",
      "CQREncode": "Kiosk/Devices", "CTerminal": "Kiosk/Terminal", "CZstd": "Sync/Squeeze",
      "CCurl": "Sync/Transport",
      "CMicroHTTPD": "Central/Web",
    ]
    for file in ["Sources", "Kiosk", "Sync", "Central"].flatMap({ tree.files($0) }) {
      for module in file.imports {
        guard let door = doors[module] else { continue }
        #expect(file.path.hasPrefix(door), "\(file.path) imports \(module)")
      }
    }
  }

  @Test func `a file has one subject: none is longer than 400 lines`() {
    for file in Self.code.flatMap({ tree.files($0) }) {
      #expect(file.lines.count <= 400, "\(file.path) has \(file.lines.count) lines")
    }
  }

  @Test func `a function fits a screen: none is longer than 70 lines`() {
    for file in ["Sources", "Kiosk", "Sync", "Central"].flatMap({ tree.files($0) }) {
      for (name, length) in functions(file) where !Self.tables.contains(name) {
        #expect(length <= 70, "\(file.path): \(name) has \(length) lines")
      }
    }
  }

  /// Plain tables, one line a case, which splitting would only scatter.
  private static let tables: Set<String> = ["write", "init", "take", "bring"]

  private func functions(_ file: SourceTree.File) -> [(String, Int)] {
    var found: [(String, Int)] = []
    var open: [(name: String, indent: Int, line: Int)] = []
    for (number, line) in file.lines.enumerated() {
      let indent = line.prefix { $0 == " " }.count
      let words = line.split(whereSeparator: { " (<".contains($0) })
      if let index = words.firstIndex(of: "func"), words.count > index + 1, line.hasSuffix("{") || line.hasSuffix("(") {
        open.append((String(words[index + 1]), indent, number))
      }
      if line.dropFirst(indent).hasPrefix("}"), let last = open.last, indent == last.indent, !line.hasSuffix("{") {
        found.append((last.name, number - last.line + 1))
        open.removeLast()
      }
    }
    return found
  }

  @Test func `nothing is left behind for later`() {
    let marks = ["TO" + "DO", "FIX" + "ME", "HA" + "CK"]
    for file in Self.code.flatMap({ tree.files($0, endings: [".swift", ".c", ".h"]) }) {
      for (number, line) in file.lines.enumerated() {
        #expect(!marks.contains { line.contains($0) }, "\(file.path):\(number + 1)")
      }
    }
  }

  @Test func `the project names no machine and no registry`() {
    let forbidden = ["/wo" + "rk/", "/ro" + "ot/", "/opt/" + "swift"]
    let files =
      Self.code.flatMap { tree.files($0, endings: [".swift", ".c", ".h", ".md"]) }
      + tree.files("docs", endings: [".md"]) + tree.files(".ci", endings: [""])
    for file in files {
      for (number, line) in file.lines.enumerated() {
        #expect(!forbidden.contains { line.contains($0) }, "\(file.path):\(number + 1)")
      }
    }
  }

  /// What is not in the list cannot be worded by an office, and its tables are held complete by no test.
  @Test func `every vocabulary of the screens is in the list of all words`() {
    let files = tree.files("Kiosk/Screens")
    let list = files.first { $0.path.hasSuffix("AllWords.swift") }?.lines.joined() ?? ""
    for line in files.flatMap(\.lines) where line.contains(": String, Vocabulary") {
      let name = line.split(separator: " ").first { $0.hasSuffix(":") }?.dropLast() ?? ""
      #expect(list.contains("\(name).self"), "\(name)")
    }
  }

  @Test func `folders are nouns of the desk or of the machine, never drawers`() {
    let drawers = ["Utils", "Helpers", "Manager", "Common", "Misc"]
    for file in Self.code.flatMap({ tree.files($0) }) {
      #expect(!drawers.contains { file.path.contains($0) }, "\(file.path)")
    }
  }
}
