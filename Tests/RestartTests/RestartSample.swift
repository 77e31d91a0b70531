// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Organisations
import Persistence
import Primitives
import Recovery
import ServiceMaps
import Site
import TestSupport

@testable import Restart

/// A small hospital: one activity, two services, a directory and the names it needs in a circle that is cut.
enum RestartSample {
    static let migrations: [Migration] =
        JournalMigrations.all + OrganisationMigrations.all + ServiceMapMigrations.all + RestartMigrations.all
    static let now = Instant(text: "2026-11-21T09:00:00Z") ?? Instant(millisecondsSinceEpoch: 0)
    static let today = now.dayUTC

    struct World: Sendable {
        let organisation: Organisation
        var place: Organisation.ID { organisation.id }

        static func make(in database: any Database) async throws -> World {
            let hospital = try await database.changing { change in
                let nation = try OrganisationStore.create(
                    OrganisationDetails(name: "Pays"), kind: .national, under: nil, in: change)
                let group = try OrganisationStore.create(
                    OrganisationDetails(name: "Groupement"), kind: .ght, under: nation.id, in: change)
                return try OrganisationStore.create(
                    OrganisationDetails(name: "Hôpital"), kind: .legalEntity, under: group.id, in: change)
            }
            return World(organisation: hospital)
        }

        /// Draws the map; the nodes by code.
        func draw(in database: any Database) async throws -> [String: PlacedNode] {
            let place = place
            return try await database.changing { change in
                var nodes: [String: PlacedNode] = [:]
                for (code, name, layer, kind, careClass) in RestartSample.nodes {
                    let id = try ServiceMapStore.add(
                        NodeDraft(
                            code: code, name: name, layer: layer, kind: kind, careClass: careClass,
                            dataGigabytes: kind == .clinicalApplication ? 400 : nil), to: place, in: change)
                    nodes[code] = try ServiceMapStore.node(id, in: change.session)
                }
                for (from, to, isBootstrap) in RestartSample.needs {
                    guard let from = nodes[from], let to = nodes[to] else { throw RestartError.unknown }
                    try ServiceMapStore.link(from, to: to, kind: .needs, isBootstrap: isBootstrap, in: change)
                }
                return nodes
            }
        }

        /// Means of the standard set, and the steps proposed for the map.
        func prepare(in database: any Database) async throws {
            let (place, lineage) = (place, organisation.lineage)
            try await database.changing { change in _ = try ResourceChanges.addStandardSet(to: place, in: change) }
            let organisation = organisation
            try await database.changing { change in
                let map = try ServiceMapStore.map(seenFrom: lineage, in: change.session)
                let resources = try ResourceStore.everything(of: place, in: change.session).kept
                let proposal = try StepsPage.proposal(for: organisation, map, resources, in: change.session)
                try StepStore.apply(proposal, of: place, in: change)
            }
        }

        func freeze(in database: any Database, weekday: Int = 1, hour: Double = 3) async throws -> FrozenModel {
            let organisation = organisation
            return try await database.read { session in
                try ModelBuilder.read(for: organisation, title: "Plan", weekday: weekday, hour: hour, in: session)
            }
        }

        func plan(in database: any Database) async throws -> WholePlan {
            let frozen = try await freeze(in: database)
            let plan = try await Planner.quick(frozen.model, at: place)
            let (place, summary) = (place, PlanReading(frozen.model, plan).summary)
            let id = try await database.changing { change in
                try PlanStore.keep(
                    PlanStore.Draft(
                        title: "Plan d’automne", frozen: frozen, plan: plan, isFirst: true, madeOn: RestartSample.today),
                    summary, of: place, in: change)
            }
            guard let whole = try await database.read({ try PlanStore.whole(id, of: place, in: $0) }) else {
                throw RestartError.unknown
            }
            return whole
        }

        func board(_ whole: WholePlan, in database: any Database, exercise: Bool = false) async throws -> Board {
            let opening = try await OpeningPage.prepared(
                whole, "Incident", exercise, RestartSample.now, at: RestartSample.now, .paris)
            let place = place
            let id = try await database.changing { change in try BoardChanges.open(opening, of: place, in: change) }
            guard let board = try await database.read({ try BoardStore.board(id, of: place, in: $0) }) else {
                throw RestartError.unknown
            }
            return board
        }
    }

    private static let nodes: [(String, String, Layer, NodeKind, Int?)] = [
        ("urgences", "Urgences", .activity, .care, 1), ("dpi", "Dossier patient", .service, .clinicalApplication, 1),
        ("paie", "Paie", .service, .businessApplication, 4), ("ad", "Annuaire", .component, .directory, nil),
        ("dns", "Noms", .component, .naming, nil), ("reseau", "Réseau", .component, .network, nil),
    ]

    private static let needs: [(String, String, Bool)] = [
        ("urgences", "dpi", false), ("dpi", "ad", false), ("paie", "ad", false), ("ad", "dns", true),
        ("dns", "ad", false), ("ad", "reseau", false), ("dns", "reseau", false),
    ]

    // MARK: Without a database

    static func model(fault: Bool = false) -> RecoveryModel {
        let map = ServiceMap(
            nodes: [
                MapNode(
                    key: "urgences", name: "Urgences", layer: .activity, kind: .care, careClass: 1, degradedEndurance: 2
                ),
                MapNode(
                    key: "dpi", name: "Dossier patient", layer: .service, kind: .clinicalApplication, careClass: 1,
                    recoveryTimeObjective: 4),
                MapNode(
                    key: "paie", name: "Paie", layer: .service, kind: .businessApplication, careClass: 4,
                    recoveryTimeObjective: 200),
                MapNode(key: "ad", name: "Annuaire", layer: .component, kind: .directory),
            ],
            dependencies: [
                Dependency(from: "urgences", to: "dpi"), Dependency(from: "dpi", to: "ad"),
                Dependency(from: "paie", to: "ad"),
            ] + (fault ? [Dependency(from: "ad", to: "dpi")] : []))
        func step(_ key: String, _ node: String, _ phase: RecoveryStep.Phase, _ hours: Double, _ team: String)
            -> RecoveryStep
        {
            RecoveryStep(
                key: key, node: node, title: "Étape \(key)", phase: phase,
                duration: Estimate(low: hours / 2, likely: hours, high: hours * 2), source: .proposed,
                people: [team: 1])
        }
        return RecoveryModel(
            title: "Essai", map: map,
            steps: [
                step("ad.restore", "ad", .restore, 4, "systemes"),
                step("dpi.restore", "dpi", .restore, 6, "applications"),
                step("dpi.check", "dpi", .check, 2, "applications"),
                step("paie.restore", "paie", .restore, 3, "applications"),
                step("urgences.reopen", "urgences", .reopen, 1, "metiers"),
            ],
            teams: [
                Team(
                    key: "systemes", name: "Systèmes", people: 2, periods: [.init(rhythm: .roundTheClock)],
                    hoursPerDay: 24),
                Team(
                    key: "applications", name: "Applications", people: 1, periods: [.init(rhythm: .roundTheClock)],
                    hoursPerDay: 24),
                Team(key: "metiers", name: "Référents", people: 2, periods: [.init(rhythm: .day)]),
            ],
            means: [Means(key: "restauration", name: "Flux", units: 2)],
            reinforcements: [Reinforcement(team: "applications", people: 1, from: 24, origin: "Voisin")],
            setbacks: [
                Setback(
                    name: "Annuaire à refaire", probability: 0.5, steps: ["ad.restore"],
                    factor: Estimate(low: 2, likely: 3, high: 4))
            ])
    }

    static func reading() throws -> PlanReading {
        let model = model()
        return PlanReading(model, try RecoveryPlanner(model).quickPlan())
    }

    /// The same with a small forecast.
    static func forecast() throws -> PlanReading {
        let model = model()
        var options = RecoveryPlanner.Options()
        (options.schedules, options.runs) = (50, 60)
        return PlanReading(model, try RecoveryPlanner(model).plan(options))
    }
}

extension Database {
    func changing<Value: Sendable>(
        at now: Instant = RestartSample.now, by name: String = "Essai",
        _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        try await change(by: Actor(account: nil, name: name), at: now, body)
    }
}
