// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps
import Site
import TestSupport
import Testing

@testable import Cartography

let noon = Instant(millisecondsSinceEpoch: 1_795_262_520_000)
let hostile = #"<script>alert("x")</script> & 'co' </td>"#
let schema = JournalMigrations.all + OrganisationMigrations.all + ServiceMapMigrations.all

/// What every page must satisfy, whatever its content.
func checkPage(_ markup: HTML, _ comment: Comment? = nil) {
    #expect(TagBalance.fault(in: markup.text) == nil, comment)
    #expect(!markup.text.contains("<script"), comment)
    let identifiers = markup.text.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
    #expect(Set(identifiers).count == identifiers.count, comment)
    #expect(markup.text.matches(of: /class="button primary"/).count <= 1, comment)
    var level = 0
    for heading in markup.text.matches(of: /<h([1-6])/) {
        let next = Int(heading.1) ?? 0
        #expect(level == 0 || next <= level + 1, comment)
        level = next
    }
}

extension Database {
    @discardableResult
    func changing<Value: Sendable>(
        _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        try await change(by: Actor(account: nil, name: "essai"), at: noon, body)
    }
}

/// A group and one of its hospitals, with a map that a database gave: its values are those of the pages.
struct Drawn: Sendable {
    let group: Organisation
    let north: Organisation
    let map: PlacedMap
    let removed: [PlacedNode]

    subscript(code: String) -> PlacedNode {
        get throws { try #require(map.nodes.first { $0.code == code }) }
    }

    func desk(_ code: String) throws -> ElementDesk {
        ElementDesk(
            place: .init(organisation: north, ancestors: [group]), map: map, node: try self[code], restores: [])
    }
}

/// Runs `body` on a map drawn as `draw` says; it gets the two organisations.
func withMap<Result: Sendable>(
    _ draw: @escaping @Sendable (_ group: Organisation, _ north: Organisation, Change) throws -> Void,
    _ body: (Drawn, any Database) async throws -> Result
) async throws -> Result {
    try await withDatabase(.sqlite, migrations: schema) { database in
        let (group, north) = try await database.changing { change in
            let group = try OrganisationStore.create(
                OrganisationDetails(name: "GHT d’essai"), kind: .ght, under: nil, in: change)
            let north = try OrganisationStore.create(
                OrganisationDetails(name: "CH du Nord"), kind: .legalEntity, under: group.id, in: change)
            try draw(group, north, change)
            return (group, north)
        }
        return try await body(try await drawn(group, north, database), database)
    }
}

func drawn(_ group: Organisation, _ north: Organisation, _ database: any Database) async throws -> Drawn {
    try await database.read { session in
        Drawn(
            group: group, north: north, map: try ServiceMapStore.map(seenFrom: north.lineage, in: session),
            removed: try ServiceMapStore.removed(of: north.id, in: session))
    }
}

/// A record on its databases, both on the directory and the names of the group, which need each other.
@Sendable
func small(group: Organisation, north: Organisation, change: Change) throws {
    func add(_ draft: NodeDraft, _ keeper: Organisation) throws -> PlacedNode {
        let id = try ServiceMapStore.add(draft, to: keeper.id, in: change)
        return try #require(try ServiceMapStore.node(id, in: change.session))
    }
    let ad = try add(NodeDraft(code: "ad", name: "Annuaire", layer: .component, kind: .directory), group)
    let dns = try add(NodeDraft(code: "dns", name: "Noms", layer: .component, kind: .naming), group)
    let bdd = try add(
        NodeDraft(code: "bdd", name: "Bases de données", layer: .component, kind: .database, dataGigabytes: 1234.5),
        north)
    let dpi = try add(
        NodeDraft(
            code: "dpi", name: "Dossier patient", layer: .service, kind: .clinicalApplication, careClass: 1,
            description: "Le cœur\u{00A0}; vraiment\nsur  deux lignes", owner: "=Référent", supplier: "Éditeur, SA"),
        north)
    let ward = try add(NodeDraft(code: "medecine", name: "Médecine", layer: .activity, kind: .care), north)
    try ServiceMapStore.link(ad, to: dns, kind: .needs, in: change)
    try ServiceMapStore.link(dns, to: ad, kind: .needs, in: change)
    try ServiceMapStore.link(dpi, to: bdd, kind: .needs, lag: 1.0 / 3, in: change)
    try ServiceMapStore.link(dpi, to: ad, kind: .needs, lag: 2, isBootstrap: true, in: change)
    try ServiceMapStore.link(bdd, to: ad, kind: .degradedWithout, in: change)
    try ServiceMapStore.link(ward, to: dpi, kind: .needsData, in: change)
    try ServiceMapStore.link(ward, to: bdd, kind: .needs, in: change)
}
