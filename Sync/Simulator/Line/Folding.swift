import Engine
import Squeeze
import Wire

/// What a program of some version knows of folding frames.
enum FoldingVersion: Int, CaseIterable {
  /// Frames go as they are: in the worlds that are not about folding.
  case none
  /// zstd without a dictionary.
  case bare
  /// zstd with its dictionary, before there was mixing.
  case older
  case current
  /// Knows one method more than this version.
  case newer

  var squeezer: Squeezer {
    switch self {
    case .none: .none
    case .bare: Self.bareSqueezer
    case .older: Zstd.quick
    case .current: Zstd.squeezer
    case .newer: Self.newerSqueezer
    }
  }

  private static let bareSqueezer = Zstd.squeezer(dictionaries: [])

  /// Mixing once more, under a number nobody else has heard of.
  private static let strange: UInt8 = Squeezer.mixed | 2

  private static let newerSqueezer = Squeezer(
    dictionaries: [strange] + Zstd.squeezer.dictionaries,
    squeeze: { Zstd.squeezer.squeeze($0, $1 == strange ? Squeezer.mixed | 1 : $1) },
    unfold: { Zstd.squeezer.unfold($0, $1 == strange ? Squeezer.mixed | 1 : $1, $2) })
}

// One world in sixteen folds as the line does, with programs of several versions that are changed now and then.
extension World {
  func drawFolding() -> FoldingVersion {
    guard script.folds else { return .none }
    return versions.pick([.bare, .older, .current, .current, .newer])
  }

  /// A start is when a program may have been changed for another.
  func maybeChange(_ version: inout FoldingVersion) {
    guard script.folds, versions.one(in: 3) else { return }
    version = drawFolding()
  }

  func fold(_ frame: Frame, _ version: FoldingVersion, with methods: [UInt8]) -> [UInt8] {
    let box = Box.pack(frame, version.squeezer, dictionaries: methods, Secrets.digester)
    if let method = Box.shape(box)?.method { foldings[method, default: 0] += 1 }
    return box
  }
}
