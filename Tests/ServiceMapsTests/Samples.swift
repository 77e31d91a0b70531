// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps
import Testing

let noon = Instant(millisecondsSinceEpoch: 1_795_262_520_000)
let schema = JournalMigrations.all + OrganisationMigrations.all + ServiceMapMigrations.all

extension Database {
    @discardableResult
    func changing<Value: Sendable>(
        _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        try await change(by: Actor(account: nil, name: "essai"), at: noon, body)
    }
}

/// A group of two hospitals, the first with a site, and a clinic elsewhere.
struct World: Sendable {
    let group: Organisation
    let north: Organisation
    let south: Organisation
    let site: Organisation
    let elsewhere: Organisation

    static func make(in database: any Database) async throws -> World {
        try await database.changing { change in
            func add(
                _ name: String, _ kind: Organisation.Kind, under parent: Organisation? = nil
            ) throws -> Organisation {
                try OrganisationStore.create(
                    OrganisationDetails(name: name), kind: kind, under: parent?.id, in: change)
            }
            let group = try add("GHT d’essai", .ght)
            let north = try add("CH du Nord", .legalEntity, under: group)
            return World(
                group: group, north: north, south: try add("CH du Sud", .legalEntity, under: group),
                site: try add("Site du Nord", .site, under: north),
                elsewhere: try add("Clinique d’ailleurs", .legalEntity))
        }
    }
}

func draft(
    _ code: String, _ layer: Layer = .component, _ kind: NodeKind = .other, name: String? = nil
) -> NodeDraft {
    NodeDraft(code: code, name: name ?? "Élément \(code)", layer: layer, kind: kind)
}

extension Change {
    func add(_ draft: NodeDraft, to keeper: Organisation) throws -> PlacedNode {
        try #require(try ServiceMapStore.node(try ServiceMapStore.add(draft, to: keeper.id, in: self), in: session))
    }
}
