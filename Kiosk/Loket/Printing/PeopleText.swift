import Desk
import Domain

extension ViewText {
  func visit(_ view: VisitView) -> String {
    var lines = [
      (view.number.map { "\($0) (\(view.visit))" } ?? view.visit.description)
        + " · \(view.service) · \(view.stage.label[language])"
        + (view.desk.map { say(" · meja \($0)", " · desk \($0)") } ?? "")
    ]
    lines.append(
      say("datang ", "came ") + view.openedAt
        + (view.calledAt.isEmpty ? "" : say(", dipanggil ", ", called ") + view.calledAt)
        + (view.startedAt.isEmpty ? "" : say(", dilayani ", ", served ") + view.startedAt)
        + (view.finishedAt.isEmpty ? "" : say(", selesai ", ", ended ") + view.finishedAt))
    if let reason = view.reason { lines.append(say("alasan: ", "reason: ") + reason.label[language]) }
    if let outcome = view.outcome { lines.append(say("hasil: ", "outcome: ") + outcome.label[language]) }
    if view.priority != .none { lines.append(say("prioritas: ", "priority: ") + view.priority.label[language]) }
    if let guest = view.guest {
      lines.append(self.guest(guest) + say(" · kunjungan ke-\(view.visits)", " · visit no. \(view.visits)"))
    }
    if let identity = view.identity {
      lines.append(say("identitas ditunjukkan: ", "identity shown: ") + identity.label[language])
    }
    if let locker = view.locker { lines.append(say("loker \(locker)", "locker \(locker)")) }
    if let entry = view.entry {
      let services = entry.services.map { $0.label[language] }.joined(separator: ", ")
      lines.append(say("buku tamu: ", "guest book: ") + (entry.purpose?.label[language] ?? "–") + " · " + services)
    }
    lines += view.needs.map { say("butuh: ", "needs: ") + $0.detail }
    lines += view.notes.map { say("tanya: ", "asked: ") + $0.question + say(" → diberi: ", " → given: ") + $0.answer }
    lines += view.onlineLinks.map { "online: \($0)" }
    lines += view.ratings.map { rating in
      rating.instrument.label[language] + ": " + rating.scores.map(\.word).joined(separator: " ")
    }
    if !view.comment.isEmpty { lines.append(say("kritik dan saran: ", "comments: ") + view.comment) }
    if view.stage.isOpen, !view.pending.isEmpty {
      lines.append(say("belum: ", "to do: ") + view.pending.map { $0.label[language] }.joined(separator: ", "))
    }
    return lines.joined(separator: "\n")
  }

  func guest(_ view: GuestView) -> String {
    guard !view.erased else { return "\(view.guest) · " + say("data sudah dihapus", "data erased") }
    let profile = view.profile
    var parts = [view.guest.description, profile.name]
    if !profile.institution.isEmpty { parts.append(profile.institution) }
    if !profile.phone.isEmpty { parts.append(profile.phone) }
    if !profile.email.isEmpty { parts.append(profile.email) }
    if let day = view.lastVisit { parts.append(say("terakhir \(day)", "last \(day)")) }
    if let consent = view.consent {
      parts.append(
        consent.withdrawnAt == nil ? say("setuju", "consented") : say("persetujuan ditarik", "consent withdrawn"))
    }
    return parts.joined(separator: " · ")
  }

  func guests(_ view: GuestsView) -> String {
    guard !view.guests.isEmpty else { return say("Tidak ada tamu yang cocok.", "No guest matches.") }
    return view.guests.map(guest).joined(separator: "\n")
      + (view.more ? "\n" + say("… masih ada; persempit pencarian.", "… there are more; narrow the search.") : "")
  }

  func officers(_ view: OfficersView) -> String {
    guard !view.officers.isEmpty else { return say("Belum ada petugas.", "No officers yet.") }
    var table = Table([
      say("nama masuk", "login"), say("nama", "name"), say("peran", "roles"), say("keahlian", "specialisations"), "PIN",
    ])
    for line in view.officers where !line.left {
      table.add([
        line.profile.login, line.profile.name, line.profile.roles.map(\.key).joined(separator: ", "),
        line.profile.specialisations.joined(separator: ", "), line.hasPin ? say("ada", "set") : say("belum", "none"),
      ])
    }
    return table.text
  }

  func reservations(_ view: ReservationsView) -> String {
    guard !view.reservations.isEmpty else { return say("Tidak ada reservasi.", "No reservations.") }
    var table = Table([
      say("reservasi", "reservation"), say("pukul", "time"), "status", say("topik", "topic"), say("tamu", "guest"),
      say("petugas", "officer"), say("kode", "code"),
    ])
    for line in view.reservations {
      table.add([
        line.reservation.description, line.slot.time.description,
        line.status.label[language] + (line.undecided.isEmpty ? "" : say(" – perlu diputuskan", " – to be decided")),
        line.awaited ? say("(rincian menyusul dari pusat)", "(details awaited from the centre)") : line.topic,
        line.guest ?? "–", line.officer ?? "–", line.code,
      ])
    }
    return ([table.text] + view.reservations.filter { !$0.sides.isEmpty }.map(choice)).joined(separator: "\n")
  }

  func undecided(_ view: ReservationsView) -> String {
    guard !view.reservations.isEmpty else {
      return say("Tidak ada yang perlu diputuskan.", "There is nothing to decide.")
    }
    return view.reservations.map(choice).joined(separator: "\n")
  }

  /// What is to be chosen from, each with the command that chooses it.
  private func choice(_ line: ReservationLine) -> String {
    let head = say(
      "\(line.reservation), \(line.slot), \(line.topic): pilih keputusan yang berlaku",
      "\(line.reservation), \(line.slot), \(line.topic): choose the decision that holds")
    return
      ([head]
      + line.sides.flatMap {
        ["  \(say($0.indonesian, $0.english))", "    loket reservation decide \(line.reservation) \($0.event)"]
      }).joined(separator: "\n")
  }

  /// Somebody's lines stay inside their entry: none can pass for a row of ours.
  private func indented(_ words: String) -> String {
    words.isEmpty ? say("(dihapus)", "(erased)") : words.replacing("\n", with: "\n  ")
  }

  func complaints(_ view: ComplaintsView) -> String {
    guard !view.complaints.isEmpty else { return say("Tidak ada pengaduan.", "No complaints.") }
    return view.complaints.map { line in
      "\(line.complaint) · \(line.filedAt) · \(line.channel.label[language]) · \(line.status.label[language])\n  \(indented(line.words))"
        + (line.answer.isEmpty ? "" : "\n  → " + indented(line.answer))
    }.joined(separator: "\n")
  }
}
