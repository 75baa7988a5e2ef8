import Glibc
import Machine
import PostgreSQL
import SQL

/// A real PostgreSQL server that belongs to this run of the tests: in a folder of its own under /tmp, reachable through
/// a socket in that folder only. Nothing has to be set up by hand.
///
/// A shell watches over it and holds one end of a pipe. However the tests end, the other end closes then, and the shell
/// stops the server and removes the folder.
public final class TemporaryPostgres: @unchecked Sendable {  // Nothing changes after `init`; `Child` is for the shell.
  public let folder: String
  private let tether: Descriptor
  private let shell: Child

  /// One for all suites, started when the first asks.
  public static func shared() throws -> TemporaryPostgres { try one.get() }
  private static let one = Result { try TemporaryPostgres() }

  /// Durability costs what it costs only where it is tested.
  public init(isDurable: Bool = false) throws {
    guard let programs = Self.programs else { throw Missing() }
    folder = "/tmp/loket-pg-\(UInt64.random(in: 0...UInt64.max))"
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw SystemFault("pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let watched = Descriptor(ends[0])
    tether = Descriptor(ends[1])
    let sync = isDurable ? "on" : "off"
    let options =
      "-c listen_addresses= -c unix_socket_directories=\(folder) -c fsync=\(sync) -c full_page_writes=\(sync) -c jit=off "
      + "-c shared_buffers=64MB -c max_connections=400 -c autovacuum=off -c log_min_messages=fatal"
    let words = ["-c", Self.watch, "sh", folder, programs, options] + Self.asServerUser
    shell = try withExtendedLifetime(watched) { try Child("/bin/sh", words, input: watched.number) }
    try waitUntilReady()
  }

  deinit { withExtendedLifetime((tether, shell)) {} }

  /// No PostgreSQL is installed here: `make deps`.
  public struct Missing: Error {}

  private static let watch = """
    folder=$1 programs=$2 options=$3; shift 3
    trap '' INT TERM HUP
    mkdir -m 700 "$folder" && if [ $# -gt 0 ]; then chown postgres "$folder"; fi
    cd /
    "$@" "$programs/initdb" -D "$folder/data" -U loket -A trust -E UTF8 --no-locale --no-sync >"$folder/initdb.log" 2>&1
    "$@" "$programs/pg_ctl" -D "$folder/data" -w -l "$folder/log" -o "$options" start >/dev/null 2>&1
    cat >/dev/null
    "$@" "$programs/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1
    rm -rf "$folder"
    """

  /// The server refuses to run as root.
  private static var asServerUser: [String] {
    getuid() == 0 ? ["/usr/bin/setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] : []
  }

  private static var programs: String? {
    let versions = Files.list("/usr/lib/postgresql").compactMap { Int($0) }
    return versions.max().map { "/usr/lib/postgresql/\($0)/bin" }
  }

  private func waitUntilReady() throws {
    var last: (any Error)?
    for _ in 0..<2_000 {
      do {
        _ = try PostgreSQLConnection(place("postgres"))
        return
      } catch { last = error }
      Machine.Thread.pause(milliseconds: 30)
    }
    throw last ?? Missing()
  }

  /// The address of one of its databases.
  public func place(_ database: String) -> PostgreSQLPlace {
    PostgreSQLPlace(address(database))
  }

  /// An empty database nobody else uses.
  public func database() throws -> PostgreSQLPlace { PostgreSQLPlace(try databaseAddress()) }

  /// The same in the words that a program is told.
  public func databaseAddress() throws -> String {
    let name = "test_\(UInt64.random(in: 0...UInt64.max))"
    try PostgreSQLConnection(place("postgres")).execute("CREATE DATABASE \(name) TEMPLATE template0")
    return address(name)
  }

  private func address(_ database: String) -> String { "host=\(folder) user=loket dbname=\(database)" }

  /// As a machine does that loses its server and gets it back: sessions end without farewell when `abruptly`.
  public func restart(abruptly: Bool = true) throws {
    guard let programs = Self.programs else { throw Missing() }
    let words =
      Self.asServerUser + [
        programs + "/pg_ctl", "-D", folder + "/data", "-m", abruptly ? "immediate" : "fast", "-w", "-l",
        folder + "/log",
        "restart",
      ]
    let code = try Child("/usr/bin/env", words).wait()
    guard code == 0 else { throw SystemFault("pg_ctl", Int32(code)) }
  }
}
