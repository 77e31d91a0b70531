// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Organisations
import Primitives
import Site

/// A plan on the reader's desk, with what this person may do with it.
struct PlanDesk: Sendable {
    let place: Place
    let whole: WholePlan
    let mayManage: Bool

    var plan: RestartPlan { whole.plan }

    /// - Throws: `Refusal.notFound` for what does not exist there.
    static func open(_ visit: Visit, for permission: Permission = RestartPermissions.read) async throws -> PlanDesk {
        let place = try await visit.restarting(permission)
        let (id, organisation): (RestartPlan.ID, _) = (try visit.identifier("planReprise"), place.organisation.id)
        let found = try await visit.read { session in try PlanStore.whole(id, of: organisation, in: session) }
        guard let found else { throw Refusal.notFound }
        return PlanDesk(place: place, whole: found, mayManage: visit.mayManageRestart(of: place))
    }

    func page(_ visit: Visit, _ title: String, _ tab: PlanTabs, status: Site.Status = .ok, _ main: HTML) -> Reply {
        let own = Crumb(
            plan.title, href: RestartURL.plan(.init(plan.organisation), .init(plan.id)).path)
        return visit.restartPage(
            title, at: place, tab == .plan ? [Crumb(plan.title)] : [own, Crumb(tab.title(visit.language))],
            status: status, audience: visit.restrictedAudience, main)
    }
}
