import Domain
import Journal

/// A frame as bytes: its text squeezed, its noise as it is.
public enum Box {
  /// Squeezed with the best of `dictionaries` that this side has; as it is where that is no longer.
  public static func pack(_ frame: Frame, _ squeezer: Squeezer, dictionaries: [UInt8], _ digester: Digester) -> [UInt8]
  {
    let parts = FrameWriter.write(frame, digester)
    var (method, folded) = (Squeezer.stored, parts.text)
    // The first that does it: mixing does not take large texts.
    for shared in squeezer.dictionaries.filter(dictionaries.contains) + [Squeezer.plain] {
      guard let shorter = squeezer.squeeze(parts.text, shared) else { continue }
      (method, folded) = (shared, shorter)
      break
    }
    var writer = BinaryWriter(reserving: folded.count + parts.noise.count + 12)
    writer.byte(method)
    writer.unsigned(UInt64(parts.noise.count))
    writer.unsigned(UInt64(parts.text.count))
    writer.raw(parts.noise)
    writer.raw(folded)
    return writer.bytes
  }

  /// The frame, or why not. `office` is the one named in the head of the call or reply.
  public static func open(
    _ box: [UInt8], office: OfficeCode, _ squeezer: Squeezer, _ digester: Digester
  ) throws(WireFault) -> Frame {
    guard box.count <= WireLimits.frameBytesMax else { throw WireFault(.tooLarge) }
    let parts: FrameText
    do {
      parts = try unfold(box, squeezer)
    } catch let fault as WireFault {
      throw fault
    } catch {
      throw WireFault(.truncated)
    }
    return try FrameReader.read(parts, office: office, digester)
  }

  private static func unfold(_ box: [UInt8], _ squeezer: Squeezer) throws -> FrameText {
    var reader = BinaryReader(box)
    let method = try reader.byte()
    let noise = try reader.unsigned()
    let length = try reader.unsigned()
    guard noise <= UInt64(box.count), length <= UInt64(WireLimits.textBytesMax) else { throw WireFault(.tooLarge) }
    let noiseBytes = try reader.raw(Int(noise))
    let rest = try reader.raw(box.count - reader.offset)
    if method == Squeezer.stored {
      guard rest.count == Int(length) else { throw WireFault(.truncated) }
      return FrameText(text: rest, noise: noiseBytes)
    }
    guard method == Squeezer.plain || squeezer.dictionaries.contains(method) else {
      throw WireFault(.unknownDictionary)
    }
    guard let text = squeezer.unfold(rest, method, Int(length)), text.count == Int(length) else {
      throw WireFault(.badText)
    }
    return FrameText(text: text, noise: noiseBytes)
  }

  /// What a dictionary is trained on: the text of one frame of these events.
  public static func text(of events: [(event: Event, link: Digest)], _ digester: Digester) -> [UInt8] {
    var builder = FrameBuilder(.up, textMax: .max)
    for (event, link) in events { _ = builder.add(Entry(event), link: link) }
    return builder.close().map { FrameWriter.write($0, digester).text } ?? []
  }

  /// How a box was folded and how its bytes divide, for `loket sync show` and the measurements.
  public static func shape(_ box: [UInt8]) -> (method: UInt8, noise: Int, text: Int, folded: Int)? {
    var reader = BinaryReader(box)
    guard let method = try? reader.byte(), let noise = try? reader.unsigned(), let text = try? reader.unsigned(),
      noise <= UInt64(box.count), text <= UInt64(WireLimits.textBytesMax),
      Int(noise) + reader.offset <= box.count
    else { return nil }
    return (method, Int(noise), Int(text), box.count - reader.offset - Int(noise))
  }
}
