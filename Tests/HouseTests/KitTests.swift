// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Documents
import Foundation
import Frameworks
import HTTPTypes
import Identity
import Journal
import Logging
import Organisations
import Persistence
import Primitives
import Site
import TestSupport
import Testing

@testable import CrisisKit

/// The kit of the demonstration's hospital, made with every room of the house.
@Suite("Kit", .serialized)
struct KitTests {
    private static let passphrase = KitPassphrase.make()

    private static func kit(
        of organisation: Organisation, in house: House, at path: String
    ) async throws -> KitBuilder.Summary {
        try Data().write(to: URL(filePath: path))
        let handle = try #require(FileHandle(forWritingAtPath: path))
        let builder = KitBuilder(
            house: house, organisation: organisation, above: ["GHT"], author: "Claire Morvan", language: .french,
            now: TestHouse.now)
        let summary = try await builder.write(passphrase, to: { try handle.write(contentsOf: Data($0)) })
        try handle.close()
        return summary
    }

    private static func files(_ path: String) throws -> [String: [UInt8]] {
        let reader = try EncryptedZipReader(path: path, passphrase: passphrase.text)
        var files: [String: [UInt8]] = [:]
        while let entry = try reader.next() {
            var content: [UInt8] = []
            while let piece = try reader.read() { content += piece }
            files[entry.path] = content
        }
        return files
    }

    /// Column values that must stay in the house.
    private static func secrets(of house: House) async throws -> [String] {
        try await house.database.read { session in
            var found: [String] = []
            for sql: SQL in [
                "SELECT password_hash FROM account WHERE password_hash IS NOT NULL",
                "SELECT secret_hash FROM account_session", "SELECT secret_hash FROM one_time_link",
                "SELECT secret_hash FROM backup_deposit", "SELECT secret_hash FROM calendar_feed",
                "SELECT email FROM account",
            ] {
                found += try session.all(sql) { row throws(DatabaseError) in try row.text(0) }
            }
            return found
        }
    }

    /// What an establishment keeps, by identifier.
    private static func rows(of id: Organisation.ID, in house: House) async throws -> [String] {
        try await house.database.read { session in
            var found: [String] = []
            for sql: SQL in [
                "SELECT id FROM map_node WHERE organisation_id = \(id)",
                "SELECT id FROM continuity_plan WHERE organisation_id = \(id)",
                "SELECT id FROM assessment WHERE organisation_id = \(id)",
                "SELECT id FROM proof WHERE organisation_id = \(id)",
                "SELECT id FROM budget_line WHERE organisation_id = \(id)",
            ] {
                found += try session.all(sql) { row throws(DatabaseError) in try row.text(0) }
            }
            return found
        }
    }

    private static func holds(_ bytes: [UInt8], _ text: String) -> Bool {
        Data(bytes).range(of: Data(text.utf8)) != nil
    }

    @Test(arguments: TestEngine.available)
    func `it verifies, every link resolves, and no secret of the house is in it`(_ engine: TestEngine) async throws {
        try await TestHouse.open(engine) { test in
            try await withTemporaryDirectory { folder in
                let hospital = try test.demonstration.organisation(.support)
                let path = folder + "/kit.zip"
                let summary = try await Self.kit(of: hospital, in: test.house, at: path)
                #expect(summary.hasDatabase)
                let finding = try KitVerifier.verify(
                    path, passphrase: Self.passphrase, expected: summary.fingerprint)
                #expect(finding.manifest?.organisation.name == hospital.name)
                #expect(
                    summary.digest
                        == Hexadecimal.text(of: SHA256.hash(data: FileManager.default.contents(atPath: path) ?? Data()))
                )
                let files = try Self.files(path)
                Self.checkLinks(files)
                let everything = files.values.flatMap { $0 }
                let secrets = try await Self.secrets(of: test.house)
                #expect(secrets.count > 10)
                let found = (secrets + ["$argon2id$v"]).filter { Self.holds(everything, $0) }
                #expect(found.isEmpty)
                // No row of another establishment; its name may be written where it sends helpers.
                let other = try test.demonstration.organisation(.hill)
                let database = files["donnees.sqlite"] ?? []
                let rows = try await Self.rows(of: other.id, in: test.house)
                #expect(rows.count > 10)
                let strangers = (rows + [other.id.text, other.finess?.text ?? ""]).filter { Self.holds(database, $0) }
                #expect(strangers.isEmpty)
                // What it is for.
                let isReachable = Self.holds(everything, "06 39 98 10 04")
                #expect(isReachable)
                let page = files["index.html"].map { String(decoding: $0, as: UTF8.self) } ?? ""
                #expect(page.contains("Où couper le réseau") && page.contains("Main courante"))
                // Names can be read without the passphrase: they say nothing.
                let neutral = Set("abcdefghijklmnopqrstuvwxyz0123456789-/.".unicodeScalars)
                for name in files.keys where name != "LISEZMOI.txt" {
                    #expect(name.unicodeScalars.allSatisfy(neutral.contains), "\(name)")
                }
            }
        }
    }

    /// Every `href` and `src` leads to a file of the kit, and nothing is fetched from anywhere else.
    private static func checkLinks(_ files: [String: [UInt8]]) {
        var pages = 0
        for (path, bytes) in files where path.hasSuffix(".html") {
            pages += 1
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(!text.contains("<script") && !text.contains("style=\""), "\(path)")
            for match in text.matches(of: /(?:href|src)="([^"]*)"/) {
                let link = String(match.1)
                if link.hasPrefix("#") { continue }
                let base = URL(filePath: "/kit/" + path).deletingLastPathComponent()
                let target = URL(filePath: link, relativeTo: base).standardizedFileURL.path(percentEncoded: false)
                #expect(files[String(target.dropFirst("/kit/".count))] != nil, "\(path): \(link)")
            }
        }
        #expect(pages > 5)
        let style = files["style.css"].map { String(decoding: $0, as: UTF8.self) } ?? ""
        #expect(!style.isEmpty && !style.contains("url(") && !style.contains("@import"))
    }

    @Test(arguments: TestEngine.available)
    func `opened elsewhere, it shows its pages and changes nothing`(_ engine: TestEngine) async throws {
        try await TestHouse.open(engine) { test in
            try await withTemporaryDirectory { folder in
                let hospital = try test.demonstration.organisation(.support)
                let path = folder + "/kit.zip"
                _ = try await Self.kit(of: hospital, in: test.house, at: path)
                let opening = try KitOpening(path, passphrase: Self.passphrase)
                try await Self.reopened(opening, test) { opened in
                    for address in [
                        "", "/mallette", "/mallette/contacts", "/mallette/cellules", "/mallette/numeros",
                        "/mallette/coupures", "/gouvernance", "/budget", "/indicateurs", "/objectifs",
                    ] {
                        let page = try await opened.get("/etablissements/\(hospital.id)\(address)", as: .rssi)
                        #expect(page.status == 200, "\(address): \(page.status)")
                        #expect(page.text.contains("Lecture seule"), "\(address)")
                    }
                    let contacts = try await opened.get("/etablissements/\(hospital.id)/mallette/contacts", as: .rssi)
                    #expect(contacts.text.contains("06 39 98 10 04"))
                    #expect(!contacts.text.contains("Ajouter un contact"))
                    let refused = try await opened.post(
                        "/etablissements/\(hospital.id)/mallette/limite", ["jours": "10"], as: .rssi)
                    #expect(refused.status == 409)
                    #expect(refused.text.contains("Lecture seule") && refused.text.contains("Rien n’a été enregistré"))
                    let kept = try await opened.house.database.read { session in
                        try session.count("SELECT limit_days FROM crisis_kit_setting")
                    }
                    #expect(kept == 30)
                    #expect(try await opened.post("/preferences", ["theme": "dark"], as: .rssi).status == 303)
                }
            }
        }
    }

    /// A house on the database of the kit, with somebody signed in as the security officer of the hospital.
    private static func reopened(
        _ opening: KitOpening, _ test: TestHouse, _ body: (TestHouse) async throws -> Void
    ) async throws {
        let bytes = try #require(FileManager.default.contents(atPath: opening.databasePath))
        let names = try await openDatabase(opening.databasePath) { database in
            let entrance = Entrance(
                database: database, secretKey: try SecretKey.load(path: opening.keyPath),
                rules: {
                    var rules = SessionRules()
                    rules.enforcesSecondFactor = false
                    return rules
                }(), hasher: Argon2(Argon2.Parameters(memoryKiB: 64, passes: 1, lanes: 1)), clock: .fixed(TestHouse.now)
            )
            let house = House(
                database: database, features: TestHouse.features, library: FrameworkLibrary(database: database),
                entrance: entrance, vaultFolder: opening.vaultPath, clock: .fixed(TestHouse.now),
                settings: SiteSettings(
                    version: "test",
                    readOnly: Phrase("Lecture seule\u{00A0}: mallette d’essai.", "Read-only: test kit.")),
                logger: test.house.logger)
            let hospital = try #require(Organisation.ID(opening.manifest.organisation.id))
            let token = try await house.database.change(by: .system, at: TestHouse.now) { change in
                let account = try AccountStore.create(
                    email: EmailAddress("lecture@mallette.invalid"), name: "Lecteur", language: .french, in: change)
                try AccountStore.give(.securityOfficer, on: hospital, to: account, by: .serverOperator, in: change)
                return try OneTimeLinkStore.issue(.firstSignIn, for: account, by: .serverOperator, in: change)
            }
            let opened = try await TestHouse.entering(house, like: test, with: token)
            try await body(opened)
            return try await database.read { session in
                try session.all("SELECT name FROM account WHERE password_hash IS NULL ORDER BY name") {
                    row throws(DatabaseError) in try row.text(0)
                }
            }
        }
        // People are names there.
        #expect(names.contains("Claire Morvan"))
        #expect(!bytes.isEmpty)
    }

    @Test func `the database holds the hospital's own part and nothing of the journal`() async throws {
        try await TestHouse.open(.sqlite) { test in
            let hospital = try test.demonstration.organisation(.support)
            let (key, _) = SecretKey.fresh()
            let made = try #require(try await KitExcerpt.make(of: hospital, in: test.house, under: key))
            #expect(made.report.rows["organisation"] == 6)
            #expect((made.report.rows["crisis_contact"] ?? 0) > 10)
            #expect((made.report.rows["answer"] ?? 0) > 10)
            #expect((made.report.rows["appointment"] ?? 0) >= 3)
            for table in [
                "account_session", "one_time_link", "second_factor", "recovery_code", "role_grant", "journal_entry",
                "calendar_feed", "reminder_preference", "daily_round",
            ] {
                #expect(made.report.omitted.contains(table), "\(table)")
            }
        }
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/7z")))
    func `7-Zip and bsdtar open it with the phrase as it is written`() async throws {
        try await TestHouse.open(.sqlite) { test in
            try await withTemporaryDirectory { folder in
                let path = folder + "/kit.zip"
                _ = try await Self.kit(of: try test.demonstration.organisation(.support), in: test.house, at: path)
                #expect(
                    try Self.run("/usr/bin/7z", ["x", "-p" + Self.passphrase.text, "-o" + folder + "/a", path]) == 0)
                #expect(try Self.run("/usr/bin/7z", ["x", "-pwrong", "-o" + folder + "/b", path]) != 0)
                let index = FileManager.default.contents(atPath: folder + "/a/index.html") ?? Data()
                let isReadable = Self.holds(Array(index), "Centre hospitalier de Saint-Aubin")
                #expect(isReadable)
                let files = try Self.files(path)
                for (name, bytes) in files {
                    #expect(FileManager.default.contents(atPath: folder + "/a/" + name) == Data(bytes), "\(name)")
                }
                if FileManager.default.isExecutableFile(atPath: "/usr/bin/bsdtar") {
                    #expect(
                        try Self.run(
                            "/usr/bin/bsdtar", ["--passphrase", Self.passphrase.text, "-C", folder, "-xf", path]) == 0)
                    #expect(FileManager.default.fileExists(atPath: folder + "/pages/01.html"))
                }
            }
        }
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    @Test(arguments: TestEngine.available)
    func `made from a page, it is downloaded once, by who asked, and leaves two words in the journal`(
        _ engine: TestEngine
    ) async throws {
        try await TestHouse.open(engine) { test in
            let hospital = try test.demonstration.organisation(.support).id
            let room = "/etablissements/\(hospital)/mallette"
            let started = try await test.post("\(room)/fabrication", as: .rssi)
            #expect(started.status == 200)
            let phrase = try #require(
                started.text.firstMatch(of: /<strong>([a-z ]{35})</).flatMap { KitPassphrase(typed: String($0.1)) })
            let job = try #require(started.text.firstMatch(of: /href="(\/travaux\/[^"]*)"/)).1
            var page = try await test.get(String(job), as: .rssi)
            for _ in 0..<600 where !page.text.contains("La mallette est prête") {
                if page.text.contains("n’a pas abouti") { break }
                try await Task.sleep(for: .milliseconds(100))
                page = try await test.get(String(job), as: .rssi)
            }
            #expect(!page.text.contains(phrase.text))
            let download = String(try #require(page.text.firstMatch(of: /action="([^"]*telechargement)"/)).1)
            #expect(try await test.post(download, as: .administrator).status == 409)
            let file = try await test.post(download, as: .rssi)
            #expect(file.status == 200)
            #expect(file.headers[.contentDisposition]?.hasPrefix("attachment") == true)
            try await withTemporaryDirectory { folder in
                try Data(file.bytes).write(to: URL(filePath: folder + "/kit.zip"))
                _ = try KitVerifier.verify(folder + "/kit.zip", passphrase: phrase)
            }
            #expect(try await test.post(download, as: .rssi).status == 409)
            let told = try await test.house.database.read { session in
                try session.all("SELECT action, detail FROM journal_entry WHERE action LIKE 'kit.%' ORDER BY sequence")
                {
                    row throws(DatabaseError) in try row.text(0) + " " + (try row.text(1))
                }
            }
            #expect(told.contains { $0.hasPrefix("kit.made ") } && told.contains("kit.downloaded "))
            #expect(!told.contains { $0.contains(phrase.text) || $0.contains("39 98") })
        }
    }

    @Test func `contacts leave as a table with a word in the journal, and no number in it`() async throws {
        try await TestHouse.open(.sqlite) { test in
            let hospital = try test.demonstration.organisation(.support).id
            let path = "/etablissements/\(hospital)/mallette/contacts/export.csv"
            #expect(try await test.get(path, as: .auditor).status == 404)
            let file = try await test.get(path, as: .director)
            #expect(file.status == 200 && file.text.contains("06 39 98 10 04"))
            let told = try await test.house.database.read { session in
                try session.all("SELECT action || ' ' || detail FROM journal_entry") { row throws(DatabaseError) in
                    try row.text(0)
                }
            }
            #expect(told.contains("kit.contacts.exported 13"))
            #expect(!told.contains { $0.contains("39 98") || $0.contains("99 00") })
        }
    }

    @Test func `neither a region nor the nation has a kit`() async throws {
        try await TestHouse.open(.sqlite) { test in
            let region = try test.demonstration.organisation(.region)
            let builder = KitBuilder(
                house: test.house, organisation: region, above: [], author: "x", language: .french, now: TestHouse.now)
            await #expect(throws: CrisisKitError.wrongPlace) {
                _ = try await builder.write(Self.passphrase, to: { _ in })
            }
        }
    }
}
