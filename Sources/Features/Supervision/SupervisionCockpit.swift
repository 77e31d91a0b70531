// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Markup
import Organisations
import Primitives
import Site

/// What the first page of an organisation says of its alerts.
enum SupervisionCockpit {
    static func part(_ counts: AlertStore.Counts, at organisation: Organisation, _ t: Language) -> CockpitPart {
        var part = CockpitPart()
        guard counts.grave > 0 else { return part }
        part.todo.append(
            TodoItem(
                t("Des alertes graves attendent quelqu’un", "Grave alerts wait for somebody"),
                reason: t(
                    "Une alerte critique ou élevée se regarde dans l’heure.",
                    "A critical or high alert is looked at within the hour."),
                state: StateBadge(.missing, t.number(counts.grave)),
                href: SupervisionURL.alerts(.init(organisation.id)).path.with("niveau", "elevee")))
        return part
    }
}
