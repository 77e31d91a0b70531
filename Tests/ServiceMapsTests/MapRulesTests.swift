// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import Recovery
import TestSupport
import Testing

@testable import ServiceMaps

/// What the map refuses, and what comes in one piece.
struct MapRulesTests {
    @Test(
        arguments: [
            (NodeDraft(code: "", name: "A", layer: .service, kind: .other), ServiceMapError.badCode),
            (NodeDraft(code: "é", name: "A", layer: .service, kind: .other), .badCode),
            (NodeDraft(code: String(repeating: "a", count: 61), name: "A", layer: .service, kind: .other), .badCode),
            (NodeDraft(code: "a", name: "", layer: .service, kind: .other), .badName),
            (
                NodeDraft(code: "a", name: String(repeating: "é", count: 151), layer: .service, kind: .other), .badName
            ),
            (NodeDraft(code: "a", name: "A", layer: .service, kind: .directory), .wrongKind),
            (NodeDraft(code: "a", name: "A", layer: .activity, kind: .care, careClass: 5), .badValue),
            (NodeDraft(code: "a", name: "A", layer: .service, kind: .other, dataGigabytes: -1), .badValue),
            (
                NodeDraft(
                    code: "a", name: "A", layer: .service, kind: .other, owner: String(repeating: "a", count: 201)),
                .textTooLong
            ),
        ])
    func `a draft that cannot be is refused with its reason`(draft: NodeDraft, error: ServiceMapError) async throws {
        try await withDatabase(.sqlite, migrations: schema) { database in
            let world = try await World.make(in: database)
            await #expect(throws: error) {
                try await database.changing { change in
                    _ = try ServiceMapStore.add(draft, to: world.north.id, in: change)
                }
            }
            #expect(!error.message(.french).isEmpty && !error.message(.english).isEmpty)
        }
    }

    @Test func `a link reaches up and down the tree, never across, never itself`() async throws {
        try await withDatabase(.sqlite, migrations: schema) { database in
            let world = try await World.make(in: database)
            let (north, south, shared) = try await database.changing { change in
                (
                    try change.add(draft("n"), to: world.north), try change.add(draft("s"), to: world.south),
                    try change.add(draft("g"), to: world.group)
                )
            }
            await #expect(throws: ServiceMapError.outOfReach) {
                try await database.changing { try ServiceMapStore.link(north, to: south, kind: .needs, in: $0) }
            }
            await #expect(throws: ServiceMapError.selfDependency) {
                try await database.changing { try ServiceMapStore.link(north, to: north, kind: .needs, in: $0) }
            }
            for lag in [-1, 8761, Double.nan, .infinity] {
                await #expect(throws: ServiceMapError.badValue) {
                    try await database.changing {
                        try ServiceMapStore.link(north, to: shared, kind: .needs, lag: lag, in: $0)
                    }
                }
            }
            // What the group keeps may stand on what a member keeps, and a circle may be drawn.
            try await database.changing { change in
                try ServiceMapStore.link(shared, to: north, kind: .needs, in: change)
                try ServiceMapStore.link(north, to: shared, kind: .needs, in: change)
            }
            let map = try await database.read { try ServiceMapStore.map(seenFrom: world.south.lineage, in: $0) }
            #expect(map.nodes.map(\.code) == ["g", "s"])
            #expect(map.map.dependencies.isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `a batch is written whole or not at all, with one word in the journal`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let shared = try await database.changing { change in try change.add(draft("ad"), to: world.group) }
            var batch = MapBatch()
            batch.additions = [
                MapBatch.Entry(draft("dpi", .service), objectives: Objectives(recoveryTime: 4)),
                MapBatch.Entry(draft("bdd")),
            ]
            batch.links = [
                .init(from: .added(code: "dpi"), to: .added(code: "bdd")),
                .init(from: .added(code: "bdd"), to: .present(shared), kind: .degradedWithout, lag: 2),
            ]
            var faulty = batch
            faulty.links.append(.init(from: .added(code: "dpi"), to: .added(code: "nulle-part")))
            await #expect(throws: ServiceMapError.notFound) {
                try await database.changing { [faulty] change in
                    try ServiceMapStore.apply(faulty, to: world.north, action: "map.imported", in: change)
                }
            }
            func map() async throws -> PlacedMap {
                try await database.read { try ServiceMapStore.map(seenFrom: world.north.lineage, in: $0) }
            }
            #expect(try await map().nodes.map(\.code) == ["ad"])
            let entries: SQL = "SELECT COUNT(*) FROM journal_entry WHERE action = 'map.imported'"
            try await database.changing { [batch] change in
                try ServiceMapStore.apply(batch, to: world.north, action: "map.imported", in: change)
            }
            let written = try await map()
            #expect(written.nodes.count == 3)
            #expect(written.map.dependencies.count == 2)
            #expect(written.nodes.first { $0.code == "dpi" }?.node.recoveryTimeObjective == 4)
            #expect(try await database.read { try $0.count(entries) } == 1)
            // Corrections are those of its keeper alone.
            var theirs = MapBatch()
            theirs.corrections = [(shared, MapBatch.Entry(draft("ad", name: "Autre")))]
            await #expect(throws: ServiceMapError.notFound) {
                try await database.changing { [theirs] change in
                    try ServiceMapStore.apply(theirs, to: world.north, action: "map.imported", in: change)
                }
            }
        }
    }
}
