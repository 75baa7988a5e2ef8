import Domain
import Engine
import Journal
import Machine
import Seal
import Store
import Transport
import Wire

// What changes who this PC is to the centre: another identity, another key of the line.
extension OfficeLine {
  /// Events that take another name in one turn nobody notices; with more of them the desk would stand still for a moment, a
  /// hundred thousand for some seconds. Those wait until nobody has pressed anything for a while.
  private static let changeAtOnceMax: UInt64 = 1_500
  static let calm = Span.minutes(5)

  func mayChange(_ change: Succession) -> Bool {
    if let changeRefused, node.reading.uptime.milliseconds < changeRefused.milliseconds + Self.calm.milliseconds {
      return false
    }
    let last = (try? node.store.newest(node: change.author))??.event.id.sequence ?? 0
    if last <= change.after + Self.changeAtOnceMax { return true }
    guard let lastWrote else { return true }
    return node.reading.uptime.milliseconds >= lastWrote.milliseconds + Self.calm.milliseconds
  }

  func succeed(_ change: Succession) -> Input? {
    var next = record
    next.node = Int(change.become)
    next.memory.cursor = .again
    next.memory.spare = 0
    next.held = []
    next.changes.insert(Int(change.author), at: 0)
    do {
      try node.succeed(change) { next.text }
      record = next
      try lookWhatIsHeld()
      told = Mark(change.become, node.lastSequence)
      changeRefused = nil
      notices.unsay(.identityNotTaken)
      return .tookIdentity(change.become, have: held.marks.list)
    } catch {
      // The disk refused. It is tried again, and the next start finds the same fork. Until then nothing is sent under a
      // name in doubt.
      notices.say(.identityNotTaken)
      (waitingChange, changeRefused) = (change, node.reading.uptime)
      return nil
    }
  }

  /// A new key of the line from the centre, which holds another than this PC: one of the two came back from a copy. Only this
  /// PC can open it, and only the centre can have signed the reply it stood in. Codes given out hold under the old one too.
  func takeLinkKey(_ sealed: [UInt8]) {
    guard let keys, let link = keys.node.open(sealed).flatMap(LinkKey.init) else { return }
    do {
      try node.keepAsEarlier(keys.link)
      let next = LineKeys(office: keys.office, seat: keys.seat, node: keys.node, centre: keys.centre, link: link)
      try next.save(folder.lineKeys)
      self.keys = next
      node.adopt(linkKey: link, codes: codes)
      hasNewKey = true
      notices.unsay(.newKeyNotKept)
    } catch {
      // The centre gives another at the next call.
      notices.say(.newKeyNotKept)
    }
  }

  /// The office's code keys from the centre, in a reply it has signed to this PC's own call. Where the disk refuses them
  /// they hold until this program ends; the next one tells the centre of those on the disk, and is given them again.
  func takeCodes(_ sealed: [UInt8]) {
    guard let keys, let ring = keys.node.codeKeys(in: sealed) else { return }
    codes = ring
    node.adopt(ring)
    try? CodeKeyFile.save(ring, of: keys.office, folder.codeKeys)
  }
}
