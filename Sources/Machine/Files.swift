import Glibc

/// The few things the programs do with files themselves; the store's own files belong to SQLite.
public enum Files {
  /// Reads a whole small file.
  public static func read(_ path: String, sizeMax: Int) throws -> [UInt8] {
    let file = Descriptor(try system("open") { open(path, O_RDONLY | O_CLOEXEC) })
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = try chunk.withUnsafeMutableBytes { try file.read(into: $0) }
      guard let count, count > 0 else { return bytes }
      bytes.append(contentsOf: chunk[..<count])
      guard bytes.count <= sizeMax else { throw SystemFault("read", EFBIG) }
    }
  }

  /// Writes a small file whole or not at all: a new file, synced, renamed over the old.
  public static func replace(_ path: String, with bytes: [UInt8], mode: mode_t) throws {
    let temporary = path + ".new"
    unlink(temporary)
    do {
      let file = Descriptor(
        try system("open") { open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode) })
      var written = 0
      while written < bytes.count {
        written += try bytes[written...].withUnsafeBytes { try file.write($0) } ?? 0
      }
      try system("fsync") { fsync(file.number) }
    }
    try system("rename") { rename(temporary, path) }
    try syncFolder(of: path)
  }

  /// Copies a file of any size for the owner and the group; a new one, or the fault says that it is there.
  public static func copy(_ path: String, to other: String) throws {
    let source = Descriptor(try system("open") { open(path, O_RDONLY | O_CLOEXEC) })
    let copy = Descriptor(try system("open") { open(other, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o640) })
    var block = [UInt8](repeating: 0, count: 1 << 20)
    while let count = try block.withUnsafeMutableBytes({ try source.read(into: $0) }), count > 0 {
      var written = 0
      while written < count {
        written += try block[written..<count].withUnsafeBytes { try copy.write($0) } ?? 0
      }
    }
    try system("fsync") { fsync(copy.number) }
  }

  public static func makeFolder(_ path: String, mode: mode_t) throws {
    var made = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      made += made.isEmpty && part.isEmpty ? "/" : (made.isEmpty || made == "/" ? "" : "/") + part
      if made.isEmpty || exists(made) { continue }
      try system("mkdir") { mkdir(made, mode) == 0 || errno == EEXIST ? 0 : -1 }
    }
  }

  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  public static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

  public static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }

  public static func size(_ path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : nil
  }

  /// The machine's own number for a file: another one once it was copied or brought back.
  public static func identity(_ path: String) -> UInt64? {
    var status = stat()
    return stat(path, &status) == 0 ? UInt64(status.st_ino) : nil
  }

  public static func remove(_ path: String) { unlink(path) }

  public static func move(_ path: String, to other: String) throws {
    try system("rename") { rename(path, other) }
    try syncFolder(of: other)
  }

  /// For the owner and the group only.
  public static func restrict(_ path: String) throws { try system("chmod") { chmod(path, 0o640) } }

  /// A folder in which the group may make files too, whatever the process's mask.
  public static func share(_ folder: String) throws { try system("chmod") { chmod(folder, 0o770) } }

  /// For its folder's company to read, whatever the process's mask.
  public static func show(_ path: String) throws { try system("chmod") { chmod(path, 0o644) } }

  /// What was written to the file is on the disk.
  public static func sync(_ path: String) throws {
    let file = Descriptor(try system("open") { open(path, O_RDONLY | O_CLOEXEC) })
    try system("fsync") { fsync(file.number) }
  }

  /// A renamed or created file is only safe once its folder is.
  public static func syncFolder(of path: String) throws {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let descriptor = Descriptor(
      try system("open") { open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) })
    try system("fsync") { fsync(descriptor.number) }
  }

  /// Names in a folder, sorted; empty when there is no such folder.
  public static func list(_ folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Removes a folder of our own making, with all that lies in it. Links are removed, never followed.
  public static func removeTree(_ folder: String) {
    for name in list(folder) {
      let path = folder + "/" + name
      if unlink(path) != 0 && errno == EISDIR { removeTree(path) }
    }
    rmdir(folder)
  }

  /// This process's number, for names that no other process uses.
  public static var processNumber: Int { Int(getpid()) }

  /// Bytes an unprivileged process may still write where `path` lies.
  public static func freeSpace(at path: String) -> Int? {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return nil }
    return Int(status.f_bavail) * Int(status.f_frsize)
  }
}

/// One small text at the head of a file, written over again and again without waiting for the disk.
public final class Slate {
  private let file: Descriptor

  public init(at path: String) throws {
    file = Descriptor(try system("open") { open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o640) })
  }

  /// In one call, so that a process killed at any moment leaves the old text or the new.
  public func write(_ bytes: [UInt8]) throws {
    _ = try transfer("pwrite") { bytes.withUnsafeBytes { pwrite(file.number, $0.baseAddress, $0.count, 0) } }
  }
}

/// A lock on a file, held until released or until the process ends, however it ends.
public final class FileLock {
  private let file: Descriptor

  /// `nil` when another process holds it.
  public init?(at path: String) throws {
    file = Descriptor(try system("open") { open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640) })
    if flock(file.number, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK else { throw SystemFault("flock") }
      return nil
    }
    // Who holds it, for the message to whoever comes second.
    ftruncate(file.number, 0)
    let text = Array("\(getpid())\n".utf8)
    _ = try text.withUnsafeBytes { try file.write($0) }
  }

  /// The process that holds the lock, as it wrote itself down.
  public static func holder(of path: String) -> Int? {
    guard let bytes = try? Files.read(path, sizeMax: 64) else { return nil }
    return Int(String(decoding: bytes, as: UTF8.self).filter(\.isNumber))
  }
}
