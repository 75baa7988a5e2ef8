import Canvas

/// Turns the bytes of a terminal into keys. Goes byte by byte, so reads may split them anywhere.
///
/// Understands xterm, VT, the Linux console, bracketed paste and SGR mouse; what it does not know it swallows whole, so that no part
/// of an unknown sequence is taken for typing.
///
///     ground ─ESC→ escape ─[→ sequence ─final byte→ ground
///                    │ ├─O→ shift3 ──────────────→ ground
///                    │ └─] P X ^ _→ string ──BEL, ESC \→ ground
///                    └─any other: the key with Alt
///     sequence 200~ → paste ─ESC[201~→ ground
public struct InputParser: Sendable {
  enum State: Equatable, Sendable {
    case ground
    /// Inside a scalar of several bytes: its value so far, bytes missing, the least value of this length.
    case scalar(UInt32, missing: Int, least: UInt32)
    case escape
    case sequence
    case shift3
    /// Linux console: the letter after ESC [ [.
    case consoleFunction
    /// Mouse reports of old: three bytes follow.
    case oldMouse
    /// A report of the terminal, of no interest.
    case string(count: Int, afterEscape: Bool)
    case paste(matched: Int)
  }

  /// Bytes of a paste that are kept; the rest is dropped.
  public static let pasteBytesMax = 16_384
  static let sequenceBytesMax = 32
  static let stringBytesMax = 1_024

  var state = State.ground
  var collected: [UInt8] = []
  var keys: [Key] = []

  /// Holds nothing: also the way to forget what was half typed.
  public init() {}

  /// Whether bytes are held that more bytes, or `flush`, would make a key of.
  public var isWaiting: Bool {
    if case .paste = state { return false }
    return state != .ground
  }

  /// Whether a paste has begun and not ended. When nothing comes for long, `flush(endingPaste:)` sets the keyboard free.
  public var isPasting: Bool {
    if case .paste = state { return true }
    return false
  }

  /// The keys that these bytes complete.
  public mutating func feed(_ bytes: some Sequence<UInt8>) -> [Key] {
    for byte in bytes { take(byte) }
    defer { keys.removeAll(keepingCapacity: true) }
    return keys
  }

  /// Call when nothing came for 40 ms: a lone ESC then was the Escape key, and a broken sequence is over.
  public mutating func flush(endingPaste: Bool = false) -> [Key] {
    switch state {
    case .ground: break
    case .escape: keys.append(Key(.escape))
    case .sequence where collected.isEmpty: keys.append(Key(.character("["), .alt))
    case .shift3: keys.append(Key(.character("O"), [.alt, .shift]))
    case .scalar: keys.append(.character("\u{FFFD}"))
    case .paste:
      guard endingPaste else { return [] }
      finishPaste()
    case .sequence, .consoleFunction, .oldMouse, .string: break
    }
    state = .ground
    collected.removeAll(keepingCapacity: true)
    defer { keys.removeAll(keepingCapacity: true) }
    return keys
  }

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .ground: ground(byte, [])
    case .scalar(let value, let missing, let least): scalar(byte, value, missing, least)
    case .escape: escape(byte)
    case .sequence: sequence(byte)
    case .shift3: shift3(byte)
    case .consoleFunction:
      state = .ground
      if byte >= 0x41, byte <= 0x45 {
        emit(.function(Int(byte) - 0x40))
      } else if byte == 0x1B {
        state = .escape
      }
    case .oldMouse:
      collected.append(byte)
      if collected.count == 3 { oldMouse() }
    case .string(let count, let afterEscape): string(byte, count, afterEscape)
    case .paste(let matched): paste(byte, matched)
    }
  }

  mutating func emit(_ code: Key.Code, _ modifiers: Key.Modifiers = []) { keys.append(Key(code, modifiers)) }

  // MARK: Characters

  private mutating func ground(_ byte: UInt8, _ modifiers: Key.Modifiers) {
    state = .ground
    switch byte {
    case 0x1B: state = .escape
    case 0x0D, 0x0A: emit(.enter, modifiers)
    case 0x09: emit(.tab, modifiers)
    case 0x7F, 0x08: emit(.backspace, modifiers)
    case 0x00: emit(.character(" "), modifiers.union(.control))
    case 0x01...0x1A: emit(.character(Unicode.Scalar(byte + 0x60)), modifiers.union(.control))
    case 0x1C...0x1F: emit(.character(Unicode.Scalar(byte + 0x40)), modifiers.union(.control))
    case 0x20...0x7E: emit(.character(Unicode.Scalar(byte)), modifiers)
    case 0xC2...0xDF: state = .scalar(UInt32(byte & 0x1F), missing: 1, least: 0x80)
    case 0xE0...0xEF: state = .scalar(UInt32(byte & 0x0F), missing: 2, least: 0x800)
    case 0xF0...0xF4: state = .scalar(UInt32(byte & 0x07), missing: 3, least: 0x10000)
    default: emit(.character("\u{FFFD}"))
    }
  }

  private mutating func scalar(_ byte: UInt8, _ value: UInt32, _ missing: Int, _ least: UInt32) {
    guard byte & 0xC0 == 0x80 else {
      emit(.character("\u{FFFD}"))
      ground(byte, [])
      return
    }
    let value = value << 6 | UInt32(byte & 0x3F)
    guard missing == 1 else {
      state = .scalar(value, missing: missing - 1, least: least)
      return
    }
    state = .ground
    // C1 controls are no keys; some terminals would obey them.
    if value >= 0x80, value < 0xA0 { return }
    guard value >= least, let scalar = Unicode.Scalar(value) else {
      emit(.character("\u{FFFD}"))
      return
    }
    emit(.character(scalar))
  }

  // MARK: Sequences

  private mutating func escape(_ byte: UInt8) {
    collected.removeAll(keepingCapacity: true)
    switch byte {
    case 0x1B: emit(.escape)
    case 0x5B: state = .sequence
    case 0x4F: state = .shift3
    case 0x5D, 0x50, 0x58, 0x5E, 0x5F: state = .string(count: 0, afterEscape: false)
    case 0x09:
      // The Linux console's Shift-Tab.
      state = .ground
      emit(.tab, .shift)
    case 0x80...:
      emit(.escape)
      ground(byte, [])
    default: ground(byte, .alt)
    }
  }

  private mutating func sequence(_ byte: UInt8) {
    switch byte {
    case 0x1B: state = .escape
    case 0x18, 0x1A: state = .ground
    case 0x5B where collected.isEmpty: state = .consoleFunction
    case 0x20...0x3F:
      // Too long to be anything we know; its end is still awaited.
      if collected.count < Self.sequenceBytesMax { collected.append(byte) }
    case 0x40...0x7E:
      state = .ground
      if byte == 0x4D, collected.isEmpty {
        state = .oldMouse
      } else if collected.count < Self.sequenceBytesMax {
        finish(byte)
      }
    case 0x80...: ground(byte, [])
    default: break
    }
  }

  private mutating func shift3(_ byte: UInt8) {
    switch byte {
    case 0x1B: state = .escape
    case 0x30...0x3B: break
    default:
      state = .ground
      shifted(byte)
    }
  }

  private mutating func string(_ byte: UInt8, _ count: Int, _ afterEscape: Bool) {
    if byte == 0x07 || byte == 0x18 || byte == 0x1A || count >= Self.stringBytesMax {
      state = .ground
    } else if afterEscape {
      // Anything but the end of a string is a sequence that interrupts it.
      state = byte == 0x5C ? .ground : .escape
      if byte != 0x5C { take(byte) }
    } else {
      state = .string(count: count + 1, afterEscape: byte == 0x1B)
    }
  }

  // MARK: Paste

  static let pasteEnd: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]

  private mutating func paste(_ byte: UInt8, _ matched: Int) {
    if byte == Self.pasteEnd[matched] {
      if matched + 1 == Self.pasteEnd.count {
        finishPaste()
      } else {
        state = .paste(matched: matched + 1)
      }
      return
    }
    for kept in Self.pasteEnd[..<matched] { keep(kept) }
    if byte == 0x1B {
      state = .paste(matched: 1)
    } else {
      keep(byte)
      state = .paste(matched: 0)
    }
  }

  private mutating func keep(_ byte: UInt8) {
    if collected.count < Self.pasteBytesMax { collected.append(byte) }
  }

  private mutating func finishPaste() {
    state = .ground
    emit(.paste(String(decoding: collected, as: UTF8.self)))
    // Not kept for the next visitor.
    collected = []
  }
}
