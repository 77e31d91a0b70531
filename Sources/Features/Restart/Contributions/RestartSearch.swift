// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Markup
import Persistence
import Primitives
import Site

/// Plans and boards by words, for the search box of every page.
enum RestartSearch {
    static func hits(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        let scope = visit.access.scope(of: RestartPermissions.read)
        guard !scope.isEmpty, !folded(text).isEmpty else { return [] }
        let t = visit.language
        let (boards, plans) = try await visit.read { session in
            (
                try BoardStore.search(text, in: scope, session: session),
                try PlanStore.search(text, in: scope, session: session)
            )
        }
        return boards.map { board in
            SearchHit(
                title: BoardWords.title(board, t),
                detail: "\(t("Tableau de redémarrage", "Restart board")) · \(board.organisationName)",
                href: RestartURL.board(.init(board.organisation), .init(board.id)).path)
        }
            + plans.map { plan in
                SearchHit(
                    title: plan.title, detail: "\(t("Plan de redémarrage", "Restart plan")) · \(plan.organisationName)",
                    href: RestartURL.plan(.init(plan.organisation), .init(plan.id)).path)
            }
    }
}
