// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Markup
import Organisations
import Planning
import Primitives
import Site

/// From a plan to followed actions, and back.
enum AdoptionHandler {
    /// Adopts the base, or the supposition that the form names.
    @Sendable
    static func adopt(_ visit: Visit) async throws -> Reply {
        let form = try await visit.form()
        let desk = try await RoadmapDesk.open(visit, for: RoadmapPermissions.manage)
        let scenario: PlanScenario
        if let id: PlanScenario.ID = form.identifier("plan") {
            scenario = try desk.scenario(id)
        } else {
            guard let base = desk.base else { throw RoadmapError.unknownScenario }
            scenario = base
        }
        let (roadmap, snapshot, t) = (desk.roadmap, desk.snapshot, visit.language)
        let reading = desk.reading(of: scenario)
        try await visit.change { change in
            // The exact computation may have ended meanwhile, or somebody removed the supposition: what is adopted is what
            // is kept.
            guard try ScenarioStore.scenario(scenario.id, of: roadmap.id, in: change.session)?.plan == scenario.plan
            else { throw RoadmapError.overtaken }
            let splits = try RoadmapStore.split(of: roadmap.id, in: change.session)
            try AdoptionStore.adopt(
                scenario.id, of: roadmap, drafts(reading, snapshot, splits, t), in: change)
        }
        return .redirect(
            RoadmapURL.follow(.init(roadmap.id)).path,
            notice: t(
                "Le plan est adopté. Confiez maintenant ses actions.", "The plan is adopted. Now entrust its actions."))
    }

    static func drafts(
        _ reading: PlanReading, _ snapshot: RoadmapSnapshot, _ splits: [String: [String: Double]], _ t: Language
    ) -> [AdoptionStore.Draft] {
        let contributions = reading.contributions()
        return reading.lines.map { line in
            let key = reading.problem.actions[line.action].id
            let members = snapshot.actions[line.action].members.map { snapshot.members[$0] }
            let shares = SharedCost.shares(of: members, kept: splits[key])
            return AdoptionStore.Draft(
                key: key, title: snapshot.title(of: line.action, t), from: snapshot.quarter(line.start).firstDay,
                until: snapshot.quarter(line.end).lastDay, planned: reading.problem.actions[line.action].cost,
                weight: contributions[line.action] ?? 0,
                members: zip(members, shares).map { (Organisation.ID(stored: $0.id), $1) })
        }
    }

    @Sendable
    static func release(_ visit: Visit) async throws -> Reply {
        let roadmap = try await RoadmapDesk.open(visit, for: RoadmapPermissions.manage).roadmap
        try await visit.change { change in try AdoptionStore.release(roadmap, in: change) }
        return .redirect(
            RoadmapURL.roadmap(.init(roadmap.id)).path,
            notice: visit.language("L’adoption est annulée.", "The adoption is undone."))
    }

    @Sendable
    static func close(_ visit: Visit) async throws -> Reply {
        let roadmap = try await RoadmapDesk.open(visit, for: RoadmapPermissions.manage).roadmap
        try await visit.change { change in try AdoptionStore.close(roadmap, in: change) }
        return .redirect(
            RoadmapURL.roadmap(.init(roadmap.id)).path,
            notice: visit.language("Le suivi est arrêté.", "The follow-up is ended."))
    }

    @Sendable
    static func reopen(_ visit: Visit) async throws -> Reply {
        let roadmap = try await RoadmapDesk.open(visit, for: RoadmapPermissions.manage).roadmap
        try await visit.change { change in try AdoptionStore.reopen(roadmap, in: change) }
        return .redirect(
            RoadmapURL.roadmap(.init(roadmap.id)).path,
            notice: visit.language("Le suivi reprend.", "The follow-up resumes."))
    }
}
