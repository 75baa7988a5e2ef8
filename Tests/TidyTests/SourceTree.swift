import Machine

/// The project's own files, found from where this test stands.
struct SourceTree {
  let root: String

  init(_ file: String = #filePath) {
    root = file.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
  }

  struct File {
    var path: String
    var lines: [Substring]

    /// Modules it imports, in order.
    var imports: [String] {
      lines.compactMap { line -> String? in
        let words = line.split(separator: " ")
        guard let keyword = words.firstIndex(of: "import"), keyword <= 1, words.count > keyword + 1 else { return nil }
        return String(words[words.count - 1])
      }
    }
  }

  /// All files below a folder that end in one of `endings`.
  func files(_ folder: String, endings: [String] = [".swift"]) -> [File] {
    let path = root + "/" + folder
    return Files.list(path).flatMap { name -> [File] in
      let relative = folder + "/" + name
      if endings.contains(where: name.hasSuffix) {
        guard let bytes = try? Files.read(root + "/" + relative, sizeMax: 1 << 20) else { return [] }
        let text = String(decoding: bytes, as: UTF8.self)
        return [File(path: relative, lines: text.split(separator: "\n", omittingEmptySubsequences: false))]
      }
      return name.contains(".") ? [] : files(relative, endings: endings)
    }
  }
}
