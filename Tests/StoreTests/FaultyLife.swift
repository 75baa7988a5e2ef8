import CFaultDisk
import Desk
import Journal
import SQL
import TestSupport

@testable import Domain
@testable import Node
@testable import Store

/// The day of `StoryDay` on a disk that fails, with everything that must hold afterwards.
final class FaultyLife {
  let disk = FaultyDisk()
  let office: TemporaryOffice
  private(set) var answers: [String: Answer] = [:]
  private(set) var complaints: [String] = []
  /// Presses that the disk refused. After a power cut their effect may be there all the same: nobody was answered, and
  /// repeating the press settles it.
  private var refused: Set<String> = []
  private var isOpenedAgain = false

  init(_ profile: OfficeProfile) { office = TemporaryOffice(profile, disk: disk.name) }

  /// Files are closed before their disk ends.
  deinit { office.drop() }

  func complain(_ text: String) { complaints.append(text) }

  func begin() throws {
    try office.open()
    try office.setUp()
  }

  /// Presses every step in turn, again up to `patience` times while the store cannot.
  func live(patience: Int) {
    guard let upkeep = office.opened.map({ Upkeep($0.node, folder: office.folder) }) else { return }
    for step in StoryDay.numbers {
      if answers[step.name] == nil { office.pass(.seconds(3)) }
      for attempt in 0...patience {
        guard press(step, attempt) else { break }
      }
      upkeep.beforeAnswering()
      upkeep.run(isIdle: true)
    }
  }

  /// Returns whether pressing once more may help.
  private func press(_ step: StoryStep, _ attempt: Int) -> Bool {
    guard let command = step.command(answers) else { return false }
    switch office.press(command, step.name, as: command.kind == .rate ? .visitor : nil) {
    case .success(let answer):
      if let known = answers[step.name], known != answer { complain("\(step.name): \(answer), before \(known)") }
      answers[step.name] = answer
      compareMemory(step.name)
      return false
    case .failure(.storeFull), .failure(.storeFailing):
      refused.insert(step.name)
      compareMemory(step.name)
      return true
    case .failure(let refusal):
      // What builds on a step that was refused may be refused as well; on a sound disk nothing is.
      if attempt > 0 || !disk.fired { complain("\(step.name): \(refusal)") }
      return false
    }
  }

  /// Memory says what the log says; where the log cannot be read, nothing may be shown as true.
  private func compareMemory(_ place: String) {
    let node = office.node
    guard case .day(let view)? = try? node.view(.day(DayQuery()), for: .visitor) else { return }
    let numbered = answers.filter { $0.key != "tomorrow" && $0.value.visit != nil && $0.value.day == view.day }
    let inDoubt = isOpenedAgain ? refused.subtracting(answers.keys).count : 0
    if view.visits > numbered.count + inDoubt {
      complain("\(place): shows \(view.visits) visits, \(numbered.count) were answered")
    }
    guard let hall = try? node.store.hall(), let pen = try? node.store.pen() else { return }
    if view.visits != hall.todaysVisits.count {
      complain("\(place): shows \(view.visits), kept \(hall.todaysVisits.count)")
    }
    if OfficeTables.memory(node.hall) != OfficeTables.memory(hall) { complain("\(place): memory differs from the log") }
    if node.lastSequence != pen.lastSequence {
      complain("\(place): memory is at \(node.lastSequence), the log at \(pen.lastSequence)")
    }
    if let today = node.today, let day = hall.day, day.day != today {
      complain("\(place): today is \(today), the log's day \(day.day)")
    }
  }

  /// What must hold of the store as it lies on the disk now.
  func inspect() {
    isOpenedAgain = true
    do {
      let store = office.node.store
      for line in try store.verifyChain().lines { complain("chain: \(line)") }
      for line in try store.verifyProjections().lines { complain("projections: \(line)") }
      let rows = try OfficeTables.dump(store.connection)
      try store.rebuild()
      if try OfficeTables.dump(store.connection) != rows { complain("a rebuild computes other rows") }
      for step in StoryDay.numbers {
        guard let answer = answers[step.name], let command = step.command(answers) else { continue }
        if case .success(let again) = office.press(command, step.name, as: command.kind == .rate ? .visitor : nil),
          again == answer
        {
          continue
        }
        complain("\(step.name): answered, and not there")
      }
      compareMemory("after opening")
    } catch { complain("inspecting: \(error)") }
  }

  /// What the finished story left, to be compared with an undisturbed one.
  func rows() throws -> [String] { try OfficeTables.dump(office.node.store.connection) }
}
