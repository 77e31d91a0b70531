// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Documents
import Foundation
import HTTPTypes
import Identity
import Journal
import Organisations
import Persistence
import Primitives
import Site
import TestSupport
import Testing

@testable import Dossiers

/// What proofs, dossiers and entrusted actions let out, and to whom.
@Suite("Rights over proofs", .serialized)
struct EvidenceRightsTests {
    /// The policy of the group counts for its member; its file stays with those who may open it.
    @Test(arguments: TestEngine.available)
    func `the dossier of a member goes without the files of its group`(_ engine: TestEngine) async throws {
        try await TestHouse.open(engine) { test in
            let support = try test.demonstration.organisation(.support).id
            let above = try await documents(of: test.demonstration.organisation(.group).id, in: test)
            let answer = try await test.get(
                "/etablissements/\(support)/objectifs/care-d2/2025.1/dossier.zip", as: .director)
            #expect(answer.status == 200)
            let pieces = try manifest(of: answer).objectives.flatMap(\.proofs)
            let foreign = pieces.filter { above.contains($0.title) }
            #expect(!foreign.isEmpty)
            #expect(foreign.allSatisfy { $0.path == nil && $0.sha256 == nil && $0.fault == "elsewhere" })
            #expect(pieces.contains { $0.path != nil })
            let files = try ZipReader(.bytes(answer.bytes)).entries.map(\.path)
            #expect(!files.contains { path in above.contains { path.contains("\($0).") } })

            let whole = try await test.get(
                "/etablissements/\(support)/objectifs/care-d2/2025.1/dossier.zip", as: .rssi)
            let open = try manifest(of: whole).objectives.flatMap(\.proofs).filter { above.contains($0.title) }
            #expect(open.contains { $0.path != nil } && !open.contains { $0.fault == "elsewhere" })
        }
    }

    /// An assessment is shared with the region; the vault is not.
    @Test(arguments: TestEngine.available)
    func `a shared assessment names no proof to the levels above`(_ engine: TestEngine) async throws {
        try await TestHouse.open(engine) { test in
            let support = try test.demonstration.organisation(.support).id
            let path = try await sharedAssessment(of: support, in: test)
            let titles = try await documents(of: support, in: test)
                .union(try await documents(of: test.demonstration.organisation(.group).id, in: test))
            func named(on pages: [String], by position: Demonstration.Position) async throws -> Set<String> {
                var found: Set<String> = []
                for page in pages {
                    let answer = try await test.get(path + page, as: position)
                    #expect(answer.status == 200, "\(page)")
                    let text = answer.text.replacing("&#39;", with: "’")
                    found.formUnion(titles.filter { text.contains($0) })
                }
                return found
            }
            let pages = ["", "/rapport", "/oscal-resultats.json", "/oscal-plan.json", "/reponses.csv"]
            #expect(try await !named(on: pages, by: .rssi).isEmpty)
            #expect(try await named(on: pages, by: .regional).isEmpty)
            #expect(try await named(on: pages, by: .national).isEmpty)
            let oscal = try await test.get(path + "/oscal-resultats.json", as: .regional).text
            #expect(!oscal.contains("/preuves/") && !oscal.contains("SHA-256"))
        }
    }

    /// A contributor who now works elsewhere still has a role that follows actions, and no longer this one.
    @Test(arguments: TestEngine.available)
    func `an action that was entrusted is gone with the role`(_ engine: TestEngine) async throws {
        try await TestHouse.open(engine) { test in
            let person = try #require(test.demonstration.person(.contributor)).account
            let (support, clinic) = (
                try test.demonstration.organisation(.support).id, try test.demonstration.organisation(.clinic).id
            )
            let task = try await test.house.database.read { session in
                try session.first("SELECT id FROM roadmap_task WHERE owner_id = \(person) ORDER BY id LIMIT 1") {
                    row throws(DatabaseError) in try row.text(0)
                }
            }
            let page = "/actions-suivies/\(try #require(task))"
            #expect(try await test.get(page, as: .contributor).status == 200)
            #expect(try await test.get("/mes-actions", as: .contributor).text.contains(page))
            try await test.house.database.change(by: .system, at: TestHouse.now) { change in
                try AccountStore.give(.contributor, on: clinic, to: person, by: .serverOperator, in: change)
                try AccountStore.take(.contributor, on: support, from: person, by: .serverOperator, in: change)
            }
            #expect(try await test.get(page, as: .contributor).status == 404)
            let update = ["etat": "planned", "avancement": "0", "revision": "0"]
            #expect(try await test.post(page, update, as: .contributor).status == 404)
            #expect(try await !test.get("/mes-actions", as: .contributor).text.contains(page))
        }
    }

    /// Reading the requirements of a territory would read every proof of the country.
    @Test func `a territory has no objectives of its own`() async throws {
        try await TestHouse.open(.sqlite) { test in
            for key in [Demonstration.Key.nation, .region] {
                let place = try test.demonstration.organisation(key).id
                for page in ["objectifs", "objectifs/care-d2/2025.1", "objectifs/care-d2/2025.1/dossier.zip"] {
                    let answer = try await test.get("/etablissements/\(place)/\(page)", as: .administrator)
                    #expect(answer.status == 404, "\(page)")
                }
            }
        }
    }

    private func manifest(of answer: TestHouse.Answer) throws -> DossierManifest {
        let zip = try ZipReader(.bytes(answer.bytes))
        return try JSONDecoder().decode(
            DossierManifest.self, from: Data(try zip.read("manifeste.json", limit: 1 << 22)))
    }

    /// The titles of the documents that an organisation keeps itself.
    private func documents(of organisation: Organisation.ID, in test: TestHouse) async throws -> Set<String> {
        Set(
            try await test.house.database.read { session in
                try session.all(
                    "SELECT title FROM proof WHERE organisation_id = \(organisation) AND file_sha256 IS NOT NULL"
                ) { row throws(DatabaseError) in try row.text(0) }
            })
    }

    private func sharedAssessment(of organisation: Organisation.ID, in test: TestHouse) async throws -> String {
        let id = try await test.house.database.read { session in
            try session.first(
                """
                SELECT id FROM assessment WHERE organisation_id = \(organisation) AND shared_at IS NOT NULL
                ORDER BY opened_at DESC
                """
            ) { row throws(DatabaseError) in try row.text(0) }
        }
        return "/evaluations/\(try #require(id))"
    }
}
