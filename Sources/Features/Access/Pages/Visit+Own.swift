// SPDX-FileCopyrightText: The Carène authors
// SPDX-License-Identifier: EUPL-1.2

import Components
import Identity
import Markup
import Site

extension Visit {
    /// Who asks. The gate of the route has checked already that there is somebody.
    func ownPerson() throws(Refusal) -> Person {
        guard let person else { throw .signInNeeded }
        return person
    }

    var granter: Granter { .person(access) }

    /// Whether a role that the person holds requires a second factor, where the house holds people to it.
    var requiresSecondFactor: Bool {
        house.entrance.sessions.rules.enforcesSecondFactor && access.requiresSecondFactor
    }
}

extension FormErrors {
    /// For the summary above the form.
    var summary: [FieldError] { all.map { FieldError(name: $0.field, message: $0.message) } }
}

/// The page that a visitor wanted before being asked to sign in; nil when it would leave the site.
func wantedPage(_ text: String?) -> URLPath? { text.flatMap { URLPath(local: $0) } }
