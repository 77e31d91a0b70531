// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Markup
import Organisations
import Primitives
import Site

/// Organisations by name, town or FINESS number, for the search box of every page.
enum EstablishmentSearch {
    private static let shown = 10

    static func hits(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        let query = OrganisationQuery(
            under: visit.access.scope(of: EstablishmentPermissions.see), search: text, includeClosed: true,
            limit: shown)
        let found = try await visit.read { session in try OrganisationStore.page(query, in: session) }
        return found.rows.map { hit($0, visit.language) }
    }

    private static func hit(_ row: OrganisationRow, _ t: Language) -> SearchHit {
        let organisation = row.organisation
        let detail = [
            organisation.kind.title(t), organisation.town, organisation.finess.map { "FINESS \($0)" }, row.parentName,
            organisation.isClosed ? t("fermé", "closed") : nil,
        ]
        return SearchHit(
            title: organisation.name, detail: detail.compactMap(\.self).joined(separator: " · "),
            href: EstablishmentURL.card(.init(organisation.id)).path)
    }
}
