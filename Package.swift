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
    .systemLibrary(name: "CSQLite", path: "Sources/C/SQLite"),
    .systemLibrary(name: "CSodium", path: "Sources/C/Sodium"),
    library("Journal", "Sources/Journal", ["Domain"]),
    library("SQL", "Sources/SQL/Interface"),
    library("SQLite", "Sources/SQL/SQLite", ["SQL", "CSQLite"]),
    library("Store", "Sources/Store", ["Domain", "Journal", "SQL"]),
    library("JSON", "Sources/JSON", ["Domain"]),
    library("Machine", "Sources/Machine"),
    library("Desk", "Sources/Desk", ["Domain", "JSON", "Machine"]),
    library("Seal", "Sources/Seal", ["Journal", "CSodium"]),
    library("Node", "Sync/Node", ["Desk", "Domain", "JSON", "Journal", "Machine", "SQL", "SQLite", "Seal", "Store"]),

    .target(
      name: "CFaultDisk", path: "Tests/Support/FaultDisk", cSettings: [.treatAllWarnings(as: .error)],
      linkerSettings: [.linkedLibrary("sqlite3")]),
    .testTarget(
      name: "FaultDiskTests", dependencies: ["CFaultDisk", "CSQLite"], path: "Tests/FaultDiskTests",
      swiftSettings: rules),
  ],
  swiftLanguageModes: [.v6]
)
