// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Markup
import Organisations
import Persistence
import Primitives
import Site

/// Plans, reflex sheets and degraded modes, for the search box of every page.
enum ContinuitySearch {
    private static let shown = 6

    static func hits(_ text: String, for visit: Visit) async throws -> [SearchHit] {
        let scope = visit.access.scope(of: ContinuityPermissions.read)
        guard !scope.isEmpty else { return [] }
        let (plans, sheets, modes) = try await visit.read { session in
            (
                try PlanStore.search(text, under: scope, limit: shown, in: session),
                try SheetStore.search(text, under: scope, limit: shown, in: session),
                try ModeStore.search(text, under: scope, limit: shown, in: session)
            )
        }
        let t = visit.language
        func detail(_ kind: String, _ keeper: String) -> String { "\(kind) · \(keeper)" }
        return plans.map { plan in
            SearchHit(
                title: plan.title, detail: detail(plan.kind.title(t), plan.keeper.name),
                href: ContinuityURL.plan(.init(plan.keeper.id), .init(plan.id)).path)
        }
            + sheets.map { sheet in
                SearchHit(
                    title: sheet.draft.title, detail: detail(t("Fiche réflexe", "Reflex sheet"), sheet.keeper.name),
                    href: ContinuityURL.sheet(.init(sheet.keeper.id), .init(sheet.id)).path)
            }
            + modes.map { mode in
                SearchHit(
                    title: mode.name, detail: detail(t("Mode dégradé", "Degraded mode"), mode.keeperName),
                    href: ContinuityURL.mode(.init(mode.organisation), .init(mode.id)).path)
            }
    }
}
