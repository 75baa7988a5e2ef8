import Journal
import Seal
import Testing

@Suite struct `The seal` {
  @Test func `hashes as BLAKE2b with 32 bytes does elsewhere`() {
    #expect(
      Seal.digester.digest([]).description == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8")
    #expect(
      Seal.digester.digest(Array("abc".utf8)).description
        == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319")
  }

  @Test func `a digest is its bytes in both directions`() {
    let digest = Seal.digester.digest([1, 2, 3])
    #expect(Digest(digest.bytes) == digest)
    #expect(Digest(Array(digest.bytes.dropLast())) == nil)
  }

  @Test func `a PIN matches its hash and no other PIN does`() throws {
    let hash = try #require(PinHash(hashing: "482915"))
    #expect(hash.matches("482915"))
    for wrong in ["482914", "48291", "4829150", "", "482915\u{0}"] {
      #expect(!hash.matches(wrong), "\(wrong.utf8.count)")
    }
    #expect(PinHash(text: hash.text).matches("482915"))
    #expect(hash.text.utf8.count < 128)
    #expect(!hash.text.contains("482915"))
  }

  @Test func `the same PIN hashed twice gives two texts`() throws {
    #expect(try #require(PinHash(hashing: "1234")) != #require(PinHash(hashing: "1234")))
  }

  @Test(arguments: [
    "", "x", "$argon2id$v=19$m=65536", String(repeating: "$", count: 127), String(repeating: "a", count: 5_000),
  ])
  func `what is no hash matches nothing`(_ text: String) {
    #expect(!PinHash(text: text).matches("1234"))
    #expect(!PinHash(text: text).matches(""))
  }

  @Test func `random bytes come in the number asked for and not twice`() {
    #expect(Seal.randomBytes(0).isEmpty)
    #expect(Seal.randomBytes(16).count == 16)
    #expect(Seal.randomBytes(16) != Seal.randomBytes(16))
    #expect(Seal.randomNumber() != Seal.randomNumber())
  }

  @Test func `a tag depends on the whole key and the whole message`() throws {
    let key = try #require(LinkKey((0..<32).map { UInt8($0) }))
    #expect(key.tag(Array("abc".utf8)).count == LinkKey.tagBytes)
    #expect(key.tag(Array("abc".utf8)) == key.tag(Array("abc".utf8)))
    var tags: Set<[UInt8]> = [key.tag(Array("abc".utf8)), key.tag(Array("abd".utf8)), key.tag([])]
    for index in 0..<32 {
      var bytes = key.bytes
      bytes[index] ^= 1
      tags.insert(try #require(LinkKey(bytes)).tag(Array("abc".utf8)))
    }
    #expect(tags.count == 35)
    #expect(LinkKey([1, 2, 3]) == nil && LinkKey.random() != LinkKey.random())
    #expect("\(key)" == "LinkKey" && "\([key])" == "[LinkKey]")
  }

  @Test func `equal is equal to the last byte`() {
    #expect(Seal.areEqual([1, 2, 3], [1, 2, 3]) && Seal.areEqual([], []))
    #expect(!Seal.areEqual([1, 2, 3], [1, 2, 4]) && !Seal.areEqual([1, 2], [1, 2, 3]))
  }
}
