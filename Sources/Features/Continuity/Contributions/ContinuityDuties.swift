// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Organisations
import Persistence
import Primitives
import Site

/// What has its day in continuity: analyses and plans to review, tests that are planned.
enum ContinuityDuties {
    static func all(_ scope: DutyScope, in house: House) async throws -> [Duty] {
        guard !scope.lineages.isEmpty, scope.until >= scope.today else { return [] }
        let (reviews, plans, tests) = try await house.database.read { session in
            (
                try AnalysisStore.reviews(under: scope.lineages, until: scope.until, in: session),
                try PlanStore.all(under: scope.lineages, in: session),
                try TestStore.planned(under: scope.lineages, until: scope.until, in: session)
            )
        }
        return reviews.map { one in
            Duty(
                id: "continuity.analysis.\(one.node)", kind: .recurring, day: one.day,
                title: Phrase(
                    "Revoir le bilan d’impact\u{00A0}: \(one.name)", "Review the impact analysis: \(one.name)"),
                detail: Phrase(
                    "Après ce jour, il ne compte plus comme preuve\u{00A0}: reprenez-le avec le service et validez-le.",
                    "After this day it no longer counts as a proof: take it up with the unit and validate it."),
                organisation: one.keeper.id, organisationName: one.keeper.name, lineage: one.keeper.lineage,
                href: ContinuityURL.analysis(.init(one.keeper.id), .init(one.node)).path,
                audience: ContinuityPermissions.read)
        }
            + plans.compactMap { duty($0, until: scope.until) } + tests.map(duty)
    }

    private static func duty(_ plan: Plan, until last: Day) -> Duty? {
        guard let day = plan.reviewOn, day <= last, plan.approved != nil else { return nil }
        return Duty(
            id: "continuity.plan.\(plan.id)", kind: .recurring, day: day,
            title: Phrase("Revoir le plan\u{00A0}: \(plan.title)", "Review the plan: \(plan.title)"),
            detail: Phrase(
                plan.owner.isEmpty
                    ? "Personne n’en est chargé. Après ce jour, il ne compte plus comme preuve."
                    : "Tenu par \(plan.owner). Après ce jour, il ne compte plus comme preuve.",
                plan.owner.isEmpty
                    ? "Nobody is in charge of it. After this day it no longer counts as a proof."
                    : "Kept by \(plan.owner). After this day it no longer counts as a proof."),
            organisation: plan.keeper.id, organisationName: plan.keeper.name, lineage: plan.keeper.lineage,
            href: ContinuityURL.plan(.init(plan.keeper.id), .init(plan.id)).path, audience: ContinuityPermissions.read)
    }

    private static func duty(_ test: PlanTest) -> Duty {
        Duty(
            id: "continuity.test.\(test.id)", kind: .task, day: test.draft.plannedOn,
            title: Phrase("Essayer le plan\u{00A0}: \(test.planTitle)", "Test the plan: \(test.planTitle)"),
            detail: Phrase(
                "\(test.draft.scenario.prefixed(300)) Notez ensuite ce que l’essai a montré.",
                "\(test.draft.scenario.prefixed(300)) Then write what the test showed."),
            organisation: test.place.id, organisationName: test.place.name, lineage: test.place.lineage,
            href: ContinuityURL.test(.init(test.keeper.id), .init(test.id)).path, audience: ContinuityPermissions.read)
    }
}
