import Glibc
import Machine

/// `loket-bench [--folder DIR] [--programs DIR] [--line] [ROW …]`: one line a row. `--line`: the rows that need a bad line.
@main
struct Main {
  static let rows =
    Tickets.rows + [GroupCommit.row, Pictures.row] + BigStores.rows + Programs.rows + Frames.rows + Presses.rows
    + Payloads.rows + [Receiving.row, Draining.row, Applying.row, Uploading.row, Uploading.identity, Worlds.row]

  static func main() {
    Signals.ignoreBrokenPipes()
    var arguments = Array(CommandLine.arguments.dropFirst())[...]
    var folder = "/tmp/loket-bench-\(getpid())"
    var programs = CommandLine.arguments[0].split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    var names: [String] = []
    var rows = rows
    while let word = arguments.popFirst() {
      switch word {
      case "--folder": folder = arguments.popFirst() ?? folder
      case "--programs": programs = arguments.popFirst() ?? programs
      case "--line": rows = LineRows.rows
      default: names.append(word)
      }
    }
    guard let unknown = names.first(where: { name in !rows.contains { $0.name == name } }) else {
      exit(run(rows.filter { names.isEmpty || names.contains($0.name) }, folder, programs))
    }
    print("unknown row: \(unknown); rows: \(rows.map(\.name).joined(separator: ", "))")
    exit(2)
  }

  private static func run(_ rows: [Row], _ folder: String, _ programs: String) -> Int32 {
    var short = 0
    do {
      let bench = try Bench(folder: folder, programs: programs)
      for row in rows {
        let outcome = try row.measure(bench)
        print(row.line(outcome))
        fflush(nil)
        if !outcome.holds { short += 1 }
      }
    } catch {
      print("failed: \(error)")
      return 1
    }
    return 0
  }
}
