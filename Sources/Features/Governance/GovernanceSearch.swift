// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// Decisions and official interpretations, for the search box of every page.
enum GovernanceSearch {
    private static let shown = 8

    static func hits(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        let scope = visit.access.scope(of: GovernancePermissions.read)
        guard !scope.isEmpty else { return [] }
        let (interpretations, decisions) = try await visit.read { session in
            (
                try InterpretationStore.search(text, under: scope, limit: shown, in: session),
                try DecisionStore.search(text, under: scope, limit: shown, in: session)
            )
        }
        let t = visit.language
        return interpretations.compactMap { one in
            place(of: one.keeper.lineage, scope).map { place in
                SearchHit(
                    title: one.question,
                    detail: t("Précision officielle", "Official interpretation") + " · \(one.source)",
                    href: GovernanceURL.interpretation(.init(place), .init(one.id)).path)
            }
        }
            + decisions.map { one in
                SearchHit(
                    title: one.text,
                    detail: [t("Décision", "Decision"), one.committeeName, one.keeper.name].joined(separator: " · "),
                    href: GovernanceURL.decision(.init(one.keeper.id), .init(one.id)).path)
            }
    }

    /// Where the person may open it: what is kept above is read from the top of what the person sees.
    private static func place(of keeper: Lineage, _ scope: [Lineage]) -> Organisation.ID? {
        if scope.contains(where: { $0.contains(keeper) }) { return keeper.identifiers.last }
        return scope.first { keeper.contains($0) }?.identifiers.last
    }
}
