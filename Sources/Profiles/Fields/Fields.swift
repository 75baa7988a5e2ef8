import Domain

/// Whether a table without the field is complete.
enum Need { case required, optional }

// Every `read` leaves its target alone unless the value is sound, and says whether it was. A value the syntax has
// already complained about is passed over in silence.
extension Table {
  /// The value of a field, for readers that know what to make of it.
  func value(_ key: String, _ faults: inout FaultList, _ need: Need) -> Value? {
    if let value = self[key] { return value.content == .unreadable ? nil : value }
    if need == .required { faults.add(line, field(key), .missing) }
    return nil
  }

  @discardableResult
  func read(
    _ key: String, into target: inout String, limit: Int, _ faults: inout FaultList, _ need: Need = .optional
  ) -> Bool {
    guard let value = value(key, &faults, need),
      let text = value.text(field(key), limit: limit, mayBeEmpty: need == .optional, &faults)
    else { return false }
    target = text
    return true
  }

  @discardableResult
  func read(
    _ key: String, into target: inout Int, _ range: ClosedRange<Int>, _ faults: inout FaultList,
    _ need: Need = .optional
  ) -> Bool {
    guard let value = value(key, &faults, need) else { return false }
    guard case .integer(let wide) = value.content else {
      faults.add(value.line, field(key), .wrongType(Expected.number))
      return false
    }
    guard let number = Int(exactly: wide), range.contains(number) else {
      faults.add(value.line, field(key), .outOfRange(range))
      return false
    }
    target = number
    return true
  }

  @discardableResult
  func read(_ key: String, into target: inout Bool, _ faults: inout FaultList, _ need: Need = .optional) -> Bool {
    guard let value = value(key, &faults, need) else { return false }
    guard case .truth(let truth) = value.content else {
      faults.add(value.line, field(key), .wrongType(Expected.truth))
      return false
    }
    target = truth
    return true
  }

  @discardableResult
  func read<C: Category>(
    _ key: String, into target: inout C, _ faults: inout FaultList, _ need: Need = .optional
  ) -> Bool {
    guard let value = value(key, &faults, need), let found = value.category(C.self, field(key), &faults)
    else { return false }
    target = found
    return true
  }

  @discardableResult
  func read<S: Scalar>(
    _ key: String, into target: inout S, _ expected: Bilingual, _ faults: inout FaultList, _ need: Need = .optional
  ) -> Bool {
    guard let value = value(key, &faults, need), let found = value.scalar(S.self, expected, field(key), &faults)
    else { return false }
    target = found
    return true
  }

  /// A list of categories, each at most once.
  func read<C: Category>(
    _ key: String, into target: inout [C], _ faults: inout FaultList, _ need: Need = .optional
  ) {
    guard let values = list(key, limit: C.terms.count, &faults, need) else { return }
    var found: [C] = []
    for value in values {
      guard let item = value.category(C.self, field(key), &faults) else { continue }
      if found.contains(item) { faults.add(value.line, field(key), .listedTwice) } else { found.append(item) }
    }
    target = found
  }

  /// The entries of a list, each with its own line. Required lists may not be empty.
  func list(_ key: String, limit: Int, _ faults: inout FaultList, _ need: Need = .optional) -> [Value]? {
    guard let value = value(key, &faults, need) else { return nil }
    guard case .list(let values) = value.content else {
      faults.add(value.line, field(key), .wrongType(Expected.list))
      return nil
    }
    if values.isEmpty, need == .required { faults.add(value.line, field(key), .listEmpty) }
    if values.count > limit { faults.add(value.line, field(key), .tooMany(limit)) }
    return Array(values.prefix(limit))
  }

  /// Reports every field that is not one of `known`, with the one that may be meant.
  func refuseUnknownFields(_ known: [String], _ faults: inout FaultList) {
    for entry in entries where !known.contains(entry.key) {
      faults.add(entry.value.line, field(entry.key), .unknownField(suggestion(for: entry.key, among: known)))
    }
  }
}
