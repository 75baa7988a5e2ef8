import Domain
import Engine
import Journal
import Store
import Wire

/// What the line must not forget over a restart, as one fact of the store: written in the transaction of whatever it
/// speaks of.
struct LineRecord: Record {
  /// The identity it was written under. Another one means that the store was restored: then nothing here is believed that
  /// says how far something had got.
  var node = 0
  var memory = Memory()
  /// Authors known to be held without a gap, so that a start need not walk the whole log.
  var held: [Mark] = []
  var lastWhole = Moment.blank
  /// Identities changed since enrolment, newest first.
  var changes: [Int] = []
  /// Calls given to a USB stick whose answers may still come.
  var carried: [Blob] = []
  var isPaused = false
  /// Bytes of one day, for the budget.
  var spentOn = Day.blank
  var spent = 0

  static let key = "line"
  static let carriedMax = 8

  mutating func fields<V: FieldVisitor>(_ visitor: inout V) throws {
    try visitor.field("node", &node)
    try visitor.field("memory", &memory)
    try visitor.field("held", &held)
    try visitor.field("lastWhole", &lastWhole)
    try visitor.field("changes", &changes)
    try visitor.field("carried", &carried)
    try visitor.field("isPaused", &isPaused)
    try visitor.field("spentOn", &spentOn)
    try visitor.field("spent", &spent)
  }

  init() {}

  init(text: String) throws {
    guard let bytes = hexBytes(text) else { throw RowDamaged(table: "meta") }
    var reader = BinaryReader(bytes)
    self.init()
    try reader.record(&self)
  }

  var text: String {
    var record = self
    var writer = BinaryWriter()
    do { try writer.record(&record) } catch { preconditionFailure("writing to memory does not fail") }
    return hexText(writer.bytes)
  }
}
