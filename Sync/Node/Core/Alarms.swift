import Domain
import Journal
import SQL

/// What is wrong in the background, for the status page. A failure nobody can see is a failure twice.
public final class Alarms {
  public enum Source: String, CaseIterable, Sendable {
    case clock, store, disk, log, check, retention, printer, voice
    /// The line to the centre: how it stands, what the centre has set aside, whose identity changed, its clock.
    case line, parked, identity, offset
    /// Two visitors hold one number.
    case numbers

    /// What those at the desks work with: nobody there opens the status page to find out that the day is the wrong one.
    static let atDesks: [Source] = [.store, .disk, .numbers, .clock, .check, .log, .printer, .voice]
  }

  public struct Alarm: Equatable, Sendable {
    public var source: Source
    public var text: Bilingual
    public var since: Moment
  }

  public private(set) var current: [Alarm] = []

  /// What hinders or falsifies the work at the desks, the gravest first.
  public var atDesks: [Alarm] { Source.atDesks.compactMap { source in current.first { $0.source == source } } }

  /// Raises, renews or clears the alarm of one source.
  public func set(_ source: Source, _ text: Bilingual?, at now: Moment) {
    if text == nil, !current.contains(where: { $0.source == source }) { return }
    let since = current.first { $0.source == source }?.since
    current.removeAll { $0.source == source }
    guard let text else { return }
    current.append(Alarm(source: source, text: text, since: since ?? now))
    current.sort { $0.source.rawValue < $1.source.rawValue }
  }
}

extension ClockAlarm {
  var text: Bilingual {
    func length(_ span: Span) -> (String, String) {
      let minutes = abs(span.milliseconds) / 60_000
      if minutes < 120 { return ("\(minutes) menit", "\(minutes) minutes") }
      if minutes < 2880 { return ("\(minutes / 60) jam", "\(minutes / 60) hours") }
      return ("\(minutes / 1440) hari", "\(minutes / 1440) days")
    }
    // One row of a terminal holds what happened, two hold it all.
    let advice = Bilingual(
      "Betulkan jam, atau pastikan tanggal: loket admin, Hari layanan.",
      "Set the clock, or confirm the date: loket admin, Service day.")
    switch self {
    case .behind(let by):
      let (id, en) = length(by)
      return Bilingual(
        "Jam komputer tertinggal \(id); tanggal layanan tetap yang terakhir. \(advice.indonesian)",
        "The PC's clock is \(en) behind; numbers go on under the last service day. \(advice.english)")
    case .farAhead(let by):
      let (id, en) = length(by)
      return Bilingual(
        "Jam komputer lebih maju \(id); tanggal layanan tidak diubah. \(advice.indonesian)",
        "The PC's clock is \(en) ahead; the service day was not changed. \(advice.english)")
    case .jumped(let by):
      let (id, en) = length(by)
      return Bilingual(
        "Jam komputer melompat \(id); tanggal layanan tidak diubah. \(advice.indonesian)",
        "The PC's clock jumped by \(en); the service day was not changed. \(advice.english)")
    }
  }
}

enum StoreTrouble {
  static func text(_ error: any Error) -> Bilingual {
    switch (error as? SQLFault)?.kind {
    case .full:
      Bilingual(
        "Disk penuh: perintah baru ditolak, yang tersimpan tetap terbaca. Kosongkan ruang; layanan pulih sendiri.",
        "The disk is full: new commands are refused, what is stored can be read. Free some space; service resumes by itself."
      )
    case .corrupt:
      Bilingual(
        "Berkas penyimpanan rusak. Hentikan loketd lalu jalankan: loket store repair",
        "The store's file is damaged. Stop loketd, then run: loket store repair")
    default:
      Bilingual(
        "Penyimpanan gagal membaca atau menulis. Perintah ditolak sampai pulih. Periksa disk: loket store check",
        "The store failed to read or write. Commands are refused until it recovers. Check the disk: loket store check")
    }
  }
}
