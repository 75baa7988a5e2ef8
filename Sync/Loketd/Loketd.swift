import Desk
import DeskSocket
import Domain
import Glibc
import Machine
import Node
import SQL
import Store

/// The office node as a service: owns the store and answers the terminals.
@main
struct Loketd {
  static func main() { exit(run(Array(CommandLine.arguments.dropFirst()))) }

  private static let usage = """
    loketd – node kantor PST / the PST office node

      loketd [--home DIR] [--practice 2026-11-20T08.00WIT] [--socket-mode 0660]

    --home DIR         folder kantor / the office's folder ($LOKET_HOME, ~/.local/share/loket)
    --practice WAKTU   latihan dengan jam sendiri / practice with a clock of its own
    --socket-mode MODE izin soket / permissions of the socket (0660)

    Berhenti bersih dengan SIGTERM. / Stops cleanly on SIGTERM.
    """

  private struct Options {
    var home = ""
    var practice: MachineClock?
    var mode: UInt32 = 0o660
  }

  /// An option that was not understood, and what may stand there.
  private struct Misused: Error {
    var option: String
    var expected: String
  }

  private static func options(_ arguments: [String]) throws(Misused) -> Options {
    var options = Options()
    var rest = arguments[...]
    while let word = rest.popFirst() {
      let known = ["--home": "DIR", "--practice": Practice.expected, "--socket-mode": "0660"]
      guard let expected = known[word] else {
        throw Misused(option: word, expected: known.keys.sorted().joined(separator: " | "))
      }
      let misused = Misused(option: word, expected: expected)
      guard let value = rest.popFirst() else { throw misused }
      switch word {
      case "--home": options.home = value
      case "--practice":
        guard let clock = Practice.clock(value) else { throw misused }
        options.practice = clock
      default:
        guard let mode = UInt32(value, radix: 8), mode <= 0o777 else { throw misused }
        options.mode = mode
      }
    }
    if options.home.isEmpty { options.home = StoreFolder.usualPath }
    return options
  }

  private static func say(_ text: String) {
    let line = text + "\n"
    _ = line.withCString { write(2, $0, strlen($0)) }
  }

  private static func run(_ arguments: [String]) -> Int32 {
    if arguments.contains("--help") || arguments.contains("-h") {
      puts(usage)
      return 0
    }
    let options: Options
    do { options = try Self.options(arguments) } catch {
      say("loketd: \(error.option): \(error.expected)\n")
      say(usage)
      return 2
    }
    do {
      try serve(options)
      return 0
    } catch {
      let (code, text) = describe(error)
      // Another node on the same store has its own to say.
      if !(error is StoreFolder.StoreTaken) { TroubleNote(StoreFolder(options.home)).write(text) }
      say(text.indonesian)
      say(text.english)
      return code
    }
  }

  /// No restart heals these; systemd leaves loketd stopped until a person has been here.
  private static let needsPerson: Int32 = 5

  private static func describe(_ error: any Error) -> (Int32, Bilingual) {
    switch error {
    case let taken as StoreFolder.StoreTaken: (3, taken.text)
    case let mismatch as Practice.Mismatch: (3, mismatch.text)
    case let nothing as Repair.NothingToSave: (needsPerson, nothing.text)
    case let stranger as StoreFolder.NotAStore: (needsPerson, stranger.text)
    case let newer as Schema.TooNew: (needsPerson, newer.text)
    case let fault as SQLFault:
      (
        3,
        Bilingual(
          "loketd tidak dapat membuka penyimpanan (\(fault.message)). Yang tersimpan tidak disentuh. Periksa ruang disk dan "
            + "izin folder; lalu, selagi loketd mati: loket store check, dan bila rusak: loket store repair",
          "loketd cannot open the store (\(fault.message)). What is stored was not touched. Check the disk's space and the "
            + "folder's permissions; then, while loketd is stopped: loket store check, and if it is damaged: loket store repair"
        )
      )
    default:
      (
        3,
        Bilingual(
          "loketd berhenti: \(error). Yang tersimpan tidak disentuh. Periksa selagi loketd mati: loket store check",
          "loketd stopped: \(error). What is stored was not touched. Check while loketd is stopped: loket store check")
      )
    }
  }

  private static func serve(_ options: Options) throws {
    // Names and telephone numbers: for the owner and the group, whatever the shell's habit is.
    umask(0o027)
    let bell = try Bell()
    Signals.stopOn(bell)
    let folder = StoreFolder(options.home)
    var surroundings = Surroundings.real(holidays: HolidayStore.holidays(folder))
    if let clock = options.practice { surroundings.clock = clock }
    // Damage met while serving is repaired as at a start: terminals see the node gone for a moment, press again with the
    // same id, and the desk goes on. Not for ever: a disk that fails again and again needs a person.
    for salvages in 0...salvagesMax {
      guard try serve(options, folder, surroundings, bell, salvages) else { break }
    }
    Notify.send("STOPPING=1")
  }

  private static let salvagesMax = 3

  /// Serves until asked to stop, or until damage is met that a salvage may heal; returns which: whether to go on.
  private static func serve(
    _ options: Options, _ folder: StoreFolder, _ surroundings: Surroundings, _ bell: Bell, _ salvages: Int
  ) throws -> Bool {
    // A command without a node holds the store for a moment; another node holds it for good, and answers.
    let patience = SocketDesk.answers(at: folder.socket) ? 1 : 40
    let opened = try folder.open(
      surroundings, practising: options.practice != nil, salvaging: salvages > 0, patience: patience
    ) { Thread.pause(milliseconds: 50) }
    let server = try Server(opened.node, folder: folder, bell: bell, mode: options.mode)
    if !opened.wasClean { server.checkInBackground() }
    TroubleNote(folder).remove()
    HostNote(folder).remove()
    Notify.send("READY=1")
    try server.run { Signals.stopWanted || salvages < salvagesMax && opened.node.metDamage }
    withExtendedLifetime(opened.lock) {}
    return !Signals.stopWanted
  }
}
