// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Evidence
import Foundation
import Frameworks
import Identity
import Logging
import Markup
import Organisations
import Persistence
import Primitives
import Site
import TestSupport
import Testing

@testable import Proofs

@Suite struct DemonstrationTests {
    private static func house(_ body: (House, Demonstration) async throws -> Void) async throws {
        let features: [any Feature] = [ProofsFeature()]
        try await withDatabase(.sqlite, migrations: HouseMigrations.all(with: features)) { database in
            try await withTemporaryDirectory { folder in
                _ = try await Shipped.install(in: database, at: ProofSample.now)
                let entrance = Entrance(
                    database: database, secretKey: try SecretKey.load(path: folder + "/key"), rules: SessionRules(),
                    hasher: Argon2(Argon2.Parameters(memoryKiB: 64, passes: 1, lanes: 1)),
                    clock: .fixed(ProofSample.now))
                let house = House(
                    database: database, features: features, library: FrameworkLibrary(database: database),
                    entrance: entrance, vaultFolder: folder + "/proofs", clock: .fixed(ProofSample.now),
                    settings: SiteSettings(version: "test"), logger: Logger(label: "test"))
                let demonstration = try #require(try await Demonstration.foundIfEmpty(house))
                try await body(house, demonstration)
            }
        }
    }

    @Test func `the continuity objectives of the group show every state`() async throws {
        try await Self.house { house, demonstration in
            let group = try demonstration.organisation(.group)
            let continuity = try #require(try await house.library.newest("care-d2"))
            let directories = try #require(try await house.library.newest("care-d1"))
            let sheets = try await house.standings(of: group, for: [continuity, directories])
            func state(_ code: String) -> RequirementState? { sheets.lazy.compactMap { $0.line(code)?.state }.first }
            for code in ["D2.P1", "D2.P2", "D2.O1.A", "D2.O1.C", "D2.O3.C", "D1.O2.B"] {
                #expect(state(code) == .proven, "\(code)")
            }
            for code in ["D2.O1.B", "D2.O1.D", "D2.O2.B", "D2.O3.B", "D2.O4"] {
                #expect(state(code) == .partial, "\(code)")
            }
            let today = demonstration.today
            #expect(state("D2.O2.A") == CalendarDay(today.adding(days: 24)).map { .expiring($0) })
            #expect(state("D2.O3.A") == CalendarDay(today.adding(days: -10)).map { .expired($0) })
            #expect(state("D2.O3.D") == .open)
            // Two of seven, the two that weigh enough; then one that does not.
            let covered = try #require(sheets.first?.line("D2.O1.C")?.reading.coverage)
            #expect(covered.members.count { $0.reading.standing.holds } == 2)
            #expect(covered.share >= 0.66 && covered.share < 0.7)
            let tested = try #require(sheets.first?.line("D2.O1.D")?.reading.coverage)
            #expect(tested.share > 0.5 && tested.share < 0.66)

            let words = ReadingWords(try #require(sheets.first).shelf, kinds: { house.proofKind($0)?.title }, .french)
            for sheet in sheets {
                for line in sheet.lines { ProofSample.check(words.html(line.reading)) }
            }
            let (first, last) = (CalendarDay(today), CalendarDay(today.adding(days: 183)))
            let (coming, past) = ProofHorizon(sheets, today: try #require(first), last: try #require(last)).losses()
            let policy = try #require(coming.first { $0.proof.kind == "policy.document" })
            #expect(policy.cause == .itself)
            #expect(policy.effects.map(\.code) == ["D2.O2.A"])
            let audit = try #require(past.first { $0.proof.kind == "directory.level" })
            #expect(audit.cause == .rule)
            #expect(audit.effects.map(\.code).contains("D2.O3.A"))
            #expect(audit.end == today.adding(days: -10))
        }
    }

    @Test func `every file of the demonstration is in the vault, and is what it says`() async throws {
        try await Self.house { house, _ in
            let files = try await house.database.read { session in try ProofStore.files(in: session) }
            #expect(files.count >= 20)
            for kept in files { try await house.vault.verify(kept.file) }
            let pdf = try #require(files.first { $0.file.mediaType == "application/pdf" })
            let bytes = try await house.vault.bytes(of: pdf.file)
            #expect(bytes.starts(with: Array("%PDF-1.4".utf8)))
            #expect(Data(bytes).range(of: Data("startxref".utf8)) != nil)
        }
    }

    @Test func `what a proof serves is told with why it does not count`() async throws {
        try await Self.house { house, demonstration in
            let group = try demonstration.organisation(.group)
            let continuity = try #require(try await house.library.newest("care-d2"))
            let sheets = try await house.standings(of: group, for: [continuity])
            let shelf = try #require(sheets.first).shelf
            let words = ReadingWords(shelf, kinds: { house.proofKind($0)?.title }, .french)
            func served(_ title: String) throws -> [ServedRequirement] {
                let proof = try #require(shelf.proofs.values.first { $0.title == title })
                return ServedRequirement.all(of: proof.id, in: sheets, words: words)
            }
            let drawing = try served("Schéma de l’infrastructure de sauvegarde")
            #expect(drawing.map(\.code) == ["D2.O3.B", "D2.O3.C"])
            #expect(drawing.allSatisfy { $0.obstacle == nil })
            let audit = try served("Audit ADS de l’annuaire des sauvegardes")
            #expect(audit.map(\.code) == ["D2.O3.A"])
            #expect(audit.first?.obstacle?.contains("il faut moins de 60") == true)
        }
    }

    @Test func `duties and figures come from the proofs`() async throws {
        try await Self.house { house, demonstration in
            let group = try demonstration.organisation(.group)
            let today = demonstration.today
            let duties = try await house.duties(
                DutyScope(lineages: [group.lineage], today: today, until: today.adding(days: 60)))
            #expect(duties.map(\.day) == [today.adding(days: 24)])
            #expect(duties.first?.kind == .expiry)
            let figures = try await house.indicators(of: group)
            #expect(figures.first?.value == 29)
            let clinic = try await house.indicators(of: demonstration.organisation(.clinic))
            #expect(clinic.first?.value == 0)
        }
    }
}
