// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Catalogs
import Foundation
import Frameworks
import Markup
import Persistence
import Primitives
import Site
import TestSupport
import Testing

/// What the room of continuity gives the house, on the demonstration group.
@Suite("Continuity of the demonstration", .serialized)
struct ContinuityOfTheHouseTests {
    @Test(arguments: TestEngine.available)
    func `its own proofs are enough for the continuity objectives of the second domain`(
        _ engine: TestEngine
    ) async throws {
        try await TestHouse.open(engine) { test in
            // Nothing that somebody put into the vault.
            try await test.house.database.write { session in
                _ = try session.execute("UPDATE proof SET withdrawn_at = created_at WHERE feature IS NULL")
            }
            let group = try test.demonstration.organisation(.group)
            let framework = try #require(try await test.house.library.newest("care-d2"))
            let sheet = try #require(try await test.house.standings(of: group, for: [framework]).first)
            for code in ["D2.O1.C", "D2.O1.D"] {
                let reading = try #require(sheet.line(code)?.reading)
                #expect(reading.standing.holds, "\(code)")
                let coverage = try #require(reading.coverage)
                // Reached, and somebody is still missing.
                #expect(coverage.share >= 0.66 && coverage.share < 1, "\(code)")
            }
            let support = try test.demonstration.organisation(.support)
            let own = try #require(try await test.house.standings(of: support, for: [framework]).first)
            #expect(own.line("D2.O1.C")?.reading.standing.holds == true)
            #expect(own.line("D2.O1.D")?.reading.standing.holds == true)
        }
    }

    @Test(arguments: TestEngine.available)
    func `the kit gets durations, degraded modes, sheets and plans with names of their own`(
        _ engine: TestEngine
    ) async throws {
        try await TestHouse.open(engine) { test in
            let support = try test.demonstration.organisation(.support)
            let feature = try #require(test.house.features.first { $0.identifier == "continuity" })
            for language in Language.allCases {
                let documents = try await feature.kit(of: support, in: test.house, language: language)
                #expect(Set(documents.map(\.identifier)).count == documents.count)
                for document in documents {
                    #expect(document.identifier.wholeMatch(of: /[a-z0-9\-]+/) != nil)
                    #expect(!document.content.text.contains("<a href=\"/"))
                    #expect(!document.content.text.contains("<form"))
                }
                #expect(documents.count(where: \.isLarge) >= 8)
                #expect(Set(documents.flatMap { $0.tables.map(\.name) }) == ["durees", "modes-degrades"])
            }
        }
    }
}
