import Desk
import Devices
import Domain
import Machine
import TestSupport
import Testing

@testable import Node

/// Calls on their way to the loudspeaker.
struct CallRoomTests {
  @Test func `two calls within a second are both spoken, in order, and a call again is too`() throws {
    let office = try DeviceOffice()
    office.speaker.hold()
    for _ in 0..<2 { _ = try office.ticket(.english) }
    try office.press(.callNext(CallNext { $0.desk = 1 }))
    office.serveOnce()
    office.office.pass(Span(milliseconds: 300))
    try office.press(.callNext(CallNext { $0.desk = 2 }))
    office.serveOnce()
    try office.press(.recall(Recall { $0.desk = 1 }))
    office.speaker.letGo()
    try office.serve("three calls") { office.speaker.said.count == 3 }
    #expect(office.speaker.said.map { $0.number?.description } == ["A001", "A002", "A001"])
    #expect(office.speaker.said.map(\.desk) == [1, 2, 1])
    #expect(office.speaker.said[0].languages == [.indonesian, .english])
  }

  @Test(arguments: [VoiceFault.noSynthesiser, .noPlayer, .noCard, .failed, .tooSlow])
  func `a call without a voice is a call, and the state says why it was not heard`(_ fault: VoiceFault) throws {
    let office = try DeviceOffice(FakePrinter(), FakeSpeaker(fault))
    _ = try office.ticket()
    let answer = try office.press(.callNext(CallNext { $0.desk = 2 }))
    #expect(answer.desk == 2)
    try office.serve("told") { office.devices.lines.last?.state == .noVoice }
    #expect(office.devices.lines.last?.english.contains(fault.text.english) == true)
    // What never worked needs nobody; what breaks while playing does.
    if fault != .failed && fault != .tooSlow { #expect(office.alarm(.voice) == nil) }
    office.speaker.set(nil)
    try office.press(.recall(Recall { $0.desk = 2 }))
    try office.serve("heard again") { office.speaker.said.count == 1 && office.devices.lines.last?.state == .ready }
    #expect(office.alarm(.voice) == nil)
    office.speaker.set(fault)
    try office.press(.recall(Recall { $0.desk = 2 }))
    try office.serve("an alarm") { office.alarm(.voice) != nil }
  }

  @Test func `a call a minute old is not spoken any more`() throws {
    let office = try DeviceOffice()
    office.speaker.hold()
    for _ in 0..<2 { _ = try office.ticket() }
    try office.press(.callNext(CallNext { $0.desk = 1 }))
    office.serveOnce()
    try office.press(.callNext(CallNext { $0.desk = 2 }))
    office.serveOnce()
    office.office.pass(.seconds(61))
    office.speaker.letGo()
    try office.serve("silence") { office.devices.lines.last?.waiting == 0 }
    #expect(office.speaker.said.map(\.desk) == [1])
    #expect(office.devices.lines.last?.english.contains("1 calls came too late") == true)
  }

  @Test func `nothing is spoken again after a restart, and mute holds across one`() throws {
    let office = try DeviceOffice()
    _ = try office.ticket()
    try office.press(.callNext(CallNext { $0.desk = 1 }))
    try office.cutPower()
    office.serveOnce()
    try office.devices.mute(true)
    try office.press(.recall(Recall { $0.desk = 1 }))
    office.serveOnce()
    #expect(office.devices.lines.last?.state == .muted)
    try office.cutPower()
    try office.press(.recall(Recall { $0.desk = 1 }))
    office.serveOnce()
    #expect(office.devices.lines.last?.state == .muted)
    try office.devices.mute(false)
    try office.press(.recall(Recall { $0.desk = 1 }))
    try office.serve("the last only") { !office.speaker.said.isEmpty }
    #expect(office.speaker.said.count == 1)
  }

  @Test func `an office that wants no voice gets none`() throws {
    let office = try DeviceOffice()
    _ = try office.ticket()
    try office.press(
      .changeOffice(
        ChangeOffice {
          $0.profile = try DeviceOffice.profile()
          $0.profile.devices.voice = false
        }))
    try office.press(.callNext(CallNext { $0.desk = 1 }))
    office.serveOnce()
    #expect(office.speaker.said.isEmpty && office.devices.lines.last?.state == DeviceState.none)
  }

  /// The real programs where there are any: whatever this PC has, it ends, and says what is missing.
  @Test func `the real speaker ends and names what is missing`() throws {
    let place = TemporaryFolder()
    try Files.makeFolder(place.path, mode: 0o750)
    let bare = ProgramSpeaker(StoreFolder(place.path), cards: place.path + "/none")
    #expect(bare.trouble() != nil)
    #expect(bare.say(Announcement(number: nil, desk: 1, language: .indonesian)) == bare.trouble())
    #expect(Files.list(place.path) == [])
  }

  /// Programs that write down what they are told, in place of the synthesiser and the player.
  private final class Programs {
    let place = TemporaryFolder()
    var folder: StoreFolder { StoreFolder(place.path) }

    init(player: String = "") throws {
      try Files.makeFolder(place.path + "/snd", mode: 0o750)
      try Files.replace(place.path + "/snd/pcmC0D0p", with: [], mode: 0o640)
      try script("espeak-ng", #"for last; do :; done; echo "$2: $last" >> \#(place.path)/log; echo > "$6""#)
      try script(
        "aplay",
        #"shift; for file; do basename "$file" >> \#(place.path)/log; test -e "$file" || exit 1; done; "# + player)
    }

    private func script(_ name: String, _ body: String) throws {
      try Files.replace("\(place.path)/\(name)", with: Array("#!/bin/sh\n\(body)\n".utf8), mode: 0o750)
    }

    func speaker(playingMax: Int = Patience.milliseconds) -> ProgramSpeaker {
      let path = place.path
      return ProgramSpeaker(folder, cards: path + "/snd", playingMax: playingMax) { "\(path)/\($0)" }
    }

    var log: [String] {
      let bytes = (try? Files.read(place.path + "/log", sizeMax: 65_536)) ?? []
      return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { String($0) }
    }
  }

  private let english = Announcement(number: QueueNumber("A007"), desk: 2, language: .english)

  @Test func `without recordings the sentence is synthesised, twice, each language after the other`() throws {
    let programs = try Programs()
    #expect(programs.speaker().say(english) == nil)
    let round = [
      "id: Nomor antrean, A, nol, nol, tujuh, silakan menuju meja dua", "voice-now.wav",
      "en: Queue number, A, zero, zero, seven, please go to desk two", "voice-now.wav",
    ]
    #expect(programs.log == ["voice-now.wav"] + round + round)
    #expect(!Files.exists(programs.place.path + "/voice-now.wav"))
  }

  @Test func `recordings are used when all that are needed are there, and not when one is missing`() throws {
    let programs = try Programs()
    let call = Announcement(number: QueueNumber("A007"), desk: 2, language: .indonesian)
    try Files.makeFolder(programs.place.path + "/voice", mode: 0o750)
    for name in Set(call.fragments) {
      try Files.replace("\(programs.place.path)/voice/\(name).wav", with: [], mode: 0o640)
    }
    #expect(programs.speaker().say(call) == nil)
    let round = call.fragments.map { $0 + ".wav" }
    #expect(programs.log == round + round)
    Files.remove(programs.place.path + "/voice/7.wav")
    #expect(programs.speaker().say(call) == nil)
    #expect(programs.log.dropFirst(round.count * 2).prefix(2) == ["chime.wav", "id: \(call.sentence(.indonesian))"])
  }

  @Test func `a player that fails or hangs is a fault in words, and ends`() throws {
    let (failing, hanging) = (try Programs(player: "exit 1"), try Programs(player: "exec sleep 600"))
    #expect(failing.speaker().say(english) == .failed)
    #expect(hanging.speaker(playingMax: 500).say(english) == .tooSlow)
  }

  @Test func `a program that hangs is ended and nothing of it is left behind`() throws {
    let child = try Child("/bin/sleep", ["600"], isQuiet: true)
    #expect(child.wait(atMost: 50) == nil)
    #expect(!Files.exists("/proc/\(child.process)/stat"))
    #expect(try Child("/bin/true", []).wait(atMost: Patience.milliseconds) == 0)
    #expect(try Child("/bin/false", []).wait(atMost: Patience.milliseconds) == 1)
  }
}
