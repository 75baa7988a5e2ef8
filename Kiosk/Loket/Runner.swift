import Desk
import DeskSocket
import Domain
import JSON
import Machine
import Node

/// Carries out one invocation and prints what came of it.
struct Runner {
  let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  func run() throws -> Int32 {
    if let screen = invocation.verb.screen, invocation.verb.opensScreen(invocation.arguments), Terminals.canRun,
      !invocation.global.json, !invocation.global.watch
    {
      return try screen(invocation)
    }
    switch invocation.verb.action {
    case .perform(let kind): return try perform(kind)
    case .show(let kind): return try show(kind)
    case .run(let body, _): return try body(invocation)
    }
  }

  private func required() throws {
    for (index, positional) in invocation.verb.positionals.enumerated()
    where !positional.hasSuffix("?") && !positional.hasSuffix("…") {
      let given = invocation.arguments.words.count > index || invocation.arguments.options[positional] != nil
      guard given else { throw UsageFault.missing(positional.uppercased()) }
    }
    // What a desk does to whoever is there needs the desk or the visit.
    if invocation.verb.positionals == ["visit?"], invocation.arguments.words.isEmpty,
      invocation.arguments.options["visit"] == nil, invocation.arguments.options["desk"] == nil
    {
      throw UsageFault.missing("--desk N")
    }
  }

  private func perform(_ kind: CommandKind) throws -> Int32 {
    if kind == .rate, invocation.arguments.options["desk"] != nil { return try rateAtDesk() }
    try required()
    // What is typed wrongly is said without asking anybody.
    let coded = reservationCode
    let ready = coded == nil ? try command(kind, invocation.arguments) : nil
    return try Office.with(invocation.global) { desk in
      let command = try ready ?? self.command(kind, withReservation(coded, asking: desk))
      // Visitors rate, also on a PC where an officer is logged in.
      if kind == .rate { desk.token = nil }
      let id = invocation.global.commandID ?? PressID.make(.real)
      let answer: Answer
      do { answer = try desk.perform(command, id: id) } catch let lost as DeskUnreachable {
        throw Unanswered(id: id, reason: lost.reason)
      }
      if invocation.global.json {
        Console.out(String(decoding: JSONWriter.write(answer), as: UTF8.self))
      } else {
        Console.out(AnswerText(command, answer, invocation.global.language).text(asking: desk))
      }
      return 0
    }
  }

  /// The visit that was just finished at a desk, as the screen there would offer it: `loket rate --desk 2 review petugas=9`.
  private func rateAtDesk() throws -> Int32 {
    let text = invocation.arguments.options["desk"]?.last ?? ""
    guard let number = Int(text), number > 0 else { throw UsageFault.wrong(option: "desk", expected: "1, 2, …") }
    let offer = try Office.with(invocation.global) { desk in
      guard case .rating(let view) = try desk.read(.rating(DeskQuery { $0.desk = number })) else { return RatingView() }
      return view
    }
    guard let visit = offer.visit else { throw NobodyToRate(desk: number) }
    var arguments = invocation.arguments
    arguments.options["desk"] = nil
    arguments.words.insert(visit.description, at: 0)
    return try Runner(Invocation(verb: invocation.verb, arguments: arguments, global: invocation.global)).perform(.rate)
  }

  /// Nothing is missing from what was typed: there is nobody to ask.
  struct NobodyToRate: Error {
    var desk: Int

    var text: Bilingual {
      Bilingual(
        "Di meja \(desk) tidak ada kunjungan yang baru selesai dan belum dinilai; tidak ada yang disimpan. Selesaikan dahulu "
          + "(loket finish --desk \(desk)), atau sebut nomornya: loket rate A007 review petugas=9",
        "No visit has just been finished at desk \(desk) and is still unrated; nothing was stored. Finish one first "
          + "(loket finish --desk \(desk)), or name its number: loket rate A007 review petugas=9")
    }
  }

  private func command(_ kind: CommandKind, _ arguments: Arguments) throws -> Command {
    var reader = try ArgumentReader(arguments, positionals: invocation.verb.fields)
    do { return try Command(kind, from: &reader) } catch UsageFault.wrong("reservation", let expected) {
      throw UsageFault.wrong(option: "reservation", expected: expected + " | R1-42-7KQ2")
    }
  }

  /// A reservation may be named by the code that its confirmation shows, too: its place among the words.
  private var reservationCode: Int? {
    let words = invocation.arguments.words
    guard let place = invocation.verb.fields.firstIndex(of: "reservation"), words.indices.contains(place),
      EventID(word: words[place]) == nil,
      ShortCode.readings(of: words[place]).contains(where: { $0.kind == .reservation })
    else { return nil }
    return place
  }

  /// The node knows whether the letters of the code are right.
  private func withReservation(_ place: Int?, asking desk: any Desk) throws -> Arguments {
    var arguments = invocation.arguments
    guard let place else { return arguments }
    var query = CodeQuery()
    query.text = arguments.words[place]
    guard case .code(let view) = try desk.read(.code(query)), let id = view.reservation else {
      throw Refusal.codeUnknown
    }
    arguments.words[place] = id.description
    // A booking that has not come down the line yet is known by its code alone.
    if arguments.options["code"] == nil, invocation.verb.options.contains(where: { $0.name == "code" }) {
      arguments.options["code"] = [query.text]
    }
    return arguments
  }

  private func show(_ kind: QueryKind) throws -> Int32 {
    try required()
    var reader = try ArgumentReader(invocation.arguments, positionals: invocation.verb.fields)
    let query = try Query(kind, from: &reader)
    if invocation.global.watch { return try watch(query) }
    return try Office.with(invocation.global) { desk in
      print(try desk.read(query))
      return 0
    }
  }

  /// Shows every change until nobody reads any more, also across a restart of the node. Without a running node the
  /// store is looked at once a second and left to others in between.
  private func watch(_ query: Query) throws -> Int32 {
    var last: View?
    var isCutOff = false
    while !Console.isReaderGone {
      do {
        try Office.with(invocation.global) { desk in
          let watch = try desk.watch(query)
          repeat {
            guard let view = try watch.next(milliseconds: 1_000), view != last || isCutOff else { continue }
            print(view)
            (last, isCutOff) = (view, false)
          } while desk is SocketDesk && !Console.isReaderGone
        }
      } catch let lost where last != nil && Self.isPassing(lost) {
        if !isCutOff { Console.error(Self.cutOff[invocation.global.language]) }
        isCutOff = true
      }
      Thread.pause(milliseconds: 1_000)
    }
    return 0
  }

  private static func isPassing(_ error: any Error) -> Bool {
    error is DeskUnreachable || error is StoreFolder.StoreTaken
  }

  private static let cutOff = Bilingual(
    "Sambungan ke loketd terputus; yang terlihat mungkin sudah berubah. Menyambung lagi …",
    "The connection to loketd was lost; what is shown may have changed. Connecting again …")

  private func print(_ view: View) {
    if invocation.global.json {
      var writer = JSONWriter()
      writer.must { try view.write(to: &$0) }
      Console.out(String(decoding: writer.bytes, as: UTF8.self))
    } else {
      Console.out(ViewText(invocation.global.language).text(view))
    }
  }
}
