import Glibc
import Machine

/// A program as a process, at an end of a bad line or in the open; what it says goes to a file.
public final class Program {
  public let log: String
  private let child: Child
  public private(set) var isOver = false

  public init(
    _ path: String, _ arguments: [String], log: String, on line: BadLine? = nil, at end: BadLine.End = .office
  )
    throws
  {
    self.log = log
    let file = Descriptor(open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640))
    guard file.number >= 0 else { throw SystemFault("open") }
    let (path, arguments) = line.map { $0.words(end, path, arguments) } ?? (path, arguments)
    // The shell becomes the program, with its complaints in the same file.
    child = try withExtendedLifetime(file) {
      try Child("/bin/sh", ["-c", "exec \"$@\" 2>&1", "sh", path] + arguments, output: file.number)
    }
  }

  deinit { if !isOver { child.kill9() } }

  /// How it ended by itself, if it has: the exit code, or 128 and the signal.
  public var endedByItself: Int32? {
    guard !isOver, let ended = child.ended else { return nil }
    isOver = true
    return ended
  }

  public var said: String { String(decoding: (try? Files.read(log, sizeMax: 1 << 22)) ?? [], as: UTF8.self) }

  public func kill() {
    isOver = true
    child.kill9()
  }

  /// Asked to stop; its exit code, or `nil` when it had to be ended by force.
  @discardableResult
  public func stop(atMost milliseconds: Int = patience_ms) -> Int32? {
    isOver = true
    child.send(SIGTERM)
    return child.wait(atMost: milliseconds)
  }

  /// Runs to its end; its exit code and what it said.
  public static func run(
    _ path: String, _ arguments: [String], log: String, on line: BadLine? = nil, at end: BadLine.End = .office
  ) throws -> (code: Int32, said: String) {
    Files.remove(log)
    let program = try Program(path, arguments, log: log, on: line, at: end)
    program.isOver = true
    let code = program.child.wait(atMost: patience_ms)
    return (code ?? -1, program.said)
  }
}

/// Nothing of ours takes this long; what does hangs. Long enough for machines that others use too.
public let patience_ms = 300_000

/// It did not come about.
public struct Never: Error, CustomStringConvertible {
  public var description: String

  public init(_ what: String) { description = "never: \(what)" }
}

/// Looks again until it is so, for what other processes do.
public func comesTrue(_ what: @autoclosure () -> String, _ isSo: () throws -> Bool) throws {
  let pause_ms = 10
  for _ in 0..<patience_ms / pause_ms {
    if (try? isSo()) == true { return }
    Machine.Thread.pause(milliseconds: pause_ms)
  }
  throw Never(what())
}
