import Canvas

/// The meaning of complete sequences.
extension InputParser {
  /// ESC [ parameters final.
  mutating func finish(_ final: UInt8) {
    let isMouse = collected.first == 0x3C
    let parameters = numbers(isMouse ? collected.dropFirst() : collected[...])
    guard let parameters else { return }
    if isMouse {
      mouse(parameters, isRelease: final == 0x6D, isKnown: final == 0x4D || final == 0x6D)
      return
    }
    let modifiers = Self.modifiers(parameters.count > 1 ? parameters[1] : 1)
    switch final {
    case 0x41...0x44, 0x46, 0x48:
      if let code = Self.cursor(final) { emit(code, modifiers) }
    case 0x50...0x53: emit(.function(Int(final) - 0x4F), modifiers)
    case 0x5A: emit(.tab, modifiers.union(.shift))
    case 0x75:
      if let first = parameters.first, let scalar = Unicode.Scalar(UInt32(first)) { written(scalar, modifiers) }
    case 0x7E: numbered(parameters.first ?? 0, modifiers)
    default: break
    }
  }

  /// ESC O letter: cursor and function keys of an application keypad.
  mutating func shifted(_ byte: UInt8) {
    switch byte {
    case 0x41...0x44, 0x46, 0x48:
      if let code = Self.cursor(byte) { emit(code) }
    case 0x50...0x53: emit(.function(Int(byte) - 0x4F))
    case 0x4D: emit(.enter)
    case 0x6A...0x79: emit(.character(Unicode.Scalar(byte - 0x40)))
    default: break
    }
  }

  private static func cursor(_ final: UInt8) -> Key.Code? {
    switch final {
    case 0x41: .up
    case 0x42: .down
    case 0x43: .right
    case 0x44: .left
    case 0x46: .end
    case 0x48: .home
    default: nil
    }
  }

  private mutating func numbered(_ number: Int, _ modifiers: Key.Modifiers) {
    switch number {
    case 1, 7: emit(.home, modifiers)
    case 2: emit(.insert, modifiers)
    case 3: emit(.delete, modifiers)
    case 4, 8: emit(.end, modifiers)
    case 5: emit(.pageUp, modifiers)
    case 6: emit(.pageDown, modifiers)
    case 11...15: emit(.function(number - 10), modifiers)
    case 17...21: emit(.function(number - 11), modifiers)
    case 23...26: emit(.function(number - 12), modifiers)
    case 28, 29: emit(.function(number - 13), modifiers)
    case 31...34: emit(.function(number - 14), modifiers)
    case 200:
      collected.removeAll()
      state = .paste(matched: 0)
    default: break
    }
  }

  /// A key sent by its scalar, as terminals do that can tell Ctrl-I from Tab.
  private mutating func written(_ scalar: Unicode.Scalar, _ modifiers: Key.Modifiers) {
    switch scalar.value {
    case 9: emit(.tab, modifiers)
    case 10, 13: emit(.enter, modifiers)
    case 27: emit(.escape, modifiers)
    case 8, 127: emit(.backspace, modifiers)
    case 0x20...0x7E, 0xA0...0xD7FF, 0xF900...: emit(.character(scalar), modifiers)
    default: break
    }
  }

  private mutating func mouse(_ parameters: [Int], isRelease: Bool, isKnown: Bool) {
    guard isKnown, parameters.count == 3, parameters[1] > 0, parameters[2] > 0 else { return }
    touch(parameters[0], Point(parameters[1] - 1, parameters[2] - 1), isRelease: isRelease)
  }

  mutating func oldMouse() {
    state = .ground
    let (button, x, y) = (Int(collected[0]) - 32, Int(collected[1]) - 33, Int(collected[2]) - 33)
    guard button >= 0, x >= 0, y >= 0 else { return }
    let isRelease = button & 0x43 == 3
    touch(isRelease ? button & ~3 : button, Point(x, y), isRelease: isRelease)
  }

  /// The first button and the wheel; drags and other buttons mean nothing here.
  private mutating func touch(_ button: Int, _ point: Point, isRelease: Bool) {
    // Bits 2 to 4 are Shift, Alt and Ctrl; 5 is movement; 6 the wheel.
    switch button & ~0x1C {
    case 0: emit(isRelease ? .release(point) : .press(point))
    case 64 where !isRelease: emit(.wheelUp(point))
    case 65 where !isRelease: emit(.wheelDown(point))
    default: break
    }
  }

  private static func modifiers(_ parameter: Int) -> Key.Modifiers {
    let bits = max(0, parameter - 1)
    // Meta counts as Alt.
    return Key.Modifiers(rawValue: UInt8(bits & 7)).union(bits & 8 != 0 ? .alt : [])
  }

  /// Numbers between semicolons, each up to 2 million; an empty one is 1. `nil` for sequences that are not only numbers. Parts after a
  /// colon are left out.
  private func numbers(_ bytes: ArraySlice<UInt8>) -> [Int]? {
    if bytes.isEmpty { return [] }
    var numbers: [Int] = []
    for part in bytes.split(separator: 0x3B, omittingEmptySubsequences: false) {
      var number = 0
      for byte in part.prefix(while: { $0 != 0x3A }) {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        number = min(2_000_000, number * 10 + Int(byte) - 0x30)
      }
      numbers.append(part.isEmpty ? 1 : number)
    }
    return numbers
  }
}
