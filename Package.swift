// swift-tools-version: 6.2
// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// A room of the house. The folder says the floor, the dependencies say which rooms it stands on.
func room(_ name: String, on floor: String, uses: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: uses, path: "Sources/\(floor)/\(name)", swiftSettings: strict)
}

/// Without optimisation these take twenty times as long, and every test of the house waits for the demonstration's restart to
/// be computed: they are optimised in debug builds too. Overflow and bounds are checked all the same.
let optimised: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// An engine whose inner loops the tests run millions of times.
func engine(_ name: String, uses: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: uses, path: "Sources/Engines/\(name)", swiftSettings: optimised)
}

func tests(_ name: String, uses: [Target.Dependency]) -> Target {
    .testTarget(name: "\(name)Tests", dependencies: uses, path: "Tests/\(name)Tests", swiftSettings: strict)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")

let package = Package(
    name: "carene",
    products: [.executable(name: "carene", targets: ["carene"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
    ],
    targets: [
        // System libraries and embedded files
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CCBC", pkgConfig: "cbc", providers: [.apt(["coinor-libcbc-dev"])]),
        .systemLibrary(name: "CHyperscan", pkgConfig: "libhs", providers: [.apt(["libhyperscan-dev"])]),
        .target(name: "CAssets", cSettings: [.unsafeFlags(["-Wno-c23-extensions"])]),

        // Floor 1: engines, pure computation
        room("Catalogs", on: "Engines", uses: [yams]),
        engine("Planning", uses: [yams]),
        room("PlanningCBC", on: "Engines", uses: ["Planning", "CCBC"]),
        engine("Scheduling"),
        engine("Recovery", uses: ["Scheduling", yams]),
        room("BackupReports", on: "Engines"),
        engine("EventLogs"),
        engine("Sigma", uses: ["CHyperscan", yams]),
        engine("Detection", uses: ["EventLogs", "Sigma"]),
        room("CrisisLog", on: "Engines", uses: [crypto]),
        room("LegalClocks", on: "Engines", uses: [yams]),
        room("ThreatIndicators", on: "Engines"),
        room("Drills", on: "Engines", uses: ["CrisisLog", yams]),

        // Floor 2: platform, what every feature stands on
        room("Primitives", on: "Platform"),
        room("Markup", on: "Platform"),
        room("Embedded", on: "Platform", uses: ["CAssets"]),
        room("Components", on: "Platform", uses: ["Primitives", "Markup"]),
        room("Documents", on: "Platform", uses: ["Primitives", "CArchive", "CExpat", "CXLSXWriter"]),
        room("Printing", on: "Platform", uses: ["Primitives", "Markup", subprocess]),
        room("Mail", on: "Platform", uses: ["Primitives", "CCurl"]),
        room("Persistence", on: "Platform", uses: ["Primitives", crypto]),
        room(
            "PersistenceSQLite", on: "Platform",
            uses: [
                "Persistence", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        room("PersistencePostgres", on: "Platform", uses: ["Primitives", "Persistence", "CLibPQ"]),
        room("Journal", on: "Platform", uses: ["Primitives", "Persistence", crypto]),
        room("Organisations", on: "Platform", uses: ["Primitives", "Persistence", "Documents", "Journal"]),
        room(
            "Identity", on: "Platform",
            uses: ["Primitives", "Persistence", "Journal", "Organisations", "CArgon2", "CQREncode", crypto]),
        room(
            "Frameworks", on: "Platform",
            uses: ["Primitives", "Persistence", "Journal", "Catalogs", "Embedded", crypto]),
        room(
            "Evidence", on: "Platform",
            uses: [
                "Primitives", "Markup", "Persistence", "Journal", "Organisations", "Identity", "Catalogs",
                "Documents", crypto,
            ]),
        room(
            "ServiceMaps", on: "Platform",
            uses: ["Primitives", "Persistence", "Journal", "Organisations", "Recovery"]),
        room(
            "CrisisLogs", on: "Platform",
            uses: [
                "Primitives", "Markup", "Persistence", "Journal", "Organisations", "Identity", "Documents", "CrisisLog",
                crypto,
            ]),
        room(
            "Site", on: "Platform",
            uses: [
                "Primitives", "Markup", "Components", "Persistence", "Journal", "Organisations", "Identity",
                "Frameworks", "Evidence", "ServiceMaps", "CrisisLogs", "Catalogs", "Documents", "Printing", "Mail",
                "Embedded",
                hummingbird, logging,
                crypto,
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),

        // Floor 3: features; one never imports another
        room(
            "Access", on: "Features",
            uses: [
                "Primitives", "Markup", "Components", "Persistence", "Journal", "Organisations", "Identity", "Catalogs",
                "Site",
            ]),
        room(
            "Establishments", on: "Features",
            uses: [
                "Primitives", "Markup", "Components", "Persistence", "Journal", "Organisations", "Identity",
                "Documents", "Catalogs",
                "Site",
            ]),
        room(
            "SelfAssessment", on: "Features",
            uses: [
                "Primitives", "Markup", "Components", "Persistence", "Journal", "Organisations", "Identity",
                "Documents", "Frameworks", "Evidence", "Catalogs", crypto, "Site",
            ]),

        room(
            "Proofs", on: "Features",
            uses: [
                "Primitives", "Markup", "Components", "Persistence", "Journal", "Organisations", "Identity", "Catalogs",
                "Evidence", "Documents", "Frameworks", "Site",
            ]),
        room(
            "Agenda", on: "Features",
            uses: [
                "Primitives", "Markup", "Components", "Persistence", "Journal", "Organisations", "Identity", "Catalogs",
                "Evidence", "Documents", "Mail", crypto, "Site",
            ]),
        room(
            "Governance", on: "Features",
            uses: [
                "Primitives", "Markup", "Components", "Persistence", "Journal", "Organisations", "Identity", "Catalogs",
                "Evidence", "Documents", "Frameworks", "Site",
            ]),
        room(
            "Roadmap", on: "Features",
            uses: [
                "Primitives", "Markup", "Components", "Persistence", "Journal", "Organisations", "Identity", "Catalogs",
                "Evidence", "Documents", "Frameworks", "Planning", "PlanningCBC", "Embedded", subprocess, "Site",
            ]),
        room(
            "Dossiers", on: "Features",
            uses: [
                "Primitives", "Markup", "Components", "Persistence", "Journal", "Organisations", "Identity", "Catalogs",
                "Evidence", "Documents", "Frameworks", crypto, "Site",
            ]),
        room(
            "Cartography", on: "Features",
            uses: [
                "Primitives", "Markup", "Components", "Persistence", "Journal", "Organisations", "Identity", "Catalogs",
                "Evidence", "Documents", "ServiceMaps", "Recovery", "Site", "Embedded",
            ]),
        room(
            "Continuity", on: "Features",
            uses: [
                "Primitives", "Markup", "Components", "Persistence", "Journal", "Organisations", "Identity", "Catalogs",
                "Evidence", "Documents", "ServiceMaps", "Recovery", "Site", "Embedded", yams,
            ]),
        room(
            "Restart", on: "Features",
            uses: [
                "Primitives", "Markup", "Components", "Persistence", "Journal", "Organisations", "Identity", "Catalogs",
                "Evidence", "Documents", "ServiceMaps", "Recovery", "Site", "Embedded", logging, "Scheduling",
            ]),
        room(
            "Backups", on: "Features",
            uses: [
                "Primitives", "Markup", "Components", "Persistence", "Journal", "Organisations", "Identity", "Catalogs",
                "Evidence", "Documents", "ServiceMaps", "Recovery", "Site", "BackupReports",
            ]),
        room(
            "CrisisKit", on: "Features",
            uses: [
                "Primitives", "Markup", "Components", "Persistence", "Journal", "Organisations", "Identity", "Catalogs",
                "Evidence", "Documents", "ServiceMaps", "Recovery", "Site", "Frameworks",
                crypto,
            ]),
        room(
            "Supervision", on: "Features",
            uses: [
                "Primitives", "Markup", "Components", "Persistence", "Journal", "Organisations", "Identity", "Catalogs",
                "Evidence", "Documents", "Mail", "ServiceMaps", "Recovery", "Site", "EventLogs", "Sigma", "Detection",
                "Embedded", yams, crypto, logging,
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        room(
            "Logbook", on: "Features",
            uses: [
                "Primitives", "Markup", "Components", "Persistence", "Journal", "Organisations", "Identity", "Catalogs",
                "Evidence", "Documents", "ServiceMaps", "Recovery", "CrisisLogs", "CrisisLog", "Site", "Embedded",
                "Mail", crypto, logging,
            ]),
        room(
            "Crisis", on: "Features",
            uses: [
                "Primitives", "Markup", "Components", "Persistence", "Journal", "Organisations", "Identity", "Catalogs",
                "Evidence", "Documents", "ServiceMaps", "Recovery", "CrisisLogs", "CrisisLog", "Site", "Embedded",
                "LegalClocks", "Mail", yams, crypto, logging,
            ]),
        room(
            "Indicators", on: "Features",
            uses: [
                "Primitives", "Markup", "Components", "Persistence", "Journal", "Organisations", "Identity", "Catalogs",
                "Evidence", "Documents", "ServiceMaps", "Recovery", "CrisisLogs", "CrisisLog", "Site", "Embedded",
                "ThreatIndicators", crypto, logging,
            ]),
        room(
            "Exercises", on: "Features",
            uses: [
                "Primitives", "Markup", "Components", "Persistence", "Journal", "Organisations", "Identity", "Catalogs",
                "Evidence", "Documents", "ServiceMaps", "Recovery", "CrisisLogs", "CrisisLog", "Site", "Embedded",
                "Drills", "Mail", crypto, logging,
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),

        // Floor 4: the executable
        .executableTarget(
            name: "carene",
            dependencies: [
                "Primitives", "Persistence", "PersistenceSQLite", "PersistencePostgres", "Journal", "Organisations",
                "Identity", "Frameworks", "Catalogs", "Evidence", "Planning", "PlanningCBC", "Site", "Access",
                "Establishments", "SelfAssessment", "Proofs", "Agenda", "Governance", "Roadmap", "Dossiers",
                "Cartography", "Continuity", "Restart", "Backups", "CrisisKit", "ServiceMaps", "Recovery", "Scheduling",
                "BackupReports", "Sigma", "Detection", "Supervision", "Logbook", "Crisis", "Indicators", "Exercises",
                "CrisisLogs", "CrisisLog", "Drills", "LegalClocks", "ThreatIndicators", "Documents", "Printing", "Mail",
                "Markup",
                .product(name: "ArgumentParser", package: "swift-argument-parser"), logging,
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),

        // Tests
        .target(
            name: "TestSupport",
            dependencies: ["Primitives", "Persistence", "PersistenceSQLite", "PersistencePostgres"],
            path: "Tests/Support", swiftSettings: strict),
        tests("Primitives", uses: ["Primitives", "TestSupport"]),
        tests("Markup", uses: ["Markup", "TestSupport"]),
        tests("Components", uses: ["Components", "Markup", "Primitives", "TestSupport"]),
        tests("Catalogs", uses: ["Catalogs", yams]),
        tests("Documents", uses: ["Documents", "Primitives", "TestSupport"]),
        tests("Planning", uses: ["Planning", "PlanningCBC"]),
        tests("Scheduling", uses: ["Scheduling"]),
        tests("Recovery", uses: ["Recovery", "Scheduling"]),
        tests("BackupReports", uses: ["BackupReports"]),
        .target(
            name: "EventLogsFuzz", dependencies: ["EventLogs"], path: "Tests/Fuzz/EventLogs", swiftSettings: strict),
        tests("EventLogs", uses: ["EventLogs", "EventLogsFuzz"]),
        .target(name: "SigmaFuzz", dependencies: ["Sigma"], path: "Tests/Fuzz/Sigma", swiftSettings: strict),
        tests("Sigma", uses: ["Sigma", "SigmaFuzz"]),
        tests("Detection", uses: ["Detection", "EventLogs", "Sigma"]),
        tests("CrisisLog", uses: ["CrisisLog"]),
        tests("LegalClocks", uses: ["LegalClocks"]),
        tests("ThreatIndicators", uses: ["ThreatIndicators"]),
        tests("Drills", uses: ["Drills", "CrisisLog"]),
        tests(
            "CrisisLogs",
            uses: [
                "CrisisLogs", "CrisisLog", "Organisations", "Identity", "Documents", "Journal", "Persistence",
                "Primitives", crypto, "TestSupport",
            ]),
        tests(
            "ServiceMaps",
            uses: ["ServiceMaps", "Recovery", "Organisations", "Journal", "Persistence", "Primitives", "TestSupport"]),
        tests("Printing", uses: ["Printing", "Markup", "Primitives", "TestSupport"]),
        tests("Mail", uses: ["Mail", "Primitives", "TestSupport"]),
        tests(
            "Evidence",
            uses: [
                "Evidence", "Catalogs", "Identity", "Organisations", "Journal", "Persistence", "Markup", "Documents",
                "Primitives", "TestSupport",
            ]),
        tests(
            "Persistence",
            uses: ["Persistence", "PersistenceSQLite", "PersistencePostgres", "Primitives", "TestSupport"]),
        tests("Journal", uses: ["Journal", "Persistence", "Primitives", "TestSupport"]),
        tests(
            "Organisations",
            uses: ["Organisations", "Documents", "Journal", "Persistence", "Primitives", "TestSupport"]),
        tests(
            "Identity",
            uses: ["Identity", "Organisations", "Journal", "Persistence", "Primitives", crypto, "TestSupport"]),
        // The whole house: every feature behind the front door.
        tests(
            "House",
            uses: [
                "Site", "Access", "Establishments", "SelfAssessment", "Proofs", "Agenda", "Governance", "Roadmap",
                "Dossiers", "Cartography", "Continuity", "Restart", "Backups", "CrisisKit", "Supervision", "Logbook",
                "Crisis", "Indicators", "Exercises", "CrisisLogs", "CrisisLog", "ServiceMaps",
                "Recovery", "Evidence", "Documents", "Planning", "Frameworks", "Catalogs", "Identity",
                "Organisations", "Journal", "Persistence", "Components", "Markup", "Primitives", "TestSupport",
                hummingbird, logging, crypto, .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ]),
        tests(
            "Access",
            uses: [
                "Access", "Site", "Identity", "Organisations", "Journal", "Persistence", "Components", "Markup",
                "Primitives", "TestSupport",
            ]),
        tests(
            "Establishments",
            uses: [
                "Establishments", "Site", "Identity", "Organisations", "Documents", "Journal", "Persistence",
                "Components", "Markup", "Primitives", "TestSupport",
            ]),
        tests(
            "SelfAssessment",
            uses: [
                "SelfAssessment", "Site", "Evidence", "Frameworks", "Catalogs", "Identity", "Organisations",
                "Documents", "Journal",
                "Persistence", "Components", "Markup", "Primitives", "TestSupport",
            ]),
        tests(
            "Proofs",
            uses: [
                "Proofs", "Site", "Evidence", "Catalogs", "Identity", "Organisations", "Documents", "Journal",
                "Frameworks", "Persistence", "Components", "Markup", "Primitives", "TestSupport", logging,
            ]),
        tests(
            "Agenda",
            uses: [
                "Agenda", "Site", "Evidence", "Catalogs", "Identity", "Organisations", "Documents", "Journal",
                "Mail", "Persistence", "Components", "Markup", "Primitives", "TestSupport",
            ]),
        tests(
            "Governance",
            uses: [
                "Governance", "Site", "Evidence", "Catalogs", "Identity", "Organisations", "Documents", "Journal",
                "Persistence", "Components", "Markup", "Primitives", "TestSupport",
            ]),
        tests(
            "Roadmap",
            uses: [
                "Roadmap", "Site", "Evidence", "Catalogs", "Identity", "Organisations", "Documents", "Journal",
                "Frameworks", "Planning", "PlanningCBC", "Persistence", "Components", "Markup", "Primitives",
                "TestSupport",
            ]),
        tests(
            "Dossiers",
            uses: [
                "Dossiers", "Site", "Evidence", "Catalogs", "Identity", "Organisations", "Documents", "Journal",
                "Frameworks", "Persistence", "Components", "Markup", "Primitives", "TestSupport",
            ]),
        tests(
            "Cartography",
            uses: [
                "Cartography", "Site", "Evidence", "Catalogs", "Identity", "Organisations", "Documents", "Journal",
                "ServiceMaps",
                "Recovery", "Persistence", "Components", "Markup", "Primitives", "TestSupport", "Embedded",
            ]),
        tests(
            "Continuity",
            uses: [
                "Continuity", "Site", "Evidence", "Catalogs", "Identity", "Organisations", "Documents", "Journal",
                "ServiceMaps",
                "Recovery", "Persistence", "Components", "Markup", "Primitives", "TestSupport",
            ]),
        tests(
            "Restart",
            uses: [
                "Restart", "Site", "Evidence", "Catalogs", "Identity", "Organisations", "Documents", "Journal",
                "ServiceMaps",
                "Recovery", "Persistence", "Components", "Markup", "Primitives", "TestSupport", "Scheduling", logging,
            ]),
        tests(
            "Backups",
            uses: [
                "Backups", "Site", "Evidence", "Catalogs", "Identity", "Organisations", "Documents", "Journal",
                "ServiceMaps",
                "Recovery", "Persistence", "Components", "Markup", "Primitives", "TestSupport", "BackupReports",
            ]),
        tests(
            "CrisisKit",
            uses: [
                "CrisisKit", "Site", "Evidence", "Catalogs", "Identity", "Organisations", "Documents", "Journal",
                "ServiceMaps",
                "Recovery", "Persistence", "Components", "Markup", "Primitives", "TestSupport", crypto, "Embedded",
            ]),
        tests(
            "Supervision",
            uses: [
                "Supervision", "Site", "Evidence", "Catalogs", "Identity", "Organisations", "Documents", "Journal",
                "ServiceMaps", "Recovery", "Persistence", "Components", "Markup", "Primitives", "TestSupport",
                "EventLogs", "Sigma", "Detection", "Embedded", logging, crypto,
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        tests(
            "Logbook",
            uses: [
                "Logbook", "Site", "Evidence", "Catalogs", "Identity", "Organisations", "Documents", "Journal",
                "ServiceMaps", "Recovery", "CrisisLogs", "CrisisLog", "Mail", "Persistence", "Components",
                "Markup", "Primitives", "TestSupport", "Embedded", logging, crypto,
            ]),
        tests(
            "Crisis",
            uses: [
                "Crisis", "Site", "Evidence", "Catalogs", "Identity", "Organisations", "Documents", "Journal",
                "ServiceMaps", "Recovery", "CrisisLogs", "CrisisLog", "LegalClocks", "Mail", "Persistence",
                "Components",
                "Markup", "Primitives", "TestSupport", "Embedded", logging, crypto,
            ]),
        tests(
            "Indicators",
            uses: [
                "Indicators", "Site", "Evidence", "Catalogs", "Identity", "Organisations", "Documents", "Journal",
                "ServiceMaps", "Recovery", "CrisisLogs", "CrisisLog", "ThreatIndicators", "Mail", "Persistence",
                "Components",
                "Markup", "Primitives", "TestSupport", "Embedded", logging, crypto,
            ]),
        tests(
            "Exercises",
            uses: [
                "Exercises", "Site", "Evidence", "Catalogs", "Identity", "Organisations", "Documents", "Journal",
                "ServiceMaps", "Recovery", "CrisisLogs", "CrisisLog", "Drills", "Mail", "Persistence", "Components",
                "Markup", "Primitives", "TestSupport", "Embedded", logging, crypto,
            ]),
    ],
    swiftLanguageModes: [.v6]
)
