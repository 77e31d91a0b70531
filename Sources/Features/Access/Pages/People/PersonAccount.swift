// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Markup
import Organisations
import Primitives
import Site

/// What an administrator does about somebody else's account. Each writes, then goes back to the person's page.
enum PersonAccount {
    @Sendable
    static func close(_ visit: Visit) async throws -> Reply {
        let (place, person) = try await somebodyElse(visit)
        let granter = visit.granter
        try await visit.change { try AccountStore.disable(person.id, by: granter, in: $0) }
        return back(place, person, visit.language("Le compte est fermé.", "The account is closed."))
    }

    @Sendable
    static func reopen(_ visit: Visit) async throws -> Reply {
        let (place, person) = try await somebodyElse(visit)
        let granter = visit.granter
        try await visit.change { try AccountStore.enable(person.id, by: granter, in: $0) }
        return back(place, person, visit.language("Le compte est rouvert.", "The account is open again."))
    }

    /// The answer is the page itself, since the link is shown this once; asking again makes another.
    @Sendable
    static func newLink(_ visit: Visit) async throws -> Reply {
        let (place, person) = try await somebodyElse(visit)
        let granter = visit.granter
        let purpose: OneTimeLink.Purpose = person.hasPassword ? .passwordReset : .firstSignIn
        let token = try await visit.change { try OneTimeLinkStore.issue(purpose, for: person.id, by: granter, in: $0) }
        return LinkPage.reply(for: person.name, token, purpose, place, visit)
    }

    @Sendable
    static func resetSecondFactor(_ visit: Visit) async throws -> Reply {
        let (place, person) = try await somebodyElse(visit)
        let (granter, sessions) = (visit.granter, visit.house.entrance.sessions)
        try await visit.change {
            try SecondFactorStore.reset(for: person.id, by: granter, sessions: sessions, in: $0)
        }
        return back(
            place, person,
            visit.language(
                "La double authentification est retirée, les sessions sont fermées.",
                "The second factor is removed, the sessions are closed."))
    }

    private static func somebodyElse(_ visit: Visit) async throws -> (Place, RoleHolder) {
        let found = try await PersonPage.find(visit, for: AccessPermissions.manageAccounts)
        guard found.1.id != visit.access.account else { throw AccessError.ownAccount }
        return found
    }

    private static func back(_ place: Place, _ person: RoleHolder, _ notice: String) -> Reply {
        .redirect(PeopleURL.person(.init(place.organisation.id), .init(person.id)).path, notice: notice)
    }
}
