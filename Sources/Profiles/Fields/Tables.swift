import Domain

/// A table a file may have, and its fields by their names in the file.
struct TableForm {
  var path: String
  var isRepeated: Bool
  var fields: [String]

  static func one(_ path: String, _ fields: String...) -> TableForm {
    TableForm(path: path, isRepeated: false, fields: fields)
  }
  static func several(_ path: String, _ fields: String...) -> TableForm {
    TableForm(path: path, isRepeated: true, fields: fields)
  }

  var header: String { isRepeated ? "[[\(path)]]" : "[\(path)]" }
}

extension Document {
  /// Reports every table and field the file should not have. `forms` begins with the root's.
  func refuseUnknown(_ forms: [TableForm], _ faults: inout FaultList) {
    let paths = forms.dropFirst().map(\.path)
    func nearest(_ path: String) -> String? {
      suggestion(for: path, among: paths).flatMap { near in forms.first { $0.path == near }?.header }
    }
    for table in [root] + tables {
      guard let form = forms.first(where: { $0.path == table.path }) else {
        faults.add(table.line, table.path, .unknownTable(nearest(table.path)))
        continue
      }
      if form.isRepeated != table.isRepeated, !form.path.isEmpty {
        faults.add(table.line, table.path, .tableForm(form.header))
      }
      table.refuseUnknownFields(form.fields, &faults)
    }
  }

  /// The table of that path, or `nil`; required ones are missed.
  func table(_ path: String, _ faults: inout FaultList, _ need: Need = .optional) -> Table? {
    if let table = tables.first(where: { $0.path == path }) { return table }
    if need == .required { faults.add(1, path, .tableMissing("[\(path)]")) }
    return nil
  }

  /// The tables of that path, no more than `limit` of them; of required ones there must be one.
  func tables(_ path: String, limit: Int, _ faults: inout FaultList, _ need: Need = .optional) -> [Table] {
    let found = tables(path)
    if found.isEmpty, need == .required { faults.add(1, path, .tableMissing("[[\(path)]]")) }
    if found.count > limit { faults.add(found[limit].line, path, .tooMany(limit)) }
    return Array(found.prefix(limit))
  }
}

/// Remembers what was used where, so that the second use can name the first.
struct Taken<Key: Hashable> {
  private var lines: [Key: Int] = [:]

  mutating func use(_ key: Key, _ line: Int, _ field: String, _ faults: inout FaultList) {
    if let first = lines[key] { faults.add(line, field, .taken(firstLine: first)) } else { lines[key] = line }
  }
}
