import Desk
import Domain
import Store

extension Node {
  /// What a code opens. An erased guest's code is like one that was never given.
  func codeView(_ query: CodeQuery, for actor: Actor) throws -> CodeView {
    _ = try profile
    let (kind, id) = try subject(ofCode: query.text, for: actor)
    switch kind {
    case .ticket:
      guard let visit = try hall.visits[VisitID(id)] ?? store.visit(VisitID(id)) else { throw Refusal.codeUnknown }
      return view(visit)
    case .guest:
      guard let guest = try store.guest(GuestID(id)), !guest.isErased else { throw Refusal.codeUnknown }
      return view(guest)
    case .reservation:
      guard let reservation = try store.reservation(ReservationID(id)) else { return try awaited(ReservationID(id)) }
      return try view(reservation)
    }
  }

  /// The centre has made the code, and this office will hear of the booking when the line is up.
  private func awaited(_ id: ReservationID) throws -> CodeView {
    let known = try store.awaitedReservation(id)
    return CodeView {
      $0.kind = .reservation
      $0.reservation = id
      $0.awaited = true
      $0.visit = known.flatMap(hall.holder)
      $0.status = known?.isFinished == true ? .finished : $0.visit == nil ? .approved : .checkedIn
    }
  }

  private func view(_ visit: Visit) -> CodeView {
    CodeView {
      $0.kind = .ticket
      $0.visit = visit.id
      $0.number = visit.number
      $0.stage = visit.stage
      $0.desk = visit.stage.holdsDesk ? visit.desk : nil
      guard [.missed, .cancelled, .lapsed].contains(visit.stage) else { return }
      let label = visit.stage.label
      $0.problem = "Kunjungan ini sudah \(label.indonesian). Silakan hubungi petugas."
      $0.problemEnglish = "This visit was \(label.english). Please ask staff."
    }
  }

  private func view(_ guest: Guest) -> CodeView {
    CodeView {
      $0.kind = .guest
      $0.guest = guest.id
      guard guest.consent?.withdrawnAt == nil else {
        $0.problem = "Persetujuan atas data ini sudah ditarik. Silakan hubungi petugas."
        $0.problemEnglish = "The consent to use this data was withdrawn. Please ask staff."
        return
      }
      $0.greeting = maskedName(guest.profile.name)
    }
  }

  private func view(_ reservation: Reservation) throws -> CodeView {
    let guest = try reservation.guest.flatMap { try store.guest($0) }
    return CodeView {
      $0.kind = .reservation
      $0.reservation = reservation.id
      $0.visit = reservation.visit
      $0.status = reservation.status
      $0.slot = reservation.slot
      if let guest, !guest.isErased { $0.greeting = maskedName(guest.profile.name) }
      switch reservation.status {
      case .submitted, .approved:
        let day = reservation.slot.day
        guard day != today else { return }
        $0.problem = "Reservasi ini untuk \(day.spoken(.indonesian)). Silakan hubungi petugas."
        $0.problemEnglish = "This reservation is for \(day.spoken(.english)). Please ask staff."
      case .checkedIn, .finished, .absent, .cancelled:
        let label = reservation.status.label
        $0.problem = "Reservasi ini berstatus \(label.indonesian). Silakan hubungi petugas."
        $0.problemEnglish = "This reservation is: \(label.english). Please ask staff."
      }
    }
  }
}
