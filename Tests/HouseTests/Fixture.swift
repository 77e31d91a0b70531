// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Organisations
import Persistence
import Primitives
import Site

/// Real identifiers to put in the patterns of routes: once inside the group, once in the clinic outside it.
struct Fixture: Sendable {
    let organisation: String
    let assessment: String
    let campaign: String
    let account: String

    static func inside(_ test: TestHouse) async throws -> Fixture {
        try await make(test, .support, person: .contributor)
    }

    static func outside(_ test: TestHouse) async throws -> Fixture {
        try await make(test, .clinic, person: .outside)
    }

    private static func make(
        _ test: TestHouse, _ key: Demonstration.Key, person: Demonstration.Position
    ) async throws -> Fixture {
        let organisation = try test.demonstration.organisation(key).id
        let group = try test.demonstration.organisation(.group).id
        let found = try await test.house.database.read { session in
            let assessment = try session.first(
                """
                SELECT id FROM assessment WHERE organisation_id = \(organisation) AND closed_at IS NULL
                    AND framework = 'anssi-hygiene' ORDER BY opened_at DESC
                """
            ) { row throws(DatabaseError) in try row.text(0) }
            let campaign = try session.first(
                """
                SELECT id FROM campaign WHERE organisation_id = \(group) AND closed_at IS NULL
                """
            ) { row throws(DatabaseError) in try row.text(0) }
            return (assessment ?? "", campaign ?? "")
        }
        return Fixture(
            organisation: organisation.text, assessment: found.0, campaign: found.1,
            account: test.demonstration.person(person)?.account.text ?? "")
    }

    /// The pattern with its parameters filled; nil when it has one that this fixture does not know.
    func path(of pattern: String) -> String? {
        var path: [String] = []
        for part in pattern.split(separator: "/", omittingEmptySubsequences: false) {
            guard part.hasPrefix(":") else {
                path.append(String(part))
                continue
            }
            guard let value = value(of: String(part.dropFirst())) else { return nil }
            path.append(value)
        }
        return path.joined(separator: "/")
    }

    private func value(of parameter: String) -> String? {
        switch parameter {
        case "organisation": organisation
        case "assessment": assessment
        case "campaign": campaign
        case "account": account
        case "chapter": "T1"
        case "requirement": "H1"
        case "step": "1"
        case "identifier": "anssi-hygiene"
        case "version": "2017.2"
        case "language": "fr"
        // Things that nobody has: the answer must be "not found" for everybody.
        case "job", "session", "rapport": "01900000-0000-7000-8000-000000000000"
        case "role": "auditor"
        case "token", "digest", "name": "unknown"
        default: nil
        }
    }
}
