// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Identity
import Primitives
import Site

/// The way out: works, and says so, even when the session has ended by itself.
enum SigningOut {
    @Sendable
    static func receive(_ visit: Visit) async throws -> Reply {
        if let person = visit.person {
            try await SignIn(visit.house.entrance).leave(person.session, name: person.access.name)
        }
        let t = visit.language
        return .redirect(SiteAddress.signIn.path, notice: t("Vous êtes déconnecté.", "You are signed out."))
            .setting(visit.sessionCookie(nil))
    }
}
