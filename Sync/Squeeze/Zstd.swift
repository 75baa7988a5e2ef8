import CZstd
import Wire

/// Folds frames with zstd and the dictionaries this version carries, small ones by mixing.
public enum Zstd {
  /// All the methods there are, newest first: small texts by mixing, all others with zstd.
  public static let squeezer = Squeezer(
    dictionaries: [Squeezer.mixed | 1] + quick.dictionaries,
    squeeze: { text, method in
      Squeezer.isMixed(method) ? Mixing.fold(text, dictionary: Int(method & 127)) : quick.squeeze(text, method)
    },
    unfold: { folded, method, length in
      Squeezer.isMixed(method)
        ? Mixing.unfold(folded, dictionary: Int(method & 127), length: length) : quick.unfold(folded, method, length)
    })

  /// Only zstd, with all the dictionaries there are, newest first.
  public static let quick = squeezer(dictionaries: (1...squeeze_dictionary_newest).reversed().map { UInt8($0) })

  /// An older version's, or none at all: frames then fold without a dictionary.
  public static func squeezer(dictionaries: [UInt8], level: Int32 = 19) -> Squeezer {
    Squeezer(
      dictionaries: dictionaries,
      squeeze: { text, number in fold(text, dictionary(number), level) },
      unfold: { folded, number, length in unfold(folded, dictionary(number), length) })
  }

  /// With a dictionary that is not released yet, as the trainer tries it.
  public static func squeezer(trying dictionary: [UInt8], as number: UInt8) -> Squeezer {
    Squeezer(
      dictionaries: [number],
      squeeze: { text, asked in fold(text, asked == number ? dictionary : [], 19) },
      unfold: { folded, asked, length in unfold(folded, asked == number ? dictionary : [], length) })
  }

  /// The bytes of a dictionary; none for numbers that were never given.
  public static func dictionary(_ number: UInt8) -> [UInt8] {
    released.indices.contains(Int(number)) ? released[Int(number)] : []
  }

  private static let released: [[UInt8]] = (0...squeeze_dictionary_newest).map { number in
    var count = 0
    let bytes = squeeze_dictionary_bytes(Int32(number), &count)
    return Array(UnsafeBufferPointer(start: bytes, count: count))
  }

  private static func fold(_ text: [UInt8], _ dictionary: [UInt8], _ level: Int32) -> [UInt8]? {
    guard text.count > 1 else { return nil }
    // Anything not shorter than the text is not worth folding.
    let folded = [UInt8](unsafeUninitializedCapacity: text.count - 1) { room, written in
      written = squeeze_fold(
        room.baseAddress, text.count - 1, text, text.count, dictionary, dictionary.count, level)
    }
    return folded.isEmpty ? nil : folded
  }

  private static func unfold(_ folded: [UInt8], _ dictionary: [UInt8], _ length: Int) -> [UInt8]? {
    guard length > 0, length <= WireLimits.textBytesMax else { return nil }
    var isSound = false
    let text = [UInt8](unsafeUninitializedCapacity: length) { room, written in
      isSound =
        squeeze_unfold(room.baseAddress, length, folded, folded.count, dictionary, dictionary.count) == length
      written = isSound ? length : 0
    }
    return isSound ? text : nil
  }

  /// A dictionary of at most `sizeMax` bytes for texts like these; `nil` when there are too few.
  public static func train(_ samples: [[UInt8]], sizeMax: Int) -> [UInt8]? {
    let (all, sizes) = (samples.flatMap { $0 }, samples.map(\.count))
    let dictionary = [UInt8](unsafeUninitializedCapacity: sizeMax) { room, written in
      written = squeeze_train(room.baseAddress, sizeMax, all, sizes, UInt32(samples.count))
    }
    return dictionary.isEmpty ? nil : dictionary
  }
}
