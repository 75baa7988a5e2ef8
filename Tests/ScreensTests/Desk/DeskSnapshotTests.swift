import Desk
import Domain
import Screens
import TestSupport
import Testing

/// Every state of a desk as a picture.
@Suite struct DeskSnapshotTests {
  /// A morning with somebody in each list: A001 in front with a history, one parked, one missed, three waiting.
  private func morning() throws -> (Rehearsal, Actor) {
    let rehearsal = try Rehearsal()
    let visits = try rehearsal.arrive("konsultasi", "konsultasi", "konsultasi")
    try rehearsal.welcome(visits[2])
    rehearsal.pass(.seconds(120))
    try rehearsal.arrive("rekomendasi", priority: .elderly)
    try rehearsal.arrive("konsultasi", "konsultasi", "konsultasi")
    let desk = try rehearsal.desk(1)
    desk.press("n", "s", "y", "n", "v", "p")
    rehearsal.pass(.seconds(60))
    return (rehearsal, desk)
  }

  @Test func `a free desk, with and without somebody waiting`() throws {
    let rehearsal = try Rehearsal()
    let desk = try rehearsal.desk(1)
    try Snapshot.check("desk-empty", desk.station)
    try Snapshot.check("desk-which", try rehearsal.desk(nil, login: "kepala").station)
    let (_, busy) = try morning()
    try Snapshot.check("desk-free", busy.station)
  }

  @Test func `called, serving, and the pages of a visit`() throws {
    let (rehearsal, desk) = try morning()
    desk.press("n")
    try Snapshot.check("desk-called", desk.station)
    desk.press("s")
    try Snapshot.check("desk-skip", desk.station)
    desk.press("Esc", "v", "g")
    desk.type("PDRB menurut lapangan usaha")
    desk.press("Tab")
    desk.type("Halmahera Utara")
    desk.press("^s")
    desk.type("Inflasi")
    desk.press("Tab", "Tab", "Tab", "Tab")
    rehearsal.pass(.seconds(10))
    try Snapshot.check("desk-needs", desk.station)
    desk.press("^s", "Esc", "k")
    desk.type("Apa beda PDRB dan PDB?")
    try Snapshot.check("desk-notes", desk.station)
    desk.press("Esc")
    rehearsal.pass(.seconds(10))
    try Snapshot.check("desk-serving", desk.station)
    desk.press("f")
    try Snapshot.check("desk-unsaved", desk.station)
    desk.press("x")
    try Snapshot.check("desk-finish", desk.station)
    desk.press("Esc", "t")
    try Snapshot.check("desk-transfer", desk.station)
    desk.press("Esc", "?")
    try Snapshot.check("desk-help", desk.station)
    desk.press("Esc", "l")
    try Snapshot.check("desk-locked", desk.station)
  }

  @Test func `lists to choose from, and a line that is lost`() throws {
    let (rehearsal, desk) = try morning()
    desk.press("e")
    try Snapshot.check("desk-parked", desk.station)
    desk.press("Esc", "/")
    desk.type("a00")
    try Snapshot.check("desk-search", desk.station)
    desk.press("Esc")
    rehearsal.nodeGoes()
    try Snapshot.check("desk-lost", desk.station)
  }

  @Test func `a desk that may not be seen is no empty desk`() throws {
    let rehearsal = try Rehearsal()
    let desk = try rehearsal.desk(7)
    try Snapshot.check("desk-refused", desk.station)
  }
}
