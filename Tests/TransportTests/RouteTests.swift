import Testing
import Transport

@Suite struct RouteTests {
  @Test func `an address is kept without the slash at its end, and anything else is none`() {
    #expect(Route.address("https://pusat.example.id/") == "https://pusat.example.id")
    #expect(Route.address("http://127.0.0.1:8080/a//") == "http://127.0.0.1:8080/a")
    for none in [
      "", "pusat.example.id", "ftp://pusat", "https://", "https://a b", "https://" + String(repeating: "a", count: 600),
    ] {
      #expect(Route.address(none) == nil, "\(none)")
    }
  }

  @Test func `a centre on this PC needs no network`() {
    #expect(Route(url: "http://127.0.0.1:99").isLocal)
    #expect(Route(url: "http://[::1]:99/x").isLocal)
    #expect(!Route(url: "https://pusat.example.id").isLocal)
  }
}
