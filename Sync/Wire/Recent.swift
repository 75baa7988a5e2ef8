/// Values in the order of their last use: the one used last is number 0.
struct Recent<Value: Equatable> {
  private var values: [Value]

  init(_ values: [Value] = []) { self.values = values }

  func index(of value: Value) -> Int? { values.firstIndex(of: value) }

  func value(at index: Int) -> Value? { values.indices.contains(index) ? values[index] : nil }

  /// Moves a known value to the front, or puts a new one there.
  mutating func use(_ value: Value, at index: Int?) {
    if let index { values.remove(at: index) }
    values.insert(value, at: 0)
    if values.count > Recent.countMax { values.removeLast() }
  }

  static var countMax: Int { 256 }
}
