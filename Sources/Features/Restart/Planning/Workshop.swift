// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Journal
import Markup
import Organisations
import Persistence
import Primitives
import Recovery
import Site

/// Where better plans are computed, one background job each. Kept in memory: a stopped server leaves the plan as it was, and
/// the computation can be started again.
actor Workshop {
    private var running: [RestartPlan.ID: Identifier<JobBoard.Job>] = [:]

    /// Each fills two cores for some seconds.
    static let atOnce = 4

    func job(of plan: RestartPlan.ID) -> Identifier<JobBoard.Job>? { running[plan] }

    private func ended(_ plan: RestartPlan.ID) { running[plan] = nil }

    /// Starts the computation of a plan; nil when too much is under way: the first plan is there all the same.
    func start(
        _ id: RestartPlan.ID, _ title: String, _ frozen: FrozenModel, at place: Place,
        isVariant: Bool, _ visit: Visit
    ) async throws -> Identifier<JobBoard.Job>? {
        if let job = running[id] { return job }
        guard running.count < Self.atOnce else { return nil }
        let (house, actor, organisation) = (visit.house, visit.actor, place.organisation.id)
        let job: Identifier<JobBoard.Job>
        do {
            job = try await house.jobs.start(
                Phrase("Calcul d’un meilleur plan de redémarrage", "Computing a better restart plan"),
                owner: actor.account, at: visit.now
            ) { reporter in
                do {
                    let model = frozen.model
                    let options = Self.options(isVariant: isVariant)
                    let better = try await Planner.better(model, at: organisation, options) { plan in
                        reporter(Self.progress(plan, options, model))
                    }
                    let summary = PlanReading(model, better).summary
                    try await house.database.change(by: actor, at: house.clock.now) { change in
                        // Meanwhile, the role may have ended.
                        try visit.confirmRights(in: change.session)
                        _ = try PlanStore.improve(
                            id, of: organisation, by: better, summary, title: title, in: change)
                    }
                    await self.ended(id)
                    return JobBoard.Result(
                        summary: Phrase(
                            PlanWords.distance(better, .french), PlanWords.distance(better, .english)),
                        next: (
                            title: Phrase("Voir le plan", "See the plan"),
                            href: RestartURL.plan(.init(organisation), .init(id)).path
                        ))
                } catch {
                    await self.ended(id)
                    throw error
                }
            }
        } catch Refusal.conflict {
            return nil
        }
        running[id] = job
        // The work may have ended before the line above.
        if await house.jobs.job(job, for: actor.account)?.outcome != nil { running[id] = nil }
        return job
    }

    /// A variant is compared, not followed: what one more person gives is not asked of it again.
    static func options(isVariant: Bool) -> RecoveryPlanner.Options {
        var options = RecoveryPlanner.Options()
        options.measuresValue = !isVariant
        return options
    }

    private static func progress(
        _ plan: RecoveryPlan, _ options: RecoveryPlanner.Options, _ model: RecoveryModel
    ) -> JobBoard.Progress {
        func note(_ t: Language) -> String {
            t(
                "Dernier service de retour à \(HourWords.mark(plan.makespan, t))",
                "Last service back at \(HourWords.mark(plan.makespan, t))")
        }
        return JobBoard.Progress(
            done: min(plan.schedulesTried, options.schedules), total: options.schedules,
            note: Phrase(note(.french), note(.english)))
    }
}
