import Domain
import Machine
import Node
import Profiles
import Screens
import Seats

/// The head's terminal, which goes over to practice and comes back: the same program with another folder and another clock, as
/// `--home` and `--practice` would have opened it. What a store is for never changes.
enum PracticeTurn {
  /// The office's settings as practice is offered them, in its folder.
  private static let own = "kantor.toml"

  static func admin(_ invocation: Invocation) throws -> Int32 {
    let office = invocation.global
    // Who has opened a practice by the command ends it there.
    let way: PracticeWay = office.practice == nil ? .begin(folder: folder(office)) : .byCommand
    while true {
      let ending = try open(office, way, own: nil)
      guard case .practising(let start) = ending else { return Terminals.code(ending) }
      let ended = try practise(start, office)
      guard ended == .practised else { return Terminals.code(ended) }
    }
  }

  private static func practise(_ start: PracticeStart, _ office: GlobalOptions) throws -> Room.Ending {
    var practice = office
    (practice.home, practice.practice) = (folder(office), start.clock)
    try Files.makeFolder(practice.home, mode: 0o750)
    let path = practice.home + "/" + own
    try Files.replace(path, with: Array(OfficeFile.write(start.profile).utf8), mode: 0o640)
    // A practice is closed on the same days; one without them is no worse for practising.
    let holidays = StoreFolder(practice.home).holidays
    if !Files.exists(holidays),
      let known = try? Files.read(StoreFolder(office.home).holidays, sizeMax: FileLimits.bytesMax)
    {
      try Files.replace(holidays, with: known, mode: 0o640)
    }
    return try open(practice, .end, own: path)
  }

  private static func open(_ global: GlobalOptions, _ way: PracticeWay, own: String?) throws -> Room.Ending {
    let tools = OfficeFounding.tools(StoreFolder(global.home), own: own)
    return try Terminals.run(
      [
        .init(name: Bilingual("Pengaturan", "Settings")) {
          Founding(Admin($0, practice: way, check: SettingsCheck.faults), tools)
        }
      ], global)
  }

  /// Inside the office's own where this user may write there, or is about to make it; loketd's belongs to loketd.
  private static func folder(_ office: GlobalOptions) -> String {
    let isOwn = Files.isWritable(office.home) || !Files.exists(office.home)
    return isOwn ? office.home + "/latihan" : StoreFolder.ownPath + "-latihan"
  }
}
