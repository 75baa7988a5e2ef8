import Domain
import Machine
import Node
import Transport

/// A file on somebody's stick and its double in the office's folder.
///
/// loketd runs as a user of its own that sees neither homes nor sticks; the person who gives the command does. So the command
/// reads and writes the stick, and hands the bytes over where both may go.
struct Carriage {
  private let path: String
  /// Where the node finds it, or leaves it: beside the store, and on the stick itself where no loketd has made that place.
  let atNode: String

  init(home: String, path: String) {
    self.path = path
    let folder = StoreFolder(home).carried
    // Names nobody else gives: two commands may run at once.
    atNode = Files.isWritable(folder) ? folder + "/\(Files.processNumber).lktu" : path
  }

  private var isCarried: Bool { atNode != path }

  /// What lies on the stick already is never written over.
  func isFree(_ invocation: Invocation) throws -> Bool {
    leave()
    guard Files.exists(path) else { return true }
    Console.error(
      Bilingual("Berkas itu sudah ada dan tidak disentuh.", "That file exists already and was left alone.")[
        invocation.global.language])
    return false
  }

  func bringIn() throws {
    guard isCarried else { return }
    try Files.replace(atNode, with: try Files.read(path, sizeMax: Carried.bytesMax), mode: 0o600)
    try Files.show(atNode)
  }

  func bringOut() throws {
    guard isCarried else { return }
    try Files.replace(path, with: try Files.read(atNode, sizeMax: Carried.bytesMax), mode: 0o600)
    // Sealed for the centre: another user takes it in there. A stick without owners has it so already, and refuses.
    try? Files.show(path)
  }

  func leave() { if isCarried { Files.remove(atNode) } }
}
