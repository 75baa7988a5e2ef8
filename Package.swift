// swift-tools-version: 6.2
import PackageDescription

/// Every target is held to the same rules; a warning is a fault.
let rules: [SwiftSetting] = [.treatAllWarnings(as: .error), .enableUpcomingFeature("MemberImportVisibility")]

func library(_ name: String, _ path: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, path: path, swiftSettings: rules)
}

let package = Package(
  name: "Loket",
  targets: [
    library("Domain", "Sources/Domain"),
    .testTarget(name: "DomainTests", dependencies: ["Domain"], path: "Tests/DomainTests", swiftSettings: rules),
  ],
  swiftLanguageModes: [.v6]
)
