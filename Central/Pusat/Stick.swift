import Machine
import Wire

/// A file on somebody's stick and its doubles in the centre's folder, for whoever serves from there.
///
/// That one runs as a service that sees no homes, no other's temporary files and writes to no stick; the person who gives the
/// command does.
final class Stick {
  /// A parcel and what seals it.
  static let bytesMax = WireLimits.parcelBytesMax + 1_024

  private let reply: String
  private let taken: String
  private let made: String

  /// What is asked of the one that serves.
  var words: [String] { ["import", taken, "--reply", made] }

  /// `nil` for what carries no file.
  init?(_ options: Options) throws {
    guard options.words.first == "import", options.words.count == 2, let reply = options.values["reply"] else {
      return nil
    }
    guard !Files.exists(reply) else { throw PusatFault.replyExists(reply) }
    self.reply = reply
    // Names nobody else gives: two commands may run at once.
    taken = options.store + "/carried-\(Files.processNumber).lktu"
    made = options.store + "/carried-\(Files.processNumber)-reply.lktu"
    let bytes = try Self.read(options.words[1])
    do {
      Files.remove(made)
      try Files.replace(taken, with: bytes, mode: 0o600)
      // The folder is the centre's alone; its user may be another than whoever gives the command.
      try Files.show(taken)
    } catch {
      throw PusatFault.badFile(taken, why: "\(error)")
    }
  }

  deinit {
    Files.remove(taken)
    Files.remove(made)
  }

  /// The answer, once what the centre has written stands where it was asked for.
  func bringOut(_ answer: (Int32, String)) throws -> (Int32, String) {
    guard answer.0 == 0 else { return answer }
    try Self.write(try Self.read(made), to: reply)
    return answer
  }

  static func read(_ path: String) throws -> [UInt8] {
    do { return try Files.read(path, sizeMax: bytesMax) } catch { throw PusatFault.badFile(path, why: "\(error)") }
  }

  /// Sealed for one office: whoever carries it may read it, and sees nothing.
  static func write(_ bytes: [UInt8], to path: String) throws {
    do {
      try Files.replace(path, with: bytes, mode: 0o600)
      // A stick without owners has it so already, and refuses.
      try? Files.show(path)
    } catch {
      throw PusatFault.badFile(path, why: "\(error)")
    }
  }
}
