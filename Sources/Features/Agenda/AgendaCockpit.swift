// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Organisations
import Primitives
import Site

/// What the agenda says on the first page of an establishment or a group: what is late or near, three lines at most.
enum AgendaCockpit {
    private static let reach = 14
    private static let shown = 3

    static func part(of organisation: Organisation, for visit: Visit) async throws -> CockpitPart {
        // Three lines out of three hundred establishments would tell a region nothing.
        guard organisation.kind != .national, organisation.kind != .region,
            visit.access.may(AgendaPermissions.read, in: organisation.lineage)
        else { return .nothing }
        let today = visit.today
        let duties = try await DutySight.duties(
            under: [organisation.lineage], for: visit.access, today: today, until: today.adding(days: reach),
            in: visit.house)
        return CockpitPart(todo: items(duties, at: organisation.id, today: today, visit.language))
    }

    static func items(_ duties: [Duty], at organisation: Organisation.ID, today: Day, _ t: Language) -> [TodoItem] {
        duties.filter { $0.nextDay(after: today) <= today.adding(days: reach) }.prefix(shown).map { duty in
            let place = duty.organisation == organisation ? "" : duty.organisationName + t("\u{00A0}: ", ": ")
            return TodoItem(
                duty.title(t), reason: place + duty.detail(t), state: DutyWords.badge(duty, today: today, t),
                href: duty.href)
        }
    }
}
