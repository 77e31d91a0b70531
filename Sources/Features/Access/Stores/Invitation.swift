// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Journal
import Organisations
import Persistence
import Primitives

/// Who is asked to join, as what, and where.
struct Invitation: Sendable {
    let name: String
    let email: EmailAddress
    let role: Role
    let organisation: Organisation.ID
    let until: Day?
    let language: Language

    /// Gives the role, to a new account when the address has none.
    ///
    /// - Returns: a link for whoever has no password yet. Never for somebody who has one, or who holds roles where the
    ///   granter administers nothing: a link is a key to the account, and an invitation must not be a way to take it.
    func send(by granter: Granter, in change: Change) throws -> OneTimeLink.Token? {
        let known = try AccountStore.find(email: email, in: change.session)
        let id = try known?.id ?? AccountStore.create(email: email, name: name, language: language, in: change)
        try AccountStore.give(role, on: organisation, to: id, until: until, by: granter, in: change)
        if let known, known.hasPassword || known.isDisabled { return nil }
        do {
            return try OneTimeLinkStore.issue(.firstSignIn, for: id, by: granter, in: change)
        } catch IdentityError.accountNotYours {
            return nil
        }
    }
}
