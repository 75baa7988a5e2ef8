import Machine

/// An authority of one test's own, and a certificate of its making for a centre on this machine.
public struct Authority {
  /// What an office is told to believe.
  public let file: String
  /// The server's certificate and its key.
  public let certificate: String
  public let key: String

  /// Made by openssl in `folder`, valid for two days.
  public init(in folder: String, named name: String = "authority") throws {
    let place = folder + "/" + name
    (file, certificate, key) = (place + ".pem", place + "-server.pem", place + "-server.key")
    let curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    try Self.openssl(
      ["req", "-x509"] + curve + ["-keyout", place + ".key", "-out", file, "-subj", "/CN=Loket \(name)", "-days", "2"],
      place)
    try Self.openssl(
      ["req"] + curve + ["-keyout", key, "-out", place + ".csr", "-subj", "/CN=pusat.example.go.id"], place)
    let names = "subjectAltName=DNS:pusat.example.go.id,IP:127.0.0.1,IP:\(BadLine.End.centre.address)\n"
    try Files.replace(place + ".ext", with: Array(names.utf8), mode: 0o640)
    try Self.openssl(
      [
        "x509", "-req", "-in", place + ".csr", "-CA", file, "-CAkey", place + ".key", "-CAcreateserial", "-days", "2",
        "-extfile", place + ".ext", "-out", certificate,
      ], place)
  }

  private static func openssl(_ words: [String], _ place: String) throws {
    let made = try Program.run("/usr/bin/openssl", words, log: place + ".log")
    guard made.code == 0 else { throw Never("openssl \(words.first ?? ""): \(made.said)") }
  }
}
