import Testing

@testable import Wire

@Suite struct `The recent list of a frame` {
  @Test func `the value used last is number zero`() {
    var recent = Recent([1, 2, 3])
    recent.use(3, at: recent.index(of: 3))
    #expect(recent.index(of: 3) == 0)
    #expect(recent.index(of: 1) == 1)
    recent.use(9, at: nil)
    #expect(recent.value(at: 0) == 9)
    #expect(recent.value(at: 4) == nil)
  }

  @Test func `bits come back as they were packed`() throws {
    var writer = BitWriter()
    let numbers: [(UInt64, Int)] = [(1, 1), (0, 0), (5, 3), (0xDEAD_BEEF, 32), (UInt64.max, 64), (1234, 48), (0, 7)]
    for (value, width) in numbers { writer.write(value, width) }
    var reader = BitReader(writer.bytes)
    for (value, width) in numbers { #expect(try reader.read(width) == value) }
    #expect(reader.isSpent)
    #expect(throws: WireFault.self) { try reader.read(8) }
  }
}
