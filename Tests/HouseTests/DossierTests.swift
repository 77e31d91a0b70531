// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Documents
import Foundation
import Organisations
import Primitives
import Site
import TestSupport
import Testing

@testable import Dossiers

/// What is handed in, taken from the demonstration group as its security officer would.
@Suite("Dossiers", .serialized)
struct DossierTests {
    @Test(arguments: TestEngine.available)
    func `the dossier of a group opens, says first what is missing and proves every file`(
        _ engine: TestEngine
    ) async throws {
        try await TestHouse.open(engine) { test in
            let group = try test.demonstration.organisation(.group).id
            let answer = try await test.get("/etablissements/\(group)/objectifs/care-d2/2025.1/dossier.zip", as: .rssi)
            #expect(answer.status == 200)
            let zip = try ZipReader(.bytes(answer.bytes))
            #expect(zip.entries.first?.path == "00 Ce qui manque.txt")
            let sums = String(decoding: try zip.read("empreintes.sha256", limit: 1 << 20), as: UTF8.self)
            let lines = sums.split(separator: "\n")
            // Everything in the archive but the list of digests itself.
            #expect(lines.count == zip.entries.count - 1)
            for line in lines {
                let (digest, path) = (line.prefix(64), line.dropFirst(66))
                let bytes = try zip.read(String(path), limit: 30 << 20)
                #expect(Hexadecimal.text(of: Array(SHA256.hash(data: bytes))) == digest, "\(path)")
            }
            let manifest = try JSONDecoder().decode(
                DossierManifest.self, from: Data(try zip.read("manifeste.json", limit: 1 << 22)))
            #expect(manifest.framework == "care-d2")
            let states = Set(manifest.objectives.map(\.state))
            #expect(states.contains("proven"))
            #expect(states.contains("expired") || states.contains("partial"))
            let missing = String(decoding: try zip.read("00 Ce qui manque.txt", limit: 1 << 20), as: UTF8.self)
            for objective in manifest.objectives where objective.state != "proven" && objective.state != "expiring" {
                #expect(missing.contains(objective.code) == (objective.state != "notApplicable"))
            }
        }
    }

    @Test func `a file that left the disk is told, and the dossier goes without it`() async throws {
        try await TestHouse.open(.sqlite) { test in
            let group = try test.demonstration.organisation(.group).id
            try FileManager.default.removeItem(atPath: test.vaultFolder)
            let answer = try await test.get("/etablissements/\(group)/objectifs/care-d2/2025.1/dossier.zip", as: .rssi)
            #expect(answer.status == 200)
            let zip = try ZipReader(.bytes(answer.bytes))
            let manifest = try JSONDecoder().decode(
                DossierManifest.self, from: Data(try zip.read("manifeste.json", limit: 1 << 22)))
            let faults = manifest.objectives.flatMap(\.proofs).filter { $0.fault == "missing" }
            #expect(!faults.isEmpty)
            let missing = String(decoding: try zip.read("00 Ce qui manque.txt", limit: 1 << 20), as: UTF8.self)
            #expect(missing.contains("absent du coffre"))
        }
    }

    @Test(arguments: [
        (Demonstration.Position.rssi, 200), (.director, 200), (.auditor, 404), (.contributor, 404), (.regional, 404),
        (.outside, 404),
    ])
    func `only who answers for an establishment takes its proofs out`(
        _ position: Demonstration.Position, _ status: Int
    ) async throws {
        try await TestHouse.open(.sqlite) { test in
            let place = try test.demonstration.organisation(.support).id
            let answer = try await test.get(
                "/etablissements/\(place)/objectifs/care-d2/2025.1/dossier.zip", as: position)
            #expect(answer.status == status)
        }
    }
}
