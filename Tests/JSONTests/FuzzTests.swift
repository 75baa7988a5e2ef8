import Desk
import Domain
import JSON
import TestSupport
import Testing

/// Anything may arrive at a socket. Two hundred thousand lines, and each ends as a request or as a named fault.
@Suite struct `Lines of any bytes` {
  static let parts = 20
  static let linesPerPart = 10_000

  private static let sound: [[UInt8]] = {
    var filler = RandomFiller(seed: 99)
    var lines: [[UInt8]] = []
    for round in 0..<3 {
      for kind in CommandKind.allCases {
        guard let command = try? Command(kind, from: &filler) else { continue }
        lines.append(Request(id: Int64(round), token: "t", ask: .perform(command, id: "p")).line.dropLast())
      }
      for kind in QueryKind.allCases {
        guard let query = try? Query(kind, from: &filler) else { continue }
        lines.append(Request(id: Int64(round), token: nil, ask: .watch(query)).line.dropLast())
      }
    }
    lines.append(Request(id: 1, token: nil, ask: .login("a", pin: "1234")).line.dropLast())
    lines.append(Request(id: 1, token: nil, ask: .maintain(.backup(path: "/x"))).line.dropLast())
    return lines.filter { $0.count < 320 }
  }()

  private static let marks = Array("{}[]\":,\\u0129eE.-+ntf \u{7F}".utf8)

  @Test(arguments: 0..<parts)
  func `are a request or a fault that says where`(_ part: Int) {
    for index in 0..<Self.linesPerPart {
      let seed = part * Self.linesPerPart + index
      var dice = Dice(seed: seed)
      let bytes =
        switch index % 10 {
        case 0: dice.bytes(dice.roll(0...40))
        case 1: (0..<dice.roll(0...40)).map { _ in dice.pick(Self.marks) }
        default: dice.mutated(dice.pick(Self.sound), with: Self.marks)
        }
      do {
        let request = try Request(line: bytes[...])
        let line = request.line.dropLast()
        // A command that names no visit may be asked for and is refused by the desk; said out loud, "0-0" is refused here.
        let namesNone = String(decoding: line, as: UTF8.self).contains("\"visit\":\"0-0\"")
        guard namesNone || (try? Request(line: line)) == request else {
          Issue.record("seed \(seed): read, written and read differently")
          continue
        }
      } catch {
        // The name may be empty: {"":1} has a field of that name.
        guard case .malformed(_, let expected) = error.refusal else {
          if error.refusal != .versionUnknown { Issue.record("seed \(seed): \(error)") }
          continue
        }
        if expected.isEmpty { Issue.record("seed \(seed): a fault that does not say what was expected") }
      }
    }
  }

  @Test func `cut anywhere are a fault`() {
    for line in Self.sound.prefix(60) {
      for count in line.indices where count > 0 {
        #expect(throws: Request.Malformed.self) { try Request(line: line[..<count]) }
      }
    }
  }

  @Test func `never bring a terminal down either`() throws {
    var filler = RandomFiller(seed: 3)
    var lines: [[UInt8]] = []
    for kind in QueryKind.allCases { lines.append(Reply.view(kind, try View(kind, from: &filler)).line(to: 1)) }
    lines = lines.map { Array($0.prefix(400)) } + [Reply.done.line(to: 2)]
    for seed in 0..<10_000 {
      var dice = Dice(seed: seed)
      _ = Reply.read(line: dice.mutated(dice.pick(lines), with: Self.marks)[...])
    }
  }
}
