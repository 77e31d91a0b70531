// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Markup
import Persistence
import Planning
import Primitives
import Site

/// Where exact plans are computed, one background job each; knows which are under way. Kept in memory: a stopped server
/// leaves the former plan as it was, and the computation can be started again.
actor Workshop {
    let solver: any PlanSolving
    private var running: [PlanScenario.ID: Identifier<JobBoard.Job>] = [:]

    static let seconds = 120
    /// Each is a process of its own that fills one core for two minutes and may take gigabytes.
    static let atOnce = 3

    init(solver: any PlanSolving) { self.solver = solver }

    func job(of scenario: PlanScenario.ID) -> Identifier<JobBoard.Job>? { running[scenario] }

    private func ended(_ scenario: PlanScenario.ID) { running[scenario] = nil }

    /// Starts the computation of a scenario; the one under way, when there is one.
    func start(_ scenario: PlanScenario, of desk: RoadmapDesk, _ visit: Visit) async throws -> Identifier<JobBoard.Job>
    {
        if let job = running[scenario.id] { return job }
        guard running.count < Self.atOnce else {
            throw Refusal.conflict(
                Phrase(
                    "D’autres plans se calculent en ce moment\u{00A0}: recommencez dans deux minutes.",
                    "Other plans are being computed: try again in two minutes."))
        }
        let (roadmap, house, actor, solver) = (desk.roadmap, visit.house, visit.actor, solver)
        let problem = desk.problem(of: scenario)
        let start = scenario.plan.plan(of: problem)
        let job = try await house.jobs.start(
            Phrase("Calcul du meilleur plan", "Computing the best plan"), owner: actor.account, at: visit.now
        ) { reporter in
            do {
                let plan = try await solver.solve(problem, from: start, seconds: Self.seconds) { progress in
                    reporter(Self.progress(progress))
                }
                let stored = StoredPlan(plan, of: problem)
                let isKept = try await house.database.change(by: actor, at: house.clock.now) { change in
                    // Two minutes later, the role may have ended.
                    try visit.confirmRights(in: change.session)
                    return try ScenarioStore.improve(scenario.id, of: roadmap, by: stored, in: change)
                }
                await self.ended(scenario.id)
                return Self.result(stored, isKept: isKept, scenario, roadmap)
            } catch let failure as SolverFailure {
                await self.ended(scenario.id)
                throw RoadmapError.solver(failure.reason)
            } catch {
                await self.ended(scenario.id)
                throw error
            }
        }
        running[scenario.id] = job
        // The work may have ended before the line above.
        if await house.jobs.job(job, for: actor.account)?.outcome != nil { running[scenario.id] = nil }
        return job
    }

    /// Too much under way already keeps the exact computation for later: the first plan is there all the same.
    func startIfPossible(_ scenario: PlanScenario, of desk: RoadmapDesk, _ visit: Visit) async throws -> Bool {
        do {
            _ = try await start(scenario, of: desk, visit)
            return true
        } catch Refusal.conflict {
            return false
        }
    }

    static func notice(_ isComputing: Bool, _ t: Language) -> String {
        isComputing
            ? t(
                "Un premier plan est prêt. Le meilleur se calcule en ce moment.",
                "A first plan is ready. The best one is being computed.")
            : t(
                "Un premier plan est prêt. D’autres calculs sont en cours\u{00A0}: lancez le meilleur plus tard.",
                "A first plan is ready. Other computations are under way: start the best one later.")
    }

    private static func progress(_ progress: SolverProgress) -> JobBoard.Progress {
        let second = min(Int(min(max(progress.seconds, 0), 1e6)), seconds)
        guard progress.bound > 0 else {
            return JobBoard.Progress(
                done: second, total: seconds, note: Phrase("Recherche du meilleur plan", "Looking for the best plan"))
        }
        let share = min(max((progress.value / progress.bound * 1000).rounded(.down) / 1000, 0), 1)
        func note(_ t: Language) -> String {
            t(
                "Meilleur plan jusqu’ici\u{00A0}: au moins \(t.percent(share, 1)) du meilleur possible",
                "Best plan so far: at least \(t.percent(share, 1)) of the best possible")
        }
        return JobBoard.Progress(done: second, total: seconds, note: Phrase(note(.french), note(.english)))
    }

    private static func result(
        _ plan: StoredPlan, isKept: Bool, _ scenario: PlanScenario, _ roadmap: Roadmap
    ) -> JobBoard.Result {
        let next =
            scenario.kind == .base
            ? RoadmapURL.roadmap(.init(roadmap.id)).path
            : RoadmapURL.scenario(.init(roadmap.id), .init(scenario.id)).path
        let summary =
            isKept
            ? Phrase(PlanWords.distance(plan, .french), PlanWords.distance(plan, .english))
            : Phrase(
                "Ce plan a été adopté ou retiré pendant le calcul\u{00A0}: il reste tel quel.",
                "This plan was adopted or removed during the computation: it stays as it was.")
        return JobBoard.Result(summary: summary, next: (title: Phrase("Voir le plan", "See the plan"), href: next))
    }
}
