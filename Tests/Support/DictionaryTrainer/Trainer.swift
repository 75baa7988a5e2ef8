import GeneratedVisits
import Glibc
import Journal
import Seal
import Squeeze
import Wire

/// `dictionary-trainer FILE`: trains a dictionary on frames of generated visits and writes it to a file.
@main
struct Trainer {
  static let sizeMax = 110 * 1024
  /// Seeds and sizes of the journals it learns from; measurements use others.
  static let seeds: ClosedRange<UInt64> = 1_001...1_016
  static let visits = 400

  static func main() {
    guard CommandLine.arguments.count == 2 else {
      print("usage: dictionary-trainer FILE")
      exit(2)
    }
    guard let dictionary = Zstd.train(samples, sizeMax: sizeMax) else {
      print("too few samples")
      exit(1)
    }
    let file = open(CommandLine.arguments[1], O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard file >= 0, write(file, dictionary, dictionary.count) == dictionary.count, close(file) == 0 else {
      print("could not write \(CommandLine.arguments[1])")
      exit(1)
    }
    print("\(dictionary.count) bytes")
  }

  /// Texts of frames of all sizes a line may ask for, from one visit to many.
  static var samples: [[UInt8]] {
    seeds.flatMap { seed -> [[UInt8]] in
      let office = GeneratedOffice(visits: visits, seed: seed, digester: Seal.digester)
      var samples: [[UInt8]] = []
      var start = 6
      var size = 12
      while start < office.entries.count {
        let slice = office.entries[start..<min(start + size, office.entries.count)]
        samples.append(Box.text(of: slice.map { ($0.event, $0.link) }, Seal.digester))
        start += size
        size = size >= 160 ? 12 : size * 2
      }
      return samples
    }
  }
}
