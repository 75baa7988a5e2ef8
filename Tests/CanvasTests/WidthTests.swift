import Canvas
import Glibc
import Testing

@Suite struct WidthTests {
  /// Where our table means to differ from the C library's, which knows another version of Unicode and shows no replacements.
  private static func isIntended(_ scalar: Unicode.Scalar, libc: Int) -> Bool {
    let ours = Width.of(scalar)
    // Never sent: one column for the replacement, where the library says none or not printable.
    if Width.isHidden(scalar) { return ours == 1 }
    // Not in the library's Unicode: we draw one column, or two inside the blocks reserved for wide scripts.
    if libc == -1 { return true }
    return false
  }

  @Test
  func `our table agrees with the C library on every scalar of the first four planes but for the differences we mean`()
  {
    let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
    let before = uselocale(locale)
    defer {
      uselocale(before)
      freelocale(locale)
    }
    // Its header hides it from Swift.
    let wcwidth = unsafeBitCast(dlsym(nil, "wcwidth"), to: (@convention(c) (wchar_t) -> Int32).self)
    var surprises: [String] = []
    var intended = 0
    for value: UInt32 in 0..<0x40000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let libc = Int(wcwidth(wchar_t(value)))
      if libc == Width.of(scalar) { continue }
      if Self.isIntended(scalar, libc: libc) {
        intended += 1
      } else {
        surprises.append("U+\(String(value, radix: 16, uppercase: true)): \(libc), ours \(Width.of(scalar))")
      }
    }
    #expect(surprises.isEmpty, "\(surprises.count): \(surprises.prefix(60))")
    #expect(intended > 0)
  }
}
