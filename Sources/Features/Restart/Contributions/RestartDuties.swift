// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Markup
import Persistence
import Primitives
import Site

/// A plan ages with the map, the teams and the durations it was made of: once a year it is made again. The year is a habit of
/// ours, not a rule of a text.
enum RestartDuties {
    private static let validity = 365

    static func all(_ scope: DutyScope, in house: House) async throws -> [Duty] {
        guard !scope.lineages.isEmpty else { return [] }
        let plans = try await house.database.read { session in
            try PlanStore.latest(
                under: scope.lineages, madeBy: scope.until.adding(days: -validity), in: session)
        }
        return plans.map { plan in
            Duty(
                id: "restart.plan.\(plan.organisation)", kind: .recurring, day: plan.madeOn.adding(days: validity),
                title: Phrase("Refaire le plan de redémarrage", "Make the restart plan again"),
                detail: Phrase(
                    "«\u{00A0}\(plan.title)\u{00A0}» a été établi le \(Language.french.date(plan.madeOn))\u{00A0}: cartographie, équipes et durées ont changé depuis.",
                    "“\(plan.title)” was made on \(Language.english.date(plan.madeOn)): map, teams and durations changed since."
                ),
                organisation: plan.organisation, organisationName: plan.organisationName, lineage: plan.lineage,
                href: RestartURL.home(.init(plan.organisation)).path, audience: RestartPermissions.read)
        }
    }
}
