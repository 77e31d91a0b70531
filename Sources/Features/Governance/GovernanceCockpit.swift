// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// What the governance has to say on the first page: the share of the budget, and what is missing.
enum GovernanceCockpit {
    static func part(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        guard visit.access.may(GovernancePermissions.read, in: organisation.lineage) else { return .nothing }
        let day = visit.today
        let facts = try await visit.read { session in
            try GovernanceFacts.read(of: organisation, on: day, in: session)
        }
        return render(facts, visit.language)
    }

    static func render(_ facts: GovernanceFacts, _ t: Language) -> CockpitPart {
        let place = GovernanceURL.Part(facts.organisation.id)
        var part = CockpitPart()
        if let budget = facts.budget, let share = budget.share(on: facts.day) {
            let isMet = share >= BudgetYear.programmeTarget
            part.figures.append(
                Figure(
                    t.budgetShare(share),
                    meaning: t("du budget au numérique et à la sécurité", "of the budget for digital and security"),
                    note: BudgetWords.target(t), tone: isMet ? .good : .warn, href: GovernanceURL.budget(place).path))
        }
        for line in facts.lines where line.isVacant && line.expected.isRequired {
            part.todo.append(
                TodoItem(
                    AppointmentWords.vacant(line.expected.job, t), reason: line.expected.reason(t),
                    state: StateBadge(.missing, t("Personne", "Nobody")), href: GovernanceURL.appointments(place).path))
        }
        if facts.organisation.kind == .ght, !facts.uncovered.isEmpty {
            part.todo.append(
                TodoItem(
                    t("Des établissements n’ont pas de RSSI", "Some establishments have no security officer"),
                    reason: facts.uncovered.prefix(4).map(\.name).joined(separator: ", ")
                        + (facts.uncovered.count > 4 ? "…" : "."),
                    state: StateBadge(.missing, t.number(facts.uncovered.count)),
                    href: GovernanceURL.appointments(place).path))
        }
        if facts.decisions.overdue > 0 {
            part.todo.append(
                TodoItem(
                    t("Des décisions ont dépassé leur échéance", "Some decisions are past their due day"),
                    reason: t(
                        "\(t.count(facts.decisions.overdue, ("décision attend", "décisions attendent"), ("", ""))) d’être menée à bien ou reportée.",
                        "\(t.count(facts.decisions.overdue, ("", ""), ("decision waits", "decisions wait"))) to be carried out or put off."
                    ),
                    state: StateBadge(.missing, t("En retard", "Late")),
                    href: GovernanceURL.committees(place).path.with("etat", CommitteesPage.Filter.overdue)))
        }
        return part
    }
}
