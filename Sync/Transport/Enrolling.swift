import CCurl
import Domain
import Journal
import Seal
import Wire

/// Making a PC known to the centre, with the one-time code an officer there has read out.
public enum Enrolling {
  public enum Outcome: Sendable {
    /// `node`: the identity to write under; `spare` for its next change; `codes`: the office's code keys, none from an
    /// older centre; `sharesNumbers`: another PC of the office gives the same queue numbers.
    case enrolled(LineKeys, node: UInt32, spare: Int, codes: CodeKeyRing, sharesNumbers: Bool = false)
    case refused(EnrolOutcome)
    /// No answer, or none by whoever made the code.
    case unreached(Unreached)
  }

  /// Why there was no answer of the centre's. None of it has used the code up.
  public enum Unreached: Equatable, Sendable {
    /// The line did not come about, in libcurl's words.
    case line(String)
    /// Whoever answered refused with this HTTP status, for so many seconds if it said so.
    case status(Int, retryAfter: Int?)
    /// Somebody answered who does not know the code.
    case stranger
  }

  /// Asks the centre, waiting for its answer. Makes the key pair; nothing is written anywhere.
  ///
  /// `isPractice` says what the store is for, and both sides refuse the other kind; `earlier` is the public key of the
  /// seat this PC had, which the new one takes the place of.
  public static func ask(
    _ route: Route, office: OfficeCode, node: UInt32, code: EnrolCode, pair: KeyPair = .make(), version: String,
    isPractice: Bool = false, earlier: [UInt8] = []
  ) -> Outcome {
    var call = EnrolCall()
    call.exchange = Blob(Seal.randomBytes(16))
    call.office = office
    call.node = Int(node)
    call.codeName = code.name
    call.publicKey = Blob(pair.publicKey)
    call.version = version
    (call.isPractice, call.earlierKey, call.takesCodes) = (isPractice, Blob(earlier), true)
    let answer = post(route, Parcel.sealed(.enrolCall, call, code: code, .sodium))
    guard answer.status == 200 else {
      // Unknown codes and wrong ones are answered alike, with nothing.
      if answer.status == 403 { return .refused(.unknownCode) }
      guard answer.status != 0 else { return .unreached(.line(answer.reason)) }
      return .unreached(.status(answer.status, retryAfter: answer.retryAfter))
    }
    do {
      var reader = ParcelReader(.sodium)
      try reader.append(answer.body)
      guard case .head(.enrolReply, let unsealed, let seal)? = try reader.next(),
        Crypto.sodium.isTag(seal, code.key(.sodium), unsealed)
      else { return .unreached(.stranger) }
      let reply = try Parcel.record(EnrolReply.self, in: unsealed)
      guard reply.exchange == call.exchange else { return .unreached(.stranger) }
      guard reply.outcome == .enrolled else { return .refused(reply.outcome) }
      // A centre that does not look at it has enrolled all the same; nothing of that is kept here.
      guard reply.isPractice == isPractice else {
        return .refused(isPractice ? .officePractises : .centrePractises)
      }
      guard let link = pair.open(reply.sealedLinkKey.bytes).flatMap(LinkKey.init), reply.centreKey.bytes.count == 32,
        let node = UInt32(exactly: reply.node), node > 0, node <= EventID.nodeMax
      else { return .unreached(.stranger) }
      let keys = LineKeys(office: office, seat: reply.seat, node: pair, centre: reply.centreKey.bytes, link: link)
      let codes = pair.codeKeys(in: reply.sealedCodes.bytes) ?? CodeKeyRing()
      return .enrolled(keys, node: node, spare: reply.spare, codes: codes, sharesNumbers: reply.sharesNumbers)
    } catch {
      return .unreached(.stranger)
    }
  }

  private struct Answer {
    var status = 0
    var body: [UInt8] = []
    var reason = ""
    var retryAfter: Int?
  }

  private final class Collected {
    var body: [UInt8] = []
  }

  private static func post(_ route: Route, _ bytes: [UInt8]) -> Answer {
    guard Courier.isReady, let handle = curl_easy_init() else { return Answer(reason: "libcurl") }
    defer { curl_easy_cleanup(handle) }
    route.prepare(handle, path: "/enrol/1", wait_ms: 0)
    _ = door_number(handle, CURLOPT_TIMEOUT, 60)
    var headers = curl_slist_append(nil, "Content-Type: application/x-loket")
    headers = curl_slist_append(headers, "Expect:")
    defer { curl_slist_free_all(headers) }
    _ = door_list(handle, CURLOPT_HTTPHEADER, headers)
    let collected = Collected()
    _ = door_pointer(handle, CURLOPT_WRITEDATA, Unmanaged.passUnretained(collected).toOpaque())
    _ = door_function(handle, CURLOPT_WRITEFUNCTION) { buffer, size, count, raw in
      guard let buffer, let raw else { return 0 }
      let collected = Unmanaged<Collected>.fromOpaque(raw).takeUnretainedValue()
      guard collected.body.count + size * count <= WireLimits.headBytesMax + 1_024 else { return 0 }
      collected.body += UnsafeRawBufferPointer(start: buffer, count: size * count)
      return size * count
    }
    return bytes.withUnsafeBytes { raw in
      _ = door_number(handle, CURLOPT_POST, 1)
      _ = door_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, Int64(raw.count))
      _ = door_pointer(handle, CURLOPT_POSTFIELDS, UnsafeMutableRawPointer(mutating: raw.baseAddress))
      let result = withExtendedLifetime(collected) { curl_easy_perform(handle) }
      let reason = result == CURLE_OK ? "" : String(cString: curl_easy_strerror(result))
      let wait = door_retry_after(handle)
      return Answer(
        status: Int(door_status(handle)), body: collected.body, reason: reason,
        retryAfter: wait > 0 ? Int(clamping: min(wait, 86_400)) : nil)
    }
  }
}
