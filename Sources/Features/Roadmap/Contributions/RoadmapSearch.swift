// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Markup
import Organisations
import Persistence
import Planning
import Primitives
import Site

/// Followed actions and candidate actions by words, for the search box of every page.
enum RoadmapSearch {
    private static let shown = 10

    static func hits(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        guard visit.access.maySomewhere(RoadmapPermissions.enter), !folded(text).isEmpty else { return [] }
        let (access, t) = (visit.access, visit.language)
        let reading = access.scope(of: RoadmapPermissions.read)
        let tasks = try await visit.read { session in
            try TaskStore.search(text, in: reading, ownedBy: access, session: session)
        }
        let followed = tasks.prefix(shown).map { task in
            SearchHit(
                title: task.title,
                detail: [t("Action suivie", "Followed action"), task.organisationName, task.status.title(t)]
                    .joined(separator: " · "), href: RoadmapURL.task(.init(task.id)).path)
        }
        guard let place = access.grants.first(where: { RoadmapPermissions.read.roles.contains($0.role) })?.organisation
        else { return Array(followed) }
        let filter = ActionListPage.Filter(text: text)
        let candidates = ShippedActions.library.actions.filter(filter.admits).prefix(shown).map { action in
            SearchHit(
                title: action.title, detail: "\(t("Action candidate", "Candidate action")) · \(action.id)",
                href: RoadmapURL.action(.init(place), .init(action.id)).path)
        }
        return followed + candidates
    }
}
