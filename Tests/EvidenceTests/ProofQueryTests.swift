// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Identity
import Organisations
import Persistence
import Primitives
import TestSupport
import Testing

@Suite struct ProofQueryTests {
    @Test(arguments: TestEngine.available)
    func `nobody reads outside of their part of the tree`(_ engine: TestEngine) async throws {
        try await Tree.planted(on: engine) { tree in
            try await tree.register(draft("Groupe", for: [tree.group]), at: tree.group)
            try await tree.register(draft("Nord", for: [tree.north]), at: tree.north)
            try await tree.register(draft("Port", for: [tree.port]), at: tree.port)
            try await tree.register(draft("Clinique", for: [tree.clinic]), at: tree.clinic)
            // Kept at the clinic, said valid for the north as well.
            try await tree.register(draft("Partagée", for: [tree.clinic, tree.north]), at: tree.clinic)
            func titles(_ scope: [Organisation], of organisation: Organisation? = nil) async throws -> [String] {
                try await tree.titles(
                    ProofQuery(scope: scope.map(\.lineage), organisation: organisation?.lineage, today: today))
            }
            #expect(try await titles([]).isEmpty)
            #expect(try await titles([tree.region]).count == 5)
            #expect(try await titles([tree.group]) == ["Groupe", "Nord", "Port"])
            #expect(try await titles([tree.north]) == ["Nord", "Port"])
            #expect(try await titles([tree.clinic]) == ["Clinique", "Partagée"])
            // What counts for an organisation, as far as the reader may see.
            #expect(try await titles([tree.group], of: tree.south) == ["Groupe"])
            #expect(try await titles([tree.group], of: tree.port) == ["Groupe", "Nord", "Port"])
            #expect(try await titles([tree.north], of: tree.south).isEmpty)
            #expect(try await titles([tree.region], of: tree.north) == ["Groupe", "Nord", "Partagée", "Port"])
            #expect(try await titles([tree.group], of: tree.clinic).isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `filters by words, kind, author and validity`(_ engine: TestEngine) async throws {
        try await Tree.planted(on: engine) { tree in
            try await tree.register(draft("Été 100 % sûr", for: [tree.north]), at: tree.north)
            try await tree.register(
                draft("Plan_de reprise", kind: "plan.document", until: today.adding(days: 60), for: [tree.north]),
                at: tree.north)
            try await tree.register(
                draft("Vieux plan", kind: "plan.document", until: today.adding(days: -1), for: [tree.north]),
                at: tree.north)
            let gone = try await tree.register(draft("Retirée", for: [tree.north]), at: tree.north)
            try await tree.change { change in try ProofStore.withdraw(gone, in: change) }
            func titles(_ change: (inout ProofQuery) -> Void) async throws -> [String] {
                var query = ProofQuery(scope: [tree.region.lineage], today: today)
                change(&query)
                return try await tree.titles(query)
            }
            #expect(try await titles { _ in } == ["Été 100 % sûr", "Plan_de reprise", "Vieux plan"])
            #expect(try await titles { $0.text = "ETE" } == ["Été 100 % sûr"])
            #expect(try await titles { $0.text = "100 %" } == ["Été 100 % sûr"])
            #expect(try await titles { $0.text = "plan_" } == ["Plan_de reprise"])
            #expect(try await titles { $0.text = "plan vieux" } == ["Vieux plan"])
            #expect(try await titles { $0.text = "'; DROP TABLE proof; --" }.isEmpty)
            #expect(try await titles { $0.kind = "plan.document" } == ["Plan_de reprise", "Vieux plan"])
            #expect(try await titles { $0.author = tree.author }.count == 3)
            #expect(try await titles { $0.author = Account.ID.make(at: noon) }.isEmpty)
            #expect(try await titles { $0.validity = .valid } == ["Été 100 % sûr", "Plan_de reprise"])
            #expect(try await titles { $0.validity = .ending } == ["Plan_de reprise"])
            #expect(try await titles { $0.validity = .ended } == ["Vieux plan"])
            #expect(try await titles { $0.validity = .withdrawn } == ["Retirée"])
            let ending = try await tree.read { session in
                try ProofStore.ending(
                    under: [tree.region.lineage], from: today.adding(days: -10), to: today.adding(days: 90), in: session
                )
            }
            #expect(ending.map(\.title) == ["Vieux plan", "Plan_de reprise"])
            let tally = try await tree.read { session in
                try ProofStore.tally(of: tree.port.lineage, today: today, endingWithin: 60, in: session)
            }
            #expect(tally == (2, 1))
            let elsewhere = try await tree.read { session in
                try ProofStore.tally(of: tree.south.lineage, today: today, endingWithin: 60, in: session)
            }
            #expect(elsewhere == (0, 0))
        }
    }

    @Test(arguments: TestEngine.available)
    func `pages follow each other without a gap, in one statement each`(_ engine: TestEngine) async throws {
        try await Tree.planted(on: engine) { tree in
            for number in 10..<35 {
                try await tree.register(draft("Preuve \(number)", for: [tree.north, tree.south]), at: tree.group)
            }
            let scope = [tree.region.lineage]
            let counting = CountingDatabase(tree.database)
            var titles: [String] = []
            for offset in stride(from: 0, to: 30, by: 10) {
                let page = try await counting.read { session in
                    try ProofStore.page(
                        ProofQuery(scope: scope, today: today, limit: 10, offset: offset), in: session)
                }
                #expect(page.total == 25)
                #expect(page.rows.allSatisfy { $0.holders == 2 && $0.holder == "Nord" })
                titles += page.rows.map(\.proof.title)
            }
            #expect(titles == (10..<35).map { "Preuve \($0)" })
            let beyond = try await counting.read { session in
                try ProofStore.page(ProofQuery(scope: scope, today: today, limit: 10, offset: 100), in: session)
            }
            #expect(beyond.rows.isEmpty)
        }
    }
}
