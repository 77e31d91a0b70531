// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Persistence
import Planning
import Primitives

/// What the command line shows of the roadmaps of a database.
public enum RoadmapConsole {
    /// A roadmap's problem and the plan that stands, with words for what they hold.
    public struct Found: Sendable {
        public let title: String
        public let organisation: String
        public let problem: PlanningProblem
        public let plan: Plan
        /// By position in `problem.actions`.
        public let titles: [String]
        /// By period.
        public let quarters: [String]
    }

    /// One line each, newest first: identifier, organisation, title, state.
    public static func list(in database: any Database) async throws -> [[String]] {
        try await database.read { session in
            try session.all(
                "SELECT \(RoadmapStore.columns) FROM \(RoadmapStore.tables) ORDER BY r.created_at DESC, r.id LIMIT 1000",
                RoadmapStore.roadmap)
        }.map { roadmap in
            let state = roadmap.closedAt != nil ? "ended" : roadmap.adopted != nil ? "adopted" : "draft"
            return [roadmap.id.text, roadmap.organisationName, "\(roadmap.title), v\(roadmap.version)", state]
        }
    }

    /// - Returns: nil for what does not exist.
    public static func find(_ id: String, in database: any Database) async throws -> Found? {
        guard let id = Roadmap.ID(id) else { return nil }
        let found = try await database.read { session in
            (try RoadmapStore.frozen(id, in: session), try ScenarioStore.scenarios(of: id, in: session))
        }
        guard let frozen = found.0,
            let scenario = found.1.first(where: { $0.id == frozen.roadmap.adopted })
                ?? found.1.first(where: { $0.kind == .base })
        else { return nil }
        let problem = scenario.whatIf.applied(to: frozen.snapshot.problem)
        return Found(
            title: frozen.roadmap.title, organisation: frozen.roadmap.organisationName, problem: problem,
            plan: scenario.plan.plan(of: problem),
            titles: problem.actions.indices.map { frozen.snapshot.title(of: $0, .french) },
            quarters: (0..<problem.periods).map { frozen.snapshot.quarter($0).text })
    }
}
