import Desk
import DeskSocket
import Domain
import Glibc
import Machine
import Node

/// Officers, PINs and sessions. A PIN is typed or piped in, never an argument: arguments are visible to every process.
enum OfficerVerbs {
  private static func pin(_ invocation: Invocation, _ prompt: Bilingual) throws -> String {
    if let pin = Environment.value("LOKET_PIN") { return pin }
    guard let pin = Console.secret(prompt[invocation.global.language]) else { throw UsageFault.missing("PIN") }
    return pin
  }

  /// Typed twice when a person types it.
  private static func newPin(_ invocation: Invocation) throws -> String {
    let first = try pin(invocation, Bilingual("PIN baru (6–12 angka): ", "New PIN (6–12 digits): "))
    guard Console.isTerminal, Environment.value("LOKET_PIN") == nil else { return first }
    let second = try pin(invocation, Bilingual("Ulangi PIN: ", "Repeat the PIN: "))
    guard first == second else { throw UsageFault.pinsDiffer }
    return first
  }

  private static func id(_ invocation: Invocation, _ suffix: String = "") -> String {
    invocation.global.commandID.map { $0 + suffix } ?? PressID.make(.real)
  }

  static func add(_ invocation: Invocation) throws -> Int32 {
    var plain = invocation.arguments
    for name in ["pin-stdin", "no-pin"] { plain.options[name] = nil }
    var reader = try ArgumentReader(plain, positionals: ["login"])
    let command = try Command(.addOfficer, from: &reader)
    guard case .addOfficer(let adding) = command else { return 2 }
    let pin = invocation.has("no-pin") ? nil : try newPin(invocation)
    if let pin, !Pin.isAcceptable(pin) { throw Refusal.pinTooSimple }
    return try Office.with(invocation.global) { desk in
      let answer = try desk.perform(command, id: id(invocation))
      if let pin {
        let set = SetPin {
          $0.login = adding.profile.login
          $0.pin = pin
        }
        _ = try desk.perform(.setPin(set), id: id(invocation, "-pin"))
      }
      Console.out(
        invocation.global.json
          ? ViewText.json(answer)
          : Bilingual(
            "Petugas \(adding.profile.login) ditambahkan" + (pin == nil ? ", belum ber-PIN." : "."),
            "Officer \(adding.profile.login) was added" + (pin == nil ? ", without a PIN." : "."))[
              invocation.global.language])
      return 0
    }
  }

  static func setPin(_ invocation: Invocation) throws -> Int32 {
    let login = try invocation.word(0, "LOGIN")
    let isReset = invocation.has("reset")
    if isReset { try permitReset(StoreFolder(invocation.global.home)) }
    let pin = try newPin(invocation)
    return try Office.with(invocation.global) { desk in
      let set = SetPin {
        $0.login = login
        $0.pin = pin
      }
      let answer: Answer
      if isReset {
        // loketd may have started in the meantime; it would rightly ask for a PIN.
        guard let local = desk as? LocalDesk else { throw Refusal.notWhileRunning }
        answer = try local.resetPin(set, id: id(invocation))
      } else {
        answer = try desk.perform(.setPin(set), id: id(invocation))
      }
      Console.out(
        invocation.global.json
          ? ViewText.json(answer)
          : Bilingual("PIN \(login) terpasang.", "PIN of \(login) is set.")[invocation.global.language])
      return 0
    }
  }

  /// The last head has forgotten the PIN. Whoever owns the store's file could write into it anyway, so that is who may;
  /// root not, whose files loketd could not open afterwards.
  private static func permitReset(_ folder: StoreFolder) throws {
    if SocketDesk.answers(at: folder.socket) { throw Refusal.notWhileRunning }
    var status = stat()
    guard stat(folder.database, &status) == 0 else { throw Refusal.officeNotOpened }
    guard status.st_uid == geteuid() else { throw NotTheOwner(path: folder.database) }
  }

  struct NotTheOwner: Error {
    var path: String

    var text: Bilingual {
      Bilingual(
        "Hanya pemilik \(path) yang boleh memasang ulang PIN. Jalankan sebagai pemiliknya: sudo -u loket loket officer pin "
          + "LOGIN --reset",
        "Only the owner of \(path) may reset a PIN. Run it as the owner: sudo -u loket loket officer pin LOGIN --reset")
    }
  }

  static func login(_ invocation: Invocation) throws -> Int32 {
    let login = try invocation.word(0, "LOGIN")
    let pin = try pin(invocation, Bilingual("PIN: ", "PIN: "))
    return try Office.with(invocation.global) { desk in
      desk.token = nil
      let session = try desk.login(login, pin: pin)
      try SessionFile(StoreFolder(invocation.global.home)).save(session.token)
      Console.out(
        invocation.global.json
          ? ViewText.json(session)
          : Bilingual(
            "Selamat bertugas, \(session.name). Sesi berakhir setelah \(session.idleMinutes) menit tidak dipakai.",
            "Welcome, \(session.name). The session ends after \(session.idleMinutes) minutes without use.")[
              invocation.global.language])
      return 0
    }
  }

  static func logout(_ invocation: Invocation) throws -> Int32 {
    try Office.with(invocation.global) { desk in
      if desk.token != nil { try desk.logout() }
      SessionFile(StoreFolder(invocation.global.home)).remove()
      Console.out(
        invocation.global.json
          ? "{\"done\":true}" : Bilingual("Sudah keluar.", "Logged out.")[invocation.global.language])
      return 0
    }
  }
}
