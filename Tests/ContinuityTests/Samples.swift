// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Evidence
import Identity
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

@testable import Continuity

let noon = Instant(millisecondsSinceEpoch: 1_795_262_520_000)
let today = noon.dayUTC
let hostile = #"<script>alert("x")</script> & 'co' </td>"#

let schema =
    JournalMigrations.all + OrganisationMigrations.all + IdentityMigrations.all + EvidenceMigrations.all
    + ServiceMapMigrations.all + ContinuityFeature().migrations

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
        at now: Instant = noon, _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        try await change(by: Actor(account: nil, name: "essai"), at: now, body)
    }

    /// The kinds and facts of the proofs in force that this room published for an organisation.
    func proven(for organisation: Organisation, on day: Day = today) async throws -> [String] {
        try await read { session in
            let found = try ProofStore.page(
                ProofQuery(scope: [organisation.lineage], validity: .valid, today: day, limit: 200), in: session)
            return found.rows.map(\.proof).filter { $0.owner.id == organisation.id }.map { proof in
                let facts = proof.facts.keys.sorted().map { "\($0)=\(String(describing: proof.facts[$0]))" }
                return proof.kind + " " + facts.joined().replacing(/.*text\("(.*?)"\).*/) { String($0.1) }
            }.sorted()
        }
    }
}

/// A group of two hospitals; the first has an activity, a service and a database.
struct World: Sendable {
    let group: Organisation
    let north: Organisation
    let south: Organisation
    let care: PlacedNode.ID
    let office: PlacedNode.ID
    let service: PlacedNode.ID
    let elsewhere: Organisation

    static func make(in database: any Database) async throws -> World {
        try await database.changing { change in
            func add(_ name: String, _ kind: Organisation.Kind, under parent: Organisation? = nil) throws
                -> Organisation
            {
                try OrganisationStore.create(
                    OrganisationDetails(name: name), kind: kind, under: parent?.id, in: change)
            }
            let group = try add("GHT d’essai", .ght)
            let north = try add("CH du Nord", .legalEntity, under: group)
            let south = try add("CH du Sud", .legalEntity, under: group)
            try OrganisationStore.setActivity(70, year: 2025, of: north.id, in: change)
            try OrganisationStore.setActivity(30, year: 2025, of: south.id, in: change)
            func node(_ code: String, _ layer: Layer, _ kind: NodeKind) throws -> PlacedNode.ID {
                try ServiceMapStore.add(
                    NodeDraft(code: code, name: code.capitalizedFirst, layer: layer, kind: kind, careClass: 1),
                    to: north.id, in: change)
            }
            let world = World(
                group: group, north: north, south: south, care: try node("urgences", .activity, .care),
                office: try node("paie", .activity, .administrative),
                service: try node("dossier", .service, .clinicalApplication),
                elsewhere: try add("EHPAD d’ailleurs", .legalEntity))
            guard let care = try ServiceMapStore.node(world.care, in: change.session),
                let service = try ServiceMapStore.node(world.service, in: change.session)
            else { throw ContinuityError.unknownNode }
            try ServiceMapStore.link(care, to: service, kind: .needs, in: change)
            return world
        }
    }

    func node(_ id: PlacedNode.ID, in database: any Database) async throws -> PlacedNode {
        try #require(try await database.read { session in try ServiceMapStore.node(id, in: session) })
    }

    /// A complete analysis of a node, validated.
    func validate(
        _ id: PlacedNode.ID, on day: Day = today, review: Day? = nil, in database: any Database
    ) async throws {
        let node = try await node(id, in: database)
        try await database.changing { change in
            try AnalysisStore.save(analysis(of: id), objectives, of: node, in: change)
            guard let current = try ServiceMapStore.node(id, in: change.session) else { return }
            try AnalysisStore.validate(
                current, by: "Chef de pôle", on: day, reviewOn: review, today: today, in: change)
        }
    }
}

let objectives = Objectives(recoveryTime: 12, recoveryPoint: 4, tolerablePeriod: 24)

func analysis(of node: PlacedNode.ID) -> Analysis {
    var analysis = Analysis.empty(of: node)
    analysis.asked = "Cadre du service"
    for domain in ImpactDomain.allCases {
        analysis.courses[domain] = ImpactCourse(limited: .h1, serious: .h12, critical: .d3, note: "")
    }
    return analysis
}

func planDraft(_ kind: PlanKind = .continuity, review: Day? = nil) -> PlanDraft {
    PlanDraft(kind: kind, title: "Plan d’essai", owner: "Cadre", reviewOn: review, sections: ["scope": "Tout."])
}

/// Organisations and nodes that no database knows, for rules and rendering.
func makeID<Subject>(_ number: Int, _: Subject.Type = Subject.self) -> Identifier<Subject> {
    Identifier.make(at: noon, entropy: Entropy { count in Array(repeating: UInt8(number & 0xFF), count: count) })
}
