import Domain
import Engine
import Journal
import Transport
import Wire

/// All events one PC holds, each author's from the first on.
public struct Log: Sendable {
  private var authors: [UInt32: [(entry: Entry, link: Digest)]] = [:]

  public init() {}

  /// An event that does not follow on what is held, or is held already.
  public struct OutOfOrder: Error { public let id: EventID }

  mutating func add(_ entry: Entry, _ link: Digest) throws {
    let id = entry.header.id
    guard id.sequence == UInt64(authors[id.node, default: []].count) + 1 else { throw OutOfOrder(id: id) }
    authors[id.node, default: []].append((entry, link))
  }

  public var count: Int { authors.values.reduce(0) { $0 + $1.count } }
  public var marks: [Mark] { authors.keys.sorted().map { Mark($0, UInt64(authors[$0]?.count ?? 0)) } }
  public var ids: [EventID] {
    marks.flatMap { mark in
      (1...mark.sequence).map { EventID(node: UInt32(mark.node), sequence: UInt64($0)) }
    }
  }

  func entries(_ author: UInt32, from sequence: UInt64, limit: Int) -> [(entry: Entry, link: Digest)] {
    Array((authors[author] ?? []).dropFirst(Int(sequence) - 1).prefix(limit))
  }

  public func link(_ author: UInt32, _ sequence: UInt64) -> Digest? {
    guard sequence > 0 else { return .zero }
    let held = authors[author] ?? []
    return sequence <= UInt64(held.count) ? held[Int(sequence) - 1].link : nil
  }

  func standpoint(_ author: UInt32) -> Standpoint {
    let count = UInt64(authors[author]?.count ?? 0)
    return Standpoint(sequence: count, link: link(author, count) ?? .zero)
  }
}

/// The log as the transport reads it.
final class LogSource: EventSource {
  private let log: Log

  init(_ log: Log) { self.log = log }

  func entries(_ author: UInt32, from sequence: UInt64, limit: Int) -> [(entry: Entry, link: Digest)] {
    log.entries(author, from: sequence, limit: limit)
  }

  func link(_ author: UInt32, _ sequence: UInt64) -> Digest? { log.link(author, sequence) }
}
