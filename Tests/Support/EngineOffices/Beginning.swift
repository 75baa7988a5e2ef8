import CentralReception
import Domain
import Engine
import Journal
import Seal
import Transport
import Wire

extension EngineOffice {
  /// An office that the centre knows, with a PC enrolled in it. An office may have several.
  public static func enrolled(
    _ office: OfficeCode, at centre: Centre, node: UInt32 = 1, squeezer: Squeezer
  ) async throws -> EngineOffice {
    EngineOffice(try await keys(office, at: centre, node: node), node: node, squeezer: squeezer)
  }

  /// The whole way of an enrolment: a code from the centre, a call, an answer.
  public static func keys(_ office: OfficeCode, at centre: Centre, node: UInt32) async throws -> LineKeys {
    let (pair, code) = (KeyPair.make(), try await centre.makeCode(office))
    var call = EnrolCall()
    (call.exchange, call.office, call.node) = (Blob(Seal.randomBytes(16)), office, Int(node))
    (call.codeName, call.publicKey) = (code.name, Blob(pair.publicKey))
    let answer = await centre.enrol(Parcel.sealed(.enrolCall, call, code: code, .sodium), from: "192.0.2.1")
    var reader = ParcelReader(.sodium)
    try reader.append(answer.body)
    guard case .head(.enrolReply, let unsealed, let seal)? = try reader.next(),
      Crypto.sodium.isTag(seal, code.key(.sodium), unsealed),
      let reply = try? Parcel.record(EnrolReply.self, in: unsealed), reply.node == Int(node),
      let link = pair.open(reply.sealedLinkKey.bytes).flatMap(LinkKey.init)
    else { throw NotEnrolled(status: answer.status) }
    return LineKeys(office: office, seat: reply.seat, node: pair, centre: reply.centreKey.bytes, link: link)
  }

  public struct NotEnrolled: Error { public let status: Int }

  /// The pen behind what this PC has written; one that can go on.
  public var pen: Pen {
    let node = engine.terms.node
    let held = log.standpoint(node)
    let last = held.sequence > 0 ? log.entries(node, from: held.sequence, limit: 1).first : nil
    return Pen(
      office: keys.office, node: node, lastSequence: held.sequence,
      lastTime: last?.entry.header.at ?? HybridTime(bits: 0), lastLink: held.link, digester: Seal.digester)
  }

  /// Opens the office with this profile and five officers, as its head does.
  public mutating func open(_ profile: OfficeProfile, at now: Moment) throws {
    var own = profile
    own.code = keys.office
    var pen = pen
    let settled = OfficeSettled { $0.profile = own }
    let people = ["ana", "budi", "citra", "dewi", "eko"].map { login in
      OfficerSettled { ($0.profile.name, $0.profile.login) = (login.capitalizedFirst, login) }
    }
    for fact in [.officeOpened(settled)] + people.map({ Fact.officerAdded($0) }) {
      try write(
        pen.write(
          [Draft(opening: fact, at: pen.next)], actor: .node, now: now, heads: { _, _ in [] }, salt: { 0 }))
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
