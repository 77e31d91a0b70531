// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Organisations
import Primitives
import Site
import TestSupport
import Testing

/// What each role finds on a page, and what it must not find there.
@Suite("Scenarios", .serialized)
struct ScenarioTests {
    struct Scenario: Sendable {
        let role: Demonstration.Position?
        let path: @Sendable (Fixture, Fixture, String) -> String
        var status = 200
        var contains: [String] = []
        var forbids: [String] = []
    }

    static let scenarios: [Scenario] = [
        Scenario(
            role: .rssi, path: { inside, _, _ in "/evaluations/\(inside.assessment)" },
            contains: ["Les dix premières choses à faire", "Clore l’évaluation", "Partager"],
            forbids: ["Clinique du Parc"]),
        Scenario(
            role: .director, path: { inside, _, _ in "/evaluations/\(inside.assessment)" },
            contains: ["Les dix premières choses à faire"], forbids: ["Clore l’évaluation", "/cloture"]),
        Scenario(
            role: .auditor, path: { inside, _, _ in "/evaluations/\(inside.assessment)/exigences/H1" },
            contains: ["Ajouter la remarque", "Sophie Delmas"], forbids: ["Enregistrer", "Effacer la réponse"]),
        Scenario(
            role: .director, path: { inside, _, _ in "/evaluations/\(inside.assessment)/exigences/H1" },
            contains: ["Sophie Delmas"], forbids: ["Ajouter la remarque", "Enregistrer"]),
        Scenario(
            role: .contributor, path: { inside, _, _ in "/evaluations/\(inside.assessment)/exigences/H1" }, status: 404,
            forbids: ["Former les équipes"]),
        Scenario(
            role: .contributor, path: { inside, _, _ in "/evaluations/\(inside.assessment)/exigences/H36" },
            contains: ["Commentaire"]),
        Scenario(
            role: .outside, path: { inside, _, _ in "/evaluations/\(inside.assessment)" }, status: 404,
            forbids: ["Saint-Aubin", "Montrieux"]),
        Scenario(
            role: .outside, path: { inside, _, _ in "/campagnes/\(inside.campaign)" }, status: 404,
            forbids: ["Montrieux"]),
        Scenario(
            role: .regional, path: { inside, _, _ in "/evaluations/\(inside.assessment)" }, status: 404,
            forbids: ["Les dix premières"]),
        Scenario(
            role: .regional, path: { _, _, group in "/etablissements/\(group)/evaluations" },
            contains: ["printemps 2026"], forbids: ["automne 2026", "Ouvrir une évaluation"]),
        Scenario(
            role: .administrator, path: { inside, _, _ in "/etablissements/\(inside.organisation)/journal" },
            contains: ["Claire Morvan"]),
        Scenario(
            role: .contributor, path: { inside, _, _ in "/etablissements/\(inside.organisation)/journal" }, status: 404),
        Scenario(role: nil, path: { _, _, _ in "/connexion" }, contains: ["Mot de passe"], forbids: ["GHT Rives"]),
        Scenario(role: nil, path: { _, _, group in "/etablissements/\(group)" }, status: 303),
    ]

    @Test(arguments: TestEngine.available)
    func `each role finds what is its own and nothing else`(_ engine: TestEngine) async throws {
        try await TestHouse.open(engine) { test in
            let inside = try await Fixture.inside(test)
            let outside = try await Fixture.outside(test)
            let group = try test.demonstration.organisation(.group).id.text
            for scenario in Self.scenarios {
                let path = scenario.path(inside, outside, group)
                let who = scenario.role?.rawValue ?? "visitor"
                let answer = try await test.get(path, as: scenario.role)
                #expect(answer.status == scenario.status, "\(who) \(path)")
                let lacking = scenario.contains.filter { !answer.text.contains($0) }
                #expect(lacking.isEmpty, "\(who) \(path)")
                let shown = scenario.forbids.filter { answer.text.contains($0) }
                #expect(shown.isEmpty, "\(who) \(path)")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `lists take at most three statements, the session included`(_ engine: TestEngine) async throws {
        try await TestHouse.open(engine) { test in
            let group = try test.demonstration.organisation(.group).id.text
            for path in ["/etablissements", "/etablissements/\(group)/evaluations"] {
                _ = try await test.get(path, as: .rssi)
                test.counter.reset()
                let answer = try await test.get(path, as: .rssi)
                #expect(answer.status == 200)
                #expect(test.counter.statements <= 3, "\(path)")
            }
        }
    }

    @Test func `the journal tells what every feature did, without a bare code`() async throws {
        try await TestHouse.open(.sqlite) { test in
            let nation = try test.demonstration.organisation(.nation).id.text
            for page in 1...4 {
                let text = try await test.get("/etablissements/\(nation)/journal?page=\(page)", as: .administrator).text
                let lines = text.components(separatedBy: "<tr>").count - 2
                #expect(page > 2 || lines == 50, "page \(page)")
                let codes = text.matches(of: /<span class="code">([a-zA-Z.]+)<\/span>/).map { String($0.1) }
                #expect(codes.isEmpty)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `two people on one answer: the second sees both versions and nothing is lost`(_ engine: TestEngine)
        async throws
    {
        try await TestHouse.open(engine) { test in
            let inside = try await Fixture.inside(test)
            let path = "/evaluations/\(inside.assessment)/exigences/H1/reponse"
            let page = try await test.get("/evaluations/\(inside.assessment)/exigences/H1", as: .rssi).text
            let revision = try #require(page.firstMatch(of: /name="revision" value="(\d+)"/)?.1)
            let first = try await test.post(
                path, ["reponse-H1": "2", "commentaire-H1": "version de Claire", "revision": String(revision)],
                as: .rssi)
            #expect(first.status == 303)
            let second = try await test.post(
                path, ["reponse-H1": "0", "commentaire-H1": "version de Nadia", "revision": String(revision)],
                as: .administrator)
            #expect(second.status == 409)
            let versions = ["version de Claire", "version de Nadia"]
            #expect(versions.filter { second.text.contains($0) } == versions)
            let kept = try await test.get("/evaluations/\(inside.assessment)/exigences/H1", as: .director)
            #expect(versions.filter { kept.text.contains($0) } == ["version de Claire"])
        }
    }
}
