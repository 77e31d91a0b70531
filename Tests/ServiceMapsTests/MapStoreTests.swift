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

/// What is drawn is found again, by those who stand on it and by nobody else.
struct MapStoreTests {
    @Test(arguments: TestEngine.available)
    func `a hospital sees its elements, those of its sites and those of its group, not its neighbour’s`(
        engine: TestEngine
    ) async throws {
        try await withDatabase(engine, migrations: schema) { inner in
            let world = try await World.make(in: inner)
            try await inner.changing { change in
                let directory = try change.add(draft("ad"), to: world.group)
                let record = try change.add(draft("dpi", .service), to: world.north)
                let ward = try change.add(draft("medecine", .activity, .care), to: world.site)
                let other = try change.add(draft("dpi", .service), to: world.south)
                _ = try change.add(draft("ailleurs"), to: world.elsewhere)
                try ServiceMapStore.link(record, to: directory, kind: .needs, lag: 1.5, in: change)
                try ServiceMapStore.link(ward, to: record, kind: .degradedWithout, in: change)
                try ServiceMapStore.link(other, to: directory, kind: .needsData, isBootstrap: true, in: change)
            }
            let database = CountingDatabase(inner)
            let north = try await database.read { try ServiceMapStore.map(seenFrom: world.north.lineage, in: $0) }
            #expect(database.statements == 2)
            #expect(north.nodes.map(\.code) == ["medecine", "ad", "dpi"])
            #expect(Set(north.nodes.map(\.keeperName)) == ["CH du Nord", "GHT d’essai", "Site du Nord"])
            #expect(north.map.dependencies.count == 2)
            let record = try #require(north.nodes.first { $0.code == "dpi" })
            #expect(north[record.id] == record)
            #expect(north[record.node.key] == record)
            let toDirectory = try #require(north.map.dependencies.first { $0.from == record.node.key })
            #expect(toDirectory.lag == 1.5)
            #expect(!toDirectory.isBootstrap)
            let group = try await inner.read { try ServiceMapStore.map(seenFrom: world.group.lineage, in: $0) }
            #expect(group.nodes.count == 4)
            #expect(group.map.dependencies.count == 3)
            let alone = try await inner.read { try ServiceMapStore.map(seenFrom: world.elsewhere.lineage, in: $0) }
            #expect(alone.nodes.map(\.code) == ["ailleurs"])
            #expect(alone.map.dependencies.isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func `an element is corrected, removed with its links asleep, and restored with them`(
        engine: TestEngine
    ) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            func map() async throws -> PlacedMap {
                try await database.read { try ServiceMapStore.map(seenFrom: world.north.lineage, in: $0) }
            }
            let (record, base) = try await database.changing { change in
                let record = try change.add(draft("dpi", .service), to: world.north)
                let base = try change.add(draft("bdd"), to: world.north)
                try ServiceMapStore.link(record, to: base, kind: .needs, in: change)
                return (record, base)
            }
            try await database.changing { change in
                try ServiceMapStore.correct(
                    base,
                    NodeDraft(
                        code: "bases", name: "Bases", layer: .component, kind: .database, careClass: 2,
                        description: "x", owner: "DBA", supplier: "Y", dataGigabytes: 4.5), in: change)
            }
            let corrected = try #require(try await map().nodes.first { $0.id == base.id })
            #expect(corrected.code == "bases")
            #expect(corrected.node.kind == .database)
            #expect(corrected.node.careClass == 2)
            #expect(corrected.node.dataGigabytes == 4.5)
            await #expect(throws: ServiceMapError.duplicateCode("dpi")) {
                try await database.changing { change in
                    try ServiceMapStore.correct(corrected, draft("dpi"), in: change)
                }
            }
            try await database.changing { change in try ServiceMapStore.remove(corrected, in: change) }
            #expect(try await map().nodes.map(\.code) == ["dpi"])
            #expect(try await map().map.dependencies.isEmpty)
            let removed = try await database.read { try ServiceMapStore.removed(of: world.north.id, in: $0) }
            #expect(removed.map(\.code) == ["bases"])
            await #expect(throws: ServiceMapError.alreadySo) {
                try await database.changing { change in try ServiceMapStore.remove(corrected, in: change) }
            }
            await #expect(throws: ServiceMapError.duplicateCode("bases")) {
                try await database.changing { change in _ = try change.add(draft("bases"), to: world.north) }
            }
            try await database.changing { change in try ServiceMapStore.restore(corrected, in: change) }
            #expect(try await map().map.dependencies.count == 1)
            try await database.changing { change in try ServiceMapStore.unlink(record, from: corrected, in: change) }
            await #expect(throws: ServiceMapError.alreadySo) {
                try await database.changing { change in
                    try ServiceMapStore.unlink(record, from: corrected, in: change)
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `a page of the list takes one statement, its links another`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { inner in
            let world = try await World.make(in: inner)
            let ids = try await inner.changing { change in
                var nodes: [PlacedNode] = []
                for number in 0..<12 {
                    nodes.append(
                        try change.add(draft("c\(number)", name: number == 3 ? "Été 100 %" : nil), to: world.north))
                }
                let hidden = try change.add(draft("du-sud", .service), to: world.south)
                let shared = try change.add(draft("commun"), to: world.group)
                for node in nodes.dropFirst() {
                    try ServiceMapStore.link(nodes[0], to: node, kind: .needs, in: change)
                }
                try ServiceMapStore.link(hidden, to: shared, kind: .needs, in: change)
                try ServiceMapStore.link(nodes[0], to: shared, kind: .needs, in: change)
                try ServiceMapStore.remove(nodes[11], in: change)
                return (first: nodes[0].id, shared: shared.id)
            }
            let database = CountingDatabase(inner)
            let found = try await database.read { session in
                try ServiceMapStore.page(.init(limit: 5), seenFrom: world.north.lineage, in: session)
            }
            #expect(database.statements == 1)
            #expect(found.rows.count == 5)
            #expect(found.total == 12)
            database.reset()
            let links = try await database.read { session in
                try ServiceMapStore.links(
                    of: [ids.first, ids.shared], seenFrom: world.north.lineage, in: session)
            }
            #expect(database.statements == 1)
            // Neither the removed one nor what the neighbour draws.
            #expect(links.supports[ids.first] == 11)
            #expect(links.users[ids.shared] == 1)
            func codes(_ query: ServiceMapStore.Query) async throws -> [String] {
                try await inner.read { session in
                    try ServiceMapStore.page(query, seenFrom: world.north.lineage, in: session).rows.map(\.code)
                }
            }
            #expect(try await codes(.init(text: "ete 100 %")) == ["c3"])
            #expect(try await codes(.init(text: "%_")) == [])
            #expect(try await codes(.init(layer: .service)) == [])
            #expect(try await codes(.init(text: "c11", withRemoved: true)) == ["c11"])
            let hits = try await inner.read { session in
                try ServiceMapStore.search("commun", seenFrom: [world.south.lineage], limit: 5, in: session)
            }
            #expect(hits.map(\.code) == ["commun"])
        }
    }

    @Test(arguments: TestEngine.available)
    func `objectives, endurance, backups and restores are kept beside`(engine: TestEngine) async throws {
        try await withDatabase(engine, migrations: schema) { database in
            let world = try await World.make(in: database)
            let node = try await database.changing { change in try change.add(draft("dpi"), to: world.north) }
            let day = noon.dayUTC
            try await database.changing { change in
                try ServiceMapStore.decide(
                    Objectives(recoveryTime: 4, recoveryPoint: 0.5, tolerablePeriod: 24), of: node, in: change)
                try ServiceMapStore.setEndurance(72, of: node, in: change)
                try ServiceMapStore.setBackupInterval(12, of: node, in: change)
                for hours in [3.0, 5.0] {
                    try ServiceMapStore.measure(
                        RestoreMeasure(node: node.id, measuredOn: day, hours: hours, gigabytes: nil),
                        source: "essai", object: "1", in: change)
                }
            }
            let kept = try await database.read { session in
                (
                    try ServiceMapStore.node(node.id, in: session),
                    try ServiceMapStore.restores(of: node.id, in: session),
                    try ServiceMapStore.restores(seenFrom: world.group.lineage, in: session)
                )
            }
            let values = try #require(kept.0?.node)
            #expect(values.recoveryTimeObjective == 4)
            #expect(values.recoveryPointObjective == 0.5)
            #expect(values.maximumTolerablePeriod == 24)
            #expect(values.degradedEndurance == 72)
            #expect(values.backupInterval == 12)
            // Said again, it changes what it said.
            #expect(kept.1.map(\.hours) == [5])
            #expect(kept.2 == kept.1)
            try await database.changing { change in
                try ServiceMapStore.forgetMeasure(source: "essai", object: "1", in: change)
                try ServiceMapStore.decide(Objectives(), of: node, in: change)
            }
            #expect(try await database.read { try ServiceMapStore.restores(of: node.id, in: $0) }.isEmpty)
        }
    }
}
