/// Foretells the next bit of a frame's text from what stood before it, and learns from what it then was.
///
/// Six contexts (the last one, two, three, four and six bytes, and the word begun) each look up how often a one followed;
/// a match with the longest like passage adds what came there; a mixer weighs them, and what it says is corrected once
/// more. Whole numbers throughout, so that every machine foretells the same: docs/sync.md gives every constant. It believes
/// nothing of what it reads: whatever bytes come, the tables are the same size.
///
/// Not to be shared between threads: memory it owns is written at every bit.
final class Foreteller {
  /// What it can remember in all: what it was primed with and one frame.
  let historyMax: Int

  private let curve = Curve.known
  private let slots: UnsafeMutablePointer<UInt32>
  private let weights: UnsafeMutablePointer<Int32>
  private let corrections: UnsafeMutablePointer<UInt16>
  private let matchChances: UnsafeMutablePointer<UInt16>
  private let heads: UnsafeMutablePointer<UInt32>
  private let history: UnsafeMutablePointer<UInt8>
  private let contexts: UnsafeMutablePointer<UInt32>
  private let inputs: UnsafeMutablePointer<Int32>
  private let places: UnsafeMutablePointer<Int>

  private var position = 0
  /// The bits of the byte begun, behind a leading one.
  private var begun: UInt32 = 1
  private var last4: UInt32 = 0
  private var before4: UInt32 = 0
  private var word: UInt32 = 0
  private var matchAt = 0
  private var matchLength = 0
  /// What the last foretelling used, for learning.
  private var matchBit: Int32 = -1
  private var weightsAt = 0
  private var correctionAt = 0
  private var mixed: Int32 = 0

  static let orders = 6
  static let inputCount = 8
  static let slotBits: UInt32 = 17
  static let weightSets = 1_024
  static let correctionSets = 1_024
  static let headBits: UInt32 = 16
  static let matchMin = 5
  static let matchMax = 32
  static let countMax: UInt32 = 60

  init(historyMax: Int) {
    self.historyMax = historyMax
    slots = .allocate(capacity: Self.orders << Int(Self.slotBits))
    weights = .allocate(capacity: Self.weightSets * Self.inputCount)
    corrections = .allocate(capacity: Self.correctionSets * 33)
    matchChances = .allocate(capacity: Self.matchMax)
    heads = .allocate(capacity: 1 << Int(Self.headBits))
    history = .allocate(capacity: historyMax)
    contexts = .allocate(capacity: Self.orders)
    inputs = .allocate(capacity: Self.inputCount)
    places = .allocate(capacity: Self.orders)
    slots.initialize(repeating: 32_768, count: Self.orders << Int(Self.slotBits))
    weights.initialize(repeating: 1 << 14, count: Self.weightSets * Self.inputCount)
    for set in 0..<Self.correctionSets {
      for step in 0..<33 {
        (corrections + set * 33 + step).initialize(to: UInt16(curve.squash(Int32(step - 16) * 128) * 16))
      }
    }
    for length in 0..<Self.matchMax { (matchChances + length).initialize(to: UInt16(65_535 - 65_536 / (length + 3))) }
    heads.initialize(repeating: 0, count: 1 << Int(Self.headBits))
    history.initialize(repeating: 0, count: historyMax)
    contexts.initialize(repeating: 0, count: Self.orders)
    inputs.initialize(repeating: 0, count: Self.inputCount)
    places.initialize(repeating: 0, count: Self.orders)
    begin()
  }

  /// Another that knows what this one knows.
  convenience init(copying other: Foreteller, room: Int) {
    self.init(historyMax: other.position + room)
    slots.update(from: other.slots, count: Self.orders << Int(Self.slotBits))
    weights.update(from: other.weights, count: Self.weightSets * Self.inputCount)
    corrections.update(from: other.corrections, count: Self.correctionSets * 33)
    matchChances.update(from: other.matchChances, count: Self.matchMax)
    heads.update(from: other.heads, count: 1 << Int(Self.headBits))
    history.update(from: other.history, count: other.position)
    position = other.position
    begin()
  }

  deinit {
    slots.deallocate()
    weights.deallocate()
    corrections.deallocate()
    matchChances.deallocate()
    heads.deallocate()
    history.deallocate()
    contexts.deallocate()
    inputs.deallocate()
    places.deallocate()
  }

  /// A text begins: what stood before it is no context.
  private func begin() {
    (begun, last4, before4, word, matchLength) = (1, 0, 0, 0, 0)
    setContexts()
  }

  /// Learns a text without writing it.
  func learn(_ text: [UInt8]) {
    for byte in text.prefix(historyMax - position) {
      for shift in stride(from: 7, through: 0, by: -1) {
        _ = foretell()
        learn(bit: Int32(byte >> UInt8(shift) & 1))
      }
    }
    begin()
  }

  // MARK: One bit

  /// The chance of a one, of 65,536: between 32 and 65,503.
  @inline(__always) func foretell() -> UInt32 {
    for order in 0..<Self.orders {
      let hash = Self.scatter(contexts[order] &+ begun &* 0x9E37_79B1)
      let place = order << Int(Self.slotBits) | Int(hash >> (32 - Self.slotBits))
      let check = hash & 0x3FF
      var slot = slots[place]
      if slot >> 22 != check {
        slot = check << 22 | 32_768
        slots[place] = slot
      }
      places[order] = place
      inputs[order] = slot >> 16 & 63 == 0 ? 0 : curve.stretch(slot & 0xFFFF)
    }
    foretellMatch()
    inputs[7] = 256
    let lengthClass = matchLength > 15 ? 3 : matchLength > 7 ? 2 : matchLength > 0 ? 1 : 0
    weightsAt = (lengthClass << 8 | Int(begun)) * Self.inputCount
    var sum: Int64 = 0
    for input in 0..<Self.inputCount { sum &+= Int64(weights[weightsAt + input]) &* Int64(inputs[input]) }
    let drift = Int32(truncatingIfNeeded: min(2_047, max(-2_047, sum >> 16)))
    mixed = curve.squash(drift)
    return corrected(drift)
  }

  @inline(__always) private func foretellMatch() {
    matchBit = -1
    inputs[6] = 0
    guard matchLength > 0 else { return }
    let byte = UInt32(history[matchAt]) | 256
    let done = UInt32(31 - begun.leadingZeroBitCount)
    guard byte >> (8 - done) == begun else {
      matchLength = 0
      return
    }
    matchBit = Int32(byte >> (7 - done) & 1)
    let chance = curve.stretch(UInt32(matchChances[min(matchLength, Self.matchMax - 1)]))
    inputs[6] = matchBit == 1 ? chance : -chance
  }

  @inline(__always) private func corrected(_ drift: Int32) -> UInt32 {
    let place = (drift + 2_048) * 32
    let (step, share) = (Int(place >> 12), UInt32(place & 4_095))
    let at = Int(Self.hash(last4 & 0xFFFF, begun) & UInt32(Self.correctionSets - 1)) * 33 + step
    correctionAt = at + (share > 2_048 ? 1 : 0)
    let corrected = (UInt32(corrections[at]) * (4_096 - share) + UInt32(corrections[at + 1]) * share) >> 12
    let chance = (UInt32(mixed) * 16 + 8 + 3 * corrected) >> 2
    return min(65_503, max(32, chance))
  }

  /// Says what the bit foretold last was.
  @inline(__always) func learn(bit: Int32) {
    let error = bit << 12 - mixed
    for input in 0..<Self.inputCount {
      weights[weightsAt + input] &+= (inputs[input] &* error &+ 1_024) >> 11
    }
    let target = bit * 65_535
    for order in 0..<Self.orders {
      let slot = slots[places[order]]
      let (count, chance) = (slot >> 16 & 63, Int64(slot & 0xFFFF))
      let moved = chance + ((Int64(target) - chance) * curve.rate(count)) >> 16
      slots[places[order]] =
        slot & 0xFFC0_0000 | min(count + 1, Self.countMax) << 16 | UInt32(truncatingIfNeeded: moved)
    }
    if matchBit >= 0 {
      let place = min(matchLength, Self.matchMax - 1)
      matchChances[place] = Self.nearer(matchChances[place], bit == matchBit ? 65_535 : 0)
    }
    corrections[correctionAt] = Self.nearer(corrections[correctionAt], target)
    begun = begun << 1 | UInt32(bit)
    if begun >= 256 { take(UInt8(truncatingIfNeeded: begun)) }
  }

  @inline(__always) private static func nearer(_ chance: UInt16, _ target: Int32) -> UInt16 {
    UInt16(truncatingIfNeeded: Int32(chance) + (target - Int32(chance)) >> 6)
  }

  // MARK: One byte

  private func take(_ byte: UInt8) {
    begun = 1
    history[position] = byte
    position += 1
    before4 = before4 << 8 | last4 >> 24
    last4 = last4 << 8 | UInt32(byte)
    let isWord =
      byte >= 128 || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 32)
    word = isWord ? Self.hash(word, UInt32(byte | 32)) : 0
    findMatch()
    setContexts()
  }

  private func findMatch() {
    if matchLength > 0, history[matchAt] == history[position - 1] {
      matchAt += 1
      matchLength += 1
    } else {
      matchLength = 0
    }
    guard position >= Self.matchMin else { return }
    var hash: UInt32 = 0
    for back in 1...Self.matchMin { hash = Self.hash(hash, UInt32(history[position - back])) }
    let head = Int(hash >> (32 - Self.headBits))
    if matchLength == 0, heads[head] > 0 {
      matchAt = Int(heads[head])
      var length = 0
      while length < Self.matchMax, length < matchAt, history[matchAt - 1 - length] == history[position - 1 - length] {
        length += 1
      }
      matchLength = length >= Self.matchMin ? length : 0
    }
    heads[head] = UInt32(position)
  }

  private func setContexts() {
    contexts[0] = Self.hash(1, last4 & 0xFF)
    contexts[1] = Self.hash(2, last4 & 0xFFFF)
    contexts[2] = Self.hash(3, last4 & 0xFF_FFFF)
    contexts[3] = Self.hash(4, last4)
    contexts[4] = Self.hash(Self.hash(5, last4), before4 & 0xFFFF)
    contexts[5] = Self.hash(Self.hash(6, word), last4 & 0xFF)
  }

  @inline(__always) private static func hash(_ a: UInt32, _ b: UInt32) -> UInt32 {
    var hash = a &* 0x2F0B_4C47 &+ b &* 0x9E37_79B1 &+ 0x7F4A_7C15
    hash ^= hash >> 15
    hash = hash &* 0x85EB_CA6B
    return hash ^ hash >> 13
  }

  @inline(__always) private static func scatter(_ value: UInt32) -> UInt32 {
    let hash = (value ^ value >> 16) &* 0x7FEB_352D
    return hash ^ hash >> 15
  }
}

/// The curves between a chance and the evidence for it, in whole numbers, and how fast a slot learns. Sendable: what it
/// points at is written once, before anybody has it.
private struct Curve: @unchecked Sendable {
  /// 4,096 / (1 + e^(−d / 256)) at every 128th of d from −2,048.
  private static let knots: [Int32] = [
    1, 2, 3, 6, 10, 16, 27, 45, 73, 120, 194, 310, 488, 747, 1_101, 1_546, 2_047, 2_549, 2_994, 3_348, 3_607, 3_785,
    3_901, 3_975, 4_022, 4_050, 4_068, 4_079, 4_085, 4_089, 4_092, 4_093, 4_094,
  ]

  private static let squashes: [Int32] = (-2_048...2_047).map { d in
    let (knot, share) = (Int(d + 2_048) >> 7, Int32(d + 2_048) & 127)
    return (knots[knot] * (128 - share) + knots[knot + 1] * share + 64) >> 7
  }

  /// The least d whose squash is at least the chance: what `squash` does, undone.
  private static let stretches: [Int32] = {
    var table: [Int32] = []
    for d: Int32 in -2_047...2_047 {
      while table.count <= Int(squashes[Int(d + 2_048)]) { table.append(d) }
    }
    while table.count < 4_096 { table.append(2_047) }
    return table
  }()

  private static let rates: [Int64] = (0..<64).map { 655_360 / (10 * $0 + 16) }

  private let squashTable: UnsafePointer<Int32>
  private let stretchTable: UnsafePointer<Int32>
  private let rateTable: UnsafePointer<Int64>

  /// The same for all, made once. Each foreteller holds it by itself: asking at every bit whether it has been made costs
  /// as much as a slot.
  static let known = Curve()

  private init() {
    squashTable = Self.kept(Self.squashes)
    stretchTable = Self.kept(Self.stretches)
    rateTable = Self.kept(Self.rates)
  }

  /// Never changed and never freed.
  private static func kept<T>(_ values: [T]) -> UnsafePointer<T> {
    let pointer = UnsafeMutablePointer<T>.allocate(capacity: values.count)
    pointer.initialize(from: values, count: values.count)
    return UnsafePointer(pointer)
  }

  /// Of 4,096, for d from −2,048 to 2,047; beyond, the nearest.
  @inline(__always) func squash(_ d: Int32) -> Int32 { squashTable[Int(min(2_047, max(-2_048, d))) + 2_048] }
  /// Of a chance of 65,536.
  @inline(__always) func stretch(_ chance: UInt32) -> Int32 { stretchTable[Int(chance >> 4)] }
  @inline(__always) func rate(_ count: UInt32) -> Int64 { rateTable[Int(count)] }
}
