import Glibc

/// Whether snapshots are to be written anew.
enum Recording {
  static var isWanted: Bool { getenv("LOKET_RECORD") != nil }
}
