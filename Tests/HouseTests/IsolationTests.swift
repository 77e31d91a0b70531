// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HTTPTypes
import Organisations
import Primitives
import Site
import TestSupport
import Testing

/// What lies outside one's part of the tree and what does not exist cannot be told apart.
@Suite("Isolation", .serialized)
struct IsolationTests {
    @Test(arguments: TestEngine.available)
    func `outside and unknown give the same page after the same statements`(_ engine: TestEngine) async throws {
        try await TestHouse.open(engine) { test in
            let outside = try await Fixture.outside(test)
            let unknown = "01900000-0000-7000-8000-000000000000"
            let pairs = [
                ("/etablissements/\(outside.organisation)", "/etablissements/\(unknown)"),
                ("/etablissements/\(outside.organisation)/evaluations", "/etablissements/\(unknown)/evaluations"),
                ("/evaluations/\(outside.assessment)", "/evaluations/\(unknown)"),
                ("/evaluations/\(outside.assessment)/exigences/H1", "/evaluations/\(unknown)/exigences/H1"),
            ]
            for (existing, missing) in pairs {
                test.counter.reset()
                let first = try await test.get(existing, as: .rssi)
                let statements = test.counter.statements
                test.counter.reset()
                let second = try await test.get(missing, as: .rssi)
                #expect(first.status == 404)
                #expect(second.status == 404)
                #expect(statements == test.counter.statements, "\(existing)")
                let anonymous = first.text.replacing(outside.organisation, with: unknown)
                    .replacing(outside.assessment, with: unknown)
                let isSamePage = anonymous == second.text
                #expect(isSamePage, "\(existing)")
            }
        }
    }

    @Test func `lists and search never name what is outside`() async throws {
        try await TestHouse.open(.sqlite) { test in
            let group = try test.demonstration.organisation(.group).id.text
            for path in [
                "/etablissements", "/etablissements/\(group)", "/etablissements/\(group)/evaluations",
                "/recherche?q=Clinique", "/recherche?q=990000719", "/etablissements?q=parc",
            ] {
                let answer = try await test.get(path, as: .rssi)
                #expect(answer.status == 200, "\(path)")
                let isNamed = answer.text.contains("Clinique du Parc")
                #expect(!isNamed, "\(path)")
            }
        }
    }
}
