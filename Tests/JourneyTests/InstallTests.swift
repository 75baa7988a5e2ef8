import Glibc
import Testing

@Suite struct InstallTests {
  private let unit = text(of: Build.sources + "/Kiosk/loketd.service")

  @Test func `the unit keeps the service to its own folder`() {
    let lines = unit.split(separator: "\n")
    for setting in [
      "Type=notify", "User=loket", "StateDirectory=loket", "UMask=0027", "NoNewPrivileges=yes", "ProtectSystem=strict",
      "Environment=SWIFT_BACKTRACE=enable=no", "Restart=always", "ProtectHome=yes", "CapabilityBoundingSet=",
    ] {
      #expect(lines.contains(setting[...]), "\(setting)")
    }
  }

  @Test func `the unit lets loketd call the centre, by its name, and hear the kernel's news of the network`() throws {
    let settings = unit.split(separator: "\n").filter { !$0.hasPrefix("#") }
    for barrier in ["PrivateNetwork=", "IPAddressDeny=", "InaccessiblePaths=", "RootDirectory=", "NoExecPaths="] {
      #expect(!settings.contains { $0.hasPrefix(barrier) }, "\(barrier)")
    }
    let families = try #require(settings.first { $0.hasPrefix("RestrictAddressFamilies=") }?.split(separator: "=").last)
    #expect(Set(families.split(separator: " ")) == ["AF_UNIX", "AF_INET", "AF_INET6", "AF_NETLINK"])
  }

  @Test func `the unit starts loketd with options it knows`() throws {
    let start = try #require(unit.split(separator: "\n").first { $0.hasPrefix("ExecStart=") })
    let usage = try run(Build.loketd, ["--help"]).out
    for word in start.split(separator: " ") where word.hasPrefix("--") { #expect(usage.contains(word), "\(word)") }
  }

  @Test func `an officer's session lies with the officer where the office's folder belongs to loketd`() throws {
    let office = try TestOffice()
    chmod(office.home, 0o550)
    defer { chmod(office.home, 0o750) }
    // Root may write anywhere, so there is nothing to see as root.
    guard geteuid() != 0 else { return }
    try office.ok("login", "maria", as: "baru", pin: TestOffice.pin)
    #expect(!exists(office.home + "/session-baru"))
    #expect(try office.ok("queue", as: "baru") != "")
  }

  @Test func `a backup that cannot be made is no damage`() throws {
    let office = try TestOffice()
    #expect(try office.head("store", "backup").contains("/backups/"))
    let file = office.folder + "/salinan.sqlite"
    try office.head("store", "backup", file)
    let before = bytes(of: file)
    #expect(try office.refused(3, "store", "backup", file, as: "maria").contains("sudah ada"))
    #expect(bytes(of: file) == before)
    try office.refused(3, "store", "backup", office.folder + "/tidak/ada.sqlite", as: "maria")
  }
}
