// swift-tools-version:6.2
import PackageDescription

let package = Package(
    name: "chantier",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "chantier", targets: ["chantier"]),
        .executable(name: "tracker", targets: ["tracker"]),
        .library(name: "Postgres", targets: ["Postgres"]),
        .library(name: "JobEngine", targets: ["JobEngine"]),
        .library(name: "Tabular", targets: ["Tabular"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // C beneath: libpq, zlib, expat, checksums and the SQL files embedded in the binaries.
        .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
        .target(name: "CZlib"),
        .target(name: "CExpat"),
        .target(name: "CDigest"),
        .target(name: "CSQLFiles"),
        // The parts. Arrows point down only; Scripts/check-imports compares the imports with this list.
        .target(name: "Postgres", dependencies: ["CLibpq"]),
        .target(name: "Tabular", dependencies: ["CZlib", "CExpat"]),
        .target(name: "Catalog"),
        .target(name: "CatalogStore", dependencies: ["Catalog", "Postgres"]),
        .target(
            name: "JobEngine",
            dependencies: ["Postgres", "CSQLFiles", "CDigest", .product(name: "Logging", package: "swift-log")]),
        // What the kinds that change the catalogue share.
        .target(
            name: "CatalogJobs", dependencies: ["JobEngine", "CatalogStore", "Catalog", "Postgres", "Tabular"]),
        // The kinds. None imports another; but rules go out as a file of an export.
        .target(
            name: "Imports",
            dependencies: [
                "CatalogJobs", "JobEngine", "CatalogStore", "Catalog", "Postgres", "Tabular",
                .product(name: "Yams", package: "Yams"),
            ]),
        .target(
            name: "Exports", dependencies: ["JobEngine", "CatalogStore", "Catalog", "Postgres", "Tabular"]),
        .target(name: "Edits", dependencies: ["CatalogJobs", "JobEngine", "CatalogStore", "Catalog", "Postgres"]),
        .target(name: "Projects", dependencies: ["JobEngine", "CatalogStore", "Catalog", "Postgres"]),
        .target(
            name: "Rules",
            dependencies: [
                "CatalogJobs", "Exports", "JobEngine", "CatalogStore", "Catalog", "Postgres",
                .product(name: "Yams", package: "Yams"),
            ]),
        // What the programs share, and the programs.
        .target(name: "Tracking", dependencies: ["Setup", "JobEngine", "Postgres", "Tabular"]),
        .target(
            name: "Setup", dependencies: ["Postgres", "JobEngine", .product(name: "Logging", package: "swift-log")]),
        .target(
            name: "Terminal",
            dependencies: [
                "Tracking", "Setup", "JobEngine", "Postgres",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(
            name: "chantier",
            dependencies: [
                "CatalogJobs", "Imports", "Exports", "Edits", "Projects", "Rules", "CatalogStore", "Catalog",
                "JobEngine",
                "Tracking", "Setup", "Terminal", "Tabular", "Postgres",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .executableTarget(
            name: "tracker",
            dependencies: [
                "Tracking", "Setup", "Terminal", "JobEngine", "Postgres",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        // Tests: one folder a target; TestKit gives each test a database of its own.
        .target(name: "TestKit", dependencies: ["Postgres", "JobEngine", "Setup", "Tracking"], path: "Tests/TestKit"),
        .testTarget(name: "PostgresTests", dependencies: ["Postgres", "TestKit"]),
        .testTarget(name: "TabularTests", dependencies: ["Tabular", "TestKit"]),
        .testTarget(name: "CatalogTests", dependencies: ["Catalog"]),
        .testTarget(
            name: "JobEngineTests",
            dependencies: ["JobEngine", "Postgres", "TestKit", .product(name: "Logging", package: "swift-log")]),
        .testTarget(name: "CatalogStoreTests", dependencies: ["CatalogStore", "Catalog", "Postgres", "TestKit"]),
        .testTarget(
            name: "ImportsTests",
            dependencies: [
                "Imports", "CatalogJobs", "JobEngine", "CatalogStore", "Catalog", "Postgres", "Tabular", "Tracking",
                "TestKit",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "ExportsTests",
            dependencies: [
                "Exports", "Imports", "JobEngine", "CatalogStore", "Catalog", "Tabular", "Postgres", "TestKit",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "EditsTests",
            dependencies: [
                "Edits", "Imports", "CatalogJobs", "JobEngine", "CatalogStore", "Catalog", "Postgres", "Tabular",
                "TestKit",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "ProjectsTests",
            dependencies: [
                "Projects", "Edits", "Imports", "CatalogJobs", "JobEngine", "CatalogStore", "Catalog", "Postgres",
                "TestKit",
            ]),
        .testTarget(
            name: "RulesTests",
            dependencies: [
                "Rules", "Edits", "Imports", "Exports", "CatalogJobs", "JobEngine", "CatalogStore", "Catalog",
                "Postgres", "TestKit",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(name: "SetupTests", dependencies: ["Setup", "JobEngine", "Postgres", "TestKit"]),
        .testTarget(
            name: "TrackingTests",
            dependencies: [
                "Tracking", "Setup", "JobEngine", "Postgres", "TestKit",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "TerminalTests",
            dependencies: [
                "Terminal", "Tracking", "Setup", "Postgres",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .testTarget(name: "DemoTests", dependencies: ["chantier", "Setup", "Terminal", "Tabular", "TestKit"]),
        .testTarget(
            name: "ChaosTests", dependencies: ["chantier", "Setup", "Tabular", "Postgres", "TestKit"],
            path: "Tests/Chaos"),
        .testTarget(name: "EndToEndTests", dependencies: ["Postgres", "TestKit"]),
        .testTarget(name: "AccessTests", dependencies: ["Setup", "Postgres", "TestKit"]),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c2x
)

let house: [SwiftSetting] =
    [
        "ExistentialAny", "MemberImportVisibility", "InternalImportsByDefault", "NonisolatedNonsendingByDefault",
        "InferIsolatedConformances", "ImmutableWeakCaptures",
    ].map { .enableUpcomingFeature($0) } + [.treatAllWarnings(as: .error)]
for target in package.targets where !["CLibpq", "CZlib", "CExpat", "CDigest", "CSQLFiles"].contains(target.name) {
    target.swiftSettings = house
    if ["Postgres", "Tabular"].contains(target.name) {
        target.swiftSettings? += [.strictMemorySafety(), .enableExperimentalFeature("Lifetimes")]
    }
}
