// swift-tools-version: 6.2
import PackageDescription

/// Every target is held to the same rules; a warning is a fault.
let rules: [SwiftSetting] = [.treatAllWarnings(as: .error), .enableUpcomingFeature("MemberImportVisibility")]

/// Optimised across modules for use: one description of a record serves four forms, and each is made for its record when
/// it is compiled, not looked up while a terminal starts. Generic types are asked for by what the compiler knows of them:
/// by their name, the runtime would go through all the program's conformances for each. Every function has a section of its
/// own, so that the linker can lay those of a start together.
let across: [SwiftSetting] = [
  .unsafeFlags(
    [
      "-cross-module-optimization",
      "-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors",
      "-Xfrontend", "-function-sections",
    ], .when(configuration: .release))
]

func library(_ name: String, _ path: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, path: path, swiftSettings: rules + across)
}

/// Where the compiler (6.3) cannot optimise across modules: it takes an actor there for a circle.
func closedLibrary(_ name: String, _ path: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, path: path, swiftSettings: rules)
}

func program(
  _ name: String, _ path: String, _ dependencies: [Target.Dependency], linking: [LinkerSetting] = []
) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies, path: path, swiftSettings: rules + across, linkerSettings: linking)
}

/// For the terminals, which hear nobody but their own node: forty thousand relocations are a fifth of a start. What listens to
/// a network keeps its chance addresses.
let fixedAddress: [LinkerSetting] = [.unsafeFlags(["-Xclang-linker", "-no-pie"], .when(configuration: .release))]

/// `LOKET_SUITES=CanvasTests,ScreensTests swift test` builds only these, for a quick turn while writing them.
let wanted = Context.environment["LOKET_SUITES"].map { $0.split(separator: ",").map(String.init) }

func tests(_ name: String, _ dependencies: [Target.Dependency], snapshots: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, path: "Tests/\(name)", exclude: snapshots, swiftSettings: rules)
}

let package = Package(
  name: "Loket",
  targets: [
    // The doors to C: one module map and shim per library.
    .systemLibrary(name: "CSQLite", path: "Sources/C/SQLite"),
    .systemLibrary(name: "CPostgreSQL", path: "Sources/C/PostgreSQL"),
    .systemLibrary(name: "CSodium", path: "Sources/C/Sodium"),
    .target(name: "CQREncode", path: "Sources/C/QREncode", cSettings: [.treatAllWarnings(as: .error)]),
    .target(name: "CCurl", path: "Sources/C/Curl", cSettings: [.treatAllWarnings(as: .error)]),
    .systemLibrary(name: "CMicroHTTPD", path: "Sources/C/MicroHTTPD"),

    .target(
      name: "CZstd", path: "Sources/C/Zstd", exclude: ["dictionaries"], cSettings: [.treatAllWarnings(as: .error)],
      linkerSettings: [.linkedLibrary("zstd")]),

    // Pure: decisions as functions of values.
    library("Domain", "Sources/Domain"),
    library("Profiles", "Sources/Profiles", ["Domain"]),
    library("Journal", "Sources/Journal", ["Domain"]),
    library("JSON", "Sources/JSON", ["Domain"]),

    // One adapter each for the disk, the machine and cryptography.
    library("SQL", "Sources/SQL/Interface"),
    library("SQLite", "Sources/SQL/SQLite", ["SQL", "CSQLite"]),
    closedLibrary("PostgreSQL", "Sources/SQL/PostgreSQL", ["SQL", "SQLPool", "CPostgreSQL"]),
    closedLibrary("SQLPool", "Sources/SQL/Pool", ["Machine"]),
    library("Machine", "Sources/Machine"),
    library("Seal", "Sources/Seal", ["Journal", "CSodium"]),

    // What the programs stand on.
    library("Store", "Sources/Store", ["Domain", "Journal", "SQL"]),
    library("Desk", "Sources/Desk/Interface", ["Domain", "JSON"]),
    library("DeskSocket", "Sources/Desk/Socket", ["Desk", "Domain", "Machine"]),
    library(
      "Node", "Sync/Node",
      [
        "Desk", "Devices", "Domain", "Engine", "JSON", "Journal", "Machine", "Profiles", "SQL", "SQLite", "Seal",
        "Squeeze", "Store", "Transport", "Wire",
      ]),

    // What links office and centre: the bytes, and who says what when. Both pure; folding is an adapter.
    library("Wire", "Sync/Wire", ["Domain", "Journal"]),
    // Optimised in debug builds too: folding goes bit by bit, and tests fold a lot.
    .target(
      name: "Squeeze", dependencies: ["CZstd", "Wire"], path: "Sync/Squeeze",
      swiftSettings: rules + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
    library("Engine", "Sync/Engine", ["Domain", "Journal", "Wire"]),

    // The world they are tried in: offices, centre and bad lines in one thread from one seed.
    library("Simulator", "Sync/Simulator", ["Domain", "Engine", "Journal", "Seal", "Squeeze", "Wire"]),
    program("loket-sim", "Sync/LoketSim", ["Machine", "Simulator"]),
    library(
      "Transport", "Sync/Transport", ["CCurl", "Domain", "Engine", "Journal", "Machine", "Seal", "Wire"]),
    // The centre: its rules on a real store, HTTP in front of them, and the program.
    closedLibrary(
      "CentralReception", "Central/Reception",
      [
        "Domain", "Engine", "Journal", "Machine", "PostgreSQL", "SQL", "SQLPool", "SQLite", "Seal", "Store", "Wire",
      ]),

    closedLibrary("CentralWeb", "Central/Web", ["CMicroHTTPD", "CentralReception", "Machine", "Wire"]),
    program(
      "pusat", "Central/Pusat",
      [
        "CentralReception", "CentralWeb", "Desk", "Domain", "JSON", "Machine", "PostgreSQL", "SQL", "SQLPool",
        "Squeeze", "Store", "Wire",
      ]),

    // What the terminal programs stand on.
    library("Canvas", "Kiosk/Canvas"),
    .target(name: "CTerminal", path: "Sources/C/Terminal", cSettings: [.treatAllWarnings(as: .error)]),
    library("Terminal", "Kiosk/Terminal", ["Canvas", "CTerminal", "Machine"]),
    library("Screens", "Kiosk/Screens", ["Canvas", "Desk", "Domain"]),
    library(
      "Seats", "Kiosk/Seats",
      ["Canvas", "Desk", "DeskSocket", "Domain", "Machine", "Screens", "Terminal"]),

    library("Devices", "Kiosk/Devices", ["CQREncode", "Domain"]),
    program(
      "loket", "Kiosk/Loket",
      [
        "Canvas", "Desk", "DeskSocket", "Devices", "Domain", "JSON", "Machine", "Node", "Profiles", "Screens", "Seats",
        "SQL", "Squeeze", "Store", "Terminal", "Transport",
      ], linking: fixedAddress),
    program("loketd", "Sync/Loketd", ["Desk", "DeskSocket", "Domain", "Machine", "Node", "SQL", "Store"]),
    .executableTarget(
      name: "loket-bench",
      dependencies: [
        "Canvas", "CVTerm", "CentralReception", "Desk", "DeskSocket", "Domain", "EngineOffices", "GeneratedVisits",
        "Journal", "LineStand", "Machine", "Node", "PostgreSQL", "SQL", "SQLPool", "SQLite", "Seal", "Simulator",
        "Squeeze", "Store",
        "TemporaryPostgres", "Transport", "Wire",
      ],
      path: "Benchmarks", exclude: ["BareFrame"], swiftSettings: rules),

    // The tests, and the faulty disk they use.
    .target(
      name: "CFaultDisk", path: "Tests/Support/FaultDisk", cSettings: [.treatAllWarnings(as: .error)],
      linkerSettings: [.linkedLibrary("sqlite3")]),
    // One seed, one life: what every test that leaves things to chance draws from.
    library("Chance", "Tests/Support/Chance"),
    library("RecordWalks", "Tests/Support/RecordWalks", ["Domain"]),
    library(
      "TestSupport", "Tests/Support/TestSupport",
      [
        "Chance", "Desk", "DeskSocket", "Domain", "Machine", "Node", "PostgreSQL", "Profiles", "SQL", "SQLite", "Seal",
        "Store",
        "TemporaryPostgres",
      ]),
    // What tests of both ends of the line share: what a double has, and by which rules it takes in and gives out.
    library("LineDoubles", "Tests/Support/LineDoubles", ["Domain", "Engine", "Journal", "Seal", "Wire"]),
    library("TemporaryPostgres", "Tests/Support/TemporaryPostgres", ["Machine", "PostgreSQL", "SQL"]),
    tests(
      "NodeTests",
      [
        "Desk", "DeskSocket", "Domain", "JSON", "Journal", "Machine", "Node", "SQL", "SQLite", "Seal", "Store",
        "TestSupport", "Wire",
      ]),
    tests(
      "StoreTests",
      [
        "CFaultDisk", "Desk", "Domain", "Journal", "Machine", "Node", "PostgreSQL", "SQL", "SQLPool", "SQLite", "Seal",
        "Store", "TemporaryPostgres", "TestSupport",
      ]),
    tests("SQLTests", ["Machine", "PostgreSQL", "SQL", "SQLPool", "SQLite", "TemporaryPostgres"]),
    tests("FaultDiskTests", ["CFaultDisk", "CSQLite"]),
    tests("JournalTests", ["Domain", "Journal", "Seal", "TestSupport"]),
    tests("JSONTests", ["Desk", "Domain", "JSON", "TestSupport"]),
    tests("SealTests", ["Domain", "Journal", "Seal"]),
    library("GeneratedVisits", "Tests/Support/GeneratedVisits", ["Chance", "Domain", "Journal", "Wire"]),
    library(
      "EngineOffices", "Tests/Support/EngineOffices",
      ["CentralReception", "Domain", "Engine", "Journal", "Seal", "Transport", "Wire"]),
    // A real line between real programs, and a bad one.
    .executableTarget(
      name: "bad-line", path: "Tests/Support/BadLine", cSettings: [.treatAllWarnings(as: .error)]),
    library(
      "LineStand", "Tests/Support/LineStand",
      ["Desk", "DeskSocket", "Domain", "GeneratedVisits", "Journal", "Machine", "Node", "SQL", "Seal", "Store"]),
    program(
      "dictionary-trainer", "Tests/Support/DictionaryTrainer",
      ["GeneratedVisits", "Journal", "Seal", "Squeeze", "Wire"]),
    tests(
      "SyncTests",
      [
        "Domain", "Engine", "GeneratedVisits", "Journal", "LineDoubles", "Machine", "RecordWalks", "Seal", "Squeeze",
        "TestSupport", "Wire",
      ]),
    tests(
      "LineTests",
      [
        "CampaignDay", "Chance", "Desk", "DeskSocket", "Domain", "LineStand", "Machine", "Node", "PostgreSQL",
        "Profiles",
        "SQL",
        "SQLite", "Store", "TemporaryPostgres", "TestSupport", "bad-line", "loketd", "pusat",
      ]),
    tests("SimulatorTests", ["Domain", "Journal", "RecordWalks", "Simulator"]),
    tests(
      "TransportTests",
      [
        "Desk", "DeskSocket", "Domain", "Engine", "Journal", "LineDoubles", "LineStand", "Machine", "Node", "Profiles",
        "SQL", "Seal", "Squeeze", "Store", "TestSupport", "Transport", "Wire", "loket", "loketd", "pusat",
      ]),
    tests(
      "ReceptionTests",
      [
        "CentralReception", "CentralWeb", "Domain", "Engine", "EngineOffices", "GeneratedVisits", "Journal",
        "LineDoubles", "Machine", "Node", "PostgreSQL", "SQL", "SQLPool", "SQLite", "Seal", "Squeeze", "Store",
        "TemporaryPostgres", "TestSupport", "Wire", "pusat",
      ]),
    // Campaigns: real processes killed, real files damaged.
    library(
      "CampaignDay", "Tests/Support/CampaignDay", ["Chance", "Desk", "Domain", "Machine", "Node", "Profiles", "Seal"]),
    tests(
      "CrashTests",
      [
        "loketd", "CampaignDay", "Chance", "Desk", "DeskSocket", "Domain", "LineStand", "Machine", "Node", "Seal",
        "Store",
      ]),
    tests(
      "DamageTests",
      ["CampaignDay", "Chance", "Desk", "Domain", "Journal", "Machine", "Node", "SQL", "SQLite", "Seal", "Store"]),
    tests("ProfileTests", ["Chance", "Domain", "Profiles"]),
    .systemLibrary(name: "CVTerm", path: "Tests/Support/VTerm"),
    program("terminal-probe", "Tests/Support/TerminalProbe", ["Canvas", "Terminal"]),
    tests("CanvasTests", ["Canvas", "Machine", "TestSupport"], snapshots: ["Snapshots"]),
    tests("TerminalTests", ["Canvas", "CVTerm", "Terminal", "TestSupport", "terminal-probe"]),
    tests(
      "ScreensTests",
      ["Canvas", "Desk", "Devices", "Domain", "Machine", "Node", "Profiles", "Screens", "Terminal", "TestSupport"],
      snapshots: ["Snapshots"]),
    tests("TidyTests", ["Machine"]),
    tests("JourneyTests", ["Canvas", "Desk", "Domain", "JSON", "Machine", "Screens"]),
    tests(
      "DeviceTests",
      ["Desk", "DeskSocket", "Devices", "Domain", "Machine", "Node", "SQL", "Store", "TestSupport"]),
    tests("DomainTests", ["Chance", "Domain", "RecordWalks"]),
  ],
  swiftLanguageModes: [.v6]
)

if let wanted {
  package.targets.removeAll { $0.type == .test && !wanted.contains($0.name) }
}
