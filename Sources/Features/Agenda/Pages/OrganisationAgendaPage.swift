// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// The agenda of an establishment, or of a group with its members.
enum OrganisationAgendaPage {
    @Sendable
    static func show(_ visit: Visit) async throws -> Reply {
        let (place, model) = try await read(visit)
        return page(place, DutyList.render(model, visit.language), [], visit)
    }

    @Sendable
    static func showMonth(_ visit: Visit) async throws -> Reply {
        let month = visit.askedMonth
        let (place, model) = try await read(visit, until: month.last)
        let crumb = Crumb(visit.language.month(month))
        return page(place, MonthTable.render(model, month: month, visit.language), [crumb], visit)
    }

    @Sendable
    static func download(_ visit: Visit) async throws -> Reply {
        let (place, model) = try await read(visit)
        return try await visit.calendar(model, at: place.organisation.id)
    }

    private static func read(_ visit: Visit, until: Day? = nil) async throws -> (Place, AgendaModel) {
        let place = try await visit.place(try visit.identifier("organisation"), for: AgendaPermissions.read)
        let organisation = place.organisation
        let model = try await visit.agenda(
            .organisation(organisation.id, name: organisation.name), under: [organisation.lineage], until: until)
        return (place, model)
    }

    private static func page(_ place: Place, _ main: HTML, _ crumbs: [Crumb], _ visit: Visit) -> Reply {
        let t = visit.language
        let title = t("Agenda", "Agenda")
        let href = AgendaURL.organisation(.init(place.organisation.id)).path
        let trail = crumbs.isEmpty ? [Crumb(title)] : [Crumb(title, href: href)] + crumbs
        return visit.page(
            Page(
                "\(title), \(crumbs.last?.title ?? place.organisation.name)", at: place, trail: trail,
                printAudience: t("Interne à l’établissement", "Internal to the establishment"), main: main))
    }
}
