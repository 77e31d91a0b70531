// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Recovery
import Site

/// What continuity has to say on the first page: how long care holds, and what contradicts it.
enum ContinuityCockpit {
    static func render(_ facts: ContinuityFacts, _ t: Language) -> CockpitPart {
        let place = URLPath.Part(facts.organisation.id)
        var part = CockpitPart()
        if let first = facts.shortest, let hours = first.draft.endurance {
            part.figures.append(
                Figure(
                    Duration.words(hours, t),
                    meaning: t(
                        "sans informatique, et la première unité ne tient plus",
                        "without computers, and the first unit no longer holds"),
                    note: first.name, tone: facts.lines.contains(where: \.isTooShort) ? .bad : .neutral,
                    href: ContinuityURL.overview(place).path))
        }
        let violations = facts.violations
        if let first = violations.first {
            part.todo.append(
                TodoItem(
                    t("Accorder les durées de retour entre elles", "Make the recovery objectives agree"),
                    reason: FindingWords.sentence(first, in: facts.map, t),
                    state: StateBadge(.missing, t.number(violations.count)), href: ContinuityURL.overview(place).path))
        }
        let waiting = facts.keptPlans.filter { $0.approved == nil }
        if let plan = waiting.first {
            part.todo.append(
                TodoItem(
                    t("Faire valider un plan de continuité", "Have a continuity plan approved"),
                    reason: t(
                        "«\u{00A0}\(plan.title)\u{00A0}» attend sa validation.",
                        "“\(plan.title)” waits for its approval."),
                    state: StateBadge(.missing, t.number(waiting.count)), href: ContinuityURL.plans(place).path))
        }
        return part
    }
}
