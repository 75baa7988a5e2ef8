import Desk
import Domain
import Machine
import Node
import Profiles

/// Setting up and changing the office from profile files.
enum OfficeVerbs {
  static func initialise(_ invocation: Invocation) throws -> Int32 {
    guard let profile = try profile(invocation) else { return 1 }
    let folder = StoreFolder(invocation.global.home)
    try folder.make()
    let beside = OfficeFounding.holidaysBeside(try invocation.word(0, "FILE"))
    if let path = invocation.option("holidays") ?? beside {
      guard try install(path, folder, invocation) else { return 1 }
    }
    var command = OpenOffice()
    command.profile = profile
    if let text = invocation.option("day") {
      guard let day = Day(word: text) else { throw UsageFault.wrong(option: "day", expected: Day.expected) }
      command.day = day
    }
    return try Office.with(invocation.global) { desk in
      let answer = try desk.perform(.openOffice(command), id: invocation.global.commandID ?? PressID.make(.real))
      guard case .day(let day) = try desk.read(.day(DayQuery())) else { return 3 }
      Console.out(
        invocation.global.json ? ViewText.json(answer) : ready(profile, folder, day.day)[invocation.global.language])
      return 0
    }
  }

  /// Names the date: service days never go back, so a clock that is years ahead must be seen before the first guest.
  private static func ready(_ profile: OfficeProfile, _ folder: StoreFolder, _ day: Day?) -> Bilingual {
    Bilingual(
      "Kantor \(profile.code) \(profile.name) siap di \(folder.path).\nHari layanan pertama: "
        + "\(day?.spoken(.indonesian) ?? "–"). Bila salah, betulkan jam komputer sebelum tamu pertama.\n"
        + "Langkah berikut: loket officer add NAMA --name \"Nama Lengkap\" --roles head",
      "Office \(profile.code) \(profile.name) is ready in \(folder.path).\nFirst service day: "
        + "\(day?.spoken(.english) ?? "–"). If that is wrong, set the PC's clock before the first guest.\n"
        + "Next: loket officer add LOGIN --name \"Full Name\" --roles head")
  }

  static func change(_ invocation: Invocation) throws -> Int32 {
    guard let profile = try profile(invocation) else { return 1 }
    return try Office.with(invocation.global) { desk in
      let answer = try desk.perform(
        .changeOffice(ChangeOffice { $0.profile = profile }), id: invocation.global.commandID ?? PressID.make(.real))
      Console.out(
        invocation.global.json
          ? ViewText.json(answer)
          : Bilingual("Pengaturan kantor diganti.", "The office's settings were replaced.")[invocation.global.language])
      return 0
    }
  }

  static func check(_ invocation: Invocation) throws -> Int32 {
    let path = try invocation.word(0, "FILE")
    let bytes = try Files.read(path, sizeMax: FileLimits.bytesMax)
    if isHolidays(bytes) {
      switch HolidayFile.read(bytes) {
      case .failure(let faults): return report(faults, path, invocation)
      case .success(let file):
        found(
          Bilingual(
            "\(path): \(file.days.count) hari libur tahun \(file.year), terbaca tanpa kesalahan.",
            "\(path): \(file.days.count) holidays of \(file.year), read without faults."), invocation)
        return 0
      }
    }
    switch OfficeFile.read(bytes) {
    case .failure(let faults): return report(faults, path, invocation)
    case .success(let profile):
      found(
        Bilingual(
          "\(path): kantor \(profile.code) \(profile.name), terbaca tanpa kesalahan.",
          "\(path): office \(profile.code) \(profile.name), read without faults."), invocation)
      return 0
    }
  }

  static func show(_ invocation: Invocation) throws -> Int32 {
    try Office.with(invocation.global) { desk in
      guard case .profile(let view) = try desk.read(.profile(Empty())) else { return 3 }
      Console.out(invocation.global.json ? ViewText.json(view) : OfficeFile.write(view.profile))
      return 0
    }
  }

  static func installHolidays(_ invocation: Invocation) throws -> Int32 {
    let folder = StoreFolder(invocation.global.home)
    guard try install(try invocation.word(0, "FILE"), folder, invocation) else { return 1 }
    found(
      Bilingual(
        "Hari libur terpasang; node yang berjalan memakainya dalam setengah menit.",
        "Holidays are installed; a running node uses them within half a minute."), invocation)
    return 0
  }

  private static func install(_ path: String, _ folder: StoreFolder, _ invocation: Invocation) throws -> Bool {
    guard let faults = try OfficeFounding.installHolidays(path, folder) else { return true }
    _ = report(faults, path, invocation)
    return false
  }

  private static func isHolidays(_ bytes: [UInt8]) -> Bool {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").contains { $0.hasPrefix("[[holiday]]") }
  }

  private static func profile(_ invocation: Invocation) throws -> OfficeProfile? {
    let path = try invocation.word(0, "FILE")
    switch try OfficeFounding.read(path) {
    case .success(let profile): return profile
    case .failure(let faults):
      _ = report(faults, path, invocation)
      return nil
    }
  }

  /// Nothing wrong: a sentence, or for scripts an empty list of faults.
  private static func found(_ text: Bilingual, _ invocation: Invocation) {
    Console.out(invocation.global.json ? "{\"faults\":[]}" : text[invocation.global.language])
  }

  private static func report(_ faults: ProfileFaults, _ path: String, _ invocation: Invocation) -> Int32 {
    let language = invocation.global.language
    if invocation.global.json {
      let list = faults.list.map { fault in
        "{\"line\":\(fault.line),\"field\":\(Failure.quoted(fault.field)),\"id\":\(Failure.quoted(fault.message.indonesian)),"
          + "\"en\":\(Failure.quoted(fault.message.english))}"
      }
      Console.out("{\"faults\":[\(list.joined(separator: ","))],\"more\":\(faults.hasMore)}")
      return 1
    }
    for fault in faults.list { Console.error("\(path): \(fault.text(language))") }
    if faults.hasMore { Console.error(Bilingual("… dan lainnya.", "… and more.")[language]) }
    Console.error(Bilingual("Tidak ada yang diubah.", "Nothing was changed.")[language])
    return 1
  }
}
