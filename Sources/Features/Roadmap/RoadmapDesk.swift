// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Persistence
import Planning
import Primitives
import Site

/// A roadmap on the reader's desk: what it is, what it was computed from, its plans, and what this person may do with it.
struct RoadmapDesk: Sendable {
    let roadmap: Roadmap
    let snapshot: RoadmapSnapshot
    let place: Place
    /// The base first.
    let scenarios: [PlanScenario]
    let manages: Bool

    /// - Throws: `Refusal.notFound` for what does not exist and for what lies outside of what the person sees.
    static func open(_ visit: Visit, for permission: Permission = RoadmapPermissions.read) async throws -> RoadmapDesk {
        let id: Roadmap.ID = try visit.identifier("roadmap")
        let found = try await visit.read { session in
            let frozen = try RoadmapStore.frozen(id, in: session)
            let scenarios = try ScenarioStore.scenarios(of: id, in: session)
            // Asked even when there is no roadmap, so that what is missing costs what is outside costs.
            let organisation = frozen?.roadmap.organisation ?? Organisation.ID(stored: id.text)
            return (frozen, scenarios, try OrganisationStore.path(to: organisation, in: session))
        }
        guard let frozen = found.0, let organisation = found.2.last, visit.access.sees(organisation.lineage) else {
            throw Refusal.notFound
        }
        guard visit.access.may(permission, in: organisation.lineage) else { throw Refusal.forbidden }
        return RoadmapDesk(
            roadmap: frozen.roadmap, snapshot: frozen.snapshot,
            place: Place(organisation: organisation, ancestors: found.2.dropLast()), scenarios: found.1,
            manages: visit.access.may(RoadmapPermissions.manage, in: organisation.lineage))
    }

    var base: PlanScenario? { scenarios.first { $0.kind == .base } }

    /// The plan that is followed, else the base.
    var current: PlanScenario? { scenarios.first { $0.id == roadmap.adopted } ?? base }

    func scenario(_ id: PlanScenario.ID) throws(RoadmapError) -> PlanScenario {
        guard let found = scenarios.first(where: { $0.id == id }) else { throw .unknownScenario }
        return found
    }

    func problem(of scenario: PlanScenario) -> PlanningProblem { scenario.whatIf.applied(to: snapshot.problem) }

    func reading(of scenario: PlanScenario) -> PlanReading {
        let problem = problem(of: scenario)
        return PlanReading(problem, scenario.plan.plan(of: problem))
    }

    func trail(_ t: Language, _ crumbs: [Crumb] = []) -> [Crumb] {
        let list = Crumb(
            t("Feuilles de route", "Roadmaps"), href: RoadmapURL.list(.init(roadmap.organisation)).path)
        let own = Crumb(roadmap.title, href: crumbs.isEmpty ? nil : RoadmapURL.roadmap(.init(roadmap.id)).path)
        return [list, own] + crumbs
    }
}

extension RoadmapSnapshot {
    /// "Sauvegardes hors ligne", and who does it when several could.
    func title(of action: Int, _ t: Language) -> String {
        guard actions.indices.contains(action) else { return "–" }
        let label = actions[action]
        guard members.count > 1 else { return label.title }
        if label.isShared {
            let count = t.count(
                label.members.count, ("établissement", "établissements"), ("establishment", "establishments"))
            return t("\(label.title) (commune à \(count))", "\(label.title) (shared by \(count))")
        }
        guard let member = label.members.first, members.indices.contains(member) else { return label.title }
        return "\(label.title) (\(members[member].name))"
    }

    func title(ofKey key: String, _ t: Language) -> String { position(of: key).map { title(of: $0, t) } ?? key }
}
