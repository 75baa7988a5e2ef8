import CCurl
import Domain
import Engine
import Wire

/// One HTTP request and its response, as libcurl asks for bytes and brings them. Lives on the courier's thread.
final class Passage {
  private var outgoing: Outgoing
  private var incoming: Incoming
  private let hand: (Incoming.Item) -> Void
  /// Whether the node can take another frame.
  var mayTake: () -> Bool = { true }
  var moved: (Int) -> Void = { _ in }
  private var unsent: ArraySlice<UInt8> = []
  private(set) var hasSent = false
  private var failure: Ending?
  private(set) var isPaused = false
  private var reply: Reply?
  private var received: [FrameTrace] = []
  private var sentBytes = 0
  private var handle: UnsafeMutableRawPointer?

  init(_ outgoing: Outgoing, _ incoming: Incoming, _ hand: @escaping (Incoming.Item) -> Void) {
    self.outgoing = outgoing
    self.incoming = incoming
    self.hand = hand
  }

  /// Hands itself to libcurl. The list is the caller's to free when the request is over.
  func prepare(_ handle: UnsafeMutableRawPointer) -> UnsafeMutablePointer<curl_slist>? {
    self.handle = handle
    let me = Unmanaged.passUnretained(self).toOpaque()
    _ = door_number(handle, CURLOPT_POST, 1)
    let whole = takeWhole()
    if let whole {
      _ = door_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, Int64(whole.count))
      whole.withUnsafeBytes {
        _ = door_pointer(handle, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: $0.baseAddress))
      }
    } else {
      _ = door_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, -1)
      _ = door_pointer(handle, CURLOPT_READDATA, me)
      _ = door_function(handle, CURLOPT_READFUNCTION) { buffer, size, count, raw in
        guard let buffer, let raw else { return door_abort }
        return Unmanaged<Passage>.fromOpaque(raw).takeUnretainedValue().send(
          UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
      }
    }
    _ = door_pointer(handle, CURLOPT_WRITEDATA, me)
    _ = door_function(handle, CURLOPT_WRITEFUNCTION) { buffer, size, count, raw in
      guard let buffer, let raw else { return 0 }
      return Unmanaged<Passage>.fromOpaque(raw).takeUnretainedValue().receive(
        UnsafeRawBufferPointer(start: buffer, count: size * count))
    }
    var headers: UnsafeMutablePointer<curl_slist>?
    // Without an answer to wait for: a proxy that does not know 100-continue would cost a second each time.
    let length = whole == nil ? ["Transfer-Encoding: chunked"] : []
    for header in ["Content-Type: application/x-loket", "Accept: application/x-loket", "Expect:"] + length {
      headers = curl_slist_append(headers, header)
    }
    _ = door_list(handle, CURLOPT_HTTPHEADER, headers)
    return headers
  }

  /// A call without frames, all at once: whoever knows its length sends its end with it.
  private func takeWhole() -> [UInt8]? {
    guard !outgoing.hasFrames else { return nil }
    var whole: [UInt8] = []
    while let more = try? outgoing.more() { whole += more }
    sentBytes += whole.count
    moved(whole.count)
    return whole
  }

  private func send(_ room: UnsafeMutableRawBufferPointer) -> Int {
    if unsent.isEmpty {
      do {
        let before = outgoing.frames
        guard let more = try outgoing.more() else { return 0 }
        unsent = more[...]
        if outgoing.frames > before { hasSent = true }
      } catch {
        failure = .diskRefused
        return door_abort
      }
    }
    let part = unsent.prefix(room.count)
    part.withUnsafeBytes { room.copyMemory(from: $0) }
    unsent = unsent.dropFirst(part.count)
    sentBytes += part.count
    moved(part.count)
    return part.count
  }

  private func receive(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard let handle, !bytes.isEmpty else { return 0 }
    // What a stranger has to say is of no interest.
    guard door_status(handle) == 200 else { return bytes.count }
    guard mayTake() else {
      isPaused = true
      return door_pause
    }
    moved(bytes.count)
    do throws(Incoming.Failed) {
      try incoming.take(bytes) { item in
        switch item {
        case .replied(let reply): self.reply = reply
        case .frame(let frame, let size): received.append(FrameTrace(frame, bytes: size))
        }
        hand(item)
      }
    } catch {
      failure = error.ending
      return 0
    }
    return bytes.count
  }

  /// Goes on when the node has caught up.
  func resume(_ handle: UnsafeMutableRawPointer) {
    guard isPaused, mayTake() else { return }
    isPaused = false
    curl_easy_pause(handle, CURLPAUSE_CONT)
  }

  /// How it went, once libcurl is done.
  func ending(_ result: CURLcode, _ handle: UnsafeMutableRawPointer) -> Ending {
    if let failure { return failure }
    let status = Int(door_status(handle))
    switch status {
    case 200: break
    // 401 and 407: something on the way wants a password before it lets anything through.
    case 401, 407, 413, 429, 503:
      let wait = door_retry_after(handle)
      return .refused(
        status: status, events: outgoing.events, wait: wait > 0 ? .seconds(Int(clamping: min(wait, 86_400))) : nil)
    // A gateway before the centre that does not reach it: the same as a line that broke.
    case 502, 504: return .cut(hasSent: hasSent)
    case 0: return Self.isStranger(result) ? .stranger : .cut(hasSent: hasSent)
    default: return .stranger
    }
    if incoming.isWhole { return .whole }
    // An answer that ended by itself without a word of ours.
    if result == CURLE_OK, incoming.bytes == 0 { return .stranger }
    return .cut(hasSent: hasSent)
  }

  /// The line stands, but whoever is at its end cannot prove to be the centre.
  private static func isStranger(_ result: CURLcode) -> Bool {
    [CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL]
      .contains(result)
  }

  func trace(_ ending: Ending, at now: Moment) -> ExchangeTrace {
    ExchangeTrace(
      call: outgoing.call, sent: outgoing.trace, reply: reply, received: received, ending: ending, at: now,
      bytesSent: sentBytes, bytesReceived: incoming.bytes)
  }
}
