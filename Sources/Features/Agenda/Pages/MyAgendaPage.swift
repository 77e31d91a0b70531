// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Primitives
import Site

/// A person's own agenda: everything they see, what is entrusted to them first, and their reminders.
enum MyAgendaPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let model = try await visit.agenda(.mine, under: visit.access.horizon)
        let account = visit.access.account
        let preference = try await visit.read { try ReminderStore.preference(of: account, in: $0) }
        let reminders = ReminderSection.Model(
            preference: preference, hasPost: visit.house.post != nil, zone: visit.zone)
        return page(render(model, reminders, visit.language), [], visit)
    }

    @Sendable
    static func showMonth(_ visit: Visit) async throws -> Reply {
        let month = visit.askedMonth
        let model = try await visit.agenda(.mine, under: visit.access.horizon, until: month.last)
        let crumb = Crumb(visit.language.month(month))
        return page(MonthTable.render(model, month: month, visit.language), [crumb], visit)
    }

    @Sendable
    static func download(_ visit: Visit) async throws -> Reply {
        let model = try await visit.agenda(.mine, under: visit.access.horizon)
        return try await visit.calendar(model, at: nil)
    }

    static func render(_ model: AgendaModel, _ reminders: ReminderSection.Model, _ t: Language) -> HTML {
        "\(DutyList.render(model, t))\(ReminderSection.render(reminders, t))"
    }

    private static func page(_ main: HTML, _ crumbs: [Crumb], _ visit: Visit) -> Reply {
        let t = visit.language
        let title = t("Mon agenda", "My agenda")
        let trail = crumbs.isEmpty ? [Crumb(title)] : [Crumb(title, href: AgendaURL.mine.path)] + crumbs
        return visit.page(
            Page(
                crumbs.last.map { "\(title), \($0.title)" } ?? title, trail: trail,
                printAudience: t("Usage personnel", "Personal use"), main: main))
    }
}
