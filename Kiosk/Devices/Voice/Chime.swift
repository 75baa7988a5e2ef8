/// Two soft tones as a WAV file, for offices that have not recorded a chime of their own.
public enum Chime {
  private static let rate = 16_000
  private static let tones = [(hertz: 660, milliseconds: 350), (hertz: 528, milliseconds: 550)]

  public static var wav: [UInt8] {
    var samples: [UInt8] = []
    for tone in tones {
      let count = rate * tone.milliseconds / 1000
      for index in 0..<count {
        // A triangle that fades: no tables, and softer than a square.
        let phase = index * tone.hertz * 4 % (rate * 4)
        let quarter = phase / rate
        let within = phase % rate
        let level = [within, rate - within, -within, within - rate][quarter]
        let loud = 9_000 * level / rate * (count - index) / count
        samples += little(UInt32(bitPattern: Int32(loud)), 2)
      }
    }
    return Array("RIFF".utf8) + little(UInt32(36 + samples.count), 4) + Array("WAVEfmt ".utf8) + little(16, 4)
      + little(1, 2) + little(1, 2) + little(UInt32(rate), 4) + little(UInt32(rate * 2), 4) + little(2, 2)
      + little(16, 2) + Array("data".utf8) + little(UInt32(samples.count), 4) + samples
  }

  private static func little(_ value: UInt32, _ bytes: Int) -> [UInt8] {
    (0..<bytes).map { UInt8(truncatingIfNeeded: value >> UInt32($0 * 8)) }
  }
}
