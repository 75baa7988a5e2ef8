import Domain
import Seal
import Testing

@Suite struct `Keys` {
  private static let counting = (0..<32).map { UInt8($0) }

  @Test func `signs as RFC 8032 does elsewhere`() throws {
    // Test 2 of section 7.1.
    let seed = try #require(hexBytes("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))
    let pair = KeyPair(seed: seed)
    #expect(hexText(pair.publicKey) == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    #expect(
      hexText(pair.sign([0x72]))
        == "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")
    #expect(pair.seed == seed)
  }

  @Test func `only the signed message under the right key verifies`() {
    let (pair, other) = (KeyPair.make(), KeyPair.make())
    let message = Array("kunjungan".utf8)
    let signature = pair.sign(message)
    #expect(Seal.verify(pair.publicKey, message, signature))
    #expect(!Seal.verify(other.publicKey, message, signature))
    #expect(!Seal.verify(pair.publicKey, message + [0], signature))
    for place in [0, 31, 32, 63] {
      var changed = signature
      changed[place] ^= 1
      #expect(!Seal.verify(pair.publicKey, message, changed))
    }
    #expect(!Seal.verify([], message, signature))
    #expect(!Seal.verify(pair.publicKey, message, []))
  }

  @Test func `a tag depends on the key, the message and the length`() {
    let tag = Seal.keyed(Self.counting, [1, 2, 3], 16)
    #expect(tag.count == 16)
    #expect(tag != Seal.keyed(Self.counting.reversed(), [1, 2, 3], 16))
    #expect(tag != Seal.keyed(Self.counting, [1, 2], 16))
    #expect(!Seal.keyed(Self.counting, [1, 2, 3], 32).starts(with: tag))
  }

  @Test func `what is sealed to a key only that key opens`() throws {
    let (pair, other) = (KeyPair.make(), KeyPair.make())
    let sealed = try #require(Seal.seal(Self.counting, to: pair.publicKey))
    #expect(pair.open(sealed) == Self.counting)
    #expect(other.open(sealed) == nil)
    #expect(pair.open(Array(sealed.dropLast())) == nil)
    #expect(pair.open([]) == nil)
    #expect(Seal.seal(Self.counting, to: [1, 2]) == nil)
  }

  @Test func `what is locked opens whole, with the key and beside what it was locked beside`() {
    let locked = Seal.lock([7, 7, 7], key: Self.counting, beside: [1])
    #expect(Seal.unlock(locked, key: Self.counting, beside: [1]) == [7, 7, 7])
    #expect(Seal.unlock(locked, key: Self.counting, beside: [2]) == nil)
    #expect(Seal.unlock(locked, key: Self.counting.reversed(), beside: [1]) == nil)
    for place in locked.indices {
      var changed = locked
      changed[place] ^= 0x10
      #expect(Seal.unlock(changed, key: Self.counting, beside: [1]) == nil)
    }
  }

  @Test func `a key pair says nothing in a log`() { #expect("\(KeyPair.make())" == "key pair") }
}
